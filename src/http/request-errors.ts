/** Errors of requests that got no answer, or none that is of use. */

import { codeOf } from '../errors/error-code-of.ts'
import {
  APIConnectionError,
  APITimeoutError,
  APIUserAbortError,
  type FailedRequest,
} from '../errors/index.ts'
import { redactText, redactUrl } from '../errors/redact.ts'
import type { SentRequest } from './request/operation.ts'
import { connectionRemedies } from './transport/connection-remedies.ts'
import { IdleTimeoutError } from './transport/idle-timeout.ts'

/** Method and path of a request, for messages. */
export function nameOf({ method, url }: SentRequest): string {
  return `${method} ${url.pathname}`
}

/** A request as errors show it. */
export function failedRequest({ method, url }: SentRequest): FailedRequest {
  return { method, url: redactUrl(url) }
}

/** What went wrong underneath, in a few words that show no secret of the request. */
export function reasonOf(error: unknown, { secrets }: SentRequest): string {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const words = source instanceof Error ? source.message || codeOf(source) || source.name : String(source)
  return redactText(words, [...secrets])
}

/** The caller's signal ended the call. */
export function abortError(sent: SentRequest, signal: AbortSignal | undefined): APIUserAbortError {
  const init = { request: failedRequest(sent), cause: signal?.reason }
  return new APIUserAbortError(`${nameOf(sent)} was aborted by the caller`, init)
}

/**
 * No answer came, or it broke off.
 *
 * @param timeout - The timeout of the attempt in ms, where it is known.
 */
export function connectionError(sent: SentRequest, cause: unknown, timeout?: number): APIConnectionError {
  const request = failedRequest(sent)
  if (cause instanceof IdleTimeoutError) {
    const within = timeout === undefined ? 'in time' : `within ${timeout} ms`
    const remedies = [
      'Raise `timeout`, for the client or for this call',
      `curl ${sent.url.origin}/health/ready`,
    ]
    const message = `${nameOf(sent)}: nothing came ${within}.`
    return new APITimeoutError(message, { request, cause, remedies })
  }
  const remedies = connectionRemedies(cause, sent.url)
  const message = `${nameOf(sent)}: no answer (${reasonOf(cause, sent)}).`
  return new APIConnectionError(message, { request, cause, remedies })
}

/** A redirect leads where we do not go. */
export function redirectError(sent: SentRequest, why: string): APIConnectionError {
  const remedies = ['Set `baseURL` to where the platform really is']
  const message = `${nameOf(sent)}: the redirect was not followed, because ${why}`
  return new APIConnectionError(message, { request: failedRequest(sent), remedies })
}
