/** The tests' identity provider is as strict as they rely on. */

import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OIDCProvider, startOIDCProvider } from './oidc-provider.ts'

let provider: OIDCProvider

beforeAll(async () => {
  provider = await startOIDCProvider({ accessTokenLifetime: 900 })
})
afterAll(() => provider.close())

async function ask(path: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const metadata = await fetch(`${provider.issuer}/.well-known/openid-configuration`)
  const { [path]: endpoint } = (await metadata.json()) as Record<string, string>
  const body = new URLSearchParams({ client_id: provider.clientId, ...fields })
  const response = await fetch(String(endpoint), { method: 'POST', body })
  return { status: response.status, ...((await response.json()) as object) }
}

function refresh(refreshToken: string, fields: Record<string, string> = {}) {
  return ask('token_endpoint', { grant_type: 'refresh_token', refresh_token: refreshToken, ...fields })
}

function eventsOf(email: string): string[] {
  return provider.events.filter((event) => event.email === email).map((event) => event.type)
}

test('a login gives a signed access token for the platform', async () => {
  const { accessToken } = await provider.issue('login@example.com', { scopes: ['openid', 'platform:read'] })

  expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
  const claims = decodeJwt(accessToken)
  expect(claims).toMatchObject({
    iss: provider.issuer,
    aud: provider.audience,
    sub: 'login@example.com',
    email: 'login@example.com',
    scope: 'platform:read',
  })
  expect(Number(claims.exp) - Number(claims.iat)).toBe(900)
})

test('a login without scopes of the platform gives a token without scopes', async () => {
  const { accessToken } = await provider.issue('plain@example.com')

  expect(decodeJwt(accessToken)).not.toHaveProperty('scope')
})

test('a refresh gives new tokens for the same person and scopes', async () => {
  const email = 'refresh@example.com'
  const login = await provider.issue(email, { scopes: ['offline_access', 'entities:read'], subject: 'r-1' })

  const answer = await refresh(login.refreshToken)

  expect(answer).toMatchObject({ status: 200, expires_in: 900, refresh_token: expect.any(String) })
  expect(answer['refresh_token']).not.toBe(login.refreshToken)
  const claims = decodeJwt(String(answer['access_token']))
  expect(claims).toMatchObject({ sub: 'r-1', email, scope: 'entities:read', aud: provider.audience })
  expect(eventsOf(email)).toEqual(['refresh'])
})

test('the second use of a refresh token ends the login', async () => {
  const email = 'reuse@example.com'
  const login = await provider.issue(email)
  const { refresh_token: next } = await refresh(login.refreshToken)

  expect(await refresh(login.refreshToken)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await refresh(String(next))).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(eventsOf(email)).toEqual(['refresh', 'revoked', 'reuse-detected'])
})

test('a refresh may not ask for more than the login did', async () => {
  const login = await provider.issue('more@example.com', { scopes: ['openid', 'platform:read'] })

  const answer = await refresh(login.refreshToken, { scope: 'platform:write' })

  expect(answer).toMatchObject({ status: 400, error: 'invalid_scope' })
})

test('a revoked login gives no more tokens', async () => {
  const login = await provider.issue('revoked@example.com')

  await provider.revokeGrants('revoked@example.com')

  expect(await refresh(login.refreshToken)).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test('a device login waits until somebody approves it', async () => {
  const started = await ask('device_authorization_endpoint', { scope: 'openid offline_access platform:read' })
  const poll = () =>
    ask('token_endpoint', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(started['device_code']),
    })

  expect(await poll()).toMatchObject({ status: 400, error: 'authorization_pending' })
  await provider.approveDevice(String(started['user_code']), 'device@example.com')
  const answer = await poll()

  expect(answer).toMatchObject({ status: 200, refresh_token: expect.any(String) })
  expect(decodeJwt(String(answer['access_token']))).toMatchObject({
    email: 'device@example.com',
    scope: 'platform:read',
  })
})

test('a provider without rotation takes a refresh token again and again', async () => {
  await using steady = await startOIDCProvider({ rotateRefreshTokens: false })
  const { refreshToken } = await steady.issue('steady@example.com')
  const ask = () =>
    fetch(`${steady.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: steady.clientId,
        refresh_token: refreshToken,
      }),
    })

  const statuses = [(await ask()).status, (await ask()).status]

  expect(statuses).toEqual([200, 200])
})
