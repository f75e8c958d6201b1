/** What is found out about one's own set-up and one's own rights, and that finding out changes nothing. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { APIUserAbortError, InvalidArgumentError, NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { temporaryFolder } from '../helpers/config-files.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'
const ANA = 'ana@example.com'

async function scene(options: ConstructorParameters<typeof MockPlatform>[0] = {}) {
  const platform = new MockPlatform(options)
  const as = (email: string, tokenOptions = {}) =>
    new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch: platform.fetch,
      maxRetries: 0,
      workspace: 'ml',
      accessToken: platform.tokenFor(email, tokenOptions),
    })
  const admin = as(ADMIN)
  await admin.workspaces.create({ name: 'ml' })
  platform.requests.length = 0
  return { platform, admin, as }
}

describe('diagnose', () => {
  test('of a healthy set-up fails nothing, and sends nothing that could change anything', async () => {
    const { platform, admin } = await scene()
    const checks = await admin.auth.diagnose()
    expect(checks.filter(({ status }) => status === 'fail')).toEqual([])
    expect(checks.find(({ id }) => id === 'workspace-access')).toMatchObject({ status: 'pass' })
    expect(checks.find(({ id }) => id === 'gateway-headers')).toMatchObject({ status: 'skip' })
    const writes = platform.requests.filter(({ method }) => method !== 'GET')
    // A body without a name: refused, or found wanting, but never done.
    expect(writes.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['POST', '/apis/entities/v2/workspaces/ml/projects', 422],
    ])
    expect((await admin.projects.list()).data).toEqual([])
    expect(platform.requests.some(({ headers }) => headers.has('x-nmp-principal-id'))).toBe(false)
  })

  test('a role that was taken away a moment ago is not said to be gone everywhere', async () => {
    const { admin, as } = await scene({ auth: { rolePropagation: 200 } })
    await admin.workspaces.members.create({ principal: ANA, roles: ['Admin'] })
    const ana = as(ANA)
    await ana.workspaces.members.delete(ANA, { wait_role_propagation: false })
    const checks = await ana.auth.diagnose()
    expect(checks.find(({ id }) => id === 'role-propagation')).toMatchObject({ status: 'warn' })
  })

  test('where authentication is off, the token is no matter', async () => {
    const platform = new MockPlatform({ auth: false })
    const client = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch: platform.fetch,
      workspace: 'ml',
      accessToken: 'x.y.z',
    })
    const checks = await client.auth.diagnose()
    expect(checks.filter(({ status }) => status === 'fail')).toEqual([])
  })

  test('spends no refresh token, not even a due one', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    const configPath = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(configPath, { email: ANA, expiresIn: -60 })
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    const checks = await client.auth.diagnose()
    expect(checks.find(({ id }) => id === 'token-expiry')).toMatchObject({ status: 'warn' })
    expect(platform.requests.filter(({ path }) => /token$/.test(path))).toEqual([])
    expect(checks.find(({ id }) => id === 'config-file')).toMatchObject({ status: 'pass' })
    expect((await client.workspaces.list()).data).not.toEqual([])
  })

  test('sees a config that others can read, and what broke off beside it', async () => {
    const platform = new MockPlatform()
    const configPath = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(configPath, { email: ANA })
    const { chmod, utimes } = await import('node:fs/promises')
    await chmod(configPath, 0o644)
    const marker = `${configPath}.0123456789abcdef.refresh-pending`
    await writeFile(marker, '')
    const fiveMinutesAgo = new Date(Date.now() - 300_000)
    await utimes(marker, fiveMinutesAgo, fiveMinutesAgo)
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    const checks = await client.auth.diagnose()
    const file = checks.find(({ id }) => id === 'config-file')
    expect(file).toMatchObject({ status: 'warn', remedies: [`chmod 600 ${configPath}`] })
    const leftovers = checks.find(({ id }) => id === 'config-leftovers')
    expect(leftovers?.status).toBe('warn')
    expect(leftovers?.evidence[0]).toContain('its answer never came')
    expect(leftovers?.remedies[0]).toContain('client.auth.refresh()')
  })

  test('sees a lock that somebody holds, and a key of older tools', async () => {
    const platform = new MockPlatform()
    const configPath = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(configPath, { email: ANA })
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    const lock = `${configPath}.default.oauth-refresh.lock`
    await writeFile(lock, '')
    const leftovers = async () => (await client.auth.diagnose()).find(({ id }) => id === 'config-leftovers')
    expect(await leftovers()).toMatchObject({ status: 'pass' })
    const holder = spawn('flock', [lock, 'sh', '-c', 'echo held; read line'])
    onTestFinished(() => void holder.kill())
    await once(holder.stdout, 'data')
    const held = await leftovers()
    expect(held).toMatchObject({ status: 'warn' })
    expect(held?.evidence[0]).toContain('held by another process')
    holder.stdin.end('\n')
    await once(holder, 'exit')
    expect(await leftovers()).toMatchObject({ status: 'pass' })
    await appendFile(configPath, '# api_key: not one\nusers_before:\n- api_key: old\n')
    expect(await leftovers()).toMatchObject({ status: 'warn', remedies: ['nemo auth login'] })
  })

  test('skips what it cannot know, in place of passing it', async () => {
    const client = new NeMoPlatform({ baseURL: 'http://127.0.0.1:9', accessToken: 'opaque', workspace: 'ml' })
    const checks = await client.auth.diagnose({ gateway: true })
    const passed = checks.filter(({ status }) => status === 'pass').map(({ id }) => id)
    // What needs no platform to be known.
    const known = ['config-file', 'credential', 'api-key-header']
    expect(passed.filter((id) => !known.includes(id))).toEqual([])
    expect(checks.find(({ id }) => id === 'server-reachable')).toMatchObject({ status: 'fail' })
  })

  test('ends with the signal, and tells the token to no other origin', async () => {
    const seen: string[] = []
    const other = createServer((request, response) => {
      seen.push(String(request.headers.authorization))
      response.end('{}')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const server = createServer((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/x` }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void [server, other].map((one) => one.close()))
    const baseURL = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const client = new NeMoPlatform({ baseURL, accessToken: 'opaque-token', workspace: 'ml' })
    await client.auth.diagnose({ gateway: true })
    expect(seen.filter((header) => header !== 'undefined')).toEqual([])
    const checks = await client.auth.diagnose({}, { signal: AbortSignal.abort() })
    expect(checks.find(({ id }) => id === 'server-reachable')).toMatchObject({ status: 'skip' })
  })

  test('does not wait for a token function that never answers', async () => {
    const platform = new MockPlatform()
    const client = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch: platform.fetch,
      workspace: 'ml',
      accessToken: () => new Promise<string>(() => {}),
    })
    const checks = await client.auth.diagnose({}, { signal: AbortSignal.timeout(200) })
    expect(checks.find(({ id }) => id === 'credential')).toMatchObject({ status: 'fail' })
  })

  test('refuses params that it does not know, before anything is sent', async () => {
    const { platform, admin } = await scene()
    for (const params of [{ workspace: '' }, { gateway: 'yes' }, { gatway: true }])
      await expect(admin.auth.diagnose(params as never)).rejects.toThrow(InvalidArgumentError)
    expect(platform.requests).toEqual([])
  })
})

describe('can', () => {
  test.each([
    [ADMIN, {}, 'create', 'projects', true, undefined],
    [ANA, {}, 'read', 'workspaces', true, undefined],
    [ANA, {}, 'create', 'projects', false, 'role'],
    [ANA, {}, 'list', 'members', false, 'role'],
    [ANA, {}, 'exec', 'inference.gateway.model', false, undefined],
    [ANA, { scopes: ['platform:read'] }, 'create', 'projects', false, 'scope'],
    [ANA, { expiresIn: -60 }, 'read', 'projects', false, 'token'],
    ['bob@example.com', {}, 'read', 'projects', false, 'role'],
    [ANA, {}, 'access', 'secrets', false, 'role'],
    [ANA, {}, 'create', 'workspaces', true, undefined],
    [ANA, {}, 'read', 'project', true, undefined],
  ])('%s %j: %s %s', async (email, options, verb, resource, allowed, missing) => {
    const { admin, as } = await scene()
    await admin.workspaces.members.create({ principal: ANA, roles: ['Viewer'] })
    const answer = await as(email, options).auth.can({ verb, resource })
    if (resource.startsWith('inference')) {
      expect(answer.allowed).toBe(true)
      return
    }
    expect(answer).toMatchObject({ allowed, missing })
    expect((await admin.projects.list()).data).toEqual([])
  })

  test('names what there is for a verb or resource that is not there', async () => {
    const { admin } = await scene()
    await expect(admin.auth.can({ verb: 'create', resource: 'nonsense' })).rejects.toThrow(
      /`resource` must be one of/,
    )
    await expect(admin.auth.can({ verb: 'fly', resource: 'projects' })).rejects.toThrow(
      /create, delete, list/,
    )
  })

  test('waits for a permission, and tells how it goes', async () => {
    const { admin, as } = await scene({ auth: { rolePropagation: 200 } })
    const ana = as(ANA)
    await admin.workspaces.members.create({ principal: ANA, roles: ['Editor'], wait_role_propagation: false })
    const seen: string[] = []
    await ana.auth.waitForAccess({
      permission: 'projects.create',
      poll_interval: 20,
      onProgress: ({ role }) => seen.push(role),
    })
    expect(new Set(seen)).toEqual(new Set(['Editor']))
    await ana.projects.create({ name: 'mine' })
    for (const params of [
      { permission: 'nonsense' },
      { permission: 'projects.create', role: 'Viewer' as const },
    ])
      await expect(ana.auth.waitForAccess(params)).rejects.toThrow(InvalidArgumentError)
  })
})

describe('explain', () => {
  test.each([[new TypeError('x')], ['text'], [undefined], [null], [{ status: 401 }], [new Proxy({}, {})]])(
    'says so for what is no error of ours: %s',
    async (error) => {
      const { platform, admin } = await scene()
      expect(await admin.auth.explain(error)).toMatchObject({ cause: 'not-ours', confidence: 'certain' })
      expect(platform.requests).toEqual([])
    },
  )

  test('finds ours in the cause of another error, and in a batch', async () => {
    const { admin, as } = await scene()
    const refusal = await as(ANA)
      .projects.list()
      .then(undefined, (error: unknown) => error)
    expect(refusal).toBeInstanceOf(PermissionDeniedError)
    const wrapped = new Error('could not start', { cause: refusal })
    expect(await as(ANA).auth.explain(wrapped)).toMatchObject({ cause: 'not-a-member' })
    const batch = await as(ANA)
      .workspaces.members.createAll({ members: [{ principal: 'x@example.com', roles: ['Viewer'] }] })
      .then(undefined, (error: unknown) => error)
    expect(await as(ANA).auth.explain(batch)).toMatchObject({ cause: 'not-a-member' })
    void admin
  })

  test('a token that the client does not hold is not said to be missing', async () => {
    const { platform } = await scene()
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch: platform.fetch, workspace: 'ml' })
    const headers = { authorization: `Bearer ${platform.tokenFor(ANA, { expiresIn: -60 })}` }
    const refusal = await client.projects.list({}, { headers }).then(undefined, (error: unknown) => error)
    expect(await client.auth.explain(refusal)).toMatchObject({
      cause: 'expired-token',
      confidence: 'possible',
    })
  })

  test('asks the client that the error came from', async () => {
    const { as } = await scene()
    const refusal = await as(ANA)
      .projects.list()
      .then(undefined, (error: unknown) => error)
    const elsewhere = new NeMoPlatform({ baseURL: 'http://other.test', accessToken: 'x' })
    expect(await elsewhere.auth.explain(refusal)).toMatchObject({ cause: 'other-platform' })
  })

  test('with a signal that has ended, still tells what is known without asking', async () => {
    const { as } = await scene()
    const refusal = await as(ANA, { expiresIn: -60 })
      .projects.list()
      .then(undefined, (error: unknown) => error)
    const found = await as(ANA, { expiresIn: -60 }).auth.explain(refusal, { signal: AbortSignal.abort() })
    expect(found.cause).toBe('expired-token')
    const nowhere = new APIUserAbortError('x', { request: { method: 'GET', url: 'no url' } })
    expect(await as(ANA).auth.explain(nowhere)).toMatchObject({ cause: 'aborted' })
    expect(
      await as(ANA).auth.explain(
        new APIUserAbortError('x', { request: { method: 'GET', url: 'http://nemo.test/' } }),
      ),
    ).toMatchObject({ cause: 'aborted' })
  })
})
