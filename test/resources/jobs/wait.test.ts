/** `client.jobs.wait`. */

import {
  APIUserAbortError,
  InvalidArgumentError,
  JobFailedError,
  NotFoundError,
  WaitTimeoutError,
} from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { networkError } from '../../helpers/stub-fetch.ts'
import { mockClients } from '../mock-client.ts'
import { clientOf, jobClient } from './job-script.ts'

const JOB = 'http://nemo.test/apis/jobs/v2/workspaces/ws/jobs/train'
const QUICK = { poll_interval: 0 }

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('jobs.wait', () => {
  test('looks at the status until the job is completed, and gives the job', async () => {
    const { client, calls } = jobClient({ looks: ['created', 'active', 'completed'] })

    const job = await client.jobs.wait('train', QUICK)

    expect(job.status).toBe('completed')
    expect(calls.map(({ url }) => url.href)).toEqual([`${JOB}/status`, `${JOB}/status`, `${JOB}/status`, JOB])
  })

  test('tells of each change of the status once', async () => {
    const { client } = jobClient({ looks: ['created', 'active', 'active', 'completed'] })
    const seen: string[] = []

    await client.jobs.wait('train', { ...QUICK, onUpdate: ({ status }) => seen.push(status) })

    expect(seen).toEqual(['created', 'active', 'completed'])
  })

  test('looks after 3 s, then less and less often', async () => {
    stopTime()
    const { client, times } = jobClient({ looks: ['active', 'active', 'active', 'completed'] })

    await outcome(client.jobs.wait('train'))

    expect(times.map((time) => Math.round(time - (times[0] ?? 0)))).toEqual([0, 3000, 6600, 10_920])
  })

  test('goes on where the platform cannot be reached or is in trouble', async () => {
    const { client, calls } = jobClient({
      looks: ['active', networkError('ECONNREFUSED'), 503, 429, 'completed'],
    })

    await client.jobs.wait('train', QUICK)

    expect(calls).toHaveLength(6)
  })

  test('ends where there is no such job', async () => {
    const { client, calls } = jobClient({ looks: [404] })

    await rejection(client.jobs.wait('train', QUICK), NotFoundError)
    expect(calls).toHaveLength(1)
  })

  test.each(['error', 'cancelled', 'paused'])('fails for a job that is %s', async (status) => {
    const { client } = jobClient({ looks: ['active', status], readings: [['loading', 'boom']] })

    const { message, last, logTail } = await rejection(client.jobs.wait('train', QUICK), JobFailedError)

    expect(message).toContain(`Job train is ${status}`)
    expect(last).toMatchObject({ status })
    expect(logTail).toEqual(['loading', 'boom'])
  })

  test('says what went wrong, with the end of the log', async () => {
    const { client, calls } = jobClient({
      looks: ['error'],
      error_details: { message: 'Job exited with code 1' },
      readings: [['loading', 'boom']],
    })

    const error = await rejection(client.jobs.wait('train', QUICK), JobFailedError)

    expect(error.problem).toBe(
      'Job train is error: Job exited with code 1\nThe log ends with:\n  loading\n  boom',
    )
    expect(error.message).toBe(`${error.problem}\nTry: Read its log: client.jobs.getLogs('train')`)
    expect(error.code).toBe('wait/job-failed')
    expect(calls.at(-1)?.url.search).toBe('?tail=20')
  })

  test('shows no secret of log or details', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'
    const { client } = jobClient({
      looks: ['error'],
      error_details: { command: 'curl', api_key: 'hunter22' },
      readings: [[`Authorization: Bearer ${token}`]],
    })

    const error = await rejection(client.jobs.wait('train', QUICK), JobFailedError)

    expect(error.message).not.toContain(token)
    expect(error.message).not.toContain('hunter22')
    expect(error.message).toContain('curl')
  })

  test('fails the same where the log cannot be read', async () => {
    const { client } = jobClient({ looks: ['error'], readings: [500] })

    const error = await rejection(client.jobs.wait('train', QUICK), JobFailedError)

    expect(error.logTail).toEqual([])
  })

  test('gives up at its time limit, with the last status and the end of the log', async () => {
    stopTime()
    const { client } = jobClient({ looks: ['active'], readings: [['epoch 1']] })

    const result = await outcome(client.jobs.wait('train', { waitTimeout: 10_000 }))

    const error = (result as PromiseRejectedResult).reason
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error.message).toContain('Waited 10000 ms for job train to end: it was active at last')
    expect(error.last).toMatchObject({ status: 'active' })
    expect(error.logTail).toEqual(['epoch 1'])
  })

  test('never sleeps beyond its time limit', async () => {
    stopTime()
    const { client, calls } = jobClient({ looks: ['active'] })
    const start = performance.now()

    await outcome(client.jobs.wait('train', { waitTimeout: 5_000 }))

    expect(performance.now() - start).toBeLessThanOrEqual(5_000)
    expect(calls.filter(({ url }) => url.pathname.endsWith('/status'))).toHaveLength(3)
  })

  test('gives up on a platform that takes requests and says nothing', async () => {
    stopTime()
    const client = clientOf((input, init) => {
      const { signal } = new Request(input, init)
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    })
    const start = performance.now()

    const result = await outcome(client.jobs.wait('train', { waitTimeout: 2_000 }))

    expect((result as PromiseRejectedResult).reason).toBeInstanceOf(WaitTimeoutError)
    // A little for the last look, and for the log.
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('ends with the signal, also during a pause', async () => {
    const { client } = jobClient({ looks: ['active'] })
    const controller = new AbortController()

    const waiting = client.jobs.wait(
      'train',
      { poll_interval: 60_000, onUpdate: () => setImmediate(() => controller.abort()) },
      { signal: controller.signal },
    )

    await rejection(waiting, APIUserAbortError)
  })

  test.each([
    ['a limit that is no number', { waitTimeout: '5' }, 'waitTimeout'],
    ['a negative limit', { waitTimeout: -1 }, 'waitTimeout'],
    ['a negative pause', { poll_interval: -1 }, 'poll_interval'],
    ['an endless pause', { poll_interval: Number.POSITIVE_INFINITY }, 'poll_interval'],
    ['an unknown param', { pollInterval: 5 }, 'pollInterval'],
  ])('refuses %s before any request', async (_what, params, argument) => {
    const { client, calls } = jobClient({ looks: ['completed'] })

    const error = await rejection(client.jobs.wait('train', params as object), InvalidArgumentError)

    expect(error.argument).toBe(argument)
    expect(calls).toEqual([])
  })
})

describe('on the mock platform', () => {
  const EMAIL = 'ana@example.com'
  const executor = { provider: 'subprocess', command: ['true'] } as const

  test('a job is waited for while it moves on', async () => {
    const { platform, clientOf } = mockClients({ jobs: { duration: 'manual' }, auth: { adminEmail: EMAIL } })
    const client = clientOf(EMAIL, { workspace: 'default' })
    await client.jobs.create({
      name: 'train',
      source: 'test',
      spec: {},
      platform_spec: { steps: [{ name: 'only', executor }] },
    })
    const waiting = client.jobs.wait('train', {
      poll_interval: 1,
      onUpdate: ({ status }) => {
        if (status !== 'completed') void platform.jobs.advance('train', { to: 'completed', log: 'done' })
      },
    })

    expect((await waiting).status).toBe('completed')
  })
})
