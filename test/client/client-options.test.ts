/** What the constructor takes, and how it refuses the rest. */

import {
  type ClientOptions,
  ConfigError,
  InvalidArgumentError,
  NeMoPlatform,
  NeMoPlatformError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, networkError, stubFetch } from '../helpers/stub-fetch.ts'

const URL_ONLY = { baseURL: 'http://nemo.test' }

beforeEach(() => {
  isolateEnvironment()
})

/** Options as JavaScript callers may write them. */
const untyped = (options: Record<string, unknown>) => options as ClientOptions

describe('an option of a wrong type', () => {
  test.each<[name: keyof ClientOptions, values: unknown[]]>([
    ['baseURL', [5, null, true, {}, new URL('http://nemo.test')]],
    ['workspace', [5, null, {}, ['ws']]],
    ['configPath', [5, null, {}]],
    ['contextName', [5, null, {}]],
    ['accessToken', [5, null, {}, Promise.resolve('token')]],
    ['certificateAuthority', [5, null, {}]],
    ['timeout', ['60', null, {}, Number.NaN, 0, -1]],
    ['maxRetries', ['2', null, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]],
    ['defaultHeaders', ['a: b', 5, null, { a: 5 }, { 'a b': 'c' }, { a: 'b\r\nc: d' }, [['a']]]],
    ['defaultQuery', ['a=b', 5, null, ['a'], { a: Number.NaN }, { a: () => 1 }]],
    ['fetch', ['fetch', 5, null, {}]],
    ['logger', ['console', 5, null, {}, { warn: () => {} }]],
    ['logLevel', ['verbose', 5, null, '', {}]],
  ])('is a ConfigError that names `%s`', (name, values) => {
    for (const value of values) {
      const error = configErrorOf(() => new NeMoPlatform(untyped({ ...URL_ONLY, [name]: value })))

      expect({ value, key: error.key }).toEqual({ value, key: name })
      expect(error.message).toContain(`\`${name}\``)
    }
  })

  test.each(['baseURL', 'workspace', 'configPath', 'contextName', 'accessToken', 'certificateAuthority'])(
    'like an empty text for `%s` is not taken for a missing one',
    (name) => {
      expect(configErrorOf(() => new NeMoPlatform(untyped({ ...URL_ONLY, [name]: '' }))).key).toBe(name)
    },
  )

  test.each([['text'], [5], [null], [true]])(
    'like %j in place of all options is a ConfigError',
    (options) => {
      expect(configErrorOf(() => new NeMoPlatform(options as ClientOptions)).key).toBe('options')
    },
  )

  test('never repeats a token in its message', () => {
    const error = configErrorOf(() => new NeMoPlatform({ ...URL_ONLY, accessToken: 'secret token\nof mine' }))

    expect(error.key).toBe('accessToken')
    expect(`${error.message} ${error.remedies.join(' ')}`).not.toMatch(/secret|mine/)
  })
})

describe('an unknown option', () => {
  test.each([
    ['baseUrl', 'baseURL'],
    ['base_url', 'baseURL'],
    ['max_retries', 'maxRetries'],
    ['access_token', 'accessToken'],
    ['loglevel', 'logLevel'],
  ])('`%s` is refused with a hint at `%s`', (wrong, right) => {
    const error = configErrorOf(() => new NeMoPlatform(untyped({ [wrong]: 'x' })))

    expect(error.key).toBe(wrong)
    expect(error.message).toContain(`did you mean \`${right}\``)
  })

  test('that resembles nothing is refused with a list of all', () => {
    const { message } = configErrorOf(() => new NeMoPlatform(untyped({ apiKey: 'x' })))

    expect(message).toContain('baseURL, workspace, configPath, contextName, accessToken')
  })

  test('is refused even where it is undefined', () => {
    expect(() => new NeMoPlatform(untyped({ ...URL_ONLY, apiKey: undefined }))).toThrow(ConfigError)
  })
})

test('every option may be undefined', () => {
  const names = [
    'workspace',
    'configPath',
    'contextName',
    'accessToken',
    'timeout',
    'maxRetries',
    'defaultHeaders',
    'defaultQuery',
    'certificateAuthority',
    'fetch',
    'logger',
    'logLevel',
  ] as const satisfies (keyof ClientOptions)[]
  const options = Object.fromEntries(names.map((name) => [name, undefined]))

  expect(new NeMoPlatform({ ...URL_ONLY, ...options }).baseURL).toBe('http://nemo.test/')
})

describe('the option', () => {
  test('`workspace` is the workspace of calls that name none', async () => {
    const { fetch, calls } = stubFetch(json({ data: [] }))

    await new NeMoPlatform({ ...URL_ONLY, workspace: 'ml-team', fetch }).projects.list()

    expect(calls[0]?.url.pathname).toBe('/apis/entities/v2/workspaces/ml-team/projects')
  })

  test('`configPath` names the file to read', () => {
    const configPath = configFile(oneContext({ context: ['workspace: from-file'] }))

    const { baseURL, workspace, context } = new NeMoPlatform({ configPath })

    expect([baseURL, workspace, context]).toEqual(['https://nmp.example.com/', 'from-file', 'main'])
  })

  test('`accessToken` is sent as it is', async () => {
    const { fetch, calls } = stubFetch(json({}))

    await new NeMoPlatform({ ...URL_ONLY, accessToken: 'opaque', fetch }).get('/x')

    expect(calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer opaque'])
  })

  test('`accessToken` may be a function, which is not called before the first request', async () => {
    const accessToken = vi.fn(async () => 'from-function')
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({ ...URL_ONLY, accessToken, fetch })
    expect(accessToken).not.toHaveBeenCalled()

    await client.get('/x')

    expect(calls[0]?.headers.get('authorization')).toBe('Bearer from-function')
  })

  test('`maxRetries` is how often a failed attempt is repeated', async () => {
    vi.useFakeTimers()
    const { fetch, calls } = stubFetch(networkError('ECONNREFUSED'))
    const promise = new NeMoPlatform({ ...URL_ONLY, maxRetries: 1, fetch }).get('/x')

    await Promise.all([rejection(promise, NeMoPlatformError), vi.runAllTimersAsync()])
    vi.useRealTimers()

    expect(calls).toHaveLength(2)
  })

  test('`defaultHeaders` and `defaultQuery` go with every request, below those of the call', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({
      ...URL_ONLY,
      defaultHeaders: { 'X-A': 'client', 'x-b': 'client' },
      defaultQuery: { a: 'client', b: 'client' },
      fetch,
    })

    await client.get('/x', { headers: { 'x-b': 'call' }, query: { b: 'call' } })

    expect([calls[0]?.headers.get('x-a'), calls[0]?.headers.get('x-b')]).toEqual(['client', 'call'])
    expect(calls[0]?.url.search).toBe('?a=client&b=call')
  })

  test.each<[form: string, defaultHeaders: ClientOptions['defaultHeaders']]>([
    ['Headers', new Headers({ 'X-A': '1' })],
    ['a Map', new Map([['X-A', '1']])],
    ['a list of pairs', [['X-A', '1']]],
    ['an object', { 'X-A': '1' }],
  ])('`defaultHeaders` may be %s', async (_form, defaultHeaders) => {
    const { fetch, calls } = stubFetch(json({}))

    await new NeMoPlatform({ ...URL_ONLY, defaultHeaders, fetch }).get('/x')

    expect(calls[0]?.headers.get('x-a')).toBe('1')
  })

  test('`defaultHeaders` may replace a header of ours', async () => {
    const { fetch, calls } = stubFetch(json({}), json({}))
    await new NeMoPlatform({ ...URL_ONLY, fetch }).get('/x')
    expect(calls[0]?.headers.get('user-agent')).toMatch(/^nemo-platform-ts\/\d/)

    await new NeMoPlatform({ ...URL_ONLY, defaultHeaders: { 'User-Agent': 'mine' }, fetch }).get('/x')

    expect(calls[1]?.headers.get('user-agent')).toBe('mine')
  })

  test('`defaultHeaders` may leave a header of ours out', async () => {
    const sent: string[] = []
    const fetch = async (_url: unknown, init?: RequestInit) => {
      sent.push(...new Headers(init?.headers).keys())
      return json({})
    }

    await new NeMoPlatform({ ...URL_ONLY, defaultHeaders: { 'User-Agent': null }, fetch }).get('/x')

    expect(sent).not.toContain('user-agent')
  })

  test('`defaultHeaders` may hold an authorization in direct mode', async () => {
    const { fetch, calls } = stubFetch(json({}))

    await new NeMoPlatform({ ...URL_ONLY, defaultHeaders: { Authorization: 'Basic abc' }, fetch }).get('/x')

    expect(calls[0]?.headers.get('authorization')).toBe('Basic abc')
  })

  test('`workspace` with a part that cannot stand in a path is refused with the first call', async () => {
    const { fetch, calls } = stubFetch(json({ data: [] }))
    const client = new NeMoPlatform({ ...URL_ONLY, workspace: '..', fetch })

    const error = await rejection(client.projects.list(), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual(['workspace', 0])
  })
})

describe('the variable NEMO_PLATFORM_LOG', () => {
  const debugLines = async (options: ClientOptions) => {
    const debug = vi.fn()
    const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug }
    const { fetch } = stubFetch(json({}))
    await new NeMoPlatform({ ...URL_ONLY, logger, fetch, ...options }).get('/x')
    return debug.mock.calls.length
  }

  test.each(['debug', 'DEBUG'])('sets the log level: %s', async (level) => {
    vi.stubEnv('NEMO_PLATFORM_LOG', level)

    expect(await debugLines({})).toBe(1)
  })

  test('counts less than the option', async () => {
    vi.stubEnv('NEMO_PLATFORM_LOG', 'debug')

    expect(await debugLines({ logLevel: 'warn' })).toBe(0)
  })

  test('with nonsense in it changes nothing', async () => {
    vi.stubEnv('NEMO_PLATFORM_LOG', 'loud')

    expect(await debugLines({})).toBe(0)
  })
})
