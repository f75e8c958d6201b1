/** How the waits for providers, the gateway and its models end. */

import {
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  WaitError,
  WaitTimeoutError,
} from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, networkError, stubFetch } from '../../helpers/stub-fetch.ts'
import { clientOf } from '../jobs/job-script.ts'

const NO = { detail: 'no' }
const QUICK = { poll_interval: 0 }

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
})

/** The error of a wait whose time flies. */
async function failureOf(promise: Promise<unknown>): Promise<WaitError> {
  const result = await outcome(promise)
  if (result.status === 'fulfilled') throw new Error('it resolved')
  return result.reason as WaitError
}

describe('waitForProvider', () => {
  test('tells of each change of the status', async () => {
    const { fetch } = stubFetch(
      json({ status: 'CREATED' }),
      json({ status: 'CREATED' }),
      json({ status: 'READY' }),
    )
    const seen: unknown[] = []

    await clientOf(fetch).models.waitForProvider('p', 'READY', {
      ...QUICK,
      check_gateway: false,
      onUpdate: ({ status }) => seen.push(status),
    })

    expect(seen).toEqual(['CREATED', 'READY'])
  })

  test('fails where the provider is in error', async () => {
    const { fetch } = stubFetch(json({ status: 'ERROR', status_message: 'no such host' }))

    const error = await rejection(clientOf(fetch).models.waitForProvider('p'), WaitError)

    expect(error).not.toBeInstanceOf(WaitTimeoutError)
    expect(error.problem).toBe('Provider p is ERROR: no such host')
    expect(error.remedies[0]).toContain("client.inference.providers.retrieve('p')")
    expect(error.last).toMatchObject({ status: 'ERROR' })
  })

  test('takes an error that was waited for', async () => {
    const { fetch } = stubFetch(json({ status: 'ERROR' }))

    expect(await clientOf(fetch).models.waitForProvider('p', 'ERROR')).toBe(true)
  })

  test('fails where there is none', async () => {
    const { fetch } = stubFetch(json(NO, 404))

    const error = await rejection(clientOf(fetch).models.waitForProvider('p'), WaitError)

    expect(error.message).toBe('There is no provider p')
    expect(error.cause).toBeInstanceOf(NotFoundError)
  })

  test('has one time limit for provider and gateway', async () => {
    stopTime()
    const { fetch } = stubFetch(({ url }) =>
      url.pathname.endsWith('/ready') ? json(NO, 404) : json({ status: 'READY' }),
    )
    const start = performance.now()

    const error = await failureOf(
      clientOf(fetch).models.waitForProvider('p', 'READY', { waitTimeout: 5_000 }),
    )

    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error.last).toMatchObject({ status: 'READY' })
    expect(performance.now() - start).toBe(5_000)
  })

  test.each([
    ['a status that is none', [{ waitTimeout: 1 }]],
    ['an unknown param', ['READY', { timeOut: 1 }]],
  ])('refuses %s', async (_what, args) => {
    const { fetch, calls } = stubFetch(json({ status: 'READY' }))
    const wait = clientOf(fetch).models.waitForProvider as (...args: unknown[]) => Promise<unknown>

    await rejection(wait.call(clientOf(fetch).models, 'p', ...args), InvalidArgumentError)
    expect(calls).toEqual([])
  })
})

describe('waitForGateway', () => {
  test('goes on after refusals and failures of any kind', async () => {
    const { fetch, calls } = stubFetch(
      json(NO, 404),
      json(NO, 409),
      json(NO, 502),
      networkError('ECONNRESET'),
      json({ ready: true }),
    )

    expect(await clientOf(fetch).models.waitForGateway('p', QUICK)).toBe(true)
    expect(calls).toHaveLength(5)
  })

  test('but not where the caller may not ask', async () => {
    const { fetch, calls } = stubFetch(json(NO, 403))

    await rejection(clientOf(fetch).models.waitForGateway('p', QUICK), PermissionDeniedError)
    expect(calls).toHaveLength(1)
  })

  test('gives up after a minute', async () => {
    stopTime()
    const { fetch } = stubFetch(json(NO, 404))
    const start = performance.now()

    const error = await failureOf(clientOf(fetch).models.waitForGateway('p'))

    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error.message).toMatch(/^Waited 60000 ms for the gateway to answer for p: 404 GET/)
    expect(performance.now() - start).toBe(60_000)
  })
})

describe('waitForOpenAIModel', () => {
  const MODEL = { id: 'ws/m1', object: 'model', created: 1, owned_by: 'x' }

  test.each(['m1', 'ws/m1'])('takes %s', async (name) => {
    const { fetch, calls } = stubFetch(json(MODEL))

    expect(await clientOf(fetch).models.waitForOpenAIModel(name)).toEqual(MODEL)
    expect(calls[0]?.url.pathname).toMatch(/\/models\/m1$/)
  })

  test('goes on where another model answers', async () => {
    const { fetch, calls } = stubFetch(json({ ...MODEL, id: 'other/m1' }), json(MODEL))

    await clientOf(fetch).models.waitForOpenAIModel('m1', QUICK)

    expect(calls).toHaveLength(2)
  })

  test.each([429, 502, 503, 504])('goes on after %d', async (status) => {
    const { fetch } = stubFetch(json(NO, status), json(MODEL))

    expect(await clientOf(fetch).models.waitForOpenAIModel('m1', QUICK)).toEqual(MODEL)
  })

  test.each([400, 403])('ends with %d', async (status) => {
    const { fetch, calls } = stubFetch(json(NO, status))

    await rejection(clientOf(fetch).models.waitForOpenAIModel('m1', QUICK), Error)
    expect(calls).toHaveLength(1)
  })

  test('says at its time limit what it saw', async () => {
    stopTime()
    const { fetch } = stubFetch(json({ ...MODEL, id: 'other/m1' }))

    const error = await failureOf(clientOf(fetch).models.waitForOpenAIModel('m1', { waitTimeout: 1_000 }))

    expect(error.problem).toBe(
      'Waited 1000 ms for the gateway to serve model ws/m1: it was known as other/m1 at last',
    )
  })
})
