import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
await using server = await platform.listen()
await using client = new NeMoPlatform({
  baseURL: server.url,
  accessToken: platform.tokenFor('admin@example.com'),
})
console.log(`${(await client.workspaces.list()).data.length} workspaces`)
