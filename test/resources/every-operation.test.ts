/** Every operation of the API works on the mock platform, and answers what the description says. */

import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { CHAPTERS } from '../every-operation/chapters.ts'
import { answerAnything } from '../every-operation/upstream.ts'
import { operationsOfSurface, type World } from '../every-operation/world.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'
const platform = new MockPlatform({
  auth: { adminEmail: ADMIN, accessKeys: true },
  jobs: { duration: 20 },
  inference: { readyAfter: 0, upstream: (request) => answerAnything(request) },
})
const called = new Set<string>()

test.each(Object.entries(CHAPTERS))('%s', async (title, chapter) => {
  const workspace = `every-${Object.keys(CHAPTERS).indexOf(title)}`
  const options = {
    baseURL: 'http://nemo.test',
    fetch: platform.fetch,
    strict: true,
    maxRetries: 0,
    workspace,
  }
  const client = new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ADMIN) })
  const service = new NeMoPlatform({ ...options, defaultHeaders: { 'X-NMP-Principal-Id': 'service:tests' } })
  await client.workspaces.create({ name: workspace })
  const call: World['call'] = async (id, run) => {
    called.add(id)
    return run()
  }
  const until: World['until'] = (what) => expect.poll(what, { timeout: 5_000 }).toBe(true)
  await chapter({ client, service, upstream: 'http://upstream.test', call, serves: () => true, until })
})

test('nothing is left out', () => {
  expect([...called].sort()).toEqual(operationsOfSurface().sort())
})
