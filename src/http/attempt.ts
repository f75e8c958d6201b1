/** One attempt at a call: sends it through ky, and follows redirects that stay where they may. */

import ky, { type Options as KyOptions } from 'ky'
import type { Call } from './request/call.ts'
import { redirectError } from './request-errors.ts'
import { discard } from './response/response-body.ts'
import { IdleTimeout } from './transport/idle-timeout.ts'
import { type Hop, isRedirect, MAX_REDIRECTS, nextHop } from './transport/redirect.ts'
import type { Send, TransportOptions } from './transport/transport.ts'

/**
 * Makes an attempt. The answer's body may still be on its way when this resolves.
 *
 * @param token - Goes to the call's own origin only.
 */
export async function attempt(call: Call, token: string | undefined, send: Send): Promise<Response> {
  const deadline = new IdleTimeout(call.timeout, call.signal)
  try {
    const headers = token === undefined ? call.headers : { ...call.headers, authorization: `Bearer ${token}` }
    const { method, url } = call.sent
    let hop: Hop = { url, method, headers, keepsBody: call.body.content !== undefined }
    for (let hops = 0; ; hops += 1) {
      const response = await sendHop(hop, call, deadline, send)
      if (response.type === 'opaqueredirect')
        throw redirectError(call.sent, 'browsers do not tell where it leads')
      if (!isRedirect(response)) return response
      discard(response)
      const next =
        hops === MAX_REDIRECTS ? { refused: `there were ${hops} before it` } : nextHop(hop, response)
      if ('refused' in next) throw redirectError(call.sent, next.refused)
      if (next.keepsBody && !call.body.canRepeat) {
        throw redirectError(call.sent, 'the body is a stream, which cannot be sent again')
      }
      hop = next
      deadline.restart()
    }
  } catch (error) {
    deadline.finish()
    throw deadline.signal.aborted ? deadline.signal.reason : unwrapKyError(error)
  }
}

/** Sends through ky without the parts that the loop around it does: retries, timeouts, errors for statuses. */
function sendHop(hop: Hop, call: Call, deadline: IdleTimeout, send: Send): Promise<Response> {
  const { content, whole } = call.body
  const transportOptions: TransportOptions = {
    url: hop.url,
    headers: hop.headers,
    wholeBody: hop.keepsBody ? whole : undefined,
    signal: deadline.signal,
    idleTimer: deadline,
    collect: call.collect,
  }
  const options: KyOptions & { duplex?: 'half' } = {
    method: hop.method,
    redirect: 'manual',
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // The headers go round ky, which would copy them four times.
    fetch: (request) => send(request as Request, transportOptions),
  }
  if (hop.keepsBody && content !== undefined) {
    const body = typeof content === 'function' ? content() : content
    options.body = body as NonNullable<KyOptions['body']>
    if (body instanceof ReadableStream) options.duplex = 'half'
  }
  return ky(hop.url, options)
}

/** ky's own errors hold the request with all its headers: only their cause goes on. */
function unwrapKyError(error: unknown): unknown {
  return error instanceof Error && error.name === 'NetworkError' && error.cause !== undefined
    ? error.cause
    : error
}
