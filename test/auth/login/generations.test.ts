/** Logins at platforms of each generation: what is sent, and what is stored where. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { AuthError, type Fetch, NeMoPlatform } from 'nemo-platform'
import { type LoginPage, login } from 'nemo-platform/auth'
import { loadConfig, type OAuthUser } from 'nemo-platform/config'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configFile, loggedIn, oneContext } from '../../helpers/config-files.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { tokenFor } from '../../helpers/login-scene.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json } from '../../helpers/stub-fetch.ts'

let home: string
let count = 0
let platform: string

beforeEach(() => {
  home = isolateEnvironment()
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'))
  count += 1
  platform = `https://login-${count}.example.com`
})

const ISSUER = 'https://idp.example.com'
const FLAT = {
  issuer: ISSUER,
  client_id: 'cli',
  token_endpoint: `${ISSUER}/token`,
  device_authorization_endpoint: `${ISSUER}/device`,
  default_scopes: 'openid',
}
const DIRECT = {
  ...FLAT,
  name: 'public',
  client_authentication: 'public',
  default: true,
  bearer_token_source: 'access_token',
  server_side_sessions: false,
}

function brokered(url = platform) {
  return {
    ...DIRECT,
    token_endpoint: null,
    device_authorization_endpoint: null,
    server_side_sessions: true,
    authorization_start_endpoint: `${url}/apis/auth/v2/authorize?client=public`,
    broker_token_endpoint: `${url}/apis/auth/v2/token?client=public`,
  }
}

/** A platform with its identity provider. */
function world({ oidc = FLAT, release = '0.8.1', tokens = {} }: Record<string, unknown> = {}) {
  const sent: { url: string; type: string | null; body: string }[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (pathname === '/apis/auth/discovery') return json({ auth_enabled: true, oidc })
    if (pathname === '/cluster-info') return json({ platform_version: release })
    if (request.method !== 'POST') return json({ authorization: request.headers.get('authorization') })
    sent.push({ url: request.url, type: request.headers.get('content-type'), body: await request.text() })
    if (pathname.endsWith('/authorize')) return json({ authorization_url: `${platform}/page` })
    if (pathname === '/device') {
      const code = { device_code: 'd', user_code: 'ABCD', verification_uri: `${ISSUER}/enter`, interval: 1 }
      return json({ ...code, expires_in: 60 })
    }
    return json({
      access_token: tokenFor(3600),
      refresh_token: `handle-${sent.length}`,
      expires_in: 3600,
      ...(tokens as object),
    })
  }
  return { sent, fetch, form: (index: number) => Object.fromEntries(new URLSearchParams(sent[index]?.body)) }
}

const environment = () => ({ HOME: home, XDG_STATE_HOME: join(home, 'state') })
const pathIn = (folder: string) => join(home, '.config', folder, 'config.yaml')
const userIn = (path: string) => loadConfig({ configPath: path, environment: {} }).file.users[0] as OAuthUser

function device(fetch: Fetch, more: object = {}) {
  return login({ method: 'device', baseURL: platform, fetch, environment: environment(), ...more })
}

/** What a browser does in the end: it goes back to the redirect URI of the login that has begun. */
function comeBack(scene: ReturnType<typeof world>, query: (state: string) => string) {
  return async ({ url }: LoginPage) => {
    expect(url).toBe(`${platform}/page`)
    const { redirect_uri, state } = JSON.parse(scene.sent[0]?.body ?? '{}')
    await fetch(`${redirect_uri}?${query(state)}`)
  }
}

function browser(
  scene: ReturnType<typeof world>,
  query = (state: string) => `code=c-1&state=${state}`,
  more: object = {},
) {
  const onPage = comeBack(scene, query)
  return login({
    method: 'browser',
    baseURL: platform,
    fetch: scene.fetch,
    environment: environment(),
    onPage,
    ...more,
  })
}

/** Asks for a target as it is written, which `fetch` would put right. */
function statusOf({ hostname, port }: URL, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('a device login', () => {
  test('at 0.7 is by the client for command lines', async () => {
    const scene = world({ oidc: { ...FLAT, client_id: 'web', cli_client_id: 'tool' } })

    await device(scene.fetch)

    expect([scene.form(0)['client_id'], scene.form(1)['client_id']]).toEqual(['tool', 'tool'])
  })

  test('tells which device it is, always the same, where that is wanted', async () => {
    const client = { ...DIRECT, device_authorization_requires_device_id: true }
    const scene = world({ oidc: { clients: [{ ...client, device_token_request_includes_scope: false }] } })

    await device(scene.fetch)
    await device(scene.fetch)

    const path = join(home, 'state', 'nhx', 'oidc-device-id')
    const id = readFileSync(path, 'utf8').trim()
    expect(scene.form(0)).toEqual({
      client_id: 'cli',
      scope: 'openid',
      device_id: id,
      display_name: 'NeMo Helix CLI',
    })
    expect(scene.form(1)).not.toHaveProperty('scope')
    expect(scene.form(2)['device_id']).toBe(id)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('stores the ID token where that is the bearer, without a word about its scopes', async () => {
    const idToken = tokenFor(3600)
    const oidc = {
      clients: [{ ...DIRECT, bearer_token_source: 'id_token', default_scopes: 'openid platform:read' }],
    }

    await device(world({ oidc, tokens: { id_token: idToken } }).fetch)

    expect(userIn(pathIn('nhx')).token).toBe(idToken)
  })

  test('says that the ID token is missing', async () => {
    const oidc = { clients: [{ ...DIRECT, bearer_token_source: 'id_token' }] }

    const error = await rejection(
      login({
        method: 'password',
        username: 'a',
        password: 'b',
        baseURL: platform,
        fetch: world({ oidc }).fetch,
        environment: environment(),
      }),
      AuthError,
    )

    expect(error.problem).toContain('holds no ID token')
  })

  test('stores when an opaque token ends', async () => {
    const scene = world({ oidc: { clients: [DIRECT] }, tokens: { access_token: 'opaque' } })

    const { expiresAt } = await device(scene.fetch)

    const { expires_at: stored } = userIn(pathIn('nhx'))
    expect(Math.abs(Number(stored) * 1000 - Date.now() - 3_600_000)).toBeLessThan(60_000)
    expect(expiresAt?.getTime()).toBeCloseTo(Number(stored) * 1000, -4)
  })

  test('by a client that the platform does not have says which it has', async () => {
    const error = await rejection(
      device(world({ oidc: { clients: [DIRECT] } }).fetch, { oidcClient: 'x' }),
      AuthError,
    )

    expect(error.problem).toContain(
      "OIDC client 'x' is not configured on this deployment. Configured clients: public",
    )
  })

  test.each([
    [FLAT, 'auth.oidc.client_id'],
    // From 0.8 on a platform with the flat field does not start.
    [{ clients: [DIRECT] }, 'auth.oidc.public_client.client_id'],
  ])(
    'with a client ID that the provider does not know names the setting of the platform: %#',
    async (oidc, key) => {
      const { fetch } = world({ oidc })
      const refusing: Fetch = async (input, init) =>
        init?.method === 'POST' ? json({ error: 'invalid_client' }, 401) : fetch(input, init)

      const error = await rejection(device(refusing), AuthError)

      expect(error.remedies[0]).toContain(`Check that ${key} in the platform config`)
    },
  )

  test('by a document without a client ID names the setting that is missing', async () => {
    const oidc = { clients: [{ ...DIRECT, client_id: null }] }

    const error = await rejection(device(world({ oidc }).fetch), AuthError)

    expect(error).toMatchObject({ reason: 'no-client-id' })
    expect(error.remedies[0]).toContain('auth.oidc.public_client.client_id')
  })

  test('by a document without clients says what it lacks', async () => {
    const error = await rejection(device(world({ oidc: { clients: [] } }).fetch), AuthError)

    expect(error).toMatchObject({
      reason: 'discovery-failed',
      problem: expect.stringContaining('`oidc.clients` is empty'),
    })
  })
})

describe('where there is no config file, a login is stored where the tools of the platform look:', () => {
  test.each([
    ['0.6 with a provider', FLAT, '9.9.9', 'nmp'],
    ['0.7 with a provider', { ...FLAT, cli_client_id: null }, '9.9.9', 'nhx'],
    ['0.8 with a provider', { clients: [DIRECT] }, '0.6.0', 'nhx'],
  ])('%s', async (_, oidc, release, folder) => {
    const { configPath } = await device(world({ oidc, release }).fetch)

    expect(configPath).toBe(pathIn(folder))
    expect(existsSync(pathIn(folder === 'nmp' ? 'nhx' : 'nmp'))).toBe(false)
  })

  test.each([
    ['0.6.0', 'nmp'],
    ['0.7.3', 'nhx'],
    ['0.8.1', 'nhx'],
  ])('%s without one', async (release, folder) => {
    const { fetch } = world({ oidc: null, release })
    const options = { baseURL: platform, email: 'ana@example.com', environment: environment(), fetch }

    expect((await login({ method: 'unsigned', ...options })).configPath).toBe(pathIn(folder))
  })

  test('0.6 gets no keys that its tools do not know', async () => {
    await device(world().fetch)

    expect(Object.keys(userIn(pathIn('nmp')))).toEqual(['type', 'name', 'token', 'refresh_token'])
  })
})

describe('scopes that the platform does not know', () => {
  const warnings = async (release: string, scopes: readonly string[]) => {
    const told: string[] = []
    const { fetch } = world({ oidc: null, release })
    const options = { baseURL: platform, email: 'ana@example.com', environment: environment(), fetch, scopes }
    await login({ method: 'unsigned', ...options, warn: (message) => told.push(message) })
    return told
  }

  test.each<[string, string[], string[]]>([
    [
      '0.8.1',
      ['entitites:read'],
      [
        'The platform is not known to have the scope entitites:read, and passes over such scopes: the token may do whatever its owner may.',
      ],
    ],
    [
      '0.7.3',
      ['platform:read', 'foo:bar', 'openid'],
      [
        'The platform is not known to have the scope foo:bar, and passes over such scopes: the other scopes alone restrict the token.',
      ],
    ],
    ['0.8.1', ['platform:read', 'entities:write', 'evaluator:read', 'openid'], []],
    // What the plugin is called since 0.8: its scopes have kept their name.
    [
      '0.8.1',
      ['evals:read'],
      [
        'The platform is not known to have the scope evals:read, and passes over such scopes: the token may do whatever its owner may.',
      ],
    ],
    // A permission in place of a scope; providers have scopes with dots of their own.
    [
      '0.8.1',
      ['openid', 'secrets.read', 'User.Read'],
      [
        'The platform is not known to have the scope secrets.read, and passes over such scopes: the token may do whatever its owner may.',
      ],
    ],
    [
      '0.8.1',
      ['platform:read', 'secrets.read'],
      [
        'The platform is not known to have the scope secrets.read, and passes over such scopes: the other scopes alone restrict the token.',
      ],
    ],
    // There they open nothing, which is noticed at the first call.
    ['0.6.0', ['entitites:read', 'secrets.read'], []],
  ])('are warned of from 0.7 on: %s, %j', async (release, scopes, expected) => {
    expect(await warnings(release, scopes)).toEqual(expected)
  })
})

describe('a login that the platform keeps', () => {
  test('brings a code back to this machine, which is good with a secret only', async () => {
    const scene = world({ oidc: { clients: [brokered()] } })

    const result = await browser(scene)

    const [start, exchange] = scene.sent
    const begun = JSON.parse(start?.body ?? '')
    const traded = JSON.parse(exchange?.body ?? '')
    expect(begun).toEqual({
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
      code_challenge: createHash('sha256').update(traded.code_verifier).digest('base64url'),
      state: expect.stringMatching(/^[\w-]{16,512}$/),
    })
    expect(traded).toEqual({
      grant_type: 'authorization_code',
      code: 'c-1',
      code_verifier: expect.any(String),
    })
    expect([start?.url, exchange?.url]).toEqual([
      `${platform}/apis/auth/v2/authorize?client=public`,
      `${platform}/apis/auth/v2/token?client=public`,
    ])
    expect(result).toMatchObject({ method: 'browser', hasRefreshToken: true, configPath: pathIn('nhx') })
    expect(userIn(pathIn('nhx'))).toMatchObject({
      refresh_token: 'handle-2',
      token_broker_url: `${platform}/apis/auth/v2/token?client=public`,
      expires_at: expect.any(Number),
    })
    expect(Object.keys(userIn(pathIn('nhx'))).slice(-2)).toEqual(['expires_at', 'token_broker_url'])
    await rejection(fetch(begun.redirect_uri), TypeError)
  })

  test('is refreshed there, handle by handle', async () => {
    const scene = world({ oidc: { clients: [brokered()] } })
    await browser(scene)
    vi.stubEnv('NHX_CONFIG_FILE', pathIn('nhx'))

    const client = new NeMoPlatform({ fetch: scene.fetch })
    await client.auth.refresh()
    await client.auth.refresh()

    expect(scene.sent.slice(2).map(({ url, body }) => [url, JSON.parse(body).refresh_token])).toEqual([
      [`${platform}/apis/auth/v2/token?client=public`, 'handle-2'],
      [`${platform}/apis/auth/v2/token?client=public`, 'handle-3'],
    ])
    expect(userIn(pathIn('nhx'))).toMatchObject({
      refresh_token: 'handle-4',
      token_broker_url: expect.any(String),
    })
  })

  test.each(['somewhere', '/apis/auth/v2/token', 'ftp://x/y'])(
    'is refreshed nowhere where it says %s',
    async (url) => {
      const user = [...loggedIn(tokenFor(3600), 'handle'), `token_broker_url: ${url}`]
      const configPath = configFile(oneContext({ user }).replace('https://nmp.example.com', platform))
      const scene = world({ oidc: { clients: [DIRECT] } })

      const error = await rejection(
        new NeMoPlatform({ configPath, fetch: scene.fetch }).auth.refresh(),
        AuthError,
      )

      expect(error).toMatchObject({
        reason: 'provider-changed',
        remedies: [expect.stringContaining('login')],
      })
      expect(scene.sent).toEqual([])
    },
  )

  test.each(['5', '[]', 'true'])('is no login where the place is no text: %s', (url) => {
    const user = [...loggedIn(tokenFor(3600), 'handle'), `token_broker_url: ${url}`]
    const configPath = configFile(oneContext({ user }))

    expect(() => new NeMoPlatform({ configPath })).toThrow(/token_broker_url/)
  })

  test('takes no code that comes with another state', async () => {
    const scene = world({ oidc: { clients: [brokered()] } })
    const seen: (number | undefined)[] = []

    await browser(scene, undefined, {
      onPage: async (page: LoginPage) => {
        const { redirect_uri } = JSON.parse(scene.sent[0]?.body ?? '')
        for (const query of ['code=stolen&state=guessed', 'code=stolen', ''])
          seen.push((await fetch(`${redirect_uri}?${query}`)).status)
        seen.push(await statusOf(new URL(redirect_uri), '//'))
        await comeBack(scene, (state) => `code=mine&state=${state}`)(page)
      },
    })

    expect(seen).toEqual([404, 404, 404, 404])
    expect(JSON.parse(scene.sent[1]?.body ?? '').code).toBe('mine')
  })

  test('that is denied says so, and stores nothing', async () => {
    const scene = world({ oidc: { clients: [brokered()] } })
    const query = (state: string) => `error=access_denied&error_description=Not+today&state=${state}`

    const error = await rejection(browser(scene, query), AuthError)

    expect(error).toMatchObject({ reason: 'access-denied', problem: expect.stringContaining('Not today') })
    expect(existsSync(pathIn('nhx'))).toBe(false)
  })

  test('ends with the signal', async () => {
    const scene = world({ oidc: { clients: [brokered()] } })
    const abort = new AbortController()

    const error = await rejection(
      browser(scene, undefined, { onPage: () => abort.abort(), signal: abort.signal }),
      AuthError,
    )

    expect(error.reason).toBe('aborted')
  })

  test.each([
    ['device', 'no-device-endpoint'],
    ['password', 'password-grant-disabled'],
  ])('is not made by %s', async (method, reason) => {
    const { fetch } = world({ oidc: { clients: [brokered()] } })
    const options = {
      method,
      username: 'a',
      password: 'b',
      baseURL: platform,
      fetch,
      environment: environment(),
    }

    expect((await rejection(login(options as Parameters<typeof login>[0]), AuthError)).reason).toBe(reason)
  })

  test('may go over plain http where the platform itself does, with one warning', async () => {
    platform = `http://login-${count}.example.com`
    const scene = world({ oidc: { clients: [brokered()] } })
    const warn = vi.fn()

    await browser(scene, undefined, { warn })

    expect(warn.mock.calls).toEqual([[expect.stringContaining('plain http')]])
  })

  test('does not go over plain http elsewhere', async () => {
    const scene = world({ oidc: { clients: [brokered('http://elsewhere.example.com')] } })

    expect((await rejection(browser(scene), AuthError)).reason).toBe('insecure-endpoint')
    expect(scene.sent).toEqual([])
  })

  test('is forgotten by any other login', async () => {
    const user = [...loggedIn('old', 'handle'), 'expires_at: 1.0', `token_broker_url: ${platform}/token`]
    const configPath = configFile(oneContext({ user }))
    const { fetch } = world({ oidc: null })

    await login({
      method: 'unsigned',
      email: 'ana@example.com',
      configPath,
      environment: {},
      fetch,
      baseURL: platform,
    })

    expect(Object.keys(userIn(configPath))).toEqual(['type', 'name', 'token'])
  })
})

test('an opaque token is refreshed when what stands beside it says that it has ended', async () => {
  const user = [...loggedIn('opaque', 'refresh-1'), `expires_at: ${Math.floor(Date.now() / 1000) - 10}.0`]
  const configPath = configFile(oneContext({ user }).replace('https://nmp.example.com', platform))
  const scene = world({ oidc: { clients: [DIRECT] }, tokens: { access_token: 'opaque-2' } })

  const answer = await new NeMoPlatform({ configPath, fetch: scene.fetch }).get('/x')

  expect(answer).toEqual({ authorization: 'Bearer opaque-2' })
  expect(Number(userIn(configPath)['expires_at'])).toBeGreaterThan(Date.now() / 1000 + 3000)
})
