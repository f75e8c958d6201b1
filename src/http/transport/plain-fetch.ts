/** A small `fetch` over a transport, for discovery and token requests: no redirects, no token, no retries. */

import { LONGEST_AUTH_BODY, LONGEST_ERROR_BODY } from '../../limits.ts'
import type { HeaderMap } from '../request/headers.ts'
import { IdleTimeout } from './idle-timeout.ts'
import type { OutgoingBody, Send } from './transport.ts'

/**
 * Sends what a `fetch` would, through whatever is the transport at the time of the call. The caller's signal limits these requests
 * as a whole, and no answer may be long.
 */
export function createPlainFetch(
  transport: () => Send,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, { method = 'GET', headers: given, body, signal }) => {
    const headers: HeaderMap = Object.fromEntries(new Headers(given))
    if (body instanceof URLSearchParams)
      headers['content-type'] ??= 'application/x-www-form-urlencoded;charset=UTF-8'
    const response = await transport()({
      method,
      url: new URL(url),
      headers,
      body:
        body instanceof URLSearchParams ? body.toString() : ((body ?? undefined) as OutgoingBody | undefined),
      idleTimeout: new IdleTimeout(Number.POSITIVE_INFINITY, signal ?? undefined),
      collect: false,
    })
    const isError = response.status >= 400
    await response.text(isError ? LONGEST_ERROR_BODY : Number.POSITIVE_INFINITY, LONGEST_AUTH_BODY)
    return response.toReadableWeb()
  }
}
