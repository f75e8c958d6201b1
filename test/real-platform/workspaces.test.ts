/** What this package adds to workspaces and members, on the real platform. */

import { AlreadyExistsError, NeMoPlatform, NotFoundError } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import { expect, inject, test } from 'vitest'
import { ADMIN_EMAIL } from '../../scripts/platform.ts'

const ANA = 'ana@example.com'

function clientOf(email: string, workspace: string): NeMoPlatform {
  const accessToken = createUnsignedToken({ email })
  return new NeMoPlatform({ baseURL: inject('platformURL'), accessToken, workspace })
}

test('members are brought to a wanted state, and may do what they may when it is done', async () => {
  const name = `sync-${Date.now()}`
  const admin = clientOf(ADMIN_EMAIL, name)
  await admin.workspaces.create({ name })
  const { members } = admin.workspaces
  await members.create({ principal: 'ben@example.com', roles: ['Viewer'] })
  const wanted = [
    { principal: ADMIN_EMAIL, roles: ['Admin' as const] },
    { principal: ANA, roles: ['Editor' as const] },
  ]

  const plan = await members.sync({ members: wanted, prune: true, dryRun: true })
  expect((await members.list()).data).toHaveLength(2)
  const { changes } = await members.sync({ members: wanted, prune: true })

  expect(changes).toEqual(plan.changes)
  expect(changes.map(({ kind, principal }) => [kind, principal])).toEqual([
    ['add', ANA],
    ['remove', 'ben@example.com'],
  ])
  await clientOf(ANA, name).projects.create({ name: 'mine' })
  expect(await members.sync({ members: wanted, prune: true })).toMatchObject({ changes: [] })
})

test('a role that somebody else has given is waited for', async () => {
  const name = `access-${Date.now()}`
  const admin = clientOf(ADMIN_EMAIL, name)
  const eve = clientOf('eve@example.com', name)
  await admin.workspaces.create({ name })
  await admin.workspaces.members.create({
    principal: 'eve@example.com',
    roles: ['Editor'],
    wait_role_propagation: false,
  })
  await eve.auth.waitForAccess({ role: 'Editor' })
  await eve.projects.create({ name: 'first' })
  const waiting = eve.auth.waitForAccess({ role: 'Admin', waitTimeout: 3_000 })
  await expect(waiting).rejects.toMatchObject({ name: 'WaitTimeoutError' })
  // The looks have made nothing.
  expect((await admin.projects.list()).data).toHaveLength(1)
})

test('what is in a workspace is counted; after its deletion its name is free', async () => {
  const name = `full-${Date.now()}`
  const admin = clientOf(ADMIN_EMAIL, name)
  await admin.workspaces.create({ name })
  for (const project of ['one', 'two']) await admin.projects.create({ name: project })
  await admin.secrets.create({ name: 'key', value: 'v' })
  await admin.files.filesets.create({ name: 'data' })
  const { entities } = await admin.workspaces.contents(name)
  expect(entities).toEqual({ project: 2, secret: 1, fileset: 1 })

  await admin.workspaces.delete(name)
  await expect(admin.workspaces.create({ name })).rejects.toThrow(AlreadyExistsError)
  await expect(admin.workspaces.retrieve(name)).rejects.toThrow(NotFoundError)
  const again = `${name}-again`
  await admin.workspaces.create({ name: again })
  await admin.workspaces.delete(again, { wait: true })
  await admin.workspaces.create({ name: again })
  expect((await admin.workspaces.contents(again)).entities).toEqual({})
})
