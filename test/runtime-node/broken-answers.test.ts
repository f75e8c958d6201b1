import zlib from 'node:zlib'
import {
  APIConnectionError,
  APIResponseValidationError,
  APIStatusError,
  NeMoPlatform,
  StreamError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { eventually, pause, serve, serveSockets } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const clientOf = (url: string) => new NeMoPlatform({ baseURL: url, maxRetries: 0 })

/** A server that answers each request with this, and closes then. */
const serveText = (text: string) =>
  serveSockets((socket) => {
    socket.once('data', () => socket.end(text))
  })

describe('a compressed answer', () => {
  test.each([
    ['zlib data', zlib.deflateSync],
    ['raw data', zlib.deflateRawSync],
  ])('of the kind deflate may be %s', async (_what, compress) => {
    const value = { text: 'x'.repeat(100_000) }
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'deflate' }).end(compress(JSON.stringify(value)))
    })

    expect(await clientOf(server.url).get('/x')).toEqual(value)
    expect(await (await clientOf(server.url).get('/x').asResponse()).json()).toEqual(value)
  })

  test('of the kind deflate may be empty', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'deflate' }).end()
    })

    const client = clientOf(server.url)
    expect(await client.get('/x')).toBeUndefined()
    expect((await client.get('/x', { as: 'blob' })).size).toBe(0)
    const response = await client.get('/x').asResponse()
    await pause(20)
    expect(await response.text()).toBe('')
    for await (const _event of await client.get('/x', { as: 'stream' }));
  })

  test('that an error brings is decompressed no further than it is read', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const decoders = vi.spyOn(zlib, 'createGunzip')
    await using server = await serve((_request, response) => {
      response.writeHead(500, { 'content-encoding': 'gzip' }).write(bomb)
    })

    const error = await rejection(clientOf(server.url).get('/x'), APIStatusError)
    await eventually(() => server.sockets[0]?.destroyed === true)

    expect(error.status).toBe(500)
    expect(decoders.mock.results[0]?.value).toMatchObject({ destroyed: true })
  })
})

describe('an answer with a status that HTTP does not have', () => {
  test('is the same error where it is compressed and empty', async () => {
    await using server = await serveText(
      'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\ncontent-encoding: deflate\r\n\r\n',
    )

    for (const as of ['json', 'text', 'blob', 'stream'] as const) {
      await rejection(clientOf(server.url).get('/x', { as }), APIResponseValidationError)
    }
  })

  test.each([999, 600])('(%i) is a typed error that says so', async (status) => {
    await using server = await serveText(`HTTP/1.1 ${status} Odd\r\ncontent-length: 2\r\n\r\n{}`)

    const error = await rejection(clientOf(server.url).get('/x'), APIResponseValidationError)

    expect(error.problem).toContain(`was answered with ${status}`)
    expect(error.status).toBe(status)
  })
})

describe('an answer that is cut in the middle', () => {
  const CUT = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":'

  test('is an error that says that it had begun', async () => {
    await using server = await serveText(CUT)

    const error = await rejection(clientOf(server.url).post('/x', { body: {} }), APIConnectionError)

    expect(error.problem).toMatch(/^POST \/x: an answer had begun, but broke off/)
  })

  test('is the same error where the caller reads the body', async () => {
    await using server = await serveText(CUT)
    const response = await clientOf(server.url).get('/x').asResponse()

    const error = await rejection(response.text(), APIConnectionError)

    expect(error.problem).toMatch(/^GET \/x: an answer had begun, but broke off/)
  })

  test('with an error status is the error of that status', async () => {
    await using server = await serveText('HTTP/1.1 404 No\r\ncontent-length: 100\r\n\r\nno such thi')

    const error = await rejection(clientOf(server.url).get('/x'), APIStatusError)

    expect([error.status, error.detail]).toEqual([404, 'no such thi'])
  })
})

describe('a compressed answer that is cut', () => {
  const ENCODERS = {
    gzip: zlib.gzipSync,
    deflate: zlib.deflateSync,
    'raw deflate': zlib.deflateRawSync,
    br: zlib.brotliCompressSync,
  }
  /** Answers with the first bytes of a body that is compressed, and breaks then. */
  const cutAfter = (length: number, name: keyof typeof ENCODERS) =>
    serve(async (request, response) => {
      const body = ENCODERS[name](JSON.stringify({ text: 'x'.repeat(1000) + Math.random() }))
      const encoding = name.replace('raw ', '')
      response.writeHead(Number(request.url?.slice(1)), {
        'content-encoding': encoding,
        'content-type': 'text/event-stream',
        'content-length': body.byteLength,
      })
      response.flushHeaders()
      response.write(body.subarray(0, length))
      await pause(5)
      response.destroy()
    })
  const CUTS = Object.keys(ENCODERS).flatMap((name) =>
    [0, 1, 12].map((length) => [name as keyof typeof ENCODERS, length] as const),
  )

  test.each(CUTS)('(%s, after %i bytes) fails, however it is read', async (name, length) => {
    await using server = await cutAfter(length, name)
    const client = clientOf(server.url)
    const events = async () => {
      for await (const _event of await client.get('/200', { as: 'stream' }));
    }

    for (const as of ['json', 'text', 'blob'] as const) {
      const error = await rejection(client.get('/200', { as }), APIConnectionError)
      expect(error.problem).toContain('an answer had begun')
    }
    await rejection(events(), StreamError)
    for (const as of ['json', 'text', 'blob', 'stream'] as const) {
      expect(await rejection(client.get('/404', { as }), APIStatusError)).toMatchObject({ status: 404 })
    }
  })

  // What nobody listens to ends the process, which the runner reports.
  test.each(CUTS)('(%s, after %i bytes) harms nobody who does not read it', async (name, length) => {
    await using server = await cutAfter(length, name)
    const response = await clientOf(server.url).get('/200').asResponse()
    await eventually(() => server.sockets[0]?.destroyed === true)
    await pause(20)

    expect((await rejection(response.text(), APIConnectionError)).problem).toContain('an answer had begun')
  })
})

test('a compressed error that cannot be decompressed gives its connection back', async () => {
  await using server = await serve((_request, response) => {
    response.writeHead(500, { 'content-encoding': 'gzip' }).write(Buffer.alloc(1024 * 1024, 'x'))
  })
  const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0, maxConnections: 1, timeout: 2_000 })

  for (let call = 0; call < 3; call += 1) await rejection(client.get('/x'), APIStatusError)
  await eventually(() => server.sockets.every((socket) => socket.destroyed))

  expect(server.sockets).toHaveLength(3)
})

test('a body that is given up in the middle does not look whole', async () => {
  const outcomes = new Set<string>()
  for (let size = 60_000; size < 300_000; size += 6_000) {
    let hasEnded = false
    await using server = await serve(async (_request, response) => {
      for (let sent = 0; sent < size; sent += 25_000) {
        response.write(Buffer.alloc(Math.min(size - sent, 25_000)))
        await pause(1)
      }
      response.end(() => {
        hasEnded = true
      })
    })
    const controller = new AbortController()
    const options = { as: 'blob', signal: controller.signal } as const
    const response = await clientOf(server.url).get('/x', options).asResponse()
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let read = (await reader.read()).value?.byteLength ?? 0
    // Nothing moves any more: what has come waits to be read, and of small bodies that is all.
    if (size < 90_000) await eventually(() => hasEnded)
    await pause(20)
    controller.abort()
    await pause(1)
    const rest = async () => {
      for (let { value } = await reader.read(); value !== undefined; { value } = await reader.read()) {
        read += value.byteLength
      }
      return read === size ? 'whole' : `${read} of ${size} bytes`
    }
    outcomes.add(await rest().catch((error: unknown) => (error as Error).name))
  }

  expect([...outcomes].sort()).toEqual(['APIUserAbortError', 'whole'])
})

describe('a body that drips', () => {
  const drip = (status: number) =>
    serve((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 10)
      response.once('close', () => clearInterval(timer))
    })

  test('on an error ends with what has come by then', async () => {
    await using server = await drip(500)

    const error = await rejection(clientOf(server.url).get('/x', { timeout: 100 }), APIStatusError)

    expect(error.status).toBe(500)
  })

  test('on JSON ends after ten timeouts', async () => {
    await using server = await drip(200)

    await expect(clientOf(server.url).get('/x', { timeout: 40 })).rejects.toMatchObject({
      name: 'APITimeoutError',
    })
  })
})
