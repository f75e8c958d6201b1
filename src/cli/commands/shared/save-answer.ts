/** Writes the bytes of an answer to a file, which is there as a whole or not at all. */

import { randomBytes } from 'node:crypto'
import { createWriteStream, type Stats } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { codeOf } from '../../../errors/error-code-of.ts'
import { NeMoPlatformError } from '../../../index.ts'
import { fileError } from '../../../runtime/node/files-path.ts'
import { LocalError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { written } from '../../io.ts'
import { releasePipe } from './release-pipe.ts'

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
  const progress = invocation.progress(`Downloading to ${path}…`)
  try {
    const found = await lookAt(path)
    if (found?.isDirectory()) {
      throw new LocalError(`${path} is a folder`, ['Name a file: it may be a new one in that folder'])
    }
    // A device or a pipe takes what comes; a file is replaced when all is there, also where a link leads to it.
    if (found !== undefined && !found.isFile()) {
      await pour(chunks, path, signal)
    } else await replace(found === undefined ? path : await realpath(path), chunks, signal)
  } catch (error) {
    throw isOfFiles(error) ? fileError('written', path, error) : error
  } finally {
    progress.stop()
  }
  invocation.say(`Saved to ${path}`)
}

async function pour(chunks: AsyncIterable<Uint8Array>, path: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const release = () => releasePipe(path)
  signal.addEventListener('abort', release, { once: true })
  try {
    await pipeline(chunks, createWriteStream(path), { signal })
  } finally {
    signal.removeEventListener('abort', release)
  }
}

async function replace(path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    await pipeline(chunks, createWriteStream(partial, { flags: 'wx' }), { signal })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw error
  }
}

async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whether an error is of the file rather than of the answer. */
function isOfFiles(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && !(error instanceof NeMoPlatformError)
}
