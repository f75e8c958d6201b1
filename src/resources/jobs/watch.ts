/** Watches a job: its statuses and its log, as they come. */

import { WaitTimeoutError } from '../../errors/index.ts'
import { sleep } from '../../http/deadline.ts'
import type { RequestOptions } from '../../http/options.ts'
import type {
  JobEvent,
  JobWatchParams,
  PlatformJobLog,
  PlatformJobStatusResponse,
} from '../../types/index.ts'
import { isPassing } from '../polling.ts'
import { DEFAULT_INTERVAL, isFinal, type WaitableJobs } from './wait.ts'

/** The log may lag behind the status: this often it is read again after the end. */
const DRAINS = 3
const LINES_PER_PAGE = 1_000

/** The events of a job until it ends. Leaving the loop is all that it takes to stop. */
export async function* watchJob<Job>(
  jobs: WaitableJobs<Job>,
  name: string,
  params: JobWatchParams,
  options: RequestOptions | undefined,
): AsyncGenerator<JobEvent, void> {
  const {
    workspace,
    timeout = Number.POSITIVE_INFINITY,
    poll_interval = DEFAULT_INTERVAL,
    include_logs = true,
    include_history = true,
    onUpdate,
  } = params
  const deadline = performance.now() + timeout
  const log = new LogReader(jobs, name, workspace, options)
  if (include_logs && !include_history) await log.skip()
  let last: string | undefined
  for (;;) {
    let status: PlatformJobStatusResponse | undefined
    try {
      status = await jobs.getStatus(name, { workspace }, options)
    } catch (error) {
      if (!isPassing(error)) throw error
      yield warning(name, error)
    }
    if (status !== undefined && status.status !== last && !isFinal(status.status)) {
      last = status.status
      onUpdate?.(status)
      yield statusEvent(name, status)
    }
    if (include_logs) yield* log.news()
    if (status !== undefined && isFinal(status.status)) {
      if (include_logs) yield* log.drain(poll_interval, options?.signal)
      onUpdate?.(status)
      yield statusEvent(name, status)
      return
    }
    const left = deadline - performance.now()
    if (left <= 0) {
      throw new WaitTimeoutError(
        `Watched job ${name} for ${timeout} ms: it was ${last ?? 'not seen'} at last`,
        { last },
      )
    }
    await sleep(Math.min(poll_interval, left), options?.signal).catch(() => {})
  }
}

// --- internal ---

/** Reads on where it stopped, and gives each line once. */
class LogReader<Job> {
  readonly #jobs: WaitableJobs<Job>
  readonly #name: string
  readonly #workspace: string | undefined
  readonly #options: RequestOptions | undefined
  /** The page that is being read: it may grow. */
  #cursor: string | undefined
  /** Lines of that page that were given already. */
  #given = 0

  constructor(
    jobs: WaitableJobs<Job>,
    name: string,
    workspace: string | undefined,
    options: RequestOptions | undefined,
  ) {
    this.#jobs = jobs
    this.#name = name
    this.#workspace = workspace
    this.#options = options
  }

  /** Goes to the end. */
  async skip(): Promise<void> {
    for await (const _ of this.news());
  }

  async *news(): AsyncGenerator<JobEvent, void> {
    try {
      for (;;) {
        const page = await this.#jobs.getLogs(
          this.#name,
          { workspace: this.#workspace, limit: LINES_PER_PAGE },
          { ...this.#options, query: { ...this.#options?.query, page_cursor: this.#cursor } },
        )
        const lines = page.data.slice(this.#given)
        this.#given = page.data.length
        for (const line of lines) yield logEvent(line)
        // A page that is not full yet is read again: more lines of it may come.
        const isFull = page.data.length >= LINES_PER_PAGE
        if (!page.hasNextPage() || !isFull || typeof page.next_page !== 'string') return
        this.#cursor = page.next_page
        this.#given = 0
      }
    } catch (error) {
      if (!isPassing(error)) throw error
      yield warning(this.#name, error)
    }
  }

  async *drain(pause: number, signal: AbortSignal | undefined): AsyncGenerator<JobEvent, void> {
    for (let round = 0; round < DRAINS; round += 1) {
      await sleep(Math.min(pause, 1_000), signal).catch(() => {})
      let came = false
      for await (const event of this.news()) {
        came = true
        yield event
      }
      if (!came) return
    }
  }
}

function statusEvent(
  name: string,
  { status, status_details, error_details }: PlatformJobStatusResponse,
): JobEvent {
  return {
    type: 'status',
    job_name: name,
    status,
    status_details,
    error_details,
    terminal: isFinal(status),
    successful: status === 'completed',
  }
}

function logEvent(line: PlatformJobLog): JobEvent {
  return { type: 'log', ...line }
}

function warning(name: string, error: unknown): JobEvent {
  return { type: 'warning', job_name: name, message: error instanceof Error ? error.message : String(error) }
}
