/** Scopes by generation: up to 0.6 every one restricts, and administrators are free; later unknown ones do nothing. */

import { type ClientOptions, NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const ADMIN = 'admin@example.com'
const ANA = 'ana@example.com'

function clientOf(
  profile: '0.6' | '0.8',
  email: string,
  scopes: readonly string[],
  more: ClientOptions = {},
) {
  const platform = new MockPlatform({ profile })
  return new NeMoPlatform({
    baseURL: `http://scopes-${profile}.test`,
    accessToken: platform.tokenFor(email, { scopes }),
    fetch: platform.fetch,
    workspace: 'default',
    ...more,
  })
}

const checkOf = async (client: NeMoPlatform, id: string) =>
  (await client.auth.diagnose()).find((check) => check.id === id)

describe('a scope of a family that there is not', () => {
  test('closes everything on 0.6, and says so', async () => {
    const client = clientOf('0.6', ANA, ['entites:read'])

    expect(await rejection(client.workspaces.list(), PermissionDeniedError)).toMatchObject({
      reason: 'missing-scope',
    })
    expect(await checkOf(client, 'scope-read')).toMatchObject({ status: 'warn' })
  })

  test('opens everything on 0.8, and the doctor warns of it', async () => {
    const client = clientOf('0.8', ANA, ['entites:read'])

    await client.workspaces.list()
    const check = await checkOf(client, 'scope-write')
    expect(check).toMatchObject({ status: 'warn' })
    expect(check?.summary).toContain('the platform has no entites:read, and passes over scopes')
    expect(await client.auth.can({ verb: 'list', resource: 'projects' })).toMatchObject({ allowed: true })
  })

  test('beside one that counts restricts no further', async () => {
    const client = clientOf('0.8', ANA, ['entites:write', 'entities:read'])

    const answer = await client.auth.can({ verb: 'create', resource: 'projects' })
    expect(answer).toMatchObject({ allowed: false, missing: 'scope' })
    expect(answer.evidence.join()).toContain('the platform has no entites:write, and passes over them')
  })
})

describe('scopes of an administrator', () => {
  test('do not bind on 0.6', async () => {
    const client = clientOf('0.6', ADMIN, ['jobs:read'])

    await client.workspaces.list()
    expect(await client.auth.can({ verb: 'list', resource: 'projects' })).toMatchObject({ allowed: true })
  })

  test('bind on 0.8', async () => {
    const client = clientOf('0.8', ADMIN, ['jobs:read'])

    const error = await rejection(client.workspaces.list(), PermissionDeniedError)
    expect(error.reason).toBe('missing-scope')
    expect(await client.auth.explain(error)).toMatchObject({ cause: 'missing-scope', confidence: 'certain' })
    expect(await client.auth.can({ verb: 'list', resource: 'projects' })).toMatchObject({
      allowed: false,
      missing: 'scope',
    })
    expect(await checkOf(client, 'scope-read')).toMatchObject({ status: 'warn' })
  })
})

test.each(['0.6', '0.8'] as const)(
  'identity headers from outside are found to be believed on %s',
  async (profile) => {
    const platform = new MockPlatform({ profile })
    const client = new NeMoPlatform({
      baseURL: `http://gateway-${profile}.test`,
      accessToken: platform.tokenFor(ANA),
      fetch: platform.fetch,
    })

    const checks = await client.auth.diagnose({ gateway: true })

    const check = checks.find(({ id }) => id === 'gateway-headers')
    expect(check).toMatchObject({ status: 'fail' })
    const prefix = profile === '0.6' ? 'X-NMP-' : 'X-NHX-'
    expect(check?.evidence.find((line) => line.startsWith(`${prefix}Principal-Id`))).toMatch(/: (?:200|403)$/)
    expect(check?.remedies.join()).toContain('X-NHX-Principal-*')
    expect(check?.remedies.join()).toContain('X-NMP-Principal-*')
  },
)
