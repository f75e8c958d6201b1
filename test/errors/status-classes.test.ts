import {
  APIError,
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NeMoPlatform,
  NeMoPlatformError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
  UpstreamError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** The error of a call that gets this answer. */
function errorOf(answer: Response): Promise<APIStatusError> {
  const { fetch } = stubFetch(answer)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 })
  return rejection(client.get('/apis/things', { query: { token: 'x' } }), APIStatusError)
}

describe('the class of an error', () => {
  test.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, UnprocessableEntityError],
    [424, UpstreamError],
    [429, RateLimitError],
    [500, InternalServerError],
    [501, InternalServerError],
    [502, InternalServerError],
    [503, InternalServerError],
    [504, InternalServerError],
    [599, InternalServerError],
    [402, APIStatusError],
    [405, APIStatusError],
    [408, APIStatusError],
    [413, APIStatusError],
    [416, APIStatusError],
    [418, APIStatusError],
    [451, APIStatusError],
  ])('for status %i is its own', async (status, expected) => {
    const error = await errorOf(json({ detail: 'no' }, status))

    expect(error.constructor).toBe(expected)
    expect(error.name).toBe(expected.name)
    expect(error.status).toBe(status)
  })

  test('is one of ours, and an Error', async () => {
    const error = await errorOf(json({ detail: 'no' }, 404))

    for (const base of [APIStatusError, APIError, NeMoPlatformError, Error])
      expect(error).toBeInstanceOf(base)
  })
})

describe('every refused request', () => {
  test.each([400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503])(
    'with %i names status, method, path, detail and the first remedy in its message',
    async (status) => {
      const error = await errorOf(json({ detail: 'The words of the server.' }, status))

      for (const part of [String(status), 'GET', '/apis/things', 'The words of the server']) {
        expect(error.message).toContain(part)
      }
      expect(error.message).toContain(error.remedies[0] ?? '')
    },
  )

  test.each([400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504])(
    'with %i says what to do',
    async (status) => {
      const error = await errorOf(json({ detail: 'no' }, status))

      expect(error.remedies.length).toBeGreaterThan(0)
      for (const remedy of error.remedies) expect(remedy).toMatch(/\S/)
    },
  )

  test('has no query in its message', async () => {
    expect((await errorOf(json({ detail: 'no' }, 404))).message).not.toContain('?')
  })

  test('holds the request', async () => {
    const { request } = await errorOf(json({ detail: 'no' }, 404))

    expect([request.method, new URL(request.url).pathname]).toEqual(['GET', '/apis/things'])
  })

  test('holds headers and body of the answer', async () => {
    const error = await errorOf(json({ detail: 'no', path: '/p', method: 'GET' }, 404, { 'x-extra': '1' }))

    expect(error.headers.get('x-extra')).toBe('1')
    expect(error.body).toEqual({ detail: 'no', path: '/p', method: 'GET' })
  })

  test('holds the id of the request where the server sent one', async () => {
    expect((await errorOf(json({ detail: 'no' }, 404, { 'x-request-id': 'r-1' }))).requestId).toBe('r-1')
  })

  test('has no id of the request where the server sent none', async () => {
    expect((await errorOf(json({ detail: 'no' }, 404))).requestId).toBeUndefined()
  })

  test('names its class and message in its stack', async () => {
    const error = await errorOf(json({ detail: 'no' }, 404))

    expect(error.stack).toContain(`NotFoundError: ${error.message}`)
  })
})

describe('RateLimitError', () => {
  test.each([
    ['retry-after-ms', { 'retry-after-ms': '1500' }, 1500],
    ['retry-after in seconds', { 'retry-after': '7' }, 7000],
    ['retry-after beyond a minute', { 'retry-after': '3600' }, 3_600_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
  ])('tells from %s how long to wait', async (_what, headers, retryAfter) => {
    const { fetch } = stubFetch(json({ detail: 'slow down' }, 429, headers as Record<string, string>))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 })

    const error = await rejection(client.get('/x'), RateLimitError)

    expect(error.retryAfter).toBe(retryAfter)
  })
})

describe('UnprocessableEntityError', () => {
  const remediesOf = async (answer: unknown) => (await errorOf(json(answer, 422))).remedies

  test('with fields says to fix them', async () => {
    const detail = [{ loc: ['body', 'name'], msg: 'too short', type: 'x' }]

    expect(await remediesOf({ detail })).toEqual(['Fix the fields that the server names: `error.issues`'])
  })

  test('without a field speaks of none', async () => {
    expect(await remediesOf({ detail: 'The name is reserved' })).toEqual([
      'Check what was sent against the reason that the server gives',
    ])
  })
})

test('a 404 of access keys that are switched off says how to switch them on', async () => {
  const answer = { detail: 'Scoped Access Keys are not enabled', code: 'access_keys_disabled' }

  expect(await errorOf(json(answer, 404))).toMatchObject({
    code: 'api/access-keys-disabled',
    remedies: ['Set auth.access_keys.enabled: true in the platform config'],
  })
})
