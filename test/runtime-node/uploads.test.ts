import { createHash, randomBytes } from 'node:crypto'
import { AuthenticationError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, eventually, pause, sendJson, serve, serveSockets, settled } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const MEBIBYTE = 1024 * 1024

/** A stream of so many pieces of 1 MiB, which counts what was taken from it. */
function countedStream(pieces: number) {
  const state = { taken: 0, isCancelled: false }
  const piece = Buffer.alloc(MEBIBYTE, 'x')
  const body = new ReadableStream(
    {
      pull: (stream) => {
        if (state.taken === pieces) {
          stream.close()
          return
        }
        state.taken += 1
        stream.enqueue(piece)
      },
      cancel: () => {
        state.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, state }
}

describe('an upload', () => {
  test('takes no more from its stream than a slow reader lets through', async () => {
    let go = () => {}
    const release = new Promise<void>((resolve) => {
      go = resolve
    })
    await using server = await serve(async (request, response) => {
      await release
      sendJson(response, { length: (await bodyOf(request)).byteLength })
    })
    const { body, state } = countedStream(64)
    const promise = new NeMoPlatform({ baseURL: server.url }).put('/x', { body })

    const whileBlocked = await settled(() => state.taken)
    go()
    const answer = await promise

    expect(whileBlocked).toBeLessThan(24)
    expect(answer).toEqual({ length: 64 * MEBIBYTE })
  })

  test('arrives as it was sent', async () => {
    await using server = await serve(async (request, response) => {
      const hash = createHash('sha256')
        .update(await bodyOf(request))
        .digest('hex')
      sendJson(response, { hash })
    })
    const pieces = Array.from({ length: 50 }, (_, index) => randomBytes(index * 1000))
    const body = new ReadableStream({
      start: (stream) => {
        for (const piece of pieces) if (piece.length > 0) stream.enqueue(piece)
        stream.close()
      },
    })

    const answer = await new NeMoPlatform({ baseURL: server.url }).put('/x', { body })

    expect(answer).toEqual({ hash: createHash('sha256').update(Buffer.concat(pieces)).digest('hex') })
  })

  test('of bytes has their length, not chunks', async () => {
    await using server = await serve(async (request, response) => {
      await bodyOf(request)
      sendJson(response, {
        length: request.headers['content-length'],
        chunks: request.headers['transfer-encoding'],
      })
    })

    const answer = await new NeMoPlatform({ baseURL: server.url }).put('/x', {
      body: Buffer.alloc(3 * MEBIBYTE),
    })

    expect(answer).toEqual({ length: String(3 * MEBIBYTE) })
  })

  test("whose stream breaks fails with the caller's own error, and the server gets no whole body", async () => {
    let sawWhole = false
    await using server = await serve(async (request) => {
      await bodyOf(request).then(
        () => {
          sawWhole = true
        },
        () => {},
      )
    })
    const failure = new Error('the disk is gone')
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(Buffer.from('start')),
      pull: () => Promise.reject(failure),
    })

    const promise = new NeMoPlatform({ baseURL: server.url }).put('/x', { body })

    await expect(promise).rejects.toBe(failure)
    expect(sawWhole).toBe(false)
  })

  test('with a piece that is no bytes fails with a typed error', async () => {
    await using server = await serve((request) => void request.resume())
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue({ not: 'bytes' })
        stream.close()
      },
    })

    await expect(
      new NeMoPlatform({ baseURL: server.url, timeout: 2000 }).put('/x', { body }),
    ).rejects.toHaveProperty('remedies')
  })
})

describe('an upload that is answered early', () => {
  test('in the middle of a stream gives the error of the answer, and cancels the stream', async () => {
    await using server = await serve((request, response) => {
      request.once('data', () => sendJson(response, { detail: 'Unauthorized' }, 401))
    })
    const { body, state } = countedStream(1000)

    await rejection(new NeMoPlatform({ baseURL: server.url }).put('/x', { body }), AuthenticationError)

    await eventually(() => state.isCancelled)
    expect(state.taken).toBeLessThan(1000)
  })

  test('in the middle of bytes gives the error of the answer', async () => {
    await using server = await serve((request, response) => {
      request.once('data', () => sendJson(response, { detail: 'Unauthorized' }, 401))
    })

    const promise = new NeMoPlatform({ baseURL: server.url }).put('/x', { body: Buffer.alloc(32 * MEBIBYTE) })

    await rejection(promise, AuthenticationError)
  })

  test('before any of the body was read gives the error of the answer, though the connection is closed', async () => {
    await using server = await serveSockets((socket) => {
      socket.once('data', () => {
        socket.pause()
        const head =
          'HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: 25\r\nconnection: close'
        socket.write(`${head}\r\n\r\n{"detail":"Unauthorized"}`)
      })
    })

    const promise = new NeMoPlatform({ baseURL: server.url }).put('/x', { body: Buffer.alloc(32 * MEBIBYTE) })

    await rejection(promise, AuthenticationError)
  })

  test('leaves the client usable', async () => {
    await using server = await serve((request, response) => {
      if (request.method === 'PUT') request.once('data', () => sendJson(response, { detail: 'no' }, 401))
      else sendJson(response, { ok: true })
    })
    const client = new NeMoPlatform({ baseURL: server.url })
    await client.put('/x', { body: countedStream(1000).body }).catch(() => {})

    expect(await client.get('/y')).toEqual({ ok: true })
  })

  test.each(['collected', 'read by the caller'])(
    'with success, in part, is sent to its end (%s)',
    async (how) => {
      await using server = await serve(async (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.flushHeaders()
        response.end(JSON.stringify({ length: (await bodyOf(request)).byteLength }))
      })
      const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0, timeout: 2_000 })
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await pause(1)
          left -= 1
          if (left < 0) controller.close()
          else controller.enqueue(new Uint8Array(100_000))
        },
      })
      let left = 50

      const call = client.post('/x', { body })

      const answer = how === 'collected' ? await call : await (await call.asResponse()).json()
      expect(answer).toEqual({ length: 5_000_000 })
    },
  )

  test('with success gives the answer', async () => {
    await using server = await serve((request, response) => {
      request.once('data', () => sendJson(response, { enough: true }))
    })

    const answer = await new NeMoPlatform({ baseURL: server.url }).put('/x', {
      body: countedStream(200).body,
    })

    expect(answer).toEqual({ enough: true })
  })
})
