/** `client.plugins` and `client.pluginJobs`. */

import {
  APITimeoutError,
  APIUserAbortError,
  InvalidArgumentError,
  type JobFailedError,
  NeMoPlatform,
  type PluginJobs,
} from 'nemo-platform'
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import { allOf } from '../../helpers/all-of.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json } from '../../helpers/stub-fetch.ts'
import { mockClients } from '../mock-client.ts'
import { recordingClient } from '../recording-client.ts'

const EVALUATE = '/apis/evaluator/v2/workspaces/ws/evaluate/jobs'

beforeEach(() => {
  isolateEnvironment()
})

/** Every collection of release 0.6.0, and where it is below a workspace. */
const COLLECTIONS = [
  ['agent-optimization', 'run-strategy', 'jobs/run-strategy'],
  ['agents', 'analyze', 'jobs/analyze'],
  ['agents', 'evaluate', 'jobs/evaluate'],
  ['agents', 'evaluate-suite', 'jobs/evaluate-suite'],
  ['agents', 'execute', 'jobs/execute'],
  ['agents', 'optimize', 'jobs/optimize'],
  ['agents', 'optimize-skills', 'jobs/optimize-skills'],
  ['agents', 'package', 'jobs/package'],
  ['anonymizer', 'run', 'jobs/run'],
  ['auditor', 'audit', 'jobs/audit'],
  ['customization', 'automodel', 'automodel/jobs'],
  ['customization', 'rl', 'rl/jobs'],
  ['customization', 'unsloth', 'unsloth/jobs'],
  ['data-designer', 'create', 'jobs/create'],
  ['data-designer', 'retrieval-generate', 'jobs/retrieval-generate'],
  ['data-designer', 'retrieval-prepare', 'jobs/retrieval-prepare'],
  ['data-designer', 'retrieval-run', 'jobs/retrieval-run'],
  ['evaluator', 'agent-evaluate', 'agent-evaluate/jobs'],
  ['evaluator', 'evaluate', 'evaluate/jobs'],
  ['evaluator', 'retrieve-eval', 'retrieve-eval/jobs'],
  ['hello-world', undefined, 'jobs'],
  ['insights', 'analyze-job', 'jobs/analyze-job'],
  ['safe-synthesizer', undefined, 'jobs'],
] as const

/** `pluginJobs` as JavaScript sees it. */
type Untyped = (plugin: unknown, kind?: unknown, options?: unknown) => PluginJobs

function untyped(client: NeMoPlatform): Untyped {
  return (client.pluginJobs as Untyped).bind(client)
}

describe('plugins', () => {
  test('are listed without a token', async () => {
    const list = [{ name: 'evaluator', bundleUrl: null }]
    const { client, calls } = recordingClient(json(list), { accessToken: 'secret' })

    expect(await client.plugins()).toEqual(list)
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /apis/plugins'])
    expect(calls[0]?.headers.get('authorization')).toBeNull()
  })
})

describe('pluginJobs', () => {
  test.each(COLLECTIONS)('finds %s %s at %s', async (plugin, kind, base) => {
    const { client, sent } = recordingClient()

    await untyped(client)(plugin, kind).list()

    expect(sent().at(-1)?.call).toBe(`GET /apis/${plugin}/v2/workspaces/ws/${base}`)
  })

  test.each([
    ['0.6', 'evals', 'evaluate', 'evaluator/v2/workspaces/default/evaluate/jobs'],
    ['0.6', 'auditor', 'audit', 'auditor/v2/workspaces/default/jobs/audit'],
    ['0.7', 'garak', 'audit', 'auditor/v2/workspaces/default/jobs/audit'],
    ['0.8', 'evaluator', 'evaluate', 'evals/v2/workspaces/default/evaluate/jobs'],
    ['0.8', 'garak', 'audit', 'garak/v2/workspaces/default/jobs/audit'],
  ] as const)('on %s asks for %s %s at the name that it has there', async (profile, plugin, kind, place) => {
    const { platform, clientOf } = mockClients({ profile })
    const baseURL = `http://renamed-${profile}-${plugin}.test`
    const jobs = untyped(clientOf('ana@example.com', { baseURL, workspace: 'default' }))(plugin, kind)

    const { name } = await jobs.create({ spec: {} })
    await jobs.retrieve(name)
    for await (const job of jobs.list()) expect(job.name).toBe(name)
    await jobs.getLogs(name)

    const asked = platform.requests.map(({ path }) => path.split('?')[0])
    expect(asked.filter((path) => path === '/cluster-info')).toHaveLength(1)
    expect(new Set(asked.filter((path) => path !== '/cluster-info'))).toEqual(
      new Set([`/apis/${place}`, `/apis/${place}/${name}`, `/apis/${place}/${name}/logs`]),
    )
  })

  test('takes names as Python writes them', async () => {
    const { client, sent } = recordingClient()

    await untyped(client)('data_designer', 'retrieval_run').list()

    expect(sent()[0]?.call).toBe('GET /apis/data-designer/v2/workspaces/ws/jobs/retrieval-run')
  })

  test('goes where `base` says, for a plugin that is not known', async () => {
    const { client, sent } = recordingClient()

    await client.pluginJobs('my_plugin', undefined, { base: '/train it/jobs/' }).retrieve('a/b')

    expect(sent()[0]?.call).toBe('GET /apis/my_plugin/v2/workspaces/ws/train%20it/jobs/a%2Fb')
  })

  test.each([
    ['a plugin that is not known', ['nope', 'x'], 'plugin', 'evaluator'],
    ['a name of every object', ['constructor', 'name'], 'plugin', 'evaluator'],
    ['a kind that is not known', ['evaluator', 'nope'], 'kind', 'agent-evaluate, evaluate, retrieve-eval'],
    ['no kind where there are several', ['evaluator'], 'kind', 'evaluate'],
    ['a kind where there are none', ['safe-synthesizer', 'jobs'], 'kind', 'left out'],
    ['a base that climbs out', ['x', 'y', { base: '../secrets' }], 'base', 'jobs/audit'],
    ['an empty base', ['x', 'y', { base: '' }], 'base', 'jobs/audit'],
    ['an unknown option', ['evaluator', 'evaluate', { path: 'x' }], 'path', 'base'],
    ['no plugin', [''], 'plugin', 'name'],
  ])('refuses %s', (_what, args, argument, hint) => {
    const { client } = recordingClient()

    const call = () => untyped(client)(...(args as [unknown]))

    expect(call).toThrow(InvalidArgumentError)
    expect(call).toThrow(`\`${argument}\``)
    expect(call).toThrow(hint)
  })

  test('has types for plugin, kind and spec', () => {
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test' })
    const compiled = (_code: () => unknown) => {}
    compiled(() => [
      client.pluginJobs('evaluator', 'evaluate'),
      client.pluginJobs('safe-synthesizer'),
      client.pluginJobs('anything', 'goes', { base: 'jobs' }),
      // @ts-expect-error: not a kind of that plugin
      client.pluginJobs('evaluator', 'audit'),
      // @ts-expect-error: that plugin has kinds
      client.pluginJobs('evaluator'),
      // @ts-expect-error: where would it be?
      client.pluginJobs('anything', 'goes'),
    ])

    const jobs = client.pluginJobs<{ rows: number }>('safe-synthesizer')
    expectTypeOf(jobs).toEqualTypeOf<PluginJobs<{ rows: number }>>()
    expectTypeOf<Awaited<ReturnType<typeof jobs.get>>['spec']>().toEqualTypeOf<{ rows: number }>()
  })
})

describe('what a renamed plugin is called, where the platform does not say', () => {
  const client = () => {
    const fetch = () => new Promise<Response>(() => {})
    return new NeMoPlatform({ baseURL: 'https://nemo-silent.test', accessToken: 'a', workspace: 'ws', fetch })
  }

  test('is waited for within the deadline of the call', async () => {
    const error = await rejection(
      client().pluginJobs('evals', 'evaluate').list({}, { deadline: 30 }),
      APITimeoutError,
    )

    expect(error.request.url).toContain('/workspaces/ws/evaluate/jobs')
  })

  test('is waited for until the call is aborted', async () => {
    const signal = AbortSignal.timeout(30)

    await rejection(client().pluginJobs('evals', 'evaluate').list({}, { signal }), APIUserAbortError)
  })

  test('is not asked for with options that are none', async () => {
    let requests = 0
    const asking = client().withOptions({
      fetch: () => {
        requests += 1
        return new Promise<Response>(() => {})
      },
    })
    const options = { deadline: -1 }

    await rejection(asking.pluginJobs('evals', 'evaluate').list({}, options), InvalidArgumentError)
    expect(requests).toBe(0)
  })
})

describe('the jobs of a plugin', () => {
  test.each<[string, (jobs: PluginJobs) => unknown, string, string?, unknown?]>([
    [
      'create',
      (j) => j.create({ name: 'n', spec: { a: 1 } }),
      `POST ${EVALUATE}`,
      '',
      { name: 'n', spec: { a: 1 } },
    ],
    [
      'list',
      (j) => j.list({ page_size: 5, sort: 'created_at' }),
      `GET ${EVALUATE}`,
      'page_size=5&sort=created_at',
    ],
    ['retrieve', (j) => j.retrieve('n'), `GET ${EVALUATE}/n`],
    ['get', (j) => j.get('n'), `GET ${EVALUATE}/n`],
    ['delete', (j) => j.delete('n'), `DELETE ${EVALUATE}/n`],
    ['cancel', (j) => j.cancel('n'), `POST ${EVALUATE}/n/cancel`],
    ['getStatus', (j) => j.getStatus('n'), `GET ${EVALUATE}/n/status`],
    ['getLogs', (j) => j.getLogs('n', { tail: 3 }), `GET ${EVALUATE}/n/logs`, 'tail=3'],
    ['results.list', (j) => j.results.list('n'), `GET ${EVALUATE}/n/results`],
    ['results.retrieve', (j) => j.results.retrieve('r', { job: 'n' }), `GET ${EVALUATE}/n/results/r`],
    [
      'results.download',
      (j) => j.results.download('r', { job: 'n' }),
      `GET ${EVALUATE}/n/results/r/download`,
    ],
    [
      'another workspace',
      (j) => j.retrieve('n', { workspace: 'other' }),
      `GET ${EVALUATE.replace('/ws/', '/other/')}/n`,
    ],
  ])('%s', async (_name, act, call, query = '', body = undefined) => {
    const { client, sent } = recordingClient()

    await act(client.pluginJobs('evaluator', 'evaluate'))

    expect(sent()).toEqual([{ call, query, body }])
  })

  test('need a workspace', async () => {
    const { client } = recordingClient(undefined, { workspace: undefined })
    const jobs = new NeMoPlatform({ baseURL: client.baseURL }).pluginJobs('evaluator', 'evaluate')

    const error = await rejection(jobs.list(), InvalidArgumentError)

    expect(error.argument).toBe('workspace')
  })

  // Platforms are known by their URLs, and the other tests have said that theirs is 0.6.
  const MOCK = { baseURL: 'http://mock.test', workspace: 'default' }

  test('are waited for and watched, and leave results, on the mock platform', async () => {
    const { platform, clientOf } = mockClients({ jobs: { duration: 'manual' } })
    const jobs = clientOf('admin@example.com', MOCK).pluginJobs('evaluator', 'evaluate')
    await jobs.create({ name: 'eval-1', spec: { dataset: 'x' } })
    await platform.jobs.advance('eval-1', { to: 'active', log: ['started'] })
    await platform.jobs.advance('eval-1', { result: { name: 'scores', content: '{"f1":1}' } })
    await platform.jobs.advance('eval-1', { to: 'completed' })

    const job = await jobs.wait('eval-1', { poll_interval: 1 })
    const events = await allOf(jobs.watch('eval-1', { poll_interval: 0 }))
    const names = (await allOf(jobs.list())).map(({ name }) => name)
    const { data } = await jobs.results.list('eval-1')
    const download = await jobs.results.download('scores', { job: 'eval-1' })

    expect(job).toMatchObject({ name: 'eval-1', status: 'completed', spec: { dataset: 'x' } })
    expect(events.map(({ type }) => type)).toEqual(['log', 'status'])
    expect(names).toEqual(['eval-1'])
    expect(data.map(({ name }) => name)).toEqual(['scores'])
    expect(await download.text()).toBe('{"f1":1}')
  })

  test('that fail say why', async () => {
    const { platform, clientOf } = mockClients({ jobs: { duration: 'manual' } })
    const jobs = clientOf('admin@example.com', MOCK).pluginJobs('auditor', 'audit')
    await jobs.create({ name: 'audit-1', spec: {} })
    await platform.jobs.advance('audit-1', { to: 'active', log: ['no such target'] })
    await platform.jobs.advance('audit-1', { error: 'exit code 1' })

    const error = await rejection(jobs.wait('audit-1', { poll_interval: 1 }), Error)

    expect((error as JobFailedError).logTail).toContain('no such target')
    expect(error.message).toContain('exit code 1')
  })
})
