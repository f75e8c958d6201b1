/** What the command line has around it: streams, environment, Ctrl-C. */

import { fstatSync, writeSync } from 'node:fs'
import { problemOf } from '../errors/problem.ts'

/** The descriptor of standard output. */
const STANDARD_OUTPUT = 1
/** Exit code of a command that Ctrl-C ended, as shells have it. */
export const INTERRUPTED = 130

/** Streams, environment and the wish to stop. */
export interface IO {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C, by the end of a terminal, or by being told to end. */
  readonly signal: AbortSignal
  /** Whether nothing that is written to standard output arrives any more: its reader has left, or the disk is full. */
  readonly isOutputLost: () => boolean
}

/** The process's own. */
export interface ProcessIO extends IO {
  /** Ends the process once all that was said has gone out. */
  exit(code: number): void
}

/** Those of this process. */
export function processIO(): ProcessIO {
  const { stdout, stderr, env } = process
  const interruption = new AbortController()
  const interrupt = () => {
    // Who asks a second time does not want to wait.
    if (interruption.signal.aborted) process.exit(INTERRUPTED)
    interruption.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  let failure: NodeJS.ErrnoException | undefined
  // A change that is under way goes on: it must not depend on somebody watching. What only prints looks at `isOutputLost`.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= error
  })
  // There is nobody left to be told.
  stderr.on('error', () => {})
  if (isFile(STANDARD_OUTPUT)) writeWhole(stdout, STANDARD_OUTPUT)
  return {
    // Node makes a stream of it when it is asked for, which most commands do not.
    get stdin() {
      return process.stdin
    },
    stdout,
    stderr,
    env,
    signal: interruption.signal,
    isOutputLost: () => failure !== undefined,
    exit: (code) => {
      process.exitCode = code
      // An error of the last write is told after the next one is done.
      stdout.write('', () =>
        setImmediate(() => {
          // Who has seen enough, as `head` has, wants no message.
          const isLost = failure !== undefined && failure.code !== 'EPIPE'
          const words = isLost ? `Error: The output could not be written: ${problemOf(failure)}\n` : ''
          stderr.write(words, () => process.exit(isLost ? code || 1 : code))
        }),
      )
    },
  }
}

/** Writes to a stream; resolves when that has been done, or cannot be. */
export function written(stream: NodeJS.WriteStream, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => void stream.write(chunk, () => resolve()))
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile()
  } catch {
    // Closed from the start: writing to it says so.
    return false
  }
}

/** A disk that becomes full takes a part of what is written, and Node does not look at how much. */
function writeWhole(stream: NodeJS.WriteStream, descriptor: number): void {
  stream._write = (chunk: string | Uint8Array, encoding, done) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
    try {
      for (let count = 0; count < bytes.length; ) count += writeSync(descriptor, bytes, count)
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}
