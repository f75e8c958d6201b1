/** `nemo <plugin> <job>`, on a platform that describes itself, or does not. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { jobSpecsIn } from '../../src/cli/commands/plugin-jobs/job-specs.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { emptyHome, type Run } from './run-nemo.ts'

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const request = (name: string) => ({
  post: { requestBody: { content: { 'application/json': { schema: reference(name) } } } },
})

/** A platform's description, as far as it matters. */
const DOCUMENT = {
  paths: {
    '/apis/evals/v2/workspaces/{workspace}/evaluate/jobs': request('EvaluateJobRequest'),
    '/apis/jobs/v2/workspaces/{workspace}/jobs': request('EvaluateJobRequest'),
  },
  components: {
    schemas: {
      EvaluateJobRequest: { properties: { name: { type: 'string' }, spec: reference('Spec') } },
      Spec: {
        type: 'object',
        required: ['dataset', 'metrics'],
        properties: {
          dataset: {
            anyOf: [{ type: 'string' }, reference('Loop')],
            description: 'What is looked at. It may be long.',
          },
          metrics: { type: 'array', items: { type: 'string' } },
          params: { anyOf: [reference('Params'), { type: 'null' }] },
          loop: reference('Loop'),
        },
      },
      Params: {
        type: 'object',
        required: ['max_tokens'],
        properties: {
          max_tokens: { type: 'integer', default: 10 },
          mode: { enum: ['fast', 'slow'] },
          is_strict: { type: 'boolean' },
          share: { type: 'number' },
        },
      },
      Loop: { type: 'object', properties: { loop: reference('Loop') } },
    },
  },
}

interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly body: unknown
}

/** Such a platform, and somebody who is at home there. */
async function platform(document: unknown, version = '0.8.1') {
  const received: Received[] = []
  const server = await serve(async (incoming, response) => {
    let text = ''
    for await (const chunk of incoming) text += String(chunk)
    const { method, url } = incoming
    if (url === '/cluster-info') return sendJson(response, { platform_version: version })
    if (url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: false })
    received.push({ method, url, body: text === '' ? undefined : JSON.parse(text) })
    if (url === '/openapi.json')
      return sendJson(response, document ?? { detail: 'Not found' }, document === undefined ? 403 : 200)
    sendJson(
      response,
      { name: 'evaluate-1', workspace: 'w', status: 'completed', spec: JSON.parse(text).spec },
      201,
    )
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const home = emptyHome()
  const nemo = (args: readonly string[], input?: string) =>
    home.nemo([...args, '--base-url', server.url, '--workspace', 'w'], {}, input)
  return { nemo, received, home }
}

const done = ({ code, stdout, stderr }: Run) => {
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

test('the fields of a description: nested, with choices, and not for ever', () => {
  const [spec, ...others] = jobSpecsIn(DOCUMENT)
  expect(others).toEqual([])
  expect(spec).toMatchObject({ plugin: 'evals', base: 'evaluate/jobs' })
  expect(spec?.fields.slice(0, 7)).toEqual([
    { path: 'dataset', kind: 'any', isRequired: true, help: 'What is looked at.' },
    { path: 'metrics', kind: 'texts', isRequired: true },
    { path: 'params', kind: 'object' },
    { path: 'params.max_tokens', kind: 'integer', isRequired: true, default: 10 },
    { path: 'params.mode', kind: 'choice', choices: ['fast', 'slow'] },
    { path: 'params.is_strict', kind: 'flag' },
    { path: 'params.share', kind: 'number' },
  ])
  expect(spec?.fields.at(-1)).toEqual({ path: 'loop.loop.loop.loop.loop.loop', kind: 'data' })
})

test.each([undefined, null, [], { paths: [] }, { paths: { '/x': 1 } }])('no jobs in %j', (document) => {
  expect(jobSpecsIn(document)).toEqual([])
})

describe('a platform that describes itself', () => {
  test('is asked once, and its fields are options', async () => {
    const { nemo, received, home } = await platform(DOCUMENT)
    const explained = await nemo(['evals', 'evaluate', 'explain', '-f', 'csv', '-c', 'option,type'])
    expect(explained.stderr).toBe('The fields are those that this platform (0.8.1) describes.\n')
    expect(done(explained)).toContain('--params.mode,"fast, slow"\r\n')

    const file = join(home.folder, 'spec.yaml')
    writeFileSync(file, 'dataset: of-file\nparams: { max_tokens: 1, share: 0.5 }\n')
    const job = done(
      await nemo([
        ...['evaluator', 'evaluate', 'submit', file, '--spec', '{"params": {"max_tokens": 2}}'],
        ...[
          '--params.mode=fast',
          '--metrics',
          'a',
          '--metrics',
          'b',
          '--params.is-strict',
          '--job-name',
          'mine',
        ],
        ...['-o', 'slurm.partition=long', '-o', 'slurm.nodes=4', '--profile', 'gpu'],
      ]),
    )
    expect(JSON.parse(job)).toMatchObject({ name: 'evaluate-1' })
    expect(received).toEqual([
      { method: 'GET', url: '/openapi.json', body: undefined },
      {
        method: 'POST',
        url: '/apis/evals/v2/workspaces/w/evaluate/jobs',
        body: {
          name: 'mine',
          spec: {
            dataset: 'of-file',
            params: { max_tokens: 2, share: 0.5, mode: 'fast', is_strict: true },
            metrics: ['a', 'b'],
          },
          profile: 'gpu',
          options: { slurm: { partition: 'long', nodes: '4' } },
        },
      },
    ])
  })

  test('what Python calls the spec and its file, too', async () => {
    const { nemo, received, home } = await platform(DOCUMENT)
    const file = join(home.folder, 'spec.json')
    writeFileSync(file, '{"dataset": "of-file", "metrics": ["a"]}')
    const words = ['evals', 'evaluate', '--config-file', file, '--config', '{"dataset": "of-config"}']
    done(await nemo([...words, '--metrics', 'b']))
    expect(received.at(-1)?.body).toEqual({ spec: { dataset: 'of-config', metrics: ['b'] } })
    expect(await nemo([...words, '--spec-file', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Error: The spec is in one file'),
    })
  })

  test.each([
    [
      ['--data-set', 'x'],
      'There is no field for --data-set among those that this platform (0.8.1) describes',
      '--dataset',
    ],
    [['--dataset', 'x'], 'Missing --metrics', '--metrics <value>'],
    [['--dataset', 'x', '--metrics', 'a', '--params', '{}'], 'Missing --params.max-tokens', 'explain'],
    [['--params.max-tokens', 'many'], "--params.max-tokens must be a whole number, not 'many'", ''],
    [['--params.share', 'many'], "--params.share must be a number, not 'many'", ''],
    [['--params.mode', 'fats'], "--params.mode must be one of fast, slow, not 'fats'", 'Did you mean fast?'],
    [['--params.is-strict=maybe'], "--params.is-strict must be true or false, not 'maybe'", ''],
    [['--params', '[1]'], '--params must be an object', ''],
    [['--dataset'], '--dataset needs a value', 'explain'],
    [['--spec', '[1]'], '--spec must be an object', ''],
    [['-o', 'nodes=4'], "-o must be <backend>.<key>=<value>, not 'nodes=4'", ''],
    [['--wait', '--watch'], '--wait and --watch exclude each other', ''],
  ])('%j is refused before anything is sent', async (args, problem, remedy) => {
    const { nemo, received } = await platform(DOCUMENT)
    const { code, stderr } = await nemo(['evals', 'evaluate', ...args])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`Error: ${problem}`) })
    expect(stderr).toContain(remedy)
    expect(received.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('says so where it has no such jobs', async () => {
    const { nemo } = await platform(DOCUMENT)
    expect(await nemo(['garak', 'audit', 'explain'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('This platform (0.8.1) has no jobs of garak audit'),
    })
  })
})

test('where it does not, the fields are those of its release', async () => {
  const { nemo, received } = await platform(undefined, '0.6.0')
  const explained = await nemo(['garak', 'audit', 'explain'])
  expect(explained.stderr).toBe(
    'The fields are those of release 0.6, since this platform does not show its own to you.\n',
  )
  expect(JSON.parse(done(explained))).toContainEqual({
    option: '--max-probe-retries',
    type: 'whole number',
    required: false,
    default: expect.anything(),
    description: null,
  })
  done(await nemo(['auditor', 'audit', '--spec-file', '-'], '{"config": "w/c", "target": "w/t"}'))
  expect(received.at(-1)).toEqual({
    method: 'POST',
    url: '/apis/auditor/v2/workspaces/w/jobs/audit',
    body: { spec: { config: 'w/c', target: 'w/t' } },
  })
})

test.each([
  ['the page of a proxy', '<html>'],
  ['one without operations', { openapi: '3.1.0', paths: {} }],
])('a description that shows no jobs is not believed, and not kept: %s', async (_, document) => {
  const { nemo, received } = await platform(document)
  for (const _time of ['once', 'again']) {
    const explained = await nemo(['evals', 'evaluate', 'explain'])
    expect(explained.stderr).toBe(
      'The fields are those of release 0.8, since this platform does not show its own to you.\n',
    )
    expect(JSON.parse(done(explained))).toContainEqual(expect.objectContaining({ option: '--metrics' }))
  }
  expect(received.map(({ url }) => url)).toEqual(['/openapi.json', '/openapi.json'])
})

test('-f code is the TypeScript that does it', async () => {
  const { nemo, received } = await platform(DOCUMENT)
  const args = ['evals', 'evaluate', '--dataset', 'x', '--metrics', 'a', '-f', 'code']
  expect(done(await nemo(args))).toContain(
    "const job = await client.pluginJobs('evals', 'evaluate').create({\n  workspace: 'w',\n  spec: {\n    dataset: 'x',",
  )
  expect(received.filter(({ method }) => method === 'POST')).toEqual([])
})

test.each([
  [['evals', 'evalute'], 'Did you mean evaluate'],
  [['auditor', 'audit', 'run'], 'runs the job on this machine: only the Python command line can do that'],
  [['anonymizer', 'validate'], 'checks a configuration with the library of Anonymizer: only the Python'],
])('%j is no command here', async (args, words) => {
  expect(await emptyHome().nemo(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
})
