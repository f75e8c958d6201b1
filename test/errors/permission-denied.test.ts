import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform, type MockPlatformOptions, type TokenOptions } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { jwt } from '../helpers/sample-tokens.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A platform with a workspace `ml-team`, in which ana is Viewer and ed is Editor. */
async function platformWithTeam(options: MockPlatformOptions = {}): Promise<MockPlatform> {
  const platform = new MockPlatform(options)
  const admin = clientOf(platform, 'admin@example.com')
  await admin.workspaces.create({ name: 'ml-team' })
  await admin.workspaces.members.create({
    workspace: 'ml-team',
    principal: 'ana@example.com',
    roles: ['Viewer'],
  })
  await admin.workspaces.members.create({
    workspace: 'ml-team',
    principal: 'ed@example.com',
    roles: ['Editor'],
  })
  return platform
}

function clientOf(platform: MockPlatform, email: string, options: TokenOptions = {}): NeMoPlatform {
  const accessToken = platform.tokenFor(email, options)
  return new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken,
    fetch: platform.fetch,
    workspace: 'ml-team',
  })
}

const denied = (promise: PromiseLike<unknown>) => rejection(promise, PermissionDeniedError)

describe('insufficient-role', () => {
  test('is the reason of a refused write after a read that worked', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')

    const error = await denied(ana.projects.create({ name: 'new-project' }))

    expect(error.reason).toBe('insufficient-role')
  })

  test('is the reason also after another kind of read in that workspace', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.projects.list()

    expect((await denied(ana.secrets.create({ name: 'key', value: 'v' }))).reason).toBe('insufficient-role')
  })

  test('is the reason of a refused list of members after a read that worked', async () => {
    const ed = clientOf(await platformWithTeam(), 'ed@example.com')
    await ed.workspaces.retrieve('ml-team')

    expect((await denied(ed.workspaces.members.list())).reason).toBe('insufficient-role')
  })

  test('names who, where and what to do', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')

    const error = await denied(ana.projects.create({ name: 'new-project' }))

    expect(error).toMatchObject({ principal: 'ana@example.com', workspace: 'ml-team' })
    expect(error.remedies[0]).toContain("members.create({ workspace: 'ml-team', principal: 'ana@example.com'")
  })

  test('is not the reason without a read before', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).toBe('unknown')
  })

  test('is not the reason after a read in another workspace', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.retrieve('default')

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).toBe('unknown')
  })

  test('is not the reason after the workspace was merely listed', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.list()

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).toBe('unknown')
  })

  test('is not the reason after a read that was refused', async () => {
    const eve = clientOf(await platformWithTeam(), 'eve@example.com')
    await denied(eve.workspaces.retrieve('ml-team'))

    expect((await denied(eve.projects.create({ name: 'new-project' }))).reason).toBe('unknown')
  })

  test('is not the reason after a read by another client', async () => {
    const platform = await platformWithTeam()
    await clientOf(platform, 'ana@example.com').workspaces.retrieve('ml-team')

    const error = await denied(clientOf(platform, 'ana@example.com').projects.create({ name: 'new-project' }))

    expect(error.reason).toBe('unknown')
  })

  test('is the reason in a client made by withOptions too', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')

    const error = await denied(ana.withOptions({ maxRetries: 0 }).projects.create({ name: 'new-project' }))

    expect(error.reason).toBe('insufficient-role')
  })

  test('is not the reason in a client of another caller made by withOptions', async () => {
    const platform = await platformWithTeam()
    const ana = clientOf(platform, 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')
    const eve = ana.withOptions({ accessToken: platform.tokenFor('eve@example.com') })

    expect((await denied(eve.projects.create({ name: 'new-project' }))).reason).toBe('unknown')
  })

  test('is not the reason where the call brought another token than the read', async () => {
    const platform = await platformWithTeam()
    const ana = clientOf(platform, 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')
    const headers = { authorization: `Bearer ${platform.tokenFor('eve@example.com')}` }

    const error = await denied(ana.projects.create({ name: 'new-project' }, { headers }))

    expect(error).toMatchObject({ reason: 'unknown', principal: 'eve@example.com' })
  })

  test('is no longer the reason once a read has been refused', async () => {
    const platform = await platformWithTeam()
    const ana = clientOf(platform, 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')
    await clientOf(platform, 'admin@example.com').workspaces.members.delete('ana@example.com')
    await denied(ana.workspaces.retrieve('ml-team'))

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).not.toBe('insufficient-role')
  })
})

describe('missing-scope', () => {
  test.each<[what: string, scopes: string[], call: (client: NeMoPlatform) => PromiseLike<unknown>]>([
    [
      'a write with a reading scope',
      ['platform:read'],
      (client) => client.projects.create({ name: 'new-project' }),
    ],
    ['a read with a writing scope', ['platform:write'], (client) => client.projects.list()],
    ['a read with the scope of another API', ['secrets:read'], (client) => client.projects.list()],
    [
      'a secret with the scope of entities',
      ['entities:write'],
      (client) => client.secrets.create({ name: 'k1', value: 'v' }),
    ],
  ])('is the reason of %s', async (_what, scopes, call) => {
    const admin = clientOf(await platformWithTeam(), 'ed@example.com', { scopes })

    expect((await denied(call(admin))).reason).toBe('missing-scope')
  })

  test('is the reason of a read with a scope that does not exist, up to 0.6: later releases pass over it', async () => {
    const read = async (profile: '0.6' | '0.8') =>
      clientOf(await platformWithTeam({ profile }), 'ed@example.com', {
        scopes: ['workspaces:read'],
      }).workspaces.retrieve('ml-team')

    expect((await denied(read('0.6'))).reason).toBe('missing-scope')
    expect(await read('0.8')).toMatchObject({ name: 'ml-team' })
  })

  test('names the scopes that the operation needs and those that the token has', async () => {
    const ed = clientOf(await platformWithTeam(), 'ed@example.com', { scopes: ['platform:read', 'openid'] })

    const error = await denied(ed.projects.create({ name: 'new-project' }))

    expect([...(error.requiredScopes ?? [])].sort()).toEqual(['entities:write', 'platform:write'])
    expect([...(error.tokenScopes ?? [])].sort()).toEqual(['openid', 'platform:read'])
    expect(error.remedies[0]).toMatch(/nemo auth login --scope ".*platform:read.*write/)
  })

  test('is the reason whatever was read before', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com', { scopes: ['platform:read'] })
    await ana.workspaces.retrieve('ml-team')

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).toBe('missing-scope')
  })

  test.each([
    ['no scope', []],
    ['only OIDC scopes', ['openid', 'profile', 'email', 'offline_access']],
    ['words without a colon', ['platform', 'write']],
    ['the scope that is needed', ['entities:write', 'entities:read']],
  ])('is not the reason of a token with %s', async (_what, scopes) => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com', { scopes })
    await ana.workspaces.retrieve('ml-team')

    expect((await denied(ana.projects.create({ name: 'new-project' }))).reason).toBe('insufficient-role')
  })

  test.each([
    ['scp as text', { scp: 'platform:read' }],
    ['scp as a list', { scp: ['platform:read', 'openid'] }],
    ['a prefix of the provider', { scope: 'api://nemo/platform:read' }],
  ])('is read from %s', async (_what, claims) => {
    const { fetch } = stubFetch(json({ detail: 'Forbidden' }, 403))
    const client = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      accessToken: jwt({ sub: 'x', ...claims }),
      fetch,
    })

    expect((await denied(client.workspaces.update('ml-team', {}))).reason).toBe('missing-scope')
  })

  test('is not the reason of a path that nobody knows: it is refused whatever the scopes', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com', { scopes: ['platform:read'] })

    expect((await denied(ana.post('/apis/entities/v2/no-such-thing', { body: {} }))).reason).toBe('unknown')
  })

  test('is the reason of an opaque token never', async () => {
    const { fetch } = stubFetch(json({ detail: 'Forbidden' }, 403))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: 'opaque', fetch })

    expect(await denied(client.workspaces.update('ml-team', {}))).toMatchObject({
      reason: 'unknown',
      tokenScopes: undefined,
      principal: undefined,
    })
  })
})

describe('not-a-member', () => {
  test('is the reason after the caller removed itself', async () => {
    const platform = await platformWithTeam()
    const boss = clientOf(platform, 'boss@example.com')
    await clientOf(platform, 'admin@example.com').workspaces.members.create({
      principal: 'boss@example.com',
      roles: ['Admin'],
    })
    await boss.workspaces.members.delete('boss@example.com')

    expect((await denied(boss.workspaces.retrieve('ml-team'))).reason).toBe('not-a-member')
  })

  test('is the reason after the caller took all roles from itself', async () => {
    const platform = await platformWithTeam()
    const boss = clientOf(platform, 'boss@example.com')
    await clientOf(platform, 'admin@example.com').workspaces.members.create({
      principal: 'boss@example.com',
      roles: ['Admin'],
    })
    await boss.workspaces.members.update('boss@example.com', { roles: [] })

    expect((await denied(boss.workspaces.retrieve('ml-team'))).reason).toBe('not-a-member')
  })

  test('is not the reason after the caller removed somebody else', async () => {
    const platform = await platformWithTeam()
    const admin = clientOf(platform, 'admin@example.com')
    await admin.workspaces.members.delete('ana@example.com')
    const headers = { authorization: `Bearer ${platform.tokenFor('ana@example.com')}` }

    expect((await denied(admin.workspaces.retrieve('ml-team', { headers }))).reason).not.toBe('not-a-member')
  })
})

describe('a part of the API that no role opens', () => {
  test.each<
    [what: string, reason: string, first: RegExp, call: (client: NeMoPlatform) => PromiseLike<unknown>]
  >([
    [
      'role bindings',
      'services-only',
      /^Use the members of the workspace for roles/,
      (client) => client.iam.roleBindings.list(),
    ],
    [
      'the value of a secret',
      'services-only',
      /^Let a job or a provider use the secret by its name$/,
      (client) => client.secrets.access('key'),
    ],
    [
      'the value of a secret, by a path of the caller',
      'services-only',
      /^Let a job or a provider use the secret by its name$/,
      (client) => client.get('/apis/secrets/v2/workspaces/ml-team/secrets/key/access'),
    ],
    [
      'generic entities',
      'platform-admin-only',
      /^Use the commands and resources made for each kind of thing/,
      (client) => client.entities.list('thing'),
    ],
    [
      'the keys that secrets are encrypted with',
      'platform-admin-only',
      /^Ask the administrator of the platform$/,
      (client) => client.secrets.admin.rotateEncryptionKeys(),
    ],
  ])('%s: the reason is %s, and nobody is sent to the members', async (_what, reason, first, call) => {
    const ed = clientOf(await platformWithTeam(), 'ed@example.com', { scopes: ['projects:read'] })
    await ed.workspaces.list().catch(() => {})

    const error = await denied(call(ed))

    expect(error.reason).toBe(reason)
    expect(error.remedies[0]).toMatch(first)
    expect(error.remedies.join()).not.toMatch(/members list|a member/)
  })

  test('the policy: the reason is services-only', async () => {
    const { fetch } = stubFetch(json({ detail: 'Forbidden' }, 403))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: 'x' }), fetch })

    const error = await denied(client.get('/apis/auth/v2/authz/allow'))

    expect(error.reason).toBe('services-only')
    expect(error.advice[0]?.command).toBe('nemo auth can-i <verb> <resource>')
  })

  test.each([
    ['a workspace of that name', '/apis/entities/v2/workspaces/entities'],
    ['a secret of that name', '/apis/secrets/v2/workspaces/iam/secrets/access'],
    ['a project of that name', '/apis/entities/v2/workspaces/authz/projects/entities'],
  ])('is not meant by %s', async (_what, path) => {
    const { fetch } = stubFetch(json({ detail: 'Forbidden' }, 403))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: 'x' }), fetch })

    expect((await denied(client.get(path))).reason).toBe('unknown')
  })
})

describe('unknown', () => {
  test.each<[what: string, call: (client: NeMoPlatform) => PromiseLike<unknown>]>([
    ['a workspace that does not exist', (client) => client.workspaces.retrieve('no-such-workspace')],
    ['a path that nobody knows', (client) => client.get('/apis/entities/v2/no-such-thing')],
    [
      'a path below a workspace that nobody knows',
      (client) => client.get('/apis/entities/v2/workspaces/ml-team/nothing'),
    ],
    [
      'a write to a path that nobody knows',
      (client) => client.post('/apis/entities/v2/workspaces/ml-team/nothing'),
    ],
  ])('is the reason of %s, also after reads that worked', async (_what, call) => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')
    await ana.workspaces.retrieve('ml-team')

    expect((await denied(call(ana))).reason).toBe('unknown')
  })

  test('is not turned into knowledge by a path that the caller wrote', async () => {
    const { fetch } = stubFetch(json({}), json({ detail: 'Forbidden' }, 403))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: 'x' }), fetch })
    await client.get('/apis/entities/v2/workspaces/ml-team/anything')

    expect((await denied(client.workspaces.update('ml-team', {}))).reason).toBe('unknown')
  })

  test('comes with remedies that fit any cause', async () => {
    const ana = clientOf(await platformWithTeam(), 'ana@example.com')

    const { remedies } = await denied(ana.projects.create({ name: 'new-project' }))

    expect(remedies.join('\n')).toMatch(/members[\s\S]*ml-team[\s\S]*30 seconds/)
  })
})
