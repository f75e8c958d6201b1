/** Where request bodies cannot be streams, as in browsers, they are collected first. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { pause } from '../../helpers/local-server.ts'

const calls: RequestInit[] = []

/** A client of a package that was loaded anew: what the runtime can do is found out once. */
async function clientOf(timeout = 60_000) {
  vi.resetModules()
  const { NeMoPlatform } = await import('nemo-platform')
  const fetch = async (_url: string, init: RequestInit) => {
    calls.push(init)
    return Response.json({})
  }
  return new NeMoPlatform({ baseURL: 'http://nemo.test', maxRetries: 0, timeout, fetch })
}

function sentBlob(): Blob {
  const body = calls[0]?.body
  if (!(body instanceof Blob)) throw new Error(`No blob was sent, but ${String(body)}`)
  return body
}

const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Error) => error.name,
  )

const streamOf = (...chunks: string[]) => new Blob(chunks).stream()

beforeEach(() => {
  isolateEnvironment()
  calls.length = 0
})

afterEach(() => {
  vi.resetModules()
})

/** One that makes text of a stream, as those do that do not know them. */
class OldRequest {
  readonly headers = new Headers({ 'content-type': 'text/plain;charset=UTF-8' })
}

describe.each([
  ['in a browser', () => vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' })],
  ['where `Request` makes text of streams', () => vi.stubGlobal('Request', OldRequest)],
])('%s', (_where, stub) => {
  beforeEach(() => {
    stub()
  })

  test('a stream is sent as a blob of the same bytes', async () => {
    const client = await clientOf()

    await client.put('/x', { body: streamOf('one ', 'twö') })

    expect(await sentBlob().text()).toBe('one twö')
    expect(calls[0]).not.toHaveProperty('duplex')
  })

  test('an iterable is, too', async () => {
    const client = await clientOf()

    await client.put('/x', { body: ['one ', 'twö'].map((text) => new TextEncoder().encode(text)).values() })

    expect(await sentBlob().text()).toBe('one twö')
  })

  test('what the stream fails with is thrown as it is, and nothing is sent', async () => {
    const client = await clientOf()
    const problem = new Error('the disk is gone')
    const body = new ReadableStream({ pull: () => Promise.reject(problem) })

    await expect(client.put('/x', { body })).rejects.toBe(problem)
    expect(calls).toEqual([])
  })

  test('a stream that takes its time is not the silence of the server', async () => {
    const client = await clientOf(200)
    const body = new ReadableStream({
      async pull(controller) {
        await pause(600)
        controller.enqueue(new Uint8Array(3))
        controller.close()
      },
    })

    await client.put('/x', { body })

    expect(sentBlob().size).toBe(3)
  })

  test.each([
    ['the signal of the caller', () => ({ signal: AbortSignal.timeout(50) }), 'APIUserAbortError'],
    ['a deadline', () => ({ deadline: 50 }), 'APITimeoutError'],
  ])('%s ends a call whose stream never does', async (_what, options, name) => {
    const client = await clientOf()
    let isCancelled = false
    const body = new ReadableStream({
      pull: () => new Promise(() => {}),
      cancel: () => {
        isCancelled = true
      },
    })

    expect(await nameOf(client.put('/x', { body, ...options() }))).toBe(name)
    expect([isCancelled, calls]).toEqual([true, []])
  })
})

test('elsewhere a stream is sent as one', async () => {
  const client = await clientOf()

  await client.put('/x', { body: streamOf('one') })

  expect(calls[0]).toMatchObject({ body: expect.any(ReadableStream), duplex: 'half' })
})
