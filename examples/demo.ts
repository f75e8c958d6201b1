/**
 * The main job on the embedded platform: no cluster, no Python, nothing to configure.
 *
 * Usage: npm run demo
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'

const folder = await mkdtemp(join(tmpdir(), 'nemo-platform-demo-'))
const configPath = join(folder, 'config.yaml')
await using cleanup = new AsyncDisposableStack()
cleanup.defer(() => rm(folder, { recursive: true }))

title('The mock platform on a socket, with an identity provider; a role takes a second to arrive')
const platform = new MockPlatform({
  auth: { adminEmail: 'admin@example.com', oidc: true, rolePropagation: 1000 },
})
const server = cleanup.use(await platform.listen())
show(`listening on ${server.url}`)

title('A config file, as `nemo auth login` writes it')
await platform.writeConfig(configPath, { email: 'admin@example.com', workspace: 'ml-team' })
await writeFile(configPath, `# Comments and unknown keys stay.\n${await readFile(configPath, 'utf8')}`)
show((await readFile(configPath, 'utf8')).replace(/(token: ).{12}\S*/g, '$1eyJhbGciOi…'))

// Whatever platform this shell is set up for, it is not meant here.
for (const name of Object.keys(process.env)) if (/^(?:NMP|NEMO)_/.test(name)) delete process.env[name]

// From here on a script is as short as `new NeMoPlatform()`.
process.env['NMP_CONFIG_FILE'] = configPath
await using admin = new NeMoPlatform()

title('List: for await goes through all pages')
for await (const workspace of admin.workspaces.list()) show(workspace.name)

title('Create a workspace, and a project in it')
const workspace = await admin.workspaces.create({ name: 'ml-team', description: 'Where models are made' })
show(`${workspace.name}, created at ${workspace.created_at}`)
const project = await admin.projects.create({ name: 'summaries' })
show(`${project.workspace}/${project.name}`)

title('Add a Viewer, and wait until the role has arrived everywhere')
const started = performance.now()
const member = await admin.workspaces.members.create({ principal: 'ana@example.com', roles: ['Viewer'] })
show(`${member.principal} is ${member.roles.join(', ')} after ${Math.round(performance.now() - started)} ms`)

title('The Viewer reads, but may not write: the error says why, and what to do')
await platform.writeConfig(configPath, {
  email: 'ana@example.com',
  contextName: 'ana',
  workspace: 'ml-team',
})
await using ana = new NeMoPlatform({ contextName: 'ana' })
show(`reads ${(await ana.projects.list()).data.map(({ name }) => name).join(', ')}`)
try {
  await ana.projects.create({ name: 'translations' })
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error
  show(`${error.name}, reason ${error.reason}, principal ${error.principal}`)
  for (const remedy of error.remedies) show(`→ ${remedy}`)
}

title('An access token that has ended: refreshed behind the scenes, and stored for everybody')
await platform.writeConfig(configPath, { email: 'admin@example.com', workspace: 'ml-team', expiresIn: -60 })
const before = await readFile(configPath, 'utf8')
await using later = new NeMoPlatform({ contextName: 'default' })
const answers = await Promise.all(Array.from({ length: 20 }, () => later.auth.whoami()))
const refreshes = platform.identityProvider.events.filter(({ type }) => type === 'refresh').length
const after = await readFile(configPath, 'utf8')
show(`${answers.length} calls at once as ${answers[0]?.principal}`)
show(`${refreshes} refresh; the new pair is stored: ${before !== after}; ${after.split('\n')[0]}`)

function title(text: string): void {
  console.log(`\n${text}`)
}

function show(text: string): void {
  console.log(text.trimEnd().replace(/^/gm, '  '))
}
