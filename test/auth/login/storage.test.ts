/** Where a login is stored, what it leaves alone there, and logging out again. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AuthError, ConfigError, InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { decodeToken, type LoginOptions, login, logout, type UnsignedLoginOptions } from 'nemo-platform/auth'
import { loadConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { configFile, oneContext, temporaryFolder } from '../../helpers/config-files.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../../helpers/login-config.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, networkError, stubFetch } from '../../helpers/stub-fetch.ts'
import { aliceToken, formOf, scriptedLogin } from './scripted-login.ts'

beforeEach(() => {
  isolateEnvironment()
})

const ALICE = 'alice@example.com'

/** An unsigned login at a platform without an identity provider. */
function unsigned(options: Partial<UnsignedLoginOptions>) {
  const { fetch } = stubFetch(json({ auth_enabled: true, oidc: null }))
  return login({ method: 'unsigned', email: ALICE, environment: {}, fetch, ...options })
}

function fileAt(path: string) {
  return loadConfig({ configPath: path, environment: {} }).file
}

describe('a login', () => {
  test('changes nothing but the tokens', async () => {
    const configPath = loginConfig({
      url: 'https://nmp.example.com',
      accessToken: 'old',
      refreshToken: 'old-refresh',
    })

    await unsigned({ configPath })

    expectOnlyTokensChanged(configPath)
    expect(storedTokens(configPath)).toEqual({
      accessToken: expect.stringMatching(/^eyJ.*\.$/),
      refreshToken: undefined,
    })
  })

  test('with a base URL makes the file, the context and its folder', async () => {
    const configPath = join(temporaryFolder(), 'deep', 'config.yaml')

    const result = await unsigned({ configPath, baseURL: 'https://NMP.example.com', contextName: 'new' })

    expect(result).toMatchObject({ contextName: 'new', baseURL: 'https://nmp.example.com/', configPath })
    expect(fileAt(configPath)).toMatchObject({
      current_context: 'new',
      clusters: [{ name: 'new-cluster', base_url: 'https://nmp.example.com/' }],
      contexts: [{ name: 'new', workspace: 'default' }],
    })
    expect(statSync(configPath).mode & 0o777).toBe(0o600)
  })

  test('without any config is one at the default URL', async () => {
    const home = isolateEnvironment()

    const result = await unsigned({ environment: { HOME: home } })

    const path = join(home, '.config', 'nhx', 'config.yaml')
    expect(result).toMatchObject({
      baseURL: 'http://localhost:8080/',
      contextName: 'default',
      configPath: path,
    })
    expect(fileAt(path).clusters).toMatchObject([{ base_url: 'http://localhost:8080/' }])
  })

  test('makes another context current only where that is wanted', async () => {
    const configPath = configFile(oneContext())
    const baseURL = 'https://other.example.com'

    await unsigned({ configPath, contextName: 'other', baseURL })
    expect(fileAt(configPath).current_context).toBe('main')

    await unsigned({ configPath, contextName: 'other', makeCurrent: true })
    expect(fileAt(configPath).current_context).toBe('other')
  })

  test('moves base URL and token together', async () => {
    const configPath = loginConfig({ url: 'https://nmp.example.com', accessToken: 'old' })

    await unsigned({ configPath, baseURL: 'https://moved.example.com' })

    expect(fileAt(configPath).clusters).toMatchObject([{ base_url: 'https://moved.example.com/' }])
    expect(storedTokens(configPath).accessToken).not.toBe('old')
  })

  test('that fails leaves the base URL alone', async () => {
    const scene = scriptedLogin({ discovery: networkError('ECONNREFUSED') })
    const before = readFileSync(scene.configPath, 'utf8')

    await rejection(scene.device({ baseURL: 'https://moved.example.com' }), AuthError)

    expect(readFileSync(scene.configPath, 'utf8')).toBe(before)
  })

  test('in an unknown context needs a base URL', async () => {
    const configPath = configFile(oneContext())

    const error = await rejection(unsigned({ configPath, contextName: 'nope' }), ConfigError)

    expect(error.message).toContain("Context 'nope' not found. Available contexts: main")
  })

  test('in a file that is not there needs one too', async () => {
    const configPath = join(temporaryFolder(), 'missing.yaml')

    const error = await rejection(unsigned({ configPath }), ConfigError)

    expect(error.message).toContain('Config file not found')
    expect(existsSync(configPath)).toBe(false)
  })

  test('takes the context that the environment names', async () => {
    const configPath = configFile(oneContext())
    await unsigned({ configPath, contextName: 'other', baseURL: 'https://other.example.com' })

    const result = await unsigned({ configPath, environment: { NMP_CURRENT_CONTEXT: 'other' } })

    expect(result.contextName).toBe('other')
  })

  test('tells which variable will hide it', async () => {
    const configPath = configFile(oneContext())

    const result = await unsigned({ configPath, environment: { NMP_ACCESS_TOKEN: 'x' } })

    expect(result.overriddenBy).toBe('NMP_ACCESS_TOKEN')
  })

  test('warns where the environment leads to another platform than the context', async () => {
    const configPath = configFile(oneContext())
    const warnings: string[] = []

    await unsigned({
      configPath,
      environment: { NMP_BASE_URL: 'https://elsewhere.example.com' },
      warn: (message) => warnings.push(message),
    })

    expect(warnings).toEqual([
      "The login is at https://elsewhere.example.com, which the environment names, but the context 'main' belongs to https://nmp.example.com",
    ])
  })

  test('that cannot be stored is found out before anybody is asked', async () => {
    const folder = temporaryFolder()
    const scene = scriptedLogin()
    const file = configFile('', folder)

    const error = await rejection(
      scene.device({ configPath: join(file, 'config.yaml'), baseURL: 'https://nmp.example.com' }),
      ConfigError,
    )

    expect(error.message).toContain('The file cannot be written')
    expect(scene.deviceCalls).toEqual([])
  })

  test('is used by the client at once', async () => {
    const platform = new MockPlatform()
    const configPath = configFile(oneContext())

    await login({ method: 'unsigned', email: ALICE, configPath, environment: {}, fetch: platform.fetch })

    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    expect((await client.auth.whoami()).email).toBe(ALICE)
  })
})

describe('an unsigned login', () => {
  test('says what it was told', async () => {
    const configPath = configFile(oneContext())
    const now = Math.floor(Date.now() / 1000)

    const result = await unsigned({
      configPath,
      principal: 'alice-1',
      groups: ['ml', 'ops'],
      scopes: ['platform:read'],
      expiresIn: 60,
      audience: 'nemo',
      issuer: 'me',
    })

    const { header, claims } = decodeToken(storedTokens(configPath).accessToken) ?? {}
    expect(header).toEqual({ alg: 'none', typ: 'JWT' })
    expect(claims).toEqual({
      sub: 'alice-1',
      iat: expect.any(Number),
      email: ALICE,
      groups: ['ml', 'ops'],
      scope: 'platform:read',
      exp: Number(claims?.['iat']) + 60,
      aud: 'nemo',
      iss: 'me',
    })
    expect(Number(claims?.['iat'])).toBeGreaterThanOrEqual(now)
    expect(result).toMatchObject({
      method: 'unsigned',
      principal: ALICE,
      scopes: ['platform:read'],
      refreshable: true,
      hasRefreshToken: false,
      authEnabled: true,
    })
  })

  test('lives for an hour, or without end', async () => {
    const configPath = configFile(oneContext())

    await unsigned({ configPath })
    const { claims } = decodeToken(storedTokens(configPath).accessToken) ?? {}
    expect(Number(claims?.['exp']) - Number(claims?.['iat'])).toBe(3600)

    expect((await unsigned({ configPath, expiresIn: null })).expiresAt).toBeUndefined()
  })

  test('works while the platform is down', async () => {
    const configPath = configFile(oneContext())
    const { fetch } = stubFetch(networkError('ECONNREFUSED'))

    expect((await unsigned({ configPath, fetch })).authEnabled).toBeUndefined()
  })

  test('is refused where there is an identity provider', async () => {
    const configPath = configFile(oneContext())
    const platform = new MockPlatform({ auth: { oidc: true } })

    const error = await rejection(unsigned({ configPath, fetch: platform.fetch }), AuthError)

    expect(error).toMatchObject({ reason: 'provider-configured', remedies: ['nemo auth login'] })
    expect(error.message).toContain('Cluster has OIDC authentication configured')
    expect(() => storedTokens(configPath)).toThrow()
  })
})

describe('a password login', () => {
  test('sends name and password, and stores the tokens', async () => {
    const scene = scriptedLogin()

    const result = await scene.password()

    expect(scene.tokenCalls.map(formOf)).toEqual([
      {
        grant_type: 'password',
        client_id: 'cli',
        username: 'alice',
        password: 'pa55word!',
        scope: 'openid profile email offline_access',
      },
    ])
    expect(result).toMatchObject({ method: 'password', principal: ALICE, hasRefreshToken: true })
  })

  test('without a refresh token forgets the old one', async () => {
    const config = oneContext({ user: ['type: oauth', 'token: old', 'refresh_token: old-refresh'] })
    const accessToken = aliceToken()
    const scene = scriptedLogin({ config, token: [json({ access_token: accessToken, refresh_token: null })] })

    expect(await scene.password()).toMatchObject({ refreshable: false, hasRefreshToken: false })
    expect(storedTokens(scene.configPath)).toEqual({ accessToken, refreshToken: undefined })
  })

  test('of an opaque token knows its life from the answer', async () => {
    const scene = scriptedLogin({ token: [json({ access_token: 'opaque', expires_in: 60 })] })
    const start = Date.now()

    const { expiresAt, principal } = await scene.password()

    expect(principal).toBeUndefined()
    expect(Number(expiresAt)).toBeGreaterThanOrEqual(start + 60_000)
  })
})

describe('bad options', () => {
  test.each<[string, unknown]>([
    ['options', null],
    ['method', {}],
    ['method', { method: 'magic' }],
    ['username', { method: 'password', password: 'x' }],
    ['password', { method: 'password', username: 'x', password: '' }],
    ['email', { method: 'unsigned' }],
    ['email', { method: 'unsigned', email: ' ' }],
    ['expiresIn', { method: 'unsigned', email: ALICE, expiresIn: 0 }],
    ['expiresIn', { method: 'unsigned', email: ALICE, expiresIn: 1.5 }],
    ['groups', { method: 'unsigned', email: ALICE, groups: 'ml' }],
    ['principal', { method: 'unsigned', email: ALICE, principal: '' }],
    ['onCode', { method: 'device', onCode: 'x' }],
    ['contextName', { method: 'device', contextName: '' }],
    ['signal', { method: 'device', signal: {} }],
    ['fetch', { method: 'device', fetch: 1 }],
  ])('%s in %o', async (argument, options) => {
    const error = await rejection(login(options as LoginOptions), InvalidArgumentError)

    expect(error.argument).toBe(argument)
  })

  test('a base URL without scheme', async () => {
    const configPath = configFile(oneContext())

    const error = await rejection(unsigned({ configPath, baseURL: 'nemo.example.com' }), ConfigError)

    expect(error.key).toBe('baseURL')
  })
})

describe('logout', () => {
  test('takes both tokens out of the file, and nothing else', async () => {
    const configPath = loginConfig({
      url: 'https://nmp.example.com',
      accessToken: 'old',
      refreshToken: 'old-refresh',
    })

    const result = await logout({ configPath, environment: {} })

    expect(result).toEqual({
      contextName: 'main',
      configPath,
      wasLoggedIn: true,
      overriddenBy: undefined,
    })
    const text = readFileSync(configPath, 'utf8')
    expect(text).not.toMatch(/old|token/)
    expect(text).toContain('# my platform')
    expect(fileAt(configPath).users).toEqual([{ type: 'no-auth', name: 'main-user' }])
  })

  test('twice does nothing the second time', async () => {
    const configPath = configFile(oneContext())
    const before = readFileSync(configPath, 'utf8')

    expect(await logout({ configPath, environment: { NMP_ACCESS_TOKEN: 'x' } })).toMatchObject({
      wasLoggedIn: false,
      overriddenBy: 'NMP_ACCESS_TOKEN',
    })
    expect(readFileSync(configPath, 'utf8')).toBe(before)
  })

  test('of an unknown context is an error', async () => {
    const configPath = configFile(oneContext())

    await rejection(logout({ configPath, contextName: 'nope', environment: {} }), ConfigError)
  })

  test('without any config is nothing to do', async () => {
    const home = isolateEnvironment()

    expect(await logout({ environment: { HOME: home } })).toMatchObject({ wasLoggedIn: false })
    expect(existsSync(join(home, '.config'))).toBe(false)
  })
})
