/** Turns what a caller gives as body into what goes over the wire. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { WholeBody } from '../transport/transport.ts'

/** A body that is ready to send. */
export interface PreparedBody {
  /** What the `Request` gets; a function opens it anew for each attempt. */
  readonly content: NonNullable<RequestInit['body']> | (() => ReadableStream<Uint8Array>) | undefined
  /** Its length in bytes, where neither the `Request` nor the transport would know it. */
  readonly size?: number
  /** The body as a whole, where it is known: then it can be sent again. */
  readonly whole: WholeBody | undefined
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
export type RawBody = string | ArrayBuffer | Uint8Array | Blob | ReadableStream | FormData | URLSearchParams

const NO_BODY: PreparedBody = {
  content: undefined,
  whole: undefined,
  contentType: undefined,
  canRepeat: true,
}

/**
 * Prepares a body: text, bytes, blobs, forms and streams are sent as they stand, everything else as JSON.
 *
 * @throws InvalidArgumentError for what JSON cannot hold.
 */
export function prepareBody(body: unknown): PreparedBody {
  if (body === undefined) return NO_BODY
  if (typeof body === 'string') return whole(body, 'text/plain;charset=UTF-8')
  if (body instanceof ArrayBuffer) return whole(new Uint8Array(body), 'application/octet-stream')
  if (ArrayBuffer.isView(body)) {
    const { buffer, byteOffset, byteLength } = body
    return whole(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength), 'application/octet-stream')
  }
  if (body instanceof URLSearchParams)
    return whole(body.toString(), 'application/x-www-form-urlencoded;charset=UTF-8')
  // The `Request` derives the type itself: a blob's own, a form's with its boundary.
  if (body instanceof Blob || body instanceof FormData) {
    return { content: body, whole: undefined, contentType: undefined, canRepeat: true }
  }
  if (body instanceof ReadableStream) {
    return { content: body, whole: undefined, contentType: 'application/octet-stream', canRepeat: false }
  }
  if (body instanceof SizedBody) {
    const { size, open } = body
    return { content: open, size, whole: undefined, contentType: 'application/octet-stream', canRepeat: true }
  }
  return whole(toJson(body), 'application/json')
}

/** Whether a body is sent as it stands, so that nothing can be merged into it. */
export function isRawBody(body: unknown): boolean {
  return (
    typeof body === 'string' ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body) ||
    body instanceof URLSearchParams ||
    body instanceof Blob ||
    body instanceof FormData ||
    body instanceof ReadableStream ||
    body instanceof SizedBody
  )
}

function whole(content: WholeBody, contentType: string): PreparedBody {
  return { content, whole: content, contentType, canRepeat: true }
}

function toJson(body: unknown): string {
  let text: string | undefined
  try {
    text = JSON.stringify(body, refuseNonFinite)
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error
    throw new InvalidArgumentError('body', 'cannot be written as JSON', { cause: error })
  }
  if (text === undefined) throw new InvalidArgumentError('body', `cannot be written as JSON: ${typeof body}`)
  return text
}

/** JSON would silently make null of NaN and infinities. */
function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InvalidArgumentError(key || 'body', `must be a finite number, not ${value}`)
  }
  return value
}
