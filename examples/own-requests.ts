/** Endpoints without a method of their own, and what lies under an answer. */

import { NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ timeout: 10_000 })

const info = await client.get<{ version?: string }>('/cluster-info')
console.log(info)

const { data, response } = await client.workspaces.retrieve('default').withResponse()
console.log(data.name, response.status, response.headers.get('content-type'))

// One call with other options; `withOptions` makes a client of them.
await client.get('/status', { timeout: 2_000, maxRetries: 0, signal: AbortSignal.timeout(5_000) })
const patient = client.withOptions({ maxRetries: 5 })
console.log((await patient.workspaces.list({ page_size: 1 })).data.length)
