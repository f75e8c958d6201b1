/** What the mock platform does with the machine it runs on: sockets and files. Asked for when it is needed first. */

import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { DisconnectError } from '../faults.ts'
import type { ListenOptions, MockServer } from '../server.ts'

export { updateConfig } from '../../config/update.ts'

/** Serves a `fetch` on a socket. */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  { port = 0, host = '127.0.0.1', around }: ListenOptions,
): Promise<MockServer> {
  const server = createAdaptorServer({
    // The globals are the caller's: nobody wants another `Request` for having listened once.
    overrideGlobalObjects: false,
    fetch: async (received, env) => {
      const request = webRequest(received)
      try {
        return await (around === undefined ? fetch(request) : around(request, fetch))
      } catch (error) {
        if (!(error instanceof DisconnectError)) throw error
        // Nothing of an answer goes out.
        const { incoming } = env as { incoming: { socket: { destroy(): void } } }
        incoming.socket.destroy()
        return new Response(null)
      }
    },
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const actual = (server.address() as AddressInfo).port
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const shownHost = host.includes(':') ? `[${host}]` : host
  return { url: `http://${shownHost}:${actual}`, port: actual, close, [Symbol.asyncDispose]: close }
}

/** The adaptor's requests only look like requests: without its globals, `new Request(request)` does not know them. */
function webRequest({ url, method, headers, body, signal }: Request): Request {
  return new Request(url, { method, headers, body, signal, ...(body === null ? {} : { duplex: 'half' }) })
}
