import { NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

test('a client works on the mock platform', async () => {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: platform.tokenFor('admin@example.com'),
    fetch: platform.fetch,
  })
  await client.workspaces.create({ name: 'ml-team' })
  expect((await client.workspaces.list()).data).toHaveLength(3)
  await expect(client.workspaces.retrieve('gone')).rejects.toBeInstanceOf(NotFoundError)
})
