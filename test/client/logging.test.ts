/** What a client logs, where to, and that no credential is in it. */

import { type ClientOptions, type LogLevel, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { jwt } from '../helpers/sample-tokens.ts'
import { type Answer, json, networkError, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

function recorder() {
  const lines: string[] = []
  const write = (level: string) => (message: string) => lines.push(`${level}: ${message}`)
  return {
    lines,
    logger: { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') },
  }
}

function clientFor(options: ClientOptions, ...answers: Answer[]) {
  const { lines, logger } = recorder()
  const { fetch } = stubFetch(...answers)
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, logger, ...options }), lines }
}

describe('a log level', () => {
  const levelsAt = async (logLevel: LogLevel) => {
    stopTime()
    const { client, lines } = clientFor({ logLevel }, json({}, 503), json({}))
    await outcome(client.get('/x', { headers: { 'X-NMP-Principal-Id': 'alice' } }))
    vi.useRealTimers()
    return [...new Set(lines.map((line) => line.split(':')[0]))].sort()
  }

  test.each<[logLevel: LogLevel, levels: string[]]>([
    ['off', []],
    ['error', []],
    ['warn', ['warn']],
    ['info', ['info', 'warn']],
    ['debug', ['debug', 'info', 'warn']],
  ])('of %s shows lines of %j', async (logLevel, levels) => {
    expect(await levelsAt(logLevel)).toEqual(levels)
  })
})

describe('a log line', () => {
  test('of a call tells method, path, status, and who wrote it', async () => {
    const { client, lines } = clientFor({ logLevel: 'debug' }, json({}))

    await client.get('/apis/plugins')

    expect(lines).toEqual([
      expect.stringMatching(/^debug: nemo-platform: GET \/apis\/plugins → 200 in \d+ ms$/),
    ])
  })

  test('goes to the console where there is no logger', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { fetch } = stubFetch(json({}))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })

    await client.get('/x', { headers: { 'X-NMP-Principal-Id': 'alice' } })

    expect(warn).toHaveBeenCalledTimes(1)
  })

  test('about a trusted header is written once, not at every call', async () => {
    const { client, lines } = clientFor({ defaultHeaders: { 'x-nmp-principal-id': 'alice' } }, json({}))

    await client.get('/x')
    await client.get('/y')

    expect(lines).toEqual([expect.stringContaining('x-nmp-principal-id overrides the token')])
  })
})

describe('no credential is logged', () => {
  const token = jwt({ sub: 'alice', email: 'alice@example.com' })

  test('of a call that works, or fails, or is repeated', async () => {
    stopTime()
    const { client, lines } = clientFor(
      { logLevel: 'debug', accessToken: token, maxRetries: 3 },
      networkError('ECONNRESET', `proxy refused Bearer ${token}`),
      json({ detail: `Bearer ${token}` }, 503),
      json({}),
    )

    await outcome(client.get('/x', { query: { access_token: 'query-secret' } }))
    vi.useRealTimers()

    const text = lines.join('\n')
    expect(text).toContain('retry 2')
    expect(text).not.toContain(token)
    expect(text).not.toContain('query-secret')
  })

  test('in the value of a secret that is stored', async () => {
    const { client, lines } = clientFor(
      { logLevel: 'debug', workspace: 'ml-team' },
      json({ name: 's1' }, 201),
    )

    await client.secrets.create({ name: 's1', value: 'stored-secret' })

    expect(lines).toHaveLength(1)
    expect(lines.join('\n')).not.toContain('stored-secret')
  })
})

test('a logger that is a class instance keeps its `this`', async () => {
  class Kept {
    readonly lines: string[] = []
    error(message: string) {
      this.lines.push(message)
    }
    warn = this.error
    info = this.error
    debug(message: string) {
      this.lines.push(message)
    }
  }
  const logger = new Kept()

  await clientFor({ logger, logLevel: 'debug' }, json({})).client.get('/x')

  expect(logger.lines).toHaveLength(1)
})
