import { existsSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { updateConfig } from 'nemo-platform/config'
import { metricsPlot } from 'nemo-platform/notebook'
import { MockPlatform } from 'nemo-platform/testing'

async function main() {
  const configPath = process.env['CONFIG']
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
  await using server = await platform.listen()
  await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })
  await updateConfig({ workspace: 'default' }, { configPath })
  await using client = new NeMoPlatform({ configPath, logger: console, logLevel: 'warn' })
  const { data } = await client.workspaces.list()
  console.log(`${data.length} workspaces of ${new URL(server.url).hostname}`)
  const { code } = await metricsPlot([{ metric: 'f1', value: 1 }]).catch((error) => error)
  if (code !== 'package/missing') throw new Error('Plots want packages that are not here')
  console.log(`lock by ${existsSync(`${configPath}.lock.sqlite`) ? 'SQLite' : 'flock(2)'}`)
}

void main()
