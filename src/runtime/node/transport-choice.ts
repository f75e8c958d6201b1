/** Decides what sends a request. */

import { type Fetch, sendThrough } from '../../http/transport/fetch-transport.ts'
import type { Send, Transport } from '../../http/transport/transport.ts'

/**
 * What sends, in this order: the caller's `fetch`; a global `fetch` that somebody put in place of the runtime's own, as
 * test tools do; the platform's transport. Looked up at each call, for tests come and go.
 */
export function chooseTransport(fetch: Fetch | undefined, transport: Transport): () => Send {
  if (fetch !== undefined) {
    const send = sendThrough(fetch)
    return () => send
  }
  const sendThroughGlobal = sendThrough((url, init) => globalThis.fetch(url, init))
  return () => (runtimeFetch === globalThis.fetch ? transport.send : sendThroughGlobal)
}

/**
 * The `fetch` that the runtime came with. One that somebody put in its place, before or after this module was loaded, is
 * meant to be used, for instance by tests.
 */
const runtimeFetch: unknown = isRuntimes(globalThis.fetch) ? globalThis.fetch : undefined

/** Node's own is known by its source; other runtimes hide theirs, but a function in its place has another name. */
function isRuntimes(fetch: unknown): boolean {
  if (typeof fetch !== 'function') return false
  const source = Function.prototype.toString.call(fetch)
  const { bun, deno } = process.versions as Record<string, string | undefined>
  if (bun !== undefined || deno !== undefined) return fetch.name === 'fetch'
  return /^(?:async )?function fetch\(input, init = undefined\) \{/.test(source) && /undici/i.test(source)
}
