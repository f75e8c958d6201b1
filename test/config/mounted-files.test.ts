/** A config that can be written, but not replaced, is written in place, and a crash in the middle of that loses nothing. */

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from 'nemo-platform'
import { login, logout } from 'nemo-platform/auth'
import { resolveConfig, updateConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test } from 'vitest'
import { assertWritable } from '../../src/config/update.ts'
import { writeJournal } from '../../src/config/write-journal.ts'
import { runNode, startNode } from '../helpers/child-node.ts'
import { configFile, loggedIn, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { KILL_AT_STEP } from '../helpers/kill-at-step.ts'
import { bindMount, CAN_MOUNT, mountSmallDisk } from '../helpers/mounts.ts'
import { rejection } from '../helpers/rejection.ts'

const TEXT = oneContext({ user: loggedIn('stored', 'refresh-1'), context: ['workspace: w1'] })
const lock = { timeout: 5_000, warn: () => {} }

let home: string

beforeEach(() => {
  home = isolateEnvironment()
})

/** A config whose file is mounted by itself, and the file behind it. */
function mounted(text = TEXT, options?: Parameters<typeof bindMount>[2]) {
  const source = configFile(text)
  const folder = temporaryFolder()
  const path = join(folder, 'config.yaml')
  writeFileSync(path, '')
  bindMount(source, path, options)
  return { source, path, folder }
}

/** What lies beside the config, but for locks. */
const leftovers = (folder: string) =>
  readdirSync(folder).filter((name) => name !== 'config.yaml' && !name.endsWith('.lock'))

describe.runIf(CAN_MOUNT)('a config that is mounted as a single file', () => {
  test.each([
    ['longer', { workspace: 'a-much-longer-name-than-before' }],
    ['shorter', { workspace: 'w' }],
  ])('takes a text that is %s', async (_, changes) => {
    const { source, path, folder } = mounted()
    const { ino } = statSync(source)

    await updateConfig(changes, { configPath: path, environment: {} })

    expect(readFileSync(source, 'utf8')).toBe(TEXT.replace('w1', changes.workspace))
    expect(statSync(source).ino).toBe(ino)
    expect(leftovers(folder)).toEqual([])
  })

  test('takes login and logout', async () => {
    const { source, path } = mounted()
    const fetch = async () => Response.json({ auth_enabled: true, oidc: null })

    await login({ method: 'unsigned', email: 'ana@example.com', configPath: path, environment: {}, fetch })
    expect(readFileSync(source, 'utf8')).toMatch(/token: eyJ/)

    await logout({ configPath: path, environment: {} })
    expect(readFileSync(source, 'utf8')).toContain('type: no-auth')
  })

  test('is known to take a new token before the old one is spent', async () => {
    const { source, path } = mounted()

    await assertWritable({ path, required: true }, 1_000, lock)

    expect(readFileSync(source, 'utf8')).toBe(TEXT)
  })

  test('is known to take none where it is mounted to be read only', async () => {
    const { path, folder } = mounted(TEXT, { readOnly: true })

    await expect(assertWritable({ path, required: true }, 1_000, lock)).rejects.toMatchObject({
      code: 'EROFS',
    })
    expect(leftovers(folder)).toEqual([])
    const error = await rejection(
      updateConfig({ workspace: 'w' }, { configPath: path, environment: {} }),
      ConfigError,
    )
    expect(error.code).toBe('config/not-writable')
  })

  test('is locked for everybody who has it mounted elsewhere', async () => {
    const { source, path } = mounted()
    const other = join(temporaryFolder(), 'config.yaml')
    writeFileSync(other, '')
    bindMount(source, other)
    const HOLD = `
      const { withContextLocks } = await import(args[0])
      await withContextLocks({ path: args[1], required: true }, 'main', { timeout: 5000, warn: () => {} }, async () => {
        print('held')
        await new Promise((resolve) => process.stdin.once('data', resolve))
      })
      process.exit()`
    const module = new URL('../../src/config/update.ts', import.meta.url).href
    const holder = startNode(HOLD, { args: [module, other] })
    await holder.printed('held')
    const write = (lockTimeout: number) =>
      updateConfig({ workspace: 'w2' }, { configPath: path, environment: {}, lockTimeout })

    await expect(write(50)).rejects.toMatchObject({ code: 'config/locked' })

    holder.tell('release')
    await holder.exited
    await write(5_000)
    expect(readFileSync(source, 'utf8')).toContain('workspace: w2\n')
  })

  test('on a disk that is full keeps what it had', async () => {
    const disk = temporaryFolder()
    mountSmallDisk(disk, '64k')
    const source = configFile(TEXT, disk)
    const path = join(temporaryFolder(), 'config.yaml')
    writeFileSync(path, '')
    bindMount(source, path)

    await expect(assertWritable({ path, required: true }, 256 * 1024, lock)).rejects.toMatchObject({
      code: 'ENOSPC',
    })
    const changes = { access_token: 't'.repeat(256 * 1024) }
    const error = await rejection(updateConfig(changes, { configPath: path, environment: {} }), ConfigError)

    expect(error.code).toBe('config/not-writable')
    expect(readFileSync(source, 'utf8')).toBe(TEXT)
    await updateConfig({ workspace: 'w2' }, { configPath: path, environment: {} })
    expect(readFileSync(source, 'utf8')).toContain('workspace: w2\n')
  })

  test('keeps what a program without locks writes when the journal is there already', async () => {
    const { source, path } = mounted()
    const SOURCE = `
      const { promises: files, readFileSync, writeFileSync } = await import('node:fs')
      const { syncBuiltinESMExports } = await import('node:module')
      const { rename } = files
      let isFirst = true
      files.rename = async (from, to) => {
        await rename(from, to)
        if (!isFirst || !to.endsWith('.journal')) return
        isFirst = false
        writeFileSync(args[0], readFileSync(args[0], 'utf8').replace('refresh-1', 'refresh-2'))
      }
      syncBuiltinESMExports()
      const { updateConfig } = await import(dist + 'config/index.js')
      await updateConfig({ workspace: 'w2' }, { configPath: args[0], environment: {} })`

    await runNode(SOURCE, { args: [path] })

    expect(readFileSync(source, 'utf8')).toContain('refresh-2')
    expect(readFileSync(source, 'utf8')).toContain('workspace: w2\n')
  })

  test('has one whole text or the other after a kill at any step of a write', async () => {
    const LENGTH = 20_000
    const SOURCE = `
      ${KILL_AT_STEP}
      const { updateConfig } = await import(dist + 'config/index.js')
      const [configPath, step] = args
      const padding = 'p'.repeat(${LENGTH})
      const write = (number) => {
        const access_token = 'access-' + number + padding.slice(number % 2 ? 0 : 1000)
        return updateConfig({ access_token, refresh_token: 'refresh-' + number }, { configPath, environment: {} })
      }
      await write(1)
      await write(2)
      // As the one that is cut: the lock files are there, and the text grows.
      print('steps ' + (await countSteps(() => write(3))) + ';')
      await write(4)
      if (step !== '') dieAtStep(Number(step))
      await write(5)`
    const { output } = await startNode(SOURCE, { args: [mounted().path, ''] }).exited
    const steps = Array.from({ length: Number(/steps (\d+);/.exec(output)?.[1]) }, (_, index) => index + 1)
    // Nobody else writes, so one attempt is enough.
    expect(steps.length).toBeLessThan(40)
    const killAt = async (path: string, step: number) => {
      const { signal } = await startNode(SOURCE, { args: [path, String(step)] }).exited
      expect(signal).toBe('SIGKILL')

      const { credentials } = resolveConfig({ configPath: path, environment: {} })
      if (credentials.source !== 'file') throw new Error('the login is lost')
      const [, number, padding] = /^access-(\d+)(p+)$/.exec(credentials.tokens.accessToken) ?? []
      expect(credentials.tokens.refreshToken).toBe(`refresh-${number}`)
      expect(['4', '5']).toContain(number)
      expect(padding).toHaveLength(Number(number) % 2 ? LENGTH : LENGTH - 1000)
      return existsSync(path.replace('config.yaml', '.config.yaml.journal'))
    }
    const AT_A_TIME = 4
    const lanes = Array.from({ length: AT_A_TIME }, async (_, lane) => {
      const { path } = mounted()
      const unfinished: number[] = []
      for (const step of steps) {
        if (step % AT_A_TIME === lane && (await killAt(path, step))) unfinished.push(step)
      }
      return unfinished
    })

    // The journal is there before the file is touched, and goes when the file is whole.
    expect((await Promise.all(lanes)).flat().length).toBeGreaterThan(5)
  })
})

describe('a write in place that broke off', () => {
  /** The file in the middle of a write, and its journal. */
  async function torn(bytes: (before: string, after: string) => string) {
    const after = TEXT.replace('stored', 'the-new-token-that-is-longer')
    const path = configFile(bytes(TEXT, after))
    await writeJournal(path, { before: Buffer.from(TEXT), after: Buffer.from(after) })
    return { path, after }
  }
  const tokenIn = (configPath: string) => {
    const { credentials } = resolveConfig({ configPath, environment: {} })
    return credentials.source === 'file' ? credentials.tokens.accessToken : undefined
  }

  test.each<[string, (before: string, after: string) => string]>([
    ['before it began', (before) => before],
    ['when the file had grown', (before, after) => before + '\n'.repeat(after.length - before.length)],
    ['in the middle', (before, after) => after.slice(0, 150) + before.slice(150)],
    ['at its end', (_, after) => after],
  ])('%s is read as what was to be written', async (_, bytes) => {
    const { path } = await torn(bytes)

    expect(tokenIn(path)).toBe('the-new-token-that-is-longer')
  })

  test('is finished by the next write', async () => {
    const { path, after } = await torn((before, text) => text.slice(0, 150) + before.slice(150))

    await updateConfig({ workspace: 'w2' }, { configPath: path, environment: {} })

    expect(readFileSync(path, 'utf8')).toBe(after.replace('w1', 'w2'))
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('journal'))).toEqual([])
  })

  test('counts no more once another program has written the file', async () => {
    const { path } = await torn((before) => before.replace('stored', 'from-python'))

    expect(tokenIn(path)).toBe('from-python')
  })
})

describe.runIf(process.getuid?.() === 0)('a folder that takes no files', () => {
  const WRITE = `
    const { updateConfig } = await import(args[0])
    const error = await updateConfig({ workspace: 'w2' }, { configPath: args[1] }).then(() => undefined, (thrown) => thrown)
    print(error === undefined ? 'written' : error.code + ' ' + error.message)`
  const module = new URL('../../src/config/update.ts', import.meta.url).href

  test.each([
    ['leaves the file to be written in place', 0o600, 'written'],
    ['and a file that takes nothing are refused', 0o400, 'config/not-writable'],
  ])('%s', async (_, mode, outcome) => {
    const path = configFile(TEXT)
    const folder = join(path, '..')
    chmodSync(path, mode)
    chmodSync(folder, 0o500)

    const environment = { HOME: home }
    const { output } = await startNode(WRITE, { args: [module, path], boundByFileModes: true, environment })
      .exited
    chmodSync(folder, 0o700)

    expect(output).toContain(outcome)
    expect(readFileSync(path, 'utf8')).toContain(
      outcome === 'written' ? 'workspace: w2\n' : 'workspace: w1\n',
    )
    expect(readdirSync(folder)).toEqual(['config.yaml'])
    expect(
      readdirSync(home, { recursive: true }).filter((name) => String(name).includes('.journal')),
    ).toEqual([])
  })
})
