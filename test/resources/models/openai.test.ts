/** `client.models.getOpenAIClient`: the real package `openai` over a real socket. */

import { NeMoPlatform } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import OpenAI from 'openai'
import { beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import {
  bodyOf,
  eventually,
  type Handler,
  type LocalServer,
  sendJson,
  serve,
} from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'

const ROUTE = '/apis/inference-gateway/v2/workspaces/ws/openai/-/v1'
const MESSAGES = [{ role: 'user' as const, content: 'hi' }]
const COMPLETION = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'ws/echo',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hi' } }],
}

beforeEach(() => {
  isolateEnvironment()
})

/** A platform with authentication, all of whose other answers are the handler's. */
function platform(handler: Handler): Promise<LocalServer> {
  return serve((request, response) =>
    request.url === '/apis/auth/discovery'
      ? sendJson(response, { auth_enabled: true })
      : handler(request, response),
  )
}

/** Authorizations of the requests to the gateway. */
function bearers({ requests }: LocalServer): (string | undefined)[] {
  return requests
    .filter(({ path }) => path.startsWith('/apis/inference-gateway'))
    .map(({ headers }) => headers.authorization?.replace(/^Bearer /, ''))
}

describe('getOpenAIClient', () => {
  test('gives a client of the package openai', async () => {
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', maxRetries: 5 })

    const openai = await client.models.getOpenAIClient()

    expect(openai).toBeInstanceOf(OpenAI)
    expectTypeOf(openai).toEqualTypeOf<OpenAI>()
    expect(openai.baseURL).toBe(`http://nemo.test${ROUTE}`)
    expect(openai.maxRetries).toBe(5)
    expect((await client.models.getOpenaiClient({ model: 'm' })).baseURL).toMatch(/\/ws\/model\/m\/-\/v1$/)
  })

  test('asks for the token at every request', async () => {
    await using server = await platform((_, response) => sendJson(response, COMPLETION))
    const given: string[] = []
    const accessToken = () => {
      // Over before it is of use, so that it has to be asked for again.
      const token = createUnsignedToken({ email: `ana${given.length}@example.com`, expiresIn: 0.001 })
      given.push(token)
      return token
    }
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', accessToken })
    const openai = await client.models.getOpenAIClient()

    for (let call = 0; call < 3; call += 1) {
      await openai.chat.completions.create({ model: 'ws/echo', messages: MESSAGES })
    }

    expect(given).toHaveLength(3)
    expect(bearers(server)).toEqual(given)
  })

  test('renews a refused token once, and sends the body again', async () => {
    const valid = ['token-2']
    const bodies: string[] = []
    await using server = await platform(async (request, response) => {
      bodies.push((await bodyOf(request)).toString())
      if (valid.some((token) => request.headers.authorization === `Bearer ${token}`))
        sendJson(response, COMPLETION)
      else sendJson(response, { detail: 'Token expired' }, 401)
    })
    let asked = 0
    const accessToken = () => `token-${++asked}`
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', accessToken })
    const openai = await client.models.getOpenAIClient()

    const { choices } = await openai.chat.completions.create({ model: 'ws/echo', messages: MESSAGES })

    expect(choices[0]?.message.content).toBe('hi')
    expect(bearers(server)).toEqual(['token-1', 'token-2'])
    expect(bodies[0]).toContain('"hi"')
    expect(bodies[1]).toBe(bodies[0])
  })

  test('fails with an error of openai where the token is refused for good', async () => {
    await using server = await platform((_, response) => sendJson(response, { detail: 'no' }, 401))
    let asked = 0
    const client = new NeMoPlatform({
      baseURL: server.url,
      workspace: 'ws',
      accessToken: () => `token-${++asked}`,
    })
    const openai = await client.models.getOpenAIClient()

    await rejection(openai.models.list(), OpenAI.AuthenticationError)
    expect(bearers(server)).toEqual(['token-1', 'token-2'])
  })

  test.each([
    [404, OpenAI.NotFoundError],
    [422, OpenAI.UnprocessableEntityError],
    [500, OpenAI.InternalServerError],
  ])('answers %d with an error of openai', async (status, expected) => {
    await using server = await platform((_, response) =>
      sendJson(response, { error: { message: 'no' } }, status),
    )
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', accessToken: 't', maxRetries: 0 })
    const openai = await client.models.getOpenAIClient()

    const error = await rejection(openai.models.list(), expected)

    expect(error.status).toBe(status)
    expect(server.requests).toHaveLength(1)
  })

  test('tries again as often as the client says, and in one layer only', async () => {
    await using server = await serve((_, response) => {
      response.setHeader('retry-after-ms', '1')
      sendJson(response, {}, 503)
    })
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', maxRetries: 2 })
    const openai = await client.models.getOpenAIClient()

    await rejection(openai.models.list(), OpenAI.InternalServerError)
    expect(server.requests).toHaveLength(3)

    await rejection(openai.models.list({ maxRetries: 0 }), OpenAI.InternalServerError)
    expect(server.requests).toHaveLength(4)
  })

  test('gives the events of a stream as they come', async () => {
    let sendNext = (): void => {}
    const words = ['one', 'two', 'three']
    await using server = await serve(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const content of words) {
        const chunk = {
          id: 'c',
          object: 'chat.completion.chunk',
          created: 1,
          model: 'm',
          choices: [{ index: 0, delta: { content } }],
        }
        response.write(`data: ${JSON.stringify(chunk)}\n\n`)
        // Nothing more comes until the client has seen this one.
        await new Promise<void>((resolve) => {
          sendNext = resolve
        })
      }
      response.end('data: [DONE]\n\n')
    })
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws' })
    const openai = await client.models.getOpenAIClient()
    const stream = await openai.chat.completions.create({ model: 'm', messages: MESSAGES, stream: true })
    const seen: unknown[] = []

    for await (const { choices } of stream) {
      seen.push(choices[0]?.delta.content)
      sendNext()
    }

    expect(seen).toEqual(words)
  })

  test('lets go of the connection where a stream is left early', async () => {
    let closed = false
    await using server = await serve((_, response) => {
      response.on('close', () => {
        closed = true
      })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"choices":[]}\n\n')
    })
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws' })
    const openai = await client.models.getOpenAIClient()

    for await (const _ of await openai.chat.completions.create({
      model: 'm',
      messages: MESSAGES,
      stream: true,
    }))
      break

    await eventually(() => closed)
  })

  test('ends with the signal, and with the time limit of openai', async () => {
    await using server = await serve(() => {})
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', maxRetries: 0 })
    const openai = await client.models.getOpenAIClient()
    const controller = new AbortController()
    const listing = openai.models.list({ signal: controller.signal })
    const aborted = rejection(listing, OpenAI.APIUserAbortError)
    await eventually(() => server.requests.length > 0)
    controller.abort()

    await aborted
    await rejection(openai.models.list({ timeout: 20 }), OpenAI.APIConnectionTimeoutError)
  })

  test('waits longer for the first word than the client does for other answers', async () => {
    await using server = await serve((_, response) => {
      setTimeout(() => sendJson(response, { object: 'list', data: [] }), 100)
    })
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'ws', timeout: 10, maxRetries: 0 })
    const openai = await client.models.getOpenAIClient()

    expect((await openai.models.list()).data).toEqual([])
  })

  test('has an error of openai with ours as the cause where no answer comes', async () => {
    const client = new NeMoPlatform({ baseURL: 'http://127.0.0.1:9', workspace: 'ws', maxRetries: 0 })
    const openai = await client.models.getOpenAIClient()

    const error = await rejection(openai.models.list(), OpenAI.APIConnectionError)

    expect(String((error.cause as Error).cause)).toContain('no answer')
  })

  test('says nothing of an account at OpenAI', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-secret')
    vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin')
    vi.stubEnv('OPENAI_ORG_ID', 'org-1')
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-1')
    vi.stubEnv('OPENAI_BASE_URL', 'http://elsewhere.test')
    await using server = await serve((_, response) => sendJson(response, { object: 'list', data: [] }))
    const client = new NeMoPlatform({
      baseURL: server.url,
      workspace: 'ws',
      defaultHeaders: { 'X-Team': 'ml' },
    })

    await (await client.models.getOpenAIClient()).models.list()

    const [request] = server.requests
    expect(request?.path).toBe(`${ROUTE}/models`)
    expect(request?.headers['x-team']).toBe('ml')
    expect(JSON.stringify(request?.headers)).not.toMatch(/sk-|org-1|proj-1|not-needed/)
  })
})
