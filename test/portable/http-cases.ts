/** What a client has to do whatever sends its requests. */

import { NeMoPlatform } from 'nemo-platform'
import { contains, echo, equal, failure, type HttpCase, json, pause, underneath } from './case.ts'

/** Calls, bodies, redirects, lists, streams, hooks and limits. */
export const httpCases: readonly HttpCase[] = [
  {
    name: 'a GET gives the parsed JSON',
    answer: () => json({ name: 'x' }),
    play: async (client) => equal(await client.get('/x'), { name: 'x' }),
  },
  {
    name: 'a POST sends its body as JSON',
    answer: echo,
    play: async (client) => {
      equal(await client.post('/x', { body: { a: [1, 'ü'] } }), {
        method: 'POST',
        type: 'application/json',
        body: '{"a":[1,"ü"]}',
      })
    },
  },
  {
    name: 'a refusal is the error of its status',
    answer: () => json({ detail: 'no such thing' }, 404),
    play: async (client) => {
      const error = await failure(client.get('/x'))
      equal([error.name, error.code], ['NotFoundError', 'api/not-found'])
    },
  },
  {
    name: 'an empty 200 of a call by path is undefined',
    answer: () => new Response('', { headers: { 'content-type': 'application/json' } }),
    play: async (client) => equal(await client.post('/x', { body: {} }), undefined),
  },
  {
    name: 'an empty 202 is undefined',
    answer: () => new Response(null, { status: 202 }),
    play: async (client) => equal(await client.workspaces.retrieve('w'), undefined),
  },
  {
    name: 'an empty 200 where a body is promised is a typed error, and is not sent again',
    answer: () => new Response(''),
    play: async (client, scene) => {
      const error = await failure(client.withOptions({ maxRetries: 2 }).workspaces.create({ name: 'w' }))
      equal([error.name, error.code], ['APIResponseValidationError', 'response/empty'])
      contains(error.problem, 'done, but the answer was empty')
      equal((await scene.requests()).length, 1)
    },
  },
  {
    name: 'an iterable of bytes is sent as it stands',
    answer: echo,
    play: async (client) => {
      const chunks = function* () {
        yield new TextEncoder().encode('one ')
        yield new TextEncoder().encode('two')
      }
      equal(await client.put('/x', { body: chunks() }), {
        method: 'PUT',
        type: 'application/octet-stream',
        body: 'one two',
      })
    },
  },
  {
    name: 'an async iterable of bytes and text is sent as it stands',
    answer: echo,
    play: async (client) => {
      const chunks = async function* () {
        yield new TextEncoder().encode('one ')
        yield 'two'
      }
      equal(await client.put('/x', { body: chunks() }), {
        method: 'PUT',
        type: 'application/octet-stream',
        body: 'one two',
      })
    },
  },
  {
    name: 'a stream is sent as it stands',
    answer: echo,
    play: async (client) => {
      equal(await client.put('/x', { body: new Blob(['content']).stream() }), {
        method: 'PUT',
        type: 'application/octet-stream',
        body: 'content',
      })
    },
  },
  {
    name: 'a blob is sent with its type',
    answer: echo,
    play: async (client) => {
      const body = new Blob(['content'], { type: 'text/x-own' })
      equal(await client.put('/x', { body }), { method: 'PUT', type: 'text/x-own', body: 'content' })
    },
  },
  {
    name: 'a form can be read with the boundary that it is sent with',
    answer: async ({ headers, body }) => {
      const read = new Response(body as Uint8Array<ArrayBuffer>, {
        headers: { 'content-type': headers.get('content-type') ?? '' },
      })
      const form = await read.formData()
      const file = form.get('file') as File
      // Bun adds a charset to the type.
      const type = file.type.split(';')[0]
      return json({ name: form.get('name'), file: [file.name, type, await file.text()] })
    },
    play: async (client) => {
      const body = new FormData()
      body.set('name', 'a "name"')
      body.set('file', new File(['content'], 'a.txt', { type: 'text/plain' }))
      const expected = { name: 'a "name"', file: ['a.txt', 'text/plain', 'content'] }
      equal(await client.post('/x', { body }), expected)
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=own'])
        equal(await client.post('/x', { body, headers: { 'content-type': type } }), expected)
    },
  },
  ...[
    ['a map', () => new Map([['a', 1]])],
    ['a set', () => new Set([1])],
    ['a promise', () => Promise.resolve({ a: 1 })],
    ['shared memory', () => new SharedArrayBuffer(4)],
    ['a map within', () => ({ inner: new Map() })],
    ['a promise within', () => ({ inner: [Promise.resolve(1)] })],
    ['bytes within', () => ({ inner: new Uint8Array(2) })],
    ['an error', () => new Error('no body')],
    ['a function within', () => ({ inner: () => 1 })],
    ['a symbol within', () => ({ inner: [Symbol('x')] })],
    ['an answer', () => new Response('x')],
    [
      'a stream that has a reader',
      () => {
        const stream = new Blob(['x']).stream()
        stream.getReader()
        return stream
      },
    ],
  ].map(
    ([what, make]): HttpCase => ({
      name: `${what} as a body is refused before anything is sent`,
      answer: echo,
      play: async (client, scene) => {
        const error = await failure(client.post('/x', { body: (make as () => unknown)() }))
        equal([error.name, (await scene.requests()).length], ['InvalidArgumentError', 0])
      },
    }),
  ),
  {
    name: 'a stream of the caller that fails is the error of the caller',
    answer: echo,
    play: async (client) => {
      const problem = new Error('the disk is gone')
      const body = new ReadableStream({ pull: () => Promise.reject(problem) })
      const caught = await client.put('/x', { body }).catch((error: unknown) => error)
      equal(caught === problem, true)
    },
  },
  {
    name: 'the promise underneath is pending until the answer is there, and then has it',
    answer: async () => {
      await pause(30)
      return json({ name: 'x' })
    },
    play: async (client) => {
      const call = client.get('/x')
      equal(await Promise.race([underneath(call), pause(5).then(() => 'pending')]), 'pending')
      equal(await underneath(call), { name: 'x' })
      equal(await call, { name: 'x' })
    },
  },
  {
    name: 'the promise underneath is rejected where the call fails',
    answer: () => json({ detail: 'no' }, 404),
    play: async (client) => {
      const caught = await underneath(client.get('/x')).catch((error: unknown) => error)
      equal((caught as Error).name, 'NotFoundError')
    },
  },
  {
    name: 'after `asResponse` the promise underneath settles with the headers, and can still be awaited',
    answer: () => json({ name: 'x' }),
    play: async (client, scene) => {
      const call = client.get('/x')
      const response = await call.asResponse()
      await underneath(call)
      equal(response.bodyUsed, false)
      equal(await call, { name: 'x' })
      equal(await response.json(), { name: 'x' })
      equal((await scene.requests()).length, 1)
    },
  },
  {
    name: '`withResponse` gives the answer and its status',
    answer: () => json({ name: 'x' }, 201, { 'x-request-id': 'r1' }),
    play: async (client) => {
      const { data, response } = await client.get('/x').withResponse()
      equal([data, response.status, response.headers.get('x-request-id')], [{ name: 'x' }, 201, 'r1'])
    },
  },
  {
    name: 'a `retry-after` below zero does not invite to send a POST again',
    answer: () => json({}, 503, { 'retry-after': '-1' }),
    play: async (client, scene) => {
      const error = await failure(client.withOptions({ maxRetries: 2 }).post('/x', { body: {} }))
      equal([error.name, (await scene.requests()).length], ['InternalServerError', 1])
    },
  },
  {
    name: 'a fault that heals is not seen',
    answer: (_request, count) =>
      count === 1 ? json({}, 503, { 'retry-after-ms': '1' }) : json({ ok: true }),
    play: async (client, scene) => {
      equal(await client.withOptions({ maxRetries: 1 }).post('/x', { body: {} }), { ok: true })
      equal((await scene.requests()).length, 2)
    },
  },
  ...[301, 302, 303, 307, 308].map(
    (status): HttpCase => ({
      name: `a redirect (${status}) of a POST to another origin is refused`,
      answer: () => new Response(null, { status, headers: { location: 'http://elsewhere.invalid/x' } }),
      play: async (client, scene) => {
        const error = await failure(client.post('/x', { body: {} }))
        equal([error.code, (await scene.requests()).length], ['connection/redirect-refused', 1])
      },
    }),
  ),
  {
    name: 'a list whose pages are empty ends, however many pages it claims to have',
    answer: () => json({ data: [], pagination: { page: 1, total_pages: 1_000_000 } }),
    play: async (client, scene) => {
      const loop = async () => {
        for await (const _ of client.workspaces.list()) throw new Error('there is no item')
      }
      equal([(await failure(loop())).code, (await scene.requests()).length], ['list/empty-pages', 101])
      const pages = async () => {
        for await (const _ of client.workspaces.list().pages());
      }
      equal([(await failure(pages())).code, (await scene.requests()).length], ['list/empty-pages', 202])
    },
  },
  {
    name: '`all` collects the items of all pages before anything is done with them',
    answer: ({ path }) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('page') ?? 1)
      return json({
        data: [{ name: `${page}a` }, { name: `${page}b` }],
        pagination: { page, total_pages: 3 },
      })
    },
    play: async (client) => {
      const names = (items: readonly { name: string }[]) => items.map(({ name }) => name)
      equal(names(await client.workspaces.list().all()), ['1a', '1b', '2a', '2b', '3a', '3b'])
      equal(names(await client.workspaces.list().all({ limit: 3 })), ['1a', '1b', '2a'])
    },
  },
  {
    name: 'a stream gives its events',
    answer: () =>
      new Response('data: {"n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n', {
        headers: { 'content-type': 'text/event-stream' },
      }),
    play: async (client) => {
      const events: unknown[] = []
      for await (const event of await client.get('/x', { as: 'stream' })) events.push(event)
      equal(events, [{ n: 1 }, { n: 2 }])
    },
  },
  {
    name: 'a deadline ends the whole call, retries included',
    answer: () => json({}, 503, { 'retry-after-ms': '40' }),
    play: async (client, scene) => {
      const error = await failure(client.get('/x', { deadline: 500, maxRetries: 1_000_000 }))
      equal(error.name, 'APITimeoutError')
      contains(error.problem, 'deadline of 500 ms')
      equal((await scene.requests()).length > 1, true)
    },
  },
  {
    name: 'hooks see each attempt, and may add headers',
    answer: ({ headers }, count) =>
      count === 1 ? json({}, 503, { 'retry-after-ms': '1' }) : json({ parent: headers.get('traceparent') }),
    play: async (client, scene) => {
      const events: unknown[] = []
      const hooked = client.withOptions({
        maxRetries: 1,
        onRequest: ({ method, url, attempt }) => {
          events.push([method, url, attempt])
          return { traceparent: `00-${attempt}` }
        },
        onResponse: ({ attempt, status, duration }) => {
          events.push([attempt, status, duration >= 0])
        },
      })
      equal(await hooked.get('/x', { query: { token: 'secret-value' } }), { parent: '00-2' })
      const url = `${scene.baseURL}/x?token=redacted`
      equal(events, [
        ['GET', url, 1],
        [1, 503, true],
        ['GET', url, 2],
        [2, 200, true],
      ])
    },
  },
  {
    name: 'hooks that give promises are waited for, and what they reject with ends the call',
    answer: ({ headers }) => json({ parent: headers.get('traceparent') }),
    play: async (client) => {
      const hooked = client.withOptions({
        onRequest: async () => {
          await pause(1)
          return { traceparent: '00-1' }
        },
      })
      equal(await hooked.get('/x'), { parent: '00-1' })
      const onResponse = async () => {
        await pause(1)
        throw new RangeError('mine')
      }
      const outcome = await client
        .withOptions({ onResponse })
        .get('/x')
        .catch((error: unknown) => error)
      equal(outcome instanceof RangeError, true)
    },
  },
  {
    name: 'the signal of the caller ends a call',
    answer: async () => {
      await pause(300)
      return json({})
    },
    play: async (client) => {
      const controller = new AbortController()
      const promise = failure(client.get('/x', { signal: controller.signal }))
      setTimeout(() => controller.abort(), 20)
      equal((await promise).name, 'APIUserAbortError')
    },
  },
  {
    name: 'the timeout ends a call that is not answered',
    answer: async () => {
      await pause(600)
      return json({})
    },
    play: async (client) => equal((await failure(client.get('/x', { timeout: 60 }))).name, 'APITimeoutError'),
  },
  {
    name: 'the time before the caller reads is not the silence of the server',
    answer: () => new Response('content'),
    play: async (client) => {
      const response = await client.get('/x', { timeout: 300, as: 'blob' }).asResponse()
      await pause(600)
      equal(await response.text(), 'content')
    },
  },
  {
    name: 'a client made by `withOptions` is of the same class',
    answer: () => json({}),
    play: async (client, scene) => {
      class Own extends NeMoPlatform {
        readonly own = true
      }
      const own = new Own({ baseURL: scene.baseURL, ...scene.clientOptions })
      equal([own.withOptions({ timeout: 5 }).own, client instanceof Own], [true, false])
    },
  },
]
