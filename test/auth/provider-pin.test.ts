/** A refresh token goes where its login came from, whatever the platform says later. */

import { readFileSync, writeFileSync } from 'node:fs'
import { AuthError, type Fetch, NeMoPlatform } from 'nemo-platform'
import { login } from 'nemo-platform/auth'
import { loadConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configFile, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const PLATFORM = 'https://nmp.example.com'
const ISSUER = 'https://idp.example.com'
const MOVED = 'https://new.example.com/token'

/** A platform whose token endpoint can be changed, and its identity provider. */
function world() {
  const state = {
    tokenEndpoint: `${ISSUER}/token`,
    /** What the issuer itself says; undefined for nothing. */
    issuersEndpoint: `${ISSUER}/token` as string | undefined,
    lifetime: 3600,
    iss: ISSUER as string | undefined,
    /** Where the platform keeps logins; undefined for one whose logins the provider keeps. */
    brokerURL: undefined as string | undefined,
  }
  const sent: { url: string; body: string; type: string | null }[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const { url } = request
    if (url.endsWith('/apis/auth/discovery')) {
      if (state.brokerURL !== undefined)
        return json({ auth_enabled: true, oidc: { issuer: ISSUER, clients: [brokered(state.brokerURL)] } })
      const oidc = { issuer: ISSUER, client_id: 'cli', token_endpoint: state.tokenEndpoint }
      return json({ auth_enabled: true, oidc })
    }
    if (url.endsWith('/.well-known/openid-configuration')) {
      if (state.issuersEndpoint === undefined) return json({}, 503)
      return json({ issuer: ISSUER, token_endpoint: state.issuersEndpoint })
    }
    if (request.method !== 'POST') return json({})
    sent.push({ url, body: await request.text(), type: request.headers.get('content-type') })
    const accessToken = tokenFor(state.lifetime, { iss: state.iss })
    return json({ access_token: accessToken, refresh_token: `refresh-${sent.length}`, expires_in: 3600 })
  }
  return { state, sent, fetch }
}

/** A client that logs in at the platform. */
function brokered(url: string) {
  return {
    name: 'public',
    default: true,
    client_id: 'cli',
    client_authentication: 'public',
    bearer_token_source: 'access_token',
    default_scopes: 'openid',
    server_side_sessions: true,
    authorization_start_endpoint: url.replace('token', 'authorize'),
    broker_token_endpoint: url,
  }
}

/** Somebody logs in with our package. */
async function loggedIn(scene: ReturnType<typeof world>, config = oneContext()) {
  const configPath = configFile(config)
  const { fetch } = scene
  await login({
    method: 'password',
    username: 'ana',
    password: 'secret',
    baseURL: PLATFORM,
    configPath,
    fetch,
    environment: {},
  })
  return { configPath, client: () => new NeMoPlatform({ configPath, fetch, maxRetries: 0 }) }
}

describe('a login', () => {
  test('notes where it came from, in one key of the metadata of its context', async () => {
    const { configPath } = await loggedIn(world())

    const { contexts } = loadConfig({ configPath, environment: {} }).file
    expect(contexts[0]?.metadata).toEqual({
      identity_provider: { issuer: ISSUER, token_endpoint: `${ISSUER}/token`, client_id: 'cli' },
    })
  })

  test('keeps what stands there already, and takes away what is of an older login', async () => {
    const scene = world()
    const { configPath } = await loggedIn(scene)
    const text = readFileSync(configPath, 'utf8')
      .replace('    identity_provider:', '    team: ml # ours\n    identity_provider:')
      .replace(/^( +)refresh_token: .*$/m, (line, indent) => `${line}\n${indent}token_broker_url: https://x`)
    writeFileSync(configPath, text)
    scene.state.tokenEndpoint = MOVED

    const common = { baseURL: PLATFORM, configPath, environment: {} }
    await login({ method: 'password', username: 'a', password: 'b', fetch: scene.fetch, ...common })
    const moved = readFileSync(configPath, 'utf8')
    const { fetch } = stubFetch(json({ auth_enabled: true, oidc: null }))
    await login({ method: 'unsigned', email: 'a@example.com', fetch, ...common })

    expect(text).toContain('token_broker_url')
    expect(moved).toContain('team: ml # ours')
    expect(moved).toContain(MOVED)
    expect(moved).not.toContain('token_broker_url')
    const { contexts } = loadConfig({ configPath, environment: {} }).file
    expect(contexts[0]?.metadata).toEqual({ team: 'ml' })
  })
})

describe('a platform that names another token endpoint later', () => {
  test.each([
    ['gets no refresh token', `${ISSUER}/token`],
    ['gets none either where the issuer cannot be asked', undefined],
  ])('%s: an error that says to log in again', async (_, issuersEndpoint) => {
    const scene = world()
    const { client, configPath } = await loggedIn(scene)
    Object.assign(scene.state, { tokenEndpoint: MOVED, issuersEndpoint })

    const error = await rejection(client().auth.refresh(), AuthError)

    expect(error).toMatchObject({ reason: 'provider-changed', code: 'auth/provider-changed' })
    expect(error.problem).toContain(MOVED)
    expect(error.remedies[0]).toContain('nemo auth login')
    expect(scene.sent).toHaveLength(1)
    expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
  })

  test('gets it where the issuer itself has moved there', async () => {
    const scene = world()
    const { client } = await loggedIn(scene)
    Object.assign(scene.state, { tokenEndpoint: MOVED, issuersEndpoint: MOVED })

    await client().auth.refresh()

    expect(scene.sent.map(({ url }) => url)).toEqual([`${ISSUER}/token`, MOVED])
  })

  test('gets it from another login that has been made there since', async () => {
    const scene = world()
    const { client, configPath } = await loggedIn(scene)
    const other = tokenFor(3600, { iss: 'https://new.example.com' })
    writeFileSync(
      configPath,
      readFileSync(configPath, 'utf8').replace(storedTokens(configPath).accessToken, other),
    )
    Object.assign(scene.state, { tokenEndpoint: MOVED, iss: 'https://new.example.com' })

    await client().auth.refresh()

    expect(scene.sent.at(-1)?.url).toBe(MOVED)
  })
})

describe('a login of another program, which notes nothing', () => {
  function pythonLogin(scene: ReturnType<typeof world>, accessToken: string) {
    const configPath = loginConfig({ url: PLATFORM, accessToken, refreshToken: 'refresh-0' })
    return new NeMoPlatform({ configPath, fetch: scene.fetch, maxRetries: 0 })
  }

  test.each<[string, string | undefined, string, string | undefined]>([
    ["the issuer's own origin", ISSUER, `${ISSUER}/other/token`, undefined],
    ["the platform's own origin", ISSUER, `${PLATFORM}/idp/token`, undefined],
    ['what the issuer names', ISSUER, MOVED, MOVED],
    ['anything, where the token names no issuer', undefined, MOVED, undefined],
    ['anything, where the issuer is on plain http', 'http://keycloak:8080/realms/x', MOVED, undefined],
  ])('is refreshed at %s', async (_, iss, tokenEndpoint, issuersEndpoint) => {
    const scene = world()
    Object.assign(scene.state, { tokenEndpoint, issuersEndpoint })

    await pythonLogin(scene, tokenFor(-10, { iss })).get('/x')

    expect(scene.sent.map(({ url }) => url)).toEqual([tokenEndpoint])
  })

  test('is not refreshed elsewhere', async () => {
    const scene = world()
    scene.state.tokenEndpoint = MOVED

    const error = await rejection(pythonLogin(scene, tokenFor(-10, { iss: ISSUER })).get('/x'), AuthError)

    expect(error.reason).toBe('provider-changed')
    expect(scene.sent).toEqual([])
  })

  test('is not refreshed where nobody can tell', async () => {
    const scene = world()
    Object.assign(scene.state, { tokenEndpoint: MOVED, issuersEndpoint: undefined })

    const error = await rejection(pythonLogin(scene, tokenFor(-10, { iss: ISSUER })).get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'identity-provider' })
    expect(error.problem).toContain(ISSUER)
    expect(scene.sent).toEqual([])
  })
})

describe('a login that the platform keeps (a broker)', () => {
  const BROKER = `${PLATFORM}/apis/auth/v2/token?client=public`

  function brokerLogin(scene: ReturnType<typeof world>, url: string, baseURL = PLATFORM) {
    const configPath = loginConfig({ url: PLATFORM, accessToken: tokenFor(-10), refreshToken: 'handle-1' })
    const text = readFileSync(configPath, 'utf8')
    writeFileSync(configPath, text.replace('refresh_token: handle-1', `$&\n  token_broker_url: ${url}`))
    const logger = { debug() {}, info() {}, warn() {}, error() {} }
    const client = new NeMoPlatform({ configPath, baseURL, contextName: 'main', fetch: scene.fetch, logger })
    return { configPath, client }
  }

  test.each(['https://nmp.example.com', 'https://other.example.com'])(
    'is refreshed at its stored URL only, as JSON, also from %s',
    async (baseURL) => {
      const scene = world()
      scene.state.brokerURL = BROKER
      const { client, configPath } = brokerLogin(scene, BROKER, baseURL)

      await client.get('/x')

      expect(scene.sent).toEqual([
        {
          url: BROKER,
          type: 'application/json',
          body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: 'handle-1' }),
        },
      ])
      expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
      expect(readFileSync(configPath, 'utf8')).toContain(`token_broker_url: ${BROKER}`)
    },
  )

  test.each([undefined, 'https://nmp.example.com/elsewhere/token'])(
    'is not refreshed where the platform names %s in its place',
    async (brokerURL) => {
      const scene = world()
      scene.state.brokerURL = brokerURL
      const { client } = brokerLogin(scene, BROKER)

      expect((await rejection(client.get('/x'), AuthError)).reason).toBe('provider-changed')
      expect(scene.sent).toEqual([])
    },
  )

  test('may go over plain http where the platform itself does, with one warning', async () => {
    const scene = world()
    const url = 'http://nmp.example.com/apis/auth/v2/token'
    scene.state.brokerURL = url
    scene.state.lifetime = -10
    const warn = vi.fn()
    const { configPath } = brokerLogin(scene, url)
    const text = readFileSync(configPath, 'utf8').replace(
      `base_url: ${PLATFORM}`,
      'base_url: http://nmp.example.com',
    )
    writeFileSync(configPath, text)
    const logger = { debug() {}, info() {}, warn, error() {} }
    const client = new NeMoPlatform({ configPath, fetch: scene.fetch, logger })

    await client.get('/x')
    await client.auth.refresh()

    expect(scene.sent.map((request) => request.url)).toContain(url)
    expect(warn.mock.calls.filter(([words]) => /plain http/.test(words))).toHaveLength(1)
  })

  test('that is not known any more is dead', async () => {
    const scene = world()
    scene.state.brokerURL = BROKER
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init)
      if (request.url === BROKER) return json({ detail: 'Refresh token was not found' }, 400)
      return scene.fetch(input, init)
    }

    const error = await rejection(brokerLogin({ ...scene, fetch }, BROKER).client.get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'refresh-failed', oauthError: 'invalid_grant' })
  })

  test('does not go over plain http', async () => {
    const scene = world()
    const { client } = brokerLogin(scene, 'http://nmp.example.com/token')

    expect((await rejection(client.get('/x'), AuthError)).reason).toBe('insecure-endpoint')
    expect(scene.sent).toEqual([])
  })
})
