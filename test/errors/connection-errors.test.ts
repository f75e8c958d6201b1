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
import { forTerminal } from '../../src/remedies/index.ts'
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
    ['ECONNREFUSED', 'connection/refused', /https:\/\/nemo\.test:8443/],
    ['ENOTFOUND', 'connection/unknown-host', /nemo\.test/],
    ['EAI_AGAIN', 'connection/unknown-host', /nemo\.test/],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'connection/certificate',
      /certificateAuthority.*NHX_CLIENT_SSL_CERT_FILE/,
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'connection/certificate', /certificateAuthority/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'connection/certificate', /certificateAuthority/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'connection/certificate-host', /host name/],
    ['CERT_HAS_EXPIRED', 'connection/certificate-expired', /certificate/],
    ['EPROTO', 'connection/wrong-scheme', /scheme/],
    ['ECONNRESET', 'connection/failed', /health/],
    ['SOMETHING_NEW', 'connection/failed', /health/],
  ])('with the code %s is %s, and says what to do', async (code, expected, remedy) => {
    const error = await errorOf(networkError(code))

    expect(error.code).toBe(expected)
    expect(error.remedies.join('\n')).toMatch(remedy)
  })

  test.each(['https://client.example.com', 'https://redirect.example.com'])(
    'keeps its remedies at the terminal where the host has an unlucky name: %s',
    async (baseURL) => {
      const { fetch } = stubFetch(networkError('ECONNREFUSED'))
      const client = new NeMoPlatform({ baseURL, fetch, maxRetries: 0 })

      const error = await rejection(client.get('/redirect/timeout'), APIConnectionError)

      expect(error.code).toBe('connection/refused')
      expect(error.advice.map(forTerminal)).toEqual([
        `Check that the platform runs at ${baseURL}: nothing listens there`,
        'Check the base URL: nemo config view',
      ])
    },
  )

  test('without any code says what to do', async () => {
    expect((await errorOf(new TypeError('Failed to fetch'))).remedies).not.toEqual([])
  })

  test('for want of a permission of Deno names it', async () => {
    const cause = Object.assign(
      new Error('Requires net access to "nemo.test:8443", run again with the --allow-net flag'),
      {
        name: 'NotCapable',
      },
    )

    expect((await errorOf(cause)).advice).toEqual([
      { text: 'Give the program the permission', command: 'deno run --allow-net …' },
    ])
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
