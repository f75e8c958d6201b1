/** A server like OpenAI's on loopback, whose models echo; it keeps what it was asked. */

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { answerAsEcho, ECHO_MODEL } from '../../src/mock/inference/echo-model.ts'

/** A request that the server had. */
export interface EchoedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
}

/** A running server. */
export interface EchoServer {
  /** Its URL, without a slash at the end. */
  readonly url: string
  /** What it was asked, oldest first. */
  readonly requests: readonly EchoedRequest[]
  close(): Promise<void>
}

/**
 * Starts a server.
 *
 * @param models - The models that it lists.
 * @param pause - Waits before each chunk of an answer but the first.
 * @param answer - Answers a request.
 */
export async function startEchoServer(
  models: readonly string[] = [ECHO_MODEL],
  pause: () => Promise<void> | undefined = () => undefined,
  answer: typeof answerAsEcho = answerAsEcho,
): Promise<EchoServer> {
  const requests: EchoedRequest[] = []
  const server = createServer(async (incoming, outgoing) => {
    const request = toRequest(incoming)
    requests.push({ method: request.method, path: incoming.url ?? '', headers: request.headers })
    const response = await answer(request, models)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    let isFirst = true
    for await (const chunk of response.body ?? []) {
      if (!isFirst) await pause()
      isFirst = false
      outgoing.write(chunk)
    }
    outgoing.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const method = incoming.method ?? 'GET'
  const isBodyless = method === 'GET' || method === 'HEAD'
  const body = isBodyless ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const }
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), { method, headers, ...body })
}
