import { createHash, randomBytes } from 'node:crypto'
import zlib from 'node:zlib'
import { APIConnectionError, APIError, NeMoPlatform, NotFoundError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { eventually, serve, serveSockets, settled } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const MEBIBYTE = 1024 * 1024
const TEXT = JSON.stringify({ words: 'blah '.repeat(2000), letter: 'é' })

const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: (text) => zlib.gzipSync(text),
  'x-gzip': (text) => zlib.gzipSync(text),
  deflate: (text) => zlib.deflateSync(text),
  br: (text) => zlib.brotliCompressSync(text),
}
const ENCODINGS = Object.keys(ENCODERS)

/** A server that sends bytes under a content encoding. */
function serveEncoded(bytes: Buffer, encoding: string, status = 200) {
  return serve((_request, response) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    response.writeHead(status, { ...headers, 'content-length': bytes.byteLength }).end(bytes)
  })
}

function clientOf(url: string): NeMoPlatform {
  return new NeMoPlatform({ baseURL: url, maxRetries: 0 })
}

describe('a download', () => {
  test('is taken from the server no faster than the caller reads', async () => {
    let written = 0
    await using server = await serve(async (_request, response) => {
      const piece = Buffer.alloc(MEBIBYTE, 'x')
      for (let count = 0; count < 64; count += 1) {
        written += 1
        if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve))
      }
      response.end()
    })
    const response = await clientOf(server.url).get('/x').asResponse()

    const whileUnread = await settled(() => written)
    let length = 0
    for await (const chunk of response.body ?? []) length += chunk.byteLength

    expect(whileUnread).toBeLessThan(24)
    expect(length).toBe(64 * MEBIBYTE)
  })

  test('arrives as it was sent', async () => {
    const bytes = randomBytes(5 * MEBIBYTE + 17)
    await using server = await serve((_request, response) => void response.end(bytes))

    const response = await clientOf(server.url).get('/x').asResponse()

    const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')
    expect(hash(await response.bytes())).toBe(hash(bytes))
  })

  test('of large JSON is parsed', async () => {
    const list = Array.from({ length: 100_000 }, (_, index) => ({ index, text: 'é' }))
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list))
    })

    expect(await clientOf(server.url).get('/x')).toEqual(list)
  })

  test('is not garbled where letters are cut between pieces', async () => {
    const bytes = Buffer.from('{"text":"é🎉"}')
    await using server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      for (const byte of bytes) {
        response.write(Buffer.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })

    expect(await clientOf(server.url).get('/x')).toEqual({ text: 'é🎉' })
  })
})

describe('a compressed answer', () => {
  test('is asked for', async () => {
    await using server = await serve((_request, response) => void response.end('{}'))

    await clientOf(server.url).get('/x')

    expect(server.requests[0]?.headers['accept-encoding']).toMatch(/gzip.*deflate.*br/)
  })

  test.each(ENCODINGS)('under %s is unpacked', async (encoding) => {
    await using server = await serveEncoded((ENCODERS[encoding] ?? Buffer.from)(TEXT), encoding)

    expect(await clientOf(server.url).get('/x')).toEqual(JSON.parse(TEXT))
  })

  test.each(ENCODINGS)('under %s is unpacked for who reads it raw', async (encoding) => {
    await using server = await serveEncoded((ENCODERS[encoding] ?? Buffer.from)(TEXT), encoding)

    const response = await clientOf(server.url).get('/x').asResponse()

    expect(await response.text()).toBe(TEXT)
  })

  test('does not claim the length and encoding that it had on the wire', async () => {
    await using server = await serveEncoded(zlib.gzipSync(TEXT), 'gzip')

    const { headers } = await clientOf(server.url).get('/x').asResponse()

    expect([headers.get('content-length'), headers.get('content-encoding')]).toEqual([null, null])
  })

  test('names its encoding in any case', async () => {
    await using server = await serveEncoded(zlib.gzipSync(TEXT), 'GZip')

    expect(await clientOf(server.url).get('/x')).toEqual(JSON.parse(TEXT))
  })

  test('of an error is unpacked', async () => {
    await using server = await serveEncoded(zlib.gzipSync('{"detail":"no such thing"}'), 'gzip', 404)

    const error = await rejection(clientOf(server.url).get('/x'), NotFoundError)

    expect(error.detail).toBe('no such thing')
  })

  test('may be empty', async () => {
    await using server = await serveEncoded(Buffer.alloc(0), 'gzip')

    const response = await clientOf(server.url).get('/x').asResponse()

    expect(await response.text()).toBe('')
  })

  test('lets its connection be used again', async () => {
    await using server = await serveEncoded(zlib.gzipSync(TEXT), 'gzip')
    const client = clientOf(server.url)

    for (let call = 0; call < 3; call += 1) await client.get('/x')

    expect(server.sockets).toHaveLength(1)
  })

  test.each([
    ['is no gzip at all', Buffer.from('{"plain":true}')],
    ['ends too early', zlib.gzipSync(TEXT).subarray(0, 40)],
    ['is damaged', Buffer.concat([zlib.gzipSync(TEXT).subarray(0, 20), Buffer.alloc(40, 0xff)])],
    ['has a wrong checksum', Buffer.concat([zlib.gzipSync(TEXT).subarray(0, -8), Buffer.alloc(8)])],
  ])('that %s is a typed error', async (_what, bytes) => {
    await using server = await serveEncoded(bytes, 'gzip')

    await rejection(clientOf(server.url).get('/x'), APIError)
  })

  test('that is damaged breaks the body of who reads it raw', async () => {
    await using server = await serveEncoded(zlib.gzipSync(TEXT).subarray(0, 40), 'gzip')
    const response = await clientOf(server.url).get('/x').asResponse()

    await expect(response.text()).rejects.toThrow()
  })

  test('whose connection breaks is an APIConnectionError', async () => {
    await using server = await serve((_request, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
      response.writeHead(200, headers).write(zlib.gzipSync(TEXT).subarray(0, 40), () => response.destroy())
    })

    await rejection(clientOf(server.url).get('/x'), APIConnectionError)
  })
})

describe('a body that breaks off', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

  test.each([
    ['before its length', `${HEAD}content-length: 100\r\n\r\n{"a":1}`],
    ['before its last chunk', `${HEAD}transfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n`],
    ['in the middle of a chunk', `${HEAD}transfer-encoding: chunked\r\n\r\nff\r\n{"a":1}`],
    ['before it begins', `${HEAD}content-length: 7\r\n\r\n`],
  ])('%s is an APIConnectionError', async (_what, answer) => {
    await using server = await serveSockets((socket) => void socket.once('data', () => socket.end(answer)))

    await rejection(clientOf(server.url).get('/x'), APIConnectionError)
  })

  test('is read again for a GET', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => {
        const length = server.sockets.length === 1 ? 100 : 7
        socket.end(`${HEAD}content-length: ${length}\r\n\r\n{"a":1}`)
      })
    })

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({ a: 1 })
    expect(server.sockets).toHaveLength(2)
  })

  test('is not asked for again by a POST', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => socket.end(`${HEAD}content-length: 100\r\n\r\n{"a":1}`))
    })

    await rejection(new NeMoPlatform({ baseURL: server.url }).post('/x'), APIConnectionError)

    expect(server.sockets).toHaveLength(1)
  })

  test('is not taken for the whole by who reads it raw', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('part', () => response.destroy())
    })
    const response = await clientOf(server.url).get('/x').asResponse()

    await expect(response.text()).rejects.toThrow()
    await eventually(() => server.sockets[0]?.destroyed === true)
  })

  test('of an error still is the error of its status', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{"detail":'))
    })

    await expect(clientOf(server.url).get('/x')).rejects.toBeInstanceOf(APIError)
  })
})
