import { inspect } from 'node:util'
import fc from 'fast-check'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger, leaksOf, opaqueToken, secretValue } from '../helpers/leaks.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { jwt } from '../helpers/sample-tokens.ts'
import { type Answer, json, networkError, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const RUNS = { numRuns: 25 }
const caught = (promise: PromiseLike<unknown>) => Promise.resolve(promise).catch((error: unknown) => error)

describe('a secret does not show up', () => {
  test('in errors and log lines about a broken connection', async () => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, secretValue, async (token, value) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(networkError('ECONNRESET'))
        const options = { accessToken: token.text, fetch, logger, logLevel: 'debug', maxRetries: 0 } as const
        const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', ...options })

        const error = await caught(client.secrets.create({ name: 'key', value: value.text }))

        expect([...leaksOf(token, error, lines), ...leaksOf(value, error, lines)]).toEqual([])
      }),
      RUNS,
    )
  })

  test('in errors and log lines about a broken connection of the real transport', async () => {
    await using server = await serve((_request, response) => void response.destroy())
    await fc.assert(
      fc.asyncProperty(opaqueToken, secretValue, async (token, value) => {
        const { logger, lines } = keepingLogger()
        const options = { accessToken: token.text, logger, logLevel: 'debug', maxRetries: 0 } as const
        const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', ...options })

        const error = await caught(client.secrets.create({ name: 'key', value: value.text }))

        expect([...leaksOf(token, error, lines), ...leaksOf(value, error, lines)]).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  test('in message and log lines where a `fetch` repeats it in what it throws', async () => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, async (token) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(new TypeError(`cannot send authorization: Token ${token.text}`))
        const options = { accessToken: token.text, fetch, logger, logLevel: 'debug', maxRetries: 0 } as const

        const error = await caught(new NeMoPlatform({ baseURL: 'http://nemo.test', ...options }).get('/x'))

        const { message } = error as Error
        expect(leaksOf(token, { message }, lines)).toEqual([])
      }),
      RUNS,
    )
  })

  test('in the line about a retry, where a `fetch` repeats it in what it throws', async () => {
    const token = { text: 'opaqueOpaqueOpaque', marks: ['opaqueOpaqueOpaque'] }
    const { logger, lines } = keepingLogger()
    const { fetch } = stubFetch(new TypeError(`cannot send authorization: Token ${token.text}`), json({}))
    const options = { accessToken: token.text, fetch, logger, logLevel: 'debug' } as const

    await new NeMoPlatform({ baseURL: 'http://nemo.test', ...options }).get('/x')

    expect(lines.length).toBeGreaterThan(0)
    expect(leaksOf(token, undefined, lines)).toEqual([])
  })

  test('in what is said of a request whose path holds it, whatever comes of it', async () => {
    const outcome = fc.constantFrom<() => Answer>(
      () => networkError('ECONNRESET'),
      () => json({ detail: 'no' }, 404),
      () => json({ detail: 'no' }, 503),
      () => json({ detail: 'no' }, 403),
      () => new Response('<h1>Hello</h1>'),
      () => new Response(null, { status: 307, headers: { location: 'https://elsewhere.test/' } }),
      () => () => new Promise<Response>(() => {}),
    )
    await fc.assert(
      fc.asyncProperty(opaqueToken, outcome, async (token, answer) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(answer())
        const options = { accessToken: token.text, fetch, logger, logLevel: 'debug', maxRetries: 1 } as const
        const client = new NeMoPlatform({ baseURL: 'http://nemo.test', timeout: 20, ...options })

        const error = await caught(client.get(`/x/${encodeURIComponent(token.text)}/y`))

        expect(error).toBeInstanceOf(Error)
        expect(leaksOf(token, error, lines)).toEqual([])
      }),
      RUNS,
    )
  })

  test('in errors about a redirect whose target holds it', async () => {
    const target = fc.constantFrom(
      (secret: string) => `http://elsewhere.test/land?code=${secret}`,
      (secret: string) => `http://user:${secret}@elsewhere.test/`,
      (secret: string) => `http://elsewhere.test/${secret}#${secret}`,
      (secret: string) => `http://[${secret}`,
      (secret: string) => `data:${secret}`,
    )
    await fc.assert(
      fc.asyncProperty(opaqueToken, target, async (token, makeTarget) => {
        const { logger, lines } = keepingLogger()
        const location = makeTarget(encodeURIComponent(token.text))
        const { fetch } = stubFetch(new Response(null, { status: 307, headers: { location } }))
        const options = { accessToken: token.text, fetch, logger, logLevel: 'debug' } as const

        const error = await caught(
          new NeMoPlatform({ baseURL: 'https://nemo.test', ...options }).post('/x', { body: {} }),
        )

        expect(error).toBeInstanceOf(Error)
        expect(leaksOf(token, error, lines)).toEqual([])
      }),
      RUNS,
    )
  })

  test.each([
    'token',
    'access_token',
    'api_key',
    'apikey',
    'client_secret',
    'password',
    'code',
    'X-Amz-Signature',
  ])('in the URL of an error, in the query parameter %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, async (secret) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(json({ detail: 'no' }, 404))
        const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, logger, logLevel: 'debug' })

        const error = await caught(client.get('/x', { query: { [name]: secret.text } }))

        expect(leaksOf(secret, error, lines)).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  test('in errors about arguments', async () => {
    await fc.assert(
      fc.asyncProperty(secretValue, async (secret) => {
        const { fetch } = stubFetch(json({}))
        const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })

        const errors = await Promise.all([
          caught(client.get('/x', { headers: { authorization: `${secret.text}\n` } })),
          caught(client.get('/x', { headers: { 'x-api-key': `${secret.text}\u2603` } })),
          caught(client.post('/x', { body: { [secret.text]: 1n } })),
          caught(client.get('/x', { query: { token: Symbol(secret.text) } })),
        ])

        expect(errors.slice(0, 2).flatMap((error) => leaksOf(secret, error))).toEqual([])
        expect(leaksOf(secret, errors[3])).toEqual([])
      }),
      RUNS,
    )
  })

  test('in errors about the options of the client', async () => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, async (secret) => {
        const attempts = [
          { accessToken: `${secret.text}\n` },
          { accessToken: `${secret.text} ${secret.text}` },
          { baseURL: `http://ana:${secret.text}@nemo.test` },
          { baseURL: `ftp://ana:${secret.text}@nemo.test` },
          { defaultHeaders: { authorization: `Bearer ${secret.text}\r\n` } },
        ]
        const errors = await Promise.all(
          attempts.map((options) =>
            caught((async () => new NeMoPlatform({ baseURL: 'http://nemo.test', ...options }))()),
          ),
        )

        for (const error of errors) expect(error).toBeInstanceOf(Error)
        expect(errors.flatMap((error) => leaksOf(secret, error))).toEqual([])
      }),
      RUNS,
    )
  })

  test('in what is printed of a client, its resources, pages and promises', async () => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, async (token) => {
        const { fetch } = stubFetch(json({ data: [] }))
        const client = new NeMoPlatform({
          baseURL: 'http://nemo.test',
          accessToken: token.text,
          defaultHeaders: { authorization: `Bearer ${token.text}`, 'x-api-key': token.text },
          fetch,
        })
        const promise = client.workspaces.list()
        const page = await promise
        const things = [client, client.workspaces, client.secrets, client.auth, promise, page]

        for (const customInspect of [true, false]) {
          const printed = things.map((thing) =>
            inspect(thing, { depth: null, showHidden: true, customInspect }),
          )
          expect(leaksOf(token, printed.join('\n'))).toEqual([])
        }
        expect(leaksOf(token, JSON.stringify(things))).toEqual([])
      }),
      RUNS,
    )
  })

  test('in log lines about calls that work', async () => {
    await using server = await serve((_request, response) => sendJson(response, { data: [] }))
    await fc.assert(
      fc.asyncProperty(opaqueToken, secretValue, async (token, value) => {
        const { logger, lines } = keepingLogger()
        const options = { accessToken: token.text, logger, logLevel: 'debug', workspace: 'ws' } as const
        const client = new NeMoPlatform({ baseURL: server.url, ...options })

        await client.secrets.create({ name: 'key', value: value.text })
        await client.get('/x', { query: { token: token.text }, headers: { cookie: token.text } })

        expect(lines.length).toBeGreaterThan(0)
        expect([...leaksOf(token, undefined, lines), ...leaksOf(value, undefined, lines)]).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  test('in an error that repeats any JWT, whoever sent it', async () => {
    const claims = fc.record({ sub: fc.string(), exp: fc.integer() })
    await fc.assert(
      fc.asyncProperty(claims, async (payload) => {
        const token = jwt(payload)
        const { fetch } = stubFetch(json({ detail: `upstream said: token=${token}, sorry` }, 400))

        const error = await caught(new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x'))

        const marks = token.split('.').slice(1)
        expect(leaksOf({ text: token, marks }, error)).toEqual([])
      }),
      RUNS,
    )
  })
})
