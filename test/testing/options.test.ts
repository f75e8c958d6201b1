/** What a mock platform can be made like, and what it refuses to be. */

import { InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import {
  type Fault,
  MemoryStore,
  MockPlatform,
  type MockPlatformOptions,
  type TokenOptions,
} from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { advance, stopTime } from '../helpers/fake-time.ts'

/** What a platform answers to a path. */
async function statusOf(platform: MockPlatform, path: string, headers: Record<string, string> = {}) {
  const { status } = await platform.fetch(`http://nemo.test${path}`, { headers })
  return status
}

const WORKSPACES = '/apis/entities/v2/workspaces'
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a wrong option', () => {
  test.each<[argument: string, options: unknown]>([
    ['profile', { profile: '0.5.0' }],
    ['profile', { profile: null }],
    ['auth.rolePropagation', { auth: { rolePropagation: -1 } }],
    ['auth.rolePropagation', { auth: { rolePropagation: '50' } }],
    ['auth.rolePropagation', { auth: { rolePropagation: Number.POSITIVE_INFINITY } }],
    ['workspaceCleanup', { workspaceCleanup: -1 }],
    ['workspaceCleanup', { workspaceCleanup: Number.NaN }],
    ['oidc', { oidc: true }],
    ['auth', { auth: true }],
    ['auth', { auth: null }],
    ['auth.oidc', { auth: { oidc: 'yes' } }],
    ['auth.oidc.lifetime', { auth: { oidc: { lifetime: 5 } } }],
    ['auth.oidc.accessTokenLifetime', { auth: { oidc: { accessTokenLifetime: '5' } } }],
    ['auth.adminEmail', { auth: { adminEmail: '' } }],
    ['auth.accessKeys', { auth: { accessKeys: 1 } }],
    ['store', { store: {} }],
    ['options', null],
  ])('is an InvalidArgumentError about `%s`: %j', (argument, options) => {
    const error = thrownBy(() => new MockPlatform(options as MockPlatformOptions))

    expect(error).toBeInstanceOf(InvalidArgumentError)
    expect(error).toMatchObject({ argument })
  })

  test.each<[argument: string, options: unknown]>([
    ['scopes', { scopes: 'platform:read' }],
    ['expiresIn', { expiresIn: '60' }],
    ['expires_in', { expires_in: 60 }],
    ['claims', { claims: [] }],
  ])('of a token is an InvalidArgumentError about `%s`: %j', (argument, options) => {
    expect(
      thrownBy(() => new MockPlatform().tokenFor('a@example.com', options as TokenOptions)),
    ).toMatchObject({
      name: 'InvalidArgumentError',
      argument,
    })
  })

  test('is a token for nobody', () => {
    expect(thrownBy(() => new MockPlatform().tokenFor(''))).toMatchObject({ argument: 'email' })
  })

  test.each<[argument: string, fault: unknown]>([
    ['status', { status: 99 }],
    ['status', { status: '503' }],
    ['code', { code: 503 }],
    ['delay', { delay: -1 }],
    ['times', { times: 0 }],
    ['path', { path: 5 }],
    ['disconnect', { disconnect: 'before' }],
    ['fault', undefined],
  ])('of a fault is an InvalidArgumentError about `%s`: %j', (argument, fault) => {
    expect(thrownBy(() => new MockPlatform().faults.next(fault as Fault))).toMatchObject({
      name: 'InvalidArgumentError',
      argument,
    })
  })

  test('is the identity provider of a platform that has none', () => {
    expect(() => new MockPlatform().identityProvider).toThrow(/auth: \{ oidc: true \}/)
    expect(() => new MockPlatform({ auth: { oidc: false } }).identityProvider).toThrow(InvalidArgumentError)
  })
})

describe('the option', () => {
  test('`auth: false` lets everybody in', async () => {
    const platform = new MockPlatform({ auth: false })

    expect(await statusOf(platform, WORKSPACES)).toBe(200)
    expect(await statusOf(platform, WORKSPACES, bearer('garbage'))).toBe(200)
  })

  test('`auth` is on by default, with unsigned tokens', async () => {
    const platform = new MockPlatform()

    expect(await statusOf(platform, WORKSPACES)).toBe(401)
    expect(await statusOf(platform, WORKSPACES, bearer(platform.tokenFor('alice@example.com')))).toBe(200)
  })

  test('`auth.allowUnsignedTokens` of false refuses them', async () => {
    const platform = new MockPlatform({ auth: { allowUnsignedTokens: false, oidc: true } })
    const unsigned = new MockPlatform().tokenFor('alice@example.com')

    expect(await statusOf(platform, WORKSPACES, bearer(unsigned))).toBe(401)
    expect(await statusOf(platform, WORKSPACES, bearer(platform.tokenFor('alice@example.com')))).toBe(200)
  })

  test('`auth.adminEmail` names the PlatformAdmin', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: 'root@example.com' } })
    const status = (email: string) =>
      statusOf(platform, `${WORKSPACES}/default/members`, bearer(platform.tokenFor(email)))

    expect(
      await Promise.all(['root@example.com', 'Root@example.com', 'admin@example.com'].map(status)),
    ).toEqual([200, 403, 403])
  })

  test('`auth.accessKeys` switches access keys on', async () => {
    const off = new MockPlatform()
    const on = new MockPlatform({ auth: { accessKeys: true } })

    const status = (platform: MockPlatform) =>
      statusOf(platform, '/apis/auth/v2/access-keys', bearer(platform.tokenFor('alice@example.com')))

    expect([await status(off), await status(on)]).toEqual([404, 200])
  })

  test('`workspaceCleanup` is how long the name of a deleted workspace is taken', async () => {
    stopTime()
    onTestFinished(() => void vi.useRealTimers())
    const platform = new MockPlatform({ workspaceCleanup: 5000 })
    const admin = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      accessToken: platform.tokenFor('admin@example.com'),
      fetch: platform.fetch,
    })
    await admin.workspaces.create({ name: 'ml-team' })
    await admin.workspaces.delete('ml-team')

    await expect(admin.workspaces.create({ name: 'ml-team' })).rejects.toMatchObject({ status: 409 })
    await advance(5000)
    await expect(admin.workspaces.retrieve('ml-team')).rejects.toMatchObject({ status: 404 })
    expect((await admin.workspaces.create({ name: 'ml-team' })).name).toBe('ml-team')
  })

  test('`store` keeps the state: another platform goes on where the first one stopped', async () => {
    const store = new MemoryStore()
    const clientOn = (platform: MockPlatform) =>
      new NeMoPlatform({
        baseURL: 'http://nemo.test',
        accessToken: platform.tokenFor('alice@example.com'),
        fetch: platform.fetch,
      })
    await clientOn(new MockPlatform({ store })).workspaces.create({ name: 'ml-team' })

    const found = await clientOn(new MockPlatform({ store })).workspaces.retrieve('ml-team')

    expect(found.name).toBe('ml-team')
    await expect(clientOn(new MockPlatform()).workspaces.retrieve('ml-team')).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('the profile', () => {
  const alice = (profile: '0.6.0' | 'documented') => {
    const platform = new MockPlatform({ profile })
    const client = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      accessToken: platform.tokenFor('alice@example.com'),
      fetch: platform.fetch,
      workspace: 'ml-team',
    })
    return { platform, client }
  }

  test('`0.6.0` deletes a full workspace', async () => {
    const { client } = alice('0.6.0')
    await client.workspaces.create({ name: 'ml-team' })
    await client.projects.create({ name: 'p1' })

    expect((await client.workspaces.delete('ml-team')).message).toBe('Workspace marked for deletion')
  })

  test('`documented` does not', async () => {
    const { client } = alice('documented')
    await client.workspaces.create({ name: 'ml-team' })
    await client.projects.create({ name: 'p1' })

    await expect(client.workspaces.delete('ml-team')).rejects.toMatchObject({ status: 409 })
  })

  test('decides whether `X-NMP-Authorized` is believed', async () => {
    const headers = { 'x-nmp-authorized': 'true' }

    expect(await statusOf(alice('0.6.0').platform, WORKSPACES, headers)).toBe(401)
    expect(await statusOf(alice('documented').platform, WORKSPACES, headers)).toBe(200)
  })
})
