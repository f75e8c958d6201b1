import * as library from 'nemo-platform'
import { describe, expect, test } from 'vitest'
import { NeMoPlatformError } from '../../src/errors/index.ts'

const request = { method: 'GET', url: 'http://nemo.test/x' }
const status = { request, status: 418, headers: new Headers(), detail: 'no' }

/** Every class, made as plainly as it goes, with the code that it has then. */
const CLASSES: Readonly<Record<string, readonly [code: string, make: () => NeMoPlatformError]>> = {
  NeMoPlatformError: ['unknown', () => new library.NeMoPlatformError('no')],
  InvalidArgumentError: ['argument/invalid', () => new library.InvalidArgumentError('name', 'must be text')],
  ConfigError: ['config/invalid', () => new library.ConfigError('no')],
  AuthError: ['auth/refresh-failed', () => new library.AuthError('refresh-failed', 'no')],
  BatchError: [
    'batch/failed',
    () => new library.BatchError('Adding', [], [{ item: 1, error: new Error('no') }]),
  ],
  WaitError: ['wait/failed', () => new library.WaitError('no')],
  WaitTimeoutError: ['wait/timeout', () => new library.WaitTimeoutError('no')],
  JobFailedError: ['wait/job-failed', () => new library.JobFailedError('no')],
  APIError: ['api/failed', () => new library.APIError('no', { request })],
  APIConnectionError: ['connection/failed', () => new library.APIConnectionError('no', { request })],
  APITimeoutError: ['connection/timeout', () => new library.APITimeoutError('no', { request })],
  APIUserAbortError: ['request/aborted', () => new library.APIUserAbortError('no', { request })],
  APIResponseValidationError: [
    'response/unexpected',
    () => new library.APIResponseValidationError('no', { request }),
  ],
  StreamError: ['stream/broken', () => new library.StreamError('no', { request })],
  APIStatusError: ['api/refused', () => new library.APIStatusError(status)],
  BadRequestError: ['api/bad-request', () => new library.BadRequestError(status)],
  AuthenticationError: [
    'api/unauthorized',
    () => new library.AuthenticationError({ ...status, reason: 'rejected' }),
  ],
  PermissionDeniedError: [
    'api/forbidden',
    () => new library.PermissionDeniedError({ ...status, reason: 'unknown' }),
  ],
  NotFoundError: ['api/not-found', () => new library.NotFoundError(status)],
  ConflictError: ['api/conflict', () => new library.ConflictError(status)],
  AlreadyExistsError: ['api/already-exists', () => new library.AlreadyExistsError(status)],
  LastAdminError: ['api/last-admin', () => new library.LastAdminError(status)],
  WorkspaceNotEmptyError: [
    'api/workspace-not-empty',
    () => new library.WorkspaceNotEmptyError({ ...status, entities: {} }),
  ],
  UnprocessableEntityError: [
    'api/unprocessable',
    () => new library.UnprocessableEntityError({ ...status, issues: [] }),
  ],
  UpstreamError: [
    'api/upstream',
    () =>
      new library.UpstreamError({ ...status, upstreamStatus: 404, provider: undefined, model: undefined }),
  ],
  UnsupportedOperationError: [
    'api/unsupported-operation',
    () => new library.UnsupportedOperationError('no', { operation: 'GET /x', version: '0.6.0' }),
  ],
  RateLimitError: [
    'api/rate-limited',
    () => new library.RateLimitError({ ...status, retryAfter: undefined }),
  ],
  InternalServerError: ['api/server-error', () => new library.InternalServerError(status)],
}

test('every error class of the library is in the table', () => {
  const exported = Object.entries(library)
    .filter(
      ([, value]) => typeof value === 'function' && isErrorClass(value as { readonly prototype?: unknown }),
    )
    .map(([name]) => name)

  expect(exported.sort()).toEqual(Object.keys(CLASSES).sort())
})

describe.each(Object.entries(CLASSES))('%s', (name, [code, make]) => {
  test(`has the code ${code}, its name, and a problem`, () => {
    const error = make()

    expect(error).toMatchObject({ name, code })
    expect(error.problem).not.toBe('')
    expect(error.message.startsWith(error.problem)).toBe(true)
  })

  test('has no two codes alike with another class', () => {
    expect(Object.values(CLASSES).filter(([other]) => other === code)).toHaveLength(1)
  })
})

describe('what an error is made with', () => {
  const remedies = [{ text: 'Log in', command: 'nemo auth login', call: 'login()' }, 'Ask somebody']
  const error = new NeMoPlatformError('It broke', { code: 'file/failed', remedies })

  test('is there as data', () => {
    expect(error.code).toBe('file/failed')
    expect(error.problem).toBe('It broke')
    expect(error.advice).toEqual([remedies[0], { text: 'Ask somebody' }])
  })

  test('is there as text, with calls', () => {
    expect(error.remedies).toEqual(['Log in: login()', 'Ask somebody'])
    expect(error.message).toBe('It broke. Try: Log in: login()')
  })
})

function isErrorClass({ prototype }: { readonly prototype?: unknown }): boolean {
  return prototype === library.NeMoPlatformError.prototype || prototype instanceof library.NeMoPlatformError
}
