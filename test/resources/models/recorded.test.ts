/** What the Python SDK's helpers on `models` were recorded to ask for, and how long they slept: ours do the same. */

import type { NeMoPlatform } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'
import { clientOf } from '../jobs/job-script.ts'

const TIMES = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }
const GATEWAY = '/apis/inference-gateway/v2/workspaces'
const MODELS = '/apis/models/v2/workspaces'
const BASE = 'http://nemo.test'
const READY = { ready: true }

const deployment = (status: string) => ({
  id: 'd',
  name: 'dep-1',
  workspace: 'ws',
  status,
  status_history: [],
  ...TIMES,
})
const provider = (status?: string) => ({
  id: 'p',
  name: 'p1',
  workspace: 'w1',
  host_url: 'https://llm.example.com/v1',
  served_models: [{ model_entity_id: 'w1/m1', served_model_name: 'up/m1' }],
  ...TIMES,
  ...(status === undefined ? {} : { status }),
})

beforeEach(() => {
  isolateEnvironment()
  stopTime()
})

afterEach(() => {
  vi.useRealTimers()
})

interface Recorded {
  name: string
  call: (client: NeMoPlatform) => unknown
  answers?: (object | number)[]
  requests?: string[]
  result: unknown
  /** Pauses in ms. */
  sleeps?: number[]
}

const recorded: Recorded[] = [
  {
    name: 'get_openai_route_base_url',
    call: (c) => c.models.getOpenAIRouteBaseURL(),
    result: `${BASE}${GATEWAY}/ws/openai/-/v1`,
  },
  {
    name: 'get_client_default_headers',
    call: (c) => c.models.getClientDefaultHeaders(),
    result: { Accept: 'application/json', 'Content-Type': 'application/json' },
  },
  {
    name: 'get_provider_route_openai_url',
    call: (c) =>
      c.models.getProviderRouteOpenAIURL({
        workspace: 'w1',
        name: 'p1',
        host_url: 'https://llm.example.com',
      }),
    result: `${BASE}${GATEWAY}/w1/provider/p1/-/v1`,
  },
  {
    name: 'get_model_entity_route_openai_url',
    call: (c) => c.models.getModelEntityRouteOpenAIURL({ workspace: 'w1', name: 'm1' }),
    result: `${BASE}${GATEWAY}/w1/model/m1/-/v1`,
  },
  {
    name: 'get_provider_route_openai_url_for_deployment',
    call: (c) => c.models.getProviderRouteOpenAIURLForDeployment({ model_provider_id: 'w1/p1' }),
    answers: [provider()],
    requests: [`${MODELS}/w1/providers/p1`],
    result: `${BASE}${GATEWAY}/w1/provider/p1/-`,
  },
  {
    name: 'resolve_model_reference',
    call: (c) => c.models.resolveModelReference('w1/m1'),
    answers: [
      { id: 'm', name: 'm1', workspace: 'w1', model_providers: ['w1/p1', 'w2/p2'], ...TIMES },
      provider(),
    ],
    requests: [`${MODELS}/w1/models/m1`, `${MODELS}/w1/providers/p1`],
    result: {
      url: `${BASE}${GATEWAY}/w1/model/m1/-/v1`,
      name: 'm1',
      host_url: 'https://llm.example.com/v1',
      served_model_name: 'up/m1',
    },
  },
  {
    name: 'wait_for_deployment_status',
    call: (c) => c.models.waitForDeploymentStatus('dep-1', 'READY'),
    answers: [deployment('PENDING'), deployment('READY')],
    requests: [`${MODELS}/ws/deployments/dep-1`, `${MODELS}/ws/deployments/dep-1`],
    result: true,
    sleeps: [3000],
  },
  {
    name: 'wait_for_gateway',
    call: (c) => c.models.waitForGateway('prov-1'),
    answers: [404, READY],
    requests: [`${GATEWAY}/ws/provider/prov-1/ready`, `${GATEWAY}/ws/provider/prov-1/ready`],
    result: true,
    sleeps: [1000],
  },
  {
    name: 'wait_for_status',
    call: (c) => c.models.waitForStatus('dep-1', 'READY'),
    answers: [deployment('READY'), READY],
    requests: [`${MODELS}/ws/deployments/dep-1`, `${GATEWAY}/ws/provider/dep-1/ready`],
    result: true,
    sleeps: [],
  },
  {
    name: 'wait_for_provider',
    call: (c) => c.models.waitForProvider('prov-1'),
    answers: [provider('PENDING'), provider('READY'), READY],
    requests: [
      `${MODELS}/ws/providers/prov-1`,
      `${MODELS}/ws/providers/prov-1`,
      `${GATEWAY}/ws/provider/prov-1/ready`,
    ],
    result: true,
    sleeps: [1000],
  },
  {
    name: 'wait_for_openai_model',
    call: (c) => c.models.waitForOpenAIModel('m1'),
    answers: [404, { id: 'ws/m1', object: 'model', created: 1, owned_by: 'x' }],
    requests: [`${GATEWAY}/ws/openai/-/v1/models/m1`, `${GATEWAY}/ws/openai/-/v1/models/m1`],
    result: { id: 'ws/m1', object: 'model', created: 1, owned_by: 'x' },
    sleeps: [500],
  },
]

describe('what Python was recorded to do', () => {
  test.each(recorded)('$name', async ({ call, answers = [], requests = [], result, sleeps }) => {
    const { fetch, calls } = stubFetch(
      ...answers.map((answer) =>
        typeof answer === 'number' ? json({ detail: 'no' }, answer) : json(answer),
      ),
    )
    const start = performance.now()

    const settled = await outcome(Promise.resolve(call(clientOf(fetch))))

    expect(settled).toEqual({ status: 'fulfilled', value: result })
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).toEqual(
      requests.map((path) => `GET ${path}`),
    )
    const slept = (sleeps ?? []).reduce((sum, sleep) => sum + sleep, 0)
    expect(Math.round(performance.now() - start)).toBe(slept)
  })
})

describe('the camelCase of Python’s names', () => {
  test.each([
    ['getOpenaiRouteBaseUrl', 'getOpenAIRouteBaseURL', []],
    ['getProviderRouteOpenaiUrl', 'getProviderRouteOpenAIURL', [provider()]],
    ['getModelEntityRouteOpenaiUrl', 'getModelEntityRouteOpenAIURL', [{ workspace: 'w1', name: 'm1' }]],
    [
      'getProviderRouteOpenaiUrlForDeployment',
      'getProviderRouteOpenAIURLForDeployment',
      [{ model_provider_id: 'w1/p1' }],
    ],
    ['waitForOpenaiModel', 'waitForOpenAIModel', ['p1']],
  ] as const)('%s does the same as %s', async (alias, name, args) => {
    const { fetch, calls } = stubFetch(json({ ...provider(), id: 'ws/p1' }))
    const { models } = clientOf(fetch) as unknown as {
      models: Record<string, (...args: unknown[]) => unknown>
    }

    const values = [await models[alias]?.(...args), await models[name]?.(...args)]

    expect(values[0]).toEqual(values[1])
    expect(values[0]).toBeDefined()
    expect(calls.map(({ url }) => url.href).slice(0, calls.length / 2)).toEqual(
      calls.map(({ url }) => url.href).slice(calls.length / 2),
    )
  })
})
