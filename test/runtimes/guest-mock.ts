/** A worker that is its own platform. */

import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

async function play(): Promise<unknown> {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: platform.tokenFor('admin@example.com'),
    workspace: 'ml-team',
    fetch: platform.fetch,
  })
  await client.workspaces.create({ name: 'ml-team' })
  await client.workspaces.members.create({ principal: 'ana@example.com', roles: ['Viewer'] })
  const ana = client.withOptions({ accessToken: platform.tokenFor('ana@example.com') })
  const projects = (await ana.projects.list()).data.length
  const refusal: unknown = await ana.projects.create({ name: 'p' }).catch((error: unknown) => error)
  const listening: unknown = await platform.listen().catch((error: unknown) => error)
  return {
    projects,
    reason: refusal instanceof PermissionDeniedError ? refusal.reason : String(refusal),
    listening: String(listening),
  }
}

export default {
  async fetch(): Promise<Response> {
    return Response.json(await play())
  },
}
