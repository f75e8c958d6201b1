/** Parts of the package that are loaded when they are needed, and cannot be: an app whose files were replaced while it ran. */

import { describe, expect, test, vi } from 'vitest'
import { NeMoPlatform } from '../../src/client/client.ts'
import {
  APIStatusError,
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
import { rejection } from '../helpers/rejection.ts'

vi.mock('../../src/http/refusal.ts', () => {
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

test('a helper that cannot be loaded says so, and what to do', async () => {
  const error = await rejection(clientFor(200).workspaces.contents('a'), NeMoPlatformError)

  expect(error).toMatchObject({ code: 'package/incomplete', cause: expect.any(Error) })
  expect(error.remedies).toHaveLength(1)
})
