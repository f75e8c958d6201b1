/** Writes the commands of `nemo` for the methods of the resources: data, in a file for each group. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type {
  AnswerKind,
  ArgumentSpec,
  CommandSpec,
  GroupSpec,
  OptionKind,
  OptionSpec,
  PluginJob,
} from '../../src/cli/commands/shared/command-spec.ts'
import { FORMER_PLUGIN_NAMES } from '../../src/generations.ts'
import { kindOfJobs } from '../../src/kind-of-jobs.ts'
import type { OpenAPI, Schema } from './condense.ts'
import { GENERATED, type TypeDocs } from './emit-types.ts'
import {
  type Field,
  fieldsOf,
  kebabCase,
  type MethodModel,
  type ResourceModel,
  referenceOf,
  resolveSchema,
} from './model.ts'

/** What `api/cli.yaml` holds. */
export interface CommandLine {
  /** Groups by the resource that they are made from. */
  groups: Record<string, { summary: string; without?: string[] }>
  /** Groups of plugins. */
  plugins: Record<string, PluginCommands>
  /** Columns of lists, by method. */
  columns: Record<string, string[]>
  /** What the input of all commands of a resource is called, too. */
  input_names: Record<string, { file: string; data: string }>
}

/** What is told of the commands of a plugin. */
interface PluginCommands {
  summary: string
  /** Methods and resources that have no command, or one written by hand. */
  without?: string[]
  /** Whether a module of its name adds to what is generated. */
  extended?: true
  /** Its kinds of jobs, with a sentence each, and the name of the command where it is not the kind. */
  jobs: Record<string, string | { name: string; summary: string }>
}

/** Reads it. */
function readCommandLine(): CommandLine {
  return parse(readFileSync(join(import.meta.dirname, '../../api/cli.yaml'), 'utf8'))
}

/** All groups, by the name of their file below `src/cli/commands`, with their text. */
export function commandFiles(
  models: readonly ResourceModel[],
  description: OpenAPI,
  docs: TypeDocs,
): Map<string, string> {
  const commandLine = readCommandLine()
  const files = new Map<string, string>()
  for (const [name, { summary, without = [] }] of Object.entries(commandLine.groups)) {
    const model = models.find((candidate) => candidate.name === name)
    if (model === undefined) throw new Error(`api/cli.yaml has a group ${name}, which is no resource`)
    const writer = new CommandWriter(description, docs, commandLine, new Set(without))
    const group = { ...writer.group(model), summary }
    const constant = name.toUpperCase()
    files.set(
      `${kebabCase(name)}.generated.ts`,
      `${GENERATED}\n\nimport type { GroupSpec } from './shared/command-spec.ts'\n\n` +
        `/** \`nemo ${kebabCase(name)}\`. */\nexport const ${constant}: GroupSpec = ${JSON.stringify(group)}\n`,
    )
  }
  return files
}

/** The groups of plugins, likewise, with the list of them. */
export function pluginCommandFiles(
  models: readonly ResourceModel[],
  description: OpenAPI,
  docs: TypeDocs,
): Map<string, string> {
  const commandLine = readCommandLine()
  const roots = models.filter(({ plugin }) => plugin?.isRoot)
  const told = Object.keys(commandLine.plugins)
  const untold = roots.map(({ name }) => kebabCase(name)).filter((name) => !told.includes(name))
  if (untold.length > 0) throw new Error(`api/cli.yaml has no word about the plugins ${untold.join(', ')}`)
  const files = new Map<string, string>()
  const entries: string[] = []
  for (const [service, its] of Object.entries(commandLine.plugins)) {
    const model = roots.find(({ name }) => kebabCase(name) === service)
    if (model === undefined) throw new Error(`api/cli.yaml has a plugin ${service}, which there is not`)
    const { summary, without = [], extended = false } = its
    const aliases = service in FORMER_PLUGIN_NAMES ? [FORMER_PLUGIN_NAMES[service] as string] : []
    const jobs = pluginJobs(model, [service, ...aliases], its.jobs)
    const writer = new CommandWriter(description, docs, commandLine, new Set(without))
    const { commands, groups } = writer.group(model)
    const data = JSON.stringify({ name: service, aliases, summary, jobs, commands, groups })
    const constant = model.name.toUpperCase()
    const source = `service: '${service}', class: '${model.public.class}'`
    const load = `async () => (await import('../../../plugins/${service}/index.ts')).${model.public.class}`
    files.set(
      `plugins/${service}.generated.ts`,
      `${GENERATED}\n\nimport type { PluginGroupSpec } from '../shared/command-spec.ts'\n\n` +
        `/** \`nemo ${service}\`. */\nexport const ${constant}: PluginGroupSpec = ` +
        `${data.slice(0, -1)}, plugin: { ${source}, load: ${load} } }\n`,
    )
    entries.push(
      `{ name: '${service}', aliases: ${JSON.stringify(aliases)}, summary: ${JSON.stringify(summary)}, ` +
        `load: async () => (await import('./${service}.generated.ts')).${constant}` +
        `${extended ? `, extension: () => import('./${service}.ts')` : ''} }`,
    )
  }
  files.set(
    'plugins/groups.generated.ts',
    `${GENERATED}\n\nimport type { PluginGroup } from '../command-group.ts'\n\n` +
      '/** The groups of plugins, in the order of the help. */\n' +
      `export const PLUGIN_GROUPS: readonly PluginGroup[] = [${entries.join(', ')}]\n`,
  )
  return files
}

/**
 * Checks that what `api/cli.yaml` tells of methods is told of some that there are.
 *
 * @throws Error that names one that there is not.
 */
export function checkCommandLine(models: readonly ResourceModel[]): void {
  const { columns, input_names: inputNames } = readCommandLine()
  const known = new Set(
    models.flatMap(({ name, methods }) => [name, ...methods.map((one) => `${name}.${one.name}`)]),
  )
  const unknown = [...Object.keys(columns), ...Object.keys(inputNames)].find((name) => !known.has(name))
  if (unknown !== undefined) throw new Error(`api/cli.yaml tells of ${unknown}, which there is not`)
}

function pluginJobs(
  { name: plugin, plugin: part }: ResourceModel,
  plugins: string[],
  told: PluginCommands['jobs'],
): PluginJob[] {
  const kinds = new Map(part?.jobs.map(({ base }) => [kindOfJobs(base), base]))
  const odd = [
    ...[...kinds.keys()].filter((kind) => !(kind in told)),
    ...Object.keys(told).filter((kind) => !kinds.has(kind)),
  ]
  if (odd.length > 0)
    throw new Error(`api/cli.yaml and the description of ${plugin} differ in jobs: ${odd.join(', ')}`)
  return Object.entries(told).map(([kind, its]) => {
    const { name, summary } = typeof its === 'string' ? { name: kind, summary: its } : its
    return { plugins, name, ...(kind === '' ? {} : { kind }), base: kinds.get(kind) as string, summary }
  })
}

/** Deeper objects are given as JSON. */
const DEEPEST = 4

class CommandWriter {
  readonly #description: OpenAPI
  readonly #docs: TypeDocs
  readonly #commandLine: CommandLine
  readonly #without: ReadonlySet<string>

  constructor(description: OpenAPI, docs: TypeDocs, commandLine: CommandLine, without: ReadonlySet<string>) {
    this.#description = description
    this.#docs = docs
    this.#commandLine = commandLine
    this.#without = without
  }

  group(model: ResourceModel): GroupSpec {
    const { name, surface, methods, children } = model
    return {
      name: kebabCase(name.split('.').at(-1) as string),
      summary: plain(surface.doc),
      commands: methods
        .filter((method) => !method.name.startsWith('_') && !this.#without.has(method.name))
        .map((method) => this.#command(name, method)),
      groups: children
        .filter((child) => !this.#without.has(child.name.split('.').at(-1) as string))
        .map((child) => this.group(child)),
    }
  }

  #command(resource: string, method: MethodModel): CommandSpec {
    const { surface, paramsType, hasWorkspace, positional, body } = method
    const path = `${resource}.${method.name}`
    const fields = this.#fields(method)
    const hasInput = body === 'fields' || body === 'union' || body === 'whole'
    // Where a thing is made, its name stands behind the command; elsewhere arguments are what the path names.
    const nameField = isMaking(method) ? fields.find(({ name }) => name === 'name') : undefined
    const isNameTaken = positional.includes('name')
    const isNameArgument = nameField !== undefined && !isNameTaken
    const args: ArgumentSpec[] = positional
      .filter((name) => name !== 'body')
      .map((name) => ({ name, help: this.#help(method, name) ?? `${words(name)} of what it is about` }))
    if (isNameArgument)
      args.push({ name: 'name', help: this.#help(method, 'name') ?? 'its name', isOptional: true })
    const options = fields
      .filter((field) => !(isNameArgument && field.name === 'name'))
      .flatMap((field) => this.#options(method, field, isNameTaken))
    if (surface.exist_ok)
      options.push({ flag: '--exist-ok', kind: 'flag', help: 'take it as it is if it is there already' })
    const needed = fields
      .filter(({ required, name }) => required && !(hasWorkspace && name === 'workspace'))
      .map(({ name }) => (name === 'name' && isNameTaken ? 'body_name' : name))
    const answer = answerKind(method, this.#description)
    const columns = this.#commandLine.columns[path]
    const inputNames = this.#commandLine.input_names[resource]
    const item = this.#item(method)
    return {
      name: method.name === 'retrieve' ? 'get' : kebabCase(method.name),
      summary: imperative(plain(surface.doc ?? '')),
      method: path,
      ...(args.length > 0 ? { args } : {}),
      ...(options.length > 0
        ? { options: hasInput ? options : options.map((option) => required(option, needed)) }
        : {}),
      ...(hasInput && needed.length > 0 ? { required: needed } : {}),
      ...(hasInput ? { input: 'fields' as const } : body === 'bytes' ? { input: 'bytes' as const } : {}),
      ...(hasInput && inputNames !== undefined ? { inputNames } : {}),
      ...(hasInput && this.#takesOthers(method) ? { takesOthers: true as const } : {}),
      takesParams: paramsType !== undefined || hasWorkspace,
      hasWorkspace,
      answer,
      ...(columns === undefined ? {} : { columns }),
      ...(item === undefined ? {} : { fields: item }),
    }
  }

  /** All that can be given by name: other parts of the path, fields of the body, and the query. */
  #fields(method: MethodModel): Field[] {
    const { named, query, fields, body, bodySchema } = method
    const text: Schema = { type: 'string' }
    return [
      ...named.map((name) => ({ name, schema: text, required: true })),
      ...(body === 'union' && bodySchema !== undefined ? this.#unionFields(bodySchema) : fields),
      ...(body === 'whole'
        ? [{ name: 'body', schema: { type: 'object' }, required: method.name === 'update_status_details' }]
        : []),
      ...query,
    ].filter(({ schema }) => schema['deprecated'] !== true)
  }

  /** The fields of all variants: those that each of them needs are required. */
  #unionFields(schema: Schema): Field[] {
    const variants = alternatives(schema, this.#description).map(fieldsOf)
    const all = new Map<string, Field[]>()
    for (const field of variants.flat()) all.set(field.name, [...(all.get(field.name) ?? []), field])
    return [...all].map(([name, of]) => ({
      name,
      schema: of.length === 1 ? (of[0] as Field).schema : { anyOf: of.map(({ schema }) => schema) },
      required: of.length === variants.length && of.every(({ required }) => required),
    }))
  }

  #options(method: MethodModel, field: Field, isNameTaken: boolean): OptionSpec[] {
    const { name } = field
    const help = this.#help(method, name) ?? ''
    if (name === 'filter') return this.#filterOptions(field, help)
    const isBodyName = name === 'name' && isNameTaken
    // What is asked for at once stands in objects, as specs of jobs do.
    const parts =
      method.surface.answer === 'stream' ? this.#parts(field.schema, `--${kebabCase(name)}`, 1) : []
    return [
      {
        flag: isBodyName ? '--body-name' : flagOf(name),
        ...this.#kind(field.schema),
        ...(isBodyName || flagOf(name).slice(2).replaceAll('-', '_') !== name ? { field: name } : {}),
        help: help === '' ? words(name) : help,
      },
      ...parts,
    ]
  }

  /** An option for each field of an object, and of those in it. */
  #parts(schema: Schema, prefix: string, depth: number): OptionSpec[] {
    const [object, ...others] = alternatives(schema, this.#description)
    if (object === undefined || others.length > 0 || depth > DEEPEST) return []
    return fieldsOf(object).flatMap(({ name, schema }) => {
      const flag = `${prefix}.${kebabCase(name)}`
      return [
        { flag, ...this.#kind(schema), help: `${words(name)} of ${prefix.slice(2)}` },
        ...this.#parts(schema, flag, depth + 1),
      ]
    })
  }

  /** `--filter` as a whole, and an option for each field that a simple value says enough about. */
  #filterOptions({ schema }: Field, help: string): OptionSpec[] {
    const whole = help === '' ? 'only those that match: name:"x" AND created_at>"2026-01-01", or JSON' : help
    const fields = fieldsOf(resolveSchema(schema, this.#description)).flatMap(({ name, schema }) => {
      const kind = this.#filterKind(schema)
      return kind === undefined
        ? []
        : [{ flag: `--filter.${kebabCase(name)}`, kind, help: `only those with this ${words(name)}` }]
    })
    return [{ flag: '--filter', kind: 'text', help: whole }, ...fields]
  }

  #filterKind(schema: Schema): OptionKind | undefined {
    const types = this.#typesOf(schema)
    if (types.includes('array')) return 'texts'
    if (types.includes('boolean')) return types.length === 1 ? 'flag' : 'switch'
    if (types.some((type) => type === 'string' || type === 'enum')) return 'text'
    return types.includes('integer') || types.includes('number') ? 'number' : undefined
  }

  #kind(schema: Schema): Pick<OptionSpec, 'kind' | 'choices'> {
    const types = this.#typesOf(schema)
    const [type] = types
    if (types.every((one) => one === 'enum'))
      return { kind: 'choice', choices: valuesOf(schema, this.#description) }
    if (types.length > 1) {
      return {
        kind: types.some((one) => !['string', 'enum', 'number', 'integer'].includes(one)) ? 'data' : 'text',
      }
    }
    if (type === 'boolean') return { kind: 'flag' }
    if (alternatives(schema, this.#description).some(({ format }) => format === 'date-time'))
      return { kind: 'time' }
    if (type === 'integer' || type === 'number' || type === 'string')
      return { kind: type === 'string' ? 'text' : type }
    const items = type === 'array' ? this.#typesOf(arrayOf(schema, this.#description)) : []
    return { kind: items.length === 1 && (items[0] === 'string' || items[0] === 'enum') ? 'texts' : 'data' }
  }

  #typesOf(schema: Schema): string[] {
    const types = alternatives(schema, this.#description).map((one) =>
      'enum' in one || 'const' in one ? 'enum' : ((one['type'] as string | undefined) ?? 'any'),
    )
    return [...new Set(types)]
  }

  #help({ surface, bodySchema }: MethodModel, name: string): string | undefined {
    const schemas = bodySchema === undefined ? [] : [referenceOf(bodySchema) ?? '']
    const text = surface.params?.[name] ?? this.#docs[schemas[0] ?? '']?.fields?.[name]
    return text === undefined || text.startsWith('@deprecated') ? undefined : lowered(plain(text, true))
  }

  #takesOthers({ bodySchema, body }: MethodModel): boolean {
    if (bodySchema === undefined || body !== 'fields') return false
    return resolveSchema(bodySchema, this.#description)['additionalProperties'] === true
  }

  /** The fields of what comes back, or of one of those. */
  #item({ answer }: MethodModel): string[] | undefined {
    if (answer === undefined) return undefined
    const resolved = resolveSchema(answer, this.#description)
    const single = resolveSchema(
      (arrayItems(resolved, this.#description) ?? resolved) as Schema,
      this.#description,
    )
    // In the order of Python's models: those that are always there first, `id` before all others, each part by name.
    const names = fieldsOf(single)
      .sort(
        (a, b) =>
          Number(b.required) - Number(a.required) ||
          Number(b.name === 'id') - Number(a.name === 'id') ||
          (a.name < b.name ? -1 : 1),
      )
      .map(({ name }) => name)
    return names.length === 0 ? undefined : names
  }
}

/** Whether a method makes something, whose name then stands behind the command. */
function isMaking({ name }: MethodModel): boolean {
  return ['create', 'post', 'put'].includes(name)
}

function required(option: OptionSpec, needed: readonly string[]): OptionSpec {
  const name = option.field ?? option.flag.slice(2).replaceAll('-', '_')
  return needed.includes(name) ? { ...option, isRequired: true } : option
}

function answerKind({ surface, name, answer }: MethodModel, description: OpenAPI): AnswerKind {
  if (name === 'delete' || name.startsWith('delete_')) return 'deletion'
  if (surface.page === 'number') return 'pages'
  if (surface.page === 'cursor') return 'log'
  if (surface.answer === 'bytes') return 'bytes'
  if (surface.answer === 'stream') return 'events'
  if (surface.answer === 'gateway') return 'gateway'
  if (!/^list/.test(name)) return 'item'
  const schema = answer === undefined ? {} : resolveSchema(answer, description)
  // Of some lists the description says nothing at all.
  return fieldsOf(schema).length === 0 || arrayItems(schema, description) !== undefined ? 'list' : 'item'
}

/** The items of an array, or of an envelope around one. */
function arrayItems(schema: Schema, description: OpenAPI): Schema | undefined {
  if (schema['type'] === 'array') return (schema['items'] as Schema | undefined) ?? {}
  const data = fieldsOf(schema).find(({ name }) => name === 'data')
  if (data === undefined) return undefined
  return alternatives(data.schema, description).find(({ type }) => type === 'array')?.['items'] as
    | Schema
    | undefined
}

function arrayOf(schema: Schema, description: OpenAPI): Schema {
  const array = alternatives(schema, description).find(({ type }) => type === 'array')
  return (array?.['items'] as Schema | undefined) ?? {}
}

/** What a schema may be, without null. */
function alternatives(schema: Schema, description: OpenAPI): Schema[] {
  const resolved = resolveSchema(schema, description)
  const options = (resolved['anyOf'] ?? resolved['oneOf']) as Schema[] | undefined
  const all = options === undefined ? [resolved] : options.flatMap((one) => alternatives(one, description))
  return all.filter(({ type }) => type !== 'null')
}

function valuesOf(schema: Schema, description: OpenAPI): string[] {
  const values = alternatives(schema, description).flatMap((one) =>
    'const' in one ? [one['const']] : (one['enum'] as unknown[]),
  )
  return [...new Set(values.map(String))]
}

function flagOf(field: string): string {
  return `--${field.replaceAll('_', '-')}`
}

function words(name: string): string {
  return name.replace(/_/g, ' ').trim()
}

/** The first sentence of a doc comment, as text; with its default, where that is wanted. */
function plain(doc: string, withDefault = false): string {
  const [text = '', fallback] = doc.split(/\s*@default\s*/)
  const sentence = text
    .replace(/\{@link ([^}]+)\}/g, '$1')
    .replaceAll('**', '')
    .replaceAll('`', '')
    .split(/(?<=[^.]\.)\s+(?=[A-Z])/)[0] as string
  const tail =
    withDefault && fallback !== undefined
      ? ` (default: ${fallback.replaceAll('`', '').replace(/^'(.*)'$/, '$1')})`
      : ''
  return `${sentence.replace(/\.$/, '')}${tail}`
}

/** `Lists the jobs` → `List the jobs`. */
function imperative(sentence: string): string {
  return sentence.replace(/^([A-Z][a-z]+?)s\b/, (_, verb: string) =>
    /(?:x|ss|sh|ch|o)e$/.test(verb) ? verb.slice(0, -1) : verb.replace(/ie$/, 'y'),
  )
}

/** Help of options starts small, but for names. */
function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
