/** `nemo files`, on a mock platform. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from './run-nemo.ts'
import { scene } from './scene.ts'

const done = ({ code, stdout, stderr }: Run) => {
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** Somebody with a folder of two files. */
async function withData() {
  const { home, ...rest } = await scene()
  const folder = join(home.folder, 'data')
  mkdirSync(join(folder, 'deep'), { recursive: true })
  writeFileSync(join(folder, 'a.csv'), 'a,b\n')
  writeFileSync(join(folder, 'deep', 'b.txt'), 'bee')
  return { ...rest, home, folder }
}

test('a folder goes up, is listed, and comes down', async () => {
  const { nemo, home, folder } = await withData()
  expect(done(await nemo(['files', 'upload', `${folder}/`, 'set', '--create']))).toBe(
    'Completed upload to set\n',
  )

  const list = done(await nemo(['files', 'list', 'set']))
  expect(JSON.parse(list)).toMatchObject([
    { path: 'a.csv', size: 4 },
    { path: 'deep/b.txt', size: 3 },
  ])
  expect(done(await nemo(['files', 'list', 'set#deep/', '-f', 'csv']))).toBe('PATH,SIZE\r\ndeep/b.txt,3\r\n')
  expect(
    done(await nemo(['files', 'list', 'set', '--remote-path', '*.csv', '-f', 'csv', '-c', 'path'])),
  ).toBe('path\r\na.csv\r\n')
  const target = join(home.folder, 'down')
  expect(done(await nemo(['files', 'download', 'set', '-o', `${target}/`]))).toBe(
    `Downloaded set#/ to '${target}/'\n`,
  )
  expect(readFileSync(join(target, 'deep', 'b.txt'), 'utf8')).toBe('bee')
  expect(done(await nemo(['files', 'delete', 'set#a.csv']))).toBe('Deleted set#a.csv\n')
  expect(JSON.parse(done(await nemo(['files', 'list', 'set'])))).toHaveLength(1)
})

test('without a name a fileset is made; one that is missing is told of before anything moves', async () => {
  const { nemo, folder, platform } = await withData()
  const file = join(folder, 'a.csv')
  expect(done(await nemo(['files', 'upload', file]))).toMatch(/^Completed upload to \S+\n$/)
  platform.requests.length = 0
  expect(await nemo(['files', 'upload', file, 'nope'])).toMatchObject({ code: 3 })
  expect(platform.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('--dry-run lists, and moves nothing', async () => {
  const { nemo, folder, platform } = await withData()
  const plan = await nemo(['files', 'upload', `${folder}/`, 'set', '--create', '--dry-run', '-f', 'csv'])
  expect(plan).toMatchObject({
    code: 0,
    stdout: 'PATH,SIZE\r\na.csv,4\r\ndeep/b.txt,3\r\n',
    stderr: 'Would upload 2 files\n',
  })
  expect(platform.requests).toEqual([])
})

test.each([
  [['files', 'upload', '/nope', 'set', '--create'], 2, 'local_path'],
  [['files', 'delete', 'set'], 2, 'Missing --remote-path'],
  [['files', 'list', 'a/b/c'], 2, "'a/b/c' names no fileset"],
  [['files', 'list', 'set#a', '--remote-path', 'b'], 2, 'stands behind # and in --remote-path'],
  [['files', 'download', 'set'], 2, '--output'],
  [['files', 'list', 'nope'], 3, 'Not found: (404)'],
])('%j ends with %d', async (args, code, words) => {
  const { nemo } = await scene()
  expect(await nemo(args)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(words) })
})

test('a transfer that is broken off leaves whole files only', async () => {
  const { nemo, folder, platform } = await withData()
  writeFileSync(join(folder, 'c.txt'), 'sea')
  platform.faults.next({ status: 500, method: 'PUT', times: 99 })
  const broken = await nemo(['files', 'upload', `${folder}/`, 'set', '--create'])
  expect(broken.code).toBe(3)
  expect(broken.stderr).toMatch(/^Uploading…\nError: .*3 of 3 failed|failed/)
  platform.faults.clear()
  expect(JSON.parse(done(await nemo(['files', 'list', 'set'])))).toEqual([])
})
