/** `nemo auth`, as a process of its own, on a mock platform. */

import { existsSync, readFileSync } from 'node:fs'
import { createUnsignedToken, decodeToken } from 'nemo-platform/auth'
import { updateConfig } from 'nemo-platform/config'
import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { storedTokens } from '../helpers/login-config.ts'
import { nowInSeconds } from '../helpers/sample-tokens.ts'
import { emptyHome, type Run } from './run-nemo.ts'

const ALICE = 'alice@example.com'

/** A platform on a socket. */
async function listening(options: MockPlatformOptions = {}) {
  const platform = new MockPlatform(options)
  const server = await platform.listen()
  onTestFinished(() => server.close())
  return { platform, url: server.url }
}

/** A home where Alice is logged in at a platform with an identity provider. */
async function loggedIn(options: { expiresIn?: number; accessKeys?: boolean; profile?: '0.6' } = {}) {
  const { expiresIn, accessKeys = false, profile } = options
  const scene = await listening({ profile, auth: { oidc: true, accessKeys } })
  const home = emptyHome()
  await scene.platform.writeConfig(home.configPath, { email: ALICE, expiresIn })
  return { ...scene, home }
}

/** Writes an unsigned token into a home. */
async function withUnsignedToken(age: number, url = 'http://127.0.0.1:1') {
  const home = emptyHome()
  const token = createUnsignedToken({ email: ALICE, issuedAt: nowInSeconds() - age, groups: ['ml'] })
  await updateConfig(
    { base_url: url, access_token: token },
    { configPath: home.configPath, contextName: 'default', environment: {} },
  )
  return { home, token }
}

function expectFailure(run: Run, code: number, ...texts: string[]): void {
  expect(run).toMatchObject({ code })
  for (const text of texts) expect(run.stderr).toContain(text)
}

describe('login that the platform keeps', () => {
  test.each([
    [{ serverSideSessions: true }, [], '?client=public'],
    [{ confidentialClientId: 'nemo-web' }, ['--oidc-client', 'confidential'], ''],
  ])('waits for whoever opens the page: %j', async (oidc, args, query) => {
    const { platform, url } = await listening({ auth: { oidc } })
    const home = emptyHome()

    const login = home.nemo(['auth', 'login', '--base-url', url, '--no-browser', ...args])
    const page = await login.printed(/^(http\S+\/authorize\/\S+)$/m)
    await platform.identityProvider.approvePage(page, ALICE)

    expect(await login).toMatchObject({ code: 0, stdout: expect.stringContaining(`Logged in as: ${ALICE}`) })
    expect(readFileSync(home.configPath, 'utf8')).toContain(
      `token_broker_url: ${url}/apis/auth/v2/token${query}`,
    )
    const { refreshToken } = storedTokens(home.configPath)
    expect(await home.nemo(['auth', 'refresh'])).toMatchObject({ code: 0 })
    expect(storedTokens(home.configPath).refreshToken).not.toBe(refreshToken)
  })
})

describe('login by device', () => {
  test('shows page and code, waits, and stores the login', async () => {
    const { platform, url } = await listening({ auth: { oidc: { scopePrefix: 'api://nemo/' } } })
    const home = emptyHome()

    const login = home.nemo(['auth', 'login', '--base-url', url, '--scope', 'platform:read'])
    const code = await login.printed(/Enter code: ([A-Z]{4}-[A-Z]{4})/)
    platform.identityProvider.approve(code, ALICE)
    const { code: exit, stdout, stderr } = await login

    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => line !== '' && !/[╭╰]/.test(line))).toEqual([
      `Discovering auth configuration from ${url}...`,
      `Found OIDC configuration (issuer: ${url}/idp)`,
      'Requesting scopes:',
      '  openid',
      '  profile',
      '  email',
      '  offline_access',
      '  platform:read (api://nemo/platform:read)',
      expect.stringContaining(`Visit: ${url}/idp/device`),
      expect.stringContaining(`Enter code: ${code}`),
      'Waiting for authorization...',
      'Authorization successful!',
      'Authentication successful!',
      `  Logged in as: ${ALICE}`,
      '  Granted scopes: openid profile email offline_access platform:read',
      '  Refresh token: saved (enables automatic token renewal)',
      'Credentials saved to config file.',
      "Run 'nemo workspaces list' to verify your access.",
    ])
    expect(storedTokens(home.configPath).refreshToken).toEqual(expect.any(String))
  })

  test('in a named context makes that the current one', async () => {
    const { home } = await withUnsignedToken(0)
    const { platform, url } = await listening({ auth: { oidc: true } })

    const login = home.nemo(['auth', 'login', '--context', 'staging', '--base-url', url])
    platform.identityProvider.approve(await login.printed(/Enter code: ([A-Z-]+)/), ALICE)

    expect(await login).toMatchObject({ code: 0 })
    expect(readFileSync(home.configPath, 'utf8')).toContain('current_context: staging')
  })

  test('that is denied says so and changes nothing', async () => {
    const { platform, url } = await listening({ auth: { oidc: true } })
    const home = emptyHome()

    const login = home.nemo(['auth', 'login', '--base-url', url])
    platform.identityProvider.deny(await login.printed(/Enter code: ([A-Z-]+)/))

    expectFailure(await login, 1, 'User denied authorization', 'nemo auth login')
    expect(existsSync(home.configPath)).toBe(false)
  })

  test('ends at Ctrl-C with 130 and changes nothing', async () => {
    const { home, platform } = await loggedIn()
    const before = readFileSync(home.configPath, 'utf8')

    const login = home.nemo(['auth', 'login'])
    const code = await login.printed(/Enter code: ([A-Z-]+)/)
    await login.printed(/Waiting for authorization/)
    login.interrupt()

    expect(await login).toMatchObject({ code: 130 })
    platform.identityProvider.approve(code)
    expect(readFileSync(home.configPath, 'utf8')).toBe(before)
  })
})

describe('login by password', () => {
  const scene = async () => {
    const { platform, url } = await listening({ auth: { oidc: true } })
    platform.identityProvider.setPassword(ALICE, 'right-one')
    return { home: emptyHome(), url }
  }

  test('takes both from flags or environment, each for itself', async () => {
    const { home, url } = await scene()
    const login = (args: string[], environment: Record<string, string>) =>
      home.nemo(['auth', 'login', '--base-url', url, ...args], environment)

    const [flags, environment, both] = [
      await login(['--username', ALICE, '--password', 'right-one'], {}),
      await login([], { NMP_OIDC_USERNAME: ALICE, NMP_OIDC_PASSWORD: 'right-one' }),
      await login(['--username', ALICE], { NMP_OIDC_USERNAME: 'bob', NMP_OIDC_PASSWORD: 'right-one' }),
    ]

    for (const run of [flags, environment, both]) {
      expect(run).toMatchObject({ code: 0, stderr: '' })
      expect(run.stdout).toContain(`Logged in as: ${ALICE}`)
      expect(run.stdout).not.toContain('Waiting')
    }
  })

  test.each([
    ['a user name of the other product', (url: string) => ({ NHX_OIDC_USERNAME: ALICE, NMP_BASE_URL: url })],
    [
      'a platform that only the other product names',
      (url: string) => ({ NMP_OIDC_USERNAME: ALICE, NHX_BASE_URL: url }),
    ],
  ])('is not tried with %s', async (_, others) => {
    const { home, url } = await scene()

    const run = await home.nemo(['auth', 'login'], { NMP_OIDC_PASSWORD: 'right-one', ...others(url) })

    expectFailure(run, 1, '`NMP_OIDC_PASSWORD` holds a password')
    expect(run.stdout + run.stderr).not.toContain('right-one')
  })

  test('is tried where the products agree', async () => {
    const { home, url } = await scene()
    const environment = { NMP_OIDC_USERNAME: ALICE, NMP_OIDC_PASSWORD: 'right-one', NHX_BASE_URL: url }

    expect(await home.nemo(['auth', 'login'], { ...environment, NMP_BASE_URL: `${url}/` })).toMatchObject({
      code: 0,
    })
  })

  test('that is wrong has the words of the identity provider', async () => {
    const { home, url } = await scene()

    const run = await home.nemo([
      'auth',
      'login',
      '--base-url',
      url,
      '--username',
      ALICE,
      '--password',
      'wrong1',
    ])

    expectFailure(run, 1, 'Token request failed: invalid_grant - Wrong user name or password')
    expect(run.stdout + run.stderr).not.toContain('wrong1')
  })

  test('without a password needs a terminal to ask for it', async () => {
    const { home, url } = await scene()

    const run = await home.nemo(['auth', 'login', '--base-url', url, '--username', ALICE])

    expectFailure(run, 2, 'NHX_OIDC_PASSWORD')
  })

  test('warns where the environment will hide it', async () => {
    const { home, url } = await scene()
    const environment = { NMP_OIDC_USERNAME: ALICE, NMP_OIDC_PASSWORD: 'right-one', NMP_ACCESS_TOKEN: 'x' }

    const { stdout } = await home.nemo(['auth', 'login', '--base-url', url], environment)

    expect(stdout).toContain('Warning: NMP_ACCESS_TOKEN is active and will override these saved credentials.')
  })
})

describe('login without signature', () => {
  test('stores what the flags say', async () => {
    const { url } = await listening()
    const home = emptyHome()
    const flags = ['--principal-id', 'alice-1', '--group', 'ml', '--group', 'ops', '--expires-in', '60']
    const more = ['--audience', 'a', '--issuer', 'i', '--scope', 'platform:read']

    const run = await home.nemo([
      ...['auth', 'login', '--base-url', url, '--unsigned-token', '--email', ALICE],
      ...flags,
      ...more,
    ])

    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('Warning: Generated an unsigned JWT (`alg=none`).')
    expect(run.stdout).toContain('Unsigned token saved to config file.\nPrincipal: alice-1\n')
    const claims = decodeToken(storedTokens(home.configPath).accessToken)?.claims
    expect(claims).toMatchObject({
      sub: 'alice-1',
      email: ALICE,
      groups: ['ml', 'ops'],
      scope: 'platform:read',
      aud: 'a',
      iss: 'i',
      exp: Number(claims?.['iat']) + 60,
    })
  })

  test('may have no end', async () => {
    const { home } = await withUnsignedToken(0)

    const run = await home.nemo(['auth', 'login', '--unsigned-token', '--email', 'bob@x.org', '--no-exp'])

    expect(run.stdout).toContain('Could not verify cluster auth settings via discovery endpoint.')
    expect(decodeToken(storedTokens(home.configPath).accessToken)?.claims).not.toHaveProperty('exp')
  })

  test.each([
    [['--email', ALICE, '--no-exp'], 'Unsigned token option(s) --email, --no-exp require --unsigned-token.'],
    [['--unsigned-token'], '--email is required when using --unsigned-token.'],
    [
      ['--unsigned-token', '--email', ALICE, '--username', 'x'],
      'Cannot combine --unsigned-token with --username/--password.',
    ],
  ])('with %o is an error', async (flags, message) => {
    expectFailure(await emptyHome().nemo(['auth', 'login', ...flags]), 1, message)
  })

  test('at a platform with an identity provider is an error', async () => {
    const { home } = await loggedIn()

    const run = await home.nemo(['auth', 'login', '--unsigned-token', '--email', ALICE])

    expectFailure(run, 1, 'Cluster has OIDC authentication configured', 'nemo auth login')
  })
})

describe('login at a platform', () => {
  test('that wants none stores the base URL only, without the tokens of another origin', async () => {
    const { url } = await listening({ auth: false })
    const { home } = await withUnsignedToken(0)

    const run = await home.nemo(['auth', 'login', '--base-url', url])

    expect(run.code).toBe(0)
    expect(run.stdout).toContain('Authentication is not enabled on this cluster.')
    const text = readFileSync(home.configPath, 'utf8')
    expect(text).toContain(`base_url: ${url}/`)
    expect(text).not.toContain('token: ')
  })

  test('that cannot be reached changes nothing', async () => {
    const home = emptyHome()

    const run = await home.nemo(['auth', 'login', '--base-url', 'http://127.0.0.1:1'])

    expectFailure(run, 1, 'Failed to discover auth configuration: connect ECONNREFUSED')
    expect(existsSync(home.configPath)).toBe(false)
  })

  test('without an identity provider names the way for local platforms', async () => {
    const { url } = await listening()

    const run = await emptyHome().nemo(['auth', 'login', '--base-url', url])

    expectFailure(run, 1, 'does not have OIDC token endpoint', '--unsigned-token --email <email>')
  })
})

/** Names and values of the table. */
function rowsOf({ stdout }: Run): Record<string, string> {
  const rows = stdout.split('\n').flatMap((line) => {
    const match = /^ {2}(\S+(?: \S+)*) {2,}(.*)$/.exec(line)
    return match === null ? [] : [[match[1], match[2]]]
  })
  return Object.fromEntries(rows) as Record<string, string>
}

describe('status', () => {
  test('of a login, in this order', async () => {
    const { home, url } = await loggedIn()

    const run = await home.nemo(['auth', 'status'])

    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(/^Authentication Status\n/)
    const { accessToken } = storedTokens(home.configPath)
    expect(Object.entries(rowsOf(run))).toEqual([
      ['Cluster', `${url}/`],
      ['Context', 'default'],
      ['Config File', home.configPath],
      ['Auth Type', 'oauth'],
      ['Credential Source', 'config file'],
      ['Email', ALICE],
      ['User ID', ALICE],
      ['Scopes', 'openid profile email offline_access'],
      ['Expires', expect.stringMatching(/^\S+T\S+\+00:00 \(0h 59m remaining\)$/)],
      ['Refresh Token', "available (run 'nemo auth refresh' to renew)"],
      ['Token', `${accessToken.slice(0, 20)}...${accessToken.slice(-10)}`],
    ])
    expect(run.stdout).not.toContain(accessToken)
  })

  test('of an unsigned token that has ended, at a platform that is down', async () => {
    const { home } = await withUnsignedToken(7200)

    const run = await home.nemo(['auth', 'status'])

    expect(run.code).toBe(0)
    expect(rowsOf(run)).toMatchObject({
      'Auth Discovery': expect.stringMatching(/^unavailable \(.*ECONNREFUSED/),
      Warning: expect.stringContaining('Unsigned JWT'),
      Scopes: 'none',
      Groups: 'ml',
      Expires: expect.stringMatching(/^EXPIRED \(/),
    })
  })

  test('of a token in the environment tells nothing of whom it names', async () => {
    const { home, platform } = await loggedIn()

    const run = await home.nemo(['auth', 'status'], { NMP_ACCESS_TOKEN: platform.tokenFor('bob@x.org') })

    expect(Object.keys(rowsOf(run))).toEqual([
      'Cluster',
      'Context',
      'Config File',
      'Credential Source',
      'Expires',
      'Token',
    ])
    expect(rowsOf(run)['Credential Source']).toBe('NMP_ACCESS_TOKEN environment override')
  })

  test('where nobody is logged in, and where nobody needs to be', async () => {
    const { url } = await listening({ auth: false })

    const nobody = await emptyHome().nemo(['auth', 'status'], { NMP_BASE_URL: 'http://127.0.0.1:1' })
    const off = await emptyHome().nemo(['auth', 'status'], { NMP_BASE_URL: url })

    expect(rowsOf(nobody)).toMatchObject({ 'Auth Type': 'no-auth' })
    expect(off.stdout).toContain(`Cluster: ${url}\nContext: default\n`)
    expect(off.stdout).toContain('Authentication is disabled on this cluster.')
    expect([nobody.code, off.code]).toEqual([0, 0])
  })
})

describe('token', () => {
  test('is the token and a line break', async () => {
    const { home } = await loggedIn()

    expect(await home.nemo(['auth', 'token'])).toEqual({
      code: 0,
      stdout: `${storedTokens(home.configPath).accessToken}\n`,
      stderr: '',
    })
  })

  test('is refreshed if need be', async () => {
    const { home, platform } = await loggedIn({ expiresIn: -10 })
    const { accessToken } = storedTokens(home.configPath)

    const { stdout, stderr } = await home.nemo(['auth', 'token'])

    expect(stdout).toBe(`${storedTokens(home.configPath).accessToken}\n`)
    expect(stdout).not.toContain(accessToken)
    expect(stderr).toBe('')
    expect(platform.identityProvider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
  })

  test('of the environment comes before the stored one', async () => {
    const { home, platform } = await loggedIn()
    const token = platform.tokenFor('bob@x.org')

    expect((await home.nemo(['auth', 'token'], { NMP_ACCESS_TOKEN: token })).stdout).toBe(`${token}\n`)
  })

  test('--decode prints the claims', async () => {
    const { home, token } = await withUnsignedToken(10)

    const { stdout } = await home.nemo(['auth', 'token', '--decode'])

    expect(stdout).toBe(`${JSON.stringify(decodeToken(token)?.claims, null, 2)}\n`)
  })

  test('--decode also prints those of a token that has ended for good', async () => {
    const { home, platform } = await loggedIn({ expiresIn: -10 })
    platform.identityProvider.revokeLogins()

    const run = await home.nemo(['auth', 'token', '--decode'])

    expect(JSON.parse(run.stdout)).toMatchObject({ email: ALICE })
    expect(run.stderr).toContain('The login has run out')
  })

  test('--decode of something else is an error', async () => {
    const run = await emptyHome().nemo(['auth', 'token', '--decode'], { NMP_ACCESS_TOKEN: 'opaque' })

    expectFailure(run, 1, 'Current access token is not a decodable JWT.')
  })

  test('is an error where there is none, and where it has run out', async () => {
    const { home, platform } = await loggedIn({ expiresIn: -10 })
    platform.identityProvider.revokeLogins()

    const nobody = await emptyHome().nemo(['auth', 'token'])
    const dead = await home.nemo(['auth', 'token'])

    expectFailure(nobody, 1, 'No token available for current user type.', 'nemo auth login')
    expectFailure(dead, 1, 'invalid_grant', 'nemo auth login')
    expect(nobody.stdout + dead.stdout).toBe('')
  })
})

describe('refresh', () => {
  test('spends the refresh token though the token is good', async () => {
    const { home, platform } = await loggedIn()
    const before = storedTokens(home.configPath)

    const { code, stdout } = await home.nemo(['auth', 'refresh'])

    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Refreshing access token\.\.\.\nToken refreshed successfully! Expires: \S+\+00:00\n$/,
    )
    expect(storedTokens(home.configPath)).not.toEqual(before)
    expect(platform.identityProvider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
  })

  test('by eight processes at once leaves a login that works', { timeout: 60_000 }, async () => {
    const { home, platform } = await loggedIn()

    const runs = await Promise.all(Array.from({ length: 8 }, () => home.nemo(['auth', 'refresh'])))

    expect(runs.map(({ code }) => code)).toEqual(Array(8).fill(0))
    expect(platform.identityProvider.events.filter(({ type }) => type !== 'refresh')).toHaveLength(1)
    expect(await home.nemo(['auth', 'refresh'])).toMatchObject({ code: 0 })
  })

  test('renews an unsigned token offline, for the same time', async () => {
    const { home } = await withUnsignedToken(7200)

    const { code, stdout } = await home.nemo(['auth', 'refresh'])

    expect(code).toBe(0)
    expect(stdout).toMatch(/^Unsigned token refreshed successfully! Expires: \S+\n$/)
    const claims = decodeToken(storedTokens(home.configPath).accessToken)?.claims
    expect(Number(claims?.['exp']) - Number(claims?.['iat'])).toBe(3600)
    expect(Number(claims?.['exp'])).toBeGreaterThan(nowInSeconds())
  })

  test('leaves the stored login alone where the token is in the environment', async () => {
    const { home, token } = await withUnsignedToken(0)
    const other = createUnsignedToken({ email: 'bob@x.org' })

    const run = await home.nemo(['auth', 'refresh'], { NMP_ACCESS_TOKEN: other })

    expectFailure(run, 1, 'NMP_ACCESS_TOKEN')
    expect(storedTokens(home.configPath).accessToken).toBe(token)
  })

  test('is an error without login, and without refresh token', async () => {
    const { home, platform } = await loggedIn()
    await platform.writeConfig(home.configPath, { email: ALICE, groups: ['no-refresh-token'] })

    expectFailure(await emptyHome().nemo(['auth', 'refresh']), 1, 'No OAuth authentication configured.')
    expectFailure(await home.nemo(['auth', 'refresh']), 1, 'No refresh token available.', 'offline_access')
  })
})

describe('logout', () => {
  test('takes the tokens away, at a platform that is down too, and may be repeated', async () => {
    const { home } = await withUnsignedToken(0)

    const first = await home.nemo(['auth', 'logout'])
    const second = await home.nemo(['auth', 'logout'])

    for (const { code, stdout } of [first, second]) {
      expect(code).toBe(0)
      expect(stdout).toContain('Warning: Failed to discover auth configuration: ')
      expect(stdout).toContain(
        `Logged out successfully.\n  Context: default\n  Config file: ${home.configPath}\n`,
      )
    }
    expect(readFileSync(home.configPath, 'utf8')).not.toContain('eyJ')
  })

  test('does nothing where authentication is off', async () => {
    const { url } = await listening({ auth: false })
    const { home, token } = await withUnsignedToken(0, url)

    const { code, stdout } = await home.nemo(['auth', 'logout'])

    expect(code).toBe(0)
    expect(stdout).toContain('nothing to log out from')
    expect(storedTokens(home.configPath).accessToken).toBe(token)
  })

  test('says which variable still counts', async () => {
    const { home, platform } = await loggedIn()

    const { stdout } = await home.nemo(['auth', 'logout'], { NMP_ACCESS_TOKEN: platform.tokenFor(ALICE) })

    expect(stdout).toContain('NMP_ACCESS_TOKEN is still active and will override saved credentials.')
  })
})

describe('access-keys', () => {
  test('are made, listed, suspended, unsuspended and revoked', async () => {
    const { home } = await loggedIn({ accessKeys: true })
    const keys = (...args: string[]) => home.nemo(['auth', 'access-keys', ...args])

    const created = await keys('create', '-n', 'ci', '-d', 'for tests', '--expires-in', '600')
    const claims = decodeToken(created.stdout.trim())?.claims ?? {}
    const jti = String(claims['jti'])
    const listed = await keys('list')

    expect(created).toMatchObject({ code: 0, stderr: '' })
    expect(created.stdout).toMatch(/^eyJ\S+\n$/)
    expect(JSON.parse(listed.stdout)).toMatchObject([{ jti, name: 'ci', description: 'for tests' }])
    const outputs = []
    for (const change of ['suspend', 'suspend', 'unsuspend', 'revoke', 'revoke']) {
      outputs.push((await keys(change, jti)).stdout)
    }
    expect(outputs).toEqual([
      `Suspended Scoped Access Key ${jti}.\n`,
      `Scoped Access Key ${jti} was already suspended.\n`,
      `Unsuspended Scoped Access Key ${jti}.\n`,
      `Revoked Scoped Access Key ${jti}.\n`,
      `Scoped Access Key ${jti} was already revoked.\n`,
    ])
    expectFailure(await keys('unsuspend', jti), 3, 'cannot be unsuspended')
  })

  test('give way to new ones, and go on working for a while', async () => {
    const { home } = await loggedIn({ accessKeys: true })
    const keys = (...args: string[]) => home.nemo(['auth', 'access-keys', ...args])
    const first = await keys('create', '--name', 'ci', '--scope', 'entities,files')
    const { jti } = decodeToken(first.stdout.trim())?.claims ?? {}

    const rotated = await keys('rotate', String(jti), '--grace-period-seconds', '60')
    const successor = decodeToken(rotated.stdout.trim())?.claims ?? {}

    expect(rotated).toMatchObject({ code: 0 })
    expect(successor).toMatchObject({ scope: 'entities:read entities:write files:read files:write' })
    expect(rotated.stderr).toMatch(
      new RegExp(
        `^Rotated Scoped Access Key ${jti} into ${successor['jti']}; the old key remains usable until \\S+ \\(grace period (?:60|59)s\\)\\.\n$`,
      ),
    )
    expect(JSON.parse((await keys('list')).stdout)).toMatchObject([
      { jti: successor['jti'], status: 'ACTIVE', scope: ['entities', 'files'] },
      { jti, status: 'ROTATING' },
    ])
    expectFailure(await keys('rotate', String(jti)), 3, 'must be ACTIVE to rotate (current status: ROTATING)')
  })

  test('replace others at once, and make members of workspaces', async () => {
    const { home } = await loggedIn({ accessKeys: true })
    const keys = (...args: string[]) => home.nemo(['auth', 'access-keys', ...args])
    await home.nemo(['workspaces', 'create', 'team'])
    const { jti } = decodeToken((await keys('create')).stdout.trim())?.claims ?? {}
    const grants = ['--workspace', 'team:Viewer, Editor', '--workspace', 'default']

    const made = await keys('create', '--rotate', String(jti), ...grants)

    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse((await keys('list')).stdout)).toMatchObject([
      { status: 'ACTIVE' },
      { jti, status: 'REVOKED' },
    ])
    const members = await home.nemo(['workspaces', 'members', 'list', '--workspace', 'team'])
    expect(JSON.parse(members.stdout).data).toMatchObject([
      { principal: ALICE, roles: expect.arrayContaining(['Admin', 'Editor', 'Viewer']) },
    ])
  })

  test.each([
    [
      ['--scope', 'entitites'],
      'the platform is not known to have the API entitites, and passes over such scopes: the key is good for all APIs',
    ],
    [['--scope', 'files, entitites'], 'and passes over such scopes: the key is good for the others alone'],
  ])('are warned of where the platform knows no such API: %j', async (args, warning) => {
    const { home } = await loggedIn({ accessKeys: true })

    const run = await home.nemo(['auth', 'access-keys', 'create', ...args])

    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining(warning) })
  })

  test.each([
    [['--scope', ' , '], '--scope names no API'],
    [['--workspace', ':Viewer'], "--workspace ':Viewer' names no workspace"],
    [['--workspace', 'team:'], "--workspace 'team:' names no role after the colon"],
  ])('are not made of %j', async (args, problem) => {
    const { home, platform } = await loggedIn({ accessKeys: true })

    expectFailure(await home.nemo(['auth', 'access-keys', 'create', ...args]), 2, problem)
    expect(platform.requests).toEqual([])
  })

  test('of a platform without them are not narrowed in silence', async () => {
    const { home, platform } = await loggedIn({ accessKeys: true, profile: '0.6' })

    expectFailure(await home.nemo(['auth', 'access-keys', 'create', '--scope', 'files']), 1, 'scope')
    expect(platform.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('come in pages', async () => {
    const { home } = await loggedIn({ accessKeys: true })
    const keys = (...args: string[]) => home.nemo(['auth', 'access-keys', ...args])
    for (const name of ['one', 'two']) await keys('create', '--name', name)

    const { stdout, stderr } = await keys('list', '--page', '1', '--page-size', '1')

    expect(JSON.parse(stdout)).toHaveLength(1)
    expect(stderr).toContain('More Scoped Access Keys are available; use --page 2 to retrieve them.')
    expectFailure(
      await keys('list', '--page-size', '101'),
      2,
      '--page-size must be a whole number from 1 to 100',
    )
  })

  test('that are switched off are an error that says how to switch them on', async () => {
    const { home } = await loggedIn()

    const run = await home.nemo(['auth', 'access-keys', 'list'])

    expectFailure(run, 1, 'Scoped Access Keys are not enabled.', 'auth.access_keys.enabled')
  })

  test('with a lifetime that is none', async () => {
    const { home } = await loggedIn({ accessKeys: true })

    const bad = await home.nemo(['auth', 'access-keys', 'create', '--expires-in', '-5'])
    const none = await home.nemo(['auth', 'access-keys', 'create', '--expires-in', 'none'])

    expectFailure(bad, 1, "--expires-in must be a positive integer number of seconds or 'none'.")
    expectFailure(none, 3, '400')
  })
})
