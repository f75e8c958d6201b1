/** The mock platform's identity provider: strict about grants, and telling what happened. */

import { decodeToken } from 'nemo-platform/auth'
import { type MockOIDCOptions, MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'

const ALICE = 'alice@example.com'

interface TokenAnswer {
  status: number
  access_token?: string
  refresh_token?: string
  expires_in?: number
  scope?: string
  error?: string
}

function setUp(oidc: MockOIDCOptions | true = true) {
  const platform = new MockPlatform({ auth: { oidc } })
  const { identityProvider: provider } = platform
  const clientId = typeof oidc === 'object' ? (oidc.clientId ?? 'nemo-platform') : 'nemo-platform'
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, ...fields })
    const response = await platform.fetch(`${provider.issuer}${path}`, { method: 'POST', body })
    return { status: response.status, ...((await response.json()) as object) }
  }
  const refresh = (refresh_token: string, more: Record<string, string> = {}): Promise<TokenAnswer> =>
    post('/token', { grant_type: 'refresh_token', refresh_token, ...more })
  const events = () => provider.events.map(({ type }) => type)
  return { platform, provider, post, refresh, events }
}

describe('a refresh', () => {
  test('gives another access token and another refresh token', async () => {
    const { provider, refresh, events } = setUp({ accessTokenLifetime: 120 })
    const login = provider.issueTokens(ALICE, { scopes: ['platform:read', 'offline_access'] })

    const answer = await refresh(login.refreshToken)

    expect(answer).toMatchObject({ status: 200, expires_in: 120, scope: 'platform:read offline_access' })
    expect(answer.access_token).not.toBe(login.accessToken)
    expect(answer.refresh_token).not.toBe(login.refreshToken)
    expect(decodeToken(answer.access_token ?? '')?.claims).toMatchObject({ email: ALICE })
    expect(events()).toEqual(['login', 'refresh'])
  })

  test('with a token that was used already ends the whole login', async () => {
    const { provider, refresh } = setUp()
    const login = provider.issueTokens(ALICE)
    const first = await refresh(login.refreshToken)

    const reuse = await refresh(login.refreshToken)
    const successor = await refresh(first.refresh_token ?? '')

    expect([reuse.error, successor.error]).toEqual(['invalid_grant', 'invalid_grant'])
    expect(provider.events).toContainEqual({ type: 'reuse-detected', email: ALICE })
  })

  test('of another login is not affected by that', async () => {
    const { provider, refresh } = setUp()
    const stolen = provider.issueTokens(ALICE)
    const other = provider.issueTokens(ALICE)
    await refresh(stolen.refreshToken)
    await refresh(stolen.refreshToken)

    expect((await refresh(other.refreshToken)).status).toBe(200)
  })

  test('gives the same refresh token where they do not rotate', async () => {
    const { provider, refresh, events } = setUp({ rotateRefreshTokens: false })
    const { refreshToken } = provider.issueTokens(ALICE)

    const answers = [await refresh(refreshToken), await refresh(refreshToken)]

    expect(answers.map((answer) => answer.refresh_token)).toEqual([refreshToken, refreshToken])
    expect(events()).not.toContain('reuse-detected')
  })

  test('for more than the login asked for is refused, and spends nothing', async () => {
    const { provider, refresh } = setUp()
    const { refreshToken } = provider.issueTokens(ALICE, { scopes: ['platform:read'] })

    const more = await refresh(refreshToken, { scope: 'platform:read platform:write' })
    const same = await refresh(refreshToken, { scope: 'platform:read' })

    expect([more.error, same.status]).toEqual(['invalid_scope', 200])
  })

  test.each<[error: string, fields: Record<string, string>, status: number]>([
    ['invalid_grant', { refresh_token: 'rt_unknown' }, 400],
    ['invalid_client', { client_id: 'somebody-else' }, 401],
    ['unsupported_grant_type', { grant_type: 'client_credentials' }, 400],
  ])('is refused with %s', async (error, fields, status) => {
    const { provider, refresh } = setUp()
    const { refreshToken } = provider.issueTokens(ALICE)

    expect(await refresh(refreshToken, fields)).toMatchObject({ status, error })
  })

  test('is refused after the login was revoked, of that person only', async () => {
    const { provider, refresh } = setUp()
    const alice = provider.issueTokens(ALICE)
    const bob = provider.issueTokens('bob@example.com')

    provider.revokeLogins(ALICE)

    expect((await refresh(alice.refreshToken)).error).toBe('invalid_grant')
    expect((await refresh(bob.refreshToken)).status).toBe(200)
  })
})

test('an access token that was revoked is refused by the platform', async () => {
  const { platform, provider } = setUp()
  const { accessToken } = provider.issueTokens(ALICE)
  const status = async () => {
    const headers = { authorization: `Bearer ${accessToken}` }
    return (await platform.fetch('http://nemo.test/apis/entities/v2/workspaces', { headers })).status
  }
  const before = await status()

  provider.revokeAccessToken(accessToken)

  expect([before, await status()]).toEqual([200, 401])
})

test('an audience is put into tokens, and checked by the platform', async () => {
  const { platform, provider } = setUp({ audience: 'nemo' })
  const status = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await platform.fetch('http://nemo.test/apis/entities/v2/workspaces', { headers })).status
  }

  expect(decodeToken(provider.issueTokens(ALICE).accessToken)?.claims['aud']).toBe('nemo')
  expect(await status(platform.tokenFor(ALICE))).toBe(200)
  expect(await status(platform.tokenFor(ALICE, { claims: { aud: 'other' } }))).toBe(401)
})

test('a scope prefix stands before the scopes of the platform only', async () => {
  const { platform, provider } = setUp({ scopePrefix: 'api://nemo/' })
  const { accessToken } = provider.issueTokens(ALICE, { scopes: ['platform:read', 'openid'] })
  const headers = { authorization: `Bearer ${accessToken}` }

  expect(decodeToken(accessToken)?.claims['scope']).toBe('api://nemo/platform:read openid')
  expect((await platform.fetch('http://nemo.test/apis/entities/v2/workspaces', { headers })).status).toBe(200)
})

describe('a login with a password', () => {
  test('works with the right one only', async () => {
    const { provider, post } = setUp()
    provider.setPassword(ALICE, 'wonderland')
    const logIn = (password: string): Promise<TokenAnswer> =>
      post('/token', { grant_type: 'password', username: ALICE, password, scope: 'platform:read' })

    expect(await logIn('wonderland')).toMatchObject({ status: 200, scope: 'platform:read' })
    expect(await logIn('looking-glass')).toMatchObject({ status: 400, error: 'invalid_grant' })
  })
})

describe('a login on another device', () => {
  const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

  async function begin(scope = 'platform:read offline_access') {
    const parts = setUp()
    const started = (await parts.post('/device_authorization', { scope })) as unknown as {
      device_code: string
      user_code: string
      verification_uri: string
      verification_uri_complete: string
      interval: number
    }
    const poll = (): Promise<TokenAnswer> =>
      parts.post('/token', { grant_type: GRANT, device_code: started.device_code })
    return { ...parts, started, poll }
  }

  test('waits, is approved, and gives tokens once', async () => {
    const { provider, started, poll } = await begin()
    const waiting = await poll()

    provider.approve(started.user_code, ALICE)
    const approved = await poll()
    const again = await poll()

    expect(waiting).toMatchObject({ status: 400, error: 'authorization_pending' })
    expect(approved).toMatchObject({ status: 200, scope: 'platform:read offline_access' })
    expect(decodeToken(approved.access_token ?? '')?.claims['email']).toBe(ALICE)
    expect(again.error).toBe('invalid_grant')
  })

  test('shows a code that people can type', async () => {
    const { provider, started } = await begin()

    expect(started.user_code).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/)
    expect(started.verification_uri_complete).toContain(started.user_code)
    expect(started.verification_uri).toContain(provider.issuer)
  })

  test('is told to slow down when it asks too often', async () => {
    const { poll } = await begin()
    await poll()

    expect((await poll()).error).toBe('slow_down')
  })

  test('may be denied', async () => {
    const { provider, started, poll } = await begin()

    provider.deny(started.user_code)

    expect((await poll()).error).toBe('access_denied')
  })

  test('cannot be approved by a code that nobody has', async () => {
    const { provider } = await begin()

    expect(() => provider.approve('XXXX-XXXX')).toThrow('XXXX-XXXX')
  })
})

test('what is asked of the provider is recorded too, and can go wrong', async () => {
  const { platform, provider, refresh } = setUp()
  const { refreshToken } = provider.issueTokens(ALICE)
  platform.faults.next({ status: 503, body: { error: 'temporarily_unavailable' }, path: '/token' })

  const answers = [await refresh(refreshToken), await refresh(refreshToken)]

  expect(answers.map(({ status }) => status)).toEqual([503, 200])
  expect(platform.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/token', '/token'])
})

test('there is nothing at other paths', async () => {
  const { platform, provider } = setUp()

  expect((await platform.fetch(`${provider.issuer}/nothing`)).status).toBe(404)
  expect((await platform.fetch(`${provider.issuer}/token`)).status).toBe(404)
})
