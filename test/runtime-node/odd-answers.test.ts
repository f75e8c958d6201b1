import { APIError, InternalServerError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { IdleTimeout } from '../../src/http/transport/idle-timeout.ts'
import type { RawResponse } from '../../src/http/transport/raw-response.ts'
import { createTransport } from '../../src/runtime/node/transport.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause, sendJson, serve, serveSockets } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A server that answers every request with these bytes. */
function serveBytes(...answers: (string | Buffer)[]) {
  return serveSockets((socket) => {
    let count = 0
    socket.on('data', () => {
      socket.write(answers[Math.min(count, answers.length - 1)] ?? '')
      count += 1
    })
  })
}

function clientOf(url: string): NeMoPlatform {
  return new NeMoPlatform({ baseURL: url, maxRetries: 0 })
}

/** Sends a HEAD, for which the client has no method. */
function sendHead(url: string, collect: boolean): Promise<RawResponse> {
  return createTransport().send({
    method: 'HEAD',
    url: new URL(url),
    headers: {},
    body: undefined,
    idleTimeout: new IdleTimeout(60_000, undefined),
    collect,
  })
}

describe('an answer', () => {
  test('to HEAD has headers, also those of a body, but no body', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1234, 'content-encoding': 'gzip' }).end()
    })

    const response = (await sendHead(server.url, false)).toWeb()

    expect([response.status, response.headers.get('content-length'), response.body]).toEqual([
      200,
      '1234',
      null,
    ])
  })

  test('to HEAD is complete where text is wanted at once', async () => {
    await using server = await serve((_request, response) => void response.writeHead(404).end())

    expect((await sendHead(server.url, true)).status).toBe(404)
  })

  test('with 204 is undefined', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(204, { 'content-type': 'application/json' }).end()
    })

    expect(await clientOf(server.url).delete('/x')).toBeUndefined()
  })

  test('with 205 is undefined', async () => {
    await using server = await serve((_request, response) => void response.writeHead(205).end())

    expect(await clientOf(server.url).delete('/x')).toBeUndefined()
  })

  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['102 Processing', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['103 Early Hints', 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'],
  ])('is waited for after %s', async (_what, early) => {
    await using server = await serveBytes(`${early}HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{"a":1}`)

    expect(await clientOf(server.url).get('/x')).toEqual({ a: 1 })
  })

  test('with 599 is an InternalServerError', async () => {
    await using server = await serveBytes('HTTP/1.1 599 Odd\r\ncontent-length: 0\r\n\r\n')

    const error = await rejection(clientOf(server.url).get('/x'), InternalServerError)

    expect(error.status).toBe(599)
  })

  test.each([600, 999])('with %i, which is no status, is a typed error', async (status) => {
    await using server = await serveBytes(`HTTP/1.1 ${status} Odd\r\ncontent-length: 0\r\n\r\n`)

    await rejection(clientOf(server.url).get('/x'), APIError)
  })

  test('with 304 is a typed error with that status', async () => {
    await using server = await serveBytes('HTTP/1.1 304 Not Modified\r\n\r\n')

    expect((await rejection(clientOf(server.url).get('/x'), APIError)).status).toBe(304)
  })

  test('with a header in Latin-1 keeps it', async () => {
    const head = Buffer.from('HTTP/1.1 200 OK\r\nx-name: café\r\ncontent-length: 2\r\n\r\n{}', 'latin1')
    await using server = await serveBytes(head)

    const { headers } = await clientOf(server.url).get('/x').asResponse()

    expect(headers.get('x-name')).toBe('café')
  })

  test('with a reason phrase in Latin-1 is read', async () => {
    await using server = await serveBytes(
      Buffer.from('HTTP/1.1 200 Très bien\r\ncontent-length: 2\r\n\r\n{}', 'latin1'),
    )

    expect(await clientOf(server.url).get('/x')).toEqual({})
  })

  test('without a reason phrase is read', async () => {
    await using server = await serveBytes('HTTP/1.1 200\r\ncontent-length: 2\r\n\r\n{}')

    expect(await clientOf(server.url).get('/x')).toEqual({})
  })

  test('with several cookies keeps them apart', async () => {
    await using server = await serveBytes(
      'HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 2\r\n\r\n{}',
    )

    const { headers } = await clientOf(server.url).get('/x').asResponse()

    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test('whose end is the end of the connection is read', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n{"a":1}'))
    })

    expect(await clientOf(server.url).get('/x')).toEqual({ a: 1 })
  })

  test('with a byte order mark is read', async () => {
    await using server = await serve((_request, response) => void response.end('\ufeff{"a":1}'))

    expect(await clientOf(server.url).get('/x')).toEqual({ a: 1 })
  })

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['binary', Buffer.from([0, 1, 2, 3, 255])],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    ['a header without end', `HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(200_000)}\r\n\r\n`],
  ])('of %s is a typed error', async (_what, bytes) => {
    await using server = await serveBytes(bytes)

    await rejection(clientOf(server.url).get('/x'), APIError)
  })

  test('knows the URL that it came from', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))

    const response = await clientOf(server.url)
      .get('/a%20b', { query: { q: 'x y' } })
      .asResponse()

    expect(response.url).toBe(`${server.url}/a%20b?q=x+y`)
  })
})

describe('a request', () => {
  test('reaches a server on the loopback address of IPv6', async () => {
    await using server = await serve(
      (request, response) => sendJson(response, { host: request.headers.host }),
      {
        host: '::1',
      },
    )

    expect(await clientOf(server.url).get('/x')).toEqual({ host: `[::1]:${server.port}` })
  })

  test('reaches a server by the name localhost', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))

    expect(await clientOf(`http://localhost:${server.port}`).get('/x')).toEqual({})
  })

  test('keeps the path of the base URL', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))

    await clientOf(`${server.url}/nemo/api/`).get('/x')
    await clientOf(`${server.url}/nemo/api`).get('x')

    expect(server.requests.map(({ path }) => path)).toEqual(['/nemo/api/x', '/nemo/api/x'])
  })

  test('sends a header in Latin-1 as such', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))

    await clientOf(server.url).get('/x', { headers: { 'x-name': 'café' } })

    expect(server.requests[0]?.headers['x-name']).toBe('café')
  })

  test('sends path and query byte for byte', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))

    await clientOf(server.url).get("/a%2Fb/c;d=e/!$&'()*+,:@", {
      query: { filter: { name: { $like: 'a b' } } },
    })

    expect(server.requests[0]?.path).toBe("/a%2Fb/c;d=e/!$&'()*+,:@?filter%5Bname%5D%5B%24like%5D=a+b")
  })

  test('is answered although the server pauses between head and body', async () => {
    await using server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      await pause(50)
      response.end('{"late":true}')
    })

    expect(await clientOf(server.url).get('/x')).toEqual({ late: true })
  })
})
