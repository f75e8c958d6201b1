/** Models of the mock platform: providers, deployments, and what answers for them. */

import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'

const MODELS = '/apis/models/v2/workspaces/default'
const GATEWAY = '/apis/inference-gateway/v2/workspaces/default'
const CHAT = `${GATEWAY}/openai/-/v1/chat/completions`

function setUp(options: MockPlatformOptions = {}) {
  const platform = new MockPlatform({ auth: false, inference: { readyAfter: 0 }, ...options })
  const send = (method: string, path: string, body?: unknown, init: RequestInit = {}) =>
    platform.fetch(`http://nemo.test${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    })
  const ask = async (...parameters: Parameters<typeof send>) => {
    const response = await send(...parameters)
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
    return { status: response.status, headers: response.headers, body: (text && JSON.parse(text)) as any }
  }
  const provide = (fields: object = {}) =>
    ask('POST', `${MODELS}/providers`, { name: 'up', host_url: 'http://models.test', ...fields })
  return { platform, send, ask, provide }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 5))
}

const messages = [{ role: 'user', content: 'one two three' }]

describe('providers', () => {
  test('the models of a provider are those that it enables', async () => {
    const { ask, provide } = setUp()
    await provide({ enabled_models: ['org/Big_Model.v1', '01-small'] })

    const models = await ask('GET', `${GATEWAY}/openai/-/v1/models`)

    const ids = models.body.data.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(['default/m-01-small', 'default/org-big-model-v1'])
    expect((await ask('GET', `${MODELS}/providers/up`)).body.served_models).toEqual([
      { model_entity_id: 'default/org-big-model-v1', served_model_name: 'org/Big_Model.v1' },
      { model_entity_id: 'default/m-01-small', served_model_name: '01-small' },
    ])
  })

  test('one that is not asked yet is not ready', async () => {
    const { ask, provide } = setUp({ inference: { readyAfter: 60_000 } })
    await provide()

    const ready = await ask('GET', `${GATEWAY}/provider/up/ready`)

    expect(ready).toMatchObject({ status: 404, body: { detail: 'Provider not ready for default/up' } })
  })

  test('one that goes takes along the virtual models that led to it, and no others', async () => {
    const { ask, provide } = setUp()
    await provide({ enabled_models: ['small'] })
    await ask('POST', `${GATEWAY}/virtual-models`, { name: 'elsewhere', autoprovisioned: true })

    await ask('DELETE', `${MODELS}/providers/up`)

    const { body } = await ask('GET', `${GATEWAY}/virtual-models`)
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['elsewhere'])
  })

  test('a second provider of a model takes over from the first', async () => {
    const { ask, provide } = setUp()
    await provide()
    await ask('GET', `${MODELS}/models/echo`)
    await provide({ name: 'other' })

    const model = await ask('GET', `${MODELS}/models/echo`)
    await ask('DELETE', `${MODELS}/providers/up`)

    expect(model.body.model_providers).toEqual(['default/up', 'default/other'])
    expect((await ask('POST', CHAT, { model: 'echo', messages })).status).toBe(200)
  })
})

describe('the echo model', () => {
  test('it says what it is told, and counts', async () => {
    const { ask, provide } = setUp()
    await provide()

    const { body } = await ask('POST', CHAT, { model: 'default/echo', messages, max_tokens: 2 })

    expect(body).toMatchObject({
      model: 'default/echo',
      choices: [{ message: { role: 'assistant', content: 'one two ' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    })
  })

  test('a content may come in parts', async () => {
    const { ask, provide } = setUp()
    await provide()
    const content = [
      { type: 'text', text: 'one ' },
      { type: 'text', text: 'two' },
    ]

    const { body } = await ask('POST', CHAT, { model: 'echo', messages: [{ role: 'user', content }] })

    expect(body.choices[0].message.content).toBe('one two')
  })

  test('a stream comes in events, the usage only if asked for', async () => {
    const { send, provide } = setUp()
    await provide()
    const eventsOf = async (more: object) => {
      const response = await send('POST', CHAT, { model: 'echo', messages, stream: true, ...more })
      expect(response.headers.get('content-type')).toBe('text/event-stream')
      return (await response.text()).split('\n\n').slice(0, -1)
    }

    const plain = await eventsOf({})
    const counted = await eventsOf({ stream_options: { include_usage: true } })

    expect(plain.length).toBe(5)
    expect(plain.at(-1)).toBe('data: [DONE]')
    expect(plain.some((event) => event.includes('usage'))).toBe(false)
    expect(JSON.parse(counted.at(-2)?.slice('data: '.length) ?? '')).toMatchObject({
      model: 'default/echo',
      choices: [],
      usage: { total_tokens: 6 },
    })
  })

  test('embeddings have length 1, and depend on the text alone', async () => {
    const { ask, provide } = setUp()
    await provide()

    const { body } = await ask('POST', `${GATEWAY}/openai/-/v1/embeddings`, {
      model: 'echo',
      input: ['one', 'one', 'two'],
    })

    const [first, again, other] = body.data.map(({ embedding }: { embedding: number[] }) => embedding)
    expect(Math.hypot(...first)).toBeCloseTo(1)
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })
})

describe('a server of one’s own behind the gateway', () => {
  const upstream = (answer: (request: Request) => Response | Promise<Response>): MockPlatformOptions => ({
    inference: {
      readyAfter: 0,
      upstream: (request) =>
        request.url.endsWith('/v1/models') ? Response.json({ data: [{ id: 'mine' }] }) : answer(request),
    },
  })

  test('it sees neither who asks nor the platform’s name of the model', async () => {
    const seen: { url: string; headers: Headers; body: unknown }[] = []
    const { ask, provide } = setUp(
      upstream(async (request) => {
        seen.push({ url: request.url, headers: request.headers, body: await request.json() })
        return Response.json({ model: 'mine' }, { headers: { 'x-own': '1' } })
      }),
    )
    await provide({
      host_url: 'http://models.test/base/v1',
      default_extra_body: { temperature: 1, top_p: 1 },
      required_extra_headers: { 'x-team': 'a' },
    })

    const headers = { authorization: 'Bearer t', 'x-api-key': 'k', 'x-other': 'o' }
    const answer = await ask('POST', `${CHAT}?v=1`, { model: 'mine', temperature: 0 }, { headers })

    expect(answer.body).toEqual({ model: 'default/mine' })
    expect(answer.headers.get('x-own')).toBe('1')
    const [request] = seen
    expect(request?.url).toBe('http://models.test/base/v1/chat/completions?v=1')
    expect(request?.body).toEqual({ temperature: 0, top_p: 1, model: 'mine' })
    expect(request?.headers.has('authorization')).toBe(false)
    expect(request?.headers.has('x-api-key')).toBe(false)
    expect(request?.headers.get('x-other')).toBe('o')
    expect(request?.headers.get('x-team')).toBe('a')
  })

  const SAID = '{"error":"slow down"}'
  const refused = (status: number) =>
    `Model provider 'up' at upstream 'http://models.test' rejected the request for model 'default/mine' with HTTP status ${status} while ` +
    "proxying 'v1/chat/completions'. This is a client-side error and will not resolve by retrying. Verify the model name, that your " +
    'credentials have access to it, and your request parameters. If this provider sits behind a gateway or proxy, check its logs ' +
    `for the originating upstream status and message. [nemo_upstream_status=${status}] Upstream response: ${SAID}`

  test.each<{ profile: '0.6' | '0.8'; status: number; seen: number; detail: string }>([
    { profile: '0.6', status: 429, seen: 429, detail: SAID },
    { profile: '0.6', status: 500, seen: 500, detail: SAID },
    { profile: '0.6', status: 401, seen: 502, detail: `Backend returned 401: ${SAID}` },
    { profile: '0.6', status: 404, seen: 502, detail: `Backend returned 404: ${SAID}` },
    { profile: '0.8', status: 429, seen: 429, detail: SAID },
    { profile: '0.8', status: 500, seen: 500, detail: SAID },
    { profile: '0.8', status: 401, seen: 424, detail: refused(401) },
    { profile: '0.8', status: 404, seen: 424, detail: refused(404) },
  ])('its $status is a $seen on $profile', async ({ profile, status, seen, detail }) => {
    const { inference } = upstream(() =>
      Response.json({ error: 'slow down' }, { status, headers: { 'retry-after': '7', 'x-own': '1' } }),
    )
    const { ask, provide } = setUp({ profile, inference })
    await provide()

    const answer = await ask('POST', CHAT, { model: 'mine', messages })

    expect(answer).toMatchObject({ status: seen, body: { detail } })
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.has('x-own')).toBe(false)
  })

  test('one that cannot be reached is a 502', async () => {
    const { ask, provide } = setUp(
      upstream(() => {
        throw new TypeError('nobody is there')
      }),
    )
    await provide()

    const answer = await ask('POST', CHAT, { model: 'mine', messages })

    expect(answer).toMatchObject({
      status: 502,
      body: { detail: 'Backend networking error: nobody is there' },
    })
  })

  test('of its events, only objects come through', async () => {
    const events = ': hello\n\nevent: ping\ndata: 7\n\ndata: {"model":"mine","n":1}\n\ndata: {"n":2}\n\n'
    const { send, provide } = setUp(
      upstream(() => new Response(events, { headers: { 'content-type': 'text/event-stream' } })),
    )
    await provide()

    const response = await send('POST', CHAT, { model: 'mine', messages, stream: true })

    expect(await response.text()).toBe(
      'data: {"model":"default/mine","n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n',
    )
  })
})

describe('deployments', () => {
  const CONFIGS = `${MODELS}/deployment-configs`
  const DEPLOYMENTS = `${MODELS}/deployments`
  const CONFIG = { engine: 'vllm', model_spec: {}, executor_config: { gpu: 1 } }

  test('one becomes ready, with a provider of its own', async () => {
    const { ask } = setUp({ inference: { readyAfter: 10 } })
    await ask('POST', CONFIGS, { name: 'c1', ...CONFIG })
    const created = await ask('POST', DEPLOYMENTS, { name: 'd1', config: 'c1' })

    await until(async () => (await ask('GET', `${DEPLOYMENTS}/d1`)).body.status === 'READY')
    await until(async () => (await ask('GET', `${GATEWAY}/provider/d1/ready`)).status === 200)

    const { body } = await ask('GET', `${DEPLOYMENTS}/d1`)
    expect(created).toMatchObject({
      status: 201,
      body: { status: 'CREATED', config_version: 1, entity_version: 1 },
    })
    expect(body.model_provider_id).toBe('default/d1')
    expect(body.status_history.map(({ status }: { status: string }) => status)).toEqual([
      'CREATED',
      'PENDING',
      'READY',
    ])
  })

  test('each change is a version', async () => {
    const { ask } = setUp({ inference: { readyAfter: 60_000 } })
    await ask('POST', CONFIGS, { name: 'c1', ...CONFIG })
    await ask('POST', `${CONFIGS}/c1`, { ...CONFIG, description: 'second' })
    await ask('POST', DEPLOYMENTS, { name: 'd1', config: 'c1', config_version: 1 })

    const changed = await ask('POST', `${DEPLOYMENTS}/d1`, { config: 'c1' })

    expect(changed).toMatchObject({
      status: 201,
      body: {
        entity_version: 2,
        config_version: 2,
        status: 'PENDING',
        status_message: 'Deployment update pending',
      },
    })
    const versions = await ask('GET', `${DEPLOYMENTS}/d1/versions`)
    expect(versions.body.map((entry: { entity_version: number }) => entry.entity_version)).toEqual([2, 1])
    expect((await ask('GET', DEPLOYMENTS)).body.data.length).toBe(1)
    expect((await ask('GET', `${DEPLOYMENTS}?all_versions=true`)).body.data.length).toBe(2)
    expect((await ask('DELETE', `${CONFIGS}/c1`)).status).toBe(409)
    expect((await ask('DELETE', `${CONFIGS}/c1/versions/1`)).status).toBe(204)
  })

  test('one that is deleted is deleting, then deleted, then gone', async () => {
    // Long enough for the next request to come in the middle of it.
    const { ask } = setUp({ inference: { readyAfter: 1_000 } })
    await ask('POST', CONFIGS, { name: 'c1', ...CONFIG })
    await ask('POST', DEPLOYMENTS, { name: 'd1', config: 'c1' })

    const deleted = await ask('DELETE', `${DEPLOYMENTS}/d1`)
    const refused = await ask('POST', `${DEPLOYMENTS}/d1/status`, { status: 'READY' })
    const seen = new Set<string>()
    await until(async () => {
      const { status, body } = await ask('GET', `${DEPLOYMENTS}/d1`)
      if (status === 200) seen.add(body.status)
      return status === 404
    })

    expect(deleted).toMatchObject({ status: 202, body: null })
    expect(refused.status).toBe(409)
    expect([...seen].every((status) => ['DELETING', 'DELETED'].includes(status))).toBe(true)
  })
})
