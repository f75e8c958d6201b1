/**
 * Finds what a job of a plugin takes: from the description that the connected platform gives of itself, where it answers, else
 * from that of the known releases.
 */

import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../../config/make-folder.ts'
import { type NeMoPlatform, NeMoPlatformError } from '../../../index.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { cacheFolder } from '../../compile-cache.ts'
import { run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import type { IO } from '../../io.ts'
import { type JobSpec, jobSpecsIn } from './job-specs.ts'
import { type PluginJob, pathOf } from './plugins.ts'

/** What a job takes in some releases. */
export interface KnownJob extends JobSpec {
  readonly releases: readonly string[]
}

/** What a job takes, and who says so. */
export interface FoundSpec extends JobSpec {
  /** Whose fields they are: "those of release 0.6". */
  readonly source: string
}

/** The document of all services has a megabyte. */
const LONGEST_DOCUMENT = 32 * 1024 * 1024
/** In ms. */
const LONGEST_READ = 10_000
/** Plugins come and go without another release of the platform: what was read is believed for an hour, in ms. */
const KEPT_FOR = 3_600_000

/**
 * Finds it.
 *
 * @throws UsageError where the platform has no such job.
 */
export async function findSpec(invocation: Invocation, job: PluginJob): Promise<FoundSpec> {
  const client = invocation.client()
  const { signal } = invocation.io
  const { version, generation } = await client.platform({ signal })
  const isNamed = ({ plugin, base }: JobSpec) => job.plugins.includes(plugin) && base === job.base
  const own = await ownSpecs(client, invocation.io, version ?? 'unknown')
  if (own !== undefined) {
    const found = own.find(isNamed)
    if (found === undefined) throw missing(job, own, version)
    return {
      ...found,
      source: `those that this platform${version === undefined ? '' : ` (${version})`} describes`,
    }
  }
  const { KNOWN_JOBS } = await import('./known-jobs.generated.ts')
  const known = KNOWN_JOBS.filter(isNamed)
  const found = known.find(({ releases }) => releases.includes(generation ?? '')) ?? known.at(-1)
  if (found === undefined) throw missing(job, KNOWN_JOBS, version)
  return {
    ...found,
    source: `those of release ${found.releases.at(-1)}, since this platform does not show its own to you`,
  }
}

function missing(job: PluginJob, specs: readonly JobSpec[], version: string | undefined): UsageError {
  const others = specs.filter(({ plugin }) => job.plugins.includes(plugin))
  return new UsageError(
    `This platform${version === undefined ? '' : ` (${version})`} has no jobs of ${pathOf(job)}`,
    ...others.map(({ plugin, base }) => `It has those at /apis/${plugin}/v2/workspaces/<workspace>/${base}`),
    run('nemo api GET /apis/plugins', 'To see which plugins it has'),
  )
}

/** The jobs of the platform at hand; undefined where it does not show them. */
async function ownSpecs(
  client: NeMoPlatform,
  { signal, env }: IO,
  version: string,
): Promise<readonly JobSpec[] | undefined> {
  const file = cacheFile(client.baseURL, version, env)
  const kept = file === undefined ? undefined : await readKept(file)
  if (kept !== undefined) return kept
  const limit = AbortSignal.timeout(LONGEST_READ)
  try {
    const response = await client
      .get('/openapi.json', { signal: AbortSignal.any([signal, limit]), maxRetries: 0 })
      .asResponse()
    const specs = jobSpecsIn(parseJson(await boundedText(response)))
    if (file !== undefined) await keep(file, specs)
    return specs
  } catch (error) {
    signal.throwIfAborted()
    // The call that sends the job says what is wrong with the connection, if something is.
    if (error instanceof NeMoPlatformError || limit.aborted) return undefined
    throw error
  }
}

/** A text that is not too long; longer ones end where they become so, and are no JSON then. */
async function boundedText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > LONGEST_DOCUMENT) return ''
  }
  return text + decoder.decode()
}

/** Where the jobs of a platform are kept; undefined where nothing can be. */
function cacheFile(
  baseURL: string,
  version: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const folder = cacheFolder(process.platform, env)
  if (folder === undefined) return undefined
  const name = createHash('sha256').update(`${baseURL}\n${version}`).digest('hex').slice(0, 32)
  return join(folder, 'nemo-platform', 'plugin-jobs', `${name}.json`)
}

async function readKept(file: string): Promise<readonly JobSpec[] | undefined> {
  try {
    const { mtimeMs, size } = await stat(file)
    if (Date.now() - mtimeMs > KEPT_FOR || size > LONGEST_DOCUMENT) return undefined
    const kept = parseJson(await readFile(file, 'utf8'))
    return Array.isArray(kept) && kept.every(isSpec) ? kept : undefined
  } catch {
    // It is asked for anew.
    return undefined
  }
}

function isSpec(value: unknown): value is JobSpec {
  return (
    isRecord(value) &&
    typeof value['plugin'] === 'string' &&
    typeof value['base'] === 'string' &&
    Array.isArray(value['fields']) &&
    value['fields'].every((field) => isRecord(field) && typeof field['path'] === 'string')
  )
}

/** Never half there: another `nemo` may be reading. What cannot be kept is asked for again. */
async function keep(file: string, specs: readonly JobSpec[]): Promise<void> {
  const temporary = `${file}.${process.pid}`
  try {
    await makeFolder(join(file, '..'), 0o700)
    await writeFile(temporary, JSON.stringify(specs), { mode: 0o600 })
    await rename(temporary, file)
  } catch {
    await rm(temporary, { force: true }).catch(() => {})
  }
}
