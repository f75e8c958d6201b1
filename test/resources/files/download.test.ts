/** Downloads: which file goes where, what is refused before anything is fetched, and what is told of failures. */

import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import {
  APIUserAbortError,
  BatchError,
  InvalidArgumentError,
  NotFoundError,
  type TransferProgress,
} from 'nemo-platform'
import { describe, expect, test } from 'vitest'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'
import { filesBelow, filesScene } from './scene.ts'

const TREE = { 'top.json': '{}', 'data/a.txt': 'a', 'data/deep/b.txt': 'b', 'data2/c.txt': 'c' }

describe('where files go', () => {
  test.each([
    [
      'fs#',
      'out',
      { 'out/top.json': '{}', 'out/data/a.txt': 'a', 'out/data/deep/b.txt': 'b', 'out/data2/c.txt': 'c' },
    ],
    ['fs#data/', 'out', { 'out/a.txt': 'a', 'out/deep/b.txt': 'b' }],
    ['fs#data', 'out', { 'out/data/a.txt': 'a', 'out/data/deep/b.txt': 'b' }],
    ['fs#data', 'out/', { 'out/data/a.txt': 'a', 'out/data/deep/b.txt': 'b' }],
    ['fs#data/deep', 'out', { 'out/deep/b.txt': 'b' }],
    ['fs#data/a.txt', 'out', { out: 'a' }],
    ['fs#data/a.txt', 'out/', { 'out/a.txt': 'a' }],
    ['fs#data/a.txt', 'there', { 'there/a.txt': 'a' }],
    ['fs#data/a.txt', 'new/x.txt', { 'new/x.txt': 'a' }],
    ['fs#*.json', 'out', { 'out/top.json': '{}' }],
    ['fs#data/*.txt', 'out', { 'out/data/a.txt': 'a' }],
    ['fs#**/*.txt', 'out', { 'out/data/a.txt': 'a', 'out/data/deep/b.txt': 'b', 'out/data2/c.txt': 'c' }],
    ['fs#*.bin', 'out', {}],
    ['fs#none/', 'out', {}],
  ])('%s to %s', async (remote_path, local, expected) => {
    const scene = await filesScene()
    await scene.upload(TREE)
    await mkdir(scene.at('there'))

    await scene.client.files.download({ remote_path, local_path: `${scene.folder}/${local}` })

    expect(await filesBelow(scene.folder)).toEqual(expected)
  })

  test('a list of files keeps their paths', async () => {
    const scene = await filesScene()
    await scene.upload({ ...TREE, 'a[1]#.txt': 'odd' })

    await scene.client.files.download({
      remote_path: ['data/a.txt', '/top.json', 'a[1]#.txt', 'top.json'],
      fileset: 'fs',
      local_path: pathToFileURL(scene.at('out')),
    })

    expect(await filesBelow(scene.folder)).toEqual({
      'out/data/a.txt': 'a',
      'out/top.json': '{}',
      'out/a[1]#.txt': 'odd',
    })
  })

  test('an empty list fetches nothing', async () => {
    const { client, at, transfers } = await filesScene()

    await client.files.download({ remote_path: [], fileset: 'fs', local_path: at('out') })

    expect(transfers()).toEqual([])
  })

  test('a file that is there is replaced, and a link is not followed', async () => {
    const scene = await filesScene()
    await scene.upload({ a: 'new', b: 'new' })
    await scene.writeFiles({ 'out/a': 'old and longer', elsewhere: 'mine' })
    await symlink(scene.at('elsewhere'), scene.at('out', 'b'))

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out') })

    expect(await filesBelow(scene.folder)).toEqual({ 'out/a': 'new', 'out/b': 'new', elsewhere: 'mine' })
  })

  test('empty files', async () => {
    const scene = await filesScene()
    await scene.upload({ 'deep/empty': '' })

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out') })

    expect(await filesBelow(scene.folder)).toEqual({ 'out/deep/empty': '' })
  })
})

describe('refused before anything is fetched', () => {
  test.each(['../evil', 'a/../../evil', '/etc/evil', 'a//b', '.', 'a\0b'])(
    'a platform that lists %j',
    async (path) => {
      const scene = await filesScene()
      const file = { path, size: 1, file_ref: '', file_url: '' }
      const { fetch, calls } = stubFetch(json({ data: [file, { ...file, path: 'good' }] }))
      const client = scene.client.withOptions({ fetch })

      const error = await rejection(
        client.files.download({ fileset: 'fs', local_path: scene.at('out') }),
        InvalidArgumentError,
      )

      expect(error.message).toContain('leads out of')
      expect(calls).toHaveLength(1)
      expect(await readdir(scene.folder)).toEqual([])
    },
  )

  test('a link in the folder that leads elsewhere', async () => {
    const scene = await filesScene()
    await scene.upload({ 'data/a.txt': 'a', 'top.txt': 't' })
    await mkdir(scene.at('out'))
    await mkdir(scene.at('elsewhere'))
    await symlink(scene.at('elsewhere'), scene.at('out', 'data'))
    const before = scene.transfers().length

    const error = await rejection(
      scene.client.files.download({ fileset: 'fs', local_path: scene.at('out') }),
      InvalidArgumentError,
    )

    expect(error.message).toContain('has a link in it')
    expect(scene.transfers().length).toBe(before)
    expect(await readdir(scene.at('elsewhere'))).toEqual([])
  })

  test('the folder itself may be reached through a link', async () => {
    const scene = await filesScene()
    await scene.upload({ 'data/a.txt': 'a' })
    await mkdir(scene.at('real'))
    await symlink(scene.at('real'), scene.at('out'))

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out') })

    expect(await readFile(scene.at('real', 'data', 'a.txt'), 'utf8')).toBe('a')
  })

  test.each([
    ['a file where a folder has to be', 'fs#', 'file', 'local_path'],
    ['a file further down the way', 'fs#', 'file/below', 'local_path'],
    ['a folder where a file has to be', 'fs#top.json', 'there', 'local_path'],
    ['no path', 'fs#', '', 'local_path'],
    ['a file and a folder of that name', 'fs#both', 'out', 'remote_path'],
    ['a place outside', 'fs#../x', 'out', 'remote_path'],
  ])('%s', async (_, remote_path, local, argument) => {
    const scene = await filesScene()
    await scene.upload({ ...TREE })
    await scene.writeFiles({ file: 'mine', 'there/top.json/x': '' })
    const send = scene.platform.fetch
    const odd: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      if (!request.url.includes('path=both')) return send(request)
      return Response.json({
        data: [
          { path: 'both', size: 1 },
          { path: 'both/x', size: 1 },
        ],
      })
    }
    const before = scene.transfers().length

    const call = scene.client
      .withOptions({ fetch: odd })
      .files.download({ remote_path, local_path: local === '' ? '' : scene.at(local) })

    expect((await rejection(call, InvalidArgumentError)).argument).toBe(argument)
    expect(scene.transfers().length).toBe(before)
  })

  test('folders in a list of files', async () => {
    const scene = await filesScene()
    await scene.upload(TREE)
    const { files } = scene.client
    const local_path = scene.at('out')

    for (const remote_path of [['data'], ['data/'], [''], ['../x'], [1 as unknown as string]])
      await rejection(files.download({ remote_path, fileset: 'fs', local_path }), InvalidArgumentError)
  })
})

describe('failures', () => {
  test('a file that is missing', async () => {
    const scene = await filesScene()
    const local_path = scene.at('out', 'x')

    await rejection(scene.client.files.download({ remote_path: 'fs#none.txt', local_path }), NotFoundError)
    await rejection(scene.client.files.download({ remote_path: 'none#', local_path }), NotFoundError)

    expect(await readdir(scene.folder)).toEqual([])
  })

  test('of several files of which one fails, the others are there, and the error says which', async () => {
    const scene = await filesScene()
    await scene.upload({ a: 'a', c: 'c' })
    const remote_path = ['a', 'missing', 'c']

    const error = await rejection(
      scene.client.files.download({ remote_path, fileset: 'fs', local_path: scene.at('out') }),
      BatchError,
    )

    expect(error.succeeded).toEqual([
      { local_path: scene.at('out', 'a'), remote_path: 'a', size: 1 },
      { local_path: scene.at('out', 'c'), remote_path: 'c', size: 1 },
    ])
    expect(error.failed.map(({ item, error: reason }) => [item, reason.name])).toEqual([
      [{ local_path: scene.at('out', 'missing'), remote_path: 'missing', size: 0 }, 'NotFoundError'],
    ])
    expect(await filesBelow(scene.folder)).toEqual({ 'out/a': 'a', 'out/c': 'c' })
  })

  test('an abort leaves no file that is not whole', async () => {
    const scene = await filesScene()
    const content = 'x'.repeat(3_000_000)
    await scene.upload({ a: content, b: content, c: content, d: content, e: content, f: content })
    const controller = new AbortController()

    const call = scene.client.files.download(
      {
        fileset: 'fs',
        local_path: scene.at('out'),
        onProgress: ({ bytesDone }) => {
          if (bytesDone > 1_000_000) controller.abort()
        },
      },
      { signal: controller.signal },
    )

    await rejection(call, APIUserAbortError)
    const files = Object.entries(await filesBelow(scene.folder)).filter(([path]) => !path.endsWith('.part'))
    expect(files.length).toBeLessThan(6)
    for (const [, text] of files) expect(text).toBe(content)
  })
})

describe('on the way', () => {
  test('told how far it is', async () => {
    const scene = await filesScene()
    await scene.upload({ a: 'a', b: 'b'.repeat(100_000) })
    const seen: TransferProgress[] = []

    await scene.client.files.download({
      fileset: 'fs',
      local_path: scene.at('out'),
      onProgress: (progress) => seen.push(progress),
    })

    expect(seen[0]).toEqual({
      filesDone: 0,
      filesTotal: 2,
      bytesDone: 0,
      bytesTotal: 100_001,
      file: undefined,
    })
    expect(seen.at(-1)).toMatchObject({
      filesDone: 2,
      filesTotal: 2,
      bytesDone: 100_001,
      bytesTotal: 100_001,
    })
    for (const [index, { bytesDone }] of seen.entries())
      expect(bytesDone).toBeGreaterThanOrEqual(seen[index - 1]?.bytesDone ?? 0)
  })

  test('resume leaves out what is there with the right size', async () => {
    const scene = await filesScene()
    await scene.upload({ same: 'xx', shorter: 'xx', missing: 'm' })
    await scene.writeFiles({ 'out/same': 'yy', 'out/shorter': 'y' })
    const before = scene.transfers().length

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out'), resume: true })

    expect(scene.transfers().slice(before).sort()).toEqual(['GET missing', 'GET shorter'])
    expect(await filesBelow(scene.at('out'))).toEqual({ same: 'yy', shorter: 'xx', missing: 'm' })
  })

  test('many files with long names, in one folder', async () => {
    const scene = await filesScene()
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${'ü'.repeat(115)}-${index}`, String(index)]),
    )
    await scene.upload(files)

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out'), max_workers: 8 })

    expect(await filesBelow(scene.at('out'))).toEqual(files)
  })

  test('files of others that look like parts stay', async () => {
    const scene = await filesScene()
    await scene.upload({ a: 'a' })
    await mkdir(scene.at('out'))
    await writeFile(scene.at('out', '.a.part'), 'mine')

    await scene.client.files.download({ fileset: 'fs', local_path: scene.at('out') })

    expect(await filesBelow(scene.at('out'))).toEqual({ '.a.part': 'mine', a: 'a' })
  })
})

describe('without the disk', () => {
  test('content comes as bytes, or as a response whose body is unread', async () => {
    const { client, upload } = await filesScene()
    await upload({ 'a/b.txt': 'héllo', empty: '' })

    const bytes = await client.files.downloadContent({ remote_path: 'fs#a/b.txt' })
    const response = await client.files.downloadStream({ remote_path: 'a/b.txt', fileset: 'fs' })

    expect(new TextDecoder().decode(bytes)).toBe('héllo')
    expect(response.bodyUsed).toBe(false)
    expect(await response.text()).toBe('héllo')
    expect(await client.files.downloadContent({ remote_path: 'fs#empty' })).toEqual(new Uint8Array(0))
  })

  test.each(['fs#', 'fs#folder/'])('%s is no file', async (remote_path) => {
    const { client } = await filesScene()

    for (const call of [
      client.files.downloadContent({ remote_path }),
      client.files.downloadStream({ remote_path }),
      client.files.delete({ remote_path }),
    ]) {
      expect((await rejection(call, InvalidArgumentError)).argument).toBe('remote_path')
    }
  })

  test('deletes a file', async () => {
    const { client, upload, remoteFiles } = await filesScene()
    await upload({ a: 'a', b: 'b' })

    expect(await client.files.delete({ remote_path: 'fs#a' })).toBeUndefined()

    expect(await remoteFiles()).toEqual({ b: 'b' })
    await rejection(client.files.delete({ remote_path: 'fs#a' }), NotFoundError)
  })
})

describe('lists', () => {
  test.each([
    ['fs#', ['data/a.txt', 'data/deep/b.txt', 'data2/c.txt', 'top.json']],
    ['fs#data', ['data/a.txt', 'data/deep/b.txt']],
    ['fs#data/', ['data/a.txt', 'data/deep/b.txt']],
    ['fs#*.json', ['top.json']],
    ['fs#data/*.txt', ['data/a.txt']],
  ])('%s', async (remote_path, expected) => {
    const { client, upload } = await filesScene()
    await upload(TREE)

    const { data, cache_status } = await client.files.list({ remote_path })

    expect(data.map(({ path }) => path).sort()).toEqual(expected)
    expect(cache_status).toBe('not_cacheable')
  })

  test.each([
    [[], null],
    [[null], null],
    [['cached', null], 'cached'],
    [['cached', 'not_cached', 'caching'], 'caching'],
    [['cached', 'not_cached', 'not_cacheable'], 'not_cached'],
    [['cached', 'not_cacheable'], 'cached'],
    [['not_cacheable', 'not_cacheable'], 'not_cacheable'],
  ])('of files that are %j, all are %s', async (statuses, expected) => {
    const { client } = await filesScene()
    const data = statuses.map((cache_status, index) => ({ path: `f${index}`, size: 1, cache_status }))
    const { fetch, calls } = stubFetch(json({ data }))

    const { cache_status } = await client
      .withOptions({ fetch })
      .files.list({ fileset: 'fs', include_cache_status: true })

    expect(cache_status).toBe(expected)
    expect(calls[0]?.url.search).toBe('?include_cache_status=true')
  })
})
