/** Makes a description of facts out of an OpenAPI document: no prose, no examples, only some of the operations. */

/** JSON, as far as nobody knows better. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A schema of JSON Schema 2020-12. */
export type Schema = { [keyword: string]: Json }

/** An operation of the description. */
export interface DescribedOperation {
  parameters?: {
    name: string
    in: string
    required?: boolean
    style?: string
    explode?: boolean
    schema: Schema
  }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> }
  /** By status. Error answers are named only. */
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
  /** The permission that it needs, where it needs one. */
  'x-permission'?: string
  /** Scopes of which a token needs one. */
  'x-scopes'?: string[]
  /** The first release that has it, where that is not the first of all. */
  'x-since'?: string
  /** The last release that has it, where that is not the newest. */
  'x-until'?: string
  /** What was changed, by the release that a value counts from. */
  'x-differs'?: Record<string, Record<string, unknown>>
}

/** An OpenAPI document, as far as it is looked at. */
export interface OpenAPI {
  openapi: string
  info: { version: string; title?: string }
  paths: Record<string, Record<string, DescribedOperation>>
  components: { schemas: Record<string, Schema> }
}

/** The policy's own table of endpoints. */
export interface AuthzTable {
  authz: { endpoints: Record<string, Record<string, { permissions?: string[]; scopes?: string[] }>> }
}

const PROSE = new Set([
  'description',
  'title',
  'summary',
  'example',
  'examples',
  'operationId',
  'tags',
  'x-schema-default',
])
/** Keywords under which names stand, not keywords. */
const NAME_MAPS = new Set(['properties', 'schemas', 'patternProperties', 'mapping'])

/**
 * Keeps what is reached by some operations.
 *
 * @param reached - Operations as `GET /path/{name}`.
 * @param from - Where permissions and scopes come from: a table, or what is known already.
 */
export function condense(
  document: OpenAPI,
  reached: ReadonlySet<string>,
  from: { known: OpenAPI | undefined; authz: AuthzTable | undefined },
  naming: (names: readonly string[]) => ReadonlyMap<string, string> = shortNames,
): OpenAPI {
  const paths: OpenAPI['paths'] = {}
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (!reached.has(`${method.toUpperCase()} ${path}`)) continue
      const rights = from.authz
        ? rightsFrom(from.authz, path, method)
        : keptRights(from.known?.paths[path]?.[method])
      const facts = { ...(factsOf(operation as unknown as Json) as unknown as DescribedOperation), ...rights }
      paths[path] = { ...paths[path], [method]: withoutErrorBodies(facts) }
    }
  }
  const schemas = factsOf(document.components.schemas as unknown as Json, true) as Record<string, Schema>
  const result = {
    openapi: document.openapi,
    info: { version: document.info.version },
    paths,
    components: { schemas },
  }
  return renamed(onlyReached(result), naming)
}

function factsOf(value: Json, isNameMap = false): Json {
  if (Array.isArray(value)) return value.map((item) => factsOf(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key]) => isNameMap || !PROSE.has(key))
    .map(([key, member]): [string, Json] => [key, factsOf(member, !isNameMap && NAME_MAPS.has(key))])
  return isNameMap ? Object.fromEntries(entries) : withNullType(Object.fromEntries(entries))
}

/** `nullable` is a keyword of OpenAPI 3.0 that some services still write. */
function withNullType({ nullable, ...schema }: { [key: string]: Json }): Json {
  if (nullable !== true) return schema
  if (Array.isArray(schema['anyOf'])) {
    const hasNull = schema['anyOf'].some((option) => (option as Schema)['type'] === 'null')
    return hasNull ? schema : { ...schema, anyOf: [...schema['anyOf'], { type: 'null' }] }
  }
  const { default: fallback, ...rest } = schema
  return { anyOf: [rest, { type: 'null' }], ...(fallback === undefined ? {} : { default: fallback }) }
}

function withoutErrorBodies(operation: DescribedOperation): DescribedOperation {
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    status.startsWith('2') ? response : {},
  ])
  return { ...operation, responses: Object.fromEntries(responses) }
}

function rightsFrom({ authz }: AuthzTable, path: string, method: string): Partial<DescribedOperation> {
  const entry = authz.endpoints[path]?.[method]
  const [permission] = entry?.permissions ?? []
  return {
    ...(permission === undefined ? {} : { 'x-permission': permission }),
    ...(entry?.scopes === undefined ? {} : { 'x-scopes': [...entry.scopes].sort() }),
  }
}

function keptRights(operation: DescribedOperation | undefined): Partial<DescribedOperation> {
  return {
    ...(operation?.['x-permission'] === undefined ? {} : { 'x-permission': operation['x-permission'] }),
    ...(operation?.['x-scopes'] === undefined ? {} : { 'x-scopes': operation['x-scopes'] }),
  }
}

function onlyReached(document: OpenAPI): OpenAPI {
  const { schemas } = document.components
  const reached = new Set<string>()
  const visit = (value: unknown): void => {
    for (const name of referencesIn(value)) {
      if (reached.has(name)) continue
      reached.add(name)
      visit(schemas[name])
    }
  }
  visit(document.paths)
  const kept = Object.entries(schemas).filter(([name]) => reached.has(name))
  return { ...document, components: { schemas: Object.fromEntries(kept) } }
}

function referencesIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name as string,
  )
}

function renamed(
  document: OpenAPI,
  naming: (names: readonly string[]) => ReadonlyMap<string, string>,
): OpenAPI {
  const names = naming(Object.keys(document.components.schemas))
  if (new Set(names.values()).size < names.size) throw new Error('Two schemas have the same short name')
  const text = JSON.stringify(document).replace(
    /"#\/components\/schemas\/([^"]+)"/g,
    (_, name) => `"#/components/schemas/${names.get(name)}"`,
  )
  const result = JSON.parse(text) as OpenAPI
  const schemas = Object.entries(result.components.schemas).map(([name, schema]) => [names.get(name), schema])
  return { ...result, components: { schemas: Object.fromEntries(schemas) } }
}

/** Some names carry the Python module that they come from, where plugins have a schema of the same name. */
function shortNames(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, shortName(name)]))
}

/** Packages of their own have schemas that are called like the platform's: these keep a word of their package. */
function shortName(name: string): string {
  const short = name.split('__').at(-1)?.replace(/^_+/, '') || name
  const [, word = ''] = /^[a-z]+_([a-z]+)_sdk__/.exec(name) ?? []
  return word.replace(/^./, (letter) => letter.toUpperCase()) + short
}
