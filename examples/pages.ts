/** Lists in pages: all items, page by page, filtered and sorted. */

import { NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'ml-team' })
await client.workspaces.create({ name: 'ml-team', exist_ok: true })
for (const name of ['one', 'two', 'three']) await client.projects.create({ name, exist_ok: true })

// Further pages are fetched as the loop gets there.
for await (const project of client.projects.list({ page_size: 2, sort: 'name' })) console.log(project.name)

// Page by page.
const page = await client.projects.list({ page_size: 2 })
console.log(`${page.data.length} of ${page.pagination?.total_results}`)
if (page.hasNextPage()) console.log(`then ${(await page.nextPage()).data.length}`)

// Filters as the server has them.
const found = await client.projects.list({ filter: { name: { $like: 't%' } } })
console.log(found.data.map(({ name }) => name).sort())
