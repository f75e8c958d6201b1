import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

test('a client works on the mock platform, over a socket', async () => {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  await using server = await platform.listen()
  await using client = new NeMoPlatform({
    baseURL: server.url,
    accessToken: platform.tokenFor('admin@example.com'),
  })
  await client.workspaces.create({ name: 'ml-team' })
  assert.equal((await client.workspaces.list()).data.length, 3)
  await assert.rejects(client.workspaces.retrieve('gone'), NotFoundError)
})
