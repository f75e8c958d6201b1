/** A platform that plays through the life of one job, for tests of waiting and watching. */

import { type Fetch, NeMoPlatform } from 'nemo-platform'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

/** One answer for each look at the status: a status, a refusal by its number, or no answer at all. */
export type Look = string | number | Error

/** What a log says at each reading: lines, or how reading fails. */
export type Reading = readonly string[] | number

/** What a job goes through. */
export interface JobScript {
  readonly looks: readonly Look[]
  readonly readings?: readonly Reading[]
  readonly error_details?: Record<string, unknown> | null
}

/** A client of that platform, in the workspace `ws`, its calls, and when it looked. The last look and the last reading stand for all further ones. */
export function jobClient({ looks, readings = [[]], error_details = null }: JobScript) {
  let look = 0
  let reading = 0
  const times: number[] = []
  const { fetch, calls } = stubFetch(({ url }) => {
    if (url.pathname.endsWith('/status')) {
      times.push(performance.now())
      const entry = looks[Math.min(look++, looks.length - 1)]
      if (entry instanceof Error) return entry
      if (typeof entry === 'number') return json({ detail: 'not now' }, entry, { 'x-should-retry': 'false' })
      return json(statusOf(entry, error_details))
    }
    if (url.pathname.endsWith('/logs')) {
      const entry = readings[Math.min(reading++, readings.length - 1)] ?? []
      if (typeof entry === 'number') return json({ detail: 'no log' }, entry, { 'x-should-retry': 'false' })
      return json(logPage(entry))
    }
    return json({ name: 'train', workspace: 'ws', status: 'completed' })
  })
  return { client: clientOf(fetch), calls, times }
}

/** A client that tries everything once. */
export function clientOf(fetch: Fetch): NeMoPlatform {
  return new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch, maxRetries: 0 })
}

/** A page of a log, one line a second. */
export function logPage(messages: readonly string[], next_page: string | null = null) {
  const data = messages.map((message, index) => ({
    timestamp: `2026-01-02T03:04:${String(index).padStart(2, '0')}`,
    job: 'train',
    job_step: 'step-1',
    job_task: 'task-1',
    message,
  }))
  return { data, total: data.length, next_page, prev_page: null }
}

function statusOf(status: string | undefined, error_details: Record<string, unknown> | null) {
  const times = { created_at: '2026-01-02T03:04:05', updated_at: '2026-01-02T03:04:05' }
  return { id: 'job-1', name: 'train', status, status_details: {}, error_details, steps: [], ...times }
}
