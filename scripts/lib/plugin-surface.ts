/**
 * The public surface of plugins: what `api/plugins/*.yaml` says of each, and the rest by convention. A collection of things gives a
 * resource with `list`, `create`, `retrieve`, `update` and `delete`, as far as the platform has them; a collection of jobs gives
 * `PluginJobs` of its own types.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { kindOfJobs } from '../../src/kind-of-jobs.ts'
import type { OpenAPI, Schema } from './condense.ts'
import type { SurfaceMethod, SurfaceResource } from './description.ts'
import { jobCollections } from './job-collections.ts'
import { serviceOf } from './merge.ts'
import { camelCase, fieldsOf, type JobCollection, resolveSchema } from './model.ts'

const FOLDER = join(import.meta.dirname, '../../api/plugins')

/** What is told of a collection of things. */
interface Thing {
  /** What one of them is called in sentences. */
  one: string
  /** What the resource is called, where not as the collection. */
  name?: string
  class?: string
  /** The hand-written class that adds to that one. */
  extended_by?: string
  /** Schema of one of them, where the description does not say. */
  item?: string
  /** Whether what is there already may do instead of what would be created. */
  exist_ok?: boolean
}

/** A file of `api/plugins`. */
interface PluginFile {
  class: string
  /** What names of classes begin with. */
  prefix: string
  /** The hand-written class that adds to this one. */
  extended_by?: string
  doc: string
  /** The collection whose methods the plugin itself has. */
  root?: string
  things?: Record<string, string | Thing>
  /** Kinds of jobs, with a sentence each. */
  jobs?: Record<string, string>
  methods?: Record<string, SurfaceMethod>
  /** Public names of schemas, where they differ. */
  types?: Record<string, string>
}

/** A plugin. */
export interface PluginSurface {
  /** Its name in paths since 0.8. */
  service: string
  resource: SurfaceResource
  jobs: JobCollection[]
  types: Record<string, string>
}

/** The services of the plugins that have a surface. */
export function pluginServices(): Set<string> {
  return new Set(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => basename(file, '.yaml')),
  )
}

/** The surface of each plugin. */
export function readPluginSurfaces(description: OpenAPI): PluginSurface[] {
  return [...pluginServices()].sort().map((service) => {
    const file = parse(readFileSync(join(FOLDER, `${service}.yaml`), 'utf8')) as PluginFile
    return {
      service,
      resource: resourceOf(service, file, description),
      jobs: jobsOf(service, file, description),
      types: file.types ?? {},
    }
  })
}

function jobsOf(service: string, file: PluginFile, description: OpenAPI): JobCollection[] {
  const known = Object.keys(description.paths).filter(
    (path) => serviceOf(path) === service && /\/jobs(?:\/[\w-]+)?$/.test(path),
  )
  const kinds = new Map(known.map((path) => [kindOfJobs(belowWorkspace(path)), path]))
  const told = Object.keys(file.jobs ?? {})
  const odd = [...kinds.keys()]
    .filter((kind) => !told.includes(kind))
    .concat(told.filter((kind) => !kinds.has(kind)))
  if (odd.length > 0)
    throw new Error(`api/plugins/${service}.yaml and the description differ in jobs: ${odd.join(', ')}`)
  return told.map((kind) => {
    const path = kinds.get(kind) as string
    const operation = description.paths[path]?.['post']
    const nameIn = (schema: Schema | undefined) => String(schema?.['$ref']).split('/').at(-1) as string
    const word = camelCase(kind.replace(/-?job$/, '').replaceAll('-', '_'))
    return {
      property: word === '' ? 'jobs' : `${word}Jobs`,
      doc: file.jobs?.[kind] as string,
      base: belowWorkspace(path),
      request: nameIn(operation?.requestBody?.content['application/json']?.schema),
      job: nameIn(operation?.responses['201']?.content?.['application/json']?.schema),
      since: operation?.['x-since'],
      until: operation?.['x-until'],
    }
  })
}

/** The part of a path below a workspace. */
function belowWorkspace(path: string): string {
  return path.split('/workspaces/{workspace}/')[1] ?? ''
}

function resourceOf(service: string, file: PluginFile, description: OpenAPI): SurfaceResource {
  const jobs = new Set(jobCollections(description))
  const resource: SurfaceResource = {
    doc: file.doc,
    class: file.class,
    ...(file.extended_by === undefined ? {} : { extended_by: file.extended_by }),
    methods: {},
    children: {},
  }
  const told = new Set(Object.values(file.methods ?? {}).map(({ http }) => http))
  for (const [path, operations] of Object.entries(description.paths)) {
    if (serviceOf(path) !== service || jobs.has(path) || /\/jobs(?:\/|$)/.test(path)) continue
    for (const method of Object.keys(operations)) {
      const http = `${method.toUpperCase()} ${path}`
      if (!told.has(http)) addMethod(resource, http, file, description)
    }
  }
  Object.assign(resource.methods ?? {}, file.methods)
  return resource
}

/** Finds the place of an operation, and gives it a method there. */
function addMethod(plugin: SurfaceResource, http: string, file: PluginFile, description: OpenAPI): void {
  const [verb = '', path = ''] = http.split(' ')
  const [collection = '', item, ...rest] = belowWorkspace(path).split('/')
  const told = file.things?.[collection]
  if (told === undefined) throw new Error(`api/plugins has no word about ${http}`)
  const thing = typeof told === 'string' ? { one: told } : told
  const name = thing.name ?? collection.replaceAll('-', '_')
  const resource =
    collection === file.root
      ? plugin
      : childOf(plugin, name, thing.class ?? file.prefix + pascal(name), thing.one, thing.extended_by)
  const parameter = item?.slice(1, -1)
  const [sub] = rest
  const subItem = rest[1]?.startsWith('{') ? rest[1] : undefined
  if (rest.length === 0) {
    const [method, its] = plainMethod(verb, http, thing, parameter, description)
    resource.methods = { ...resource.methods, [method]: its }
  } else if (subItem !== undefined || isThings(sub)) {
    const one = `${singularOf(sub as string)} of a ${thing.one}`
    const child = childOf(resource, sub as string, `${resource.class}${pascal(sub as string)}`, one)
    const [method, its] = plainMethod(verb, http, { one }, subItem?.slice(1, -1), description)
    const args = subItem === undefined ? [parameter as string] : its.args
    child.methods = { ...child.methods, [method]: { ...its, ...(args === undefined ? {} : { args }) } }
  } else {
    const action = rest.join('_').replaceAll('-', '_')
    const method = verb === 'GET' ? (action === 'logs_stream' ? 'stream_logs' : `get_${action}`) : action
    resource.methods = {
      ...resource.methods,
      [method]: {
        http,
        doc: ACTIONS[method]?.replace('{one}', withArticle(thing.one)) as string,
        ...(parameter === undefined ? {} : { args: [parameter] }),
        ...(method === 'stream_logs' ? { answer: 'stream' as const } : {}),
      },
    }
    if (ACTIONS[method] === undefined) throw new Error(`${http} needs a sentence in plugin-surface.ts`)
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  close: 'Closes {one}.',
  enable: 'Switches {one} on.',
  disable: 'Switches {one} off.',
  get_logs: 'Reads the log lines of {one}.',
  stream_logs: 'Gives the log lines of {one} as they come.',
}

function plainMethod(
  verb: string,
  http: string,
  { one, item, exist_ok }: Thing,
  parameter: string | undefined,
  description: OpenAPI,
): [name: string, method: SurfaceMethod] {
  const what = withArticle(one)
  const args = parameter === undefined ? {} : { args: [parameter] }
  switch (verb) {
    case 'GET': {
      if (parameter !== undefined)
        return [
          'retrieve',
          { http, doc: `Reads ${what}.`, throws: 'NotFoundError if it does not exist.', ...args },
        ]
      const isPage = item !== undefined || isPageOf(http, description)
      return [
        'list',
        {
          http,
          doc: `Lists ${plural(one)}.`,
          ...(isPage ? { page: 'number' as const } : {}),
          ...(item === undefined ? {} : { item }),
        },
      ]
    }
    case 'POST':
      return [
        'create',
        {
          http,
          doc: `Creates ${what}.`,
          throws: 'AlreadyExistsError if the name is taken.',
          ...args,
          ...(exist_ok === true ? { exist_ok } : {}),
        },
      ]
    case 'DELETE':
      return [
        'delete',
        {
          http,
          doc: `Deletes ${what}.`,
          throws: 'NotFoundError if it does not exist.',
          answer: 'nothing',
          ...args,
        },
      ]
    default:
      return [
        'update',
        {
          http,
          doc: verb === 'PUT' ? `Replaces ${what}.` : `Changes ${what}; what is left out stays.`,
          ...args,
        },
      ]
  }
}

function isPageOf(http: string, description: OpenAPI): boolean {
  const [, path = ''] = http.split(' ')
  const schema = description.paths[path]?.['get']?.responses['200']?.content?.['application/json']?.schema
  const fields =
    schema === undefined ? [] : fieldsOf(resolveSchema(schema, description)).map(({ name }) => name)
  return fields.includes('data') && fields.includes('pagination')
}

function childOf(
  parent: SurfaceResource,
  name: string,
  className: string,
  one: string,
  extended_by?: string,
): SurfaceResource {
  parent.children ??= {}
  const child: SurfaceResource = parent.children[name] ?? {
    doc: sentence(plural(one)),
    class: className,
    methods: {},
    ...(extended_by === undefined ? {} : { extended_by }),
  }
  parent.children[name] = child
  return child
}

/** Below a thing, what is a list of others: revisions, tags. */
function isThings(word: string | undefined): boolean {
  return word !== undefined && /s$/.test(word) && word !== 'logs'
}

function singularOf(word: string): string {
  return word.replace(/s$/, '')
}

/** `status of an analysis` → `statuses of an analysis`. */
function plural(one: string): string {
  return one.replace(/^(.*?)(?= (?:of|that|by) |$)/, (word) => (/s$/.test(word) ? `${word}es` : `${word}s`))
}

function withArticle(one: string): string {
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function pascal(name: string): string {
  const word = camelCase(name.replaceAll('-', '_'))
  return word.charAt(0).toUpperCase() + word.slice(1)
}
