/**
 * Finds what a job of a plugin takes: from the description that the connected platform gives of itself, where it answers, else
 * from that of the known releases.
 */

import { type NeMoPlatform, NeMoPlatformError } from '../../../index.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import type { IO } from '../../io.ts'
import { keepAnswer, readKept } from '../../kept-answers.ts'
import type { PluginJob } from '../shared/command-spec.ts'
import { type JobSpec, jobSpecsIn } from './job-specs.ts'

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
const KEPT = 'plugin-jobs'

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
    `This platform${version === undefined ? '' : ` (${version})`} has no jobs of ${job.plugins[0]} ${job.name}`,
    ...others.map(({ plugin, base }) => `It has those at /apis/${plugin}/v2/workspaces/<workspace>/${base}`),
    run('nemo api GET /apis/plugins', 'To see which plugins it has'),
  )
}

/** The jobs of the platform at hand; undefined where it does not show them: a page of a proxy, or a description of no plugins, is none. */
async function ownSpecs(
  client: NeMoPlatform,
  io: IO,
  version: string,
): Promise<readonly JobSpec[] | undefined> {
  const { signal } = io
  const key = [client.baseURL, version]
  const kept = await readKept(io, KEPT, key)
  if (kept !== undefined && kept.age < KEPT_FOR && isSpecs(kept.value)) return kept.value
  const limit = AbortSignal.timeout(LONGEST_READ)
  try {
    const response = await client
      .get('/openapi.json', { signal: AbortSignal.any([signal, limit]), maxRetries: 0 })
      .asResponse()
    const specs = jobSpecsIn(parseJson(await boundedText(response)))
    if (specs.length === 0) return undefined
    await keepAnswer(io, KEPT, key, specs)
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

function isSpecs(value: unknown): value is JobSpec[] {
  return Array.isArray(value) && value.length > 0 && value.every(isSpec)
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
