/** Writes wire types: an interface for each schema that a user meets, in the file of the resource that it belongs to. */

import type { OpenAPI, Schema } from './condense.ts'
import type { Surface } from './description.ts'
import {
  type Field,
  fieldsOf,
  type JobCollection,
  kebabCase,
  type MethodModel,
  type ResourceModel,
  referenceOf,
} from './model.ts'

/** Doc sentences of types. */
export type TypeDocs = Record<string, { doc?: string; fields?: Record<string, string> }>

/** The first line of all generated files. */
export const GENERATED = '// Generated from api/ by npm run generate. Do not edit.'

/** What several resources share. */
const SHARED = 'shared.generated.ts'

/** Types that are written by hand: public name, and the file that they stand in. */
const HANDWRITTEN_TYPES: Readonly<Record<string, string>> = {
  SortField: 'common.ts',
  StringFilter: 'common.ts',
  DeleteResponse: 'common.ts',
  Filter: 'common.ts',
  ListParams: 'common.ts',
  WorkspaceParams: 'workspaces.ts',
  Identity: 'auth.ts',
  DateRangeFilter: 'iam.ts',
}

/** Written by hand, and generic in the spec. */
const JOB_TYPES = ['PluginJob', 'PluginJobCreateParams']

/** Whether users write it, read it, or both. What they write may hold lists that cannot be written to, and dates. */
type Use = 'sent' | 'read' | 'both'

/** All types that the resources need. */
export class TypeWriter {
  readonly #description: OpenAPI
  readonly #surface: Pick<Surface, 'types'>
  readonly #docs: TypeDocs
  /** File of each schema, by the schema's name. */
  readonly #fileOf = new Map<string, string>()
  /** Schemas that users write. */
  readonly #sent = new Set<string>()
  /** Schemas that users read. */
  readonly #answered = new Set<string>()

  /** Public names of schemas that are declared elsewhere. */
  readonly #elsewhere: ReadonlyMap<string, string>

  constructor(
    models: readonly ResourceModel[],
    description: OpenAPI,
    surface: Pick<Surface, 'types'>,
    docs: TypeDocs,
    elsewhere: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#elsewhere = elsewhere
    this.#description = description
    this.#surface = surface
    this.#docs = docs
    for (const { name, methods, surface, plugin } of models) {
      if (surface.handwritten) continue
      const file = fileOfTypes(name)
      for (const method of methods) {
        const { query, fields, body, bodySchema, answer } = method
        for (const { schema } of [...query, ...fields]) this.#reach(schema, file, 'sent')
        if (body === 'union' && bodySchema !== undefined) this.#reach(bodySchema, file, 'sent')
        if (answer !== undefined) this.#reach(answer, file, 'read')
      }
      for (const { request, job } of plugin?.jobs ?? []) {
        this.#reach(specOf(description, request), file, 'sent')
        this.#reach(specOf(description, job), file, 'read')
      }
    }
  }

  /** Public name of a schema. */
  nameOf(schema: string): string {
    return this.#elsewhere.get(schema) ?? this.#surface.types[schema] ?? schema
  }

  /** The file of a type of that public name. */
  fileOf(typeName: string): string | undefined {
    if (this.#isElsewhere(typeName)) return '../../types/index.ts'
    if (typeName in HANDWRITTEN_TYPES) return HANDWRITTEN_TYPES[typeName]
    return [...this.#fileOf].find(([schema]) => this.nameOf(schema) === typeName)?.[1]
  }

  /** The file of a type of that public name, as path from `src/resources`. */
  pathOf(typeName: string): string | undefined {
    const file = this.fileOf(typeName)
    if (file === undefined) return undefined
    if (file.startsWith('.')) return '../types/index.ts'
    return this.#isOfPlugins ? `../plugins/types/${file}` : `../types/${file}`
  }

  /** The TypeScript of a schema. */
  expression(schema: Schema, use: Use): string {
    const reference = referenceOf(schema)
    if (reference !== undefined) return this.nameOf(reference)
    const values = schema['enum'] as unknown[] | undefined
    if (values !== undefined) return openUnion(values)
    if ('const' in schema) return literal(schema['const'])
    const options = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
    if (options !== undefined && schema['properties'] === undefined) {
      return unique(options.map((option) => this.expression(option, use))).join(' | ')
    }
    return this.#plainExpression(schema, use)
  }

  /**
   * The files of all types: name and text.
   *
   * @throws Error if two types have the same name, which TypeScript would silently make one of.
   */
  files(models: readonly ResourceModel[]): Map<string, string> {
    const names = [...this.#fileOf.keys()].map((schema) => this.nameOf(schema))
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined)
      throw new Error(`Two schemas are called ${twice}: rename one in api/surface.yaml`)
    const parts = new Map<string, string[]>()
    const add = (file: string, text: string) => parts.set(file, [...(parts.get(file) ?? []), text])
    for (const [schema, file] of this.#fileOf) {
      if (this.nameOf(schema) in HANDWRITTEN_TYPES) continue
      add(file, this.#declaration(schema))
    }
    for (const { name, methods, surface, plugin } of models) {
      if (surface.handwritten) continue
      for (const collection of plugin?.jobs ?? []) add(fileOfTypes(name), this.#jobDeclarations(collection))
      for (const method of methods) {
        if (method.paramsType !== undefined)
          add(fileOfTypes(name), this.#paramsDeclaration(method, surface.class))
      }
    }
    return new Map(
      [...parts].map(([file, declarations]) => [file, this.#withImports(file, declarations.join('\n\n'))]),
    )
  }

  #reach(schema: unknown, file: string, way: 'sent' | 'read'): void {
    const seen = way === 'sent' ? this.#sent : this.#answered
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schemaName = name as string
      if (this.#elsewhere.has(schemaName)) continue
      const known = this.#fileOf.get(schemaName)
      const home = known === undefined || known === file ? file : SHARED
      if (known === home && seen.has(schemaName)) continue
      this.#fileOf.set(schemaName, home)
      seen.add(schemaName)
      this.#reach(this.#description.components.schemas[schemaName], home, way)
    }
  }

  #declaration(schemaName: string): string {
    const schema = this.#description.components.schemas[schemaName] as Schema
    const name = this.nameOf(schemaName)
    const use = this.#sent.has(schemaName) ? (this.#answered.has(schemaName) ? 'both' : 'sent') : 'read'
    const { doc, fields } = this.#docs[schemaName] ?? {}
    const head = comment([doc ?? `${sentence(name)}.`])
    if (fieldsOf(schema).length === 0) return `${head}export type ${name} = ${this.expression(schema, use)}`
    const lines = fieldsOf(schema).map((field) => this.#field(field, use, fields?.[field.name]))
    return `${head}export interface ${name} {\n${[...lines, ...indexSignature(schema)].join('\n')}\n}`
  }

  #paramsDeclaration(method: MethodModel, className: string): string {
    const { surface, named, query, fields, body, bodySchema, hasWorkspace, paramsType } = method
    const isList = query.some(({ name }) => name === 'page')
    const own = query.filter(({ name }) => !(isList && (name === 'page' || name === 'page_size')))
    const bodyDocs = this.#docs[bodySchema === undefined ? '' : (referenceOf(bodySchema) ?? '')]?.fields
    const docOf = (name: string) => surface.params?.[name] ?? bodyDocs?.[name]
    const pageSize = query.find(({ name }) => name === 'page_size')
    const workspaceDoc = surface.params?.['workspace']
    const lines = [
      ...(hasWorkspace && workspaceDoc !== undefined
        ? [
            this.#field(
              { name: 'workspace', schema: { type: 'string' }, required: false },
              'sent',
              workspaceDoc,
            ),
          ]
        : []),
      ...named.map((name) =>
        this.#field({ name, schema: { type: 'string' }, required: true }, 'sent', docOf(name)),
      ),
      ...fields.map((field) => this.#field(field, 'sent', docOf(field.name))),
      ...own.map((field) => this.#field(this.#orText(field), 'sent', docOf(field.name))),
      ...(isList && pageSize !== undefined
        ? [this.#field(pageSize, 'sent', docOf('page_size') ?? pageSizeDoc(pageSize))]
        : []),
      ...(surface.exist_ok
        ? [
            '  /** Give back the one of that name if it is there already. @default false */',
            '  exist_ok?: boolean | undefined',
          ]
        : []),
      ...(body === 'whole'
        ? ['  /** The body, sent as JSON. */', '  body?: Readonly<Record<string, unknown>> | undefined']
        : []),
    ]
    const bases = [...(hasWorkspace ? ['WorkspaceParams'] : []), ...(isList ? ['ListParams'] : [])]
    const head = comment([
      `Params of \`${method.tsName}\` of {@link ${className.replace(/Operations$/, '')}}.`.replace(
        /\{@link (\w+)\}/,
        '`$1`',
      ),
    ])
    if (body === 'union' && bodySchema !== undefined) {
      return `${head}export type ${paramsType} = ${[...bases, this.expression(bodySchema, 'sent')].join(' & ')}`
    }
    const extending = bases.length === 0 ? '' : ` extends ${bases.join(', ')}`
    const bodyIndex =
      fields.length > 0 && bodySchema !== undefined ? indexSignature(this.#resolved(bodySchema)) : []
    return `${head}export interface ${paramsType}${extending} {\n${[...lines, ...bodyIndex].join('\n')}\n}`
  }

  /** What a collection of jobs is made with and shows: only the specs are its own. */
  #jobDeclarations({ request, job, doc }: JobCollection): string {
    const sent = this.expression(specOf(this.#description, request), 'sent')
    const read = this.expression(specOf(this.#description, job), 'read')
    return [
      `${comment([`What makes one of these: ${doc}`])}export type ${this.nameOf(request)} = PluginJobCreateParams<${sent}>`,
      `${comment([doc])}export type ${this.nameOf(job)} = PluginJob<${read}>`,
    ].join('\n\n')
  }

  get #isOfPlugins(): boolean {
    return this.#elsewhere.size > 0
  }

  #isElsewhere(typeName: string): boolean {
    return this.#isOfPlugins && (typeName in HANDWRITTEN_TYPES || this.#elsewhereNames.has(typeName))
  }

  get #elsewhereNames(): ReadonlySet<string> {
    return new Set([...this.#elsewhere.values(), ...JOB_TYPES])
  }

  #resolved(schema: Schema): Schema {
    return this.#description.components.schemas[referenceOf(schema) ?? ''] ?? schema
  }

  /** A filter can also be written as text; where the description knows no more, as anything that looks like one. */
  #orText(field: Field): Field {
    if (field.name !== 'filter') return field
    if (referenceOf(field.schema) === undefined)
      return { ...field, schema: { $ref: '#/components/schemas/Filter' } }
    return { ...field, schema: { anyOf: [field.schema, { type: 'string' }] } }
  }

  #field({ name, schema, required }: Field, use: Use, doc: string | undefined): string {
    const type = this.expression(schema, use)
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
    const fallback = schema['default']
    const lines = [
      ...(doc === undefined ? [] : [doc]),
      ...(use !== 'read' && !required && isTelling(fallback) && !doc?.includes('@default')
        ? [`@default ${literal(fallback)}`]
        : []),
      ...(schema['deprecated'] === true && !doc?.includes('@deprecated') ? ['@deprecated'] : []),
      ...lifespan(schema),
    ]
    const head = lines.length === 0 ? '' : comment([lines.join(' ')], '  ')
    return `${head}  ${key}${required ? '' : '?'}: ${type}${required || use === 'read' ? '' : ' | undefined'}`
  }

  #plainExpression(schema: Schema, use: Use): string {
    const type = schema['type']
    if (Array.isArray(type)) {
      return unique(type.map((one) => this.#plainExpression({ ...schema, type: one }, use))).join(' | ')
    }
    if (type === 'string' && schema['format'] === 'date-time' && use === 'sent') return 'string | Date'
    if (type === 'integer') return 'number'
    if (type === 'string' || type === 'number' || type === 'boolean' || type === 'null') return type
    if (type === 'array') {
      const items = this.expression((schema['items'] as Schema | undefined) ?? {}, use)
      const isRecord = /^(?:Readonly<)?Record<[^|&]*>$/.test(items)
      const needsBrackets = /[|&]/.test(items)
        ? !isRecord && !/^Record</.test(items)
        : /^readonly /.test(items)
      const member = needsBrackets ? `(${items})` : items
      return `${use !== 'read' ? 'readonly ' : ''}${member}[]`
    }
    if (type === 'object' || schema['properties'] !== undefined) return this.#objectExpression(schema, use)
    return 'unknown'
  }

  #objectExpression(schema: Schema, use: Use): string {
    const fields = fieldsOf(schema)
    if (fields.length > 0) {
      const lines = fields.map((field) => this.#field(field, use, undefined))
      return `{\n${[...lines, ...indexSignature(schema)].join('\n')}\n}`
    }
    const values = schema['additionalProperties']
    const value =
      typeof values === 'object' && values !== null ? this.expression(values as Schema, use) : 'unknown'
    return use !== 'read' ? `Readonly<Record<string, ${value}>>` : `Record<string, ${value}>`
  }

  #withImports(file: string, text: string): string {
    const known = [...this.#fileOf.keys()]
      .map((schema) => this.nameOf(schema))
      .concat(Object.keys(HANDWRITTEN_TYPES), ...(this.#isOfPlugins ? [...this.#elsewhereNames] : []))
    const code = text.replace(/\/\*\*[\s\S]*?\*\//g, '')
    const imports = new Map<string, string[]>()
    for (const name of unique(known).sort()) {
      const home = this.fileOf(name)
      if (home === undefined || home === file || !new RegExp(`\\b${name}\\b`).test(code)) continue
      imports.set(home, [...(imports.get(home) ?? []), name])
    }
    const lines = [...imports]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(
        ([home, names]) =>
          `import type { ${names.join(', ')} } from '${home.startsWith('.') ? home : `./${home}`}'`,
      )
    const title =
      file === SHARED
        ? 'Wire types that several resources share.'
        : `Wire types of \`${file.replace('.generated.ts', '').replaceAll('-', '_')}\`.`
    return `${GENERATED}\n\n/** ${title} */\n\n${lines.join('\n')}\n\n${text}\n`
  }
}

/** The spec of a job, or of a request for one. */
function specOf({ components }: OpenAPI, name: string): Schema {
  return ((components.schemas[name]?.['properties'] ?? {}) as Record<string, Schema>)['spec'] ?? {}
}

/** What exports all generated ones. */
export function typeIndex(files: Iterable<string>): string {
  const lines = [...files].sort().map((file) => `export type * from './${file}'`)
  return `${GENERATED}\n\n${lines.join('\n')}\n`
}

/** The file of a resource's types: one for each resource at the top. */
export function fileOfTypes(resource: string): string {
  return `${kebabCase(resource.split('.')[0] as string)}.generated.ts`
}

/** A doc comment. */
export function comment(paragraphs: readonly string[], indent = ''): string {
  const lines = paragraphs.flatMap((paragraph) => wrap(paragraph, 112 - indent.length))
  if (lines.length === 1 && (lines[0] as string).length < 110) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}

function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = ['']
    for (const word of paragraph.split(' ')) {
      const line = lines.at(-1) as string
      if (line !== '' && line.length + word.length + 1 > width) lines.push(word)
      else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
    }
    return lines
  })
}

/** Which releases have something, where not all do. */
export function lifespan(facts: { 'x-since'?: unknown; 'x-until'?: unknown }): string[] {
  const { 'x-since': since, 'x-until': until } = facts
  return [
    ...(since === undefined ? [] : [`@since ${since}`]),
    ...(until === undefined ? [] : [`Up to release ${until}.`]),
  ]
}

function pageSizeDoc({ schema }: Field): string {
  const most = schema['maximum']
  return `Items per page${typeof most === 'number' ? `, at most ${most}` : ''}.`
}

/** A union of literals that a newer server may add to. */
function openUnion(values: readonly unknown[]): string {
  const literals = values.map(literal)
  const isText = values.every((value) => typeof value === 'string')
  return isText && values.length > 1 ? `${literals.join(' | ')} | (string & {})` : literals.join(' | ')
}

function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return `'${value.replace(/['\\]/g, '\\$&')}'`
}

function isTelling(fallback: unknown): boolean {
  return fallback !== undefined && fallback !== null && typeof fallback !== 'object'
}

function indexSignature(schema: Schema): string[] {
  const extra = schema['additionalProperties']
  return extra === true ? ['  [name: string]: unknown'] : []
}

function sentence(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/ [A-Z](?=[a-z])/g, (word) => word.toLowerCase())
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}
