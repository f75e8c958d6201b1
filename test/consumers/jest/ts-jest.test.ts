import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NeMoPlatform, NotFoundError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

const CONFIG = `current_context: a
clusters: [{ name: a, base_url: "http://nemo.test" }]
users: [{ name: a, type: api_key, api_key: a-key }]
contexts: [{ name: a, cluster: a, user: a }]
`

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

test('a client reads the config file', () => {
  const configPath = join(mkdtempSync(join(tmpdir(), 'config-')), 'config.yaml')
  writeFileSync(configPath, CONFIG, { mode: 0o600 })

  expect(new NeMoPlatform({ configPath }).baseURL).toBe('http://nemo.test/')
})
