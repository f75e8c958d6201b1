/** Whole folders over a real connection: up and down again, and on where a process was killed. */

import { chmod, mkdir, mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, onTestFinished, test } from 'vitest'
import { startNode } from '../../helpers/child-node.ts'
import { filesBelow, writeFiles } from './scene.ts'

async function listening() {
  const platform = new MockPlatform()
  const server = await platform.listen()
  onTestFinished(() => server[Symbol.asyncDispose]())
  const accessToken = platform.tokenFor('admin@example.com')
  const client = new NeMoPlatform({ baseURL: server.url, workspace: 'default', accessToken })
  return { platform, client, args: [server.url, accessToken] }
}

const emptyFolder = () => mkdtemp(join(tmpdir(), 'trees-'))

/** Names that folders of Linux can have, and paths of which none is another one's folder. */
const name = fc.oneof(
  fc.stringMatching(/^[\w #%+&;'"()[\]*?~!@^$-]{1,12}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
)
const usable = name.filter(
  (text) => !/[/\0]/.test(text) && text !== '.' && text !== '..' && text.isWellFormed(),
)
const tree = fc
  .uniqueArray(fc.tuple(fc.array(usable, { minLength: 1, maxLength: 3 }), fc.string({ maxLength: 300 })), {
    maxLength: 12,
    selector: ([path]) => path.join('/'),
  })
  .map((files) => files.map(([path, content]): [string, string] => [path.join('/'), content.toWellFormed()]))
  .filter((files) => files.every(([path]) => !files.some(([other]) => other.startsWith(`${path}/`))))
  .map((files) => Object.fromEntries(files))

test('what goes up comes down the same', async () => {
  const { client } = await listening()
  let count = 0

  await fc.assert(
    fc.asyncProperty(tree, async (files) => {
      count += 1
      const folder = await emptyFolder()
      await writeFiles(join(folder, 'in'), files)
      await mkdir(join(folder, 'in'), { recursive: true })
      const fileset = `fs-${count}`

      await client.files.upload({ local_path: join(folder, 'in/'), fileset, fileset_auto_create: true })
      await client.files.download({ fileset, local_path: join(folder, 'out') })
      await mkdir(join(folder, 'out'), { recursive: true })

      expect(await filesBelow(join(folder, 'out'))).toEqual(files)
    }),
    { numRuns: 25 },
  )
})

test('an upload that is killed has nothing half done, and resume sends the rest', async () => {
  const { platform, client, args } = await listening()
  const folder = await emptyFolder()
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`f${index}`, String(index).repeat(1_500_000)]),
  )
  await writeFiles(folder, files)
  await client.files.filesets.create({ name: 'fs' })
  const child = startNode(
    `const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL: args[0], accessToken: args[1], workspace: 'default' })
    const onProgress = ({ filesDone }) => {
      if (filesDone === 2) process.kill(process.pid, 'SIGKILL')
    }
    await client.files.upload({ local_path: args[2] + '/', fileset: 'fs', max_workers: 3, onProgress })`,
    { args: [...args, folder], environment: { HOME: folder } },
  )
  expect((await child.exited).signal).toBe('SIGKILL')
  const there = (await client.files.list({ fileset: 'fs' })).data
  const before = platform.requests.length

  await client.files.upload({ local_path: `${folder}/`, fileset: 'fs', resume: true })

  const sent = platform.requests.slice(before).filter(({ method }) => method === 'PUT').length
  expect(there.length).toBeGreaterThanOrEqual(2)
  expect(there.every(({ size }) => size === 1_500_000)).toBe(true)
  expect(sent).toBeLessThanOrEqual(6)
  const out = await emptyFolder()
  await client.files.download({ fileset: 'fs', local_path: out })
  expect(await filesBelow(out)).toEqual(files)
})

test('a download of a folder that is killed goes on with what is missing', async () => {
  const { platform, client, args } = await listening()
  const folder = await emptyFolder()
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`deep/f${index}`, String(index).repeat(1_500_000)]),
  )
  await writeFiles(join(folder, 'in'), files)
  await client.files.upload({ local_path: join(folder, 'in/'), fileset: 'fs', fileset_auto_create: true })
  const child = startNode(
    `const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL: args[0], accessToken: args[1], workspace: 'default' })
    const onProgress = ({ filesDone }) => {
      if (filesDone === 2) process.kill(process.pid, 'SIGKILL')
    }
    await client.files.download({ fileset: 'fs', local_path: args[2], max_workers: 3, onProgress })`,
    { args: [...args, join(folder, 'out')], environment: { HOME: folder } },
  )
  expect((await child.exited).signal).toBe('SIGKILL')
  const left = Object.entries(await filesBelow(join(folder, 'out'))).filter(
    ([path]) => !path.endsWith('.part'),
  )
  const before = platform.requests.length

  await client.files.download({ fileset: 'fs', local_path: join(folder, 'out'), resume: true })

  for (const [path, content] of left) expect(content).toBe(files[path])
  expect(left.length).toBeGreaterThanOrEqual(2)
  const got = platform.requests.slice(before).filter(({ path }) => path.includes('/-/')).length
  expect(got).toBe(8 - left.length)
  expect(await filesBelow(join(folder, 'out'))).toEqual(files)
})

test('a file that cannot be read is refused before the first byte, alone or in a folder', async () => {
  const { platform, client, args } = await listening()
  await client.files.filesets.create({ name: 'fs' })
  const folder = await emptyFolder()
  await writeFiles(folder, { 'tree/a': 'a', 'tree/secret': 's' })
  await chmod(join(folder, 'tree', 'secret'), 0)
  await symlink(join(folder, 'tree'), join(folder, 'link'))
  const child = startNode(
    `const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ baseURL: args[0], accessToken: args[1], workspace: 'default' })
    for (const path of ['tree', 'tree/secret', 'link/', 'tree/*', 'tree/s*']) {
      const call = client.files.upload({ local_path: args[2] + '/' + path, fileset: 'fs' })
      await call.then(() => print('done'), (error) => print(error.name + ' ' + error.message))
    }`,
    { args: [...args, folder], environment: { HOME: folder }, boundByFileModes: true },
  )

  const { output } = await child.exited

  const lines = output.trim().split('\n')
  expect(lines).toHaveLength(5)
  for (const line of lines) {
    expect(line).toMatch(/^InvalidArgumentError `local_path` cannot be read: .*\/secret$/)
  }
  expect(platform.requests.filter(({ method }) => method === 'PUT')).toEqual([])
})
