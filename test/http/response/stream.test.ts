/** Streams of events: read as they come, left early, cut, refused, and split in every way on the wire. */

import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import {
  APIConnectionError,
  APIResponseValidationError,
  APITimeoutError,
  APIUserAbortError,
  type ClientOptions,
  InternalServerError,
  NeMoPlatform,
  NeMoPlatformError,
  StreamError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { allOf } from '../../helpers/all-of.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { eventually, serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const SSE = 'text/event-stream; charset=utf-8'
const NDJSON = 'application/x-ndjson'

function clientOf(baseURL: string, options: ClientOptions = {}): NeMoPlatform {
  return new NeMoPlatform({ baseURL, maxRetries: 0, ...options })
}

/** A client whose every answer is that text, given out in these pieces. */
function clientFor(pieces: readonly (string | Uint8Array)[], type = SSE, options: ClientOptions = {}) {
  const fetch = async () => {
    const body = ReadableStream.from(pieces.map((piece) => Buffer.from(piece)))
    return new Response(body, { headers: { 'content-type': type } })
  }
  return clientOf('http://nemo.test', { fetch, ...options })
}

async function eventsOf(client: NeMoPlatform, method: 'get' | 'post' = 'get'): Promise<unknown[]> {
  return allOf(await client[method]('/x', { as: 'stream' }))
}

/** What a text of server-sent events holds. */
function read(...pieces: string[]): Promise<unknown[]> {
  return eventsOf(clientFor(pieces))
}

function startEvents(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': SSE })
}

describe('server-sent events', () => {
  test('are given one by one, parsed', async () => {
    expect(await read('data: {"a":1}\n\ndata: {"a":2}\n\n')).toEqual([{ a: 1 }, { a: 2 }])
  })

  test('may be any JSON', async () => {
    expect(await read('data: null\n\ndata: 0\n\ndata: "x"\n\ndata: [1]\n\n')).toEqual([null, 0, 'x', [1]])
  })

  test('end with `[DONE]`, whatever follows', async () => {
    expect(await read('data: {"a":1}\n\ndata: [DONE]\n\ndata: {"a":2}\n\ndata: nonsense\n\n')).toEqual([
      { a: 1 },
    ])
  })

  test('may have data of several lines', async () => {
    expect(await read('data: {"a":\ndata: 1}\n\n')).toEqual([{ a: 1 }])
  })

  test.each(['\n', '\r', '\r\n'])('may end their lines with %j', async (end) => {
    expect(await read([': hello', 'id: 1', 'data:{"a":1}', '', 'data: 2', '', ''].join(end))).toEqual([
      { a: 1 },
      2,
    ])
  })

  test('that hold nothing are left out: comments, ids, empty data', async () => {
    expect(await read(': ping\n\nid: 7\n\nretry: 10\n\ndata:\n\ndata: 1\n\n: ping\n\n')).toEqual([1])
  })

  test('under names of their own are given too, unless they are no JSON', async () => {
    const text = 'event: response.created\ndata: {"type":"response.created"}\n\nevent: ping\ndata: now\n\n'

    expect(await read(text)).toEqual([{ type: 'response.created' }])
  })

  test('may begin with a byte order mark', async () => {
    expect(await read('\ufeffdata: 1\n\n')).toEqual([1])
  })

  test('may be none', async () => {
    expect(await read()).toEqual([])
    expect(
      await eventsOf(
        clientOf('http://nemo.test', { fetch: async () => new Response(null, { status: 204 }) }),
      ),
    ).toEqual([])
  })

  test('whose last one has no blank line are all given', async () => {
    expect(await read('data: 1\n\ndata: {"a":2}')).toEqual([1, { a: 2 }])
    expect(await read('data: 1\n\ndata: {"a":2}\n')).toEqual([1, { a: 2 }])
    expect(await read('data: 1\n\ndata: {"a":2}\r')).toEqual([1, { a: 2 }])
  })

  test('of which the last one is cut off end with an error, after those that came whole', async () => {
    const stream = await clientFor(['data: {"a":1}\n\ndata: {"a":']).get('/x', { as: 'stream' })
    const seen: unknown[] = []

    const error = await rejection(collect(stream, seen), StreamError)

    expect(seen).toEqual([{ a: 1 }])
    expect(error).toMatchObject({
      code: 'stream/broken',
      problem: 'GET /x: the stream broke off in the middle of an event',
      remedies: ['Send the request again: a stream cannot be resumed'],
    })
  })

  test('are the same however they are cut into pieces', async () => {
    const event = fc.record({ text: fc.string({ unit: 'grapheme' }), list: fc.array(fc.jsonValue()) })
    const line = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(
        fc.array(event),
        line,
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        async (events, end, sizes) => {
          const expected = JSON.parse(JSON.stringify(events))
          const text = events.map((value) => `: x${end}data: ${JSON.stringify(value)}${end}${end}`).join('')
          const bytes = Buffer.from(text)
          const pieces: Uint8Array[] = []
          for (let from = 0; from < bytes.length; ) {
            const to = from + (sizes.next().value ?? 1)
            pieces.push(bytes.subarray(from, to))
            from = to
          }

          expect(await eventsOf(clientFor(pieces))).toEqual(expected)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('JSON line by line', () => {
  test.each([NDJSON, 'application/jsonl', 'application/x-ndjson; charset=utf-8'])(
    'of type %s',
    async (type) => {
      expect(await eventsOf(clientFor(['{"a":1}\n', '\n{"a"', ':2}\r\n{"a":3}'], type))).toEqual([
        { a: 1 },
        { a: 2 },
        { a: 3 },
      ])
    },
  )

  test('is the same however it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 9 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.map((text) => `${JSON.stringify(text)}\n`).join(''))
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          )

          expect(await eventsOf(clientFor(pieces, NDJSON))).toEqual(texts)
        },
      ),
    )
  })

  test('that is cut off is an error', async () => {
    expect((await rejection(eventsOf(clientFor(['{"a":1}\n{"a'], NDJSON)), StreamError)).message).toContain(
      'broke off in the middle of an event',
    )
  })
})

describe('an error inside a stream', () => {
  test.each<[how: string, text: string]>([
    ['as an event of that name', 'event: error\ndata: {"message":"out of memory","code":5}\n\n'],
    ['as an event of that name, in words', 'event: error\ndata: out of memory\n\n'],
    ['OpenAI-style', 'data: {"error":{"message":"out of memory","code":5}}\n\n'],
    ['as a sentence alone', 'data: {"error":"out of memory"}\n\n'],
  ])('%s is thrown from the loop', async (_how, text) => {
    const stream = await clientFor([`data: 1\n\n${text}data: 2\n\n`]).post('/x', { as: 'stream' })
    const seen: unknown[] = []

    const error = await rejection(collect(stream, seen), StreamError)

    expect(seen).toEqual([1])
    expect(error).toMatchObject({
      code: 'stream/reported',
      problem: 'POST /x: the stream reported an error: out of memory',
    })
    expect([error.status, error.request.method]).toEqual([200, 'POST'])
  })

  test('carries what the server sent, without secrets', async () => {
    const text = 'data: {"error":{"message":"bad token tok-123456","api_key":"abc","code":5}}\n\n'

    const error = await rejection(
      eventsOf(clientFor([text], SSE, { accessToken: 'tok-123456' })),
      StreamError,
    )

    expect(error.body).toEqual({
      error: { message: 'bad token [redacted]', api_key: '[redacted]', code: 5 },
    })
    expect(error.problem).not.toContain('tok-123456')
  })

  test('is not seen in a field `error` of an event that says more', async () => {
    expect(await read('data: {"error":null,"a":1}\n\ndata: {"error":"small","step":3}\n\n')).toHaveLength(2)
  })

  test('of broken JSON shows its beginning, without secrets', async () => {
    const client = clientFor(['data: 1\n\ndata: <html> tok-123456\n\n'], SSE, { accessToken: 'tok-123456' })

    const error = await rejection(eventsOf(client), StreamError)

    expect(error.problem).toBe(
      'GET /x: the stream holds an event that is no JSON; it begins with: <html> [redacted]',
    )
  })
})

describe('an answer that is no stream', () => {
  test('but a refusal is the error of its status', async () => {
    const { fetch } = stubFetch(json({ detail: 'boom' }, 500))

    const error = await rejection(
      clientOf('http://nemo.test', { fetch }).get('/x', { as: 'stream' }),
      InternalServerError,
    )

    expect(error.detail).toBe('boom')
  })

  test('but JSON is an error that says so', async () => {
    const { fetch } = stubFetch(json({ choices: [] }))

    const error = await rejection(
      clientOf('http://nemo.test', { fetch }).get('/x', { as: 'stream' }),
      APIResponseValidationError,
    )

    expect(error.problem).toContain(
      'not with a stream of events (content type: application/json); it begins with: {"choices"',
    )
  })
})

describe('a stream', () => {
  test('asks for events, and shows the answer', async () => {
    const { fetch, calls } = stubFetch(
      new Response('', { headers: { 'content-type': SSE, 'x-request-id': 'r1' } }),
    )

    const stream = await clientOf('http://nemo.test', { fetch }).get('/x', { as: 'stream' })

    expect(calls[0]?.headers.get('accept')).toBe('text/event-stream')
    expect(stream.response.headers.get('x-request-id')).toBe('r1')
  })

  test('has one reader', async () => {
    const stream = await clientFor(['data: 1\n\n']).get('/x', { as: 'stream' })
    await allOf(stream)

    expect(() => stream[Symbol.asyncIterator]()).toThrow(NeMoPlatformError)
  })

  test('gives each event when it comes', async () => {
    let write: ((text: string) => void) | undefined
    await using server = await serve((_request, response) => {
      startEvents(response)
      response.flushHeaders()
      write = (text) => void (text === '' ? response.end() : response.write(text))
    })
    const events = (await clientOf(server.url).get('/x', { as: 'stream' }))[Symbol.asyncIterator]()

    write?.('data: 1\n\n')
    const first = await events.next()
    write?.('data: 2\n\n')
    const second = await events.next()
    write?.('')

    expect([first.value, second.value, (await events.next()).done]).toEqual([1, 2, true])
  })

  test('is taken from the server no faster than the loop goes', async () => {
    let written = 0
    await using server = await serve(async (_request, response) => {
      startEvents(response)
      const event = `data: ${JSON.stringify('x'.repeat(1024 * 1024))}\n\n`
      for (let count = 0; count < 64 && !response.destroyed; count += 1) {
        written += 1
        if (!response.write(event)) await new Promise((resolve) => response.once('drain', resolve))
      }
      response.end()
    })
    let most = 0
    let count = 0
    for await (const event of await clientOf(server.url).get<string>('/x', { as: 'stream' })) {
      count += 1
      if (count < 8) await new Promise((resolve) => setTimeout(resolve, 20))
      if (count === 8) most = written
      expect(event).toHaveLength(1024 * 1024)
    }

    expect(count).toBe(64)
    expect(most).toBeLessThan(40)
  })

  test('keeps the connection where it was read to its end', async () => {
    await using server = await serve((_request, response) => {
      startEvents(response)
      response.end('data: 1\n\ndata: [DONE]\n\n')
    })
    const client = clientOf(server.url)

    await eventsOf(client)
    await eventsOf(client)

    expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1])
  })
})

describe.each<[transport: string, options: ClientOptions]>([
  ['Node', {}],
  ['fetch', { fetch: (input, init) => fetch(input, init) }],
])('the request of a stream, through %s,', (_transport, options) => {
  /** A server that sends an event at once, and nothing more until it is left. */
  async function endless() {
    const seen = { closed: 0 }
    const server = await serve((_request, response) => {
      startEvents(response)
      response.write('data: 1\n\n')
      response.on('close', () => {
        seen.closed += 1
      })
    })
    const open = (signal?: AbortSignal) =>
      clientOf(server.url, options).get<number>('/x', { as: 'stream', signal, timeout: 30_000 })
    return { server, seen, open }
  }

  test('ends with `break`', async () => {
    const { server, seen, open } = await endless()
    await using _server = server

    for await (const event of await open()) {
      expect(event).toBe(1)
      break
    }

    await eventually(() => seen.closed === 1)
  })

  test('ends with an error in the loop, which stays what it is', async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    const mine = new RangeError('mine')

    const loop = async () => {
      for await (const _event of await open()) throw mine
    }

    expect(await rejection(loop(), RangeError)).toBe(mine)
    await eventually(() => seen.closed === 1)
  })

  test('ends with `return()`, before the first event', async () => {
    const { server, seen, open } = await endless()
    await using _server = server

    await (await open())[Symbol.asyncIterator]().return?.()

    await eventually(() => seen.closed === 1)
  })

  test('ends with `return()` while the next event is waited for', async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    const events = (await open())[Symbol.asyncIterator]()
    await events.next()

    const next = events.next()
    await events.return?.()

    expect((await next).done).toBe(true)
    await eventually(() => seen.closed === 1)
  })

  test('ends with `abort()`, and the loop with it', async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    const stream = await open()

    for await (const _event of stream) stream.abort()

    await eventually(() => seen.closed === 1)
  })

  test('ends with `abort()` where nobody reads', async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    const stream = await open()

    stream.abort()

    expect(await allOf(stream)).toEqual([])
    await eventually(() => seen.closed === 1)
  })

  test('ends with the block of `await using`', async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    {
      await using _stream = await open()
    }

    await eventually(() => seen.closed === 1)
  })

  test("ends with the caller's signal, with the error for that", async () => {
    const { server, seen, open } = await endless()
    await using _server = server
    const controller = new AbortController()
    const loop = async () => {
      for await (const _event of await open(controller.signal))
        setTimeout(() => controller.abort('enough'), 10)
    }

    const error = await rejection(loop(), APIUserAbortError)

    expect(error.cause).toBe('enough')
    await eventually(() => seen.closed === 1)
  })

  test('ends with an error that the server reports, though it would go on', async () => {
    let closed = 0
    await using server = await serve((_request, response) => {
      startEvents(response)
      response.write('data: {"error":{"message":"boom"}}\n\n')
      response.on('close', () => {
        closed += 1
      })
    })

    await rejection(allOf(await clientOf(server.url, options).get('/x', { as: 'stream' })), StreamError)

    await eventually(() => closed === 1)
  })

  test('ends when nothing comes for as long as `timeout`', async () => {
    const { server, seen } = await endless()
    await using _server = server
    const stream = await clientOf(server.url, options).get('/x', { as: 'stream', timeout: 100 })

    const error = await rejection(allOf(stream), APITimeoutError)

    expect(error.problem).toContain('nothing came within 100 ms')
    await eventually(() => seen.closed === 1)
  })

  test('lives as long as something comes, be it a comment', async () => {
    await using server = await serve(async (_request, response) => {
      startEvents(response)
      for (let count = 0; count < 20; count += 1) {
        response.write(': still there\n\n')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      response.end('data: 1\n\n')
    })
    const stream = await clientOf(server.url, options).get('/x', { as: 'stream', timeout: 500 })

    expect(await allOf(stream)).toEqual([1])
  })

  test('that breaks in the middle is an error that says so, after the events that came', async () => {
    await using server = await serve((_request, response) => {
      startEvents(response)
      response.write('data: 1\n\ndata: {"a', () => setTimeout(() => response.destroy(), 50))
    })
    const stream = await clientOf(server.url, options).get('/x', { as: 'stream' })
    const seen: unknown[] = []

    const error = await rejection(collect(stream, seen), StreamError)

    expect(seen).toEqual([1])
    expect(error).not.toBeInstanceOf(APIConnectionError)
    expect(error.problem).toMatch(/^GET \/x: the stream broke off after 1 events \(.+\)$/)
    expect(error.cause).toBeDefined()
  })
})

describe('a `fetch` that does not heed its signal', () => {
  const deaf = async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('data: 1\n\n')) })
    return new Response(body, { headers: { 'content-type': SSE } })
  }

  test('is left when the caller wants that', async () => {
    const controller = new AbortController()
    const client = clientOf('http://nemo.test', { fetch: deaf })
    const loop = async () => {
      for await (const _event of await client.get('/x', { as: 'stream', signal: controller.signal }))
        controller.abort()
    }

    await rejection(loop(), APIUserAbortError)
  })

  test('is left when nothing comes', async () => {
    const client = clientOf('http://nemo.test', { fetch: deaf, timeout: 50 })

    await rejection(eventsOf(client), APITimeoutError)
  })
})

async function collect(stream: AsyncIterable<unknown>, seen: unknown[]): Promise<void> {
  for await (const event of stream) seen.push(event)
}
