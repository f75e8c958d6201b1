/** `client.iam.roleBindings`: for services, and closed to everybody else. */

import { NeMoPlatform, PermissionDeniedError, type RoleBinding } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { mockClients } from '../mock-client.ts'

const SILENT = { error() {}, warn() {}, info() {}, debug() {} }

beforeEach(() => {
  isolateEnvironment()
})

/** A service inside the trust boundary, which says who it is by header. */
function serviceClient() {
  const platform = new MockPlatform({ profile: '0.8' })
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    fetch: platform.fetch,
    defaultHeaders: { 'X-NHX-Principal-Id': 'service:jobs' },
    logger: SILENT,
  })
  return { platform, client }
}

describe('a service', () => {
  test('gives a role, sees it, and takes it away', async () => {
    const { client } = serviceClient()
    const { roleBindings } = client.iam
    await client.workspaces.create({ name: 'ml-team' })

    const created = await roleBindings.create({
      principal: 'bob@example.com',
      role: 'Viewer',
      workspace: 'ml-team',
    })
    const read = await roleBindings.retrieve(created.name)
    await roleBindings.delete(created.name)
    const after = await roleBindings.retrieve(created.name)

    expect(created).toMatchObject({ principal: 'bob@example.com', role: 'Viewer', workspace: 'ml-team' })
    expect(read.id).toBe(created.id)
    expect([read.revoked_at, after.revoked_at]).toEqual([null, expect.any(String)])
  })

  test('sees all bindings, page by page', async () => {
    const { platform, client } = serviceClient()
    await client.workspaces.create({ name: 'ml-team' })
    for (const role of ['Viewer', 'Editor', 'Admin'] as const) {
      await client.iam.roleBindings.create({ principal: 'bob@example.com', role, workspace: 'ml-team' })
    }
    platform.requests.length = 0

    const bindings: RoleBinding[] = []
    for await (const binding of client.iam.roleBindings.list({ page_size: 2 })) bindings.push(binding)

    const ofBob = bindings.filter(({ principal }) => principal === 'bob@example.com')
    expect(ofBob.map(({ role }) => role).sort()).toEqual(['Admin', 'Editor', 'Viewer'])
    expect(platform.requests).toHaveLength(Math.ceil(bindings.length / 2))
  })
})

test.each(['alice@example.com', 'admin@example.com'])('people are refused: %s', async (email) => {
  const { roleBindings } = mockClients().clientOf(email).iam

  await rejection(roleBindings.list(), PermissionDeniedError)
  await rejection(
    roleBindings.create({ principal: 'bob@example.com', role: 'Viewer' }),
    PermissionDeniedError,
  )
})
