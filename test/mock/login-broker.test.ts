/** Logins that the mock platform of 0.8 keeps: by the SDK, and by hand. */

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthError, InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { login } from 'nemo-platform/auth'
import { loadConfig } from 'nemo-platform/config'
import { type MockOIDCOptions, MockPlatform } from 'nemo-platform/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'

const ALICE = 'alice@example.com'
const BASE = 'https://nemo.test'
const BROKER = `${BASE}/apis/auth/v2/token?client=public`

let configPath: string
beforeEach(() => {
  isolateEnvironment()
  configPath = join(temporaryFolder(), 'config.yaml')
})
afterEach(() => vi.useRealTimers())

function kept(oidc: MockOIDCOptions = { serverSideSessions: true }) {
  const platform = new MockPlatform({ auth: { oidc } })
  const post = async (path: string, body: unknown) => {
    const response = await platform.fetch(`${BASE}/apis/auth/v2${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const refresh = (handle: string) => post('/token', { grant_type: 'refresh_token', refresh_token: handle })
  const logIn = (more: object = {}) =>
    login({
      method: 'browser',
      baseURL: BASE,
      configPath,
      environment: {},
      fetch: platform.fetch,
      warn: () => {},
      onPage: ({ url }) => platform.identityProvider.approvePage(url, ALICE),
      ...more,
    })
  return { platform, provider: platform.identityProvider, post, refresh, logIn }
}

function storedUser() {
  const [user] = loadConfig({ configPath }).file.users
  if (user?.type !== 'oauth') throw new Error('nobody is logged in')
  return user
}

describe('a login in the browser', () => {
  test('is kept by the platform, which gives a handle, and is refreshed there', async () => {
    const { platform, provider, logIn } = kept()

    const result = await logIn()

    expect(result).toMatchObject({ method: 'browser', email: ALICE, hasRefreshToken: true })
    expect(storedUser()).toMatchObject({
      token_broker_url: BROKER,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    })
    const handle = storedUser().refresh_token
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    await client.auth.refresh()
    expect(await client.auth.whoami()).toMatchObject({ email: ALICE })
    expect(storedUser().refresh_token).not.toBe(handle)
    expect(storedUser()['token_broker_url']).toBe(BROKER)
    expect(provider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
  })

  test('is over for who comes with a handle that was spent; the newer one goes on', async () => {
    const { platform, refresh, logIn } = kept()
    await logIn()
    const copy = readFileSync(configPath, 'utf8')
    await new NeMoPlatform({ configPath, fetch: platform.fetch }).auth.refresh()
    const newer = storedUser().refresh_token
    const copied = join(temporaryFolder(), 'config.yaml')
    writeFileSync(copied, copy)

    const error = await rejection(
      new NeMoPlatform({ configPath: copied, fetch: platform.fetch }).auth.refresh(),
      AuthError,
    )

    expect(error).toMatchObject({
      reason: 'refresh-failed',
      message: expect.stringContaining('Refresh token was not found'),
    })
    expect((await refresh(newer ?? '')).status).toBe(200)
  })

  test('that is denied stores nothing', async () => {
    const { provider, logIn } = kept()

    const error = await rejection(
      logIn({ onPage: ({ url }: { url: string }) => provider.denyPage(url) }),
      AuthError,
    )

    expect(error.reason).toBe('access-denied')
    expect(provider.events).toEqual([])
  })

  test('by the confidential client is kept, while the public one logs in at the provider', async () => {
    const { platform, provider, logIn } = kept({ confidentialClientId: 'nemo-web' })
    const approve = { onCode: ({ userCode }: { userCode: string }) => provider.approve(userCode, ALICE) }

    await logIn({ ...approve })
    expect(storedUser()['token_broker_url']).toBeUndefined()
    await logIn({ oidcClient: 'confidential' })

    expect(storedUser()['token_broker_url']).toBe(`${BASE}/apis/auth/v2/token`)
    await new NeMoPlatform({ configPath, fetch: platform.fetch }).auth.refresh()
    expect(provider.events.at(-1)?.type).toBe('refresh')
  })

  test('works on a socket, where any browser may open the page', async () => {
    const { platform, provider, logIn } = kept()
    await using server = await platform.listen()

    await logIn({ baseURL: server.url, fetch: undefined })

    expect(storedUser()['token_broker_url']).toBe(`${server.url}/apis/auth/v2/token?client=public`)
    await new NeMoPlatform({ configPath }).auth.refresh()
    expect(provider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
  })
})

test('the page shows a form, which leads back with a code', async () => {
  const { platform, post } = kept()
  const verifier = 'v'.repeat(43)
  const { body } = await post('/authorize?client=public', {
    redirect_uri: 'http://127.0.0.1:9/callback?kept=1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    state: '0123456789abcdef',
  })
  const open = (url: string, init: RequestInit = {}) => platform.fetch(url, { redirect: 'manual', ...init })
  const page = (await open(String(body['authorization_url']))).headers.get('location') ?? ''

  expect(await (await open(page)).text()).toMatch(/nemo-platform wants to act for you.*name="email"/s)
  const entered = new URLSearchParams({ email: ALICE, decision: 'approve' })
  const back = (await open(page, { method: 'POST', body: entered })).headers.get('location') ?? ''
  const end = new URL((await open(back)).headers.get('location') ?? '')

  expect(end.href).toMatch(
    /^http:\/\/127\.0\.0\.1:9\/callback\?kept=1&code=[\w-]{43}&state=0123456789abcdef$/,
  )
  const code = end.searchParams.get('code') ?? ''
  const trade = (secret: string) =>
    post('/token', { grant_type: 'authorization_code', code, code_verifier: secret })
  expect(await trade('w'.repeat(43))).toMatchObject({
    status: 400,
    body: { detail: 'Code verifier did not match' },
  })
  expect(await trade(verifier)).toMatchObject({
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3600 },
  })
  expect(await trade(verifier)).toMatchObject({ status: 400, body: { detail: 'Login code was not found' } })
  // The person was led back once.
  expect(await (await open(back)).json()).toEqual({ detail: 'Login transaction was not found' })
})

test('what is begun ends in time', async () => {
  const { platform, post, refresh } = kept()
  vi.useFakeTimers({ toFake: ['Date'] })
  await platform.writeConfig(configPath, { baseURL: BASE, email: ALICE })
  const handle = storedUser().refresh_token ?? ''
  const { body } = await post('/authorize?client=public', {
    redirect_uri: 'http://127.0.0.1:9/callback',
    code_challenge: 'c'.repeat(43),
    state: '0123456789abcdef',
  })

  vi.setSystemTime(Date.now() + 600_000)
  const late = await platform.fetch(String(body['authorization_url']))
  expect(await late.json()).toEqual({ detail: 'Login transaction was not found' })
  const { body: tokens } = await refresh(handle)
  vi.setSystemTime(Date.now() + 30 * 24 * 3_600_000)
  expect((await refresh(tokens['refresh_token'] ?? '')).body).toEqual({
    detail: 'Refresh token was not found',
  })
})

test('a login that the provider has revoked fails there, and the handle stays', async () => {
  const { platform, provider, refresh } = kept()
  await platform.writeConfig(configPath, { baseURL: BASE, email: ALICE, expiresIn: -60 })
  expect(storedUser()).toMatchObject({ token_broker_url: BROKER })
  const handle = storedUser().refresh_token ?? ''
  provider.revokeLogins(ALICE)

  for (const _ of [1, 2])
    expect(await refresh(handle)).toEqual({
      status: 502,
      body: { detail: 'Identity provider token request failed' },
    })

  const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
  expect(await rejection(client.auth.whoami(), AuthError)).toMatchObject({
    problem: 'The token could not be refreshed: server_error - Identity provider token request failed.',
    remedies: ['Repeat the call later', expect.stringContaining('nemo auth login')],
  })
  expect(storedUser().refresh_token).toBe(handle)
})

test.each([
  ['http://example.com:9/callback'],
  ['https://127.0.0.1:9/callback'],
  ['http://127.0.0.1/callback'],
  ['http://user@127.0.0.1:9/callback'],
  ['http://127.0.0.1:9/callback#there'],
  ['nowhere'],
])('a program that waits at %s is on no loopback address', async (redirect_uri) => {
  const { post } = kept()

  expect(
    await post('/authorize?client=public', {
      redirect_uri,
      code_challenge: 'c'.repeat(43),
      state: '0123456789abcdef',
    }),
  ).toEqual({ status: 400, body: { detail: 'redirect_uri must be an http loopback address' } })
})

test.each([
  ['confidential', kept, 'Confidential OIDC login is not configured'],
  ['public', () => kept({ confidentialClientId: 'x' }), 'Public OIDC server-side login is not configured'],
] as const)('the client %s logs in here only where there is one', async (client, make, detail) => {
  const start = {
    redirect_uri: 'http://127.0.0.1:9/callback',
    code_challenge: 'c'.repeat(43),
    state: '0123456789abcdef',
  }

  expect(await make().post(`/authorize?client=${client}`, start)).toEqual({ status: 404, body: { detail } })
})

test('earlier releases keep no logins', () => {
  for (const oidc of [{ serverSideSessions: true }, { confidentialClientId: 'x' }])
    expect(() => new MockPlatform({ profile: '0.7', auth: { oidc } })).toThrow(InvalidArgumentError)
})
