/** The hook for what knows who may do what: told of successes, asked about refusals, and trusted with both. */

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AuthenticationError, PermissionDeniedError } from '../../src/errors/index.ts'
import type { AccessPolicy } from '../../src/http/access-policy.ts'
import { HttpClient } from '../../src/http/client.ts'
import { Log } from '../../src/http/log.ts'
import { path } from '../../src/http/request/path.ts'
import { sendThrough } from '../../src/http/transport/fetch-transport.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

function clientFor(...answers: Answer[]) {
  const { fetch, calls } = stubFetch(...answers)
  const policy = {
    noteSuccess: vi.fn<AccessPolicy['noteSuccess']>(),
    retryForbidden: vi.fn<AccessPolicy['retryForbidden']>(() => undefined),
    describeRefusal: vi.fn<AccessPolicy['describeRefusal']>(() => ({
      authentication: () => 'audience-mismatch',
      permission: () => ({ reason: 'not-a-member', principal: 'alice' }),
    })),
  }
  const http = new HttpClient({
    defaults: {
      baseURL: new URL('http://nemo.test/below/'),
      timeout: 1000,
      maxRetries: 0,
      headers: { authorization: 'Bearer opaque' },
      query: {},
    },
    log: new Log(console, 'off'),
    transport: () => sendThrough(fetch),
    tokens: undefined,
    access: policy,
  })
  return { http, policy, calls }
}

describe('the access policy', () => {
  test('is told what was done, with the effect as the operation has it', async () => {
    const { http, policy } = clientFor(json({}))
    const effect = { anything: 'at all' }

    await http.request(() => ({ method: 'POST', path: path`/things/${{ name: 'a b' }}`, effect }))

    expect(policy.noteSuccess).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ method: 'POST', path: '/things/a%20b', isKnown: true }),
      'opaque',
      expect.any(Number),
    )
    expect(policy.noteSuccess.mock.calls[0]?.[0].effect).toBe(effect)
    expect(policy.retryForbidden).not.toHaveBeenCalled()
  })

  test('decides how often a 403 is tried again', async () => {
    const { http, policy, calls } = clientFor(json({}, 403))
    policy.retryForbidden.mockReturnValueOnce(1).mockReturnValueOnce(1)

    await rejection(
      http.request(() => ({ method: 'GET', path: '/x' })),
      PermissionDeniedError,
    )

    expect(calls).toHaveLength(3)
    expect(policy.retryForbidden.mock.calls.map(([, , tries]) => tries)).toEqual([0, 1, 2])
    expect(policy.noteSuccess).not.toHaveBeenCalled()
  })

  test('is not asked for a second try where the body cannot be sent again', async () => {
    const { http, policy } = clientFor(json({}, 403))
    policy.retryForbidden.mockReturnValue(1)
    const body = new Blob(['content']).stream()

    await rejection(
      http.request(() => ({ method: 'PUT', path: '/x', body })),
      PermissionDeniedError,
    )

    expect(policy.retryForbidden).not.toHaveBeenCalled()
  })

  test('describes a 403', async () => {
    const { http } = clientFor(json({}, 403))

    const error = await rejection(
      http.request(() => ({ method: 'GET', path: '/x' })),
      PermissionDeniedError,
    )

    expect(error).toMatchObject({ reason: 'not-a-member', principal: 'alice' })
  })

  test('describes a 401, and is not asked whether to repeat it', async () => {
    const { http, policy } = clientFor(json({}, 401))

    const error = await rejection(
      http.request(() => ({ method: 'GET', path: '/x' })),
      AuthenticationError,
    )

    expect(error.reason).toBe('audience-mismatch')
    expect(policy.retryForbidden).not.toHaveBeenCalled()
  })
})
