/** `client.jobs.watch`. */

import {
  APIUserAbortError,
  InvalidArgumentError,
  type JobEvent,
  NotFoundError,
  WaitTimeoutError,
} from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { allOf } from '../../helpers/all-of.ts'
import { outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'
import { clientOf, jobClient, logPage } from './job-script.ts'

const QUICK = { poll_interval: 0 }

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Events in short: `status:active`, `log:line`, `warning`. */
function shorten(events: readonly JobEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'status') return `status:${event.status}`
    return event.type === 'log' ? `log:${event.message}` : event.type
  })
}

describe('jobs.watch', () => {
  test('gives statuses and new log lines, the final status last', async () => {
    const { client } = jobClient({
      looks: ['created', 'active', 'active', 'completed'],
      readings: [[], ['a'], ['a', 'b'], ['a', 'b', 'c']],
    })

    const events = await allOf(client.jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual([
      'status:created',
      'status:active',
      'log:a',
      'log:b',
      'log:c',
      'status:completed',
    ])
    expect(events.at(-1)).toMatchObject({ terminal: true, successful: true, job_name: 'train' })
    expect(events[1]).toMatchObject({ terminal: false, successful: null })
    expect(events[2]).toEqual({
      type: 'log',
      job_name: 'train',
      timestamp: '2026-01-02T03:04:00',
      step_id: 'step-1',
      task_id: 'task-1',
      message: 'a',
    })
  })

  test.each(['error', 'cancelled', 'paused'])(
    'ends without an error for a job that is %s',
    async (status) => {
      const { client } = jobClient({ looks: [status], error_details: { message: 'why' } })

      const events = await allOf(client.jobs.watch('train', QUICK))

      expect(events).toEqual([
        {
          type: 'status',
          job_name: 'train',
          status,
          status_details: {},
          error_details: { message: 'why' },
          terminal: true,
          successful: false,
        },
      ])
    },
  )

  test('reads lines that arrive after the end', async () => {
    const { client } = jobClient({ looks: ['completed'], readings: [['a'], ['a', 'late'], ['a', 'late']] })

    const events = await allOf(client.jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual(['log:a', 'log:late', 'status:completed'])
  })

  test('repeats no line, also where the same text comes twice', async () => {
    const twice = logPage(['.', '.'])
    for (const line of twice.data) line.timestamp = '2026-01-02T03:04:05'
    const { fetch } = stubFetch(({ url }) =>
      json(url.pathname.endsWith('/logs') ? twice : { name: 'train', status: 'completed' }),
    )

    const events = await allOf(clientOf(fetch).jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual(['log:.', 'log:.', 'status:completed'])
  })

  test('gives a line that is sorted in between known ones', async () => {
    const late = logPage(['a', 'b', 'c'])
    const early = { ...late, data: late.data.filter(({ message }) => message !== 'b') }
    let readings = 0
    const { fetch } = stubFetch(({ url }) => {
      if (!url.pathname.endsWith('/logs')) return json({ name: 'train', status: 'completed' })
      readings += 1
      return json(readings === 1 ? early : late)
    })

    const events = await allOf(clientOf(fetch).jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual(['log:a', 'log:c', 'log:b', 'status:completed'])
  })

  test('follows the cursor, and goes on at the last page', async () => {
    const { fetch, calls } = stubFetch(({ url }) => {
      if (!url.pathname.endsWith('/logs')) return json({ name: 'train', status: 'completed' })
      const cursor = url.searchParams.get('page_cursor')
      return json(cursor === null ? logPage(['a', 'b'], 'next') : logPage(['c']))
    })

    const events = await allOf(clientOf(fetch).jobs.watch('train', { ...QUICK, limit: 2, step_id: 'step-1' }))

    expect(shorten(events)).toEqual(['log:a', 'log:b', 'log:c', 'status:completed'])
    const queries = calls.filter(({ url }) => url.pathname.endsWith('/logs')).map(({ url }) => url.search)
    expect(queries).toEqual([
      '?limit=2&step_id=step-1',
      '?limit=2&step_id=step-1&page_cursor=next',
      '?limit=2&step_id=step-1&page_cursor=next',
    ])
  })

  test('starts anew where the cursor is lost, without a line twice', async () => {
    let isLost = false
    let looks = 0
    const { fetch } = stubFetch(({ url }) => {
      if (!url.pathname.endsWith('/logs')) {
        looks += 1
        return json({ name: 'train', status: looks < 2 ? 'active' : 'completed' })
      }
      const cursor = url.searchParams.get('page_cursor')
      if (cursor === null) return json(isLost ? logPage(['a', 'b', 'c', 'd']) : logPage(['a', 'b'], 'next'))
      if (looks >= 2) {
        isLost = true
        return json({ detail: 'Invalid page cursor' }, 422)
      }
      return json(logPage(['c']))
    })

    const events = await allOf(clientOf(fetch).jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual(['status:active', 'log:a', 'log:b', 'log:c', 'log:d', 'status:completed'])
  })

  test('leaves out what was logged before it began, if asked to', async () => {
    const { client } = jobClient({
      looks: ['active', 'active', 'completed'],
      readings: [['old'], ['old', 'new'], ['old', 'new']],
    })

    const events = await allOf(client.jobs.watch('train', { ...QUICK, include_history: false }))

    expect(shorten(events)).toEqual(['status:active', 'log:new', 'status:completed'])
  })

  test('reads no log, if asked not to', async () => {
    const { client, calls } = jobClient({ looks: ['active', 'completed'], readings: [['a']] })

    const events = await allOf(client.jobs.watch('train', { ...QUICK, include_logs: false }))

    expect(shorten(events)).toEqual(['status:active', 'status:completed'])
    expect(calls).toHaveLength(2)
  })

  test('warns once of trouble, and goes on', async () => {
    const { client } = jobClient({ looks: ['active', 503, 'completed'], readings: [500, ['a']] })

    stopTime()
    const result = await outcome(allOf(client.jobs.watch('train', QUICK)))

    const events = (result as PromiseFulfilledResult<JobEvent[]>).value
    expect(shorten(events)).toEqual(['status:active', 'warning', 'warning', 'log:a', 'status:completed'])
  })

  test('warns of a log that may not be read, and goes on', async () => {
    const { client } = jobClient({ looks: ['completed'], readings: [403] })

    const events = await allOf(client.jobs.watch('train', QUICK))

    expect(shorten(events)).toEqual(['warning', 'warning', 'status:completed'])
    expect(events[1]).toMatchObject({ message: 'The end of the log could not be read' })
  })

  test('ends where there is no such job', async () => {
    const { client } = jobClient({ looks: [404] })

    await rejection(allOf(client.jobs.watch('train', QUICK)), NotFoundError)
  })

  test('gives up at its time limit', async () => {
    const { client } = jobClient({ looks: ['active'] })

    const error = await rejection(
      allOf(client.jobs.watch('train', { ...QUICK, waitTimeout: 20 })),
      WaitTimeoutError,
    )

    expect(error.last).toBe('active')
  })

  test('asks nothing more once the loop is left', async () => {
    const { client, calls } = jobClient({ looks: ['active'] })

    for await (const { type } of client.jobs.watch('train', QUICK)) {
      expect(type).toBe('status')
      break
    }

    expect(calls).toHaveLength(1)
  })

  test('ends with the signal', async () => {
    const { client } = jobClient({ looks: ['active'] })
    const controller = new AbortController()
    const watching = client.jobs.watch('train', { poll_interval: 60_000 }, { signal: controller.signal })

    await watching.next()
    setImmediate(() => controller.abort())

    await rejection(watching.next(), APIUserAbortError)
  })

  test.each([
    ['a negative pause', { poll_interval: -1 }],
    ['an unknown param', { tail: 5 }],
  ])('refuses %s before any request', async (_what, params) => {
    const { client, calls } = jobClient({ looks: ['completed'] })

    await rejection(allOf(client.jobs.watch('train', params as object)), InvalidArgumentError)
    expect(calls).toEqual([])
  })
})
