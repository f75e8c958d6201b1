/** What the generator knows of a method: surface and description put together. */

import type { DescribedOperation, OpenAPI, Schema } from './condense.ts'
import { allResources, type Surface, type SurfaceMethod, type SurfaceResource } from './description.ts'

/** A query parameter, or a field of a body, that is among a method's params. */
export interface Field {
  name: string
  schema: Schema
  required: boolean
}

/** A method with all that its code and types need. */
export interface MethodModel {
  /** As Python calls it. */
  name: string
  /** As we call it. */
  tsName: string
  surface: SurfaceMethod
  verb: string
  path: string
  operation: DescribedOperation
  /** Path parameters that are positional, in order; `body` among them if it is. */
  positional: string[]
  /** Other path parameters, without the workspace. */
  named: string[]
  hasWorkspace: boolean
  query: Field[]
  /** Fields of a body that are among the params. */
  fields: Field[]
  /** Schema of the body, where it is one of ours. */
  bodySchema: Schema | undefined
  /** How the body is given. */
  body: 'none' | 'fields' | 'union' | 'whole' | 'bytes'
  /** Schema of the answer, or of an item of the list. */
  answer: Schema | undefined
  /** Name of the type of its params; undefined if it has none or only the workspace. */
  paramsType: string | undefined
  /** Whether the params may be left out. */
  paramsOptional: boolean
  /** Fields of the body that no error may show. */
  secretFields: string[]
}

/** A collection of jobs that a plugin has. */
export interface JobCollection {
  /** What the property is called. */
  property: string
  doc: string
  /** Path below the workspace: `evaluate/jobs`. */
  base: string
  /** The schema of a request, and that of a job; only their specs are their own. */
  request: string
  job: string
  since: string | undefined
  until: string | undefined
}

/** What a resource has that belongs to a plugin. */
export interface PluginPart {
  /** Its name in paths since 0.8. */
  service: string
  /** Whether the name was another one before. */
  isRenamed: boolean
  /** Whether it is the plugin's own class, which is made of a client. */
  isRoot: boolean
  jobs: JobCollection[]
}

/** A resource with its methods. */
export interface ResourceModel {
  name: string
  /** The class that users meet, and its file below `src/resources`. */
  public: { class: string; file: string }
  /** File of the generated part. */
  generatedFile: string
  surface: SurfaceResource
  methods: MethodModel[]
  children: ResourceModel[]
  /** The plugin that it belongs to, if it is not the core's. */
  plugin?: PluginPart
}

/** The whole surface. */
export function buildModel(surface: Surface, description: OpenAPI): ResourceModel[] {
  const models = new Map<string, ResourceModel>()
  for (const [name, resource] of allResources(surface)) {
    const methods = Object.entries(resource.methods ?? {}).map(([method, its]) =>
      buildMethod(method, its, resource, description),
    )
    const model = { name, surface: resource, methods, children: [], ...filesOf(name, resource) }
    models.set(name, model)
    models.get(name.split('.').slice(0, -1).join('.'))?.children.push(model)
  }
  return [...models.values()]
}

/** `get_logs` → `getLogs`. */
export function camelCase(name: string): string {
  return name.replace(/(?!^)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `access_keys` → `access-keys`. */
export function kebabCase(name: string): string {
  return name.replaceAll('_', '-')
}

/** Follows references. */
export function resolveSchema(schema: Schema, { components }: OpenAPI): Schema {
  let resolved = schema
  for (let name = referenceOf(resolved); name !== undefined; name = referenceOf(resolved)) {
    resolved = components.schemas[name] as Schema
  }
  return resolved
}

/** Name of the schema that a reference leads to. */
export function referenceOf(schema: Schema): string | undefined {
  const reference = schema['$ref']
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined
}

/** The fields of an object's schema. */
export function fieldsOf(schema: Schema): Field[] {
  const required = new Set((schema['required'] as string[] | undefined) ?? [])
  return Object.entries((schema['properties'] as Record<string, Schema> | undefined) ?? {}).map(
    ([name, its]) => ({
      name,
      schema: its,
      required: required.has(name),
    }),
  )
}

/**
 * The rule of files: a resource with children or hand-written parts has a folder of its name, any other just a file of its name.
 * The generated part is `name.generated.ts`; what is written by hand stands beside it as `name.ts`.
 */
function filesOf(name: string, resource: SurfaceResource): Pick<ResourceModel, 'public' | 'generatedFile'> {
  const segments = name.split('.').map(kebabCase)
  const hasFolder = resource.children !== undefined || resource.extended_by !== undefined
  const place = (hasFolder ? [...segments, segments.at(-1)] : segments).join('/')
  const generatedFile = `${place}.generated.ts`
  const isGenerated = !resource.handwritten && resource.extended_by === undefined
  return {
    public: {
      class: resource.extended_by ?? resource.class,
      file: isGenerated ? generatedFile : `${place}.ts`,
    },
    generatedFile,
  }
}

function buildMethod(
  name: string,
  surface: SurfaceMethod,
  resource: SurfaceResource,
  description: OpenAPI,
): MethodModel {
  const [verb, path] = surface.http.split(' ') as [string, string]
  const operation = description.paths[path]?.[verb.toLowerCase()]
  if (operation === undefined) throw new Error(`${surface.http} is not described`)
  const positional = surface.args ?? []
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder as string)
  const named = placeholders.filter(
    (placeholder) => placeholder !== 'workspace' && !positional.includes(placeholder),
  )
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, required = false }) => ({ name, schema, required }))
  const bodySchema = operation.requestBody?.content['application/json']?.schema
  const resolved = bodySchema === undefined ? undefined : resolveSchema(bodySchema, description)
  const fields = resolved === undefined || surface.body === 'whole' ? [] : fieldsOf(resolved)
  const body: MethodModel['body'] =
    surface.body === 'whole' || surface.body === 'bytes'
      ? surface.body
      : resolved === undefined
        ? 'none'
        : resolved['properties'] === undefined
          ? 'union'
          : 'fields'
  const model = { named, query, fields, body, surface, hasWorkspace: placeholders.includes('workspace') }
  return {
    ...model,
    name,
    tsName: camelCase(name),
    verb,
    path,
    operation,
    positional,
    bodySchema,
    answer: answerOf(operation, surface, description),
    paramsType: hasOwnParams(model)
      ? `${singular(resource.class)}${capital(camelCase(name))}Params`
      : undefined,
    paramsOptional:
      named.length === 0 && body !== 'union' && ![...query, ...fields].some(({ required }) => required),
    secretFields: fields.filter(({ schema }) => isSecret(schema)).map(({ name }) => name),
  }
}

function hasOwnParams({
  named,
  query,
  fields,
  body,
  surface,
}: Pick<MethodModel, 'named' | 'query' | 'fields' | 'body' | 'surface'>) {
  return (
    named.length > 0 ||
    query.length > 0 ||
    fields.length > 0 ||
    body === 'union' ||
    body === 'whole' ||
    surface.exist_ok === true
  )
}

function answerOf(
  operation: DescribedOperation,
  surface: SurfaceMethod,
  description: OpenAPI,
): Schema | undefined {
  if (surface.answer === 'stream')
    return Object.values(operation.responses)[0]?.content?.['application/x-ndjson']?.schema
  if (surface.answer !== undefined) return undefined
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const { content } = success?.[1] ?? {}
  const schema = content?.['application/json']?.schema
  if (surface.item !== undefined) return { $ref: `#/components/schemas/${surface.item}` }
  if (schema === undefined || surface.page === undefined) return schema
  const items = fieldsOf(resolveSchema(schema, description)).find(({ name }) => name === 'data')
  return items?.schema['items'] as Schema
}

function isSecret(schema: Schema): boolean {
  const options = (schema['anyOf'] as Schema[] | undefined) ?? []
  return schema['format'] === 'password' || schema['writeOnly'] === true || options.some(isSecret)
}

/** `AccessKeys` → `AccessKey`: what one of the things is called. */
function singular(className: string): string {
  const name = className.replace(/Operations$/, '')
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y')
  if (/sses$|uses$/.test(name)) return name.slice(0, -2)
  return /[^s]s$/.test(name) && !/(?:Iam|Status)$/.test(name) ? name.slice(0, -1) : name
}

function capital(name: string): string {
  return name.replace(/^_*/, '').replace(/^./, (letter) => letter.toUpperCase())
}
