import zlib from 'node:zlib'
import { APIConnectionError, APIResponseValidationError, APIStatusError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { eventually, serve, serveSockets } from '../helpers/local-server.ts'
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

    expect(await clientOf(server.url).get('/x')).toBeUndefined()
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
