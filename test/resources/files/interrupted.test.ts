/** Downloads that break off: within a call, from one call to the next, and when the process is killed. */

import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APIConnectionError, NeMoPlatform, NeMoPlatformError, NotFoundError } from 'nemo-platform'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startNode } from '../../helpers/child-node.ts'
import { eventually, type LocalServer, sendJson, serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'

const MEBIBYTE = 1024 * 1024
/** What is fetched again of a part, to see whether it is of the same file. */
const OVERLAP = 64 * 1024

/** A platform with one file, `fs#big`. */
interface OneFile {
  content: Buffer
  /** Bytes after which each next answer breaks off; none left: no more. */
  breaks: number[]
  /** The size that the listing tells. @default that of the content */
  listed: number | undefined
  /** Called before each answer with bytes, with its number, from 1. */
  onAnswer: (count: number) => void
  /** Sends each part from that many bytes further on. */
  shift: number
  /** Breaks off by keeping silent, until this is called. */
  hang: boolean
  ranges: boolean
  etag: string | undefined
}

interface Scene extends OneFile {
  readonly server: LocalServer
  readonly client: NeMoPlatform
  readonly folder: string
  readonly target: string
  /** `range` and `if-range` of the requests for the file. */
  asked(): (string | undefined)[]
}

async function scene(size = 3 * MEBIBYTE): Promise<Scene> {
  const file: OneFile = {
    content: randomBytes(size),
    breaks: [],
    listed: undefined,
    onAnswer: () => {},
    shift: 0,
    hang: false,
    ranges: true,
    etag: undefined,
  }
  let count = 0
  const server = await serve((request, response) => {
    if (request.url?.endsWith('/-/big')) {
      count += 1
      file.onAnswer(count)
    }
    return answer(file, request, response)
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const client = new NeMoPlatform({ baseURL: server.url, workspace: 'default' })
  const folder = await mkdtemp(join(tmpdir(), 'interrupted-'))
  return Object.assign(file, {
    server,
    client,
    folder,
    target: join(folder, 'big'),
    asked: () =>
      server.requests.filter(({ path }) => path.endsWith('/-/big')).map(({ headers }) => headers.range),
  })
}

async function answer(file: OneFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { content, etag, ranges, listed = content.length, shift } = file
  if (request.url?.includes('/files?') || request.url?.endsWith('/files'))
    return sendJson(response, { data: [{ path: 'big', size: listed, file_ref: '', file_url: '' }] })
  const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
  const isFresh = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  const start = ranges && isFresh && wanted !== undefined ? Number(wanted) + shift : 0
  if (start >= content.length && start > 0) {
    response.writeHead(416).end()
    return
  }
  const isPart = ranges && isFresh && wanted !== undefined
  response.writeHead(isPart ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': content.length - start,
    ...(etag === undefined ? {} : { etag }),
    ...(isPart ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  })
  const length = file.breaks.shift()
  if (length === undefined) {
    response.end(content.subarray(start))
    return
  }
  response.write(content.subarray(start, start + length), () => {
    if (!file.hang) response.destroy()
  })
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('a connection that breaks is continued where it stopped', async () => {
  const it = await scene()
  it.breaks = [MEBIBYTE, 100]
  const seen: number[] = []

  await it.client.files.download({
    remote_path: 'fs#big',
    local_path: it.target,
    onProgress: ({ bytesDone }) => seen.push(bytesDone),
  })

  expect(digest(await readFile(it.target))).toBe(digest(it.content))
  expect(it.asked()[0]).toBeUndefined()
  expect(
    it
      .asked()
      .slice(1)
      .map((range) => Number(/\d+/.exec(range ?? '')?.[0]) > 0),
  ).toEqual([true, true])
  expect(seen).toEqual([...seen].sort((one, other) => one - other))
  expect(await readdir(it.folder)).toEqual(['big'])
})

test('content that goes into memory is continued, too', async () => {
  const it = await scene()
  it.breaks = [MEBIBYTE]

  const bytes = await it.client.files.downloadContent({ remote_path: 'fs#big' })

  expect(digest(bytes)).toBe(digest(it.content))
  expect(it.asked()).toHaveLength(2)
})

test('a server that knows no ranges is asked for all of it again', async () => {
  const it = await scene()
  it.breaks = [MEBIBYTE]
  it.ranges = false

  await it.client.files.download({ remote_path: 'fs#big', local_path: it.target })

  expect(digest(await readFile(it.target))).toBe(digest(it.content))
})

test.each([
  ['an entity tag', '"one"', 3 * MEBIBYTE],
  ['its length', undefined, 2 * MEBIBYTE],
  ['its length, now shorter than what is there', undefined, 100],
])('a file that changes meanwhile, as %s tells, comes as it is now', async (_, etag, size) => {
  const it = await scene()
  it.breaks = [MEBIBYTE + OVERLAP]
  it.etag = etag
  const before = it.client.files.download({
    remote_path: 'fs#big',
    local_path: it.target,
    onProgress: ({ bytesDone }) => {
      if (bytesDone < MEBIBYTE || it.content.length !== 3 * MEBIBYTE || it.etag === '"two"') return
      it.content = randomBytes(size)
      if (etag !== undefined) it.etag = '"two"'
    },
  })

  await before

  expect(digest(await readFile(it.target))).toBe(digest(it.content))
})

test('retries that are used up leave a part, with which the next call goes on', async () => {
  const it = await scene()
  it.breaks = [2 * MEBIBYTE]
  const params = { remote_path: 'fs#big', local_path: it.target }

  await rejection(it.client.files.download(params, { maxRetries: 0 }), APIConnectionError)
  const [part = ''] = await readdir(it.folder)
  const { length } = await readFile(join(it.folder, part))
  await it.client.files.download(params)

  expect(part).toMatch(/^\.big\..*\.part$/)
  expect(length).toBeGreaterThan(MEBIBYTE)
  expect(it.asked()).toEqual([undefined, `bytes=${length - OVERLAP}-`])
  expect(digest(await readFile(it.target))).toBe(digest(it.content))
  expect(await readdir(it.folder)).toEqual(['big'])
})

test('a part that is complete is only compared', async () => {
  const it = await scene()
  it.breaks = [it.content.length - 1]
  const params = { remote_path: 'fs#big', local_path: it.target }
  await rejection(it.client.files.download(params, { maxRetries: 0 }), APIConnectionError)
  const [part = ''] = await readdir(it.folder)
  await writeFile(join(it.folder, part), it.content)

  await it.client.files.download(params)

  expect(it.asked()[1]).toBe(`bytes=${it.content.length - OVERLAP}-`)
  expect(digest(await readFile(it.target))).toBe(digest(it.content))
})

test.each([
  ['of another content of the same length', {}, 3 * MEBIBYTE, 3],
  ['of another length', {}, 3 * MEBIBYTE + 1, 2],
  ['that is not wanted', { resume: false }, 0, 2],
])('a part %s is thrown away', async (_, params, size, requests) => {
  const it = await scene()
  it.breaks = [MEBIBYTE]
  const all = { remote_path: 'fs#big', local_path: it.target, ...params }
  await rejection(it.client.files.download(all, { maxRetries: 0 }), APIConnectionError)
  if (size > 0) it.content = randomBytes(size)

  await it.client.files.download(all)

  expect(it.asked()).toHaveLength(requests)
  expect(it.asked().at(-1)).toBeUndefined()
  expect(digest(await readFile(it.target))).toBe(digest(it.content))
  expect(await readdir(it.folder)).toEqual(['big'])
})

test('two calls at once do not disturb each other', async () => {
  const it = await scene()
  it.breaks = [MEBIBYTE, 2 * MEBIBYTE]
  const params = { remote_path: 'fs#big', local_path: it.target }

  await Promise.all([it.client.files.download(params), it.client.files.download(params)])

  expect(digest(await readFile(it.target))).toBe(digest(it.content))
  expect(await readdir(it.folder)).toEqual(['big'])
})

test('an answer that ends early without an error is no file', async () => {
  const it = await scene()
  const size = 4 * OVERLAP
  const short: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.url.endsWith('/files?path=big')) return Response.json({ data: [{ path: 'big', size }] })
    const start = Number(/\d+/.exec(request.headers.get('range') ?? '0')?.[0])
    const status = start > 0 ? 206 : 200
    const headers =
      start > 0
        ? { 'content-range': `bytes ${start}-${size - 1}/${size}` }
        : { 'content-length': String(size) }
    return new Response('x'.repeat(Math.min(2 * OVERLAP, size - start)), { status, headers })
  }
  const client = new NeMoPlatform({ baseURL: it.server.url, workspace: 'default', fetch: short })
  const params = { remote_path: 'fs#big', local_path: it.target }

  const error = await rejection(client.files.download(params, { maxRetries: 0 }), APIConnectionError)
  expect(error.message).toContain(`it ended after ${2 * OVERLAP} of ${size} bytes`)
  expect(await readdir(it.folder)).not.toContain('big')

  await client.files.download(params)
  expect(await readFile(it.target, 'utf8')).toBe('x'.repeat(size))
})

test('a process that is killed leaves no file of that name, and the next one goes on', async () => {
  const it = await scene(8 * MEBIBYTE)
  it.breaks = [5 * MEBIBYTE]
  it.hang = true
  const child = startNode(
    `const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL: args[0], workspace: 'default' })
    const onProgress = ({ bytesDone }) => {
      if (bytesDone >= ${5 * MEBIBYTE}) print('there')
    }
    await client.files.download({ remote_path: 'fs#big', local_path: args[1], onProgress })`,
    { args: [it.server.url, it.target] },
  )

  await child.printed('there')
  const sizes = async () =>
    (await Promise.all((await readdir(it.folder)).map((name) => readFile(join(it.folder, name))))).map(
      ({ length }) => length,
    )
  let written = 0
  await eventually(() => {
    void sizes().then(([size = 0]) => (written = size))
    return written >= 4 * MEBIBYTE
  })
  child.kill()
  await child.exited
  const left = await readdir(it.folder)
  await it.client.files.download({ remote_path: 'fs#big', local_path: it.target })

  expect(left).toEqual([expect.stringMatching(/^\.big\..*\.part$/)])
  expect(it.asked()).toHaveLength(2)
  expect(Number(/\d+/.exec(it.asked()[1] ?? '')?.[0])).toBeGreaterThanOrEqual(4 * MEBIBYTE - OVERLAP)
  expect(digest(await readFile(it.target))).toBe(digest(it.content))
  expect(await readdir(it.folder)).toEqual(['big'])
})

describe('a file that is replaced while it is downloaded', () => {
  const ways: [string, (it: Scene) => Promise<Uint8Array>][] = [
    [
      'to the disk',
      async (it) => {
        await it.client.files.download({ remote_path: 'fs#big', local_path: it.target })
        return readFile(it.target)
      },
    ],
    ['into memory', (it) => it.client.files.downloadContent({ remote_path: 'fs#big' })],
  ]

  test.each(ways)('by one of the same size comes as it is now, %s', async (_, download) => {
    const it = await scene(300_000)
    it.content = Buffer.alloc(300_000, 'A')
    it.breaks = [150_000]
    it.onAnswer = (count) => {
      if (count === 2) it.content = Buffer.alloc(300_000, 'B')
    }

    const bytes = await download(it)

    expect(Buffer.from(bytes).equals(Buffer.alloc(300_000, 'B'))).toBe(true)
  })

  test.each(ways)('once more while it begins anew comes as it is then, %s', async (_, download) => {
    const it = await scene(300_000)
    it.breaks = [150_000, 100_000, 150_000, 0]
    it.onAnswer = (count) => {
      if (count <= 5) it.content = Buffer.alloc(300_000, String(count))
    }

    const bytes = await download(it)

    expect(Buffer.from(bytes).equals(it.content)).toBe(true)
  })

  test.each(ways)('with every answer is an error that says so, %s', async (_, download) => {
    const it = await scene(300_000)
    it.breaks = Array.from({ length: 100 }, () => 150_000)
    it.onAnswer = (count) => {
      it.content = Buffer.alloc(300_000, String(count))
    }

    const error = await rejection(download(it), NeMoPlatformError)

    expect(error.code).toBe('file/changed')
    expect(error.message).toContain('big changed in its fileset while it was downloaded')
    expect(await readdir(it.folder)).not.toContain('big')
  })

  test.each(ways)('by one that the listing knows already comes as it is now, %s', async (_, download) => {
    const it = await scene(300_000)
    it.breaks = [150_000]
    it.onAnswer = (count) => {
      // The first answer is of the file that the listing no longer has.
      if (count === 1) setImmediate(() => (it.listed = 300_001))
      else it.content = Buffer.concat([it.content, Buffer.from('!')])
    }

    const bytes = await download(it)

    expect(Buffer.from(bytes).equals(it.content)).toBe(true)
    expect(it.asked()).toEqual([undefined, undefined])
  })

  test('by nothing is not found', async () => {
    const it = await scene(300_000)
    it.breaks = [150_000]
    const gone: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      const isAsked = it.asked().length > 0
      if (!isAsked) return fetch(request)
      if (request.url.includes('/files?')) return Response.json({ data: [] })
      return Response.json({ detail: 'File not found' }, { status: 404 })
    }

    const download = it.client.withOptions({ fetch: gone }).files.downloadContent({ remote_path: 'fs#big' })

    await rejection(download, NotFoundError)
  })
})

describe('a download ends', () => {
  test('where parts come from elsewhere and break off each time', async () => {
    const it = await scene(300_000)
    it.breaks = Array.from({ length: 100 }, () => 100_000)
    it.shift = 7

    await rejection(it.client.files.downloadContent({ remote_path: 'fs#big' }), APIConnectionError)

    expect(it.asked().length).toBeLessThan(20)
  })

  test('where each answer brings a little only', async () => {
    const it = await scene(300_000)
    it.breaks = [150_000, ...Array.from({ length: 100 }, () => OVERLAP + 1)]

    await rejection(
      it.client.files.downloadContent({ remote_path: 'fs#big' }, { maxRetries: 1 }),
      APIConnectionError,
    )

    expect(it.asked()).toHaveLength(2)
  })
})

test('a stream is not put together: it breaks off with a typed error', async () => {
  const it = await scene(300_000)
  it.breaks = [150_000]

  const response = await it.client.files.downloadStream({ remote_path: 'fs#big' })
  const error = await rejection(response.bytes(), APIConnectionError)

  expect(error.message).toContain('broke off')
  expect(it.asked()).toHaveLength(1)
})

/** A `fetch` of one file, `fs#f`, whose first answer breaks off. */
function breakingFetch(
  first: { bytes: Buffer; headers?: Record<string, string> },
  next: (start: number) => { bytes: Buffer; headers: Record<string, string> },
): { fetch: typeof fetch; ranges: (string | null)[] } {
  const ranges: (string | null)[] = []
  const answer: typeof fetch = async (input, init) => {
    const { url, headers } = new Request(input, init)
    if (url.includes('/files?')) return Response.json({ data: [] })
    const range = headers.get('range')
    ranges.push(range)
    if (ranges.length > 1) {
      const { bytes, headers: all } = next(Number(/\d+/.exec(range ?? '')?.[0] ?? 0))
      return new Response(new Uint8Array(bytes), { status: range === null ? 200 : 206, headers: all })
    }
    let isSent = false
    const body = new ReadableStream({
      pull(controller) {
        if (isSent) controller.error(new Error('broken'))
        else controller.enqueue(first.bytes)
        isSent = true
      },
    })
    return new Response(body, { headers: first.headers ?? {} })
  }
  return { fetch: answer, ranges }
}

test.each([
  ['an ETag', 'etag', '"1"', '"2"'],
  ['a weak ETag', 'etag', 'W/"1"', 'W/"2"'],
  ['a date', 'last-modified', 'Mon, 01 Jan 2024 00:00:00 GMT', 'Tue, 02 Jan 2024 00:00:00 GMT'],
])(
  'a file that %s tells from the one before is not put together with it',
  async (_what, name, one, other) => {
    const old = Buffer.alloc(300_000, 'A')
    const fresh = Buffer.concat([Buffer.alloc(150_000, 'A'), Buffer.alloc(150_000, 'B')])
    const { fetch, ranges } = breakingFetch(
      { bytes: old.subarray(0, 150_000), headers: { [name]: one } },
      (start) => ({
        bytes: fresh.subarray(start),
        headers: { [name]: other, 'content-range': `bytes ${start}-299999/300000` },
      }),
    )
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'default', fetch })

    const bytes = await client.files.downloadContent({ remote_path: 'fs#f' })

    expect(Buffer.from(bytes).equals(fresh)).toBe(true)
    expect(ranges).toEqual([null, 'bytes=84464-', null])
  },
)

test('a part that is shorter than the file is not all of it, also where the first answer told no length', async () => {
  const content = randomBytes(300_000)
  const { fetch, ranges } = breakingFetch({ bytes: content.subarray(0, 150_000) }, (start) => {
    const end = Math.min(start + 140_000, content.length)
    return {
      bytes: content.subarray(start, end),
      headers: { 'content-range': `bytes ${start}-${end - 1}/300000` },
    }
  })
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'default', fetch })
  const listed: typeof globalThis.fetch = async (input, init) => {
    const { url } = new Request(input, init)
    return url.includes('/files?')
      ? Response.json({ data: [{ path: 'f', size: 300_000 }] })
      : fetch(input, init)
  }

  const bytes = await client.withOptions({ fetch: listed }).files.downloadContent({ remote_path: 'fs#f' })

  expect(digest(bytes)).toBe(digest(content))
  expect(ranges.length).toBeGreaterThan(2)
})
