/** `reset` and `seed`: what users' suites do before each test. */

import { join } from 'node:path'
import { AuthenticationError, InvalidArgumentError, NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MemoryStore, MockPlatform, type Store } from 'nemo-platform/testing'
import { describe, expect, test, vi } from 'vitest'
import { SqliteStore } from '../../src/cli/commands/quickstart/sqlite-store.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { rejection } from '../helpers/rejection.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'
const ALICE = 'alice@example.com'

function clientOf(platform: MockPlatform, email: string, accessToken = platform.tokenFor(email)) {
  const options = { baseURL: 'http://nemo.test', fetch: platform.fetch, workspace: 'default', maxRetries: 0 }
  return new NeMoPlatform({ ...options, accessToken })
}

const namesIn = async (list: AsyncIterable<{ name: string }>) => {
  const names: string[] = []
  for await (const { name } of list) names.push(name)
  return names.sort()
}

describe('reset', () => {
  test.each(['memory', 'memory that was given', 'sqlite'])('empties the store: %s', async (kind) => {
    const store: Store | undefined =
      kind === 'memory'
        ? undefined
        : kind === 'sqlite'
          ? await SqliteStore.open(join(temporaryFolder(), 'store.sqlite'))
          : new MemoryStore()
    const platform = new MockPlatform({ store })
    const fresh = await namesIn(clientOf(platform, ADMIN).workspaces.list())
    await platform.seed({
      workspaces: ['team'],
      projects: [{ workspace: 'team', name: 'one' }],
      filesets: [{ workspace: 'team', name: 'data', files: { 'a.txt': 'hello' } }],
      providers: [{ name: 'upstream', hostURL: 'http://upstream.test' }],
    })
    const client = clientOf(platform, ADMIN)
    await client.experiments.create({ name: 'one' })
    const token = platform.tokenFor(ADMIN)

    platform.reset()

    const again = clientOf(platform, ADMIN, token)
    expect(await namesIn(again.workspaces.list())).toEqual(fresh)
    expect(await namesIn(again.experiments.list())).toEqual([])
    expect(await namesIn(again.files.filesets.list())).toEqual([])
    expect(await namesIn(again.models.list())).toEqual([])
    await rejection(again.projects.retrieve('one', { workspace: 'team' }), NotFoundError)
    if (store instanceof SqliteStore) store.close()
  })

  test('forgets faults and requests', async () => {
    const platform = new MockPlatform()
    const { requests } = platform
    await clientOf(platform, ADMIN).workspaces.list()
    platform.faults.next({ status: 503, times: 9 })

    platform.reset()

    expect(requests).toEqual([])
    expect((await clientOf(platform, ADMIN).workspaces.list()).data.length).toBeGreaterThan(0)
    expect(requests).toHaveLength(1)
  })

  test('ends logins, and leaves tokens of before as good as they were', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    const { identityProvider } = platform
    const token = platform.tokenFor(ALICE)
    const revoked = platform.tokenFor(ALICE)
    const { refreshToken } = identityProvider.issueTokens(ALICE)
    identityProvider.setPassword(ALICE, 'secret')
    identityProvider.revokeAccessToken(revoked)

    platform.reset()

    expect(platform.identityProvider).toBe(identityProvider)
    expect(identityProvider.events).toEqual([])
    expect((await clientOf(platform, ALICE, token).auth.whoami()).email).toBe(ALICE)
    expect((await clientOf(platform, ALICE, revoked).auth.whoami()).email).toBe(ALICE)
    const grant = async (fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: 'nemo-platform', ...fields })
      return (await platform.fetch(`${identityProvider.issuer}/token`, { method: 'POST', body })).status
    }
    expect(await grant({ grant_type: 'refresh_token', refresh_token: refreshToken })).toBe(400)
    expect(await grant({ grant_type: 'password', username: ALICE, password: 'secret' })).toBe(400)
  })

  test('ends access keys', async () => {
    const platform = new MockPlatform({ auth: { accessKeys: true } })
    const { token } = await clientOf(platform, ADMIN).accessKeys.create({ name: 'key' })

    platform.reset()

    await rejection(clientOf(platform, ADMIN, token).workspaces.list(), AuthenticationError)
  })

  test('goes on listening', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    await using server = await platform.listen()

    platform.reset()

    const client = new NeMoPlatform({ baseURL: server.url, accessToken: platform.tokenFor(ADMIN) })
    expect((await client.workspaces.list()).data.length).toBeGreaterThan(0)
    expect(platform.identityProvider.issuer).toBe(`${server.url}/idp`)
    await client[Symbol.asyncDispose]()
  })

  test('moves the jobs of now', async () => {
    const platform = new MockPlatform({ jobs: { duration: 'manual' } })
    const { jobs } = platform
    const create = () =>
      clientOf(platform, ADMIN).jobs.create({
        name: 'train',
        source: 'tests',
        spec: {},
        platform_spec: { steps: [{ name: 'step', executor: { provider: 'subprocess', command: ['true'] } }] },
      })
    await create()
    expect(await jobs.advance('train', { to: 'active' })).toBe('active')

    platform.reset()

    await rejection(jobs.advance('train'), InvalidArgumentError)
    await create()
    expect(await jobs.advance('train', { to: 'completed' })).toBe('completed')
  })

  test('sets the clock right after a test that had its own', async () => {
    const platform = new MockPlatform()
    const tomorrow = performance.now() + 86_400_000
    vi.spyOn(performance, 'now').mockReturnValue(tomorrow)
    await platform.seed({ workspaces: ['team'] })
    vi.restoreAllMocks()

    platform.reset()
    await platform.seed({ workspaces: ['team'] })

    const { created_at } = await clientOf(platform, ADMIN).workspaces.retrieve('team')
    expect(Date.parse(`${created_at}Z`)).toBeLessThan(Date.now() + 60_000)
  })

  test('wants a store that can be emptied', () => {
    const memory = new MemoryStore()
    const platform = new MockPlatform({ store: { collection: (name) => memory.collection(name) } })

    expect(() => platform.reset()).toThrow(/clear/)
  })
})

describe('seed', () => {
  test('puts everything in place, without a trace', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: ADMIN, rolePropagation: 60_000 } })
    platform.faults.next({ status: 503 })

    await platform.seed({
      workspaces: ['team', { name: 'lab', description: 'Trials' }, 'default'],
      members: [
        { workspace: 'team', principal: ALICE, roles: ['Admin'] },
        { workspace: 'lab', principal: ALICE },
      ],
      projects: [{ workspace: 'team', name: 'one', description: 'First' }],
      secrets: [{ workspace: 'team', name: 'key', value: 'secret' }],
      filesets: [{ workspace: 'team', name: 'data', files: { 'in/ä b.txt': 'hello' } }],
      models: [{ workspace: 'team', name: 'mine' }],
      providers: [{ workspace: 'team', name: 'upstream', hostURL: 'http://upstream.test' }],
    })

    expect(platform.requests).toEqual([])
    platform.faults.clear()
    const client = clientOf(platform, ALICE).withOptions({ workspace: 'team' })
    expect((await client.workspaces.members.list()).data).toMatchObject([
      { principal: ALICE, roles: ['Admin'] },
    ])
    expect((await client.workspaces.retrieve('lab')).description).toBe('Trials')
    expect((await client.projects.retrieve('one')).description).toBe('First')
    expect((await client.secrets.list()).data).toMatchObject([{ name: 'key' }])
    const { data } = await client.files.list({ fileset: 'data' })
    expect(data).toMatchObject([{ path: 'in/ä b.txt', size: 5 }])
    expect(await namesIn(client.models.list())).toContain('mine')
    expect((await client.inference.providers.retrieve('upstream')).host_url).toBe('http://upstream.test')
  })

  test('gives a role at once that was taken away', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: ADMIN, rolePropagation: 60_000 } })
    const members = [{ workspace: 'team', principal: ALICE, roles: ['Viewer' as const] }]
    await platform.seed({ workspaces: ['team'], members })
    const admin = clientOf(platform, ADMIN)
    await admin.workspaces.members.create({
      workspace: 'team',
      principal: ADMIN,
      roles: ['Admin'],
      wait_role_propagation: false,
    })
    await admin.workspaces.members.delete(ALICE, { workspace: 'team', wait_role_propagation: false })

    await platform.seed({ members })

    expect((await clientOf(platform, ALICE).workspaces.retrieve('team')).name).toBe('team')
  })

  test('fills a platform again after a reset', async () => {
    const platform = new MockPlatform()
    for (let round = 0; round < 2; round += 1) {
      await platform.seed({ workspaces: ['team'], projects: [{ workspace: 'team', name: 'one' }] })
      platform.reset()
    }
    await platform.seed({ workspaces: ['team'], projects: [{ workspace: 'team', name: 'one' }] })

    expect(await namesIn(clientOf(platform, ADMIN).projects.list({ workspace: 'team' }))).toEqual(['one'])
  })

  test.each<[string, unknown, string]>([
    ['what is not known', { projcts: [] }, 'projcts'],
    ['a name that is none', { workspaces: ['Team!'] }, 'workspaces.0'],
    ['a role that is none', { members: [{ principal: ALICE, roles: ['King'] }] }, 'members.0.roles.0'],
    ['a workspace that is not there', { projects: [{ workspace: 'no', name: 'one' }] }, 'options.projects.0'],
    [
      'a member of no workspace',
      { members: [{ workspace: 'no', principal: ALICE }] },
      'options.members.0.workspace',
    ],
    ['the same twice', { secrets: [1, 2].map(() => ({ name: 'one', value: 'x' })) }, 'options.secrets.1'],
  ])('refuses %s', async (_, options, argument) => {
    const platform = new MockPlatform()

    const error = await rejection(platform.seed(options as never), InvalidArgumentError)

    expect(error.argument).toBe(argument)
  })

  test('works without authentication', async () => {
    const platform = new MockPlatform({ auth: false })

    await platform.seed({ workspaces: ['team'], projects: [{ workspace: 'team', name: 'one' }] })

    expect(await namesIn(clientOf(platform, ADMIN).projects.list({ workspace: 'team' }))).toEqual(['one'])
  })
})
