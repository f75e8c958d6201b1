/** Tests of one's own code against the mock platform, through Mock Service Worker. */

import { setupServer } from 'msw/node'
import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
const server = setupServer(...mswHandlers(platform, 'http://nemo.test'))

beforeAll(() => server.listen())
afterAll(() => server.close())

beforeEach(async () => {
  platform.reset()
  await platform.seed({
    workspaces: ['ml-team'],
    members: [
      { workspace: 'ml-team', principal: 'ana@example.com', roles: ['Editor'] },
      { workspace: 'ml-team', principal: 'ben@example.com', roles: ['Viewer'] },
    ],
  })
})

/** What is tested: it makes its client as it would in production. */
async function openProject(client: NeMoPlatform, name: string): Promise<string> {
  const project = await client.projects.create({ name, exist_ok: true })
  return `${project.workspace}/${project.name}`
}

function clientOf(email: string): NeMoPlatform {
  return new NeMoPlatform({
    baseURL: 'http://nemo.test',
    workspace: 'ml-team',
    accessToken: platform.tokenFor(email),
  })
}

test('an Editor opens a project, a Viewer may not', async () => {
  expect(await openProject(clientOf('ana@example.com'), 'summaries')).toBe('ml-team/summaries')
  await expect(openProject(clientOf('ben@example.com'), 'more')).rejects.toThrow(PermissionDeniedError)
})

test('a proxy that fails once is not noticed', async () => {
  platform.faults.next({ status: 503, method: 'GET' })

  const page = await clientOf('admin@example.com').workspaces.list()

  expect(page.data.map(({ name }) => name)).toContain('ml-team')
})
