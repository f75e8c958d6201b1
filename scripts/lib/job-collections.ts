/**
 * All collections of jobs of plugins are alike but for what a job is told to do. The description has their operations once, at the
 * pseudo-path {@link JOBS}, and of each collection only the one that creates a job.
 */

import type { Json, OpenAPI, Schema } from './condense.ts'

/** Where the operations stand that all collections of jobs have. */
export const JOBS = '/plugin-jobs'

const PREFIX = '#/components/schemas/'

/** Schemas that each collection has under names of its own, by what they are called at {@link JOBS}. */
const OWN = [
  'PluginJob',
  'PluginJobRequest',
  'PluginJobsPage',
  'PluginJobsSortField',
  'PluginJobsFilter',
] as const

/** The collections of jobs of a description: paths that can be listed, posted to, and whose items can be cancelled. */
export function jobCollections({ paths }: OpenAPI): string[] {
  return Object.keys(paths).filter(
    (path) => paths[path]?.['post'] !== undefined && paths[`${path}/{name}/cancel`] !== undefined,
  )
}

/**
 * Replaces the operations of the collections by those at {@link JOBS}.
 *
 * @throws Error for a collection that is unlike the others: it has to be looked at.
 */
export function collapseJobs(description: OpenAPI): OpenAPI {
  const collections = jobCollections(description)
  const [first] = collections
  if (first === undefined) return description
  const schemas = { ...description.components.schemas }
  const templates = collections.map((base) => template(description, base))
  const expected = JSON.stringify(templates[0]?.compared)
  for (const [index, { compared }] of templates.entries()) {
    if (JSON.stringify(compared) !== expected)
      throw new Error(`The jobs of ${collections[index]} are unlike those of ${first}`)
  }
  const paths = { ...description.paths }
  for (const [index, base] of collections.entries()) {
    const { names } = templates[index] as Template
    for (const path of Object.keys(paths)) {
      const { post } = paths[path] ?? {}
      if (path === base && post !== undefined) paths[path] = { post }
      else if (path.startsWith(`${base}/`)) delete paths[path]
    }
    for (const [name, own] of Object.entries(names)) {
      if (name === 'PluginJob' || name === 'PluginJobRequest') schemas[own] = extending(name, schemas[own])
      else delete schemas[own]
    }
  }
  return {
    ...description,
    paths: { ...paths, ...templates[0]?.paths },
    components: { schemas: { ...schemas, ...templates[0]?.schemas } },
  }
}

interface Template {
  /** What a schema of the template is called in the collection. */
  readonly names: Readonly<Record<string, string>>
  readonly paths: OpenAPI['paths']
  readonly schemas: Record<string, Schema>
  /** What has to be the same everywhere. */
  readonly compared: Json
}

function template(description: OpenAPI, base: string): Template {
  const { paths } = description
  const { schemas } = description.components
  const create = paths[base]?.['post']
  const list = paths[base]?.['get']
  const parameter = (name: string) =>
    list?.parameters?.find((its) => its.name === name)?.schema as Schema | undefined
  const found: Record<(typeof OWN)[number], Schema | undefined> = {
    PluginJob: create?.responses['201']?.content?.['application/json']?.schema,
    PluginJobRequest: create?.requestBody?.content['application/json']?.schema,
    PluginJobsPage: list?.responses['200']?.content?.['application/json']?.schema,
    PluginJobsSortField: parameter('sort'),
    PluginJobsFilter: parameter('filter'),
  }
  const names = Object.fromEntries(
    Object.entries(found).map(([name, schema]) => [name, String(schema?.['$ref']).slice(PREFIX.length)]),
  )
  const generalOf = new Map(Object.entries(names).map(([general, own]) => [own, general]))
  const general = <Value>(value: Value): Value =>
    JSON.parse(
      JSON.stringify(value).replace(/"#\/components\/schemas\/([^"]+)"/g, (whole, name) =>
        generalOf.has(name) ? `"${PREFIX}${generalOf.get(name)}"` : whole,
      ),
    )
  const members = ['', '/{name}', '/{name}/cancel', '/{name}/status', '/{name}/logs', '/{name}/results']
  const results = ['/{job}/results/{name}', '/{job}/results/{name}/download']
  const ownPaths = Object.fromEntries(
    [...members, ...results].map((suffix) => {
      const { post, ...others } = paths[base + suffix] ?? {}
      const operations = suffix === '' || post === undefined ? others : { ...others, post }
      return [JOBS + suffix, general(withoutRights(operations))]
    }),
  )
  const ownSchemas = Object.fromEntries(
    Object.entries(names).map(([name, own]) => {
      const schema = general(schemas[own] ?? {}) as Schema & { properties?: Record<string, Schema> }
      // What a filter is fixed to where kinds of jobs share a table says nothing new.
      const { spec, backend: _, ...properties } = schema.properties ?? {}
      const isJob = name === 'PluginJob' || name === 'PluginJobRequest'
      if (schema.properties === undefined) return [name, schema]
      return [
        name,
        { ...schema, properties: { ...properties, ...(isJob ? { spec: {} } : spec && { spec }) } },
      ]
    }),
  )
  return { names, paths: ownPaths, schemas: ownSchemas, compared: [ownPaths, ownSchemas] as unknown as Json }
}

/** The permission of each collection is its own, and stands at the operation that creates a job. */
function withoutRights(operations: OpenAPI['paths'][string]): OpenAPI['paths'][string] {
  return Object.fromEntries(
    Object.entries(operations).map(([method, { 'x-permission': _, 'x-scopes': __, ...operation }]) => [
      method,
      operation,
    ]),
  )
}

/** A schema of which only the spec is told: the rest is that of all. */
function extending(name: string, schema: Schema | undefined): Schema {
  const { spec = {} } = (schema?.['properties'] ?? {}) as Record<string, Schema>
  return { 'x-extends': name, properties: { spec } }
}
