import { NeMoPlatform, PermissionDeniedError, type Workspace } from 'nemo-platform'
import { createUnsignedToken, decodeToken } from 'nemo-platform/auth'
import { loadConfig, updateConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'

export async function run(): Promise<string> {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: createUnsignedToken({ email: 'admin@example.com' }),
    fetch: platform.fetch,
  })
  const workspace: Workspace = await client.workspaces.create({ name: 'ml-team' })
  const names: string[] = []
  for await (const { name } of client.workspaces.list()) names.push(name)
  const error: unknown = await client.projects
    .create({ workspace: 'gone', name: 'x' })
    .catch((error: unknown) => error)
  const refused = error instanceof PermissionDeniedError || error instanceof Error
  return [workspace.name, names.includes('ml-team'), refused, decodeToken('x') === undefined].join(' ')
}

export { loadConfig, updateConfig }
