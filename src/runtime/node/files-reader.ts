/** Reads a file as the body of a request, a little ahead of what is sent, and notices if it changes meanwhile. */

import type { Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { NeMoPlatformError } from '../../errors/index.ts'
import { SizedBody } from '../../http/request/body.ts'
import { claim } from '../../http/transport/chunks.ts'
import type { LocalFile } from '../files.ts'
import { fileError } from './files-path.ts'

/** Bytes that are read at a time. */
const CHUNK = 256 * 1024

/** A file that can be sent, as often as it takes. */
export class FileReader implements LocalFile {
  readonly name: string
  readonly relative: string
  readonly size: number
  failure: Error | undefined
  readonly #modifiedAt: number
  readonly #open = new Set<FileHandle>()

  constructor(path: string, relative: string, { size, mtimeMs }: Stats) {
    this.name = path
    this.relative = relative
    this.size = size
    this.#modifiedAt = mtimeMs
  }

  body(onMove: (position: number) => void): SizedBody {
    return new SizedBody(this.size, () => this.#read(onMove))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((handle) => this.#release(handle)))
  }

  #read(onMove: (position: number) => void): ReadableStream<Uint8Array> {
    let position = 0
    let handle: FileHandle | undefined
    let next: Promise<Uint8Array> | undefined
    let isOver = false
    const finish = async () => {
      isOver = true
      await next?.catch(() => {})
      if (handle !== undefined) await this.#release(handle)
    }
    onMove(0)
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            handle ??= await this.#acquire()
            const chunk = await (next ?? this.#readAt(handle, position))
            if (isOver) return
            position += chunk.byteLength
            const isLast = position === this.size
            // Nothing of the last chunk is sent of a file that is no longer what was announced.
            if (isLast) await this.#assertUnchanged(handle)
            next = isLast ? undefined : this.#readAt(handle, position)
            next?.catch(() => {})
            if (isOver) return
            if (chunk.byteLength > 0) controller.enqueue(claim(chunk))
            onMove(position)
            if (!isLast) return
            await finish()
            controller.close()
          } catch (error) {
            await finish()
            this.failure = fileError('read', this.name, error)
            throw this.failure
          }
        },
        cancel: finish,
      },
      // Opened when it is first asked for, not before.
      { highWaterMark: 0 },
    )
  }

  async #acquire(): Promise<FileHandle> {
    const handle = await open(this.name, 'r')
    this.#open.add(handle)
    await this.#assertUnchanged(handle)
    return handle
  }

  async #release(handle: FileHandle): Promise<void> {
    if (this.#open.delete(handle)) await handle.close()
  }

  async #readAt(handle: FileHandle, position: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK, this.size - position))
    if (buffer.byteLength === 0) return buffer
    const { bytesRead } = await handle.read(buffer, 0, buffer.byteLength, position)
    if (bytesRead === 0) throw this.#changed()
    return buffer.subarray(0, bytesRead)
  }

  async #assertUnchanged(handle: FileHandle): Promise<void> {
    const { size, mtimeMs } = await handle.stat()
    if (size !== this.size || mtimeMs !== this.#modifiedAt) throw this.#changed()
  }

  #changed(): NeMoPlatformError {
    return new NeMoPlatformError(`${this.name} was changed while it was uploaded`, {
      code: 'file/changed',
      remedies: [{ text: 'Upload it again when nobody writes to it any more' }],
    })
  }
}
