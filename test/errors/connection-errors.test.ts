import { inspect } from 'node:util'
import {
  APIConnectionError,
  APIError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  NeMoPlatform,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { networkError, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** The error of a call whose connection fails. */
function errorOf(failure: Error): Promise<APIConnectionError> {
  const { fetch } = stubFetch(failure)
  const client = new NeMoPlatform({ baseURL: 'https://nemo.test:8443', fetch, maxRetries: 0 })
  return rejection(client.get('/apis/things', { query: { q: 'x' } }), APIConnectionError)
}

describe('a connection error', () => {
  test('names method, path, what went wrong and the first remedy', async () => {
    const error = await errorOf(networkError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:8443'))

    for (const part of ['GET', '/apis/things', 'ECONNREFUSED 127.0.0.1:8443'])
      expect(error.message).toContain(part)
    expect(error.message).toContain(error.remedies[0] ?? 'no remedy')
  })

  test('has neither status nor headers nor body', async () => {
    const error = await errorOf(networkError('ECONNRESET'))

    expect([error.status, error.headers, error.body, error.requestId]).toEqual(Array(4).fill(undefined))
  })

  test('keeps its cause', async () => {
    const failure = networkError('ECONNRESET')

    expect((await errorOf(failure)).cause).toBe(failure)
  })

  test('holds the request', async () => {
    expect((await errorOf(networkError('ECONNRESET'))).request).toMatchObject({
      method: 'GET',
      url: expect.stringContaining('https://nemo.test:8443/apis/things'),
    })
  })

  test('is no status error and no timeout', async () => {
    const error = await errorOf(networkError('ECONNRESET'))

    expect([
      error instanceof APIError,
      error instanceof APIStatusError,
      error instanceof APITimeoutError,
    ]).toEqual([true, false, false])
  })

  test.each([
    ['ECONNREFUSED', /https:\/\/nemo\.test:8443/],
    ['ENOTFOUND', /nemo\.test/],
    ['EAI_AGAIN', /nemo\.test/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificateAuthority.*NMP_CLIENT_SSL_CERT_FILE/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificateAuthority/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificateAuthority/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /host name/],
    ['CERT_HAS_EXPIRED', /certificate/],
    ['EPROTO', /scheme/],
    ['ECONNRESET', /health/],
    ['SOMETHING_NEW', /health/],
  ])('with the code %s says what to do', async (code, remedy) => {
    expect((await errorOf(networkError(code))).remedies.join('\n')).toMatch(remedy)
  })

  test('without any code says what to do', async () => {
    expect((await errorOf(new TypeError('Failed to fetch'))).remedies).not.toEqual([])
  })

  test('can be printed', async () => {
    expect(inspect(await errorOf(networkError('ECONNRESET')))).toContain('APIConnectionError')
  })
})

describe('the family of errors without an answer', () => {
  test('holds the timeout, but not the wish of the caller', () => {
    const init = { request: { method: 'GET', url: 'http://nemo.test/' } }

    expect(new APITimeoutError('x', init)).toBeInstanceOf(APIConnectionError)
    expect(new APIUserAbortError('x', init)).not.toBeInstanceOf(APIConnectionError)
  })
})
