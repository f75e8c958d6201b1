import { NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'

test('a client works on the mock platform', async () => {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  await using server = await platform.listen()
  await using client = new NeMoPlatform({
    baseURL: server.url,
    accessToken: platform.tokenFor('admin@example.com'),
  })
  await client.workspaces.create({ name: 'ml-team' })
  expect((await client.workspaces.list()).data).toHaveLength(3)
  await expect(client.workspaces.retrieve('gone')).rejects.toBeInstanceOf(NotFoundError)
})
