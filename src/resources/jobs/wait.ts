/** Waits for jobs: the platform's own, and those of plugins. */

import { JobFailedError } from '../../errors/index.ts'
import type { APIPromise } from '../../http/api-promise.ts'
import type { LogPagePromise } from '../../http/log-page.ts'
import type { RequestOptions } from '../../http/options.ts'
import type { JobWaitParams, PlatformJobLog, PlatformJobStatusResponse } from '../../types/index.ts'
import { poll, withTail } from '../polling.ts'

/** What a collection of jobs has to offer to be waited for. */
export interface WaitableJobs<Job> {
  retrieve(
    name: string,
    params: { workspace?: string | undefined },
    options?: RequestOptions,
  ): APIPromise<Job>
  getStatus(
    name: string,
    params: { workspace?: string | undefined },
    options?: RequestOptions,
  ): APIPromise<PlatformJobStatusResponse>
  getLogs(
    name: string,
    params: { workspace?: string | undefined; tail?: number; limit?: number },
    options?: RequestOptions,
  ): LogPagePromise<PlatformJobLog>
}

/** Statuses that a job does not leave by itself. */
const FINAL = new Set(['completed', 'cancelled', 'error', 'paused'])
const TAIL_LINES = 20
export const DEFAULT_TIMEOUT = 1_200_000
export const DEFAULT_INTERVAL = 3_000

/** Whether a job of that status goes on by itself. */
export function isFinal(status: string): boolean {
  return FINAL.has(status)
}

/**
 * Waits until a job is completed.
 *
 * @throws JobFailedError if it ends otherwise, WaitTimeoutError.
 */
export async function waitForJob<Job>(
  jobs: WaitableJobs<Job>,
  name: string,
  params: JobWaitParams,
  options: RequestOptions | undefined,
): Promise<Job> {
  const { workspace, timeout = DEFAULT_TIMEOUT, poll_interval = DEFAULT_INTERVAL, onUpdate } = params
  const logTail = () => tailOf(jobs, name, workspace, options)
  let seen: string | undefined
  const status = await poll<PlatformJobStatusResponse>({
    what: `job ${name} to end`,
    timeout,
    interval: poll_interval,
    signal: options?.signal,
    logTail,
    look: async () => {
      const status = await jobs.getStatus(name, { workspace }, options)
      if (status.status !== seen) {
        seen = status.status
        onUpdate?.(status)
      }
      return isFinal(status.status) ? { done: status } : { last: status }
    },
  })
  if (status.status !== 'completed') throw failure(name, status, await logTail().catch(() => []))
  return jobs.retrieve(name, { workspace }, options)
}

// --- internal ---

async function tailOf<Job>(
  jobs: WaitableJobs<Job>,
  name: string,
  workspace: string | undefined,
  options: RequestOptions | undefined,
): Promise<readonly string[]> {
  const { data } = await jobs.getLogs(name, { workspace, tail: TAIL_LINES }, options)
  return data.slice(-TAIL_LINES).map(({ message }) => message)
}

function failure(name: string, status: PlatformJobStatusResponse, lines: readonly string[]): JobFailedError {
  const reason = reasonOf(status.error_details)
  const remedies: Record<string, string> = {
    paused: `Let it go on: client.jobs.resume('${name}')`,
    cancelled: 'Somebody cancelled it: create it again if that was a mistake',
  }
  return new JobFailedError(
    withTail(`Job ${name} is ${status.status}${reason === '' ? '' : `: ${reason}`}`, lines),
    {
      last: status,
      logTail: lines,
      remedies: [remedies[status.status] ?? `Read its log: client.jobs.getLogs('${name}')`],
    },
  )
}

function reasonOf(details: Record<string, unknown> | null | undefined): string {
  if (details === null || details === undefined) return ''
  const message = details['message'] ?? details['error'] ?? details['detail']
  return typeof message === 'string'
    ? message
    : Object.keys(details).length === 0
      ? ''
      : JSON.stringify(details)
}
