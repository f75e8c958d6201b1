/** Keeps the log of the quickstart from growing without end. */

import { closeSync, fstatSync, openSync, readSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { codeOf } from '../../../errors/error-code-of.ts'

/** Longest log, in bytes; a longer one is cut to its last half. */
const LONGEST_LOG = 8 * 1024 * 1024
/** Its descriptor. */
const STANDARD_OUTPUT = 1
/** How often that is looked at, in ms. */
const PAUSE = 1_000

/** Cuts a log that has become too long to its last lines. Who writes to it appends, and goes on behind them. */
export function shortenLog(path: string, longest = LONGEST_LOG): void {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  try {
    const { size } = fstatSync(descriptor)
    if (size <= longest) return
    const end = Buffer.alloc(Math.floor(longest / 2))
    const length = readSync(descriptor, end, 0, end.length, size - end.length)
    const kept = end.subarray(0, length)
    truncateSync(path)
    writeFileSync(path, kept.subarray(kept.indexOf(10) + 1), { flag: 'a' })
  } finally {
    closeSync(descriptor)
  }
}

/** Does that while this process runs something, if its output goes there. */
export function keepLogShort(path: string): { stop(): void } {
  if (!isSameFile(path, STANDARD_OUTPUT)) return { stop: () => {} }
  const timer = setInterval(() => shortenLog(path), PAUSE)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function isSameFile(path: string, descriptor: number): boolean {
  try {
    const [named, opened] = [statSync(path), fstatSync(descriptor)]
    return named.ino === opened.ino && named.dev === opened.dev
  } catch {
    // There is no log where it runs in the foreground.
    return false
  }
}
