/** Turns what a caller gives as body into what goes over the wire. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { bytesOf, bytesOfChunk, tagOf } from '../transport/chunk-bytes.ts'
import type { OutgoingBody } from '../transport/transport.ts'
import { encodeForm } from './form.ts'
import { isIterable, toJson } from './to-json.ts'

/** A body that is ready to send. */
export interface PreparedBody {
  /** What goes over the wire; a function opens it anew for each attempt. */
  readonly content: OutgoingBody | (() => ReadableStream<Uint8Array>) | undefined
  /** Its length in bytes, where the content does not tell it. */
  readonly size?: number
  /** The content type that goes with it, unless the caller names another. */
  readonly contentType: string | undefined
  /** Whether a second attempt can send the same body. */
  readonly canRepeat: boolean
}

/** Bytes of known length that are opened anew for each attempt: they are never in memory as a whole, and can be sent again. */
export class SizedBody {
  readonly size: number
  readonly open: () => ReadableStream<Uint8Array>

  constructor(size: number, open: () => ReadableStream<Uint8Array>) {
    this.size = size
    this.open = open
  }
}

/** What is sent as it stands; everything else becomes JSON. */
export type RawBody =
  | string
  | ArrayBuffer
  | Uint8Array
  | Blob
  | ReadableStream
  | FormData
  | URLSearchParams
  | AsyncIterable<Uint8Array | string>

/** Chunks of bytes or text, one after the other. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

const NO_BODY: PreparedBody = { content: undefined, contentType: undefined, canRepeat: true }
const BYTES = 'application/octet-stream'

/**
 * Prepares a body: text, bytes, blobs, forms, streams and iterables of bytes are sent as they stand, plain values as JSON.
 *
 * @param contentType - The type that the caller names.
 * @throws InvalidArgumentError for everything else.
 */
export function prepareBody(body: unknown, contentType?: string): PreparedBody {
  if (body === undefined) return NO_BODY
  if (typeof body === 'string') return whole(body, 'text/plain;charset=UTF-8')
  switch (kindOf(body)) {
    case 'bytes':
      return whole(bytesOf(body as ArrayBuffer | ArrayBufferView, 'body'), BYTES)
    case 'parameters':
      return whole(String(body), 'application/x-www-form-urlencoded;charset=UTF-8')
    case 'blob': {
      const { type } = body as Blob
      return { ...joined([body as Blob]), contentType: type || undefined, canRepeat: true }
    }
    case 'form': {
      if (!isIterable(body as FormData))
        throw new InvalidArgumentError('body', 'must be a FormData of the web: this one cannot be read')
      const { parts, type } = encodeForm(body as FormData, contentType)
      return { ...joined(parts), contentType: type, canRepeat: true }
    }
    case 'stream':
      if ((body as ReadableStream).locked)
        throw new InvalidArgumentError('body', 'is a stream that has a reader already')
      return { content: ownStream(body as ReadableStream), contentType: BYTES, canRepeat: false }
    case 'sized': {
      const { size, open } = body as SizedBody
      return { content: open, size, contentType: BYTES, canRepeat: true }
    }
    case 'chunks':
      return { content: streamOf(body as Chunks, 'body'), contentType: BYTES, canRepeat: false }
    case 'json':
      return whole(toJson(body), 'application/json')
  }
}

/** Whether a body is sent as it stands, so that nothing can be merged into it. */
export function isRawBody(body: unknown): boolean {
  return typeof body === 'string' || kindOf(body) !== 'json'
}

/**
 * Chunks as a stream.
 *
 * @param argument - What errors call them.
 */
export function streamOf(chunks: Chunks, argument: string): ReadableStream<Uint8Array> {
  let iterator: AsyncIterator<unknown> | Iterator<unknown> | undefined
  const open = () =>
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= open()
        const { done, value } = await iterator.next()
        if (done === true) {
          controller.close()
          return
        }
        try {
          controller.enqueue(bytesOfChunk(value, argument))
        } catch (error) {
          await iterator.return?.()
          throw error
        }
      },
      async cancel() {
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** A stream of another realm, or of a library, as one of ours. */
function ownStream(stream: ReadableStream): ReadableStream<Uint8Array> {
  if (stream instanceof ReadableStream) return stream
  const reader = (stream as ReadableStream).getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

/** Texts and blobs as one. Blobs of a library or of another realm would become texts in one of ours, so these are read one by one. */
function joined(parts: readonly (string | Blob)[]): Pick<PreparedBody, 'content' | 'size'> {
  const [first] = parts
  if (parts.length === 1 && first instanceof Blob) return { content: first }
  if (parts.every((part) => typeof part === 'string' || part instanceof Blob))
    return { content: new Blob([...parts]) }
  const blobs = parts.map((part) => (typeof part === 'string' ? new Blob([part]) : part))
  const chunks = async function* () {
    for (const blob of blobs) yield* streamOfBlob(blob) as AsyncIterable<Uint8Array>
  }
  return {
    content: () => streamOf(chunks(), 'body'),
    size: blobs.reduce((size, blob) => size + blob.size, 0),
  }
}

function streamOfBlob(blob: Blob): ReadableStream<Uint8Array> {
  const stream: unknown = blob.stream()
  return tagOf(stream) === 'ReadableStream'
    ? ownStream(stream as ReadableStream)
    : streamOf(stream as Chunks, 'body')
}

type BodyKind = 'bytes' | 'parameters' | 'blob' | 'form' | 'stream' | 'sized' | 'chunks' | 'json'

/** What a body is, also where it comes from another realm, whose classes are not ours. */
function kindOf(body: unknown): BodyKind {
  if (typeof body !== 'object' || body === null) return 'json'
  const tag = tagOf(body)
  if (tag === 'Object') return body instanceof SizedBody ? 'sized' : isIterable(body) ? 'chunks' : 'json'
  if (tag === 'Array') return 'json'
  if (tag === 'ArrayBuffer' || ArrayBuffer.isView(body)) return 'bytes'
  if (tag === 'URLSearchParams') return 'parameters'
  if (tag === 'Blob' || tag === 'File') return 'blob'
  if (tag === 'FormData') return 'form'
  if (tag === 'ReadableStream') return 'stream'
  if (tag === 'Map' || tag === 'Set') return 'json'
  return isIterable(body) ? 'chunks' : 'json'
}

function whole(content: string | Uint8Array<ArrayBuffer>, contentType: string): PreparedBody {
  return { content, contentType, canRepeat: true }
}
