/**
 * Locks between processes. The Python tools use flock(2) on a file beside the config; so do we, through koffi. Where
 * koffi is missing, an SQLite database beside it takes its place: it binds our own processes only, but it too is let go
 * by the operating system when its holder dies.
 */

import { existsSync, realpathSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { codeOf } from '../errors/error-code-of.ts'
import { giveToOwnerOf, makeOwnedFolder } from './ownership.ts'
import { stateFolder } from './paths.ts'

/** Longest wait for another process that holds a lock, in ms: longer than its token request may take. */
export const LOCK_TIMEOUT = 60_000

/** How to wait for a lock. */
export interface LockOptions {
  /** Longest wait for each lock, in ms. */
  timeout: number
  /** Told once per process if flock(2) is not available. */
  warn: (message: string) => void
  /** Asked now and then while waiting: true ends the wait with a {@link LockNotNeeded}. */
  isNotNeeded?: (() => Promise<boolean>) | undefined
  /** Told, before each look, that somebody else has a lock that is waited for. */
  onWait?: ((path: string, holder: LockHolder) => void) | undefined
}

/** What the lock was for has been done by somebody else. */
export class LockNotNeeded extends Error {}

/** The lock was held by another process for too long, or cannot be taken at all. */
export class LockError extends Error {
  override get name(): string {
    return 'LockError'
  }

  readonly path: string
  /** What is wrong, for the sentence of the error that leaves the package. */
  readonly problem: string
  /** Who has it: undefined where nobody could take it. */
  readonly holder: LockHolder | undefined

  constructor(
    path: string,
    what: string,
    { holder, cause }: { holder?: LockHolder | undefined; cause?: unknown } = {},
  ) {
    const problem = `${path}: ${what}`
    super(problem, { cause })
    this.path = path
    this.problem = problem
    this.holder = holder
  }
}

/** Who has a lock that is waited for. */
export type LockHolder = 'another process' | 'another call of this process'

/**
 * Runs an action while holding locks. They are taken in sorted order, so that nobody waits in a circle. Paths that lead to
 * the same lock file are one lock.
 *
 * @throws LockError if one of them cannot be taken in time.
 */
export async function withLocks<Result>(
  paths: readonly string[],
  options: LockOptions,
  action: () => Promise<Result>,
): Promise<Result> {
  const [first, ...rest] = [...new Set(paths.map(realLockPath))].sort()
  if (first === undefined) return action()
  return withLock(first, options, () => withLocks(rest, options, action))
}

function realLockPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return realFolder(path)
  }
}

function realFolder(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return path
  }
}

interface Held {
  release(): void | Promise<void>
}

/** Tries once; undefined while somebody else holds the lock. */
type TryLock = () => Held | undefined

const LONGEST_PAUSE = 20
/** Timers take no more than some weeks; a limit may be longer, or none. */
const LONGEST_STEP = 60_000

/** The end of the queue for each lock within this process. */
const queues = new Map<string, Promise<void>>()

async function withLock<Result>(
  path: string,
  options: LockOptions,
  action: () => Promise<Result>,
): Promise<Result> {
  const before = queues.get(path)
  let leave = (): void => {}
  const mine = new Promise<void>((resolve) => {
    leave = resolve
  })
  const turn = (before ?? Promise.resolve()).then(() => mine)
  queues.set(path, turn)
  const deadline = performance.now() + options.timeout
  try {
    if (before !== undefined) await waitForTurn(before, path, options, deadline)
    const held = await acquire(path, options, deadline)
    try {
      return await action()
    } finally {
      await held.release()
    }
  } finally {
    leave()
    if (queues.get(path) === turn) queues.delete(path)
  }
}

/** Waits until those calls of this process are done that came before. */
async function waitForTurn(
  before: Promise<void>,
  path: string,
  { timeout, isNotNeeded, onWait }: LockOptions,
  deadline: number,
): Promise<void> {
  let isOurs = false
  const turn = before.then(() => {
    isOurs = true
  })
  // Whoever leaves the queue lets those behind wait for those before all the same.
  while (!isOurs) {
    onWait?.(path, 'another call of this process')
    const left = deadline - performance.now()
    if (left <= 0) throw heldError(path, 'another call of this process', timeout)
    await sooner(turn, Math.min(left, isNotNeeded === undefined ? LONGEST_STEP : LONGEST_PAUSE))
    if (!isOurs && (await isNotNeeded?.())) throw new LockNotNeeded()
  }
}

/** Waits for something, but not longer than so many ms. */
async function sooner(event: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([event, pause])
  clearTimeout(timer)
}

function heldError(path: string, holder: LockHolder, timeout: number): LockError {
  return new LockError(path, `was held by ${holder} for ${timeout} ms`, { holder })
}

async function acquire(
  path: string,
  { timeout, warn, isNotNeeded, onWait }: LockOptions,
  deadline: number,
): Promise<Held> {
  await makeOwnedFolder(dirname(path))
  const { tryLock, giveUp } = await prepare(path, warn)
  try {
    for (let pause = 2; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
      const held = tryLock()
      if (held !== undefined) return held
      onWait?.(path, 'another process')
      if (await isNotNeeded?.()) throw new LockNotNeeded()
      if (performance.now() >= deadline) throw heldError(path, 'another process', timeout)
      // Chance keeps several waiters from trying in step.
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  } catch (error) {
    await giveUp()
    throw error
  }
}

interface Prepared {
  tryLock: TryLock
  giveUp(): void | Promise<void>
}

async function prepare(path: string, warn: (message: string) => void): Promise<Prepared> {
  const { loadFlock } = await import('./flock.ts')
  const { flock, problem } = await loadFlock()
  if (flock !== undefined) {
    const { file } = await openLockFile(path)
    const giveUp = () => file.close()
    let first: ReturnType<typeof flock> | undefined = flock(file.fd)
    if (first !== 'unsupported') {
      const tryLock = () => {
        const result = first ?? flock(file.fd)
        first = undefined
        return result === 'held' ? { release: giveUp } : undefined
      }
      return { tryLock, giveUp }
    }
    await giveUp()
  }
  return prepareDatabase(path, problem, warn)
}

interface LockFile {
  readonly file: FileHandle
  /** Where it is. */
  readonly path: string
}

/**
 * Opens a lock file, which the first who needs it creates. flock(2) is as good through a handle that can only read, where
 * the file is somebody else's; where it cannot be created beside the config, one in the state folder takes its place.
 */
async function openLockFile(path: string): Promise<LockFile> {
  const file =
    (await openUnlessRefused(path, 'ax+')) ??
    (await openUnlessRefused(path, 'a+')) ??
    (await openUnlessRefused(path, 'r'))
  if (file !== undefined) return { file, path }
  if (existsSync(path)) throw new LockError(path, 'belongs to somebody else and cannot be opened')
  const inState = stateLockPath(path)
  if (inState === undefined)
    throw new LockError(path, 'cannot be created, and there is no home folder to put it in')
  await makeOwnedFolder(dirname(inState))
  return { file: await open(inState, 'a+'), path: inState }
}

/** Undefined where the file is there already and must not be, or is not and should be, or where one may not open it so. */
async function openUnlessRefused(path: string, flags: 'ax+' | 'a+' | 'r'): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, flags)
    // Root's lock would shut the folder's owner out.
    if (flags === 'ax+') await giveToOwnerOf(file, [dirname(path)])
    return file
  } catch (error) {
    if (REFUSALS.has(codeOf(error))) return undefined
    throw error
  }
}

/** Where a lock stands whose own folder cannot be written. */
function stateLockPath(path: string): string | undefined {
  const folder = stateFolder()
  if (folder === undefined) return undefined
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16)
  return join(folder, 'locks', `${hash}.lock`)
}

const REFUSALS = new Set<unknown>(['EEXIST', 'ENOENT', 'EACCES', 'EPERM', 'EROFS'])

let warned = false

async function prepareDatabase(
  path: string,
  flockProblem: string,
  warn: (message: string) => void,
): Promise<Prepared> {
  if (!warned) {
    warned = true
    warn(
      `flock(2) is not available (${flockProblem}): ` +
        'token refreshes are safe among programs that use this package, but not beside the Python tools',
    )
  }
  const sqlite = loadSqlite()
  if (sqlite === undefined) return { tryLock: () => ({ release: () => {} }), giveUp: () => {} }
  const place = await openLockFile(`${path}.sqlite`)
  await place.file.close()
  const database: DatabaseSync = new sqlite.DatabaseSync(place.path, { timeout: 0 })
  const giveUp = () => database.close()
  const tryLock = () => {
    try {
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      if (/locked|busy/i.test(String(error))) return undefined
      throw new LockError(path, 'cannot be locked', { cause: error })
    }
    return { release: giveUp }
  }
  return { tryLock, giveUp }
}

/** `node:sqlite` without its warning that it is experimental; undefined in runtimes that lack it. */
function loadSqlite(): typeof import('node:sqlite') | undefined {
  const { emitWarning } = process
  try {
    process.emitWarning = () => {}
    return process.getBuiltinModule('node:sqlite')
  } catch {
    return undefined
  } finally {
    process.emitWarning = emitWarning
  }
}
