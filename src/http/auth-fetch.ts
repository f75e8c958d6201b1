/** A small `fetch` over a transport, for discovery and token requests: no redirects, no token, no retries. */

import type { HeaderMap } from './headers.ts'
import type { Send, SilenceWatch } from './transport.ts'

/** The caller's signal limits these requests as a whole. */
const UNWATCHED: SilenceWatch = { restart: () => {}, stop: () => {}, finish: () => {} }

/** Sends what a `fetch` would, through whatever is the transport at the time of the call. */
export function createAuthFetch(
  transport: () => Send,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const request = new Request(url, { ...init, redirect: 'manual' })
    const headers: HeaderMap = Object.fromEntries(request.headers)
    const { body } = init
    const wholeBody =
      body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : undefined
    return transport()(request, {
      url: new URL(url),
      headers,
      wholeBody,
      signal: request.signal,
      silence: UNWATCHED,
      collect: false,
    })
  }
}
