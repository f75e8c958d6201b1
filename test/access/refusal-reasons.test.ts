/** Why a request was refused, as far as the client knows without asking again. */

import {
  AuthenticationError,
  type AuthenticationErrorReason,
  NeMoPlatform,
  PermissionDeniedError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { jwt, nowInSeconds } from '../helpers/sample-tokens.ts'
import { type Answer, json, stubFetch } from '../helpers/stub-fetch.ts'

const FORBIDDEN = json({ detail: 'Forbidden' }, 403)

beforeEach(() => {
  isolateEnvironment()
})

function clientFor(accessToken: string | undefined, ...answers: Answer[]) {
  const { fetch, calls } = stubFetch(...answers)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, fetch, workspace: 'ml-team' })
  return { client, calls }
}

const alice = (claims: Record<string, unknown> = {}) =>
  jwt({ sub: 'alice', email: 'alice@example.com', ...claims })

describe('a 401 is', () => {
  const now = nowInSeconds()

  test.each<[reason: AuthenticationErrorReason, token: string | undefined, detail: string]>([
    ['missing-token', undefined, 'Unauthorized'],
    ['expired-token', alice({ exp: now - 1 }), 'Invalid or expired token'],
    ['not-yet-valid', alice({ exp: now + 999, nbf: now + 99 }), 'Invalid or expired token'],
    ['not-yet-valid', alice({ exp: now + 999, iat: now + 99 }), 'Invalid or expired token'],
    ['unsigned-token-rejected', alice(), 'Unsigned JWTs are not accepted. Set auth.allow_unsigned_jwt=true'],
    ['bearer-not-configured', alice(), 'Bearer token authentication not configured'],
    ['audience-mismatch', alice(), 'Invalid audience'],
    ['issuer-mismatch', alice(), 'Invalid issuer'],
    ['rejected', alice({ exp: now + 999, iat: now - 1 }), 'Invalid or expired token'],
    ['rejected', 'opaque-token', 'Invalid or expired token'],
  ])('%s', async (reason, token, detail) => {
    const { client } = clientFor(token, json({ detail }, 401))

    const error = await rejection(client.workspaces.list(), AuthenticationError)

    expect([error.reason, error.detail]).toEqual([reason, detail])
  })

  test('judged by the clock of the server', async () => {
    const date = new Date((now + 1000) * 1000).toUTCString()
    const token = alice({ exp: now + 500, iat: now - 1 })
    const { client } = clientFor(token, json({ detail: 'Invalid or expired token' }, 401, { date }))

    const error = await rejection(client.workspaces.list(), AuthenticationError)

    expect(error.reason).toBe('expired-token')
  })
})

describe('a 403 is', () => {
  test.each([
    ['of another right', 'entities:write'],
    ['of another API', 'openid secrets:read'],
    ['behind a prefix', 'api://nemo/platform:write'],
  ])('missing-scope where the token has only scopes %s', async (_what, scope) => {
    const { client } = clientFor(alice({ scope }), FORBIDDEN)

    const error = await rejection(client.projects.list(), PermissionDeniedError)

    expect(error).toMatchObject({
      reason: 'missing-scope',
      requiredScopes: ['platform:read', 'entities:read'],
      tokenScopes: scope.split(' '),
      principal: 'alice@example.com',
      workspace: 'ml-team',
    })
  })

  test.each([
    ['the right scope', { scope: 'platform:read' }],
    ['the right scope behind a prefix', { scope: 'api://nemo/entities:read' }],
    ['the right scope as a list', { scp: ['entities:read'] }],
    ['scopes that restrict nothing', { scope: 'openid profile email offline_access' }],
    ['no scope at all', {}],
  ])('unknown where the token has %s', async (_what, claims) => {
    const { client } = clientFor(alice(claims), FORBIDDEN)

    const error = await rejection(client.projects.list(), PermissionDeniedError)

    expect(error.reason).toBe('unknown')
  })

  test('insufficient-role for a write where a read has worked', async () => {
    const { client } = clientFor(alice(), json({ data: [] }), FORBIDDEN)
    await client.projects.list()

    const error = await rejection(client.projects.create({ name: 'p1' }), PermissionDeniedError)

    expect([error.reason, error.workspace]).toEqual(['insufficient-role', 'ml-team'])
  })

  test('insufficient-role for the members where a read has worked', async () => {
    const { client } = clientFor(alice(), json({ data: [] }), FORBIDDEN)
    await client.projects.list()

    const error = await rejection(client.workspaces.members.list(), PermissionDeniedError)

    expect(error.reason).toBe('insufficient-role')
  })

  test('unknown for a read where another has worked, and what was seen before counts no more', async () => {
    const { client } = clientFor(alice(), json({ data: [] }), FORBIDDEN)
    await client.projects.list()

    const read = await rejection(client.projects.list(), PermissionDeniedError)
    const write = await rejection(client.projects.create({ name: 'p1' }), PermissionDeniedError)

    expect([read.reason, write.reason]).toEqual(['unknown', 'unknown'])
  })

  test('unknown where a read has worked in another workspace', async () => {
    const { client } = clientFor(alice(), json({ data: [] }), FORBIDDEN)
    await client.projects.list({ workspace: 'another' })

    const error = await rejection(client.projects.create({ name: 'p1' }), PermissionDeniedError)

    expect(error.reason).toBe('unknown')
  })

  test('unknown for a path of the caller: there may be no such path', async () => {
    const { client } = clientFor(alice(), json({ data: [] }), FORBIDDEN)
    await client.projects.list()

    const error = await rejection(
      client.post('/apis/entities/v2/workspaces/ml-team/things'),
      PermissionDeniedError,
    )

    expect([error.reason, error.requiredScopes]).toEqual(['unknown', undefined])
  })

  test('not-a-member where the client has removed its own user', async () => {
    const { client } = clientFor(alice(), json({ id: 'alice' }), FORBIDDEN)
    await client.workspaces.members.delete('alice@example.com')

    const error = await rejection(client.projects.list(), PermissionDeniedError)

    expect(error.reason).toBe('not-a-member')
  })

  test('unknown with an opaque token, about which nothing is known', async () => {
    const { client } = clientFor('opaque', FORBIDDEN)

    const error = await rejection(client.projects.list(), PermissionDeniedError)

    expect(error).toMatchObject({ reason: 'unknown', tokenScopes: undefined, principal: undefined })
  })

  test('the reason of the token that the call brought itself', async () => {
    const { client } = clientFor('opaque', FORBIDDEN)
    const headers = { authorization: `Bearer ${alice({ scope: 'jobs:read' })}` }

    const error = await rejection(client.projects.list({}, { headers }), PermissionDeniedError)

    expect([error.reason, error.principal]).toEqual(['missing-scope', 'alice@example.com'])
  })
})

test('the reason is the same below a base URL with a path', async () => {
  const { fetch } = stubFetch(FORBIDDEN)
  const accessToken = alice({ scope: 'jobs:read' })
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test/behind/a/proxy/', accessToken, fetch })

  const error = await rejection(client.projects.list({ workspace: 'ml-team' }), PermissionDeniedError)

  expect(error).toMatchObject({
    reason: 'missing-scope',
    requiredScopes: ['platform:read', 'entities:read'],
    workspace: 'ml-team',
  })
})

test('a role on its way is role-propagating where the call may not be repeated', async () => {
  const { client } = clientFor(alice(), json({ name: 'ml-team' }, 201), FORBIDDEN)
  await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })
  const body = new Blob(['content']).stream()

  const error = await rejection(client.secrets.update('s1', {}, { body }), PermissionDeniedError)

  expect(error.reason).toBe('role-propagating')
})
