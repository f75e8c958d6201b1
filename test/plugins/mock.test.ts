/** Each operation of each plugin on the mock platform, once, as each release has it; answers are compared with the description. */

import { NeMoPlatform, NotFoundError, UnsupportedOperationError } from 'nemo-platform'
import { Agents } from 'nemo-platform/plugins/agents'
import { Evals, exactMatch } from 'nemo-platform/plugins/evals'
import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { IN_ORDER, isThere, pluginWalk } from './plugin-walk.ts'

cleanEnvironment()

/** What a job leaves behind, and nobody creates: there is none to be read, changed or deleted. */
const MADE_BY_JOBS = /^evals\.(?:agent_)?results\.(?:retrieve|delete)$/

// From 0.7 on a task set names its tasks.
const TASKS = { tasks: ['default/one'] }

describe.each(['0.6', '0.7', '0.8'] as const)('on a platform of %s', (profile) => {
  const platform = new MockPlatform({ profile, auth: { adminEmail: 'admin@example.com' } })
  const client = new NeMoPlatform({
    baseURL: `http://plugins-${profile}.test`,
    accessToken: platform.tokenFor('admin@example.com'),
    fetch: platform.fetch,
    workspace: 'default',
    strict: true,
    maxRetries: 0,
  })
  const call = pluginWalk(client, 'default', {
    'evals.task_sets.create': TASKS,
    'evals.task_sets.update': TASKS,
  })

  test.each(IN_ORDER)('%s', async (id, method, resource) => {
    const done = call([id, method, resource])

    if (!isThere(method, profile)) await rejection(done, UnsupportedOperationError)
    else if (MADE_BY_JOBS.test(id)) await rejection(done, NotFoundError)
    else await done
  })

  afterAll(() => client.close())
})

test.each([
  ['0.6', 'POST /apis/evaluator/v2/workspaces/{workspace}/evaluate/live came with release 0.8'],
  ['0.8', 'GET /apis/agents/v2/workspaces/{workspace}/jobs/optimize/{name} went after release'],
] as const)('what %s does not have is called by its own path', async (profile, words) => {
  const platform = new MockPlatform({ profile, auth: false })
  const client = new NeMoPlatform({
    baseURL: `http://unsupported-${profile}.test`,
    fetch: platform.fetch,
    workspace: 'default',
    maxRetries: 0,
  })
  const call =
    profile === '0.6'
      ? client.use(Evals).evaluateLive({ dataset: [{ a: 'x' }], metrics: ['default/one'] })
      : client.use(Agents).optimizeJobs.retrieve('one')

  const error = await rejection(call, UnsupportedOperationError)

  expect(error.message).toContain(words)
  expect(error.message).toContain(error.operation)
})

test('scores as often as it is asked to, and keeps nothing', async () => {
  const platform = new MockPlatform({ profile: '0.8', auth: false })
  const client = new NeMoPlatform({
    baseURL: 'http://plugins.test',
    fetch: platform.fetch,
    workspace: 'default',
    strict: true,
    maxRetries: 0,
  })
  const evals = new Evals(client)
  const metrics = [exactMatch({ reference: '{{item.a}}', candidate: '{{item.b}}' })]
  const params = { dataset: [{ a: 'x', b: 'x' }], metrics }

  const first = await evals.evaluateLive(params)

  expect(first).toMatchObject({ output: null, metrics: [{ metric: 'exact-match', scores: [{ mean: 1 }] }] })
  expect(await evals.evaluateLive(params)).toEqual(first)
})
