import { mkdtempSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APIConnectionError, APIStatusError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, pause, sendJson, serve, serveSockets } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'

/** Answers the first request of a connection; reads the next one of the first connection, and breaks it off then. */
async function serveThenBreak(pauseBetween: number) {
  const seen: string[] = []
  const server = await serveSockets((socket: Socket) => {
    let count = 0
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (!/^[A-Z]+ \//.test(text)) return
      seen.push(text.slice(0, text.indexOf(' HTTP')))
      count += 1
      if (count === 1) socket.write(OK)
      else socket.resetAndDestroy()
    })
  })
  const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
  await client.get('/first')
  await pause(pauseBetween)
  return { server, client, seen }
}

describe('a kept connection that breaks after the request was read', () => {
  test.each(['post', 'patch'] as const)(
    'does not repeat a %s, and leaves its outcome open',
    async (method) => {
      const { server, client, seen } = await serveThenBreak(300)
      await using _server = server

      const error = await rejection(client[method]('/second', { body: {} }), APIConnectionError)

      expect(error.problem).toContain('whether it took effect is open')
      expect(seen.filter((line) => line.endsWith('/second'))).toHaveLength(1)
    },
  )

  test.each(['get', 'put', 'delete'] as const)('repeats a %s once', async (method) => {
    const { server, client, seen } = await serveThenBreak(300)
    await using _server = server

    await client[method]('/second', method === 'put' ? { body: {} } : {})

    expect(seen.filter((line) => line.endsWith('/second'))).toHaveLength(2)
  })

  test('is not taken by a POST once it has been idle for long', async () => {
    const { server, client, seen } = await serveThenBreak(2_100)
    await using _server = server

    expect(await client.post('/second', { body: {} })).toEqual({})
    expect([seen, server.sockets.length]).toEqual([['GET /first', 'POST /second'], 2])
  })

  test('is not taken by a POST when the server is about to give it up', async () => {
    await using server = await serve((_request, response) => {
      response.setHeader('keep-alive', 'timeout=1')
      sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })

    await client.get('/first')
    await client.post('/second', { body: {} })

    expect(server.requests.map(({ connection }) => connection)).toEqual([1, 2])
  })
})

describe('an answer that comes before the upload is done', () => {
  const CONTENT = Buffer.alloc(8 * 1024 * 1024, 'x')

  /** Answers as soon as the head of a request is there, and closes without reading the rest. */
  const refuseEarly = (status: number) =>
    serveSockets((socket) => {
      socket.once('data', () => {
        const body = JSON.stringify({ detail: 'no more than 1 MB' })
        socket.write(
          `HTTP/1.1 ${status} No\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
          () => socket.destroy(),
        )
      })
    })

  test.each<[what: string, body: () => unknown]>([
    ['bytes', () => CONTENT],
    ['a blob', () => new Blob([CONTENT])],
    ['a stream', () => new Blob([CONTENT]).stream()],
  ])('counts, whatever the writing of %s says', async (_what, body) => {
    await using server = await refuseEarly(413)
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 2 })

    for (let round = 0; round < 20; round += 1) {
      const error = await rejection(client.put('/x', { body: body() }), APIStatusError)
      expect([error.status, error.detail]).toEqual([413, 'no more than 1 MB'])
    }
    expect(server.sockets).toHaveLength(20)
  })

  test.each<[how: string, close: (socket: Socket) => void]>([
    ['closes', (socket) => void socket.end()],
    ['breaks off', (socket) => void socket.destroy()],
    ['resets the connection', (socket) => void socket.resetAndDestroy()],
  ])('counts for the upload of a file, where the server then %s', async (_how, close) => {
    const local_path = join(mkdtempSync(join(tmpdir(), 'early-')), 'large.bin')
    writeFileSync(local_path, CONTENT)
    let uploads = 0
    await using server = await serve((request, response) => {
      if (request.method === 'GET') {
        sendJson(response, { data: [] })
        return
      }
      uploads += 1
      response
        .writeHead(413, { connection: 'close', 'content-length': 2 })
        .write('{}', () => close(request.socket))
    })
    const client = new NeMoPlatform({ baseURL: server.url, workspace: 'w', maxRetries: 2 })

    for (let round = 0; round < 10; round += 1) {
      const upload = client.files.upload({ fileset: 'f', local_path, remote_path: 'large.bin' })
      expect((await rejection(upload, APIStatusError)).status).toBe(413)
    }
    expect(uploads).toBe(10)
  })

  test('renews the token if it is a 401', async () => {
    const tokens: (string | undefined)[] = []
    await using server = await serve(async (request, response) => {
      tokens.push(request.headers.authorization)
      if (tokens.length === 1) {
        response.writeHead(401, { connection: 'close' }).end(() => request.destroy())
        return
      }
      sendJson(response, { length: (await bodyOf(request)).byteLength })
    })
    let count = 0
    const accessToken = () => {
      count += 1
      return `token-${count}`
    }
    const client = new NeMoPlatform({ baseURL: server.url, accessToken, maxRetries: 0 })

    expect(await client.put('/x', { body: CONTENT })).toEqual({ length: CONTENT.byteLength })
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2'])
  })
})
