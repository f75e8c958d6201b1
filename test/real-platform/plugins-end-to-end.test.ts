/**
 * An evaluation and an agent's chat on the real platform, as far as they run on a machine without containers. Jobs of the evaluator do
 * not: it makes them for a container. Agents do: as a process of their own, here with a model beside the test.
 */

import { ConflictError, NeMoPlatform, NotFoundError, UnprocessableEntityError } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import { Agents } from 'nemo-platform/plugins/agents'
import { Evals, exactMatch, f1, numberCheck } from 'nemo-platform/plugins/evals'
import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL, startPlatform } from '../../scripts/platform.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { startEchoServer } from '../helpers/echo-server.ts'
import { rejection } from '../helpers/rejection.ts'

cleanEnvironment()

const WORKSPACE = 'end-to-end'
const generation = inject('platformGeneration')
const running = new AsyncDisposableStack()
let client: NeMoPlatform
let model: { url: string; name: string }

beforeAll(async () => {
  const server = await startEchoServer(['echo'])
  running.defer(() => server.close())
  model = { url: `${server.url}/v1`, name: 'echo' }
  const platform = await startPlatform({
    venv: inject('platformVenv'),
    services: ['intake', 'agents', generation < '0.8' ? 'evaluator' : 'evals'],
    controllers: ['agents-deployment'],
  })
  running.use(platform)
  client = new NeMoPlatform({
    baseURL: platform.url,
    accessToken: createUnsignedToken({ email: ADMIN_EMAIL }),
    workspace: WORKSPACE,
  })
  await client.workspaces.create({ name: WORKSPACE })
})
afterAll(() => running.disposeAsync())

describe('an evaluation', () => {
  const metrics = [exactMatch({ reference: '{{item.a}}' })]
  const dataset = `${WORKSPACE}/capitals#test.jsonl`

  test('its dataset is uploaded', async () => {
    await client.files.filesets.create({ name: 'capitals' })
    await client.files.at(dataset).write('{"q": "Paris", "a": "paris", "output": "Paris"}\n')

    expect(await client.files.at(dataset).lines().next()).toMatchObject({ done: false })
  })

  // What is refused is only where the job would run: the order itself has been understood.
  test.each([
    ['over answers that are there', () => ({ metrics, dataset })],
    ['of a model', () => ({ metrics, dataset, target: model, prompt_template: '{{item.q}}' })],
    [
      'of a model with settings of any run',
      () => ({
        metrics,
        dataset,
        target: model,
        prompt_template: '{{item.q}}',
        params: { limit_samples: 1 },
      }),
    ],
    [
      'of an agent',
      () => ({
        metrics,
        dataset,
        target: { ...model, format: 'generic' as const, body: {}, response_path: '$.answer' },
        prompt_template: '{{item.q}}',
      }),
    ],
  ])('%s is refused for want of containers', async (_, order) => {
    const error = await rejection(client.use(Evals).submit(order()), UnprocessableEntityError)

    expect(error.detail).toBe(
      "The execution profile 'cpu/default' specified in step 'evaluate' does not exist.",
    )
  })

  test('no metric of that name: it says so', async () => {
    const error = await rejection(
      client.use(Evals).submit({ metrics: ['nothing'], dataset }),
      UnprocessableEntityError,
    )

    expect(error.detail).toContain("Metric reference 'nothing' not found.")
  })

  test.skipIf(generation < '0.8')('at once: the scores are those of the mock platform', async () => {
    const mock = new MockPlatform({ profile: '0.8', auth: false })
    const mocked = new NeMoPlatform({
      baseURL: 'http://end-to-end.test',
      fetch: mock.fetch,
      workspace: 'default',
    })
    const order = {
      dataset: [{ q: 'The price is 9.99', a: 'A price, is 9.99!', n: '10 of 10' }],
      metrics: [
        exactMatch({ reference: '{{item.a}}', candidate: '{{item.q}}' }),
        f1({ reference: '{{item.a}}', candidate: '{{q}}' }),
        numberCheck({ operation: '<', left_template: '{{item.q}}', right_template: '{{item.n}}' }),
        numberCheck({ operation: '==', left_template: '{{item.q}}', right_template: 'none' }),
        exactMatch({ reference: '{{item.missing}}', candidate: '{{item.q}}' }),
      ],
    }

    const real = await client.use(Evals).evaluateLive(order)
    const ours = await mocked.use(Evals).evaluateLive(order)

    expect(real.metrics.map(({ scores }) => scores?.[0]?.mean)).toEqual([1, 1, 1, null, undefined])
    expect(ours).toEqual(real)
  })

  test.skipIf(generation < '0.8')('at once, with a model that is asked', async () => {
    const { output, metrics: scored } = await client.use(Evals).evaluateLive({
      dataset: [{ q: 'Paris', a: 'paris' }],
      metrics,
      target: model,
      prompt_template: { messages: [{ role: 'user', content: '{{item.q}}' }] },
    })

    expect(output).toBe('Paris')
    expect(scored).toMatchObject([{ scores: [{ name: 'exact-match.exact-match', mean: 1 }], error: null }])
  })
})

test('an agent is registered, deployed, asked in a session, heard, and undeployed', async () => {
  const agents = client.use(Agents)
  await agents.create({
    name: 'echo',
    config: {
      llms: { llm: { _type: 'openai', api_key: 'none', base_url: model.url, model_name: model.name } },
      workflow: { _type: 'chat_completion', llm_name: 'llm' },
    },
  })
  await agents.deployments.create({ name: 'echo-1', agent: 'echo' })
  const deployment = await agents.deployments.wait('echo-1')
  const session = await agents.sessions.create({ name: 'talk', deployment_id: deployment.id })
  const lines = await agents.deployments.streamLogs('echo-1')

  const answer = await agents.invoke({ agent: 'echo', input: 'Are you there?' })
  let said = ''
  const question = { deployment: 'echo-1', input: 'one two', session: session.id }
  for await (const part of await agents.chat(question)) said += part.choices[0]?.delta.content ?? ''
  const line = await lines[Symbol.asyncIterator]().next()

  expect(answer.choices[0]?.message.content).toBe('Are you there?')
  expect(said).toBe('one two')
  expect((await agents.deployments.getLogs('echo-1', { tail: 3 })).data).toHaveLength(3)
  // Lines that were logged since.
  expect(line.value).toMatchObject({ message: expect.any(String) })
  await agents.sessions.close('talk')
  await rejection(agents.chat({ ...question, input: 'And now?' }), ConflictError)
  await agents.deployments.delete('echo-1')
  await agents.deployments.wait('echo-1', { status: 'deleted' })
  await rejection(agents.invoke({ deployment: 'echo-1', input: 'And now?' }), NotFoundError)
})
