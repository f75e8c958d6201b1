/** Tokens that a mock platform makes, config files that it writes, and roles that take their time. */

import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { decodeToken } from 'nemo-platform/auth'
import { loadConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { advance, outcome, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'

const ALICE = 'alice@example.com'

beforeEach(() => {
  isolateEnvironment()
})

function clientOf(platform: MockPlatform, email: string) {
  const accessToken = platform.tokenFor(email)
  return new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken,
    fetch: platform.fetch,
    workspace: 'ml-team',
  })
}

describe.each([
  ['unsigned', {}, 'none'],
  ['signed', { auth: { oidc: true } }, 'RS256'],
])('a token that is %s', (_what, options, alg) => {
  test('says for whom it is, until when, and with which scopes', () => {
    const now = Math.floor(Date.now() / 1000)
    const token = new MockPlatform(options).tokenFor(ALICE, {
      scopes: ['platform:read', 'openid'],
      expiresIn: 60,
      groups: ['ml'],
      subject: 'alice-1',
      claims: { tenant: 't1' },
    })

    const decoded = decodeToken(token)

    expect(decoded?.header).toMatchObject({ alg })
    expect(decoded?.claims).toMatchObject({
      sub: 'alice-1',
      email: ALICE,
      scope: 'platform:read openid',
      groups: ['ml'],
      tenant: 't1',
    })
    expect(Number(decoded?.claims['exp']) - now).toBeGreaterThanOrEqual(60)
    expect(Number(decoded?.claims['exp']) - now).toBeLessThanOrEqual(61)
  })

  test('is accepted, with its scopes', async () => {
    const platform = new MockPlatform(options)
    const accessToken = platform.tokenFor(ALICE, { scopes: ['platform:read'] })
    const client = clientOf(platform, ALICE).withOptions({ accessToken })

    expect((await client.auth.whoami()).scopes).toEqual(['platform:read'])
    await expect(client.workspaces.create({ name: 'ml-team' })).rejects.toMatchObject({
      reason: 'missing-scope',
    })
  })

  test('may have ended', async () => {
    const platform = new MockPlatform(options)
    const accessToken = platform.tokenFor(ALICE, { expiresIn: -5 })

    await expect(
      clientOf(platform, ALICE).withOptions({ accessToken }).workspaces.list(),
    ).rejects.toMatchObject({ reason: 'expired-token' })
  })
})

test('a signed token of another platform is refused', async () => {
  const accessToken = new MockPlatform({ auth: { oidc: true } }).tokenFor(ALICE)
  const platform = new MockPlatform({ auth: { oidc: true } })

  await expect(
    clientOf(platform, ALICE).withOptions({ accessToken }).workspaces.list(),
  ).rejects.toMatchObject({
    status: 401,
  })
})

describe('writeConfig', () => {
  test('writes what a client needs, readable for nobody else', async () => {
    const platform = new MockPlatform()
    const path = join(temporaryFolder(), 'config.yaml')

    await platform.writeConfig(path, { email: ALICE, workspace: 'ml-team' })
    const client = new NeMoPlatform({ configPath: path, fetch: platform.fetch })

    expect([client.baseURL, client.workspace, client.context]).toEqual([
      'http://nemo.test/',
      'ml-team',
      'default',
    ])
    expect((await client.auth.whoami()).email).toBe(ALICE)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('writes a refresh token where there is an identity provider, and the client uses it', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    const path = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(path, { email: ALICE, expiresIn: -5 })
    const before = readFileSync(path, 'utf8')

    const client = new NeMoPlatform({ configPath: path, fetch: platform.fetch })
    const { data } = await client.workspaces.list()

    expect(data.length).toBeGreaterThan(0)
    expect(platform.identityProvider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
    expect(readFileSync(path, 'utf8')).not.toBe(before)
  })

  test('logs nobody in without an e-mail address', async () => {
    const path = join(temporaryFolder(), 'config.yaml')

    await new MockPlatform().writeConfig(path)

    expect(loadConfig({ configPath: path }).file.users).toEqual([{ type: 'no-auth', name: 'default-user' }])
  })

  test('knows the socket on which the platform listens', async () => {
    const platform = new MockPlatform()
    await using server = await platform.listen()
    const path = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(path, { email: ALICE })

    const client = new NeMoPlatform({ configPath: path })
    const identity = await client.auth.whoami()
    client.close()

    expect([client.baseURL, identity.email]).toEqual([`${server.url}/`, ALICE])
  })

  test('keeps the contexts that are there already', async () => {
    const platform = new MockPlatform()
    const path = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(path, { email: ALICE, contextName: 'first' })
    await platform.writeConfig(path, {
      email: 'bob@example.com',
      contextName: 'second',
      baseURL: 'http://b.test',
    })

    const { file } = loadConfig({ configPath: path })

    expect([file.current_context, file.contexts.map(({ name }) => name)]).toEqual([
      'second',
      ['first', 'second'],
    ])
    expect(new NeMoPlatform({ configPath: path, contextName: 'first' }).baseURL).toBe('http://nemo.test/')
  })
})

describe('roles', () => {
  test('decide who may do what', async () => {
    const platform = new MockPlatform()
    const admin = clientOf(platform, ALICE)
    await admin.workspaces.create({ name: 'ml-team' })
    await admin.workspaces.members.createAll({
      members: [
        { principal: 'viewer@example.com', roles: ['Viewer'] },
        { principal: 'editor@example.com', roles: ['Editor'] },
      ],
    })

    const rights = await Promise.all(
      ['stranger@example.com', 'viewer@example.com', 'editor@example.com', ALICE].map(async (email) => {
        const client = clientOf(platform, email)
        const tries = [
          () => client.projects.list(),
          () => client.projects.create({ name: `p-${email.charAt(0)}` }),
          () => client.workspaces.members.list(),
        ]
        const outcomes = await Promise.allSettled(tries.map((attempt) => attempt()))
        return outcomes.map(({ status }) => status === 'fulfilled')
      }),
    )

    expect(rights).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ])
  })

  test('may come by group', async () => {
    const platform = new MockPlatform()
    const admin = clientOf(platform, ALICE)
    await admin.workspaces.create({ name: 'ml-team' })
    await admin.workspaces.members.create({ principal: 'ml-people', roles: ['Viewer'] })

    const accessToken = platform.tokenFor('bob@example.com', { groups: ['ml-people'] })

    expect((await admin.withOptions({ accessToken }).projects.list()).data).toEqual([])
  })

  test('arrive and go `rolePropagation` ms late', async () => {
    stopTime()
    onTestFinished(() => void vi.useRealTimers())
    const platform = new MockPlatform({ auth: { rolePropagation: 5000 } })
    const admin = clientOf(platform, ALICE)
    const bob = clientOf(platform, 'bob@example.com')
    const wait_role_propagation = false
    await outcome(admin.workspaces.create({ name: 'ml-team' }))
    const canRead = async () => (await outcome(bob.projects.list())).status === 'fulfilled'

    await admin.workspaces.members.create({ principal: 'bob@example.com', wait_role_propagation })
    await advance(4999)
    const early = await canRead()
    await advance(1)
    const arrived = await canRead()
    await admin.workspaces.members.delete('bob@example.com', { wait_role_propagation })
    await advance(4999)
    const stillThere = await canRead()
    await advance(1)

    expect([early, arrived, stillThere, await canRead()]).toEqual([false, true, true, false])
  })

  test('have arrived when the platform has waited for them', async () => {
    stopTime()
    onTestFinished(() => void vi.useRealTimers())
    const platform = new MockPlatform({ auth: { rolePropagation: 5000 } })
    const admin = clientOf(platform, ALICE)
    const startedAt = Date.now()

    await outcome(admin.workspaces.create({ name: 'ml-team' }))
    await outcome(admin.workspaces.members.create({ principal: 'bob@example.com' }))

    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(10_000)
    expect((await clientOf(platform, 'bob@example.com').projects.list()).data).toEqual([])
  })

  test('that take too long are not waited for beyond 30 s, and the answer is a success all the same', async () => {
    stopTime()
    onTestFinished(() => void vi.useRealTimers())
    const platform = new MockPlatform({ auth: { rolePropagation: 3_600_000 } })
    const startedAt = Date.now()

    const result = await outcome(clientOf(platform, ALICE).workspaces.create({ name: 'ml-team' }))

    expect(result.status).toBe('fulfilled')
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(30_000)
    expect(Date.now() - startedAt).toBeLessThan(31_000)
  })
})
