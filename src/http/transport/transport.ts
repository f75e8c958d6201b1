/** What sends a request once its URL, headers and body are settled. */

import type { Bytes } from '../../bytes.ts'
import { NotSentError } from '../../errors/not-sent.ts'
import type { HeaderMap } from '../request/headers.ts'
import type { IdleTimeout } from './idle-timeout.ts'
import type { RawResponse } from './raw-response.ts'

/** What goes over the wire as a body: text, bytes, content of known length, or a stream that is read once. */
export type OutgoingBody = string | Bytes | Blob | ReadableStream<Uint8Array>

/** A request as a transport takes it. */
export interface OutgoingRequest {
  readonly method: string
  readonly url: URL
  /** All headers but the length of a body that is there as a whole. */
  readonly headers: HeaderMap
  readonly body: OutgoingBody | undefined
  /** Ends the exchange, also in the middle of the answer's body. */
  readonly idleTimeout: IdleTimeout
  /** The body is wanted as text, at once: {@link RawResponse.text} has it when the answer is there. */
  readonly collect: boolean
}

/**
 * Sends one request. Like `fetch` with `redirect: 'manual'`: it resolves with whatever the server answers, and rejects
 * where no answer comes.
 */
export type Send = (request: OutgoingRequest) => Promise<RawResponse>

/** A way to send requests, and to let its idle connections go. */
export interface Transport {
  readonly send: Send
  close(): void
}

/** An answer had begun when the connection broke. */
export class BrokenBodyError extends Error {
  override get name(): string {
    return 'BrokenBodyError'
  }
}

/** The body that was to be sent could not be had: its cause is the error of whoever gives it. */
export class OutgoingBodyError extends Error {
  override get name(): string {
    return 'OutgoingBodyError'
  }
}

/** The code of a proxy that cannot be reached, or that refused the tunnel. */
export const PROXY_REFUSED = 'ERR_PROXY_REFUSED'

/** The proxy could not be reached, or would not do its part. Nothing has reached the server. */
export class ProxyError extends NotSentError {
  override get name(): string {
    return 'ProxyError'
  }

  readonly code = PROXY_REFUSED
  /** The proxy, without credentials. */
  readonly proxy: string

  constructor(proxy: string, problem: string, cause?: unknown) {
    super(`the proxy ${proxy} ${problem}`, cause === undefined ? undefined : { cause })
    this.proxy = proxy
  }
}
