import { InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { bodyOf, type LocalServer, sendJson, serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const BYTES = Uint8Array.from({ length: 256 }, (_, index) => index)

/** A server that answers with what it got: the body in base64, its type, its length. */
function serveEcho(): Promise<LocalServer> {
  return serve(async (request, response) => {
    const body = await bodyOf(request)
    sendJson(response, {
      body: body.toString('base64'),
      type: request.headers['content-type'] ?? null,
      length: request.headers['content-length'] ?? null,
      isChunked: request.headers['transfer-encoding'] === 'chunked',
    })
  })
}

interface Echo {
  body: string
  type: string | null
  length: string | null
  isChunked: boolean
}

/** Sends a body over a socket; what the server got. */
async function echo(body: unknown): Promise<Echo & { bytes: Buffer }> {
  await using server = await serveEcho()
  const client = new NeMoPlatform({ baseURL: server.url })
  const answer = await client.post<Echo>('/echo', { body })
  client.close()
  return { ...answer, bytes: Buffer.from(answer.body, 'base64') }
}

function streamOf(...chunks: (string | Uint8Array)[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      controller.close()
    },
  })
}

describe('a JSON body', () => {
  test.each([
    ['an object', { name: 'x', list: [1, null, true] }, '{"name":"x","list":[1,null,true]}'],
    ['a list', [1, 'a'], '[1,"a"]'],
    ['null', null, 'null'],
    ['a number', 5, '5'],
    ['false', false, 'false'],
    ['Unicode', { name: 'é🎉' }, '{"name":"é🎉"}'],
    ['a date, in ISO 8601', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['no keys that are undefined', { a: undefined, b: 1 }, '{"b":1}'],
    ['a lone surrogate, escaped', { name: '\ud800' }, '{"name":"\\ud800"}'],
  ])('holds %s', async (_what, body, text) => {
    const seen = await echo(body)

    expect([seen.bytes.toString(), seen.type]).toEqual([text, 'application/json'])
  })

  test('has its length in bytes', async () => {
    const seen = await echo({ name: 'é🎉' })

    expect(seen.length).toBe(String(seen.bytes.byteLength))
  })

  test.each([
    ['NaN', { x: Number.NaN }],
    ['infinity', { x: [Number.NEGATIVE_INFINITY] }],
    ['NaN as an object', { x: Object(Number.NaN) }],
    ['a date that is none', { x: [new Date(Number.NaN)] }],
    ['a big integer', { x: 1n }],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
  ])('that cannot hold %s is refused before anything is sent', async (_what, body) => {
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })

    await rejection(client.post('/x', { body }), InvalidArgumentError)

    expect(calls).toEqual([])
  })

  test('that holds itself is refused before anything is sent', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const body: Record<string, unknown> = {}
    body['self'] = body

    const promise = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).post('/x', { body })

    await rejection(promise, InvalidArgumentError)
    expect(calls).toEqual([])
  })
})

describe('a raw body', () => {
  test.each<[what: string, body: unknown, bytes: Uint8Array]>([
    ['text', 'né', Buffer.from('né')],
    ['a Uint8Array', BYTES, BYTES],
    ['a Buffer', Buffer.from(BYTES), BYTES],
    ['a part of a larger array', BYTES.subarray(10, 20), BYTES.slice(10, 20)],
    ['another view of bytes', new DataView(BYTES.buffer, 5, 7), BYTES.slice(5, 12)],
    ['an ArrayBuffer', BYTES.buffer, BYTES],
    ['a Blob', new Blob([BYTES]), BYTES],
    ['URL parameters', new URLSearchParams({ a: 'b c' }), Buffer.from('a=b+c')],
    ['no bytes at all', new Uint8Array(), new Uint8Array()],
  ])('of %s arrives byte for byte', async (_what, body, bytes) => {
    const seen = await echo(body)

    expect(seen.bytes.equals(bytes)).toBe(true)
  })

  test.each<[what: string, body: () => unknown]>([
    ['a Blob', () => new LibraryBlob('bytes')],
    ['a Blob whose stream is an iterable', () => new LibraryBlob('bytes', true)],
    ['a stream', () => libraryStream('bytes')],
    ['a stream of texts', () => new Blob(['bytes']).stream().pipeThrough(new TextDecoderStream())],
    [
      'a stream of other views',
      () => chunkStream(new DataView(Buffer.from('bytes').buffer.slice(0, 0)), 'bytes'),
    ],
    ['a stream of buffers', () => chunkStream(new Uint8Array(Buffer.from('bytes')).buffer)],
  ])('of a library, %s, arrives byte for byte', async (_what, body) => {
    expect((await echo(body())).bytes.toString()).toBe('bytes')
    const { fetch, calls } = stubFetch(json({}))
    await new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).post('/x', { body: body() })
    expect(calls[0]?.body).toBe('bytes')
  })

  test('of a form with a file of a library arrives as its bytes, also again', async () => {
    const form = {
      [Symbol.toStringTag]: 'FormData',
      *[Symbol.iterator]() {
        yield ['a', 'b']
        yield ['f', Object.assign(new LibraryBlob('bytes'), { name: 'f.txt' })]
      },
    }
    const { fetch, calls } = stubFetch(json({}, 429, { 'retry-after-ms': '1' }), json({}))

    await new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).post('/x', { body: form })

    expect(
      calls.map(({ body }) => body.includes('filename="f.txt"\r\ncontent-type: text/x\r\n\r\nbytes\r\n')),
    ).toEqual([true, true])
  })

  test.each<[what: string, body: () => unknown]>([
    ['a buffer that was transferred', () => transferred()],
    ['a view of one', () => transferredView],
    ['a form that cannot be read', () => ({ [Symbol.toStringTag]: 'FormData' })],
    ['a stream of objects', () => chunkStream({ a: 1 })],
    ['a stream of nothing', () => chunkStream(undefined)],
    ['a stream of null', () => chunkStream(null)],
  ])('of %s is refused', async (_what, body) => {
    await using server = await serveEcho()
    const overWire = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
    const { fetch } = stubFetch(json({}))
    const overFetch = new NeMoPlatform({ baseURL: 'http://nemo.test', maxRetries: 0, fetch })

    await rejection(overWire.post('/echo', { body: body() }), InvalidArgumentError)
    await rejection(overFetch.post('/x', { body: body() }), InvalidArgumentError)
    overWire.close()
  })

  test.each([
    ['text', 'x', /^text\/plain/],
    ['bytes', BYTES, /^application\/octet-stream$/],
    ['a blob with a type', new Blob(['x'], { type: 'image/png' }), /^image\/png$/],
    ['URL parameters', new URLSearchParams('a=b'), /^application\/x-www-form-urlencoded/],
    ['a stream', 'stream', /^application\/octet-stream$/],
  ])('of %s has a fitting content type', async (_what, body, type) => {
    const seen = await echo(body === 'stream' ? streamOf('x') : body)

    expect(seen.type).toMatch(type)
  })

  test('takes the content type that the caller names', async () => {
    await using server = await serveEcho()
    const client = new NeMoPlatform({ baseURL: server.url })

    const seen = await client.post<Echo>('/echo', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })

    expect(seen.type).toBe('application/json')
  })

  test('of a form is multipart with its boundary', async () => {
    const form = new FormData()
    form.append('file', new Blob(['content']), 'a.txt')

    const seen = await echo(form)

    const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(seen.type ?? '')?.[1]
    expect(seen.bytes.toString()).toContain(`--${boundary}`)
    expect(seen.bytes.toString()).toContain('content')
  })

  test('of a stream is sent in chunks', async () => {
    const seen = await echo(streamOf('one ', 'two ', BYTES))

    expect(seen.bytes.equals(Buffer.concat([Buffer.from('one two '), BYTES]))).toBe(true)
    expect(seen.isChunked).toBe(true)
  })

  test('goes through a fetch of the caller unchanged', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })

    await client.put('/x', { body: streamOf('one ', 'two') })

    expect(calls[0]?.body).toBe('one two')
  })

  test('is not mixed with the JSON of a method but takes its place', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, workspace: 'ws' })

    await client.projects.create({ name: 'p1' }, { body: 'raw' })

    expect(calls[0]?.body).toBe('raw')
  })
})

describe('a request without a body', () => {
  test.each(['post', 'put', 'patch'] as const)('by %s says that it is empty', async (method) => {
    await using server = await serveEcho()

    const seen = await new NeMoPlatform({ baseURL: server.url })[method]<Echo>('/echo')

    expect([seen.length, seen.isChunked]).toEqual(['0', false])
  })

  test.each(['get', 'delete'] as const)('by %s has no content type', async (method) => {
    await using server = await serveEcho()

    const seen = await new NeMoPlatform({ baseURL: server.url })[method]<Echo>('/echo')

    expect([seen.type, seen.body]).toEqual([null, ''])
  })

  test('is what a GET has to be: a body is refused before anything is sent', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 })

    const error = await rejection(client.get('/x', { body: { a: 1 } }), InvalidArgumentError)

    expect(error.argument).toBe('body')
    expect(calls).toEqual([])
  })
})

/** As the Blob of a library: it says that it is one, but is none of ours. */
class LibraryBlob {
  readonly type = 'text/x'
  readonly size: number
  readonly #text: string
  readonly #isIterable: boolean

  constructor(text: string, isIterable = false) {
    this.#text = text
    this.size = Buffer.byteLength(text)
    this.#isIterable = isIterable
  }

  get [Symbol.toStringTag](): string {
    return 'Blob'
  }

  stream(): unknown {
    return this.#isIterable ? [Buffer.from(this.#text)].values() : libraryStream(this.#text)
  }
}

/** As the stream of a library, or of another realm. */
function libraryStream(text: string): object {
  const stream = new Blob([text]).stream()
  return { [Symbol.toStringTag]: 'ReadableStream', locked: false, getReader: () => stream.getReader() }
}

function chunkStream(...chunks: unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

const transferredView = new Uint8Array(4)
structuredClone(transferredView.buffer, { transfer: [transferredView.buffer] })

function transferred(): ArrayBuffer {
  const buffer = new ArrayBuffer(4)
  structuredClone(buffer, { transfer: [buffer] })
  return buffer
}
