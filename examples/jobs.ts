/** Jobs: start one, wait for it, read its log and its results. */

import { JobFailedError, NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'default' })

const job = await client.jobs.create({
  name: 'nightly',
  source: 'examples',
  spec: { dataset: 'corpus' },
  platform_spec: {
    steps: [{ name: 'count', executor: { provider: 'subprocess', command: ['echo', '42'] } }],
  },
})

try {
  const done = await client.jobs.wait(job.name, {
    waitTimeout: 10 * 60_000,
    onUpdate: ({ status }) => console.log(`${job.name} is ${status}`),
  })
  console.log(`${done.name}: ${done.status}`)
} catch (error) {
  // Says what went wrong, and ends with the last lines of the log.
  if (error instanceof JobFailedError) console.error(error.message)
  else throw error
}

// All lines, page after page.
for await (const { message } of client.jobs.getLogs(job.name, { limit: 1_000 })) console.log(message)

// All jobs that have ended in some way.
const filter = { status: ['completed', 'cancelled', 'error'] }
for await (const { name, status } of client.jobs.list({ filter, sort: '-created_at' })) {
  console.log(name, status)
}
