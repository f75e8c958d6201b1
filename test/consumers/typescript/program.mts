import { NeMoPlatform, PermissionDeniedError, type Workspace } from 'nemo-platform'
import { createUnsignedToken, decodeToken } from 'nemo-platform/auth'
import { beginSignIn, finishSignIn } from 'nemo-platform/browser-login'
import { loadConfig, updateConfig } from 'nemo-platform/config'
import { jobCard, metricsOf, withProgress } from 'nemo-platform/notebook'
import { AgentOptimization } from 'nemo-platform/plugins/agent-optimization'
import { Agents } from 'nemo-platform/plugins/agents'
import { Anonymizer } from 'nemo-platform/plugins/anonymizer'
import { Customization } from 'nemo-platform/plugins/customization'
import { DataDesigner } from 'nemo-platform/plugins/data-designer'
import { Evals, exactMatch } from 'nemo-platform/plugins/evals'
import { Garak } from 'nemo-platform/plugins/garak'
import { Insights } from 'nemo-platform/plugins/insights'
import { SafeSynthesizer } from 'nemo-platform/plugins/safe-synthesizer'
import { MockPlatform } from 'nemo-platform/testing'

export const plugins = [
  AgentOptimization,
  Agents,
  Anonymizer,
  Customization,
  DataDesigner,
  Garak,
  Insights,
  SafeSynthesizer,
]
export { beginSignIn, finishSignIn, jobCard, loadConfig, metricsOf, updateConfig, withProgress }

// Their types are inferred, and declared: by names that whoever imports this can find, too.
export const evaluations = (client: NeMoPlatform) => client.use(Evals).evaluateJobs
export const metric = exactMatch({ reference: '{{item.answer}}' })
export const list = (client: NeMoPlatform) => client.projects.list().pages()
export const answer = (client: NeMoPlatform) => client.files.downloadStream({ remote_path: 'corpus#a.txt' })
export const readable = (client: NeMoPlatform) => client.files.at('corpus#a.txt').readable()

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
