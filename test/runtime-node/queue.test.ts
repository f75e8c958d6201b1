import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { APITimeoutError, APIUserAbortError, ConfigError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { eventually, pause, sendJson, serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A server that answers after a while, and one that never does. */
const serveLate = (delay: number) =>
  serve(async (_request, response) => {
    await pause(delay)
    sendJson(response, {})
  })
const serveNever = () => serve(() => {})

describe('calls beyond `maxConnections`', () => {
  test('wait for a connection, and are all answered', async () => {
    await using server = await serveLate(5)
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 3 })

    await Promise.all(Array.from({ length: 30 }, () => client.get('/x')))

    expect([server.requests.length, server.sockets.length]).toEqual([30, 3])
  })

  test('wait without their timeout running, as long as others come and go', async () => {
    await using server = await serveLate(60)
    const client = new NeMoPlatform({
      baseURL: server.url,
      maxConnections: 2,
      timeout: 400,
      maxRetries: 0,
    })

    const answers = await Promise.all(Array.from({ length: 20 }, () => client.post('/x', { body: {} })))

    expect(answers).toHaveLength(20)
  })

  test('end with a timeout where no connection comes free for so long', async () => {
    await using server = await serveNever()
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 1, maxRetries: 0 })
    const first = rejection(
      client.get('/x', { timeout: 5_000, signal: AbortSignal.timeout(1_000) }),
      APIUserAbortError,
    )
    await eventually(() => server.requests.length === 1)

    const error = await rejection(client.post('/y', { body: {}, timeout: 80 }), APITimeoutError)

    expect(error.problem).toBe('POST /y: no connection came free within 80 ms')
    expect(error.remedies[0]).toContain('maxConnections')
    expect(server.requests).toHaveLength(1)
    await first
  })

  test('are repeated then, also a POST: nothing of it was sent', async () => {
    await using server = await serve(async (request, response) => {
      if (request.url === '/slow') await pause(500)
      sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 1 })
    const slow = client.get('/slow')
    await eventually(() => server.requests.length === 1)

    await client.post('/x', { body: {}, timeout: 100, maxRetries: 5 })

    await slow
    expect(server.requests.map(({ path }) => path)).toEqual(['/slow', '/x'])
  })

  test('are not kept waiting by short answers that nobody reads', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200).end('x'.repeat(10_000))
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 2, maxRetries: 0, timeout: 2_000 })
    const unread: Response[] = []

    for (let call = 0; call < 6; call += 1) unread.push(await client.get('/x').asResponse())

    expect(await Promise.all(unread.map(async (response) => (await response.text()).length))).toEqual(
      Array.from({ length: 6 }, () => 10_000),
    )
  })

  test('end at once when the caller wants that', async () => {
    await using server = await serveNever()
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 1, maxRetries: 0 })
    const all = new AbortController()
    const first = rejection(client.get('/x', { signal: all.signal }), APIUserAbortError)
    await eventually(() => server.requests.length === 1)
    const controller = new AbortController()
    const queued = rejection(client.get('/y', { signal: controller.signal }), APIUserAbortError)
    await pause(20)

    controller.abort()

    await queued
    all.abort()
    await first
    expect(server.requests).toHaveLength(1)
  })

  test('get the connection of one that failed', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/bad') response.destroy()
      else sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 1, maxRetries: 0 })

    const results = await Promise.allSettled([
      client.get('/bad'),
      client.get('/x'),
      client.get('/bad'),
      client.get('/x'),
    ])

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
  })
})

describe('a connection comes free', () => {
  const signal = () => AbortSignal.timeout(5_000)

  test('after every kind of end', async () => {
    await using server = await serve(async (request, response) => {
      if (request.url === '/empty') response.writeHead(204).end()
      else if (request.url === '/refused') sendJson(response, { detail: 'no' }, 404)
      else if (request.url === '/moved') response.writeHead(302, { location: '/x' }).end()
      else if (request.url === '/cut')
        response.writeHead(200, { 'content-length': 10 }).write('{', () => response.destroy())
      else if (request.url === '/long') response.write(Buffer.alloc(1024 * 1024))
      else if (request.url === '/early') response.writeHead(413, { 'content-length': 2 }).end('no')
      else if (request.url === '/never') return
      else sendJson(response, {})
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxConnections: 1, maxRetries: 0 })
    const body = () => new Blob([Buffer.alloc(4 * 1024 * 1024)])

    for (let round = 0; round < 3; round += 1) {
      await client.delete('/empty', { signal: signal() })
      await client.get('/refused', { signal: signal() }).catch(() => {})
      await client.get('/moved', { signal: signal() })
      await client.get('/cut', { signal: signal() }).catch(() => {})
      await client.get('/never', { signal: AbortSignal.timeout(20) }).catch(() => {})
      await client.get('/never', { timeout: 20 }).catch(() => {})
      await client.put('/early', { body: body(), signal: signal() }).catch(() => {})
      const long = await client.get('/long', { as: 'blob', signal: signal() }).asResponse()
      await long.body?.cancel()
      await (await client.get('/x', { signal: signal() }).asResponse()).text()
    }

    expect(await client.get('/x', { signal: signal() })).toEqual({})
  })

  test('after answers that nobody gets, since something of the caller failed', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/x') return sendJson(response, {})
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        while (response.write('data: {}\n\n'.repeat(1_000)));
      }
      response.on('drain', more)
      more()
    })
    const options = { baseURL: server.url, maxConnections: 1, maxRetries: 0, timeout: 5_000 }
    let failure: Error | undefined
    const client = new NeMoPlatform({
      ...options,
      onResponse: () => {
        if (failure !== undefined) throw failure
      },
    })
    failure = new RangeError('mine')
    await rejection(client.get('/events', { as: 'stream' }), RangeError)
    failure = undefined

    expect(await client.get('/x')).toEqual({})
  })

  test('after calls that a test tool intercepts', async () => {
    const server = setupServer(http.all('http://nemo.test/*', () => HttpResponse.json({ ok: true })))
    server.listen({ onUnhandledFrame: 'error' })
    try {
      const client = new NeMoPlatform({ baseURL: 'http://nemo.test', maxConnections: 1, maxRetries: 0 })

      for (let call = 0; call < 5; call += 1) await client.post('/x', { body: {}, signal: signal() })
      const all = await Promise.all(Array.from({ length: 5 }, () => client.get('/x', { signal: signal() })))

      expect(all).toHaveLength(5)
    } finally {
      server.close()
    }
  })
})

test.each([0, -1, 1.5, '5'])('`maxConnections: %s` is a ConfigError', (maxConnections) => {
  expect(() => new NeMoPlatform({ maxConnections: maxConnections as number })).toThrow(ConfigError)
})
