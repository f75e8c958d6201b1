/** Jobs of the mock platform: moved by time, by hand, through plugins. */

import { InvalidArgumentError } from 'nemo-platform'
import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { errorOf } from '../conformance/error-of.ts'

const JOBS = '/apis/jobs/v2/workspaces/default/jobs'

function setUp(options: MockPlatformOptions = {}) {
  const platform = new MockPlatform({ auth: false, jobs: { duration: 'manual' }, ...options })
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await platform.fetch(`http://nemo.test${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    return { status: response.status, body: parse(text) }
  }
  const order = (name: string, ...commands: string[][]) => {
    const steps = commands.map((command, index) => ({
      name: `s${index + 1}`,
      executor: { provider: 'subprocess', command },
    }))
    return ask('POST', JOBS, { name, source: 'tests', spec: {}, platform_spec: { steps } })
  }
  const statusOf = async (name: string) => (await ask('GET', `${JOBS}/${name}/status`)).body['status']
  return { platform, ask, order, statusOf }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a job that time moves', () => {
  test('it goes through its states to the end', async () => {
    const { ask, order, statusOf } = setUp({ jobs: { duration: 30 } })
    const created = await order('j1', ['echo', 'hello'], ['true'])

    await until(async () => (await statusOf('j1')) === 'completed')

    const { steps } = (await ask('GET', `${JOBS}/j1/status`)).body
    expect(created.body.status).toBe('created')
    expect(steps.map((step: { name: string; status: string }) => [step.name, step.status])).toEqual([
      ['s1', 'completed'],
      ['s2', 'completed'],
    ])
  })

  test('one that takes no time is over when it is looked at', async () => {
    const { order, statusOf } = setUp({ jobs: { duration: 0 } })
    await order('j1', ['true'], ['true'])

    expect(await statusOf('j1')).toBe('completed')
  })

  test.each([
    { command: ['sh', '-c', 'exit 3'], message: 'Job exited with code 3' },
    { command: ['false'], message: 'Job exited with code 1' },
  ])('a command that fails makes an error of it: $command', async ({ command, message }) => {
    const { ask, order } = setUp({ jobs: { duration: 0 } })
    await order('j1', command, ['true'])

    const { body } = await ask('GET', `${JOBS}/j1`)

    expect(body).toMatchObject({ status: 'error', error_details: { message } })
  })

  test('one that sleeps goes on sleeping', async () => {
    const { ask, order, statusOf } = setUp({ jobs: { duration: 0 } })
    await order('j1', ['sh', '-c', 'echo awake; sleep 600'])

    const logs = await ask('GET', `${JOBS}/j1/logs`)

    expect(await statusOf('j1')).toBe('active')
    expect(logs.body.data).toMatchObject([{ job: 'j1', job_step: 's1', message: 'awake' }])
  })
})

describe('a job that is moved by hand', () => {
  test('it takes one state at a time', async () => {
    const { platform, order, statusOf } = setUp()
    await order('j1', ['true'])

    const seen = [await statusOf('j1')]
    for (let move = 0; move < 4; move += 1) seen.push(await platform.jobs.advance('j1'))

    expect(seen).toEqual(['created', 'pending', 'active', 'completed', 'completed'])
  })

  test('it goes where it is told to', async () => {
    const { platform, order, ask } = setUp()
    await order('j1', ['sh', '-c', 'exit 3'], ['true'])

    expect(await platform.jobs.advance('j1', { to: 'active', statusDetails: { epoch: 1 } })).toBe('active')
    expect(await platform.jobs.advance('j1', { to: 'completed' })).toBe('completed')

    expect((await ask('GET', `${JOBS}/j1`)).body.status_details).toMatchObject({ epoch: 1 })
  })

  test('it fails with what it is told', async () => {
    const { platform, order, ask } = setUp()
    await order('j1', ['true'])

    expect(await platform.jobs.advance('j1', { error: 'out of memory' })).toBe('error')

    const { body } = await ask('GET', `${JOBS}/j1`)
    expect(body.error_details).toEqual({ message: 'out of memory' })
  })

  test('it pauses, resumes, and is cancelled', async () => {
    const { platform, order, ask } = setUp()
    await order('j1', ['true'])
    const post = async (verb: string) => (await ask('POST', `${JOBS}/j1/${verb}`)).body.status
    await platform.jobs.advance('j1', { to: 'active' })

    const seen = [
      await post('pause'),
      await post('resume'),
      (await ask('POST', `${JOBS}/j1/cancel`)).status,
      await platform.jobs.advance('j1'),
      await post('resume'),
      await platform.jobs.advance('j1'),
      await post('cancel'),
      await platform.jobs.advance('j1'),
    ]

    expect(seen).toEqual([
      'pausing',
      'pausing',
      409,
      'paused',
      'resuming',
      'pending',
      'cancelling',
      'cancelled',
    ])
  })

  test('log lines and results do not move it', async () => {
    const { platform, order, ask, statusOf } = setUp()
    await order('j1', ['true'])
    await platform.jobs.advance('j1', { to: 'active' })

    await platform.jobs.advance('j1', {
      log: ['one', 'two'],
      result: { name: 'model', content: 'weights' },
    })

    expect(await statusOf('j1')).toBe('active')
    expect(
      (await ask('GET', `${JOBS}/j1/logs`)).body.data.map((line: { message: string }) => line.message),
    ).toEqual(['one', 'two'])
    expect((await ask('GET', `${JOBS}/j1/results/model/download`)).body).toBe('weights')
  })

  test.each([
    { options: { to: 'done' }, argument: 'to' },
    { options: { into: 'active' }, argument: 'into' },
    { options: { log: 7 }, argument: 'log' },
    { options: { result: { name: 'r' } }, argument: 'result.content' },
    { options: { to: 'created' }, argument: 'to' },
    { options: { workspace: 'elsewhere' }, argument: 'name' },
  ])('what does not fit is refused: $options', async ({ options, argument }) => {
    const { platform, order } = setUp()
    await order('j1', ['true'])
    await platform.jobs.advance('j1')

    const error = await errorOf(platform.jobs.advance('j1', options as never), InvalidArgumentError)

    expect(error.argument).toBe(argument)
  })

  test('nothing follows the end', async () => {
    const { platform, order } = setUp()
    await order('j1', ['true'])
    await platform.jobs.advance('j1', { to: 'completed' })

    const error = await errorOf(platform.jobs.advance('j1', { to: 'active' }), InvalidArgumentError)

    expect(error.message).toContain('nothing follows')
  })
})

describe('the log of a job', () => {
  test('pages go forwards by number', async () => {
    const { platform, order, ask } = setUp()
    await order('j1', ['true'])
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`)
    await platform.jobs.advance('j1', { log: lines })

    const seen: string[] = []
    let cursor: string | null = ''
    let pages = 0
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&page_cursor=${cursor}`
      const { body } = await ask('GET', `${JOBS}/j1/logs?limit=5${query}`)
      seen.push(...body.data.map((line: { message: string }) => line.message))
      expect(body.total).toBe(12)
      cursor = body.next_page
      pages += 1
    }

    expect(seen).toEqual(lines)
    expect(pages).toBe(3)
  })

  test('a tail goes backwards from the end', async () => {
    const { platform, order, ask } = setUp()
    await order('j1', ['true'])
    await platform.jobs.advance('j1', { log: ['a', 'b', 'c'] })

    const tail = await ask('GET', `${JOBS}/j1/logs?tail=2`)
    const before = await ask('GET', `${JOBS}/j1/logs?page_cursor=${tail.body.prev_page}`)

    const messages = (answer: { body: { data: { message: string }[] } }) =>
      answer.body.data.map(({ message }) => message)
    expect(messages(tail)).toEqual(['b', 'c'])
    expect(messages(before)).toEqual(['a'])
    expect(before.body).toMatchObject({ next_page: null, prev_page: null })
  })
})

describe.each([
  { profile: '0.6', source: 'evaluator' },
  { profile: '0.8', source: 'evals' },
] as const)('jobs of plugins on $profile', ({ profile, source }) => {
  const EVALUATE = `/apis/${source}/v2/workspaces/default/evaluate/jobs`

  test('a job is one of the platform, too', async () => {
    const { platform, ask } = setUp({ profile })

    const created = await ask('POST', EVALUATE, { name: 'e1', spec: { model: 'm' } })
    await platform.jobs.advance('e1', { to: 'completed', result: { name: 'scores', content: '{}' } })

    expect(created.status).toBe(201)
    expect(created.body).not.toHaveProperty('platform_spec')
    expect((await ask('GET', `${JOBS}/e1`)).body).toMatchObject({ source, status: 'completed' })
    expect((await ask('GET', `${EVALUATE}/e1`)).body).toMatchObject({
      spec: { model: 'm' },
      status: 'completed',
    })
    expect((await ask('GET', `${EVALUATE}/e1/status`)).body.steps[0]).toMatchObject({ name: 'evaluate' })
    expect((await ask('GET', `${EVALUATE}/e1/results`)).body.data).toMatchObject([
      { name: 'scores', download_url: `http://nemo.test${EVALUATE}/e1/results/scores/download` },
    ])
    expect((await ask('GET', `${EVALUATE}/e1/results/scores/download`)).body).toEqual({})
  })

  test('a list holds the jobs of the plugin', async () => {
    const { ask, order } = setUp({ profile })
    await order('j1', ['true'])
    await ask('POST', EVALUATE, { name: 'e1', spec: {} })

    const { body } = await ask('GET', `${EVALUATE}?filter[name]=e1`)

    expect(body.data.map((job: { name: string }) => job.name)).toEqual(['e1'])
    expect(body.pagination.total_results).toBe(1)
  })

  test('jobs are cancelled and deleted there', async () => {
    const { ask } = setUp({ profile })
    await ask('POST', EVALUATE, { name: 'e1', spec: {} })

    const cancelled = await ask('POST', `${EVALUATE}/e1/cancel`)
    const deleted = await ask('DELETE', `${EVALUATE}/e1`)

    expect(cancelled.body.status).toBe('cancelled')
    expect(deleted.status).toBe(204)
    expect((await ask('GET', `${EVALUATE}/e1`)).status).toBe(404)
  })

  test.each([
    '/apis/agents/v2/workspaces/default/jobs/evaluate',
    '/apis/safe-synthesizer/v2/workspaces/default/jobs',
    '/apis/customization/v2/workspaces/default/automodel/jobs',
  ])('a collection may be anywhere: %s', async (collection) => {
    const { ask } = setUp({ profile })

    const created = await ask('POST', collection, { spec: {} })

    expect(created.status).toBe(201)
    expect((await ask('GET', collection)).body.data).toMatchObject([{ name: created.body.name }])
  })

  test('they ask for the scopes of their plugin', async () => {
    const { platform } = setUp({ profile, auth: { adminEmail: 'admin@example.com' } })
    await platform.seed({ members: [{ principal: 'u@example.com' }] })
    const statusOf = async (method: string, path: string, scope: string) => {
      const authorization = `Bearer ${platform.tokenFor('u@example.com', { scopes: [scope] })}`
      const response = await platform.fetch(`http://nemo.test${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{"name": "e1", "spec": {}}' } : {}),
      })
      return response.status
    }

    for (const [method, suffix, right, status] of [
      ['POST', '', 'write', 201],
      ['GET', '', 'read', 200],
      ['GET', '/e1', 'read', 200],
      ['GET', '/e1/logs', 'read', 200],
      ['GET', '/e1/results', 'read', 200],
      ['GET', '/e1/results/none', 'read', 404],
      ['POST', '/e1/cancel', 'write', 200],
      ['DELETE', '/e1', 'write', 204],
    ] as const) {
      const path = `${EVALUATE}${suffix}`
      expect([path, await statusOf(method, path, `jobs:${right}`)]).toEqual([path, 403])
      expect([path, await statusOf(method, path, `evaluator:${right}`)]).toEqual([path, status])
    }
  })

  test('the platform tells which plugins it has', async () => {
    const { ask } = setUp({ profile, plugins: { mine: ['jobs/run'] } })

    expect((await ask('GET', '/apis/plugins')).body).toEqual([{ name: 'mine', bundleUrl: null }])
    expect((await ask('POST', '/apis/mine/v2/workspaces/default/jobs/run', { spec: {} })).status).toBe(201)
    expect((await ask('POST', EVALUATE, { spec: {} })).status).toBe(404)
  })
})

test('jobs go with their workspace', async () => {
  const { ask } = setUp({ workspaceCleanup: 0 })
  const jobs = '/apis/jobs/v2/workspaces/team-a/jobs'
  const executor = { provider: 'subprocess', command: ['true'] }
  const body = { name: 'j1', source: 'tests', spec: {}, platform_spec: { steps: [{ name: 's1', executor }] } }
  await ask('POST', '/apis/entities/v2/workspaces', { name: 'team-a' })
  await ask('POST', jobs, body)

  await ask('DELETE', '/apis/entities/v2/workspaces/team-a')
  await ask('POST', '/apis/entities/v2/workspaces', { name: 'team-a' })

  expect((await ask('GET', jobs)).body.data).toEqual([])
})

test.each([
  ['0.6', ['agents', 'auditor', 'evaluator'], ['agent-optimization', 'evals', 'garak']],
  ['0.7', ['agent-optimization', 'agents', 'auditor', 'evaluator'], ['evals', 'garak']],
  ['0.8', ['agent-optimization', 'agents', 'evals', 'garak'], ['auditor', 'evaluator']],
] as const)('the plugins of %s', async (profile, there, missing) => {
  const { ask } = setUp({ profile })

  const plugins = (await ask('GET', '/apis/plugins')).body.map(({ name }: { name: string }) => name)

  expect(plugins).toEqual(expect.arrayContaining([...there, 'deployments', 'hello-world', 'studio']))
  expect(plugins.filter((name: string) => (missing as readonly string[]).includes(name))).toEqual([])
  const { status } = await ask('POST', '/apis/hello-world/v2/workspaces/default/jobs', { spec: {} })
  expect(status).toBe(201)
})
