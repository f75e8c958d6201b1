/** A transport over any `fetch`: the runtime's own, or one that the caller gives. */

import { untilAborted } from './idle-timeout.ts'
import {
  collectedText,
  ERROR_BODY_LIMIT,
  type IdleTimer,
  readText,
  type Send,
  type TransportOptions,
} from './transport.ts'

/** What a `fetch` has to be like. */
export type Fetch = (input: Request | string | URL, init?: RequestInit) => Promise<Response>

/** Sends through a `fetch`, and watches the body for silence on its behalf. */
export function sendThrough(fetch: Fetch): Send {
  return async (request, options) => {
    const { signal, idleTimer, collect } = options
    const headers = headersOf(request, options)
    const complete = new Request(request, { headers, signal, redirect: 'manual' })
    const response = watchBody(await fetch(complete), idleTimer, signal)
    if (collect) {
      const limit = response.status >= 400 ? ERROR_BODY_LIMIT : Number.POSITIVE_INFINITY
      collectedText.set(response, await readText(response, limit))
    }
    return response
  }
}

/** A blob's type and a form's boundary are the request's own doing. */
function headersOf(request: Request, { headers }: TransportOptions): Headers {
  const all = new Headers(headers)
  const type = request.headers.get('content-type')
  if (type !== null && !all.has('content-type')) all.set('content-type', type)
  return all
}

/** A response of the same content, whose body reports when it moves, and ends with the signal whatever the `fetch` does. */
function watchBody(response: Response, idleTimer: IdleTimer, signal: AbortSignal): Response {
  // Only browsers hide where a redirect leads; such a response cannot be made anew.
  if (response.body === null || response.type === 'opaqueredirect') {
    idleTimer.finish()
    return response
  }
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        idleTimer.restart()
        try {
          const { done, value } = await untilAborted(reader.read(), signal)
          idleTimer.stop()
          if (!done) {
            controller.enqueue(value)
            return
          }
          idleTimer.finish()
          controller.close()
        } catch (error) {
          idleTimer.finish()
          reader.cancel(error).catch(() => {})
          controller.error(error)
        }
      },
      cancel(reason) {
        idleTimer.finish()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  const { status, statusText, headers, url } = response
  const watched = new Response(body, { status, statusText, headers })
  Object.defineProperty(watched, 'url', { value: url })
  return watched
}
