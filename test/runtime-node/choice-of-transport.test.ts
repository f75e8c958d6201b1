import { HttpResponse, http as mswHttp } from 'msw'
import { setupServer } from 'msw/node'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { sendJson, serve } from '../helpers/local-server.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const serveSocket = () => serve((_request, response) => sendJson(response, { from: 'socket' }))

/** Starts msw with some handlers, for one test. */
function intercept(...handlers: Parameters<typeof setupServer>): Disposable {
  const server = setupServer(...handlers)
  server.listen({ onUnhandledFrame: 'error' })
  return { [Symbol.dispose]: () => server.close() }
}

/** Loads the package anew, as a program does that replaces `fetch` first. */
async function importAnew(): Promise<typeof import('nemo-platform')> {
  vi.resetModules()
  return import('nemo-platform')
}

describe('what sends a request', () => {
  test('is the transport over sockets', async () => {
    await using server = await serveSocket()

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({ from: 'socket' })
  })

  test('is the `fetch` of the options', async () => {
    await using server = await serveSocket()
    const { fetch, calls } = stubFetch(json({ from: 'option' }))

    expect(await new NeMoPlatform({ baseURL: server.url, fetch }).get('/x')).toEqual({ from: 'option' })
    expect([calls.length, server.requests.length]).toEqual([1, 0])
  })

  test('is a global `fetch` that was replaced after the import', async () => {
    await using server = await serveSocket()
    vi.stubGlobal('fetch', stubFetch(json({ from: 'global' })).fetch)

    expect(await new NeMoPlatform({ baseURL: server.url }).get('/x')).toEqual({ from: 'global' })
  })

  test('is a global `fetch` that was replaced after the client was made', async () => {
    await using server = await serveSocket()
    const client = new NeMoPlatform({ baseURL: server.url })
    vi.stubGlobal('fetch', stubFetch(json({ from: 'global' })).fetch)

    expect(await client.get('/x')).toEqual({ from: 'global' })
  })

  test('is the transport again once the runtime has its own `fetch` back', async () => {
    await using server = await serveSocket()
    const client = new NeMoPlatform({ baseURL: server.url })
    vi.stubGlobal('fetch', stubFetch(json({ from: 'global' })).fetch)
    await client.get('/x')

    vi.unstubAllGlobals()

    expect(await client.get('/x')).toEqual({ from: 'socket' })
  })

  test('is the `fetch` of the options rather than a global one that was replaced', async () => {
    vi.stubGlobal('fetch', stubFetch(json({ from: 'global' })).fetch)
    const { fetch } = stubFetch(json({ from: 'option' }))

    expect(await new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x')).toEqual({
      from: 'option',
    })
  })

  test.each<[what: string, make: () => typeof globalThis.fetch]>([
    ['a function', () => stubFetch(json({ from: 'global' })).fetch],
    ['a bound function', () => stubFetch(json({ from: 'global' })).fetch.bind(undefined)],
    ['a spy', () => vi.fn(async () => json({ from: 'global' }))],
    [
      'a function that speaks of internal things',
      () => async () => {
        const internal = 'undici'
        return json({ from: internal === 'undici' ? 'global' : '' })
      },
    ],
    ['a proxy', () => new Proxy(globalThis.fetch, { apply: async () => json({ from: 'global' }) })],
  ])('is a global `fetch` that was replaced before the import by %s', async (_what, make) => {
    await using server = await serveSocket()
    vi.stubGlobal('fetch', make())

    const { NeMoPlatform: Client } = await importAnew()

    expect(await new Client({ baseURL: server.url }).get('/x')).toEqual({ from: 'global' })
  })
})

describe('a `fetch` of the caller', () => {
  let NeMoPlatform: typeof import('nemo-platform').NeMoPlatform
  beforeAll(async () => {
    // What it loads later is to be of the same making.
    ;({ NeMoPlatform } = await importAnew())
  })

  test('gets a signal that ends with that of the call', async () => {
    const controller = new AbortController()
    let seen: AbortSignal | undefined
    const fetch = (input: Request | string | URL, init?: RequestInit) => {
      seen = new Request(input, init).signal
      return new Promise<Response>((_resolve, reject) => {
        seen?.addEventListener('abort', () => reject(seen?.reason))
      })
    }
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })
    const promise = client.get('/x', { signal: controller.signal }).catch((error: unknown) => error)
    await vi.waitUntil(() => seen !== undefined)

    controller.abort()

    expect(await promise).toMatchObject({ name: 'APIUserAbortError' })
    expect(seen?.aborted).toBe(true)
  })

  test('is ended by the timeout', async () => {
    const fetch = (input: Request | string | URL, init?: RequestInit) => {
      const { signal } = new Request(input, init)
      return new Promise<Response>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    }
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, timeout: 50, maxRetries: 0 })

    await expect(client.get('/x')).rejects.toMatchObject({ name: 'APITimeoutError' })
  })

  test('whose body falls silent is ended by the timeout', async () => {
    const fetch = async (input: Request | string | URL, init?: RequestInit) => {
      const { signal } = new Request(input, init)
      const body = new ReadableStream({
        start: (stream) => {
          stream.enqueue(Buffer.from('{"a":'))
          signal.addEventListener('abort', () => stream.error(signal.reason))
        },
      })
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    }
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, timeout: 80, maxRetries: 0 })

    await expect(client.get('/x')).rejects.toMatchObject({ name: 'APITimeoutError' })
  })

  test('that breaks off in the middle of a body is an APIConnectionError', async () => {
    const fetch = async () => {
      const body = new ReadableStream({
        start: (stream) => stream.enqueue(Buffer.from('{"a":')),
        pull: (stream) => stream.error(new TypeError('terminated')),
      })
      return new Response(body)
    }

    const promise = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 }).get('/x')

    await expect(promise).rejects.toMatchObject({ name: 'APIConnectionError' })
  })

  test('that breaks off in the middle of a body is asked again for a GET', async () => {
    let calls = 0
    const fetch = async () => {
      calls += 1
      if (calls > 1) return json({ ok: true })
      return new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('terminated')) }))
    }

    const answer = await new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x')

    expect(answer).toEqual({ ok: true })
  })

  test('that throws something odd is an APIConnectionError', async () => {
    const fetch = () => {
      throw 'just words'
    }

    const promise = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 }).get('/x')

    await expect(promise).rejects.toMatchObject({ name: 'APIConnectionError' })
  })
})

describe('msw', () => {
  test('intercepts the transport over sockets', async () => {
    using _msw = intercept(mswHttp.get('http://nemo.test/x', () => HttpResponse.json({ from: 'msw' })))

    expect(await new NeMoPlatform({ baseURL: 'http://nemo.test' }).get('/x')).toEqual({ from: 'msw' })
  })

  test('sees method, query, headers and body', async () => {
    const seen: unknown[] = []
    using _msw = intercept(
      mswHttp.post('http://nemo.test/x', async ({ request }) => {
        seen.push(new URL(request.url).search, request.headers.get('authorization'), await request.json())
        return HttpResponse.json({})
      }),
    )
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: 'the-token' })

    await client.post('/x', { body: { a: 1 }, query: { q: 'v' } })

    expect(seen).toEqual(['?q=v', 'Bearer the-token', { a: 1 }])
  })

  test('plays an error status', async () => {
    using _msw = intercept(
      mswHttp.get('http://nemo.test/x', () => HttpResponse.json({ detail: 'no' }, { status: 404 })),
    )

    await expect(new NeMoPlatform({ baseURL: 'http://nemo.test' }).get('/x')).rejects.toMatchObject({
      name: 'NotFoundError',
      detail: 'no',
    })
  })

  test('plays a broken network', async () => {
    using _msw = intercept(mswHttp.get('http://nemo.test/x', () => HttpResponse.error()))

    const promise = new NeMoPlatform({ baseURL: 'http://nemo.test', maxRetries: 0 }).get('/x')

    await expect(promise).rejects.toMatchObject({ name: 'APIConnectionError' })
  })

  test('plays a fault that heals at the second try', async () => {
    let tries = 0
    using _msw = intercept(
      mswHttp.get('http://nemo.test/x', () => {
        tries += 1
        if (tries > 1) return HttpResponse.json({ ok: true })
        return HttpResponse.json({}, { status: 503, headers: { 'retry-after-ms': '1' } })
      }),
    )

    expect(await new NeMoPlatform({ baseURL: 'http://nemo.test' }).get('/x')).toEqual({ ok: true })
  })

  test('plays a fault that heals at the second try, under a `fetch` of the options', async () => {
    let tries = 0
    using _msw = intercept(
      mswHttp.get('http://nemo.test/x', () => {
        tries += 1
        if (tries > 1) return HttpResponse.json({ ok: true })
        return HttpResponse.json({ detail: 'later' }, { status: 503, headers: { 'retry-after-ms': '1' } })
      }),
    )
    const fetch = (input: Request | string | URL, init?: RequestInit) => globalThis.fetch(input, init)

    expect(await new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x')).toEqual({ ok: true })
  })

  test('lets the mock platform answer', async () => {
    const platform = new MockPlatform()
    using _msw = intercept(...mswHandlers(platform, 'http://nemo.test'))
    const accessToken = platform.tokenFor('admin@example.com')

    const page = await new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken }).workspaces.list()

    expect(page.data.map(({ name }) => name).sort()).toEqual(['default', 'system'])
  })
})
