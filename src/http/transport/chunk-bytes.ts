/** The bytes of what callers give: buffers and views of any realm, and the chunks of their streams. */

import { InvalidArgumentError } from '../../errors/index.ts'

/**
 * The bytes of a buffer, or of a view of one.
 *
 * @param argument - What errors call it.
 * @throws InvalidArgumentError for a buffer that was transferred away, whose bytes are somewhere else.
 */
export function bytesOf(source: ArrayBuffer | ArrayBufferView, argument: string): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(source) ? source : undefined
  const buffer = view?.buffer ?? (source as ArrayBuffer)
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(buffer as ArrayBuffer, view?.byteOffset, view?.byteLength)
  } catch (cause) {
    throw new InvalidArgumentError(argument, 'is a buffer that was transferred to somebody else', { cause })
  }
  // Somebody else may write to shared memory while it is sent.
  return tagOf(buffer) === 'SharedArrayBuffer' ? bytes.slice() : bytes
}

/**
 * The bytes of a chunk of a stream or an iterable.
 *
 * @param argument - What errors call the stream.
 * @throws InvalidArgumentError for what is neither bytes nor text.
 */
export function bytesOfChunk(chunk: unknown, argument: string): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk)
  if (ArrayBuffer.isView(chunk) || tagOf(chunk) === 'ArrayBuffer')
    return bytesOf(chunk as ArrayBuffer | ArrayBufferView, argument)
  throw new InvalidArgumentError(argument, `must give bytes, not ${chunk === null ? 'null' : typeof chunk}`)
}

/** The class of a value, whatever realm it comes from. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}
