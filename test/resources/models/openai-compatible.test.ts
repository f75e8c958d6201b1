/** `client.openAICompatible`: what libraries for OpenAI's protocol take. */

import { createServer } from 'node:http'
import { InvalidArgumentError, NeMoPlatform, type OpenAICompatible } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, networkError, stubFetch } from '../../helpers/stub-fetch.ts'
import { recordingClient } from '../recording-client.ts'

const GATEWAY = 'http://nemo.test/apis/inference-gateway/v2/workspaces'
const PROVIDER = { workspace: 'w', name: 'p', host_url: 'https://llm.example.com/v1' }
const CHAT = `${GATEWAY}/ws/openai/-/v1/chat/completions`

beforeEach(() => {
  isolateEnvironment()
})

describe('baseURL', () => {
  test.each([
    ['the workspace of the client', undefined, '/ws/openai/-/v1'],
    ['another workspace', { workspace: 'w' }, '/w/openai/-/v1'],
    ['a model by its name', { model: 'm' }, '/ws/model/m/-/v1'],
    ['a model of a workspace', { workspace: 'w', model: 'm' }, '/w/model/m/-/v1'],
    ['a model by its full name', { model: 'w/m' }, '/w/model/m/-/v1'],
    ['a model', { model: { workspace: 'w', name: 'm' } }, '/w/model/m/-/v1'],
    ['a provider', { provider: PROVIDER }, '/w/provider/p/-'],
  ])('leads to %s', (_what, params, route) => {
    const { client } = recordingClient()

    expect(client.openAICompatible(params).baseURL).toBe(GATEWAY + route)
  })

  test.each([
    ['model and provider at once', { model: 'm', provider: PROVIDER }],
    ['a provider by its name only', { provider: 'p' }],
    ['an unknown param', { deployment: 'd' }],
    ['a model without a name', { model: '' }],
  ])('refuses %s', (_what, params) => {
    const { client } = recordingClient()

    expect(() => client.openAICompatible(params as object)).toThrow(InvalidArgumentError)
  })
})

describe('fetch', () => {
  test('brings the token, whatever key the library has', async () => {
    const { client, calls } = recordingClient(json({}), { accessToken: 'ours' })
    const { fetch } = client.openAICompatible()

    await fetch(CHAT, { method: 'POST', headers: { Authorization: 'Bearer theirs' }, body: '{}' })

    expect(calls[0]?.headers.get('authorization')).toBe('Bearer ours')
  })

  test('sends no key of the library where the client has no token', async () => {
    const { client, calls } = recordingClient(json({}))

    await client.openAICompatible().fetch(CHAT, { headers: { Authorization: 'Bearer theirs' } })

    expect(calls[0]?.headers.get('authorization')).toBeNull()
  })

  test('leaves method, headers and body as they are, and adds the default headers', async () => {
    const { client, calls } = recordingClient(json({}), { defaultHeaders: { 'X-Team': 'ml' } })

    await client.openAICompatible().fetch(`${CHAT}?a=1`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/x-special', 'X-Own': 'yes', 'User-Agent': 'library/1' },
      body: 'text',
    })

    const [call] = calls
    expect(call).toMatchObject({ method: 'PUT', body: 'text' })
    expect(call?.url.href).toBe(`${CHAT}?a=1`)
    const sent = ['content-type', 'x-own', 'x-team', 'accept', 'user-agent'].map((name) =>
      call?.headers.get(name),
    )
    expect(sent).toEqual(['application/x-special', 'yes', 'ml', '*/*', 'library/1'])
  })

  test.each<[string, () => NonNullable<RequestInit['body']>, string]>([
    ['text', () => 'hello', 'hello'],
    ['bytes', () => new TextEncoder().encode('hello'), 'hello'],
    ['a blob', () => new Blob(['hello']), 'hello'],
    ['a query', () => new URLSearchParams({ a: 'b c' }), 'a=b+c'],
    ['a stream', () => new Blob(['hello']).stream(), 'hello'],
  ])('sends %s as its body', async (_what, body, expected) => {
    const { client, calls } = recordingClient(json({}))

    await client
      .openAICompatible()
      .fetch(CHAT, { method: 'POST', body: body(), duplex: 'half' } as RequestInit)

    expect(calls[0]?.body).toBe(expected)
  })

  test('sends a form with its boundary', async () => {
    const { client, calls } = recordingClient(json({}))
    const form = new FormData()
    form.set('file', new Blob(['hello']), 'a.txt')

    await client.openAICompatible().fetch(CHAT, { method: 'POST', body: form })

    const boundary = /boundary=(.+)$/.exec(calls[0]?.headers.get('content-type') ?? '')?.[1]
    expect(boundary).toBeDefined()
    expect(calls[0]?.body).toContain(`--${boundary}`)
  })

  test('takes a Request and a URL', async () => {
    const { client, calls } = recordingClient(json({}))
    const { fetch } = client.openAICompatible()

    await fetch(new Request(CHAT, { method: 'POST', body: 'hello' }))
    await fetch(new URL(CHAT))

    expect(calls.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'hello'],
      ['GET', ''],
    ])
  })

  test.each([400, 403, 404, 429, 500])('answers %d without trying again', async (status) => {
    const { client, calls } = recordingClient(json({ detail: 'no' }, status))

    const response = await client.openAICompatible().fetch(CHAT)

    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ detail: 'no' })
    expect(calls).toHaveLength(1)
  })

  test('fails like any fetch where no answer comes, and tries once', async () => {
    const { fetch, calls } = stubFetch(networkError('ECONNREFUSED'))
    const { client } = recordingClient(undefined, { fetch })

    const error = await rejection(client.openAICompatible().fetch(CHAT), TypeError)

    expect(error.message).toBe('fetch failed')
    expect(calls).toHaveLength(1)
  })

  test('rejects with the reason of the signal', async () => {
    const { client } = recordingClient()
    const reason = new Error('enough')

    await expect(client.openAICompatible().fetch(CHAT, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    )
  })

  test('goes to no other origin', async () => {
    const { client, calls } = recordingClient(json({}), { accessToken: 'ours' })

    await rejection(client.openAICompatible().fetch('https://evil.example.com/v1'), InvalidArgumentError)
    expect(calls).toEqual([])
  })

  test('decodes what the server has compressed', async () => {
    const { gzipSync } = await import('node:zlib')
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync('{"ok":true}'))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const client = new NeMoPlatform({ baseURL: `http://127.0.0.1:${port}`, workspace: 'ws' })
    const { fetch, baseURL }: OpenAICompatible = client.openAICompatible()

    expect(await (await fetch(baseURL)).json()).toEqual({ ok: true })
    server.closeAllConnections()
    server.close()
  })
})

describe('headers', () => {
  test('are the default headers, without a credential', () => {
    const { client } = recordingClient(undefined, {
      defaultHeaders: { 'X-Team': 'ml', Authorization: 'Bearer secret' },
    })

    expect(client.openAICompatible().headers).toEqual({ 'x-team': 'ml' })
  })
})
