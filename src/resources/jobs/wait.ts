/** Waits for jobs: the platform's own, and those of plugins. */

import { JobFailedError } from '../../errors/index.ts'
import { redactText, redactValue } from '../../errors/redact.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { LogPagePromise } from '../../http/response/log-page.ts'
import { type Remedy, readJobLog, resumeJob } from '../../remedies/index.ts'
import type {
  JobGetLogsParams,
  JobWaitParams,
  PlatformJobLog,
  PlatformJobStatusResponse,
  WorkspaceParams,
} from '../../types/index.ts'
import { checkNames, readWaitTimeout } from '../shared/params.ts'
import { isPassing, poll, withTail } from '../shared/polling.ts'

/** What a collection of jobs has to offer to be waited for. */
export interface WaitableJobs<Job> {
  retrieve(name: string, params: WorkspaceParams, options?: RequestOptions): APIPromise<Job>
  getStatus(
    name: string,
    params: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobStatusResponse>
  getLogs(name: string, params: JobGetLogsParams, options?: RequestOptions): LogPagePromise<PlatformJobLog>
}

/** First pause between two looks at a job, in ms. */
export const JOB_INTERVAL = 3_000

const NAMES = ['workspace', 'waitTimeout', 'timeout', 'poll_interval', 'onUpdate']
const DEFAULT_TIMEOUT = 1_200_000
/** A paused job can go on, but not by itself. */
const FINAL = new Set(['completed', 'cancelled', 'error', 'paused'])
const TAIL_LINES = 20
/** The error is there already: its log must not keep the caller waiting. */
const TAIL_TIMEOUT = 5_000

/** Whether a job of that status stays as it is unless somebody acts. */
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
  checkNames(params, NAMES)
  const { workspace, poll_interval = JOB_INTERVAL, onUpdate } = params
  const logTail = () => tailOf(jobs, name, workspace, options)
  let last: PlatformJobStatusResponse | undefined
  return poll<Job>({
    what: `job ${name} to end`,
    waitTimeout: readWaitTimeout(params, DEFAULT_TIMEOUT),
    interval: poll_interval,
    options,
    logTail,
    look: async (options) => {
      const status = await jobs.getStatus(name, { workspace }, options)
      if (status.status !== last?.status) onUpdate?.(status)
      last = status
      if (!isFinal(status.status)) return { last }
      if (status.status !== 'completed') throw failure(name, status, await logTail().catch(() => []))
      try {
        return { done: await jobs.retrieve(name, { workspace }, options) }
      } catch (error) {
        if (isPassing(error)) return { last }
        throw error
      }
    },
  })
}

async function tailOf<Job>(
  jobs: WaitableJobs<Job>,
  name: string,
  workspace: string | undefined,
  options: RequestOptions | undefined,
): Promise<readonly string[]> {
  const hurried = { ...options, timeout: TAIL_TIMEOUT, maxRetries: 0 }
  const { data } = await jobs.getLogs(name, { workspace, tail: TAIL_LINES }, hurried)
  return data.slice(-TAIL_LINES).map(({ message }) => message)
}

function failure(name: string, status: PlatformJobStatusResponse, lines: readonly string[]): JobFailedError {
  const reason = reasonOf(status.error_details)
  const remedies: Record<string, Remedy> = {
    paused: resumeJob(name),
    cancelled: { text: 'Create it again, if it was cancelled by mistake' },
  }
  return new JobFailedError(
    withTail(`Job ${name} is ${status.status}${reason === '' ? '' : `: ${reason}`}`, lines),
    {
      last: status,
      logTail: lines,
      remedies: [remedies[status.status] ?? readJobLog(name)],
    },
  )
}

function reasonOf(details: Record<string, unknown> | null | undefined): string {
  if (details === null || details === undefined || Object.keys(details).length === 0) return ''
  const message = details['message'] ?? details['error'] ?? details['detail']
  return typeof message === 'string' ? redactText(message) : JSON.stringify(redactValue(details))
}
