/** Parts of the package that are loaded when they are needed, and cannot be: an app whose files were replaced while it ran. */

import { describe, expect, test, vi } from 'vitest'
import { NeMoPlatform } from '../../src/client/client.ts'
import {
  APIConnectionError,
  APIError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NeMoPlatformError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from '../../src/errors/index.ts'
import type { RequestOptions } from '../../src/http/request/request-options.ts'
import { rejection } from '../helpers/rejection.ts'

vi.mock('../../src/http/refusal.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})
vi.mock('../../src/http/request-errors.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})
vi.mock('../../src/resources/workspaces/contents.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

function clientFor(status: number): NeMoPlatform {
  const fetch = async () =>
    Response.json(status === 200 ? { name: 'a' } : { detail: 'no' }, {
      status,
      headers: { 'retry-after': '2' },
    })
  return new NeMoPlatform({ baseURL: 'https://nemo.test', accessToken: 'a-token', maxRetries: 0, fetch })
}

describe('a refusal that cannot be read', () => {
  test.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, UnprocessableEntityError],
    [429, RateLimitError],
    [500, InternalServerError],
  ])('%i is still an error of its class', async (status, Class) => {
    const error = await rejection(clientFor(status).workspaces.retrieve('a'), APIStatusError)

    expect(error).toBeInstanceOf(Class)

    expect(error).toMatchObject({ status, request: { method: 'GET' }, cause: expect.any(Error) })
    expect(error).toHaveProperty('problem', expect.stringContaining('cannot be loaded'))
  })

  test('a 429 still says how long to wait', async () => {
    expect(await rejection(clientFor(429).workspaces.retrieve('a'), RateLimitError)).toMatchObject({
      retryAfter: 2000,
    })
  })
})

describe('a call without an answer, when nothing more can be loaded', () => {
  const secret = 'a-secret-token-of-mine'
  const call = (fetch: typeof globalThis.fetch, options?: RequestOptions) => {
    const client = new NeMoPlatform({
      baseURL: 'https://nemo.test',
      accessToken: secret,
      maxRetries: 0,
      fetch,
    })
    return client.workspaces.retrieve(secret, options)
  }
  const never: typeof globalThis.fetch = () => new Promise(() => {})

  test.each([
    ['that fails', () => Promise.reject(new TypeError(`Failed to fetch ${secret}`)), {}, APIConnectionError],
    ['that takes too long', never, { timeout: 1 }, APITimeoutError],
    ['that passes its deadline', never, { deadline: 1 }, APITimeoutError],
    ['that is aborted', never, { signal: AbortSignal.timeout(1) }, APIUserAbortError],
  ])('%s still is an error of its class, and names no secret', async (_, fetch, options, Class) => {
    const error = await rejection(call(fetch, options), APIError)

    expect(error.constructor).toBe(Class)
    expect(error).toMatchObject({
      request: { method: 'GET', url: 'https://nemo.test/' },
      cause: expect.any(Error),
    })
    expect(error.problem).not.toContain(secret)
  })

  test('is repeated as always', async () => {
    let attempts = 0
    const fetch = async () => {
      attempts += 1
      if (attempts === 1) throw new TypeError('Failed to fetch')
      return Response.json({ name: 'a' })
    }
    const client = new NeMoPlatform({ baseURL: 'https://nemo.test', accessToken: secret, fetch })

    expect(await client.workspaces.retrieve('a')).toEqual({ name: 'a' })
    expect(attempts).toBe(2)
  })

  test('hooks get the request without what may name a secret', async () => {
    const seen: unknown[] = []
    const client = new NeMoPlatform({
      baseURL: 'https://nemo.test',
      accessToken: secret,
      fetch: async () => Response.json({ name: 'a' }),
      onRequest: (request) => void seen.push(request),
    })

    await client.workspaces.retrieve(secret)

    expect(seen).toEqual([{ method: 'GET', url: 'https://nemo.test/', attempt: 1 }])
  })
})

test('a helper that cannot be loaded says so, and what to do', async () => {
  const error = await rejection(clientFor(200).workspaces.contents('a'), NeMoPlatformError)

  expect(error).toMatchObject({ code: 'package/incomplete', cause: expect.any(Error) })
  expect(error.remedies).toHaveLength(1)
})
