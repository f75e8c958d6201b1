/** `client.auth.diagnose()` finds each place of the config that keeps a login from being stored or locked. */

import { chmodSync, chownSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectLocks, inspectWritable } from '../../src/runtime/node/config-place-check.ts'
import { startNode } from '../helpers/child-node.ts'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { bindMount, CAN_MOUNT } from '../helpers/mounts.ts'

const IS_ROOT = process.getuid?.() === 0

test('a file of one\u2019s own passes', async () => {
  const path = configFile(oneContext())

  expect(await inspectWritable(path)).toMatchObject({ status: 'pass' })
  expect(await inspectLocks(path, 'main')).toMatchObject({ status: 'pass' })
})

test('a file in folders that are not there yet can be created: a first login makes them', async () => {
  const path = join(temporaryFolder(), '.config', 'nhx', 'config.yaml')

  expect(await inspectWritable(path)).toMatchObject({ status: 'pass', summary: `${path} can be created.` })
})

test('a folder in place of the file', async () => {
  expect(await inspectWritable(temporaryFolder())).toMatchObject({
    status: 'fail',
    summary: expect.stringContaining('is a folder'),
  })
})

test('two paths', async () => {
  const real = configFile(oneContext())
  const link = join(temporaryFolder(), 'link.yaml')
  symlinkSync(real, link)

  const check = await inspectLocks(link, 'main')

  expect(check.status).toBe('warn')
  expect(check.evidence).toEqual([
    `${link} is a link to ${real}: Python locks beside the path that it was given`,
  ])
})

test.runIf(CAN_MOUNT)('a file that is mounted by itself', async () => {
  const source = configFile(oneContext())
  const path = join(temporaryFolder(), 'config.yaml')
  writeFileSync(path, '')
  bindMount(source, path)

  const check = await inspectWritable(path)

  expect(check).toMatchObject({
    status: 'warn',
    summary: `${path} is written in place, for it cannot be replaced.`,
  })
  expect(check.evidence).toEqual([`${path} is mounted as a single file, so it cannot be replaced`])
})

test.runIf(CAN_MOUNT)('one that is mounted to be read only', async () => {
  const source = configFile(oneContext())
  const path = join(temporaryFolder(), 'config.yaml')
  writeFileSync(path, '')
  bindMount(source, path, { readOnly: true })

  expect(await inspectWritable(path)).toMatchObject({
    status: 'fail',
    evidence: [expect.stringContaining('EROFS'), expect.anything()],
  })
})

test.runIf(IS_ROOT).each([
  ['the folder', 0o600, 0o500, 'warn'],
  ['the file', 0o400, 0o700, 'warn'],
  ['both', 0o400, 0o500, 'fail'],
])('%s that must not be written', async (_, fileMode, folderMode, status) => {
  const path = configFile(oneContext())
  chmodSync(path, fileMode)
  chmodSync(join(path, '..'), folderMode)
  const module = new URL('../../src/runtime/node/config-place-check.ts', import.meta.url).href
  const source = 'print((await (await import(args[0])).inspectWritable(args[1])).status)'

  const { output, errors } = await startNode(source, { args: [module, path], boundByFileModes: true }).exited
  chmodSync(join(path, '..'), 0o700)

  expect(output, errors).toBe(`${status}\n`)
})

test.runIf(IS_ROOT)('a lock of somebody else', async () => {
  const path = configFile(oneContext())
  const lock = `${path}.main.oauth-refresh.lock`
  writeFileSync(lock, '')
  chownSync(lock, 54321, 54321)

  const check = await inspectLocks(path, 'main')

  expect(check).toMatchObject({
    status: 'warn',
    evidence: [expect.stringContaining('belongs to user 54321')],
  })
  expect(check.advice[0]?.command).toContain(`chown "$(id -u):$(id -g)" ${lock}`)
})
