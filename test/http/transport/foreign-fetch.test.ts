/** A `fetch` that is not the web's: node-fetch, another copy of undici, what tests put together by hand. */

import http, { type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { APIConnectionError, InvalidArgumentError, NeMoPlatform, NotFoundError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { bodyOf, eventually, type LocalServer, sendJson, serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

type AnyFetch = (url: string, init: RequestInit) => unknown

function clientOf(fetch: AnyFetch, baseURL = 'http://nemo.test'): NeMoPlatform {
  return new NeMoPlatform({ baseURL, maxRetries: 0, timeout: 2_000, fetch: fetch as typeof globalThis.fetch })
}

/** As node-fetch does: bodies of Node's, and whatever is neither bytes nor a stream of Node's becomes text. */
const nodeFetch: AnyFetch = (url, init) =>
  new Promise((resolve, reject) => {
    const { body = null, headers, method, signal } = init
    const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body)
    const bytes = isBytes ? Buffer.from(body as ArrayBuffer) : Buffer.from(body === null ? '' : String(body))
    const request = http.request(url, {
      method,
      headers: headers as Record<string, string>,
      signal: signal as AbortSignal,
    })
    request.on('error', reject).on('response', (incoming: IncomingMessage) => {
      const all = new Map(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
      resolve({
        status: incoming.statusCode,
        statusText: incoming.statusMessage,
        url,
        headers: all,
        body: incoming,
      })
    })
    request.end(bytes)
  })

function serveAll(): Promise<LocalServer> {
  return serve(async (request, response) => {
    const body = await bodyOf(request)
    if (request.url === '/echo')
      sendJson(response, { body: body.toString(), length: request.headers['content-length'] })
    else if (request.url === '/missing') sendJson(response, { detail: 'not here' }, 404)
    else if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('data: {"a":1}\n\ndata: {"a":2}\n\n')
    } else if (request.url === '/cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
      response.write('{"a":', () => response.destroy())
    } else if (request.url === '/long') response.end(Buffer.alloc(1_000_000))
    else response.writeHead(204).end()
  })
}

describe('answers with a body of Node', () => {
  test('are JSON, errors, events, or nothing', async () => {
    await using server = await serveAll()
    const client = clientOf(nodeFetch, server.url)

    expect(await client.post('/echo', { body: { a: 1 } })).toMatchObject({ body: '{"a":1}' })
    expect(await client.delete('/204')).toBeUndefined()
    await rejection(client.get('/missing'), NotFoundError)
    const events: unknown[] = []
    for await (const event of await client.get('/events', { as: 'stream' })) events.push(event)
    expect(events).toEqual([{ a: 1 }, { a: 2 }])
    const error = await rejection(client.get('/cut'), APIConnectionError)
    expect(error.message).toContain('an answer had begun')
  })

  test('are web answers for those who want them', async () => {
    await using server = await serveAll()

    const response = await clientOf(nodeFetch, server.url).get('/long', { as: 'blob' }).asResponse()

    expect(response).toBeInstanceOf(Response)
    expect((await response.arrayBuffer()).byteLength).toBe(1_000_000)
  })

  test('let go of the connection where nobody wants them', async () => {
    await using server = await serveAll()
    let body: Readable | undefined
    const client = clientOf(async (url, init) => {
      const answer = (await nodeFetch(url, init)) as { body: Readable }
      body = answer.body
      return answer
    }, server.url)

    await (await client.get('/long', { as: 'blob' }).asResponse()).body?.cancel()

    await eventually(() => body?.destroyed === true)
  })
})

describe('bodies for a fetch that makes text of what it does not know', () => {
  test.each<[what: string, body: () => unknown]>([
    ['a stream', () => new Blob(['bytes']).stream()],
    ['an iterable', () => Readable.from([Buffer.from('by'), Buffer.from('tes')])],
    ['a blob', () => new Blob(['bytes'])],
  ])('%s arrives as its bytes', async (_what, body) => {
    await using server = await serveAll()

    const seen = await clientOf(nodeFetch, server.url).post('/echo', { body: body() })

    expect(seen).toEqual({ body: 'bytes', length: '5' })
    expect(server.requests).toHaveLength(1)
  })

  test('a form arrives as one', async () => {
    await using server = await serveAll()
    const form = new FormData()
    form.append('a', new Blob(['bytes']), 'a.txt')

    const { body } = await clientOf(nodeFetch, server.url).post<{ body: string }>('/echo', { body: form })

    expect(body).toContain('filename="a.txt"\r\ncontent-type: application/octet-stream\r\n\r\nbytes\r\n')
  })

  test('a stream that fails is an error of the caller', async () => {
    await using server = await serveAll()
    const body = Readable.from(
      (async function* () {
        yield 'by'
        throw new RangeError('mine')
      })(),
    )

    await rejection(clientOf(nodeFetch, server.url).post('/echo', { body }), RangeError)

    expect(server.requests).toEqual([])
  })
})

describe('an answer that a test has put together', () => {
  const headers = { 'content-type': 'application/json' }
  test.each<[what: string, answer: () => unknown]>([
    ['with `json()` only', () => ({ ok: true, status: 200, json: async () => ({ a: 1 }) })],
    ['with `text()` only', () => ({ status: 200, headers, text: async () => '{"a":1}' })],
    ['with `arrayBuffer()`', () => ({ status: 200, arrayBuffer: async () => Buffer.from('{"a":1}') })],
    ['with texts as chunks', () => ({ status: 200, body: Readable.from(['{"a"', ':1}']) })],
    ['of the web, without a promise', () => new Response('{"a":1}', { headers })],
    ['of the web, whose chunks are texts', () => new Response(textStream(), { headers })],
    ['as a thenable', () => thenable(new Response('{"a":1}', { headers }))],
  ])('%s is read', async (_what, answer) => {
    expect(await clientOf(answer).get('/x')).toEqual({ a: 1 })
    const response = await clientOf(answer).get('/x').asResponse()
    expect(await response.json()).toEqual({ a: 1 })
  })

  test.each<[what: string, answer: () => unknown]>([
    ['nothing', () => undefined],
    ['a promise of nothing', async () => null],
    ['a text', async () => 'x'],
    ['an object', async () => ({})],
    ['a status as text', async () => ({ status: '200' })],
    ['headers that are none', async () => ({ status: 200, headers: 5 })],
    ['a body that was read', readAnswer],
  ])('of %s is an error that names `fetch`', async (_what, answer) => {
    for (const read of [
      () => clientOf(answer).get('/x'),
      () => clientOf(answer).get('/x').asResponse(),
      () => clientOf(answer).get('/x', { as: 'stream' }),
    ]) {
      const error = await rejection(read(), InvalidArgumentError)
      expect(error.message).toContain('fetch')
    }
  })

  test('that is `Response.error()` is no redirect', async () => {
    const error = await rejection(clientOf(async () => Response.error()).get('/x'), APIConnectionError)

    expect(error.message).not.toContain('redirect')
  })
})

function textStream(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue('{"a":1}')
      controller.close()
    },
  })
}

async function readAnswer(): Promise<Response> {
  const response = new Response('{}')
  await response.text()
  return response
}

function thenable(answer: Response): PromiseLike<Response> {
  // biome-ignore lint/suspicious/noThenProperty: it is one on purpose
  return { then: (onFulfilled, onRejected) => Promise.resolve(answer).then(onFulfilled, onRejected) }
}
