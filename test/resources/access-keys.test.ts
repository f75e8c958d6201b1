/** `client.accessKeys` with real answers. */

import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { mockClients } from './mock-client.ts'

const ALICE = 'alice@example.com'

beforeEach(() => {
  isolateEnvironment()
})

const withKeys = () => mockClients({ auth: { accessKeys: true } })

describe('an access key', () => {
  test('is a token that works by itself', async () => {
    const { clientOf } = withKeys()
    const client = clientOf(ALICE)

    const key = await client.accessKeys.create({ name: 'ci', expires_in_seconds: 600 })
    const identity = await client.withOptions({ accessToken: key.token }).auth.whoami()

    expect(key).toMatchObject({ name: 'ci', status: 'ACTIVE', token_type: 'Bearer', principal: ALICE })
    expect(identity).toMatchObject({ principal: ALICE, token_kind: 'access_key', jti: key.jti })
  })

  test('is shown once: the list has no token', async () => {
    const { clientOf } = withKeys()
    const client = clientOf(ALICE)
    const { jti, token } = await client.accessKeys.create()

    const list = await client.accessKeys.list()

    expect(list.data.map((key) => key.jti)).toEqual([jti])
    expect(JSON.stringify(list)).not.toContain(token)
  })

  test('is refused while it is suspended, and after it was revoked', async () => {
    const { clientOf } = withKeys()
    const client = clientOf(ALICE)
    const { jti, token } = await client.accessKeys.create()
    const holder = client.withOptions({ accessToken: token })

    expect(await client.accessKeys.suspend(jti)).toEqual({ jti, status: 'SUSPENDED', changed: true })
    await rejection(holder.workspaces.list(), AuthenticationError)
    expect(await client.accessKeys.unsuspend(jti)).toEqual({ jti, status: 'ACTIVE', changed: true })
    expect((await holder.workspaces.list()).data.length).toBeGreaterThan(0)
    expect(await client.accessKeys.delete(jti)).toEqual({ jti, revoked: true })
    await rejection(holder.workspaces.list(), AuthenticationError)
    await rejection(client.accessKeys.unsuspend(jti), ConflictError)
  })

  test('for an API that the platform does not know is good for all, which is warned of', async () => {
    const { clientOf } = withKeys()
    const told: string[] = []
    const write = (line: string) => void told.push(line)
    const logger = { error: write, warn: write, info: write, debug: write }
    const client = clientOf(ALICE).withOptions({ logger })

    await client.accessKeys.create({ scope: ['auth', 'entities'] })
    const key = await client.accessKeys.create({ scope: ['entitites'] })

    expect(told).toEqual([expect.stringContaining('not known to have the API entitites')])
    const holder = client.withOptions({ accessToken: key.token })
    expect((await holder.secrets.list({ workspace: 'default' })).data).toEqual([])
  })

  test('belongs to whoever made it', async () => {
    const { clientOf } = withKeys()
    const { jti } = await clientOf(ALICE).accessKeys.create()
    const bob = clientOf('bob@example.com')

    expect((await bob.accessKeys.list()).data).toEqual([])
    await rejection(bob.accessKeys.delete(jti), NotFoundError)
  })

  test('of a service account is for PlatformAdmins to make', async () => {
    const { clientOf } = withKeys()

    await rejection(clientOf(ALICE).accessKeys.create({ service_account_id: 'robot' }), PermissionDeniedError)
    const key = await clientOf('admin@example.com').accessKeys.create({ service_account_id: 'robot' })

    expect(key).toMatchObject({ principal: 'service-account:robot', entity_type: 'SERVICE_ACCOUNT' })
  })

  test('does not live for ever', async () => {
    const { clientOf } = withKeys()

    await rejection(clientOf(ALICE).accessKeys.create({ expires_in_seconds: 10 ** 8 }), BadRequestError)
    await rejection(clientOf(ALICE).accessKeys.create({ expires_in_seconds: null }), BadRequestError)
  })
})

test('the list tells whether there is more', async () => {
  const { clientOf } = withKeys()
  const client = clientOf(ALICE)
  for (const name of ['k1', 'k2', 'k3']) await client.accessKeys.create({ name })

  const pages = [
    await client.accessKeys.list({ page: 1, page_size: 2 }),
    await client.accessKeys.list({ page: 2, page_size: 2 }),
  ]

  expect(pages.map(({ data, has_more }) => [data.length, has_more])).toEqual([
    [2, true],
    [1, false],
  ])
})

test('where keys are switched off, every call is a NotFoundError', async () => {
  const { clientOf } = mockClients()
  const { accessKeys } = clientOf(ALICE)

  const error = await rejection(accessKeys.list(), NotFoundError)
  await rejection(accessKeys.create(), NotFoundError)

  expect(error.detail).toBe('Scoped Access Keys are not enabled')
})
