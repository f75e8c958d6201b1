import { APIConnectionError, APITimeoutError, APIUserAbortError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, eventually, pause, sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const PIECE = Buffer.alloc(1000, 'a')

describe('the signal of a call', () => {
  test('ends it before the headers, and the connection with it', async () => {
    await using server = await serve(() => {})
    const controller = new AbortController()
    const promise = rejection(
      new NeMoPlatform({ baseURL: server.url }).get('/x', { signal: controller.signal }),
      APIUserAbortError,
    )
    await eventually(() => server.requests.length === 1)

    controller.abort(new Error('enough'))
    const error = await promise

    expect(error.cause).toMatchObject({ message: 'enough' })
    await eventually(() => server.sockets[0]?.destroyed === true)
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['text', 'enough'],
    ['nothing', undefined],
    ['null', null],
  ])('may fire with %s as its reason', async (_what, reason) => {
    await using server = await serve(() => {})
    const controller = new AbortController()
    const promise = rejection(
      new NeMoPlatform({ baseURL: server.url }).get('/x', { signal: controller.signal }),
      APIUserAbortError,
    )
    await eventually(() => server.requests.length === 1)

    controller.abort(reason)

    expect(await promise).not.toBeInstanceOf(APIConnectionError)
  })

  test('ends it in the middle of the body', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":')
    })
    const controller = new AbortController()
    const promise = rejection(
      new NeMoPlatform({ baseURL: server.url }).get('/x', { signal: controller.signal }),
      APIUserAbortError,
    )
    await eventually(() => server.requests.length === 1)
    await pause(50)

    controller.abort()

    await promise
    await eventually(() => server.sockets[0]?.destroyed === true)
    expect(server.requests).toHaveLength(1)
  })

  test('ends a raw body that is being read', async () => {
    await using server = await serve((_request, response) => void response.write(PIECE))
    const controller = new AbortController()
    const client = new NeMoPlatform({ baseURL: server.url })
    const response = await client.get('/x', { signal: controller.signal }).asResponse()
    const reader = response.body?.getReader()
    await reader?.read()

    const next = reader?.read()
    controller.abort(new Error('enough'))

    const error = await rejection(Promise.resolve(next), APIUserAbortError)
    expect(error.cause).toMatchObject({ message: 'enough' })
    await eventually(() => server.sockets[0]?.destroyed === true)
  })

  test('ends an upload', async () => {
    await using server = await serve((request) => void request.resume())
    const controller = new AbortController()
    let isCancelled = false
    const body = new ReadableStream({
      pull: async (stream) => {
        await pause(5)
        stream.enqueue(PIECE)
      },
      cancel: () => {
        isCancelled = true
      },
    })
    const promise = rejection(
      new NeMoPlatform({ baseURL: server.url }).put('/x', { body, signal: controller.signal }),
      APIUserAbortError,
    )
    await eventually(() => server.requests.length === 1)

    controller.abort()

    await promise
    await eventually(() => isCancelled)
  })

  test('ends a call that waits for its token', async () => {
    await using server = await serve((_request, response) => sendJson(response, {}))
    const controller = new AbortController()
    const client = new NeMoPlatform({ baseURL: server.url, accessToken: () => new Promise<string>(() => {}) })
    const promise = rejection(client.get('/x', { signal: controller.signal }), APIUserAbortError)

    await pause(20)
    controller.abort()

    await promise
    expect(server.requests).toEqual([])
  })

  test('does not disturb other calls', async () => {
    await using server = await serve(async (_request, response) => {
      await pause(60)
      sendJson(response, { ok: true })
    })
    const client = new NeMoPlatform({ baseURL: server.url })
    const controller = new AbortController()
    const aborted = rejection(client.get('/a', { signal: controller.signal }), APIUserAbortError)
    const other = client.get('/b')
    await eventually(() => server.requests.length === 2)

    controller.abort()

    await aborted
    expect(await other).toEqual({ ok: true })
  })

  test('that times out is the wish of the caller, not a timeout of the client', async () => {
    await using server = await serve(() => {})

    const promise = new NeMoPlatform({ baseURL: server.url }).get('/x', { signal: AbortSignal.timeout(50) })

    const error = await rejection(promise, APIUserAbortError)
    expect(error.cause).toMatchObject({ name: 'TimeoutError' })
  })
})

describe('cancelling a raw body', () => {
  test('closes the connection, and the next call gets another', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/endless') response.write(PIECE)
      else sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url })
    const response = await client.get('/endless').asResponse()

    await response.body?.cancel()

    await eventually(() => server.sockets[0]?.destroyed === true)
    expect(await client.get('/next')).toEqual({})
  })
})

describe('the timeout', () => {
  test('ends an attempt that gets no headers', async () => {
    await using server = await serve(() => {})
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 80, maxRetries: 0 })

    const error = await rejection(client.get('/x'), APITimeoutError)

    expect(error.message).toContain('80 ms')
    expect(error.remedies.join(' ')).toContain('timeout')
    expect(error.status).toBeUndefined()
    await eventually(() => server.sockets[0]?.destroyed === true)
  })

  test('of a call wins over that of the client', async () => {
    await using server = await serve(() => {})
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })

    const error = await rejection(client.get('/x', { timeout: 70 }), APITimeoutError)

    expect(error.message).toContain('70 ms')
  })

  test('concerns one attempt: the call is repeated', async () => {
    await using server = await serve((_request, response) => {
      if (server.requests.length > 1) sendJson(response, { ok: true })
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 300, maxRetries: 1 })

    expect(await client.get('/x')).toEqual({ ok: true })
  })

  test('does not repeat a POST, which may have arrived', async () => {
    await using server = await serve(() => {})
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 80 })

    await rejection(client.post('/x', { body: {} }), APITimeoutError)

    expect(server.requests).toHaveLength(1)
  })

  test('ends a body that falls silent', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":')
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 100, maxRetries: 0 })

    await rejection(client.get('/x'), APITimeoutError)
    await eventually(() => server.sockets[0]?.destroyed === true)
  })

  test('ends a raw body that falls silent', async () => {
    await using server = await serve((_request, response) => void response.write('start'))
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 100, maxRetries: 0 })
    const response = await client.get('/x').asResponse()

    await expect(response.text()).rejects.toThrow()
    await eventually(() => server.sockets[0]?.destroyed === true)
  })

  test('lets a body live that is slow but moves', async () => {
    await using server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[0')
      for (let item = 1; item <= 10; item += 1) {
        await pause(150)
        response.write(`,${item}`)
      }
      response.end(']')
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 900, maxRetries: 0 })

    expect(await client.get('/x')).toHaveLength(11)
  })

  test('does not blame the server for a caller who reads slowly', async () => {
    await using server = await serve((_request, response) => void response.end(Buffer.alloc(400_000, 'a')))
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 150, maxRetries: 0 })
    const response = await client.get('/x').asResponse()
    let length = 0

    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength
      if (length < 100_000) await pause(400)
    }

    expect(length).toBe(400_000)
  })

  test('does not blame the server for a caller who writes slowly', async () => {
    await using server = await serve(async (request, response) => {
      sendJson(response, { length: (await bodyOf(request)).byteLength })
    })
    let pieces = 0
    const body = new ReadableStream({
      pull: async (stream) => {
        await pause(400)
        pieces += 1
        if (pieces > 3) stream.close()
        else stream.enqueue(PIECE)
      },
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 200 })

    expect(await client.put('/x', { body })).toEqual({ length: 3000 })
  })

  test('ends an upload that the server does not take', async () => {
    await using server = await serve((request) => void request.pause())
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(Buffer.alloc(256 * 1024)) })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 300 })

    await rejection(client.put('/x', { body }), APITimeoutError)
  })

  test('may be without limit', async () => {
    await using server = await serve(async (_request, response) => {
      await pause(150)
      sendJson(response, { ok: true })
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: Number.POSITIVE_INFINITY })

    expect(await client.get('/x')).toEqual({ ok: true })
  })

  test('longer than timers can count is no timeout of zero', async () => {
    await using server = await serve(async (_request, response) => {
      await pause(50)
      sendJson(response, { ok: true })
    })
    const client = new NeMoPlatform({ baseURL: server.url, timeout: 2 ** 40, maxRetries: 0 })

    expect(await client.get('/x')).toEqual({ ok: true })
  })
})
