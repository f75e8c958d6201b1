import { NeMoPlatform } from 'nemo-platform'
import { updateConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'

async function main() {
  const configPath = process.env['CONFIG']
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
  const server = await platform.listen()
  await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })
  await updateConfig({ workspace: 'default' }, { configPath })
  const client = new NeMoPlatform({ configPath })
  const { data } = await client.workspaces.list()
  console.log(`${data.length} workspaces of ${new URL(server.url).hostname}`)
  await client.close()
  await server.close()
}

void main()
