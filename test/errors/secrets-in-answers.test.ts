import fc from 'fast-check'
import { type Logger, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger, leaksOf, opaqueToken, type Secret, secretValue } from '../helpers/leaks.ts'
import { bodyOf, sendJson, serve } from '../helpers/local-server.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

type Fetch = ReturnType<typeof stubFetch>['fetch']

/** A call that sends a secret. */
interface Sender {
  readonly secret: fc.Arbitrary<Secret>
  readonly send: (secret: string, fetch: Fetch, logger: Logger) => PromiseLike<unknown>
}

function clientOf(fetch: Fetch, logger: Logger, options: object = {}): NeMoPlatform {
  const baseURL = 'http://nemo.test'
  return new NeMoPlatform({
    baseURL,
    workspace: 'ws',
    fetch,
    logger,
    logLevel: 'debug',
    maxRetries: 0,
    ...options,
  })
}

const SENDERS: Readonly<Record<string, Sender>> = {
  'the token of the client': {
    secret: opaqueToken,
    send: (accessToken, fetch, logger) => clientOf(fetch, logger, { accessToken }).get('/apis/x'),
  },
  'the token of a function': {
    secret: opaqueToken,
    send: (token, fetch, logger) => clientOf(fetch, logger, { accessToken: () => token }).get('/apis/x'),
  },
  'the authorization header of a call': {
    secret: opaqueToken,
    send: (token, fetch, logger) =>
      clientOf(fetch, logger).get('/apis/x', { headers: { authorization: `Bearer ${token}` } }),
  },
  'the default authorization header': {
    secret: opaqueToken,
    send: (token, fetch, logger) =>
      clientOf(fetch, logger, { defaultHeaders: { Authorization: `Basic ${token}` } }).get('/apis/x'),
  },
  'the value of a new secret': {
    secret: secretValue,
    send: (value, fetch, logger) => clientOf(fetch, logger).secrets.create({ name: 'key', value }),
  },
  'the new value of a secret': {
    secret: secretValue,
    send: (value, fetch, logger) => clientOf(fetch, logger).secrets.update('key', { value }),
  },
}

/** Ways in which a server, or something before it, repeats what it was sent. */
const ECHOES: Readonly<Record<string, (secret: string) => Response>> = {
  'the words of a refusal': (secret) => json({ detail: `Cannot use '${secret}' here` }, 400),
  'the words of a 401': (secret) => json({ detail: `Token ${secret} is unknown` }, 401),
  'JSON in a string': (secret) => json({ detail: JSON.stringify({ detail: `not ${secret}` }) }, 404),
  'a field beside the detail': (secret) => json({ detail: 'no', debug: { sent: [secret] } }, 400),
  'the name of a field': (secret) => json({ detail: 'no', [secret]: 1 }, 400),
  'the input of a 422': (secret) => json({ detail: [{ loc: ['body'], msg: 'bad', input: secret }] }, 422),
  'the nested input of a 422': (secret) =>
    json(
      { detail: [{ loc: ['body'], msg: 'bad', input: { a: [{ b: secret }] }, ctx: { given: secret } }] },
      422,
    ),
  'the message of a 422': (secret) =>
    json({ detail: [{ loc: ['body', 'value'], msg: `bad: ${secret}` }] }, 422),
  'a 422 in a string': (secret) =>
    json({ detail: JSON.stringify({ detail: [{ loc: ['body'], msg: 'bad', input: secret }] }) }, 422),
  'plain text': (secret) => new Response(`cannot parse ${secret}`, { status: 502 }),
  'an HTML page': (secret) =>
    new Response(`<html><title>Bad ${secret}</title></html>`, {
      status: 403,
      headers: { 'content-type': 'text/html' },
    }),
  'a body of which only the end is cut off': (secret) =>
    new Response(`${secret} ${'x'.repeat(100_000)}`, { status: 500 }),
  'a reason in words': (secret) => json({ error: 'invalid', error_description: `no ${secret}` }, 400),
  'a conflict': (secret) =>
    json({ detail: `Cannot remove member '${secret}'. This is the last Admin for workspace 'w'` }, 409),
}

const matrix = Object.keys(SENDERS).flatMap((sender) =>
  Object.keys(ECHOES).map((echo) => [sender, echo] as const),
)

describe('a secret does not show up in error or log', () => {
  test.each(matrix)('where %s comes back in %s', async (senderName, echoName) => {
    const sender = SENDERS[senderName] as Sender
    const echo = ECHOES[echoName] as (secret: string) => Response

    await fc.assert(
      fc.asyncProperty(sender.secret, async (secret) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(echo(secret.text))

        const [outcome] = await Promise.allSettled([sender.send(secret.text, fetch, logger)])

        expect(outcome.status).toBe('rejected')
        expect(leaksOf(secret, outcome.status === 'rejected' ? outcome.reason : undefined, lines)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
})

describe('a secret does not show up either', () => {
  /** A property: the secret does not show up after this exchange. */
  function check(
    secret: fc.Arbitrary<Secret>,
    echo: (secret: string) => Response,
    send: Sender['send'],
  ): Promise<void> {
    const property = fc.asyncProperty(secret, async (value) => {
      const { logger, lines } = keepingLogger()
      const { fetch } = stubFetch(echo(value.text))

      const error = await send(value.text, fetch, logger).then(
        () => undefined,
        (caught: unknown) => caught,
      )

      expect(error).toBeInstanceOf(Error)
      expect(leaksOf(value, error, lines)).toEqual([])
    })
    return fc.assert(property, { numRuns: 15 })
  }

  test('where a token comes back in an answer that is no JSON', async () => {
    const echo = (token: string) => new Response(`Hello ${token}`)

    await check(opaqueToken, echo, (accessToken, fetch, logger) =>
      clientOf(fetch, logger, { accessToken }).get('/apis/x'),
    )
  })

  test('where the value of a secret comes back in an answer that is no JSON', async () => {
    const echo = (value: string) => new Response(`Saved ${value}`)

    await check(secretValue, echo, (value, fetch, logger) =>
      clientOf(fetch, logger).secrets.create({ name: 'key', value }),
    )
  })

  test('where a token comes back in an answer that is no page', async () => {
    const echo = (token: string) => json({ message: `Hello ${token}` })

    await check(opaqueToken, echo, (accessToken, fetch, logger) =>
      clientOf(fetch, logger, { accessToken }).workspaces.list(),
    )
  })

  test('where a token comes back as the place of an issue of a 422', async () => {
    const echo = (token: string) => json({ detail: [{ loc: ['header', token], msg: 'extra' }] }, 422)

    await check(opaqueToken, echo, (accessToken, fetch, logger) =>
      clientOf(fetch, logger, { accessToken }).get('/apis/x'),
    )
  })

  test('where the value of a secret was given through the options of the call', async () => {
    const echo = (value: string) => json({ detail: `Cannot use '${value}' here` }, 400)

    await check(secretValue, echo, (value, fetch, logger) =>
      clientOf(fetch, logger).secrets.update('key', {}, { body: { value } }),
    )
  })
})

describe('a secret in the head of an answer does not show up in error or log', () => {
  const HEADERS: Readonly<Record<string, (secret: string) => [string, string]>> = {
    'set-cookie': (secret) => ['set-cookie', `session=${secret}; HttpOnly`],
    'a header that repeats the token': (secret) => ['x-debug', `Bearer ${secret}`],
    'a header that repeats the token alone': (secret) => ['x-debug', secret],
    'x-nmp-principal-id': (secret) => ['x-nmp-principal-id', secret],
    authorization: (secret) => ['authorization', `Bearer ${secret}`],
  }

  test.each(Object.keys(HEADERS))('in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, fc.constantFrom(200, 400, 403, 500), async (secret, status) => {
        const { logger, lines } = keepingLogger()
        const [header, value] = HEADERS[name]?.(secret.text) ?? ['x', '']
        const { fetch } = stubFetch(new Response('no JSON', { status, headers: { [header]: value } }))
        const client = clientOf(fetch, logger, { accessToken: secret.text, maxRetries: 0 })

        const error = await client.get('/apis/x').catch((caught: unknown) => caught)

        expect(leaksOf(secret, error, lines)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a caller sends to an endpoint that nobody knows', () => {
  test('does not show up where a 422 repeats it', async () => {
    await fc.assert(
      fc.asyncProperty(secretValue, async (secret) => {
        const { logger, lines } = keepingLogger()
        const issue = {
          loc: ['body', 'key'],
          msg: `Value ${secret.text} is too short`,
          input: { key: secret.text },
        }
        const { fetch } = stubFetch(json({ detail: [issue] }, 422))

        const error = await clientOf(fetch, logger)
          .post('/apis/plugin/things', { body: { key: secret.text } })
          .catch((caught: unknown) => caught)

        expect(leaksOf(secret, error, lines)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('does not show up where a 422 that repeats it is longer than what is read', async () => {
    await using server = await serve(async (request, response) => {
      const input: unknown = JSON.parse((await bodyOf(request)).toString())
      sendJson(response, { detail: [{ loc: ['body'], msg: 'bad', input }] }, 422)
    })
    const property = fc.asyncProperty(opaqueToken, async (secret) => {
      const { logger, lines } = keepingLogger()
      const client = new NeMoPlatform({ baseURL: server.url, logger, logLevel: 'debug' })
      const body = { key: secret.text, padding: 'x'.repeat(300_000) }

      const error = await client.post('/apis/plugin/things', { body }).catch((caught: unknown) => caught)

      expect(leaksOf(secret, error, lines)).toEqual([])
    })

    await fc.assert(property, { numRuns: 5 })
  })

  test('does not show up where an answer that is no page repeats it under a telling name', async () => {
    await fc.assert(
      fc.asyncProperty(opaqueToken, async (secret) => {
        const { logger, lines } = keepingLogger()
        const { fetch } = stubFetch(json({ access_token: secret.text, login: { password: secret.text } }))

        const error = await clientOf(fetch, logger)
          .workspaces.list()
          .catch((caught: unknown) => caught)

        expect(leaksOf(secret, error, lines)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
})
