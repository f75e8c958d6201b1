/** Why was I refused? What the platform does not say, the client finds out. */

import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'ml-team' })
await client.workspaces.create({ name: 'ml-team', exist_ok: true })

try {
  await client.workspaces.members.delete('admin@example.com')
} catch (error) {
  const { cause, confidence, summary, evidence, remedies } = await client.auth.explain(error)
  console.log(`${cause} (${confidence}): ${summary}`)
  console.log([...evidence, ...remedies].join('\n'))
  if (!(error instanceof NeMoPlatformError)) throw error
}

const { allowed, missing } = await client.auth.can({ verb: 'create', resource: 'projects' })
console.log(allowed ? 'projects may be created' : `missing: ${missing}`)

for (const { id, status, summary } of await client.auth.diagnose()) console.log(`${status} ${id}: ${summary}`)
