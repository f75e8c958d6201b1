/** Adds a whole team to a workspace with one wait, then changes and removes members. */

import { BatchError, NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'ml-team' })
await client.workspaces.create({ name: 'ml-team', exist_ok: true })

try {
  await client.workspaces.members.createAll({
    members: [
      { principal: 'ana@example.com', roles: ['Editor'] },
      { principal: 'ben@example.com', roles: ['Viewer'] },
      { principal: 'eve@example.com', roles: ['Viewer'] },
    ],
    onProgress: ({ phase, done, total }) => console.log(`${phase} ${done}/${total}`),
  })
} catch (error) {
  if (!(error instanceof BatchError)) throw error
  for (const { item, error: reason } of error.failed) console.error(item, String(reason))
}

await client.workspaces.members.update('ben@example.com', { roles: ['Editor'] })
await client.workspaces.members.delete('eve@example.com')

const { data } = await client.workspaces.members.list()
for (const { principal, roles } of data) console.log(`${principal}: ${roles.join(', ')}`)
