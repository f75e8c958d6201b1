/** What sends a request once its URL, headers and body are settled. */

import type { HeaderMap } from '../request/headers.ts'

/** A body that can be sent again, because it is there as a whole. */
export type WholeBody = string | Uint8Array<ArrayBuffer>

/** Watches for silence: not the length of a transfer ends it, but a pause in which nothing moves. */
export interface IdleTimer {
  /** Bytes moved, or are waited for from now on. */
  restart(): void
  /** Nothing is expected for now: the caller takes its time. */
  stop(): void
  /** The answer is complete, or given up. */
  finish(): void
}

/** What a transport may use beside the `Request`, which costs time to unpack. */
export interface TransportOptions {
  readonly url: URL
  /** All headers but what the `Request`, which holds no others, derives from its body. */
  readonly headers: HeaderMap
  /** The body as it was before it went into the request. */
  readonly wholeBody: WholeBody | undefined
  /** Ends the exchange, also in the middle of the answer's body. */
  readonly signal: AbortSignal
  readonly idleTimer: IdleTimer
  /** The body is wanted as text, at once: see {@link collectedText}. */
  readonly collect: boolean
}

/**
 * Sends one request. Like `fetch` with `redirect: 'manual'`: it resolves with whatever the server answers, and rejects
 * where no answer comes.
 */
export type Send = (request: Request, options: TransportOptions) => Promise<Response>

/** A way to send requests, and to let its idle connections go. */
export interface Transport {
  readonly send: Send
  close(): void
}

/** Bodies that a transport has read already, because they were wanted as text. */
export const collectedText = new WeakMap<Response, string>()

/**
 * Reads a body as text.
 *
 * @param limit - How many bytes are enough; the rest is given up.
 */
export async function readText(response: Response, limit: number): Promise<string> {
  const { bytes } = await readBytes(response, limit)
  return new TextDecoder().decode(bytes)
}

/**
 * Reads a body up to a limit, in bytes; the rest is given up.
 *
 * @returns What was read, which may be a chunk more than the limit, and whether that was all.
 */
export async function readBytes(
  { body }: Response,
  limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; isWhole: boolean }> {
  if (body === null) return { bytes: new Uint8Array(), isWhole: true }
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  let isWhole = false
  while (!isWhole && length <= limit) {
    const { done, value } = await reader.read()
    if (done) {
      isWhole = true
    } else {
      chunks.push(value)
      length += value.byteLength
    }
  }
  if (!isWhole) reader.cancel().catch(() => {})
  return { bytes: joined(chunks, length), isWhole }
}

/** Longest error body that is read, in bytes. */
export const ERROR_BODY_LIMIT = 64 * 1024

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length)
  let position = 0
  for (const chunk of chunks) {
    all.set(chunk, position)
    position += chunk.byteLength
  }
  return all
}
