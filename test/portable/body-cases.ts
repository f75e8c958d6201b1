/** What is given is what arrives, in both directions. */

import { contains, echo, equal, failure, type HttpCase, json } from './case.ts'

interface Builtins {
  'node:stream': { Readable: { from(items: unknown[]): AsyncIterable<unknown> } }
  'node:vm': { runInNewContext(code: string): unknown }
}

/** What hosts offer, where they offer it. */
const host = globalThis as {
  process?: { getBuiltinModule?<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined }
  document?: {
    body: { append(element: unknown): void }
    createElement(name: string): { contentWindow?: { eval(code: string): unknown } }
  }
}

const builtin = <Name extends keyof Builtins>(name: Name) => host.process?.getBuiltinModule?.(name)

/** Evaluates an expression in another realm, whose objects are instances of none of our classes. */
function elsewhere(expression: string): unknown {
  if (host.document === undefined) return builtin('node:vm')?.runInNewContext(expression)
  const frame = host.document.createElement('iframe')
  host.document.body.append(frame)
  return frame.contentWindow?.eval(expression)
}

const CONTENT = 'content, with an é'
const bytes = new TextEncoder().encode(CONTENT)

/** Bytes in every form that is taken, each made for one call. */
const FORMS: Readonly<Record<string, () => unknown>> = {
  text: () => CONTENT,
  bytes: () => bytes,
  'a buffer': () => bytes.slice().buffer,
  'a blob': () => new Blob([bytes]),
  'a stream of a blob': () => new Blob([bytes]).stream(),
  'a generator': () =>
    (function* () {
      yield bytes.subarray(0, 5)
      yield bytes.subarray(5)
    })(),
  'an async generator': () =>
    (async function* () {
      yield bytes.subarray(0, 5)
      yield bytes.subarray(5)
    })(),
}

const compressed = async (encoding: 'gzip' | 'deflate', format: CompressionFormat) => {
  const text = JSON.stringify({ text: 'x'.repeat(100_000) })
  const body = new Blob([text]).stream().pipeThrough(new CompressionStream(format))
  return new Response(await new Response(body).bytes(), {
    headers: { 'content-type': 'application/json', 'content-encoding': encoding },
  })
}
type CompressionFormat = ConstructorParameters<typeof CompressionStream>[0]

/** Bodies of requests and answers. */
export const bodyCases: readonly HttpCase[] = [
  ...Object.entries(FORMS).flatMap(([name, make]): HttpCase[] => [
    {
      name: `the content of a file given as ${name} arrives byte for byte`,
      answer: () => json({ path: 'a.txt', name: 'a.txt', size: bytes.byteLength }),
      play: async (client, scene) => {
        await client.files.uploadContent({
          content: make() as string,
          workspace: 'default',
          fileset: 'fs',
          remote_path: 'a.txt',
        })
        const sent = (await scene.requests()).filter(({ method }) => method === 'PUT' || method === 'POST')
        equal(
          sent.map(({ body }) => new TextDecoder().decode(body)),
          [CONTENT],
        )
      },
    },
    {
      name: `${name} as a body arrives byte for byte, and is sent once`,
      answer: echo,
      play: async (client, scene) => {
        const answer = await client.post<{ body: string }>('/x', { body: make() })
        equal([answer.body, (await scene.requests()).length], [CONTENT, 1])
      },
    },
  ]),
  {
    name: 'what has a length is sent with it, not in pieces',
    answer: ({ headers }) => json({ isInPieces: headers.has('transfer-encoding') }),
    play: async (client) => {
      const form = new FormData()
      form.set('file', new File([bytes], 'a.txt'))
      for (const body of [CONTENT, bytes, new Blob([bytes]), form, { a: 1 }, new URLSearchParams('a=b')])
        equal(await client.post('/x', { body }), { isInPieces: false })
    },
  },
  {
    name: 'a stream of Node is sent as it stands',
    applies: () => builtin('node:stream') !== undefined,
    answer: echo,
    play: async (client) => {
      const body = builtin('node:stream')?.Readable.from([bytes.subarray(0, 5), bytes.subarray(5)])
      equal((await client.post<{ body: string }>('/x', { body })).body, CONTENT)
    },
  },
  {
    name: 'bytes of another realm are sent as bytes, plain values of one as JSON',
    applies: () => elsewhere('1') === 1,
    answer: echo,
    play: async (client) => {
      const bodyOf = async (expression: string) =>
        (await client.post<{ body: string }>('/x', { body: elsewhere(expression) })).body
      equal(await bodyOf('new Uint8Array([97, 98]).buffer'), 'ab')
      equal(await bodyOf('new Uint8Array([97, 98])'), 'ab')
      equal(await bodyOf('({ a: [1, { b: null }] })'), '{"a":[1,{"b":null}]}')
      for (const refused of ['new Map([[1, 2]])', 'new Set([1])', 'Promise.resolve(1)', '({ a: new Map() })'])
        equal((await failure(client.post('/x', { body: elsewhere(refused) }))).name, 'InvalidArgumentError')
    },
  },
  {
    name: 'a query of another realm is sent like one of this',
    applies: () => elsewhere('1') === 1,
    answer: ({ path }) =>
      json(
        decodeURIComponent(path.split('?')[1] ?? '')
          .split('&')
          .sort(),
      ),
    play: async (client) => {
      const query = { a: 1, list: ['x', 'y'], filter: { name: 'n' } }
      const here = await client.get('/x', { query })
      const there = elsewhere(`(${JSON.stringify(query)})`) as typeof query
      equal(await client.get('/x', { query: there }), here)
    },
  },
  ...(
    [
      ['gzip', 'gzip'],
      ['deflate', 'deflate'],
      ['deflate', 'deflate-raw'],
    ] as const
  ).map(
    ([encoding, format]): HttpCase => ({
      name: `an answer that is compressed (${format}) is read`,
      isOfWire: true,
      answer: () => compressed(encoding, format),
      play: async (client) => {
        equal((await client.get<{ text: string }>('/x')).text.length, 100_000)
        const response = await client.get('/x').asResponse()
        equal(((await response.json()) as { text: string }).text.length, 100_000)
      },
    }),
  ),
  {
    name: 'an answer that breaks off is a typed error that says that it had begun',
    answer: () => {
      const start = new TextEncoder().encode('{"a":')
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(start),
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          controller.error(new Error('broken on purpose'))
        },
      })
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    },
    play: async (client, scene) => {
      const call = () => client.post('/x', { body: {} })
      const response = await call().asResponse()
      for (const read of [call, () => response.text()]) {
        const error = await failure(read())
        equal(error.name, 'APIConnectionError')
        contains(error.problem, 'an answer had begun')
      }
      equal((await scene.requests()).length, 2)
    },
  },
  {
    name: 'an empty answer of any status is undefined to a call by path, and never sent again',
    answer: ({ path }) => new Response(null, { status: Number(path.slice(-3)) }),
    play: async (client, scene) => {
      const eager = client.withOptions({ maxRetries: 2 })
      for (const status of [200, 201, 202, 204])
        equal(await eager.post(`/${status}`, { body: {} }), undefined)
      equal((await scene.requests()).length, 4)
    },
  },
]
