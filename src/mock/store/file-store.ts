/** Where the mock platform keeps the bytes of files: small ones in memory, large ones, under Node, on disk. */

/** Keeps the bytes of files, each under an id of its own. */
export interface FileStore {
  /**
   * Takes bytes in as they come; they are there once all have come.
   *
   * @returns How many they were.
   */
  write(id: string, source: ReadableStream<Uint8Array> | null): Promise<number>
  /** Gives the bytes from `start` to before `end`, as fast as they are read. */
  read(id: string, start: number, end: number): ReadableStream<Uint8Array>
  delete(id: string): void
}

/**
 * Keeps files of up to 1 MiB in memory. Larger ones go to a file without a name, which is gone with the process, however
 * that ends; where there is no file system, they stay in memory, too.
 */
export class TemporaryFileStore implements FileStore {
  readonly #files = new Map<string, Contents>()

  async write(id: string, source: ReadableStream<Uint8Array> | null): Promise<number> {
    const contents = await gather(source)
    this.#files.set(id, contents)
    return contents.size
  }

  read(id: string, start: number, end: number): ReadableStream<Uint8Array> {
    const contents = this.#files.get(id)
    if (contents === undefined) throw new Error(`there are no bytes under ${id}`)
    let position = start
    const done = contents.use()
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const chunk = position < end ? await contents.read(position, end) : undefined
            if (chunk === undefined) {
              done()
              controller.close()
              return
            }
            position += chunk.length
            controller.enqueue(chunk)
          } catch (error) {
            done()
            throw error
          }
        },
        cancel: done,
      },
      { highWaterMark: 1 },
    )
  }

  delete(id: string): void {
    this.#files.get(id)?.release()
    this.#files.delete(id)
  }
}

type FileSystem = typeof import('node:fs')

const MOST_IN_MEMORY = 1024 * 1024
/** Bytes come in small pieces; so many are written to disk at a time. */
const BATCH = 1024 * 1024
const READ_CHUNK = 256 * 1024

/** The bytes of a file. Those that are being read when it is released stay until they are read. */
abstract class Contents {
  readonly size: number
  #readers = 0
  #isReleased = false

  constructor(size: number) {
    this.size = size
  }

  /** The bytes from `position` on, as many as come at once; undefined for none. */
  abstract read(position: number, end: number): Promise<Uint8Array | undefined>

  /** Frees what holds the bytes. */
  protected abstract free(): void

  /** Begins to read; the result ends it. */
  use(): () => void {
    this.#readers += 1
    let isReading = true
    return () => {
      if (!isReading) return
      isReading = false
      this.#readers -= 1
      this.#freeIfUnused()
    }
  }

  release(): void {
    this.#isReleased = true
    this.#freeIfUnused()
  }

  #freeIfUnused(): void {
    if (this.#isReleased && this.#readers === 0) this.free()
  }
}

class MemoryContents extends Contents {
  readonly #chunks: readonly Uint8Array[]

  constructor(chunks: readonly Uint8Array[], size: number) {
    super(size)
    this.#chunks = chunks
  }

  async read(position: number, end: number): Promise<Uint8Array | undefined> {
    let start = 0
    for (const chunk of this.#chunks) {
      if (position < start + chunk.length) return chunk.slice(position - start, end - start)
      start += chunk.length
    }
    return undefined
  }

  protected free(): void {}
}

class DiskContents extends Contents {
  readonly #disk: DiskFile

  constructor(disk: DiskFile, size: number) {
    super(size)
    this.#disk = disk
  }

  read(position: number, end: number): Promise<Uint8Array | undefined> {
    return this.#disk.read(position, Math.min(end - position, READ_CHUNK))
  }

  protected free(): void {
    this.#disk.close()
  }
}

async function gather(source: ReadableStream<Uint8Array> | null): Promise<Contents> {
  const fs = fileSystem()
  let chunks: Uint8Array[] = []
  let pending = 0
  let size = 0
  let disk: DiskFile | undefined
  const flush = async () => {
    await disk?.write(chunks)
    chunks = []
    pending = 0
  }
  try {
    for await (const chunk of chunksOf(source)) {
      chunks.push(chunk)
      pending += chunk.length
      size += chunk.length
      if (fs !== undefined && size > MOST_IN_MEMORY) disk ??= new DiskFile(fs)
      if (disk !== undefined && pending >= BATCH) await flush()
    }
    if (disk === undefined) return new MemoryContents(chunks, size)
    await flush()
    return new DiskContents(disk, size)
  } catch (error) {
    disk?.close()
    throw error
  }
}

/** Not all browsers can iterate over a stream. */
async function* chunksOf(source: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (source === null) return
  const reader = source.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    if (value.length > 0) yield value
  }
}

/** Node's file system; undefined elsewhere. */
function fileSystem(): FileSystem | undefined {
  const { process } = globalThis as { process?: NodeJS.Process }
  return process?.versions?.node === undefined ? undefined : process.getBuiltinModule?.('node:fs')
}

/** Closes the files of platforms that are no longer used. */
const forgotten = new FinalizationRegistry<() => void>((close) => close())

/** A file without a name, on which bytes are appended. */
class DiskFile {
  readonly #fs: FileSystem
  readonly #descriptor: number
  readonly #close: () => void

  constructor(fs: FileSystem) {
    const { process } = globalThis
    const { tmpdir } = process.getBuiltinModule('node:os')
    const { join } = process.getBuiltinModule('node:path')
    const folder = fs.mkdtempSync(join(tmpdir(), 'nemo-mock-'))
    const path = join(folder, 'content')
    const descriptor = fs.openSync(path, 'w+', 0o600)
    const remove = () => fs.rmSync(folder, { recursive: true, force: true })
    try {
      remove()
    } catch {
      // Not every system takes the name away from an open file.
      process.once('exit', remove)
    }
    let isOpen = true
    const close = () => {
      if (isOpen) fs.closeSync(descriptor)
      isOpen = false
    }
    this.#fs = fs
    this.#descriptor = descriptor
    this.#close = close
    forgotten.register(this, close, this)
  }

  write(chunks: readonly Uint8Array[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const append = (rest: readonly Uint8Array[]) => {
        if (rest.length === 0) return resolve()
        this.#fs.writev(this.#descriptor, [...rest], (error, written) => {
          if (error !== null) return reject(error)
          append(after(rest, written))
        })
      }
      append(chunks)
    })
  }

  read(position: number, length: number): Promise<Uint8Array | undefined> {
    const buffer = new Uint8Array(length)
    return new Promise((resolve, reject) => {
      this.#fs.read(this.#descriptor, buffer, 0, length, position, (error, count) => {
        if (error !== null) return reject(error)
        resolve(count === 0 ? undefined : buffer.subarray(0, count))
      })
    })
  }

  close(): void {
    forgotten.unregister(this)
    this.#close()
  }
}

/** What is left of chunks after so many bytes of them. */
function after(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  const rest: Uint8Array[] = []
  let toSkip = bytes
  for (const chunk of chunks) {
    if (toSkip >= chunk.length) toSkip -= chunk.length
    else {
      rest.push(chunk.subarray(toSkip))
      toSkip = 0
    }
  }
  return rest
}
