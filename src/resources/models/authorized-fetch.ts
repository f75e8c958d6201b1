/** Requests of libraries for OpenAI's protocol, with the client's token. */

import { APIConnectionError, APIUserAbortError } from '../../errors/index.ts'
import { isRawBody } from '../../http/request/body.ts'
import type { Method } from '../../http/request/operation.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** Headers that are the business of whoever sends. */
const OF_THE_CONNECTION = new Set([
  'authorization',
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
])

/**
 * Sends a request of `fetch` through the client: with a token that is valid at the time of the request, renewed once where it is
 * refused, over the client's own connections, and to the platform's origin only. It repeats nothing else and has no time limit:
 * whoever calls it has both, and a model may think for minutes before its first word. Any status is an answer; where none comes,
 * the error is that of any `fetch`.
 */
export async function sendThrough(
  context: ResourceContext,
  ...[input, init]: Parameters<typeof globalThis.fetch>
): Promise<Response> {
  const request = new Request(input, init)
  const headers = [...request.headers].filter(([name]) => !OF_THE_CONNECTION.has(name))
  try {
    return await context.http
      .request<Response>(
        () => ({
          method: request.method as Method,
          path: request.url,
          body: repeatableBody(init?.body) ?? request.body ?? undefined,
          headers: { accept: '*/*' },
          acceptsAnyStatus: true,
        }),
        { signal: request.signal, timeout: Number.POSITIVE_INFINITY, maxRetries: 0, headers },
      )
      .asResponse()
  } catch (error) {
    if (error instanceof APIUserAbortError) throw request.signal.reason
    // Libraries know by this that it is worth trying again.
    if (error instanceof APIConnectionError) throw new TypeError('fetch failed', { cause: error })
    throw error
  }
}

/** What can be sent again after the token was renewed; a stream cannot. */
function repeatableBody(body: unknown): unknown {
  // A form's boundary is in the header that the `Request` has made, so its body must be from there too.
  return isRawBody(body) && !(body instanceof FormData) ? body : undefined
}
