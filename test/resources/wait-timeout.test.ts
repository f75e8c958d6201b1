/** The limit of a wait: `waitTimeout` everywhere, and `timeout` as it was called before. */

import { InvalidArgumentError, type NeMoPlatform, WaitTimeoutError } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'
import { clientOf } from './jobs/job-script.ts'

interface Limit {
  waitTimeout?: number
  timeout?: number
}

async function lastOf(events: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown
  for await (const event of events) last = event
  return last
}

const waits: [name: string, wait: (client: NeMoPlatform, limit: Limit) => Promise<unknown>][] = [
  ['jobs.wait', (c, limit) => c.jobs.wait('a', limit)],
  ['jobs.watch', (c, limit) => lastOf(c.jobs.watch('a', limit))],
  ['pluginJobs.wait', (c, limit) => c.pluginJobs('auditor', 'audit').wait('a', limit)],
  ['pluginJobs.watch', (c, limit) => lastOf(c.pluginJobs('auditor', 'audit').watch('a', limit))],
  ['deployments.wait', (c, limit) => c.inference.deployments.wait('a', limit)],
  ['models.waitForStatus', (c, limit) => c.models.waitForStatus('a', 'READY', limit)],
  ['models.waitForDeploymentStatus', (c, limit) => c.models.waitForDeploymentStatus('a', 'READY', limit)],
  ['models.waitForGateway', (c, limit) => c.models.waitForGateway('a', limit)],
  ['models.waitForProvider', (c, limit) => c.models.waitForProvider('a', 'READY', limit)],
  ['models.waitForOpenAIModel', (c, limit) => c.models.waitForOpenAIModel('a', limit)],
  ['auth.waitForAccess', (c, limit) => c.auth.waitForAccess(limit)],
]

/** A client of a server that stays in trouble: every wait goes on to its limit. */
function troubledClient() {
  const { fetch, calls } = stubFetch(() => json({ detail: 'not now' }, 503, { 'x-should-retry': 'false' }))
  return { client: clientOf(fetch), calls }
}

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
})

describe.each(waits)('%s', (_name, wait) => {
  test.each<Limit>([{ waitTimeout: 7_000 }, { timeout: 7_000 }, { waitTimeout: 7_000, timeout: 7_000 }])(
    'gives up after %o',
    async (limit) => {
      const { client } = troubledClient()
      stopTime()
      const startedAt = performance.now()

      const result = await outcome(wait(client, limit))

      const error = result.status === 'rejected' ? result.reason : undefined
      expect(error).toBeInstanceOf(WaitTimeoutError)
      expect(performance.now() - startedAt).toBe(7_000)
      expect(error.remedies.join()).toContain('`waitTimeout`')
    },
  )

  test.each<[limit: Limit, argument: string]>([
    [{ waitTimeout: 7_000, timeout: 8_000 }, 'timeout'],
    [{ waitTimeout: -1 }, 'waitTimeout'],
    [{ timeout: Number.NaN }, 'timeout'],
  ])('refuses %o before any request', async (limit, argument) => {
    const { client, calls } = troubledClient()

    const error = await rejection(wait(client, limit), InvalidArgumentError)

    expect(error.argument).toBe(argument)
    expect(calls).toEqual([])
  })
})
