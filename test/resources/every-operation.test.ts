/** Every operation of the API works on the mock platform, and answers what the description says. */

import { NeMoPlatform, UnsupportedOperationError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { NAMES_OF } from '../../src/generations.ts'
import { CHAPTERS } from '../every-operation/chapters.ts'
import { answerAnything } from '../every-operation/upstream.ts'
import { operationsOfSurface, sinceOf, type World } from '../every-operation/world.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { rejection } from '../helpers/rejection.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'

describe.each(['0.6', '0.7', '0.8'] as const)('on a platform of %s', (profile) => {
  const platform = new MockPlatform({
    profile,
    auth: { adminEmail: ADMIN, accessKeys: true },
    jobs: { duration: 20 },
    inference: { readyAfter: 0, upstream: (request) => answerAnything(request) },
  })
  const called = new Set<string>()

  test.each(Object.entries(CHAPTERS))('%s', async (title, chapter) => {
    const workspace = `every-${Object.keys(CHAPTERS).indexOf(title)}`
    const options = {
      baseURL: `http://every-${profile}.test`,
      fetch: platform.fetch,
      strict: true,
      maxRetries: 0,
      workspace,
    }
    const client = new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ADMIN) })
    const prefix = NAMES_OF[profile].headerPrefix
    const service = new NeMoPlatform({
      ...options,
      defaultHeaders: { [`${prefix}Principal-Id`]: 'service:jobs' },
      logLevel: 'off',
    })
    await client.workspaces.create({ name: workspace })
    const call: World['call'] = async (id, run) => {
      called.add(id)
      const since = sinceOf(id)
      if (since === undefined || since <= profile) return run()
      await rejection(run(), UnsupportedOperationError)
      return undefined
    }
    const until: World['until'] = (what) => expect.poll(what, { timeout: 5_000 }).toBe(true)
    await chapter({ client, service, upstream: 'http://upstream.test', call, serves: () => true, until })
  })

  test('nothing is left out', () => {
    expect([...called].sort()).toEqual(operationsOfSurface().sort())
  })
})
