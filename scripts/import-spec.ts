/**
 * Brings releases of the platform into the description of the API: `npm run import-spec -- http://localhost:8080` (or the path of an
 * OpenAPI document, as `0.9=openapi.json`) prints what that release added, changed and removed, and with `--write` stores it in
 * `api/openapi.json`, what it has of plugins in `api/plugins.json`, and what the jobs of its plugins take in `api/plugin-jobs.json`.
 * Several releases make the description from the start: `0.6=old.json 0.7=newer.yaml 0.8=http://localhost:8080`; a release named
 * twice has both documents. Only facts are kept (no prose, no examples), and only what `api/surface.yaml` reaches and the plugins of
 * `api/plugins/`. What their schemas are called stands in `api/plugin-names.json`.
 * A platform that wants a token for its document gets that in `NHX_ACCESS_TOKEN` or `NMP_ACCESS_TOKEN`.
 * `--plugins` leaves all but the plugins alone. `--authz 0.9=<static-authz.yaml>` takes permissions and scopes from the platform's own table; without it they stay as they are.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { variableNames } from '../src/generations.ts'
import { type AuthzTable, condense, type OpenAPI } from './lib/condense.ts'
import { DESCRIPTION_FILE, reachedOperations, readDescription, readSurface } from './lib/description.ts'
import { collapseJobs } from './lib/job-collections.ts'
import { asFirst, type MergedDescription, mergeRelease, notInSurface, serviceOf } from './lib/merge.ts'
import {
  NAMES_FILE,
  nameSchemas,
  operationsOf,
  ownersOfJobs,
  PLUGINS_FILE,
  readNames,
  readPlugins,
  sortedNames,
  withNewerNames,
  withoutShared,
} from './lib/plugin-description.ts'
import { jobsText, mergeJobs, PLUGIN_JOBS_FILE } from './lib/plugin-jobs.ts'
import { pluginServices } from './lib/plugin-surface.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean' },
    plugins: { type: 'boolean' },
    authz: { type: 'string', multiple: true, default: [] },
  },
})
if (positionals.length === 0) {
  console.error(
    'Usage: npm run import-spec -- [<release>=]<URL of a platform | path of an OpenAPI document>... [--authz <release>=<file>]... [--plugins] [--write]',
  )
  process.exit(2)
}

const core = readDescription()
const plugins = readPlugins()
const services = pluginServices()
const names = readNames()
/** As they came: with the names that plugins have in them. */
const given = new Map<string, OpenAPI>()
const documents = new Map<string, OpenAPI>()
for (const argument of positionals) {
  const [release, document] = await load(argument).catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
  const newer = { ...document, paths: withNewerNames(document.paths) }
  given.set(release, joined(given.get(release), document))
  documents.set(release, joined(documents.get(release), newer))
}
const tables = new Map<string, AuthzTable>()
for (const argument of values.authz) {
  const [release, file] = namedRelease(argument)
  const table = parse(readFileSync(file, 'utf8')) as AuthzTable
  const added = withNewerNames(table.authz.endpoints)
  const endpoints = { ...tables.get(release ?? '')?.authz.endpoints, ...added }
  tables.set(release ?? ([...documents.keys()].at(-1) as string), { authz: { endpoints } })
}

const reached = reachedOperations(readSurface())
const description = values.plugins
  ? undefined
  : bringIn(core, (document, from) => condense(document, reached, from), notInSurface)
const others = bringIn(plugins, (document, from) => {
  const naming = nameSchemas(names, ownersOfJobs(document))
  return collapseJobs(condense(document, operationsOf(document, services), from, naming))
})
if (values.write) {
  const shared = description ?? core
  const written = new Map<string, unknown>([
    [DESCRIPTION_FILE, description],
    [PLUGINS_FILE, others && shared && withoutShared(others, shared)],
    [NAMES_FILE, others && sortedNames(names)],
  ])
  for (const [file, content] of written) {
    if (content !== undefined) writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`)
  }
  writeFileSync(PLUGIN_JOBS_FILE, jobsText(mergeJobs(given)))
  console.log('Written. Now run: npm run generate')
}

/** Brings the releases into a description: undefined where none of the documents has anything of it. */
function bringIn(
  known: MergedDescription | undefined,
  read: (document: OpenAPI, from: Parameters<typeof condense>[2]) => OpenAPI,
  missing: (document: OpenAPI, imported: OpenAPI) => readonly string[] = () => [],
): MergedDescription | undefined {
  const [first] = documents.keys()
  const startsAnew = documents.size > 1 || known?.info['x-releases'][0] === first
  let result: MergedDescription | undefined = startsAnew ? undefined : known
  let hasAny = false
  for (const [release, document] of documents) {
    const imported = read(document, { known: result ?? known, authz: tables.get(release) })
    if (Object.keys(imported.paths).length === 0) continue
    hasAny = true
    console.log(`== ${release}`)
    if (result === undefined) {
      result = asFirst(imported, release)
      continue
    }
    const services = new Set(Object.keys(document.paths).map(serviceOf))
    const merge = mergeRelease(result, imported, release, (path) => services.has(serviceOf(path)))
    result = merge.description
    const lines = [...merge.report, ...missing(document, imported)]
    console.log(lines.length === 0 ? 'Nothing changed.' : lines.join('\n'))
  }
  return hasAny ? result : undefined
}

/** The release that an argument names, and the rest of it. */
function namedRelease(argument: string): [release: string | undefined, rest: string] {
  const [, release, rest = ''] = /^(\d+\.\d+)(?:\.\d+)?=(.+)$/s.exec(argument) ?? []
  return release === undefined ? [undefined, argument] : [release, rest]
}

async function load(argument: string): Promise<[release: string, document: OpenAPI]> {
  const [named, source] = namedRelease(argument)
  if (!/^https?:/.test(source)) {
    if (named === undefined) throw new Error(`Which release is ${source}? Write it in front: 0.9=${source}`)
    return [named, parse(readFileSync(source, 'utf8'))]
  }
  const base = source.replace(/(?:\/openapi\.json)?\/?$/, '')
  const release = named ?? releaseOf(await read(`${base}/cluster-info`))
  return [release, (await read(`${base}/openapi.json`)) as OpenAPI]
}

function releaseOf(clusterInfo: unknown): string {
  const { platform_version: version } = clusterInfo as { platform_version?: string }
  const [release] = /^\d+\.\d+/.exec(version ?? '') ?? []
  if (release === undefined) throw new Error('The platform does not say its version: write it in front')
  return release
}

async function read(url: string): Promise<unknown> {
  const token = variableNames('ACCESS_TOKEN')
    .map((name) => process.env[name])
    .find((value) => value !== undefined)
  const response = await fetch(
    url,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  )
  if (response.status === 401)
    throw new Error(`${url} wants a token: put one into ${variableNames('ACCESS_TOKEN')[0]}`)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.json()
}

function joined(one: OpenAPI | undefined, other: OpenAPI): OpenAPI {
  if (one === undefined) return other
  return {
    ...one,
    paths: { ...one.paths, ...other.paths },
    components: { schemas: { ...one.components.schemas, ...other.components.schemas } },
  }
}
