/** The role of who may do everything: either name will do, and goes over the wire as the connected platform calls it. */

import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'

beforeEach(() => {
  isolateEnvironment()
})

describe.each([
  ['0.6', 'PlatformAdmin'],
  ['0.8', 'HelixAdmin'],
] as const)('on a platform of %s', (profile, own) => {
  const platform = new MockPlatform({ profile })
  const admin = new NeMoPlatform({
    baseURL: `http://admin-${profile}.test`,
    accessToken: platform.tokenFor('admin@example.com'),
    fetch: platform.fetch,
    workspace: 'system',
  })

  test.each(['PlatformAdmin', 'HelixAdmin'] as const)('%s makes somebody administrator', async (role) => {
    const principal = `${role}@example.com`.toLowerCase()

    const member = await admin.workspaces.members.create({ principal, roles: [role] })
    const updated = await admin.workspaces.members.update(principal, { roles: ['Viewer', role] })

    expect(member.roles).toEqual([own])
    expect([...updated.roles].sort()).toEqual(['Viewer', own].sort())
  })

  test.each(['PlatformAdmin', 'HelixAdmin'] as const)('a sync with %s finds what is there', async (role) => {
    const { data } = await admin.workspaces.members.list()
    const members = data.map(({ principal, roles }) => ({
      principal,
      roles: roles.map((name) => (name === own ? role : name)) as 'Viewer'[],
    }))

    const plan = await admin.workspaces.members.sync({ members, dryRun: true })

    expect(plan.changes).toEqual([])
  })
})
