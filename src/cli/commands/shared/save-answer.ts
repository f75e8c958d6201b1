/** Writes the bytes of an answer to a file, which is there as a whole or not at all. */

import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { problemOf } from '../../../errors/problem.ts'
import { LocalError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { written } from '../../io.ts'

/** Writes it; `-` is standard output. */
export async function saveAnswer(invocation: Invocation, { body }: Response, path: string): Promise<void> {
  const chunks = (body ?? []) as unknown as AsyncIterable<Uint8Array>
  const { stdout, signal } = invocation.io
  if (path === '-') {
    for await (const chunk of chunks) {
      if (invocation.io.isOutputLost()) return
      await written(stdout, chunk)
    }
    return
  }
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`
  const progress = invocation.progress(`Downloading to ${path}…`)
  try {
    await pipeline(chunks, createWriteStream(partial, { flags: 'wx' }), { signal })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw isOfFiles(error)
      ? new LocalError(
          `${path} cannot be written: ${problemOf(error)}`,
          ['Check the path and its permissions'],
          {
            cause: error,
          },
        )
      : error
  } finally {
    progress.stop()
  }
  invocation.say(`Saved to ${path}`)
}

/** Whether an error is of the file rather than of the answer. */
function isOfFiles(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error
}
