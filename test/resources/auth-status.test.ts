/** `client.auth.status`, `token` and `refresh`: the credentials at hand. */

import { AuthError, NeMoPlatform } from 'nemo-platform'
import { createUnsignedToken, decodeToken } from 'nemo-platform/auth'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { configFile, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, PLATFORM, tokenFor } from '../helpers/login-scene.ts'
import { startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { startOIDCProvider } from '../helpers/oidc-provider.ts'
import { rejection } from '../helpers/rejection.ts'
import { nowInSeconds } from '../helpers/sample-tokens.ts'
import { json, networkError } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const ALICE = 'alice@example.com'

/** A fetch that nobody may use. */
const unused = () => {
  throw new Error('something was sent')
}

/** An unsigned token of Alice that was issued some time ago. */
function unsignedToken(age: number, options: Record<string, unknown> = {}): string {
  return createUnsignedToken({ email: ALICE, issuedAt: nowInSeconds() - age, ...options })
}

/** A scene with an unsigned token in the file. */
function unsignedScene(accessToken: string) {
  return loginScene({ accessToken, refreshToken: null, discovery: { oidc: null } })
}

describe('status', () => {
  test('tells what the stored token says, and sends nothing', async () => {
    const accessToken = tokenFor(600, {
      email: ALICE,
      oid: 'oid-1',
      groups: ['ml'],
      scp: ['platform:read'],
    })
    const configPath = loginConfig({ url: PLATFORM, accessToken, refreshToken: 'r' })

    const status = await new NeMoPlatform({ configPath, fetch: unused }).auth.status()

    expect(status).toEqual({
      baseURL: `${PLATFORM}/`,
      context: 'main',
      configPath,
      source: 'file',
      hasToken: true,
      principal: ALICE,
      email: ALICE,
      subject: 'oid-1',
      groups: ['ml'],
      scopes: ['platform:read'],
      unsigned: false,
      expiresAt: new Date(Number(decodeToken(accessToken)?.claims['exp']) * 1000),
      expired: false,
      refreshable: true,
      hasRefreshToken: true,
    })
  })

  test('sees what others have stored meanwhile', async () => {
    const configPath = loginConfig({ url: PLATFORM, accessToken: tokenFor(-10) })
    const client = new NeMoPlatform({ configPath, fetch: unused })
    expect(await client.auth.status()).toMatchObject({ expired: true, refreshable: false })

    loginConfig({
      url: PLATFORM,
      accessToken: tokenFor(600),
      refreshToken: 'r',
      folder: configPath.replace(/\/[^/]*$/, ''),
    })

    expect(await client.auth.status()).toMatchObject({ expired: false, refreshable: true })
  })

  test('of an unsigned token', async () => {
    const configPath = loginConfig({ url: PLATFORM, accessToken: unsignedToken(7200) })

    const status = await new NeMoPlatform({ configPath, fetch: unused }).auth.status()

    expect(status).toMatchObject({
      unsigned: true,
      expired: true,
      refreshable: true,
      hasRefreshToken: false,
    })
  })

  test('where nobody is logged in', async () => {
    const configPath = configFile(oneContext())

    expect(await new NeMoPlatform({ configPath, fetch: unused }).auth.status()).toMatchObject({
      source: 'none',
      context: 'main',
      configPath,
      hasToken: false,
      principal: undefined,
      refreshable: false,
    })
  })

  test('without a context', async () => {
    const client = new NeMoPlatform({ baseURL: PLATFORM, fetch: unused })

    expect(await client.auth.status()).toMatchObject({
      baseURL: `${PLATFORM}/`,
      source: 'none',
      context: undefined,
      hasToken: false,
    })
  })

  test('of a token from argument, environment and function', async () => {
    const token = tokenFor(600, { email: ALICE })
    const configPath = configFile(oneContext())
    const statusOf = (accessToken?: string | (() => string)) =>
      new NeMoPlatform({ configPath, accessToken, fetch: unused }).auth.status()

    expect(await statusOf(token)).toMatchObject({ source: 'argument', email: ALICE, refreshable: false })
    expect(await statusOf(() => token)).toMatchObject({
      source: 'function',
      hasToken: false,
      refreshable: true,
    })
    vi.stubEnv('NMP_ACCESS_TOKEN', token)
    expect(await statusOf()).toMatchObject({ source: 'environment', email: ALICE, context: 'main' })
  })

  test('of an opaque token', async () => {
    const client = new NeMoPlatform({ baseURL: PLATFORM, accessToken: 'opaque', fetch: unused })

    expect(await client.auth.status()).toMatchObject({
      hasToken: true,
      principal: undefined,
      scopes: undefined,
      expiresAt: undefined,
      expired: false,
    })
  })
})

describe('token', () => {
  test('is the stored one while that is good, and nothing is sent', async () => {
    const accessToken = tokenFor(600)
    const configPath = loginConfig({ url: PLATFORM, accessToken, refreshToken: 'r' })

    expect(await new NeMoPlatform({ configPath, fetch: unused }).auth.token()).toBe(accessToken)
  })

  test('is a new one where the stored one has ended', async () => {
    const scene = loginScene()

    const token = await scene.client().auth.token()

    expect(token).toBe(storedTokens(scene.configPath).accessToken)
    expect(scene.tokenCalls).toHaveLength(1)
    expectOnlyTokensChanged(scene.configPath)
  })

  test('that has ended is given where the platform wants none anyway', async () => {
    const accessToken = tokenFor(-10)
    const scene = loginScene({ accessToken, discovery: { auth_enabled: false, oidc: null } })

    expect(await scene.client().auth.token()).toBe(accessToken)
    expect(scene.tokenCalls).toEqual([])
  })

  test('that has ended and cannot be refreshed is an error', async () => {
    const scene = loginScene({ refreshToken: null })

    const error = await rejection(scene.client().auth.token(), AuthError)

    expect(error).toMatchObject({ reason: 'expired-token', remedies: ['nemo auth login'] })
  })

  test('is an error where nobody is logged in', async () => {
    const configPath = configFile(oneContext())
    const inContext = new NeMoPlatform({ configPath, fetch: unused }).auth.token()
    const direct = new NeMoPlatform({ baseURL: PLATFORM, fetch: unused }).auth.token()

    expect(await rejection(inContext, AuthError)).toMatchObject({ reason: 'no-credentials' })
    expect(await rejection(direct, AuthError)).toMatchObject({ reason: 'no-credentials' })
  })

  test('is the one of argument and environment, unless it has ended', async () => {
    const [good, bad] = [tokenFor(600), tokenFor(-10)]
    const configPath = configFile(oneContext())

    expect(await new NeMoPlatform({ configPath, accessToken: good }).auth.token()).toBe(good)
    vi.stubEnv('NMP_ACCESS_TOKEN', bad)
    const error = await rejection(new NeMoPlatform({ configPath }).auth.token(), AuthError)
    expect(error.reason).toBe('expired-token')
    expect(error.message).toContain('NMP_ACCESS_TOKEN')
    expect(error.message).not.toContain(bad)
  })

  test('comes from the function again when it has ended', async () => {
    const tokens = [tokenFor(-10), tokenFor(600)]
    const client = new NeMoPlatform({ baseURL: PLATFORM, accessToken: () => tokens.shift() ?? 'x' })
    const good = tokens[1]

    expect(await rejection(client.auth.token(), AuthError)).toMatchObject({ reason: 'expired-token' })
    expect(await client.auth.token()).toBe(good)
    expect(await client.auth.token()).toBe(good)
  })

  test('of a config file that is unsigned and has ended is renewed on the spot', async () => {
    const scene = unsignedScene(unsignedToken(7200))

    const token = await scene.client().auth.token()

    expect(Number(decodeToken(token)?.claims['exp'])).toBeGreaterThan(nowInSeconds())
    expect(storedTokens(scene.configPath).accessToken).toBe(token)
  })
})

describe('refresh', () => {
  test('spends the refresh token though the access token is good, and stores the new pair', async () => {
    const accessToken = tokenFor(3000)
    const scene = loginScene({
      accessToken,
      token: [
        () => newTokens({ access_token: tokenFor(3600, { email: ALICE }), refresh_token: 'refresh-2' }),
      ],
    })
    const client = scene.client()

    const status = await client.auth.refresh()

    expect(status).toMatchObject({ email: ALICE, expired: false, hasRefreshToken: true })
    const stored = storedTokens(scene.configPath)
    expect(stored.refreshToken).toBe('refresh-2')
    expect(stored.accessToken).not.toBe(accessToken)
    expect(new URLSearchParams(scene.tokenCalls[0]?.body).get('refresh_token')).toBe('refresh-1')
    expectOnlyTokensChanged(scene.configPath)
    await client.get('/x')
    expect(scene.sentTokens()).toEqual([stored.accessToken])
  })

  test('asked for several times at once is done once', async () => {
    const scene = loginScene({ accessToken: tokenFor(3000) })
    const client = scene.client()

    await Promise.all([client.auth.refresh(), client.auth.refresh(), client.get('/x')])
    expect(scene.tokenCalls).toHaveLength(1)

    await client.auth.refresh()
    expect(scene.tokenCalls).toHaveLength(2)
  })

  test('waits for one that is under way, and spends its refresh token', async () => {
    const scene = loginScene()
    const client = scene.client()

    const [token] = await Promise.all([client.auth.token(), client.auth.refresh()])

    const spent = scene.tokenCalls.map(({ body }) => new URLSearchParams(body).get('refresh_token'))
    expect(new Set(spent).size).toBe(spent.length)
    expect(decodeToken(token)?.claims['exp']).toBeGreaterThan(nowInSeconds())
  })

  test('starts from what others have stored meanwhile', async () => {
    const scene = loginScene({ accessToken: tokenFor(3000) })
    const client = scene.client()
    loginConfig({
      url: PLATFORM,
      accessToken: tokenFor(3000),
      refreshToken: 'of-others',
      folder: scene.configPath.replace(/\/[^/]*$/, ''),
    })

    await client.auth.refresh()

    expect(new URLSearchParams(scene.tokenCalls[0]?.body).get('refresh_token')).toBe('of-others')
  })

  test('that fails is an error though the token is good, which goes on being used', async () => {
    const accessToken = tokenFor(3000)
    const scene = loginScene({ accessToken, token: [json({ error: 'invalid_grant' }, 400)] })
    const client = scene.client()

    const error = await rejection(client.auth.refresh(), AuthError)
    expect(error).toMatchObject({
      reason: 'refresh-failed',
      code: 'auth/refresh-failed',
      oauthError: 'invalid_grant',
    })

    await client.get('/x')
    expect(scene.sentTokens()).toEqual([accessToken])
    await rejection(client.auth.refresh(), AuthError)
    expect(scene.tokenCalls).toHaveLength(1)
  })

  test('whose answer was lost sends the same token again the next time', async () => {
    const answers = [networkError('ECONNRESET'), () => newTokens()]
    const scene = loginScene({ accessToken: tokenFor(3000), token: answers })
    const client = scene.client()

    expect(await rejection(client.auth.refresh(), AuthError)).toMatchObject({ reason: 'identity-provider' })
    await client.auth.refresh()

    const spent = scene.tokenCalls.map(({ body }) => new URLSearchParams(body).get('refresh_token'))
    expect(spent).toEqual(['refresh-1', 'refresh-1'])
  })

  test.each([
    ['there is no refresh token', { refreshToken: null }, 'no-refresh-token'],
    ['authentication is off', { discovery: { auth_enabled: false } }, 'auth-disabled'],
    ['the platform has no identity provider', { discovery: { oidc: null } }, 'no-token-endpoint'],
    [
      'the token endpoint is not safe',
      { oidc: { token_endpoint: 'http://idp.example.com/token' } },
      'insecure-endpoint',
    ],
    ['the platform cannot be reached', { discovery: networkError('ECONNREFUSED') }, 'identity-provider'],
  ])('is an error where %s, and spends nothing', async (_, options, reason) => {
    const scene = loginScene({ accessToken: tokenFor(3000), ...options })

    expect(await rejection(scene.client().auth.refresh(), AuthError)).toMatchObject({ reason })
    expect(scene.tokenCalls).toEqual([])
  })

  test('is an error for a token from argument or environment, and leaves the stored login alone', async () => {
    const scene = loginScene()
    const before = storedTokens(scene.configPath)
    vi.stubEnv('NMP_ACCESS_TOKEN', unsignedToken(0))

    const fromEnvironment = await rejection(scene.client().auth.refresh(), AuthError)
    const fromArgument = await rejection(scene.client({ accessToken: 'x' }).auth.refresh(), AuthError)

    expect(fromEnvironment).toMatchObject({ reason: 'not-refreshable' })
    expect(fromEnvironment.remedies[0]).toContain('Unset NMP_ACCESS_TOKEN')
    expect(fromArgument).toMatchObject({ reason: 'not-refreshable' })
    expect(storedTokens(scene.configPath)).toEqual(before)
  })

  test('asks a token function again', async () => {
    const tokens = [tokenFor(600, { email: 'one@example.com' }), tokenFor(600, { email: ALICE })]
    const client = new NeMoPlatform({ baseURL: PLATFORM, accessToken: () => tokens.shift() ?? 'x' })
    await client.auth.token()

    expect(await client.auth.refresh()).toMatchObject({ email: ALICE })
  })

  test('is an error where nobody is logged in, or not any more', async () => {
    const scene = loginScene()
    const client = scene.client()
    configFile(oneContext(), scene.configPath.replace(/\/[^/]*$/, ''))

    expect(await rejection(client.auth.refresh(), AuthError)).toMatchObject({ reason: 'refresh-failed' })
    expect(await rejection(scene.client().auth.refresh(), AuthError)).toMatchObject({
      reason: 'no-credentials',
    })
  })
})

describe('refresh of an unsigned token', () => {
  test('renews it offline for the same length of time, with all that it says', async () => {
    const old = unsignedToken(90_000, {
      principal: 'alice-1',
      groups: ['ml'],
      scopes: ['platform:read'],
      expiresIn: 86_400,
      audience: 'nemo',
      issuer: 'me',
      claims: { tenant: 't1', aud: ['a', 'b'] },
    })
    const configPath = loginConfig({ url: PLATFORM, accessToken: old })

    const status = await new NeMoPlatform({ configPath, fetch: unused }).auth.refresh()

    expect(status).toMatchObject({ email: ALICE, unsigned: true, expired: false })
    const before = decodeToken(old)?.claims ?? {}
    const claims = decodeToken(storedTokens(configPath).accessToken)?.claims ?? {}
    expect(claims).toEqual({ ...before, iat: claims['iat'], exp: Number(claims['iat']) + 86_400 })
    expect(Object.keys(claims)).toEqual(Object.keys(before))
    expect(Number(claims['iat'])).toBeGreaterThanOrEqual(Number(before['iat']) + 90_000)
    expectOnlyTokensChanged(configPath)
  })

  test('leaves one without end without end', async () => {
    const configPath = loginConfig({ url: PLATFORM, accessToken: unsignedToken(10, { expiresIn: null }) })

    const { expiresAt } = await new NeMoPlatform({ configPath, fetch: unused }).auth.refresh()

    expect(expiresAt).toBeUndefined()
  })

  test('needs somebody whom it names', async () => {
    const accessToken = createUnsignedToken({ claims: { nothing: 1 } })
    const configPath = loginConfig({ url: PLATFORM, accessToken })

    const error = await rejection(new NeMoPlatform({ configPath, fetch: unused }).auth.refresh(), AuthError)

    expect(error.message).toContain('no `sub`')
  })
})

test('six processes that refresh at once never spend a refresh token twice', {
  timeout: 60_000,
}, async () => {
  await using stack = new AsyncDisposableStack()
  const provider = stack.use(await startOIDCProvider())
  const platform = stack.use(await startOIDCPlatform(provider))
  const login = await provider.issue(ALICE)
  const configPath = loginConfig({ url: platform.url, ...login })
  const source = `
    const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ configPath: args[0] })
    print('ready')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    const { email } = await client.auth.refresh()
    print('result ' + email)
    process.exit()`
  const children = Array.from({ length: 6 }, () => startNode(source, { args: [configPath] }))
  await Promise.all(children.map((child) => child.printed('ready')))

  for (const child of children) child.tell('go')
  const results = await Promise.all(children.map((child) => child.exited))

  expect(results.map(({ output }) => /result (.*)/.exec(output)?.[1])).toEqual(Array(6).fill(ALICE))
  expect(platform.tokenRequests.map(({ isReuse }) => isReuse)).toEqual(Array(6).fill(false))
  expect(provider.events.map(({ type }) => type)).toEqual(Array(6).fill('refresh'))
})
