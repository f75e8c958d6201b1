/**
 * A file that is being downloaded. Until it is whole it is a hidden file in the same folder, whose name tells what it is a part
 * of and whose process writes it, so that another process can go on where one has died.
 */

import { createHash } from 'node:crypto'
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { makeFolder } from '../../config/make-folder.ts'
import { moveOver } from '../../config/replace-file.ts'
import { codeOf } from '../../errors/error-code-of.ts'
import { NeMoPlatformError } from '../../errors/index.ts'
import { free } from '../../http/transport/chunks.ts'
import type { PartialFile } from '../files.ts'
import { fileError } from './files-path.ts'

/** Bytes that are gathered before they are written. */
const BATCH = 1024 * 1024
const SHOWN_NAME = 40

/** A part that another call has left, now under a name of our own. */
interface FoundPart {
  readonly path: string
  readonly size: number
}

/** Takes over what is left of a file; undefined if there is nothing. */
export type PartFinder = (
  target: string,
  identity: string,
  isWanted: boolean,
) => Promise<FoundPart | undefined>

/** A finder that looks into each folder once. */
export function partFinder(): PartFinder {
  const folders = new Map<string, Promise<string[]>>()
  return async (target, identity, isWanted) => {
    const folder = dirname(target)
    const names = folders.get(folder) ?? partsIn(folder)
    folders.set(folder, names)
    return takeOver(target, identity, isWanted, await names)
  }
}

/** A file that gets its name when it is whole. */
export class PartFile implements PartialFile {
  size: number
  readonly #target: string
  readonly #path: string
  readonly #checkFolder: () => Promise<void>
  #handle: FileHandle | undefined
  #gathered: Uint8Array[] = []
  #gatheredBytes = 0
  #writing: Promise<void> = Promise.resolve()

  private constructor(target: string, path: string, size: number, checkFolder: () => Promise<void>) {
    this.#target = target
    this.#path = path
    this.size = size
    this.#checkFolder = checkFolder
  }

  /**
   * Begins a file, or goes on with a part of it. Nothing is created before there is something to write.
   *
   * @param checkFolder - Called before the file is created, once its folder is there.
   */
  static async open(
    target: string,
    identity: string,
    { part, checkFolder }: { part: FoundPart | undefined; checkFolder: () => Promise<void> },
  ): Promise<PartFile> {
    if (part === undefined) return new PartFile(target, newName(target, identity), 0, checkFolder)
    const file = new PartFile(target, part.path, part.size, checkFolder)
    file.#handle = await open(part.path, 'r+')
    return file
  }

  async tail(length: number): Promise<Uint8Array> {
    await this.#flush()
    await this.#writing
    const bytes = new Uint8Array(Math.min(length, this.size))
    let filled = 0
    while (this.#handle !== undefined && filled < bytes.byteLength) {
      const position = this.size - bytes.byteLength + filled
      const { bytesRead } = await this.#handle.read(bytes, filled, bytes.byteLength - filled, position)
      if (bytesRead === 0) throw this.#foreign()
      filled += bytesRead
    }
    return bytes
  }

  write(chunk: Uint8Array): Promise<void> | void {
    this.#gathered.push(chunk)
    this.#gatheredBytes += chunk.byteLength
    this.size += chunk.byteLength
    return this.#gatheredBytes < BATCH ? undefined : this.#flush()
  }

  async restart(): Promise<void> {
    this.#gathered = []
    this.#gatheredBytes = 0
    this.size = 0
    try {
      await this.#writing
      await this.#handle?.truncate(0)
    } catch (error) {
      throw fileError('written', this.#target, error, { keepsPart: this.#handle !== undefined })
    }
  }

  async commit(): Promise<void> {
    try {
      await this.#flush()
      await this.#writing
      const handle = await this.#open()
      const { size } = await handle.stat()
      if (size !== this.size) throw this.#foreign()
      await handle.sync()
      await this.#close()
      await moveOver(this.#path, this.#target)
    } catch (error) {
      throw fileError('written', this.#target, error, { keepsPart: this.#handle !== undefined })
    } finally {
      inUse.delete(this.#path)
    }
  }

  async release(): Promise<void> {
    try {
      await this.#flush()
      await this.#writing
    } catch {
      // What went wrong is known already, or nobody waits for these bytes any more.
    } finally {
      const wasCreated = this.#handle !== undefined
      await this.#close().catch(() => {})
      inUse.delete(this.#path)
      if (wasCreated) await removeEmpty(this.#path)
    }
  }

  /** Writes what was gathered, while the next bytes come in; waits for what was written before. */
  async #flush(): Promise<void> {
    const chunks = this.#gathered
    if (chunks.length === 0) return
    const position = this.size - this.#gatheredBytes
    this.#gathered = []
    this.#gatheredBytes = 0
    const before = this.#writing
    this.#writing = before.then(async () => {
      const handle = await this.#open()
      await writeAll(handle, chunks, position)
      for (const chunk of chunks) free(chunk)
    })
    this.#writing.catch(() => {})
    try {
      await before
    } catch (error) {
      throw fileError('written', this.#target, error, { keepsPart: this.#handle !== undefined })
    }
  }

  async #open(): Promise<FileHandle> {
    if (this.#handle === undefined) {
      await makeFolder(dirname(this.#target))
      await this.#checkFolder()
      inUse.add(this.#path)
      this.#handle = await open(this.#path, 'wx+')
    }
    return this.#handle
  }

  async #close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close()
  }

  #foreign(): NeMoPlatformError {
    return new NeMoPlatformError(`${this.#path} was changed by somebody else while it was downloaded`, {
      code: 'file/changed',
      remedies: [{ text: 'Download it to a place that nobody else writes to' }],
    })
  }
}

/** Parts that this thread writes right now. */
const inUse = new Set<string>()
let count = 0

/** `.<name>.<what file><what content>.<process>-<thread>-<number>.part` */
function newName(target: string, identity: string): string {
  count += 1
  const owner = `${process.pid}-${threadId}-${count}`
  return join(dirname(target), `${prefixOf(target)}${hash(identity)}.${owner}.part`)
}

/** Names may be as long as the system allows already: a part of one has to do. */
function prefixOf(target: string): string {
  const name = basename(target)
  return `.${[...name].slice(0, SHOWN_NAME).join('')}.${hash(name)}`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

async function partsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.startsWith('.') && name.endsWith('.part'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw fileError('read', folder, error)
  }
}

/** The largest part of that content whose process is gone; other such parts of that file are removed. */
async function takeOver(
  target: string,
  identity: string,
  isWanted: boolean,
  names: readonly string[],
): Promise<FoundPart | undefined> {
  const prefix = prefixOf(target)
  const left: FoundPart[] = []
  for (const name of names) {
    const path = join(dirname(target), name)
    if (!name.startsWith(prefix) || !isOrphan(path, name.slice(prefix.length))) continue
    const found = await lstat(path).catch(() => undefined)
    if (found?.isFile()) left.push({ path, size: found.size })
  }
  left.sort((one, other) => other.size - one.size)
  let taken: FoundPart | undefined
  for (const { path, size } of left) {
    const fits = basename(path).startsWith(`${prefix}${hash(identity)}.`)
    if (isWanted && fits && size > 0 && taken === undefined) {
      const own = newName(target, identity)
      inUse.add(own)
      // Whoever is first has it.
      const isOurs = await rename(path, own).then(
        () => true,
        () => false,
      )
      if (isOurs) taken = { path: own, size }
      else inUse.delete(own)
    } else {
      await rm(path, { force: true })
    }
  }
  return taken
}

function isOrphan(path: string, ending: string): boolean {
  const [, pid, thread] = /^[\da-f]{12}\.(\d+)-(\d+)-\d+\.part$/.exec(ending) ?? []
  if (pid === undefined) return false
  // Numbers of processes are given anew, in containers nearly always the same ones.
  if (Number(pid) === process.pid) return Number(thread) === threadId && !inUse.has(path)
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/** A part of which nothing could be written is of no use. */
async function removeEmpty(path: string): Promise<void> {
  try {
    const { size } = await lstat(path)
    if (size === 0) await rm(path, { force: true })
  } catch {
    // It has its name already, or is gone.
  }
}

async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  let left = [...chunks]
  let offset = position
  while (left.length > 0) {
    const { bytesWritten } = await handle.writev(left, offset)
    offset += bytesWritten
    let toSkip = bytesWritten
    left = left.flatMap((chunk) => {
      const skipped = Math.min(toSkip, chunk.byteLength)
      toSkip -= skipped
      return skipped === chunk.byteLength ? [] : [chunk.subarray(skipped)]
    })
  }
}
