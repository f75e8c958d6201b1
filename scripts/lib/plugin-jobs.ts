/** The jobs of plugins by release, as `api/plugin-jobs.json` keeps them: the command line falls back on it. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobSpecsIn, type SpecField } from '../../src/cli/commands/plugin-jobs/job-specs.ts'
import { GENERATED } from './emit-types.ts'

/** Where they are. */
export const PLUGIN_JOBS_FILE = join(import.meta.dirname, '../../api/plugin-jobs.json')

interface KnownJob {
  readonly plugin: string
  readonly base: string
  /** The releases in which it takes these fields. */
  readonly releases: readonly string[]
  readonly fields: readonly SpecField[]
}

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
    `${GENERATED}\n\nimport type { KnownJob } from './find-spec.ts'\n\n` +
    '/** The jobs of the plugins of known releases: as text, which is read faster than code. */\n' +
    `export const KNOWN_JOBS: readonly KnownJob[] = JSON.parse(${JSON.stringify(text)})\n`
  )
}

function readJobs(): KnownJob[] {
  return existsSync(PLUGIN_JOBS_FILE) ? JSON.parse(readFileSync(PLUGIN_JOBS_FILE, 'utf8')) : []
}

function orderOf({ plugin, base, releases }: KnownJob): string {
  return `${plugin} ${base} ${releases.join(' ')}`
}
