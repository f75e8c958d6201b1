/** Reads a log that grows, and gives each line once. */

import { APIStatusError } from '../../errors/index.ts'
import { refusesCursor } from '../../errors/server-texts.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { LogPage } from '../../http/response/log-page.ts'
import type { JobEvent, JobGetLogsParams, PlatformJobLog } from '../../types/index.ts'
import type { WaitableJobs } from './wait.ts'

/** A reader that stays where it stopped. */
export class LogReader {
  readonly job: string
  readonly #jobs: WaitableJobs<unknown>
  readonly #params: JobGetLogsParams
  readonly #options: RequestOptions | undefined
  /** The page that is being read: it may grow. */
  #cursor: string | undefined
  /** How often each line was there in the pages that were read last: lines are sorted by time, so one may come in between. */
  #seen = new Map<string, number>()
  /** Lines from the beginning on to the last one that was read. */
  #read = 0

  constructor(
    jobs: WaitableJobs<unknown>,
    job: string,
    params: JobGetLogsParams,
    options: RequestOptions | undefined,
    cursor: string | undefined,
  ) {
    this.job = job
    this.#jobs = jobs
    this.#params = params
    this.#options = options
    this.#cursor = cursor
  }

  /** Lines that were not there before. */
  async *news(): AsyncGenerator<JobEvent, void> {
    const counts = new Map<string, number>()
    let known = 0
    try {
      for (;;) {
        let page: LogPage<PlatformJobLog>
        try {
          page = await this.#page()
        } catch (error) {
          if (!this.#lostItsPlace(error)) throw error
          // From the beginning, but without what was there already.
          known = this.#read
          this.#cursor = undefined
          counts.clear()
          continue
        }
        for (const line of page.data) {
          const key = JSON.stringify([line.timestamp, line.job_step, line.job_task, line.message])
          const count = (counts.get(key) ?? 0) + 1
          counts.set(key, count)
          if (known > 0) {
            known -= 1
          } else if (count > (this.#seen.get(key) ?? 0)) {
            this.#read += 1
            yield logEvent(this.job, line)
          }
        }
        if (!page.hasNextPage() || page.next_page === null) {
          this.#seen = counts
          return
        }
        this.#cursor = page.next_page
      }
    } finally {
      // Given lines stay given, also where a later page could not be read.
      if (this.#seen !== counts) {
        for (const [key, count] of counts) this.#seen.set(key, Math.max(count, this.#seen.get(key) ?? 0))
      }
    }
  }

  #page(): PromiseLike<LogPage<PlatformJobLog>> {
    const params = this.#cursor === undefined ? this.#params : { ...this.#params, page_cursor: this.#cursor }
    return this.#jobs.getLogs(this.job, params, this.#options)
  }

  /** The platform no longer knows the page that comes next. */
  #lostItsPlace(error: unknown): boolean {
    const isRefused = error instanceof APIStatusError && (error.status === 400 || error.status === 422)
    return isRefused && this.#cursor !== undefined && refusesCursor(error.detail)
  }
}

function logEvent(job: string, { timestamp, job_step, job_task, message }: PlatformJobLog): JobEvent {
  return { type: 'log', job_name: job, timestamp, step_id: job_step, task_id: job_task, message }
}
