/** Where Node's modules are missing, `fetch` is the transport. */

import { type Fetch, sendThrough } from '../../http/transport/fetch-transport.ts'
import type { Transport } from '../../http/transport/transport.ts'

/** A transport over the caller's `fetch`, or the runtime's, which is looked up at each call: tests put others in its place. */
export function createTransport(fetch?: Fetch): Transport {
  return {
    send: sendThrough(fetch ?? ((url, init) => globalThis.fetch(url, init))),
    close: () => {},
  }
}
