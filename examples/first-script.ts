/** Lists workspaces and makes one, wherever the active context of the config file points. */

import { NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform()
console.log(`${client.baseURL}, workspace ${client.workspace}`)

for await (const workspace of client.workspaces.list()) console.log(workspace.name)

await client.workspaces.create({ name: 'ml-team', exist_ok: true })
const project = await client.projects.create({ workspace: 'ml-team', name: 'summaries', exist_ok: true })
console.log(`project ${project.workspace}/${project.name}`)
