/**
 * Reads the bytes of a config, whatever the path leads to: a file, one in the middle of a write in place, or a pipe, which
 * can be read once. Devices, folders and sockets are refused.
 */

import { closeSync, constants, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs'
import { ConfigError } from '../errors/index.ts'
import { LARGEST_CONFIG, LONGEST_PIPE_SILENCE } from '../limits.ts'
import { setOption } from '../remedies/index.ts'
import { realConfigPath } from './paths.ts'
import { journalSignature, throughJournal } from './write-journal.ts'

/** Bytes as they were read. */
export interface ReadBytes {
  readonly bytes: Buffer
  /** When they were written last, in ms since 1970. */
  readonly modifiedAt: number
  /** Whether nobody can be in the middle of writing it. */
  readonly isFinal: boolean
}

/**
 * Reads a config.
 *
 * @throws ConfigError for what is no file or too large, the operating system's error for what cannot be read.
 */
export function readConfigBytes(path: string): ReadBytes {
  const stats = statSync(path)
  if (stats.isFile()) return readRegular(path)
  if (stats.isFIFO()) return { bytes: readPipeOnce(path, stats), modifiedAt: 0, isFinal: true }
  // No config at all, in the words of a shell.
  if (isNullDevice(stats)) return { bytes: Buffer.alloc(0), modifiedAt: 0, isFinal: true }
  throw notAFile(path, stats)
}

/**
 * Makes sure, before anything is created beside it, that what is to be written is a file or nothing yet.
 *
 * @throws ConfigError for a device, a pipe, a folder or a socket.
 */
export function assertRegularFile(path: string): void {
  const stats = statsOf(path)
  if (stats !== undefined && !stats.isFile()) throw notAFile(path, stats)
}

/** What kind of thing a path leads to that is no file; undefined for a file, and for nothing. */
export function kindOfNoFile(path: string): string | undefined {
  const stats = statsOf(path)
  return stats === undefined || stats.isFile() ? undefined : kindOf(stats)
}

/** Undefined also for what cannot be looked at: whoever reads or writes it will be told why. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function notAFile(path: string, stats: Stats): ConfigError {
  const problem = `It is ${kindOf(stats)}, and no file that holds a config.`
  return new ConfigError(problem, {
    code: 'config/not-a-file',
    path,
    remedies: [setOption('configPath', 'Name a file')],
  })
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

function isNullDevice(stats: Stats): boolean {
  if (!stats.isCharacterDevice()) return false
  return stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev
}

const MOST_READS = 5

/** Reads again where a write in place has begun or ended meanwhile. */
function readRegular(path: string): ReadBytes {
  const real = realConfigPath(path)
  for (let attempt = 1; ; attempt += 1) {
    const { size, mtimeMs } = statSync(path)
    const journal = journalSignature(real)
    if (size > LARGEST_CONFIG) throw tooLarge(path)
    const bytes = throughJournal(real, readFileSync(path))
    const after = statSync(path)
    const isStill = after.size === size && after.mtimeMs === mtimeMs && journalSignature(real) === journal
    if (isStill || attempt === MOST_READS) return { bytes, modifiedAt: mtimeMs, isFinal: false }
  }
}

/** What pipes have held. One is empty once it has been read, and the config is needed more than once. */
const pipes = new Map<string, Buffer>()

function readPipeOnce(path: string, { dev, ino }: Stats): Buffer {
  const key = `${dev} ${ino} ${path}`
  const bytes = pipes.get(key) ?? readPipe(path)
  pipes.set(key, bytes)
  return bytes
}

const PIPE_PAUSE = 5

/** Reads until the other end is closed. Opened without waiting for one, for there may be none. */
function readPipe(path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const chunks: Buffer[] = []
    let length = 0
    let deadline = performance.now() + LONGEST_PIPE_SILENCE
    for (;;) {
      const chunk = readAvailable(descriptor)
      if (chunk !== undefined && chunk.length > 0) {
        chunks.push(chunk)
        length += chunk.length
        if (length > LARGEST_CONFIG) throw tooLarge(path)
        deadline = performance.now() + LONGEST_PIPE_SILENCE
        continue
      }
      // Nobody at the other end: it is over, unless nothing has come yet.
      if (chunk !== undefined && length > 0) return Buffer.concat(chunks)
      if (performance.now() >= deadline) throw silentPipe(path)
      sleepSync(PIPE_PAUSE)
    }
  } finally {
    closeSync(descriptor)
  }
}

/** What is in the pipe just now; nothing where nobody writes; undefined where somebody does, but has not yet. */
function readAvailable(descriptor: number): Buffer | undefined {
  const buffer = Buffer.alloc(65_536)
  try {
    return buffer.subarray(0, readSync(descriptor, buffer))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined
    throw error
  }
}

function silentPipe(path: string): ConfigError {
  const problem = `It is a pipe into which nobody wrote a config within ${LONGEST_PIPE_SILENCE / 1_000} seconds.`
  return new ConfigError(problem, {
    code: 'config/unreadable',
    path,
    remedies: [setOption('configPath', 'Name a file')],
  })
}

function tooLarge(path: string): ConfigError {
  const problem = `It is larger than ${LARGEST_CONFIG / 1024} KiB, which no config is.`
  return new ConfigError(problem, {
    code: 'config/too-large',
    path,
    remedies: [setOption('configPath', 'Name another file')],
  })
}

/** Waits without giving the event loop a turn: the constructor has to have the config before it returns. */
export function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
