/** The jobs of plugins by release, as `api/plugin-jobs.json` keeps them: where they are, and what the command line falls back on. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobSpecsIn, type KnownJob } from '../../src/cli/commands/plugin-jobs/job-specs.ts'
import { kindOfJobs } from '../../src/kind-of-jobs.ts'
import type { OpenAPI } from './condense.ts'
import { comment, GENERATED } from './emit-types.ts'

/** Where they are. */
export const PLUGIN_JOBS_FILE = join(import.meta.dirname, '../../api/plugin-jobs.json')

/** What is known, with the jobs of some releases in place of what was known of those. Only facts are kept: no prose. */
export function mergeJobs(documents: ReadonlyMap<string, unknown>): KnownJob[] {
  const known = readJobs().flatMap((job) => {
    const releases = job.releases.filter((release) => !documents.has(release))
    return releases.length === 0 ? [] : [{ ...job, releases }]
  })
  const added = [...documents].flatMap(([release, document]) =>
    jobSpecsIn(document).map(({ plugin, base, fields }) => ({
      plugin,
      base,
      releases: [release],
      fields: fields.map(({ help: _prose, ...facts }) => facts),
    })),
  )
  const merged = new Map<string, KnownJob>()
  for (const job of [...known, ...added]) {
    const key = JSON.stringify([job.plugin, job.base, job.fields])
    const releases = [...(merged.get(key)?.releases ?? []), ...job.releases].sort()
    merged.set(key, { ...job, releases })
  }
  return [...merged.values()].sort((a, b) => orderOf(a).localeCompare(orderOf(b)))
}

/** As it is written to the file. */
export function jobsText(jobs: readonly KnownJob[]): string {
  return `[\n${jobs.map((job) => ` ${JSON.stringify(job)}`).join(',\n')}\n]\n`
}

/** What the command line loads of it. */
export function knownJobsFile(): string {
  const text = JSON.stringify(readJobs())
  return (
    `${GENERATED}\n\nimport type { KnownJob } from './job-specs.ts'\n\n` +
    '/** The jobs of the plugins of known releases: as text, which is read faster than code. */\n' +
    `export const KNOWN_JOBS: readonly KnownJob[] = JSON.parse(${JSON.stringify(text)})\n`
  )
}

/** Where `pluginJobs` finds the jobs of each plugin, of whatever release. */
export function jobCollectionsFile(): string {
  const rows = [...basesByPlugin()].map(
    ([plugin, bases]) => `  '${plugin}': [${bases.map((base) => `'${base}'`).join(', ')}],`,
  )
  return [
    GENERATED,
    '',
    '/** The collections of jobs of each plugin, below a workspace. */',
    'export const JOB_COLLECTIONS: Readonly<Record<string, readonly string[]>> = {',
    ...rows,
    '}',
    '',
  ].join('\n')
}

/** The type of that: plugins, and kinds of their jobs. */
export function jobKindsFile({ paths }: OpenAPI): string {
  const rows = [...basesByPlugin()].map(([plugin, bases]) => {
    const kinds = bases.map(kindOfJobs)
    const sinces = new Set(
      bases.map((base) => paths[`/apis/${plugin}/v2/workspaces/{workspace}/${base}`]?.['post']?.['x-since']),
    )
    const [since] = sinces
    const doc = [
      ...(kinds.includes('') ? ['Has one kind, without a name.'] : []),
      ...(since !== undefined && sinces.size === 1 ? [`@since ${since}`] : []),
    ]
    const type = kinds.map((kind) => (kind === '' ? 'undefined' : `'${kind}'`)).join(' | ')
    return `${doc.length === 0 ? '' : comment(doc, '  ')}  '${plugin}': ${type}`
  })
  const doc = [
    'The plugins that have jobs, with the kinds of them. `evaluator` and `evals` are the same, and `auditor` and `garak`: they were renamed with 0.8, and either name is sent as the connected platform has it.',
  ]
  return `${GENERATED}\n\n${comment(doc)}export interface PluginJobKinds {\n${rows.join('\n')}\n}\n`
}

function basesByPlugin(): Map<string, string[]> {
  const bases = new Map<string, string[]>()
  for (const { plugin, base } of readJobs()) {
    const all = bases.get(plugin) ?? []
    if (!all.includes(base)) bases.set(plugin, [...all, base])
  }
  return bases
}

function readJobs(): KnownJob[] {
  return existsSync(PLUGIN_JOBS_FILE) ? JSON.parse(readFileSync(PLUGIN_JOBS_FILE, 'utf8')) : []
}

function orderOf({ plugin, base, releases }: KnownJob): string {
  return `${plugin} ${base} ${releases.join(' ')}`
}
