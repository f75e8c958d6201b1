/** flock(2), through the optional package koffi. */

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What came of one try to lock an open file. */
export type FlockResult = 'held' | 'busy' | 'unsupported'

/** The call, or why there is none; the latter also says why it fails where it does. */
export interface LoadedFlock {
  readonly flock: ((fd: number) => FlockResult) | undefined
  /** Part of a sentence. */
  readonly problem: string
}

const LOCK_EXCLUSIVE_NON_BLOCKING = 2 | 4

let loaded: Promise<LoadedFlock> | undefined

/** Loads it once; without it where koffi is not installed or the system has no such call. */
export function loadFlock(): Promise<LoadedFlock> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<LoadedFlock> {
  const base = await ownPath()
  let requireThere: NodeJS.Require
  try {
    // Asked for in this way, bundlers leave it alone.
    requireThere = process.getBuiltinModule('node:module').createRequire(base)
    requireThere.resolve('koffi')
  } catch {
    const problem = `the optional package \`koffi\` is not installed where ${base} would find it`
    return { flock: undefined, problem }
  }
  try {
    return { flock: makeFlock(requireThere('koffi')), problem: 'the file system has no such locks' }
  } catch (error) {
    const problem = `the optional package \`koffi\` cannot be used: ${String(error)}`
    return { flock: undefined, problem }
  }
}

function makeFlock(koffi: typeof import('koffi')): (fd: number) => FlockResult {
  const flock = koffi.load(null).func('int flock(int fd, int operation)') as (
    fd: number,
    op: number,
  ) => number
  const { EAGAIN, EWOULDBLOCK, EINTR } = koffi.os.errno
  return (fd) => {
    if (flock(fd, LOCK_EXCLUSIVE_NON_BLOCKING) === 0) return 'held'
    const errno = koffi.errno()
    return errno === EWOULDBLOCK || errno === EAGAIN || errno === EINTR ? 'busy' : 'unsupported'
  }
}

/**
 * Where koffi is looked for from. In a bundle of CommonJS a module has no address, and in some others the one that it had on the
 * machine that built it: there it is the program's.
 */
async function ownPath(): Promise<string> {
  try {
    const { ownAddress } = await import('./own-address.ts')
    const path = fileURLToPath(ownAddress ?? '')
    if (existsSync(path)) return path
  } catch {
    // Not to be loaded, or not a file of this system.
  }
  return process.argv[1] ?? process.execPath
}
