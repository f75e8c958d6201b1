/** `nemo files`, on a mock platform. */

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CAN_MOUNT, mountSmallDisk } from '../helpers/mounts.ts'
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

  // Files go up at the same time: which is there first is open.
  const list = JSON.parse(done(await nemo(['files', 'list', 'set']))) as { path: string }[]
  expect(list.toSorted((one, other) => (one.path < other.path ? -1 : 1))).toMatchObject([
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
  expect(broken.stderr).toMatch(
    /^Uploading…\nError: Uploading files: 3 of 3 failed; the first: 500 (?:.*\n {2}500 ){2}.*\n\nTry:\n/,
  )
  expect(broken.stderr).toMatch(/\d\. Run the same command with --resume: it goes on from there\n$/)
  platform.faults.clear()
  expect(JSON.parse(done(await nemo(['files', 'list', 'set'])))).toEqual([])
})

test.each([
  ['a file where the folder should be', 'set', 'taken'],
  ['a file in the place of a folder above', 'set', join('taken', 'deep')],
  ['a folder where the file should be', 'set#a.csv', 'folder'],
])('%s is said of the option that names it', async (_what, fileset, output) => {
  const { nemo, home, folder } = await withData()
  done(await nemo(['files', 'upload', `${folder}/`, 'set', '--create']))
  writeFileSync(join(home.folder, 'taken'), '')
  mkdirSync(join(home.folder, 'folder', 'a.csv'), { recursive: true })
  const run = await nemo(['files', 'download', fileset, '-o', join(home.folder, output)])
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^Downloading…\nError: --output .*(?:taken|folder)/)
  expect(run.stderr).not.toContain('local_path')
})

test.runIf(CAN_MOUNT)('a disk that is full keeps whole files, and parts that it goes on from', async () => {
  const { nemo, home } = await scene()
  const [source, disk] = ['data', 'disk'].map((name) => join(home.folder, name)) as [string, string]
  mkdirSync(source)
  mkdirSync(disk)
  for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(source, name), Buffer.alloc(3_000_000, name))
  done(await nemo(['files', 'upload', `${source}/`, 'set', '--create']))
  mountSmallDisk(disk, '4m')
  const run = await nemo(['files', 'download', 'set', '-o', `${disk}/`])
  expect(run).toMatchObject({ code: 1, stdout: '' })
  expect(run.stderr).toMatch(/the disk is full[\s\S]*Make room there[\s\S]*--resume/)
  for (const name of readdirSync(disk)) {
    const { size } = statSync(join(disk, name))
    if (name.endsWith('.part')) expect(size).toBeGreaterThan(0)
    else expect(size).toBe(3_000_000)
  }
})
