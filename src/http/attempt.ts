/** One attempt at a call: sends it, and follows redirects that stay where they may. */

import { loadPart } from '../errors/load-part.ts'
import { MOST_REDIRECTS } from '../limits.ts'
import { RedirectError } from './call-ends.ts'
import type { Call } from './request/call.ts'
import { IdleTimeout } from './transport/idle-timeout.ts'
import type { RawResponse } from './transport/raw-response.ts'
import type { Hop } from './transport/redirect.ts'
import type { Send } from './transport/transport.ts'

/**
 * Makes an attempt. The answer's body may still be on its way when this resolves.
 *
 * @param headers - Headers of this attempt; an authorization goes to the call's own origin only.
 */
export async function attempt(call: Call, headers: Call['headers'], send: Send): Promise<RawResponse> {
  const { method, url } = call.sent
  let hop: Hop = { url, method, headers, keepsBody: call.body.content !== undefined }
  for (let hops = 0; ; hops += 1) {
    const response = await sendHop(hop, call, send)
    if (response.isOpaqueRedirect) throw new RedirectError('browsers do not tell where it leads')
    if (!isRedirect(response)) return response
    response.discard()
    const { nextHop } = await loadPart(import('./transport/redirect.ts'))
    const next =
      hops === MOST_REDIRECTS ? { refused: `there were ${hops} before it` } : nextHop(hop, response, method)
    if ('refused' in next) throw new RedirectError(next.refused)
    if (next.keepsBody && !call.body.canRepeat) {
      throw new RedirectError('the body is a stream, which cannot be sent again')
    }
    hop = next
  }
}

async function sendHop(hop: Hop, call: Call, send: Send): Promise<RawResponse> {
  const { content } = call.body
  const body = hop.keepsBody ? content : undefined
  const idleTimeout = new IdleTimeout(call.timeout, call.signal)
  try {
    const response = await send({
      method: hop.method,
      url: hop.url,
      headers: hop.headers,
      body: typeof body === 'function' ? body() : body,
      idleTimeout,
      collect: call.collect,
    })
    if (call.signal?.aborted !== true) return response
    response.discard()
    throw call.signal.reason
  } catch (error) {
    idleTimeout.finish()
    throw error
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Whether an answer sends us elsewhere. */
function isRedirect(response: RawResponse): boolean {
  return REDIRECTS.has(response.status) && response.header('location') !== undefined
}
