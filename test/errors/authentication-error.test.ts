import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthenticationError, NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { jwt, nowInSeconds } from '../helpers/sample-tokens.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const INVALID = 'Invalid or expired token'
const refused = (promise: PromiseLike<unknown>) => rejection(promise, AuthenticationError)

/** The error of a call with a token that is answered with 401 and these words. */
function refusalOf(
  accessToken: string | undefined,
  detail: string,
  headers = {},
): Promise<AuthenticationError> {
  const { fetch } = stubFetch(json({ detail }, 401, headers))
  const token = accessToken === undefined ? {} : { accessToken }
  return refused(new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, ...token }).workspaces.list())
}

/** A token for x with these claims over good ones. */
function tokenWith(claims: Record<string, unknown>): string {
  return jwt({ sub: 'x', iat: nowInSeconds() - 100, exp: nowInSeconds() + 3600, ...claims })
}

describe('the reason of a 401', () => {
  test('is missing-token where none was sent', async () => {
    expect((await refusalOf(undefined, 'Unauthorized')).reason).toBe('missing-token')
  })

  test('is expired-token where the token has ended', async () => {
    expect((await refusalOf(tokenWith({ exp: nowInSeconds() - 5 }), INVALID)).reason).toBe('expired-token')
  })

  test('is not-yet-valid where the token was issued in the future', async () => {
    expect((await refusalOf(tokenWith({ iat: nowInSeconds() + 60 }), INVALID)).reason).toBe('not-yet-valid')
  })

  test('is not-yet-valid where the token begins in the future', async () => {
    expect((await refusalOf(tokenWith({ nbf: nowInSeconds() + 60 }), INVALID)).reason).toBe('not-yet-valid')
  })

  test.each([
    ['expired-token', tokenWith({ exp: nowInSeconds() + 300 }), 3600],
    ['not-yet-valid', tokenWith({ iat: nowInSeconds() - 300 }), -3600],
  ])('is %s by the clock of the server', async (reason, token, offset) => {
    const date = new Date((nowInSeconds() + offset) * 1000).toUTCString()

    expect((await refusalOf(token, INVALID, { date })).reason).toBe(reason)
  })

  test.each([
    [
      'unsigned-token-rejected',
      'Unsigned JWTs are not accepted. Set auth.allow_unsigned_jwt=true for local development.',
    ],
    ['bearer-not-configured', 'Bearer token authentication not configured'],
  ])('is %s by the words of the server', async (reason, words) => {
    expect((await refusalOf(tokenWith({}), words)).reason).toBe(reason)
  })

  test('is rejected where neither words nor claims tell', async () => {
    expect((await refusalOf(tokenWith({}), INVALID)).reason).toBe('rejected')
  })

  test.each([
    ['an opaque token', 'opaque-token'],
    ['two parts', 'a.b'],
    ['three parts that are no JSON', 'a.b.c'],
    [
      'claims that are a list',
      `${Buffer.from('{}').toString('base64url')}.${Buffer.from('[1]').toString('base64url')}.x`,
    ],
    ['an expiry that is text', tokenWith({ exp: 'soon' })],
  ])('is rejected for %s', async (_what, token) => {
    expect((await refusalOf(token, INVALID)).reason).toBe('rejected')
  })

  test('is not missing-token where the call brought a token in its headers', async () => {
    const { fetch } = stubFetch(json({ detail: INVALID }, 401))
    const headers = { authorization: `Bearer ${tokenWith({ exp: nowInSeconds() - 5 })}` }

    const error = await refused(
      new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x', { headers }),
    )

    expect(error.reason).toBe('expired-token')
  })

  test.each([
    'missing-token',
    'expired-token',
    'unsigned-token-rejected',
    'bearer-not-configured',
    'rejected',
  ] as const)('%s comes with a remedy in the message', async (reason) => {
    const words: Record<string, string> = {
      'unsigned-token-rejected': 'Unsigned JWTs are not accepted.',
      'bearer-not-configured': 'Bearer token authentication not configured',
    }
    const claims = reason === 'expired-token' ? { exp: nowInSeconds() - 5 } : {}
    const token = reason === 'missing-token' ? undefined : tokenWith(claims)

    const error = await refusalOf(token, words[reason] ?? INVALID)

    expect(error.reason).toBe(reason)
    expect(error.message).toContain(error.remedies[0] ?? 'no remedy')
  })
})

describe('the issuer of a token', () => {
  /** A config file with a token, and what a platform with that issuer says about it. */
  function refusalByIssuer(claims: Record<string, unknown>, issuer: string): Promise<AuthenticationError> {
    const configPath = join(isolateEnvironment(), 'config.yaml')
    const config = [
      'current_context: c',
      'clusters: [{name: c, base_url: "http://nemo.test"}]',
      `users: [{name: u, type: oauth, token: ${tokenWith(claims)}}]`,
      'contexts: [{name: c, cluster: c, user: u, workspace: ws}]',
    ]
    writeFileSync(configPath, config.join('\n'))
    const { fetch } = stubFetch(({ url }) =>
      url.pathname === '/apis/auth/discovery'
        ? json({ auth_enabled: true, oidc: { issuer, client_id: 'nemo', token_endpoint: null } })
        : json({ detail: INVALID }, 401),
    )
    return refused(new NeMoPlatform({ configPath, fetch }).workspaces.list())
  }

  test('that is not that of the platform is an issuer-mismatch', async () => {
    const error = await refusalByIssuer({ iss: 'https://other.test' }, 'https://idp.test')

    expect(error.reason).toBe('issuer-mismatch')
  })

  test('that is that of the platform is none', async () => {
    expect((await refusalByIssuer({ iss: 'https://idp.test' }, 'https://idp.test')).reason).toBe('rejected')
  })

  test('of a token that has ended too does not hide that', async () => {
    const claims = { iss: 'https://idp.test', exp: nowInSeconds() - 5 }

    expect((await refusalByIssuer(claims, 'https://idp.test')).reason).toBe('expired-token')
  })
})

describe('on the mock platform', () => {
  const clientOf = (platform: MockPlatform, accessToken?: string) =>
    new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch: platform.fetch,
      ...(accessToken === undefined ? {} : { accessToken }),
    })

  test.each<[reason: string, platform: MockPlatform, token: (platform: MockPlatform) => string | undefined]>([
    ['missing-token', new MockPlatform(), () => undefined],
    ['expired-token', new MockPlatform(), (platform) => platform.tokenFor('a@b.test', { expiresIn: -60 })],
    [
      'not-yet-valid',
      new MockPlatform(),
      (platform) => platform.tokenFor('a@b.test', { claims: { iat: nowInSeconds() + 600 } }),
    ],
    ['rejected', new MockPlatform({ auth: { oidc: true } }), () => tokenWith({})],
    [
      'unsigned-token-rejected',
      new MockPlatform({ auth: { oidc: true, allowUnsignedTokens: false } }),
      () => new MockPlatform().tokenFor('a@b.test'),
    ],
    [
      'bearer-not-configured',
      new MockPlatform({ auth: { allowUnsignedTokens: false } }),
      () => new MockPlatform().tokenFor('a@b.test'),
    ],
  ])('a 401 has the reason %s', async (reason, platform, tokenOf) => {
    const error = await refused(clientOf(platform, tokenOf(platform)).workspaces.list())

    expect(error.reason).toBe(reason)
  })

  test('a 401 with a fixed token is not asked again', async () => {
    const platform = new MockPlatform()

    await refused(clientOf(platform, platform.tokenFor('a@b.test', { expiresIn: -60 })).workspaces.list())

    expect(platform.requests).toHaveLength(1)
  })

  test('a 401 asks a token function once more, and no more than that', async () => {
    const platform = new MockPlatform()
    let asked = 0
    const accessToken = () => {
      asked += 1
      return platform.tokenFor(`user${asked}@b.test`, { claims: { iat: nowInSeconds() + 600 } })
    }
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, fetch: platform.fetch })

    await refused(client.workspaces.list())

    expect([asked, platform.requests.length]).toEqual([2, 2])
  })

  test('a 401 heals by the second token of a function', async () => {
    const platform = new MockPlatform()
    const tokens = [
      platform.tokenFor('a@b.test', { claims: { iat: nowInSeconds() + 600 } }),
      platform.tokenFor('a@b.test'),
    ]
    const accessToken = () => tokens.shift() ?? ''
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, fetch: platform.fetch })

    expect((await client.workspaces.list()).data.length).toBeGreaterThan(0)
    expect(platform.requests).toHaveLength(2)
  })
})
