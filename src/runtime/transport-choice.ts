/** Decides what sends a request. */

import { runtimeFetch } from '#runtime/runtime'
import { type Fetch, sendThrough } from '../http/transport/fetch-transport.ts'
import type { Send, Transport } from '../http/transport/transport.ts'

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
