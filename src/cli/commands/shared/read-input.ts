/** Reads what is given to a command in a file or on standard input: as a whole, within limits, and so that Ctrl-C ends it. */

import { createReadStream } from 'node:fs'
import { problemOf } from '../../../errors/problem.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import type { IO } from '../../io.ts'
import { releasePipe } from './release-pipe.ts'

/** Longer ones are no fields, prompts or secrets. In bytes. */
const LONGEST_TEXT = 64 * 1024 * 1024

/** Whose standard input has been read: there is no second time. */
const READ = new WeakSet<NodeJS.ReadStream>()

/** The text of a file; of standard input for `-`. */
export async function readInput(path: string, io: IO): Promise<string> {
  if (path === '-') return readStandardInput(io)
  const chunks = openFile(path, io)
  try {
    return await textOf(chunks, path)
  } catch (error) {
    throw await asUnreadable(path, error, io)
  }
}

/** All of standard input as text. */
export async function readStandardInput(io: IO): Promise<string> {
  const chunks = openStandardInput(io)
  try {
    return await textOf(chunks, 'Standard input')
  } catch (error) {
    throw await asUnreadable('Standard input', error, io)
  }
}

/**
 * The bytes of a file as they come. Ctrl-C ends the wait for them, also for those of a pipe at whose other end nobody is.
 *
 * @throws UsageError for a path that is none.
 */
export function openFile(path: string, { signal }: Pick<IO, 'signal'>): AsyncIterable<Uint8Array> {
  if (path.trim() === '') throw new UsageError('The path of a file must not be empty')
  return untilInterrupted(createReadStream(path), signal, () => releasePipe(path))
}

/**
 * The bytes of standard input as they come.
 *
 * @throws UsageError where they have been read already.
 */
export function openStandardInput({
  stdin,
  signal,
}: Pick<IO, 'stdin' | 'signal'>): AsyncIterable<Uint8Array> {
  if (READ.has(stdin)) {
    throw new UsageError(
      'Standard input can be read once, and two options ask for it',
      'Give one of them as a file',
    )
  }
  READ.add(stdin)
  return untilInterrupted(stdin, signal)
}

/** What is said of a file that cannot be read; an interruption, and what is ours already, stay what they are. */
export async function asUnreadable(
  path: string,
  error: unknown,
  { signal }: Pick<IO, 'signal'>,
): Promise<unknown> {
  if (signal.aborted || error instanceof UsageError || error instanceof LocalError) return error
  const { reasonOf } = await import('../../../runtime/node/files-path.ts')
  return new LocalError(
    `${path} cannot be read: ${reasonOf(error) ?? problemOf(error)}`,
    ['Check the path and its permissions'],
    { cause: error },
  )
}

async function textOf(chunks: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const gathered: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    gathered.push(chunk)
    length += chunk.byteLength
    if (length > LONGEST_TEXT) {
      throw new LocalError(`${name} is longer than ${LONGEST_TEXT / 1024 / 1024} MiB`, [
        'Check that it is what was meant',
        run('nemo files upload --help', 'To bring a large file to the platform'),
      ])
    }
  }
  try {
    // A mark of the byte order at the beginning goes, too.
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(gathered))
  } catch (cause) {
    throw new LocalError(`${name} is no text in UTF-8`, ['Write it as UTF-8 text'], { cause })
  }
}

/**
 * The chunks of a stream, until the signal: what a read waits for may never come.
 *
 * @param giveUp - Ends a read that is given up, where it would hold up the end of the process.
 */
async function* untilInterrupted(
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  giveUp?: () => void,
): AsyncGenerator<Uint8Array, void> {
  const iterator = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await unlessAborted(iterator.next(), signal)
      if (done === true) return
      yield value
    }
  } finally {
    // Not waited for: it may be stuck in what was given up.
    if (signal.aborted) giveUp?.()
    else await iterator.return?.()
  }
}

/** Waits for a promise or for the signal. `Promise.race` with one promise for all reads would keep every chunk until the last. */
async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<Value>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  promise.then(resolve, reject)
  try {
    return await outcome
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
