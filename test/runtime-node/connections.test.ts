import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { APIConnectionError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, eventually, pause, sendJson, serve, serveSockets } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'

/** A server that answers the first request of a connection, and gives the further ones to a handler. */
async function serveOnce(onLater: (socket: Socket, request: string) => void) {
  const seen: string[] = []
  const server = await serveSockets((socket) => {
    let count = 0
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (!/^[A-Z]+ \//.test(text)) return
      seen.push(text.slice(0, text.indexOf(' HTTP')))
      count += 1
      if (count === 1) socket.write(OK)
      else onLater(socket, text)
    })
  })
  return { server, seen }
}

describe('a connection', () => {
  test('is used again for the next call', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url })

    for (let call = 0; call < 5; call += 1) await client.get('/x')

    expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 1])
  })

  test('is used again after an error answer', async () => {
    await using server = await serve((_request, response) => sendJson(response, { detail: 'no' }, 404))
    const client = new NeMoPlatform({ baseURL: server.url })

    for (let call = 0; call < 3; call += 1) await client.get('/x').catch(() => {})

    expect(server.sockets).toHaveLength(1)
  })

  test('is used again after an answer without a body', async () => {
    await using server = await serve((_request, response) => void response.writeHead(204).end())
    const client = new NeMoPlatform({ baseURL: server.url })

    for (let call = 0; call < 3; call += 1) await client.delete('/x')

    expect(server.sockets).toHaveLength(1)
  })

  test('is used again once a raw answer has been read', async () => {
    await using server = await serve((_request, response) => void response.end('content'))
    const client = new NeMoPlatform({ baseURL: server.url })

    for (let call = 0; call < 3; call += 1) await (await client.get('/x').asResponse()).text()

    expect(server.sockets).toHaveLength(1)
  })

  test('is shared with clients made by withOptions', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url })

    await client.get('/x')
    await client.withOptions({ maxRetries: 1 }).get('/x')

    expect(server.sockets).toHaveLength(1)
  })

  test('is let go by close, and the client stays usable', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.get('/x')

    client.close()
    await eventually(() => server.sockets[0]?.destroyed === true)

    expect(await client.get('/x')).toEqual({})
    expect(server.sockets).toHaveLength(2)
  })

  test('is let go by `await using`', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    {
      await using client = new NeMoPlatform({ baseURL: server.url })
      await client.get('/x')
    }

    await eventually(() => server.sockets[0]?.destroyed === true)
    expect(server.sockets).toHaveLength(1)
  })

  test('serves hundreds of calls at a time', async () => {
    await using server = await serve((request, response) => sendJson(response, { path: request.url }))
    const client = new NeMoPlatform({ baseURL: server.url })

    const answers = await Promise.all(Array.from({ length: 400 }, (_, index) => client.get(`/${index}`)))

    expect(answers).toEqual(Array.from({ length: 400 }, (_, index) => ({ path: `/${index}` })))
  })

  test('leaves no listener on the signal of the caller', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/none') response.writeHead(204).end()
      else sendJson(response, {}, request.url === '/error' ? 404 : 200)
    })
    const client = new NeMoPlatform({ baseURL: server.url })
    const { signal } = new AbortController()

    await client.get('/x', { signal })
    await client.get('/error', { signal }).catch(() => {})
    await client.get('/none', { signal })
    await (await client.get('/x', { signal }).asResponse()).text()
    await (await client.get('/x', { signal }).asResponse()).body?.cancel()

    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('a kept connection that the server closed while it was idle', () => {
  test.each(['get', 'put', 'delete', 'post', 'patch'] as const)(
    'is replaced silently for a %s',
    async (method) => {
      await using server = await serve(async (request, response) => {
        await bodyOf(request)
        sendJson(response, { ok: true })
      })
      const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
      await client.get('/first')
      await pause(600)

      // The client cannot know of it yet: nothing has been read since.
      server.sockets[0]?.resetAndDestroy()
      const answer = await client[method]('/second', method === 'get' ? {} : { body: { a: 1 } })

      expect(answer).toEqual({ ok: true })
      expect(server.requests.filter(({ path }) => path === '/second')).toHaveLength(1)
      expect(server.sockets).toHaveLength(2)
    },
  )

  test('without a reset is replaced silently too', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
    await client.get('/first')
    await pause(600)

    server.sockets[0]?.end()

    expect(await client.post('/second', { body: {} })).toEqual({})
  })

  test('is replaced for as many calls as come at once', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
    await Promise.all(Array.from({ length: 8 }, () => client.get('/first')))
    await pause(600)

    for (const socket of server.sockets) socket.resetAndDestroy()
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.post('/second', { body: {} })))

    expect(answers).toHaveLength(8)
  })

  test('is not replaced for a body that is a stream: the caller hears of it', async () => {
    await using server = await serve(async (request, response) => {
      await bodyOf(request)
      sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.get('/first')
    await pause(600)

    server.sockets[0]?.resetAndDestroy()
    const result = await Promise.allSettled([client.put('/second', { body: new Blob(['content']).stream() })])

    const bodies = server.requests.filter(({ path }) => path === '/second').length
    expect([result[0].status, bodies]).toEqual(['rejected', 0])
  })
})

describe('a request whose connection breaks', () => {
  test('on a fresh connection is not repeated for a POST', async () => {
    const seen: string[] = []
    await using server = await serveSockets((socket) => {
      socket.once('data', (chunk) => {
        seen.push(chunk.toString().slice(0, 7))
        socket.destroy()
      })
    })

    const promise = new NeMoPlatform({ baseURL: server.url }).post('/x', { body: {} })

    await rejection(promise, APIConnectionError)
    expect(seen).toEqual(['POST /x'])
  })

  test('on a fresh connection is repeated for a GET', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => {
        if (server.sockets.length < 3) socket.destroy()
        else socket.write(OK)
      })
    })

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({})
    expect(server.sockets).toHaveLength(3)
  })

  test('on a connection that was just used is not repeated for a POST', async () => {
    const { server, seen } = await serveOnce((socket) => socket.destroy())
    await using _server = server
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.get('/first')

    const promise = client.post('/second', { body: {} })

    await rejection(promise, APIConnectionError)
    expect(seen).toEqual(['GET /first', 'POST /second'])
  })

  test('on a connection that was just used is not repeated for a POST that the server worked on for a while', async () => {
    const { server, seen } = await serveOnce((socket) => void setTimeout(() => socket.destroy(), 700))
    await using _server = server
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.get('/first')

    const promise = client.post('/second', { body: {} })

    await rejection(promise, APIConnectionError)
    expect(seen).toEqual(['GET /first', 'POST /second'])
  })

  test('in the middle of the head of the answer is not repeated for a POST', async () => {
    const seen: string[] = []
    await using server = await serveSockets((socket) => {
      socket.once('data', (chunk) => {
        seen.push(chunk.toString().slice(0, 4))
        socket.end('HTTP/1.1 200 OK\r\ncontent-ty')
      })
    })

    await rejection(new NeMoPlatform({ baseURL: server.url }).post('/x'), APIConnectionError)

    expect(seen).toEqual(['POST'])
  })

  test('in the middle of the head of the answer, after idling, is not repeated for a POST', async () => {
    const { server, seen } = await serveOnce((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-ty'))
    await using _server = server
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.get('/first')
    await pause(600)

    await rejection(client.post('/second', { body: {} }), APIConnectionError)

    expect(seen).toEqual(['GET /first', 'POST /second'])
  })

  test('because nobody listens is repeated for a POST, and says so in the end', async () => {
    const server = await serve(() => {})
    const { url } = server
    await server[Symbol.asyncDispose]()
    const lines: string[] = []
    const note = (line: string) => void lines.push(line)
    const logger = { error: note, warn: note, info: note, debug: note }
    const client = new NeMoPlatform({ baseURL: url, maxRetries: 1, logger, logLevel: 'info' })

    const error = await rejection(client.post('/x', { body: {} }), APIConnectionError)

    expect(lines).toHaveLength(1)
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.remedies.join(' ')).toContain(url)
  })
})
