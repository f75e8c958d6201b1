/** What the Python SDK's helpers on `files` were recorded to ask for: ours ask for the same. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanEnvironment } from '../../helpers/clean-environment.ts'
import { json, type StubbedCall, stubFetch } from '../../helpers/stub-fetch.ts'

cleanEnvironment()

const FILESET = '/apis/files/v2/workspaces/ws/filesets/fs'
const FILE = `${FILESET}/-/a%2Fb.txt`
const REF = { remote_path: 'fs#a/b.txt' }

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nemo-files-'))
})

afterEach(() => rm(folder, { recursive: true }))

const fileOf = (path: string) => ({
  path,
  size: 5,
  file_ref: `ws/fs#${path}`,
  file_url: `fileset://ws/fs#${path}`,
  cache_status: 'cached',
})
const TIMES = { created_at: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }

/** Answers as it was recorded. */
async function answer({ method, url }: StubbedCall): Promise<Response> {
  if (method === 'PUT' || method === 'DELETE') return json(fileOf('a/b.txt'))
  if (url.pathname === `${FILESET}/files`) return json({ data: [fileOf('a/b.txt'), fileOf('top.json')] })
  if (url.pathname === FILE) return new Response('hello', { headers: { 'content-length': '5' } })
  return json({ id: 'fileset-1', name: 'fs', workspace: 'ws', purpose: 'generic', ...TIMES })
}

function recording() {
  const { fetch, calls } = stubFetch(answer)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch })
  return {
    files: client.files,
    asked: () => calls.map(({ method, url }) => `${method} ${url.pathname}${url.search}`),
    calls,
  }
}

test('list, by name and by reference', async () => {
  const { files, asked } = recording()

  const { data } = await files.list({ fileset: 'fs' })
  await files.list({ remote_path: 'fs#a/' })

  expect(data.map(({ path }) => path)).toEqual(['a/b.txt', 'top.json'])
  expect(asked()).toEqual([`GET ${FILESET}/files`, `GET ${FILESET}/files?path=a%2F`])
})

test('content down and up', async () => {
  const { files, asked, calls } = recording()

  expect(await files.downloadContent(REF)).toEqual(new TextEncoder().encode('hello'))
  expect(await files.uploadContent({ ...REF, content: 'héllo' })).toMatchObject({ name: 'fs' })

  expect(asked()).toEqual([`GET ${FILE}`, `PUT ${FILE}`, `GET ${FILESET}`])
  expect(calls[1]?.headers.get('content-type')).toBe('application/octet-stream')
  expect(calls[1]?.body).toBe('héllo')
})

test('a file deleted', async () => {
  const { files, asked } = recording()

  await files.delete(REF)

  expect(asked()).toEqual([`DELETE ${FILE}`])
})

test('a file up', async () => {
  const { files, asked, calls } = recording()
  const local_path = join(folder, '1')
  await writeFile(local_path, '1')

  expect(await files.upload({ ...REF, local_path })).toMatchObject({ name: 'fs' })

  // Requests that list are up to the implementation.
  expect(asked().filter((line) => !line.includes('/files?'))).toEqual([`PUT ${FILE}`, `GET ${FILESET}`])
  expect(calls.find(({ method }) => method === 'PUT')?.body).toBe('1')
})

test('a file down', async () => {
  const { files, asked } = recording()
  const local_path = join(folder, 'dl/')

  await files.download({ ...REF, local_path })

  expect(asked()).toContain(`GET ${FILE}`)
  expect(await readdir(local_path)).toEqual(['b.txt'])
  expect(await readFile(join(local_path, 'b.txt'), 'utf8')).toBe('hello')
})
