/** Where a redirect leads, and what may go there; loaded with the first one. A token, a body or a default header never leaves the platform's origin. */

import type { HeaderMap } from '../request/headers.ts'
import type { RawResponse } from './raw-response.ts'

/** What the next hop sends. */
export interface Hop {
  url: URL
  method: string
  headers: HeaderMap
  keepsBody: boolean
}

/** Headers that tell nothing about the caller, and so may go anywhere. */
const HARMLESS = new Set(['accept', 'range', 'user-agent'])

/**
 * Works out the next hop.
 *
 * @param original - The method of the call, which an earlier redirect may have changed.
 * @returns The hop, or why it is refused.
 */
export function nextHop(from: Hop, response: RawResponse, original: string): Hop | { refused: string } {
  const location = response.header('location') ?? ''
  let url: URL
  try {
    url = new URL(location, from.url)
  } catch {
    return { refused: 'its target is no URL' }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { refused: `its target is not http(s)` }
  if (from.url.protocol === 'https:' && url.protocol === 'http:')
    return { refused: 'it leads from https to http' }
  url.username = ''
  url.password = ''
  const { status } = response
  const becomesGet =
    (status === 303 && from.method !== 'HEAD') ||
    (from.method === 'POST' && (status === 301 || status === 302))
  const method = becomesGet ? 'GET' : from.method
  const keepsBody = from.keepsBody && !becomesGet
  const headers = { ...from.headers }
  if (becomesGet) {
    delete headers['content-type']
    delete headers['content-length']
  }
  if (url.origin === from.url.origin) return { url, method, headers, keepsBody }
  // What another origin answers is no answer to a call that was to change something.
  if (original !== 'GET' && original !== 'HEAD') {
    return { refused: `it leads to another origin (${url.origin}), where a ${original} is not repeated` }
  }
  const harmless = Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)))
  return { url, method, headers: harmless, keepsBody }
}
