/** A small `fetch` over a transport, for discovery and token requests: no redirects, no token, no retries. */

import type { HeaderMap } from '../request/headers.ts'
import type { IdleTimer, Send } from './transport.ts'

/** The caller's signal limits these requests as a whole. */
const UNWATCHED: IdleTimer = { restart: () => {}, stop: () => {}, finish: () => {} }

/** Sends what a `fetch` would, through whatever is the transport at the time of the call. */
export function createPlainFetch(
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
      idleTimer: UNWATCHED,
      collect: false,
    })
  }
}
