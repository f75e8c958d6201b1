/** Watches a job: its statuses and its log, as they come. */

import { APIUserAbortError, InvalidArgumentError, WaitTimeoutError } from '../../errors/index.ts'
import { problemOf } from '../../errors/problem.ts'
import { checkRequestOptions, type RequestOptions } from '../../http/request/request-options.ts'
import { sleep } from '../../http/transport/idle-timeout.ts'
import { setOption } from '../../remedies/index.ts'
import type { JobEvent, JobWatchParams, PlatformJobStatusResponse } from '../../types/index.ts'
import { checkInterval, checkNames, readWaitTimeout } from '../shared/params.ts'
import { isPassing } from '../shared/polling.ts'
import { LogReader } from './log-reader.ts'
import { isFinal, JOB_INTERVAL, type WaitableJobs } from './wait.ts'

const NAMES = [
  'workspace',
  'waitTimeout',
  'timeout',
  'poll_interval',
  'include_logs',
  'include_history',
  'attempt_id',
  'step_id',
  'task_id',
  'limit',
  'page_cursor',
]
const LINES_PER_PAGE = 1_000
/** The log may lag behind the status: this often it is read again after the end, as long as lines come or it fails. */
const DRAINS = 3
/** Longest pause before the log is read again after the end, in ms. */
const DRAIN_PAUSE = 1_000
const SHORTEST_BACKOFF = 1_000
const LONGEST_BACKOFF = 30_000

/** The events of a job until it ends. Leaving the loop is all that it takes to stop. */
export async function* watchJob<Job>(
  jobs: WaitableJobs<Job>,
  name: string,
  params: JobWatchParams,
  options: RequestOptions | undefined,
): AsyncGenerator<JobEvent, void> {
  checkNames(params, NAMES)
  const {
    workspace,
    poll_interval = JOB_INTERVAL,
    include_logs = true,
    include_history = true,
    limit = LINES_PER_PAGE,
    page_cursor,
    attempt_id,
    step_id,
    task_id,
  } = params
  const waitTimeout = readWaitTimeout(params, Number.POSITIVE_INFINITY)
  checkInterval(poll_interval)
  const signal = checkRequestOptions(options).signal
  const deadline = performance.now() + waitTimeout
  const troubles = new Troubles(name, poll_interval)
  const log = include_logs
    ? new LogReader(jobs, name, { workspace, limit, attempt_id, step_id, task_id }, options, page_cursor)
    : undefined
  let skipsLog = !include_history
  let last: string | undefined
  for (;;) {
    let status: PlatformJobStatusResponse | undefined
    try {
      status = await jobs.getStatus(name, { workspace }, options)
      troubles.recovered('status')
    } catch (error) {
      if (!isPassing(error)) throw error
      yield* troubles.report('status', error)
    }
    const isOver = status !== undefined && isFinal(status.status)
    if (status !== undefined && status.status !== last && !isOver) {
      last = status.status
      yield statusEvent(name, status)
    }
    if (log !== undefined && status !== undefined) {
      yield* readLog(log, troubles, skipsLog)
      if (!troubles.has('log')) skipsLog = false
    }
    if (status !== undefined && isOver) {
      // The final status comes last, so that whoever leaves the loop there has the whole log.
      if (log !== undefined)
        yield* drain(log, troubles, Math.min(poll_interval, DRAIN_PAUSE), skipsLog, signal)
      yield statusEvent(name, status)
      return
    }
    const left = deadline - performance.now()
    if (left <= 0) {
      throw new WaitTimeoutError(
        `Watched job ${name} for ${waitTimeout} ms: it was ${last ?? 'not seen'} at last`,
        { last, remedies: [setOption('waitTimeout', 'Watch longer')] },
      )
    }
    // Where the signal aborts the pause, the next request says so.
    await sleep(Math.min(troubles.pause(), left), signal).catch(() => {})
  }
}

/** The new lines of the log. That it cannot be read is no reason to stop watching. */
async function* readLog(log: LogReader, troubles: Troubles, skips: boolean): AsyncGenerator<JobEvent, void> {
  try {
    for await (const event of log.news()) if (!skips) yield event
    troubles.recovered('log')
  } catch (error) {
    if (error instanceof APIUserAbortError || error instanceof InvalidArgumentError) throw error
    yield* troubles.report('log', error)
  }
}

async function* drain(
  log: LogReader,
  troubles: Troubles,
  pause: number,
  skips: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobEvent, void> {
  for (let round = 0; round < DRAINS; round += 1) {
    await sleep(pause, signal).catch(() => {})
    let lines = 0
    for await (const event of readLog(log, troubles, skips)) {
      if (event.type === 'log') lines += 1
      yield event
    }
    if (lines === 0 && !troubles.has('log')) return
  }
  if (troubles.has('log')) {
    yield { type: 'warning', job_name: log.job, message: 'The end of the log could not be read' }
  }
}

/** What cannot be asked at the moment: told once, and asked less and less often. */
class Troubles {
  readonly #job: string
  readonly #interval: number
  readonly #messages = new Map<'status' | 'log', string>()
  #backoff: number | undefined

  constructor(job: string, interval: number) {
    this.#job = job
    this.#interval = interval
  }

  has(what: 'status' | 'log'): boolean {
    return this.#messages.has(what)
  }

  recovered(what: 'status' | 'log'): void {
    this.#messages.delete(what)
    if (this.#messages.size === 0) this.#backoff = undefined
  }

  /** A warning, unless it is the same as before. */
  *report(what: 'status' | 'log', error: unknown): Generator<JobEvent, void> {
    const message = problemOf(error)
    const isNew = this.#messages.get(what) !== message
    this.#messages.set(what, message)
    this.#backoff =
      this.#backoff === undefined
        ? Math.max(this.#interval, SHORTEST_BACKOFF)
        : Math.min(this.#backoff * 2, Math.max(this.#interval, LONGEST_BACKOFF))
    if (isNew) yield { type: 'warning', job_name: this.#job, message }
  }

  /** How long to wait before the next look, in ms. */
  pause(): number {
    return this.#backoff ?? this.#interval
  }
}

function statusEvent(
  name: string,
  { status, status_details, error_details }: PlatformJobStatusResponse,
): JobEvent {
  const terminal = isFinal(status)
  const successful = terminal ? status === 'completed' : null
  return { type: 'status', job_name: name, status, status_details, error_details, terminal, successful }
}
