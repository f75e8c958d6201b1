/** A file has one lock, by whatever name it is reached; Python, which locks beside the name it was given, is kept out too. */

import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { updateConfig, useContext } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { refreshLockPath, refreshLockPaths, writeLockPath } from '../../src/config/paths.ts'
import { withContextLocks } from '../../src/config/update.ts'
import { startNode, startPython } from '../helpers/child-node.ts'
import { configFile, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'

const lock = { timeout: 5_000, warn: () => {} }

/** A config, a link to it in another folder, and a link to its folder. */
function linked() {
  const real = configFile(oneContext({ user: loggedIn(), context: ['workspace: w1'] }))
  const link = join(temporaryFolder(), 'linked.yaml')
  symlinkSync(real, link)
  const folder = join(temporaryFolder(), 'folder')
  symlinkSync(join(real, '..'), folder)
  return { real, link, inFolder: join(folder, 'config.yaml') }
}

/** Holds a lock as the Python package does, until told otherwise. */
const PYTHON_HOLD = `
import fcntl, sys
with open(sys.argv[1], "a+") as lock_file:
    fcntl.flock(lock_file.fileno(), fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.readline()
`

const MODULE = new URL('../../src/config/update.ts', import.meta.url).href

/** Tries to write in a process of its own. */
const WRITE = `
  const { updateConfig } = await import(args[0])
  const options = { configPath: args[1], environment: {}, lockTimeout: 30 }
  print(await updateConfig({ workspace: 'w2' }, options).then(() => 'written', (error) => error.code))`

const impatiently = (configPath: string) =>
  updateConfig({ workspace: 'w2' }, { configPath, environment: {}, lockTimeout: 30 })

describe('a lock taken', () => {
  test.each([
    ['on a link', 'link', 'real'],
    ['on the file', 'real', 'link'],
    ['through a link of the folder', 'inFolder', 'link'],
  ] as const)('%s keeps out who comes by the %s', async (_, mine, yours) => {
    const paths = linked()
    const outcome = async () => (await startNode(WRITE, { args: [MODULE, paths[yours]] }).exited).output

    const whileHeld = await withContextLocks({ path: paths[mine], required: true }, 'main', lock, outcome)

    expect(whileHeld).toBe('config/locked\n')
    expect(await outcome()).toBe('written\n')
    expect(readFileSync(paths.real, 'utf8')).toContain('workspace: w2\n')
  })

  test.each(['link', 'real'] as const)(
    'by Python beside the %s keeps out who uses the link',
    async (name) => {
      const paths = linked()
      const python = startPython(PYTHON_HOLD, [refreshLockPath(paths[name], 'main')])
      await python.printed('held')

      await expect(impatiently(paths.link)).rejects.toMatchObject({ code: 'config/locked' })

      python.kill()
      await python.exited
      await updateConfig({ workspace: 'w2' }, { configPath: paths.link, environment: {} })
      expect(readFileSync(paths.real, 'utf8')).toContain('workspace: w2\n')
    },
  )
})

test('programs on two links and on the file do not wait in a circle', async () => {
  const { real, link } = linked()
  const other = join(temporaryFolder(), 'a.yaml')
  symlinkSync(real, other)

  const changes = Array.from({ length: 15 }, (_, index) =>
    updateConfig({ workspace: `w${index}` }, { configPath: [real, link, other][index % 3], environment: {} }),
  )

  expect(await Promise.all(changes)).toHaveLength(15)
})

test('a folder that is a link has no second lock', () => {
  const { real, inFolder } = linked()

  expect(refreshLockPaths(inFolder, 'main')).toEqual([refreshLockPath(real, 'main')])
  expect(writeLockPath(inFolder)).toBe(`${real}.write.lock`)
})

test('a write through a link leaves the link, and nothing but a lock beside it', async () => {
  const { real, link } = linked()

  await updateConfig({ workspace: 'w2' }, { configPath: link, environment: {} })
  await useContext('main', { configPath: link, environment: {} })

  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readdirSync(join(link, '..'))).toEqual(['linked.yaml', 'linked.yaml.main.oauth-refresh.lock'])
  expect(readFileSync(real, 'utf8')).toContain('workspace: w2\n')
})

test('a link to a file that is not there yet becomes the way to it', async () => {
  const target = join(temporaryFolder(), 'later', 'config.yaml')
  const folder = temporaryFolder()
  const link = join(folder, 'config.yaml')
  symlinkSync(target, link)
  mkdirSync(join(target, '..'))

  await updateConfig({ base_url: 'https://nmp.example.com' }, { configPath: link, environment: {} })

  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toContain('base_url: https://nmp.example.com/\n')
})
