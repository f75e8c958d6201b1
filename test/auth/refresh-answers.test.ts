/** What the token endpoint may answer to a refresh, and what becomes of the login then. */

import { readFileSync } from 'node:fs'
import { AuthError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger } from '../helpers/leaks.ts'
import { expectOnlyTokensChanged, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, TOKEN_ENDPOINT, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, networkError } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const html = (status: number) => new Response('<h1>Gateway</h1>', { status })

describe('a refresh', () => {
  test('asks once, as the public client of the discovery document and for no scopes', async () => {
    const scene = loginScene()

    await scene.client().get('/x')

    expect(scene.tokenCalls).toHaveLength(1)
    const [call] = scene.tokenCalls
    expect([call?.method, call?.url.href]).toEqual(['POST', TOKEN_ENDPOINT])
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'cli',
      refresh_token: 'refresh-1',
    })
    expect(call?.headers.has('authorization')).toBe(false)
  })

  test('stores both tokens before the first call uses them', async () => {
    const accessToken = tokenFor(3600)
    let storedAtCall: unknown
    const scene = loginScene({
      token: [json({ access_token: accessToken, refresh_token: 'refresh-2' })],
      api: () => {
        storedAtCall = storedTokens(scene.configPath)
        return json({})
      },
    })

    await scene.client().get('/x')

    expect(storedAtCall).toEqual({ accessToken, refreshToken: 'refresh-2' })
    expect(scene.sentTokens()).toEqual([accessToken])
    expectOnlyTokensChanged(scene.configPath)
  })
})

describe('a usable answer', () => {
  test.each<[string, Record<string, unknown>]>([
    ['without a new refresh token', { refresh_token: undefined }],
    ['with null for it', { refresh_token: null }],
    ['with an empty one', { refresh_token: '' }],
    ['with a number for it', { refresh_token: 7 }],
  ])('%s keeps the old one', async (_, fields) => {
    const scene = loginScene({ token: [newTokens(fields)] })

    await scene.client().get('/x')

    expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-1')
  })

  test.each<[string, Record<string, unknown>]>([
    ['no token type', { token_type: undefined }],
    ['a token type of its own', { token_type: 'JWT' }],
    ['a huge lifetime', { expires_in: 1e300 }],
    ['a lifetime as text', { expires_in: '3600' }],
    ['a negative lifetime', { expires_in: -5 }],
    ['a lifetime that is nonsense', { expires_in: { seconds: 3 } }],
    ['an id token that is none', { id_token: 'x' }],
  ])('with %s is taken', async (_, fields) => {
    const scene = loginScene({ token: [newTokens(fields)] })
    const client = scene.client()

    await client.get('/x')
    await client.get('/x')

    expect(scene.tokenCalls).toHaveLength(1)
    expect(scene.sentTokens()).toEqual(Array(2).fill(storedTokens(scene.configPath).accessToken))
  })

  test('with an opaque token counts its lifetime from `expires_in`', async () => {
    const opaque = (name: string, lifetime: number) =>
      json({ access_token: name, expires_in: lifetime, refresh_token: `${name}-refresh` })
    const scene = loginScene({ token: [opaque('short', 0.001), opaque('long', 3600)] })
    const client = scene.client()

    await client.get('/x')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await client.get('/x')
    await client.get('/x')

    expect(scene.sentTokens()).toEqual(['short', 'long', 'long'])
    expect(scene.tokenCalls.map(({ body }) => new URLSearchParams(body).get('refresh_token'))).toEqual([
      'refresh-1',
      'short-refresh',
    ])
  })
})

test('a token is taken without what stands around it, as one from anywhere else', async () => {
  const accessToken = tokenFor(3600)
  const scene = loginScene({
    token: [json({ access_token: ` ${accessToken}\n`, refresh_token: 'refresh-2' })],
  })

  await scene.client().get('/x')

  expect(storedTokens(scene.configPath)).toEqual({ accessToken, refreshToken: 'refresh-2' })
})

test('a token that makes the config larger than one may be is not stored, and the config stays readable', async () => {
  const scene = loginScene({
    token: [json({ access_token: 'a'.repeat(900_000), refresh_token: 'b'.repeat(148_400) })],
  })
  const before = readFileSync(scene.configPath, 'utf8')

  const error = await rejection(scene.client().get('/x'), AuthError)

  expect(error.reason).toBe('storage')
  expect(error.problem).toContain('too large')
  expect(readFileSync(scene.configPath, 'utf8')).toBe(before)
})

test('a token that comes with 201 is taken', async () => {
  const accessToken = tokenFor(3600)
  const scene = loginScene({ token: [json({ access_token: accessToken, refresh_token: 'refresh-2' }, 201)] })

  await scene.client().get('/x')

  expect(storedTokens(scene.configPath)).toEqual({ accessToken, refreshToken: 'refresh-2' })
})

describe('a refusal with status 200', () => {
  test('is one: a dead login', async () => {
    const scene = loginScene({ token: [json({ error: 'invalid_grant', error_description: 'gone' })] })

    const error = await rejection(scene.client().get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'refresh-failed', oauthError: 'invalid_grant' })
  })

  test('that is for now costs no login', async () => {
    const answer = json({ error: 'temporarily_unavailable', access_token: null })
    const scene = loginScene({ token: [answer, () => newTokens()] })
    const client = scene.client()

    const error = await rejection(client.get('/x'), AuthError)
    await client.get('/x')

    expect(error).toMatchObject({ reason: 'identity-provider', oauthError: 'temporarily_unavailable' })
    expect(scene.tokenCalls).toHaveLength(2)
  })
})

describe('a dead refresh token', () => {
  test('is an AuthError that says to log in, and is sent once', async () => {
    const refused = json({ error: 'invalid_grant', error_description: 'grant revoked' }, 400)
    const scene = loginScene({ token: [refused] })
    const client = scene.client()

    const error = await rejection(client.get('/x'), AuthError)

    expect(error).toMatchObject({
      reason: 'refresh-failed',
      code: 'auth/refresh-failed',
      oauthError: 'invalid_grant',
    })
    expect(error.message).toContain('grant revoked')
    expect(error.remedies).toContain('nemo auth login')
    await rejection(client.get('/x'), AuthError)
    expect([scene.tokenCalls.length, scene.apiCalls.length]).toEqual([1, 0])
  })
})

describe('a provider in trouble', () => {
  test.each<[string, Answer, string | undefined]>([
    ['500', json({ error: 'server_error' }, 500), 'server_error'],
    ['503 and HTML', html(503), 'unknown_error'],
    ['400 and another error', json({ error: 'invalid_client' }, 400), 'invalid_client'],
    ['429', json({}, 429), 'unknown_error'],
    ['a redirect', new Response(null, { status: 302, headers: { location: '/login' } }), 'unknown_error'],
    ['no connection', networkError('ECONNREFUSED'), undefined],
  ])('(%s) does not cost the login: the next call tries again', async (_, answer, oauthError) => {
    const scene = loginScene({ token: [answer, () => newTokens()] })
    const client = scene.client()

    const error = await rejection(client.get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'identity-provider', oauthError })
    expect(error.remedies.join()).not.toContain('nemo auth login')
    expect(scene.apiCalls).toEqual([])
    await client.get('/x')
    expect(scene.tokenCalls).toHaveLength(2)
  })

  test('does not matter while the token still lives', async () => {
    const accessToken = tokenFor(30)
    const scene = loginScene({ accessToken, token: [html(500)] })
    const { logger, lines } = keepingLogger()
    const client = scene.client({ logger })

    await client.get('/x')
    await client.get('/x')

    expect(scene.sentTokens()).toEqual([accessToken, accessToken])
    // It is left alone for a while then.
    expect(scene.tokenCalls).toHaveLength(1)
    expect(lines).toEqual([expect.stringContaining('used until it ends')])
  })

  test('is asked for its endpoint again where discovery lacked it', async () => {
    let asked = 0
    const scene = loginScene({
      discovery: () => {
        asked += 1
        const endpoint = asked === 1 ? null : TOKEN_ENDPOINT
        return json({ auth_enabled: true, oidc: { client_id: 'cli', token_endpoint: endpoint } })
      },
    })

    await scene.client().get('/x')

    expect([asked, scene.tokenCalls.length]).toEqual([2, 1])
  })
})

describe('the refresh token stays here', () => {
  test.each(['http://idp.example.com/token', 'http://127.0.0.1.example.com/token', 'ftp://localhost/token'])(
    'where the endpoint is %s',
    async (endpoint) => {
      const scene = loginScene({ oidc: { token_endpoint: endpoint } })

      const error = await rejection(scene.client().get('/x'), AuthError)

      expect(error).toMatchObject({ reason: 'insecure-endpoint', code: 'auth/insecure-endpoint' })
      expect(error.remedies.join()).toContain('serve https')
      expect(error.remedies.join()).not.toContain('nemo auth login')
      expect(scene.tokenCalls).toEqual([])
    },
  )

  test('where the endpoint is no URL', async () => {
    const scene = loginScene({ oidc: { token_endpoint: 'no url/token' } })

    const error = await rejection(scene.client().get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'no-token-endpoint', code: 'auth/no-token-endpoint' })
    expect(error.problem).toContain("the `token_endpoint` of the client 'public' is no URL")
    expect(error.remedies.join()).not.toContain('nemo auth login')
    expect(scene.tokenCalls).toEqual([])
  })

  test('where the platform has no identity provider', async () => {
    const scene = loginScene({ discovery: { oidc: null } })

    await scene.client().get('/x')

    expect(scene.tokenCalls).toEqual([])
    expect(scene.apiCalls).toHaveLength(1)
  })
})

test('a token without a refresh token is used to its end, and then too: the server has to say no', async () => {
  const accessToken = tokenFor(-10)
  const scene = loginScene({ accessToken, refreshToken: null })

  await scene.client().get('/x')

  expect(scene.sentTokens()).toEqual([accessToken])
  expect(scene.tokenCalls).toEqual([])
})
