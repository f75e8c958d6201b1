/** Where Node's modules are missing, `fetch` is the transport. */

import { sendThrough } from '../../http/transport/fetch-transport.ts'
import type { Transport } from '../../http/transport/transport.ts'

/** A transport over the runtime's `fetch`, looked up at each call. */
export function createTransport(): Transport {
  return {
    send: sendThrough((url, init) => globalThis.fetch(url, init)),
    close: () => {},
  }
}
