/**
 * The operations of plugins as `api/plugins.json` describes them. What all collections of jobs have stands there once, and a plugin that
 * was renamed under its newer name only: here each has its own. Large, and no part of `index.ts`, since few need it.
 */

import document from '../../api/plugins.json' with { type: 'json' }
import {
  addSchemas,
  type OpenAPI,
  type OperationObject,
  Operations,
  type Paths,
  type Schema,
} from './operations.ts'
import { compareReleases } from './releases.ts'

/** The path below which the operations of collections of jobs stand. */
const JOBS = '/plugin-jobs'
/** What plugins were called before 0.8, by what they are called since. */
const FORMER_NAMES: Readonly<Record<string, string>> = { evals: 'evaluator', garak: 'auditor' }
const RENAMED_WITH = '0.8'
const LAST_BEFORE = '0.7'

let known: Operations | undefined

/** The operations of plugins. */
export function pluginOperations(): Operations {
  known ??= expand(document as unknown as OpenAPI)
  return known
}

/** Whether a service is a plugin's, under its newer or its former name. */
export function isPlugin(service: string): boolean {
  services ??= new Set(
    Object.keys(document.paths).flatMap((path) => {
      const name = path.split('/')[2] ?? ''
      return [name, FORMER_NAMES[name] ?? name]
    }),
  )
  return services.has(service)
}

let services: ReadonlySet<string> | undefined

type Described = Record<string, Record<string, OperationObject>>

function expand({ paths, components }: OpenAPI): Operations {
  const schemas: Record<string, Schema> = {}
  for (const [name, schema] of Object.entries(components.schemas))
    schemas[name] = extended(schema, components.schemas)
  const templates = Object.entries(paths).filter(([path]) => path.startsWith(JOBS))
  const all: Described = {}
  for (const [path, operations] of Object.entries(paths)) {
    if (path.startsWith(JOBS)) continue
    all[path] = { ...operations }
    const { post } = operations
    const job = post === undefined ? undefined : jobSchemaOf(post, components.schemas)
    if (post === undefined || job === undefined) continue
    const page = `${job}sPage`
    const own = <Value>(value: Value): Value =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll('schemas/PluginJob"', `schemas/${job}"`)
          .replaceAll('schemas/PluginJobsPage"', `schemas/${page}"`),
      )
    schemas[page] = own(components.schemas['PluginJobsPage'] ?? {})
    const rights = post['x-permission']?.replace(/\.create$/, '')
    for (const [template, its] of templates) {
      const place = path + template.slice(JOBS.length)
      const operations = Object.entries(its).map(([method, operation]) => [
        method,
        { ...own(operation), ...lifespanOf(post), ...rightsOf(rights, post, method, template) },
      ])
      all[place] = { ...Object.fromEntries(operations), ...all[place] }
    }
  }
  addSchemas(schemas)
  return new Operations(underAllNames(all))
}

/** A schema that says only what differs from another one. */
function extended(schema: Schema, schemas: OpenAPI['components']['schemas']): Schema {
  const base = schemas[String(schema['x-extends'])]
  if (base === undefined) return schema
  const properties = { ...(base['properties'] as object), ...(schema['properties'] as object) }
  return { ...base, properties }
}

/** The name of the schema of the jobs that an operation makes; undefined for one that makes none. */
function jobSchemaOf(
  { responses }: OperationObject,
  schemas: OpenAPI['components']['schemas'],
): string | undefined {
  const reference = responses['201']?.content?.['application/json']?.schema?.['$ref']
  const name = typeof reference === 'string' ? reference.slice(reference.lastIndexOf('/') + 1) : ''
  return schemas[name]?.['x-extends'] === 'PluginJob' ? name : undefined
}

function lifespanOf({ 'x-since': since, 'x-until': until }: OperationObject): Partial<OperationObject> {
  return {
    ...(since === undefined ? {} : { 'x-since': since }),
    ...(until === undefined ? {} : { 'x-until': until }),
  }
}

/** The permissions of a collection are called alike. */
function rightsOf(
  prefix: string | undefined,
  { 'x-scopes': scopes = [] }: OperationObject,
  method: string,
  template: string,
): Partial<OperationObject> {
  if (prefix === undefined) return {}
  const action = template.endsWith('/cancel')
    ? 'cancel'
    : method === 'delete'
      ? 'delete'
      : template === JOBS
        ? 'list'
        : 'read'
  const right = method === 'get' ? 'read' : 'write'
  return {
    'x-permission': `${prefix}.${action}`,
    'x-scopes': scopes.map((scope) => scope.replace(/:\w+$/, `:${right}`)),
  }
}

/** Each plugin that was renamed under its newer name, and under that which older releases have. */
function underAllNames(paths: Described): Paths {
  const renamed = Object.entries(paths).flatMap(([path, operations]): [string, Described[string]][] => {
    const [, , name = '', ...rest] = path.split('/')
    const before = FORMER_NAMES[name]
    if (before === undefined) return [[path, operations]]
    const older = Object.entries(operations).filter(
      ([, { 'x-since': since }]) => since === undefined || compareReleases(since, LAST_BEFORE) <= 0,
    )
    return [
      [path, each(Object.entries(operations), (its) => ({ 'x-since': RENAMED_WITH, ...its }))],
      [
        ['', 'apis', before, ...rest].join('/'),
        each(older, (its) => ({ ...its, 'x-until': its['x-until'] ?? LAST_BEFORE })),
      ],
    ]
  })
  return Object.fromEntries(renamed)
}

function each(
  operations: [string, OperationObject][],
  change: (operation: OperationObject) => OperationObject,
): Described[string] {
  return Object.fromEntries(operations.map(([method, operation]) => [method, change(operation)]))
}
