/** The lock between processes is the one that Python takes, holds in every constellation, and ends with its holder. */

import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ConfigError } from 'nemo-platform'
import { updateConfig } from 'nemo-platform/config'
import { describe, expect, test } from 'vitest'
import { LockError, LockNotNeeded, type LockOptions, withLocks } from '../../src/config/lock.ts'
import { refreshLockPath } from '../../src/config/paths.ts'
import { type Child, startNode, startPython } from '../helpers/child-node.ts'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { rejection } from '../helpers/rejection.ts'

const MODULE = new URL('../../src/config/lock.ts', import.meta.url)

const patient: LockOptions = { timeout: 20_000, warn: expectNoWarning }
const impatient: LockOptions = { timeout: 0, warn: expectNoWarning }

function expectNoWarning(message: string): void {
  throw new Error(`there is flock(2) here, yet: ${message}`)
}

/** What the Python package does around a refresh; it prints when it has the lock, and holds it until told otherwise. */
const PYTHON_SOURCE = `
import fcntl, sys
with open(sys.argv[1], "a+", encoding="utf-8") as lock_file:
    fcntl.flock(lock_file.fileno(), fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.readline()
    fcntl.flock(lock_file.fileno(), fcntl.LOCK_UN)
print("released", flush=True)
`

/** Tries once, as Python could. */
const PYTHON_TRY = `
import fcntl, sys
with open(sys.argv[1], "a+", encoding="utf-8") as lock_file:
    try:
        fcntl.flock(lock_file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("free")
    except BlockingIOError:
        print("busy")
`

/** Holds a lock with our module until told otherwise. */
const HOLDER = `
  const { withLocks } = await import(args[0])
  await withLocks([args[1]], { timeout: 20000, warn: (message) => print('warning: ' + message) }, async () => {
    print('held')
    await new Promise((resolve) => process.stdin.once('data', resolve))
  })
  process.exit()`

/** Adds one to the number in a file, often; without a lock additions get lost. */
const COUNTER = `
  const { withLocks } = await import(args[0])
  const { readFileSync, writeFileSync } = await import('node:fs')
  for (let count = 0; count < 50; count += 1) {
    await withLocks([args[1]], { timeout: 60000, warn: () => {} }, async () => {
      const number = Number(readFileSync(args[2], 'utf8'))
      await new Promise((resolve) => setImmediate(resolve))
      writeFileSync(args[2], String(number + 1))
    })
  }`

function lockPath(): string {
  return join(temporaryFolder(), 'test.lock')
}

/** The sources where koffi cannot be found from. */
function moduleWithoutKoffi(): URL {
  const folder = temporaryFolder()
  cpSync(new URL('../../src', import.meta.url), folder, { recursive: true })
  return pathToFileURL(join(folder, 'config', 'lock.ts'))
}

function startHolder(module: URL, path: string): Child {
  return startNode(HOLDER, { args: [module.href, path] })
}

async function trying(path: string): Promise<string> {
  const { output } = await startPython(PYTHON_TRY, [path]).exited
  return output.trim()
}

describe('beside Python', () => {
  test('a lock that it holds is waited for, while the event loop goes on', async () => {
    const path = lockPath()
    const python = startPython(PYTHON_SOURCE, [path])
    await python.printed('held')
    let acquired = false

    const locked = withLocks([path], patient, async () => {
      acquired = true
    })
    // If the wait blocked the event loop, Python would never be told to let go.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5))

    expect(acquired).toBe(false)
    python.tell('release')
    await locked
    expect(acquired).toBe(true)
  })

  test('a lock that we hold is busy for it, and free afterwards', async () => {
    const path = lockPath()

    expect(await withLocks([path], patient, () => trying(path))).toBe('busy')
    expect(await trying(path)).toBe('free')
  })

  test('a write of ours waits for the lock of its refresh', async () => {
    const configPath = configFile(oneContext())
    const path = refreshLockPath(configPath, 'main')
    expect(path).toBe(`${configPath}.main.oauth-refresh.lock`)
    const python = startPython(PYTHON_SOURCE, [path])
    await python.printed('held')
    const write = (lockTimeout: number) =>
      updateConfig({ workspace: 'w' }, { configPath, environment: {}, lockTimeout })

    await expect(write(50)).rejects.toMatchObject({
      code: 'config/locked',
      remedies: ['Wait until the other process is done', expect.stringContaining(`fuser ${configPath}`)],
    })
    expect(readFileSync(configPath, 'utf8')).toBe(oneContext())

    python.kill()
    await python.exited
    await write(20_000)
    expect(readFileSync(configPath, 'utf8')).toContain('workspace: w\n')
  })

  test('the lock files stay behind empty', async () => {
    const path = lockPath()
    await withLocks([path], patient, async () => {})

    expect(readFileSync(path, 'utf8')).toBe('')
    expect(existsSync(`${path}.sqlite`)).toBe(false)
  })
})

describe.each([
  ['with flock(2)', () => MODULE, 'test.lock'],
  ['without koffi', moduleWithoutKoffi, 'test.lock.sqlite'],
])('among our processes %s', (name, findModule, lockFile) => {
  test('nobody else gets a lock that is held, and its death sets it free', async () => {
    const [module, path] = [findModule(), lockPath()]
    const first = startHolder(module, path)
    await first.printed('held')
    const second = startHolder(module, path)
    const { withLocks: lock } = (await import(module.href)) as { withLocks: typeof withLocks }
    const quiet = { timeout: 100, warn: () => {} }

    // Another copy of the module throws a LockError of its own.
    await expect(lock([path], quiet, async () => {})).rejects.toThrow(
      'was held by another process for 100 ms',
    )
    expect(existsSync(join(dirname(path), lockFile))).toBe(true)

    first.kill()
    await second.printed('held')
    second.tell('release')
    expect((await second.exited).code).toBe(0)
  })

  test('no addition to a counter gets lost', { timeout: 60_000 }, async () => {
    const [module, path] = [findModule(), lockPath()]
    const counter = join(temporaryFolder(), 'counter')
    writeFileSync(counter, '0')

    const children = Array.from({ length: 4 }, () =>
      startNode(COUNTER, { args: [module.href, path, counter] }),
    )
    const results = await Promise.all(children.map(({ exited }) => exited))

    expect(results.map(({ code, errors }) => [code, errors])).toEqual(Array(4).fill([0, '']))
    expect(readFileSync(counter, 'utf8')).toBe('200')
  })

  test('a warning comes once, and only where Python is not kept out', async () => {
    const module = findModule()
    const source = `
      const { withLocks } = await import(args[0])
      const options = { timeout: 1000, warn: print }
      await withLocks([args[1], args[1] + '2'], options, async () => {})
      await withLocks([args[1]], options, async () => {})`

    const { output, errors } = await startNode(source, { args: [module.href, lockPath()] }).exited

    expect(errors).toBe('')
    const warnings = output.split('\n').filter((line) => line !== '')
    expect(warnings).toHaveLength(name === 'without koffi' ? 1 : 0)
    expect(output).toContain(name === 'without koffi' ? 'not beside the Python tools' : '')
    // Where a bundle has lost it, this says where it would be found.
    expect(output).toContain(
      name === 'without koffi' ? `is not installed where ${dirname(fileURLToPath(module))}` : '',
    )
  })
})

describe('within a process', () => {
  test('actions come one after the other, in the order they came', async () => {
    const path = lockPath()
    const log: string[] = []

    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        withLocks([path], patient, async () => {
          log.push(`${name} begins`)
          await new Promise((resolve) => setTimeout(resolve, 5))
          log.push(`${name} ends`)
        }),
      ),
    )

    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  test('a call that waits for another one waits no longer than its timeout, and those behind it get their turn', async () => {
    const path = lockPath()
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = withLocks([path], patient, () => held)
    const late = rejection(
      withLocks([path], { ...patient, timeout: 30 }, async () => {}),
      LockError,
    )
    const log: string[] = []
    const behind = withLocks([path], patient, async () => void log.push('behind'))

    expect(await late).toMatchObject({ holder: 'another call of this process' })
    expect((await late).problem).toContain('was held by another call of this process for 30 ms')
    expect(log).toEqual([])
    release()
    await Promise.all([first, behind])
    expect(log).toEqual(['behind'])
  })

  test('a call that waits for another one gives up when somebody else has done its work', async () => {
    const path = lockPath()
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = withLocks([path], patient, () => held)
    let isDone = false
    const second = withLocks([path], { ...patient, isNotNeeded: async () => isDone }, async () => {})

    isDone = true

    await rejection(second, LockNotNeeded)
    release()
    await first
  })

  test('a write that waits for another call says so, and has no remedy for other processes', async () => {
    const configPath = configFile(oneContext())
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = withLocks([refreshLockPath(configPath, 'main')], patient, () => held)

    const error = await rejection(
      updateConfig({ workspace: 'w' }, { configPath, environment: {}, lockTimeout: 30 }),
      ConfigError,
    )

    expect(error).toMatchObject({ code: 'config/locked' })
    expect(error.problem).toContain('another call of this process holds its lock')
    expect(error.remedies.join()).not.toContain('fuser')
    release()
    await first
  })

  test('several locks, named in any order, do not end in a circle', async () => {
    const [one, two] = [lockPath(), lockPath()]

    const rounds = Array.from({ length: 20 }, (_, round) =>
      withLocks(round % 2 === 0 ? [one, two, one] : [two, one], patient, async () => round),
    )

    expect(await Promise.all(rounds)).toEqual(Array.from({ length: 20 }, (_, round) => round))
  })

  test('a failed action sets the lock free', async () => {
    const path = lockPath()

    await expect(withLocks([path], patient, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')

    expect(await withLocks([path], impatient, async () => 'done')).toBe('done')
  })
})

describe('a wait', () => {
  test('ends at its deadline with an error that names the file', async () => {
    const path = lockPath()
    const python = startPython(PYTHON_SOURCE, [path])
    await python.printed('held')

    const error = await rejection(
      withLocks([path], { ...impatient, timeout: 30 }, async () => {}),
      LockError,
    )

    expect(error.message).toBe(`${path}: was held by another process for 30 ms`)
    // Nobody queues behind a wait that was given up.
    python.tell('release')
    await python.printed('released')
    expect(await withLocks([path], patient, async () => 'done')).toBe('done')
  })

  test('ends when somebody else has done what the lock was for', async () => {
    const path = lockPath()
    const python = startPython(PYTHON_SOURCE, [path])
    await python.printed('held')
    let asked = 0
    const isNotNeeded = async () => {
      asked += 1
      return asked === 3
    }

    await rejection(
      withLocks([path], { ...patient, isNotNeeded }, async () => {}),
      LockNotNeeded,
    )

    expect(asked).toBe(3)
  })
})
