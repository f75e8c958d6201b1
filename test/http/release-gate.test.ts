/** Operations that not every release has: kept from platforms that lack them, and explained where that was not known. */

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { NotFoundError, PermissionDeniedError, UnsupportedOperationError } from '../../src/errors/index.ts'
import { HttpClient } from '../../src/http/client.ts'
import { Log } from '../../src/http/log.ts'
import type { Operation } from '../../src/http/request/operation.ts'
import { path } from '../../src/http/request/path.ts'
import { sendThrough } from '../../src/http/transport/fetch-transport.ts'
import { identifyPlatform } from '../../src/platform-info.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const OLD = '0.6.0'
const NEW = '0.8.1'

interface Knowledge {
  /** What the platform said before. */
  known?: string
  /** What it says when it is asked. */
  found?: string
}

/** Each client has a platform of its own: what is known of one is known in the whole process. */
let platforms = 0

function clientFor({ known, found }: Knowledge, ...answers: Answer[]) {
  platforms += 1
  const baseURL = `http://nemo-${platforms}.test/`
  if (known !== undefined) void identifyPlatform(baseURL, async () => ({ platform_version: known }))
  const asked: string[] = []
  const answered = stubFetch(...answers)
  const { calls } = answered
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input))
    if (pathname !== '/cluster-info') return answered.fetch(input, init)
    asked.push(pathname)
    return found === undefined ? new Response('<html>', { status: 200 }) : json({ platform_version: found })
  }
  const warn = vi.fn()
  const http = new HttpClient({
    defaults: {
      baseURL: new URL(baseURL),
      timeout: 1000,
      maxRetries: 0,
      headers: {},
      query: {},
    },
    log: new Log({ debug() {}, info() {}, warn, error() {} }, 'warn'),
    transport: () => sendThrough(fetch),
    tokens: undefined,
    access: {
      noteSuccess() {},
      retryForbidden: () => undefined,
      describeRefusal: () => ({
        authentication: () => 'rejected',
        permission: () => ({ reason: 'unknown' }),
      }),
    },
  })
  const rotate: Operation = {
    method: 'POST',
    path: path`/apis/auth/v2/access-keys/${{ jti: 'ak_1' }}/rotate`,
    since: '0.7',
  }
  const call = (operation: Partial<Operation> = {}) => http.request(() => ({ ...rotate, ...operation }))
  return { call, calls, asked, warn }
}

describe('an operation that came with a later release', () => {
  test('is not sent where the platform is known not to have it', async () => {
    const { call, calls } = clientFor({ known: OLD })

    const error = await rejection(call(), UnsupportedOperationError)

    expect(calls).toEqual([])
    expect(error).toMatchObject({
      code: 'api/unsupported-operation',
      operation: 'POST /apis/auth/v2/access-keys/{jti}/rotate',
      since: '0.7',
      version: '0.6.0',
      problem:
        'POST /apis/auth/v2/access-keys/{jti}/rotate came with release 0.7, and this is NeMo Platform 0.6.0.',
      remedies: ['Update the platform to release 0.7 or a later one'],
    })
  })

  test('is sent where the platform has it, or nobody knows, and nobody is asked before', async () => {
    for (const known of [NEW, '1.0.0', undefined]) {
      const { call, calls, asked } = clientFor(known === undefined ? {} : { known }, json({ ok: true }))

      expect(await call()).toEqual({ ok: true })
      expect(calls).toHaveLength(1)
      expect(asked).toEqual([])
    }
  })

  test.each([403, 404])('says so after a %i, once the platform has told its release', async (status) => {
    const { call } = clientFor({ found: OLD }, json({ detail: 'Not Found' }, status))

    const error = await rejection(call(), UnsupportedOperationError)

    expect(error.cause).toMatchObject({ status })
  })

  test('fails as it failed where the platform has it, or does not tell', async () => {
    const refused = json({ detail: 'Not Found' }, 404)

    expect(await rejection(clientFor({ found: NEW }, refused).call(), NotFoundError)).toBeDefined()
    expect(await rejection(clientFor({}, refused).call(), NotFoundError)).toBeDefined()
    const conflict = clientFor({ found: OLD }, json({ detail: 'no' }, 409))
    expect(await rejection(conflict.call(), Error)).toMatchObject({ status: 409 })
    expect(conflict.asked).toEqual([])
  })
})

test('an operation that went with an earlier release is not sent to a later one', async () => {
  const { call, calls } = clientFor({ known: NEW })

  const error = await rejection(call({ since: undefined, until: '0.7' }), UnsupportedOperationError)

  expect(calls).toEqual([])
  expect(error).toMatchObject({ until: '0.7', version: '0.8.1' })
  const same = clientFor({ known: '0.7.3' }, json({}))
  expect(await same.call({ since: undefined, until: '0.7' })).toEqual({})
})

describe('params that an older platform would ignore', () => {
  const demands = { since: '0.7', params: ['scope'] }

  test('are sent to none that is known, or found, to be so old', async () => {
    for (const knowledge of [{ known: OLD }, { found: OLD }]) {
      const { call, calls } = clientFor(knowledge)

      const error = await rejection(call({ since: undefined, demands }), UnsupportedOperationError)

      expect(calls).toEqual([])
      expect(error.problem).toContain('`scope` of POST /apis/auth/v2/access-keys/{jti}/rotate came with')
    }
  })

  test('are sent with a warning where the platform does not tell its release', async () => {
    const { call, calls, warn } = clientFor({}, json({}))

    await call({ since: undefined, demands })

    expect(calls).toHaveLength(1)
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('before 0.7 it ignores scope'))
  })
})

describe('APIs that something is made for', () => {
  const scoped = (...apis: string[]) => ({
    since: undefined,
    apis,
    demands: { since: '0.7', params: ['scope'] },
  })

  test.each([
    [['entitites'], 'the API entitites, and passes over such scopes: the key is good for all APIs'],
    [
      ['files', 'a', 'b'],
      'the API a and b, and passes over such scopes: the key is good for the others alone',
    ],
  ])('are warned of where no platform is known to have them: %j', async (apis, warning) => {
    const { call, warn } = clientFor({ known: NEW }, json({}))

    await call(scoped(...apis))

    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(warning))
  })

  test('are not spoken of where all are known, or nothing is sent', async () => {
    const known = clientFor({ known: NEW }, json({}))
    const old = clientFor({ known: OLD })

    await known.call(scoped('files', 'entities', 'evaluator'))
    await rejection(old.call(scoped('entitites')), UnsupportedOperationError)

    expect(known.warn).not.toHaveBeenCalled()
    expect(old.warn).not.toHaveBeenCalled()
  })
})

test('an operation that every release has asks nobody anything', async () => {
  const { call, asked } = clientFor({ found: OLD }, json({ detail: 'no' }, 403))

  await rejection(call({ since: undefined }), PermissionDeniedError)

  expect(asked).toEqual([])
})
