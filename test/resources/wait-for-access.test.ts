/** Waiting for a role that was given. */

import { NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

const ANA = 'ana@example.com'
const DELAY = 300

async function scene() {
  const platform = new MockPlatform({ auth: { rolePropagation: DELAY } })
  const options = { baseURL: 'http://nemo.test', fetch: platform.fetch, maxRetries: 0, workspace: 'ml' }
  const admin = new NeMoPlatform({ ...options, accessToken: platform.tokenFor('admin@example.com') })
  const ana = new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ANA) })
  await admin.workspaces.create({ name: 'ml' })
  return { platform, admin, ana }
}

test.each(['Viewer', 'Editor', 'Admin'] as const)(
  'for %s: no earlier than the role is there',
  async (role) => {
    const { admin, ana } = await scene()
    const { members } = admin.workspaces
    await members.create({ principal: ANA, roles: [role], wait_role_propagation: false })
    await ana.auth.waitForAccess({ role, poll_interval: 20 })
    if (role === 'Viewer') await ana.workspaces.retrieve('ml')
    else if (role === 'Editor') await ana.projects.create({ name: 'mine' })
    else await ana.workspaces.members.list()
    expect((await admin.projects.list()).data).toHaveLength(role === 'Editor' ? 1 : 0)
  },
)

test('a lesser role is not enough', async () => {
  const { admin, ana } = await scene()
  await admin.workspaces.members.create({ principal: ANA, roles: ['Viewer'] })
  await ana.auth.waitForAccess()
  const waiting = ana.auth.waitForAccess({ role: 'Editor', waitTimeout: 200, poll_interval: 20 })
  await expect(waiting).rejects.toMatchObject({ name: 'WaitTimeoutError', last: 'refused' })
})

test('a workspace that is not there, a signal, and bad arguments end it', async () => {
  const { platform, admin, ana } = await scene()
  await expect(admin.auth.waitForAccess({ workspace: 'nope' })).rejects.toThrow(NotFoundError)
  const signal = AbortSignal.timeout(100)
  await expect(ana.auth.waitForAccess({}, { signal })).rejects.toMatchObject({ name: 'APIUserAbortError' })
  platform.requests.length = 0
  for (const params of [
    { role: 'Boss' },
    { workspace: '' },
    { waitTimeout: -1 },
    { timeout: -1 },
    { timeout: 1, waitTimeout: 2 },
    { wait: 1 },
  ])
    await expect(ana.auth.waitForAccess(params as never)).rejects.toMatchObject({
      name: 'InvalidArgumentError',
    })
  expect(platform.requests).toEqual([])
})
