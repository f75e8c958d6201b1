/** Uploads: which file goes where, what is refused before anything is sent, and what is told of failures. */

import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import {
  APIUserAbortError,
  BatchError,
  InvalidArgumentError,
  NeMoPlatformError,
  NotFoundError,
  type TransferProgress,
} from 'nemo-platform'
import { describe, expect, test } from 'vitest'
import { rejection } from '../../helpers/rejection.ts'
import { filesScene } from './scene.ts'

describe('where files go', () => {
  test.each([
    ['one.txt', 'fs#', { 'one.txt': '1' }],
    ['one.txt', 'fs#new.txt', { 'new.txt': '1' }],
    ['one.txt', 'fs#data/', { 'data/one.txt': '1' }],
    ['one.txt', 'fs#data/x/y.txt', { 'data/x/y.txt': '1' }],
    ['tree', 'fs#', { 'tree/a.txt': 'a', 'tree/deep/b.txt': 'b' }],
    ['tree/', 'fs#', { 'a.txt': 'a', 'deep/b.txt': 'b' }],
    ['tree', 'fs#data', { 'data/a.txt': 'a', 'data/deep/b.txt': 'b' }],
    ['tree', 'fs#data/', { 'data/tree/a.txt': 'a', 'data/tree/deep/b.txt': 'b' }],
    ['tree/', 'fs#data/', { 'data/a.txt': 'a', 'data/deep/b.txt': 'b' }],
    ['tree/*', 'fs#data', { 'data/a.txt': 'a', 'data/deep/b.txt': 'b' }],
    ['tree/*.txt', 'fs#data', { 'data/a.txt': 'a' }],
    ['tree/**/*.txt', 'fs#', { 'a.txt': 'a', 'deep/b.txt': 'b' }],
    ['*/deep', 'fs#', { 'tree/deep/b.txt': 'b' }],
  ])('%s to %s', async (local, remote_path, expected) => {
    const scene = await filesScene()
    await scene.writeFiles({ 'one.txt': '1', 'tree/a.txt': 'a', 'tree/deep/b.txt': 'b' })

    const fileset = await scene.client.files.upload({ local_path: `${scene.folder}/${local}`, remote_path })

    expect(fileset.name).toBe('fs')
    expect(await scene.remoteFiles()).toEqual(expected)
  })

  test('into a folder that is there, files and folders keep their name', async () => {
    const scene = await filesScene()
    await scene.upload({ 'data/x.txt': 'x' })
    await scene.writeFiles({ 'one.txt': '1', 'tree/a.txt': 'a' })

    await scene.client.files.upload({ local_path: scene.at('one.txt'), remote_path: 'data', fileset: 'fs' })
    await scene.client.files.upload({ local_path: scene.at('tree'), remote_path: 'data', fileset: 'fs' })

    expect(await scene.remoteFiles()).toEqual({
      'data/x.txt': 'x',
      'data/one.txt': '1',
      'data/tree/a.txt': 'a',
    })
  })

  test('takes file: URLs, names with wildcards in them, links and empty files', async () => {
    const scene = await filesScene()
    await scene.writeFiles({ 'a[1].txt': 'a', 'real/empty': '' })
    await symlink(scene.at('real'), scene.at('link'))

    await scene.client.files.upload({ local_path: pathToFileURL(scene.at('a[1].txt')), remote_path: 'fs#' })
    await scene.client.files.upload({ local_path: scene.at('link'), remote_path: 'fs#' })

    expect(await scene.remoteFiles()).toEqual({ 'a[1].txt': 'a', 'link/empty': '' })
  })

  test('creates the fileset, with a name of its own where it has none', async () => {
    const { client, at, writeFiles } = await filesScene()
    await writeFiles({ 'a.txt': 'a' })

    const named = await client.files.upload({
      local_path: at('a.txt'),
      fileset: 'new',
      fileset_auto_create: true,
    })
    const again = await client.files.upload({
      local_path: at('a.txt'),
      fileset: 'new',
      fileset_auto_create: true,
    })
    const unnamed = await client.files.upload({ local_path: at('a.txt'), fileset_auto_create: true })

    expect([named.name, again.name]).toEqual(['new', 'new'])
    expect(unnamed.name).toMatch(/^fileset-[\da-f]{8}$/)
  })

  test('blobs and files of a browser', async () => {
    const scene = await filesScene()
    const chosen = Object.assign(new File(['c'], 'c.txt'), { webkitRelativePath: 'picked/deep/c.txt' })

    await scene.client.files.upload({ local_path: new Blob(['blob']), remote_path: 'fs#b.bin' })
    await scene.client.files.upload({ local_path: new File(['file'], 'f.txt'), remote_path: 'fs#' })
    await scene.client.files.upload({
      local_path: [new File(['x'], 'x.txt'), chosen],
      remote_path: 'fs#data',
    })

    expect(await scene.remoteFiles()).toEqual({
      'b.bin': 'blob',
      'f.txt': 'file',
      'data/x.txt': 'x',
      'data/picked/deep/c.txt': 'c',
    })
  })
})

describe('content', () => {
  const bytes = new TextEncoder().encode('héllo')

  test.each([
    ['text', () => 'héllo'],
    ['bytes', () => bytes],
    ['a buffer', () => Buffer.from('héllo')],
    ['a part of a buffer', () => new DataView(new TextEncoder().encode('__héllo').buffer, 2)],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['a blob', () => new Blob([bytes])],
    ['a stream', () => new Blob([bytes]).stream() as ReadableStream<Uint8Array>],
    ['a stream of Node', () => Readable.from([bytes.slice(0, 2), bytes.slice(2)])],
    [
      'a generator',
      () =>
        (function* () {
          yield bytes.slice(0, 2)
          yield bytes.slice(2)
        })(),
    ],
    ['an iterable of text', () => ['hé', 'llo']],
  ])('from %s', async (_, content) => {
    const scene = await filesScene()

    await scene.client.files.uploadContent({ content: content(), remote_path: 'fs#a/b.txt' })

    expect(await scene.remoteFiles()).toEqual({ 'a/b.txt': 'héllo' })
  })

  test.each([[42], [null], [undefined], [{}]])('%j is refused', async (content) => {
    const { client, platform } = await filesScene()
    const before = platform.requests.length

    const call = client.files.uploadContent({ content: content as never, remote_path: 'fs#a' })

    expect((await rejection(call, InvalidArgumentError)).argument).toBe('content')
    expect(platform.requests.length).toBe(before)
  })
})

describe('refused before anything is sent', () => {
  const cases: [string, string, Record<string, unknown>][] = [
    ['a path that is missing', 'local_path', { local_path: 'missing.txt' }],
    ['a pattern that matches nothing', 'local_path', { local_path: '*.bin' }],
    ['a path through a file', 'local_path', { local_path: 'one.txt/x' }],
    ['a link to nowhere', 'local_path', { local_path: 'broken' }],
    ['a circle of links', 'local_path', { local_path: 'circle' }],
    ['no path', 'local_path', { local_path: '' }],
    ['a number', 'local_path', { local_path: 3 }],
    ['an http URL', 'local_path', { local_path: new URL('http://nemo.test/x') }],
    ['no fileset', 'fileset', { remote_path: 'a.txt', fileset: undefined }],
    ['two filesets', 'fileset', { remote_path: 'fileset://other#a.txt' }],
    ['a place outside', 'remote_path', { remote_path: '../a.txt' }],
    ['a place outside, later', 'remote_path', { remote_path: 'fs#x/../../a.txt' }],
    ['a zero byte', 'remote_path', { remote_path: 'a\0' }],
    ['no workers', 'max_workers', { max_workers: 0 }],
    ['a callback that is none', 'onProgress', { onProgress: 1 }],
    ['an unknown param', 'localPath', { localPath: 'x' }],
  ]

  test.each(cases)('%s', async (_, argument, params) => {
    const { client, platform, at, writeFiles, folder } = await filesScene()
    await writeFiles({ 'one.txt': '1', 'circle/a.txt': 'a' })
    await symlink(at('nowhere'), at('broken'))
    await symlink(at('circle'), at('circle', 'again'))
    const before = platform.requests.length
    const { local_path = 'one.txt', ...rest } = params
    const full = typeof local_path === 'string' && local_path !== '' ? `${folder}/${local_path}` : local_path

    const call = client.files.upload({ local_path: full as string, fileset: 'fs', ...rest })

    expect((await rejection(call, InvalidArgumentError)).argument).toBe(argument)
    expect(platform.requests.length).toBe(before)
  })

  test.skipIf(process.getuid?.() === 0)('a file that cannot be read, alone or in a folder', async () => {
    const { client, at, writeFiles, transfers } = await filesScene()
    await writeFiles({ 'tree/a.txt': 'a', 'tree/secret': 's' })
    await chmod(at('tree', 'secret'), 0)

    for (const local_path of [at('tree'), at('tree', 'secret')]) {
      const error = await rejection(client.files.upload({ local_path, fileset: 'fs' }), InvalidArgumentError)
      expect(error.message).toContain('cannot be read')
    }
    expect(transfers()).toEqual([])
  })

  test('a folder onto a file', async () => {
    const { client, at, writeFiles, upload, transfers } = await filesScene()
    await upload({ data: 'a file' })
    await writeFiles({ 'tree/a.txt': 'a' })
    const before = transfers().length

    const error = await rejection(
      client.files.upload({ local_path: at('tree'), remote_path: 'fs#data' }),
      InvalidArgumentError,
    )

    expect(error.argument).toBe('remote_path')
    expect(transfers().length).toBe(before)
  })

  test('options that one request of many cannot have', async () => {
    const { client, at, writeFiles } = await filesScene()
    await writeFiles({ a: 'a' })

    const error = await rejection(
      client.files.upload({ local_path: at('a'), fileset: 'fs' }, { body: {} }),
      InvalidArgumentError,
    )

    expect(error.argument).toBe('body')
  })
})

describe('on the way', () => {
  test('of a folder of which one file fails, the others are up, and the error says which', async () => {
    const { client, platform, at, writeFiles, remoteFiles } = await filesScene({ maxRetries: 0 })
    await writeFiles({ 'tree/a': 'a', 'tree/b': 'b', 'tree/c': 'c' })
    const send = platform.fetch
    const failing: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'PUT' && request.url.endsWith('b'))
        return Response.json({ detail: 'full' }, { status: 507 })
      return send(request)
    }

    const error = await rejection(
      client.withOptions({ fetch: failing }).files.upload({ local_path: at('tree/'), fileset: 'fs' }),
      BatchError,
    )

    expect(error.succeeded).toEqual([
      { local_path: at('tree', 'a'), remote_path: 'a', size: 1 },
      { local_path: at('tree', 'c'), remote_path: 'c', size: 1 },
    ])
    expect(error.failed).toEqual([
      {
        item: { local_path: at('tree', 'b'), remote_path: 'b', size: 1 },
        error: expect.objectContaining({ status: 507 }),
      },
    ])
    expect(await remoteFiles()).toEqual({ a: 'a', c: 'c' })
  })

  test('the error of a single file is thrown as it is', async () => {
    const { client, at, writeFiles } = await filesScene()
    await writeFiles({ a: 'a' })

    await rejection(client.files.upload({ local_path: at('a'), fileset: 'none' }), NotFoundError)
  })

  test('a file goes up again after an answer that says so', async () => {
    const scene = await filesScene()
    await scene.writeFiles({ a: 'all of it' })
    scene.platform.faults.next({ method: 'PUT', status: 503, headers: { 'retry-after-ms': '1' } })
    const seen: number[] = []

    await scene.client.files.upload({
      local_path: scene.at('a'),
      fileset: 'fs',
      onProgress: ({ bytesDone }) => seen.push(bytesDone),
    })

    expect(await scene.remoteFiles()).toEqual({ a: 'all of it' })
    expect(scene.transfers().filter((call) => call === 'PUT a')).toHaveLength(2)
    expect(Math.max(...seen)).toBe(9)
    expect(seen.at(-1)).toBe(9)
  })

  test('never more at a time than wanted, and told how far it is', async () => {
    const { client, platform, at, writeFiles, remoteFiles } = await filesScene()
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`f${index}`, 'x'.repeat(index)]),
    )
    await writeFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`tree/${path}`, text])))
    let running = 0
    let most = 0
    const counting: typeof fetch = async (input, init) => {
      running += 1
      most = Math.max(most, running)
      const response = await platform.fetch(new Request(input, init))
      running -= 1
      return response
    }
    const seen: TransferProgress[] = []

    await client.withOptions({ fetch: counting }).files.upload({
      local_path: at('tree/'),
      fileset: 'fs',
      max_workers: 3,
      onProgress: (progress) => seen.push(progress),
    })

    expect(most).toBe(3)
    expect(seen[0]).toEqual({ filesDone: 0, filesTotal: 20, bytesDone: 0, bytesTotal: 190, file: undefined })
    expect(seen.at(-1)).toMatchObject({ filesDone: 20, filesTotal: 20, bytesDone: 190, bytesTotal: 190 })
    expect(await remoteFiles()).toEqual(files)
  })

  test.each(['upload', 'download'] as const)(
    '%s: all bytes are done only when all files are',
    async (way) => {
      const { client, at, writeFiles, upload } = await filesScene()
      const files = { a: 'a'.repeat(700_000), b: 'b', c: '' }
      await writeFiles(files)
      await upload(files)
      const seen: TransferProgress[] = []
      const params = { fileset: 'fs', onProgress: (progress: TransferProgress) => seen.push(progress) }

      if (way === 'upload') await client.files.upload({ ...params, local_path: `${at()}/` })
      else await client.files.download({ ...params, local_path: at('out') })

      const atTheEnd = seen.filter(({ bytesDone, bytesTotal }) => bytesDone === bytesTotal)
      expect(Math.max(...atTheEnd.map(({ bytesTotal }) => bytesTotal))).toBe(700_001)
      for (const { bytesDone, filesDone } of seen)
        if (bytesDone >= 700_000) expect(filesDone).toBeGreaterThan(0)
      expect(seen.at(-1)).toMatchObject({ filesDone: 3, bytesDone: 700_001 })
    },
  )

  test('what onProgress throws comes at the end', async () => {
    const { client, at, writeFiles, remoteFiles } = await filesScene()
    await writeFiles({ a: 'a' })
    const onProgress = () => {
      throw new Error('mine')
    }

    await expect(client.files.upload({ local_path: at('a'), fileset: 'fs', onProgress })).rejects.toThrow(
      'mine',
    )
    expect(await remoteFiles()).toEqual({ a: 'a' })
  })

  test('resume leaves out what is there with the same size', async () => {
    const scene = await filesScene()
    await scene.upload({ same: 'xx', other: 'x' })
    await scene.writeFiles({ 'tree/same': 'yy', 'tree/other': 'yy', 'tree/new': 'n' })
    const before = scene.transfers().length

    await scene.client.files.upload({ local_path: scene.at('tree/'), fileset: 'fs', resume: true })

    expect(scene.transfers().slice(before).sort()).toEqual(['PUT new', 'PUT other'])
    expect(await scene.remoteFiles()).toEqual({ same: 'xx', other: 'yy', new: 'n' })
  })

  test('a file that changes meanwhile is an error, and not there', async () => {
    const scene = await filesScene()
    await scene.writeFiles({ a: 'x'.repeat(600_000) })
    let done = 0

    const call = scene.client.files.upload({
      local_path: scene.at('a'),
      fileset: 'fs',
      onProgress: ({ bytesDone }) => {
        done = bytesDone
        if (bytesDone > 0) void writeFile(scene.at('a'), 'y'.repeat(700_000))
      },
    })

    const error = await rejection(call, NeMoPlatformError)
    expect(error.message).toContain('was changed while it was uploaded')
    expect(done).toBeLessThan(600_000)
    expect(await scene.remoteFiles()).toEqual({})
  })

  test('an abort ends all, and what is under way is not there', async () => {
    const scene = await filesScene()
    await mkdir(scene.at('tree'))
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      await writeFile(scene.at('tree', name), Buffer.alloc(3_000_000))
    const controller = new AbortController()

    const call = scene.client.files.upload(
      {
        local_path: scene.at('tree/'),
        fileset: 'fs',
        onProgress: ({ bytesDone }) => {
          if (bytesDone > 1_000_000) controller.abort()
        },
      },
      { signal: controller.signal },
    )

    await rejection(call, APIUserAbortError)
    const { data } = await scene.client.files.list({ fileset: 'fs' })
    expect(data.length).toBeLessThan(6)
    for (const { size } of data) expect(size).toBe(3_000_000)
  })
})
