/** Tokens go to the platform's origin and nowhere else. */

import {
  APIConnectionError,
  AuthError,
  AuthenticationError,
  type Fetch,
  InvalidArgumentError,
  NeMoPlatform,
} from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger } from '../helpers/leaks.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { json } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Two platforms; the first one sends calls to `/away` to the other. */
async function twoServers() {
  const stack = new AsyncDisposableStack()
  const other = stack.use(await serve((_, response) => sendJson(response, { from: 'other' })))
  const platform = stack.use(
    await serve((request, response) => {
      if (request.url === '/apis/auth/discovery')
        return sendJson(response, { auth_enabled: true, oidc: null })
      if (!request.url?.startsWith('/away')) return sendJson(response, { from: 'platform' })
      const target = request.url === '/away' ? other.url : ''
      response.writeHead(307, { location: `${target}/target` }).end()
    }),
  )
  const accessToken = tokenFor(3600)
  const configPath = loginConfig({ url: platform.url, accessToken, refreshToken: 'refresh-1' })
  return { platform, other, accessToken, configPath, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

describe('a redirect', () => {
  test('to another origin takes no token along, whatever its source', async () => {
    await using servers = await twoServers()
    const { configPath, other, accessToken } = servers
    const headers = { 'X-NMP-Principal-Id': 'me', cookie: 'session=1', 'x-mine': 'y' }
    const { logger } = keepingLogger()
    const clients = [
      new NeMoPlatform({ configPath, defaultHeaders: headers, logger }),
      new NeMoPlatform({ configPath, accessToken: 'argument-token' }),
      new NeMoPlatform({ configPath, accessToken: () => 'function-token' }),
    ]

    for (const client of clients) expect(await client.get('/away')).toEqual({ from: 'other' })

    expect(other.requests).toHaveLength(3)
    const sent = JSON.stringify(other.requests)
    for (const secret of [
      accessToken,
      'argument-token',
      'function-token',
      'session=1',
      'principal',
      'x-mine',
    ]) {
      expect(sent.toLowerCase()).not.toContain(secret.toLowerCase())
    }
  })

  test('to another origin is refused for a call that changes something', async () => {
    await using servers = await twoServers()

    const call = new NeMoPlatform({ configPath: servers.configPath }).post('/away', { body: { secret: 1 } })

    await rejection(call, APIConnectionError)
    expect(servers.other.requests).toEqual([])
  })

  test('within the origin keeps it', async () => {
    await using servers = await twoServers()

    await new NeMoPlatform({ configPath: servers.configPath }).get('/away/near')

    expect(servers.platform.requests.at(-1)).toMatchObject({
      path: '/target',
      headers: { authorization: `Bearer ${servers.accessToken}` },
    })
  })
})

test('a path that names another origin is refused, or taken as a path', async () => {
  await using servers = await twoServers()
  const client = new NeMoPlatform({ configPath: servers.configPath })

  await rejection(client.get(`${servers.other.url}/x`), InvalidArgumentError)
  await client.get(`//${new URL(servers.other.url).host}/x`)

  expect(servers.other.requests).toEqual([])
})

describe("a base URL on another origin than the context's cluster", () => {
  const baseURL = 'https://other.example.com'
  const ISSUER = 'https://idp.example.com'

  test('is warned of once', async () => {
    const scene = loginScene({ accessToken: tokenFor(3600) })
    const { logger, lines } = keepingLogger()
    const client = scene.client({ baseURL, logger })

    await client.get('/x')
    await client.get('/x')

    expect(lines).toEqual([expect.stringContaining('https://other.example.com')])
    expect(lines[0]).toContain('https://nmp.example.com')
  })

  /** Answers for issuers and token endpoints; everything else is the platform, which refuses. */
  function foreignScene(accessToken: string, documents: Record<string, unknown>) {
    const scene = loginScene({
      accessToken,
      api: json({}, 401),
      oidc: { token_endpoint: EVIL, issuer: ISSUER },
    })
    const sent: string[] = []
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init)
      if (request.url in documents) return json(documents[request.url])
      if (request.method === 'POST') sent.push(request.url)
      if (request.url === `${ISSUER}/token`) return newTokens()
      return scene.fetch(input, init)
    }
    const { logger } = keepingLogger()
    return { sent, configPath: scene.configPath, client: () => scene.client({ baseURL, fetch, logger }) }
  }

  const EVIL = 'https://other.example.com/token'
  const document = { issuer: ISSUER, token_endpoint: `${ISSUER}/token` }
  const wellKnown = (issuer: string) => `${issuer}/.well-known/openid-configuration`

  test('sends the refresh token where the issuer of the stored token says, whatever the platform there names', async () => {
    const scene = foreignScene(tokenFor(-10, { iss: ISSUER }), { [wellKnown(ISSUER)]: document })

    await rejection(scene.client().get('/x'), AuthenticationError)

    expect(scene.sent).toEqual([`${ISSUER}/token`])
    expect(storedTokens(scene.configPath).refreshToken).not.toBe('refresh-1')
  })

  test.each<[string, string | undefined, Record<string, unknown>]>([
    ['opaque', undefined, { [wellKnown(ISSUER)]: document }],
    ['of an issuer that gives no document', ISSUER, {}],
    ["of an issuer that shows somebody else's", EVIL, { [wellKnown(EVIL)]: document }],
    [
      'of an issuer on plain http',
      'http://idp.example.com',
      { [wellKnown('http://idp.example.com')]: document },
    ],
    [
      'of an issuer whose endpoint is on plain http',
      ISSUER,
      { [wellKnown(ISSUER)]: { ...document, token_endpoint: 'http://idp.example.com/token' } },
    ],
  ])('sends no refresh token where the stored token is %s', async (_, iss, documents) => {
    const scene = foreignScene(iss === undefined ? 'opaque' : tokenFor(-10, { iss }), documents)

    await rejection(scene.client().get('/x'), AuthenticationError)
    const error = await rejection(scene.client().auth.refresh(), AuthError)

    expect(scene.sent).toEqual([])
    expect(error.reason).toBe('no-token-endpoint')
    expect(error.problem).toContain('another platform')
  })

  test('in the environment counts the same', async () => {
    vi.stubEnv('NMP_BASE_URL', baseURL)
    const scene = loginScene({ accessToken: tokenFor(-10, { iss: 'https://evil.example.com' }) })
    const { logger, lines } = keepingLogger()

    await scene.client({ logger }).get('/x')

    expect(scene.tokenCalls).toEqual([])
    expect(lines[0]).toContain('https://other.example.com')
  })
})
