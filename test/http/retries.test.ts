import {
  APIConnectionError,
  APIUserAbortError,
  ConflictError,
  InternalServerError,
  NeMoPlatform,
  RateLimitError,
} from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { advance, outcome, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, networkError, type StubbedCall, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
  stopTime()
})

afterEach(() => {
  vi.useRealTimers()
})

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A client whose calls are answered from a list. */
function clientFor(...answers: Parameters<typeof stubFetch>) {
  const { fetch, calls } = stubFetch(...answers)
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }), calls }
}

const refused = (status: number, headers: Record<string, string> = {}) =>
  json({ detail: 'not now' }, status, headers)

describe('a request that may be repeated', () => {
  test.each([408, 429, 500, 502, 503, 504, 599])('is sent again after status %i', async (status) => {
    const { client, calls } = clientFor(refused(status), json({ ok: true }))

    expect(await outcome(client.get('/x'))).toEqual({ status: 'fulfilled', value: { ok: true } })
    expect(calls).toHaveLength(2)
  })

  test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'])(
    'is sent again after the connection error %s',
    async (code) => {
      const { client, calls } = clientFor(networkError(code), json({ ok: true }))

      expect(await outcome(client.get('/x'))).toEqual({ status: 'fulfilled', value: { ok: true } })
      expect(calls).toHaveLength(2)
    },
  )

  test.each<Method>(['get', 'put', 'delete'])('may be a %s', async (method) => {
    const { client, calls } = clientFor(refused(503), json({ ok: true }))

    await outcome(client[method]('/x'))

    expect(calls).toHaveLength(2)
  })

  test('is sent three times by default', async () => {
    const { client, calls } = clientFor(refused(503))

    const result = await outcome(client.get('/x'))

    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(InternalServerError) })
    expect(calls).toHaveLength(3)
  })

  test('is sent as often as the option of the call says', async () => {
    const { client, calls } = clientFor(refused(503))

    await outcome(client.get('/x', { maxRetries: 4 }))

    expect(calls).toHaveLength(5)
  })

  test('is sent once where no retries are wanted', async () => {
    const { client, calls } = clientFor(networkError('ECONNRESET'))

    const result = await outcome(client.get('/x', { maxRetries: 0 }))

    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(APIConnectionError) })
    expect(calls).toHaveLength(1)
  })

  test('repeats its body, query and headers', async () => {
    const { client, calls } = clientFor(refused(503), json({}))

    await outcome(client.put('/x', { body: { a: 1 }, query: { q: 'v' }, headers: { 'x-a': '1' } }))

    const shapes = calls.map(({ url, body, headers }) => [url.href, body, headers.get('x-a')])
    expect(shapes).toEqual([
      ['http://nemo.test/x?q=v', '{"a":1}', '1'],
      ['http://nemo.test/x?q=v', '{"a":1}', '1'],
    ])
  })

  test.each([
    ['a blob', () => new Blob(['content'])],
    ['bytes', () => Buffer.from('content')],
  ])('repeats %s', async (_what, makeBody) => {
    const { client, calls } = clientFor(refused(503), json({}))

    await outcome(client.put('/x', { body: makeBody() }))

    expect(calls.map(({ body }) => body)).toEqual(['content', 'content'])
  })

  test('rejects with the last error', async () => {
    const { client } = clientFor(networkError('ECONNRESET'), refused(500), refused(503))

    expect(await outcome(client.get('/x'))).toMatchObject({ reason: { status: 503 } })
  })

  test.each([400, 401, 402, 403, 404, 405, 410, 413, 422, 451])(
    'is not sent again after status %i',
    async (status) => {
      const { client, calls } = clientFor(refused(status))

      await outcome(client.get('/x'))

      expect(calls).toHaveLength(1)
    },
  )
})

describe('a conflict', () => {
  test.each<Method>(['post', 'put', 'delete'])('is never repeated by %s', async (method) => {
    const { client, calls } = clientFor(refused(409))

    expect(await outcome(client[method]('/x'))).toMatchObject({ reason: expect.any(ConflictError) })
    expect(calls).toHaveLength(1)
  })

  test('is not repeated where the answer names a time either', async () => {
    const { client, calls } = clientFor(refused(409, { 'retry-after-ms': '1' }))

    await outcome(client.put('/x'))

    expect(calls).toHaveLength(1)
  })
})

describe('a request that may not reach the server twice', () => {
  test.each<[Method, number]>([
    ['post', 408],
    ['post', 500],
    ['post', 502],
    ['post', 503],
    ['post', 504],
    ['patch', 500],
    ['patch', 503],
  ])('by %s is not sent again after status %i', async (method, status) => {
    const { client, calls } = clientFor(refused(status))

    await outcome(client[method]('/x', { body: {} }))

    expect(calls).toHaveLength(1)
  })

  test.each<[Method, string]>([
    ['post', 'ECONNRESET'],
    ['post', 'EPIPE'],
    ['patch', 'ECONNRESET'],
  ])('by %s is not sent again after %s', async (method, code) => {
    const { client, calls } = clientFor(networkError(code))

    expect(await outcome(client[method]('/x', { body: {} }))).toMatchObject({
      reason: expect.any(APIConnectionError),
    })
    expect(calls).toHaveLength(1)
  })

  test.each<[Method, string]>([
    ['post', 'ECONNREFUSED'],
    ['post', 'ENOTFOUND'],
    ['post', 'EAI_AGAIN'],
    ['patch', 'ECONNREFUSED'],
  ])('by %s is sent again after %s: it was never delivered', async (method, code) => {
    const { client, calls } = clientFor(networkError(code), json({ ok: true }))

    expect(await outcome(client[method]('/x', { body: {} }))).toMatchObject({ value: { ok: true } })
    expect(calls).toHaveLength(2)
  })

  test.each<[what: string, status: number, headers: Record<string, string>]>([
    ['429', 429, {}],
    ['retry-after-ms', 503, { 'retry-after-ms': '5' }],
    ['retry-after', 503, { 'retry-after': '1' }],
    ['x-should-retry: true', 500, { 'x-should-retry': 'true' }],
  ])('is sent again where the server says so: %s', async (_what, status, headers) => {
    const { client, calls } = clientFor(refused(status, headers), json({ ok: true }))

    expect(await outcome(client.post('/x', { body: {} }))).toMatchObject({ value: { ok: true } })
    expect(calls).toHaveLength(2)
  })
})

describe('x-should-retry', () => {
  test('false ends the call', async () => {
    const { client, calls } = clientFor(refused(503, { 'x-should-retry': 'false', 'retry-after-ms': '1' }))

    await outcome(client.get('/x'))

    expect(calls).toHaveLength(1)
  })

  test('true repeats what is not repeated otherwise', async () => {
    const { client, calls } = clientFor(refused(404, { 'x-should-retry': 'true' }), json({ ok: true }))

    expect(await outcome(client.get('/x'))).toMatchObject({ value: { ok: true } })
    expect(calls).toHaveLength(2)
  })

  test('true does not go beyond the number of retries', async () => {
    const { client, calls } = clientFor(refused(503, { 'x-should-retry': 'true' }))

    await outcome(client.get('/x', { maxRetries: 1 }))

    expect(calls).toHaveLength(2)
  })
})

describe('the pause before a repetition', () => {
  test.each<[what: string, headers: () => Record<string, string>, wait: number]>([
    ['retry-after-ms', () => ({ 'retry-after-ms': '1500' }), 1500],
    ['retry-after in seconds', () => ({ 'retry-after': '7' }), 7000],
    ['retry-after in parts of seconds', () => ({ 'retry-after': '0.25' }), 250],
    ['retry-after-ms before retry-after', () => ({ 'retry-after-ms': '40', 'retry-after': '9' }), 40],
    ['retry-after as a date', () => ({ 'retry-after': new Date(Date.now() + 20_000).toUTCString() }), 20_000],
    ['a minute, the longest', () => ({ 'retry-after': '60' }), 60_000],
  ])('is what the server asks: %s', async (_what, headers, wait) => {
    vi.setSystemTime(new Date('2026-01-01T00:00:00Z'))
    const { client, calls } = clientFor(refused(429, headers()), json({}))
    const promise = client.get('/x')

    await advance(wait - 1)
    const before = calls.length
    await advance(1)
    const after = calls.length

    expect([before, after]).toEqual([1, 2])
    await promise
  })

  test('is not taken where the server asks for more than a minute: the call ends', async () => {
    const { client, calls } = clientFor(refused(429, { 'retry-after': '3600' }), json({}))

    const result = await outcome(client.get('/x'))

    expect(result).toMatchObject({ reason: expect.any(RateLimitError) })
    expect(result).toMatchObject({ reason: { retryAfter: 3_600_000 } })
    expect(calls).toHaveLength(1)
  })

  const NONSENSE = ['soon', 'never 1', 'in 5 seconds', 'may 5', '-1', '.5', 'Wed, 31 Dec 2025 00:00:00 GMT']

  test.each(NONSENSE)('is the usual one where the server asks for nonsense: %s', async (retryAfter) => {
    vi.setSystemTime(new Date('2026-01-01T00:00:00Z'))
    const { client, calls } = clientFor(
      refused(503, { 'retry-after': retryAfter, 'retry-after-ms': '-5' }),
      json({}),
    )
    const promise = client.get('/x')

    await advance(370)
    const early = calls.length
    await advance(130)

    expect([early, calls.length]).toEqual([1, 2])
    await promise
  })

  test.each(NONSENSE)(
    'does not come at all for a POST where it asks for nonsense: %s',
    async (retryAfter) => {
      vi.setSystemTime(new Date('2026-01-01T00:00:00Z'))
      const { client, calls } = clientFor(refused(503, { 'retry-after': retryAfter }), json({}))

      await outcome(client.post('/x', { body: {} }))

      expect(calls).toHaveLength(1)
    },
  )

  test('doubles each time up to 8 s, less a random quarter at most', async () => {
    const sentAt: number[] = []
    const { client } = clientFor(() => {
      sentAt.push(Date.now())
      return refused(503)
    })

    await outcome(client.get('/x', { maxRetries: 6 }))

    const pauses = sentAt.slice(1).map((time, index) => time - (sentAt[index] ?? 0))
    expect(pauses).toHaveLength(6)
    for (const [index, limit] of [500, 1000, 2000, 4000, 8000, 8000].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(limit * 0.75 - 1)
      expect(pauses[index]).toBeLessThanOrEqual(limit + 1)
    }
  })

  test('ends when the caller aborts, and nothing more is sent', async () => {
    const { client, calls } = clientFor(refused(503, { 'retry-after': '30' }))
    const controller = new AbortController()
    const promise = rejection(client.get('/x', { signal: controller.signal }), APIUserAbortError)
    await advance(10)

    controller.abort(new Error('enough'))
    const error = await promise
    await advance(60_000)

    expect(error.cause).toMatchObject({ message: 'enough' })
    expect(calls).toHaveLength(1)
  })

  test('leaves no timer behind when the caller aborts', async () => {
    const { client } = clientFor(refused(503, { 'retry-after': '30' }))
    const controller = new AbortController()
    const promise = rejection(client.get('/x', { signal: controller.signal }), APIUserAbortError)
    await advance(10)

    controller.abort()
    await promise

    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a body that is a stream', () => {
  const stream = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('content'))
        controller.close()
      },
    })

  test.each<[what: string, answer: () => Response | Error]>([
    ['503', () => refused(503)],
    ['429 with a time', () => refused(429, { 'retry-after-ms': '1' })],
    ['x-should-retry: true', () => refused(500, { 'x-should-retry': 'true' })],
    ['a broken connection', () => networkError('ECONNRESET')],
  ])('is not sent again after %s', async (_what, answer) => {
    const { client, calls } = clientFor(answer())

    const result = await outcome(client.put('/x', { body: stream() }))

    expect(result.status).toBe('rejected')
    expect(calls).toHaveLength(1)
  })
})

describe('a fetch that keeps a copy of its answers', () => {
  test('does not hold up the repetition', async () => {
    const kept: Response[] = []
    const answers = [refused(503), json({ ok: true })]
    const fetch = async () => {
      const answer = answers[Math.min(kept.length, 1)] as Response
      kept.push(answer.clone())
      return answer
    }

    const result = await outcome(new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x'))

    expect(result).toMatchObject({ value: { ok: true } })
  })
})

describe('two calls at a time', () => {
  test('retry each by itself', async () => {
    const tries = new Map<string, number>()
    const answer = ({ url }: StubbedCall) => {
      const count = (tries.get(url.pathname) ?? 0) + 1
      tries.set(url.pathname, count)
      return count === 1 ? refused(503) : json({ path: url.pathname })
    }
    const { client } = clientFor(answer)

    const results = await outcome(Promise.all([client.get('/a'), client.get('/b')]))

    expect(results).toMatchObject({ value: [{ path: '/a' }, { path: '/b' }] })
    expect([...tries.values()]).toEqual([2, 2])
  })
})
