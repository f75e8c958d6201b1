/** Errors of requests that got no answer, or none that is of use. */

import { codeOf } from '../errors/error-code-of.ts'
import {
  APIConnectionError,
  APITimeoutError,
  APIUserAbortError,
  type FailedRequest,
} from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import { redactText, redactUrl } from '../errors/redact.ts'
import { connectionRemedies } from '../remedies/index.ts'
import type { SentRequest } from './request/operation.ts'
import { connectionProblem } from './transport/connection-problem.ts'
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
  const words = problemOf(source)
  if (words !== '' || !(source instanceof Error)) return redactText(words, [...secrets])
  return codeOf(source) ?? source.name
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
    const remedies = connectionRemedies('timeout', sent.url)
    return new APITimeoutError(`${nameOf(sent)}: nothing came ${within}`, { request, cause, remedies })
  }
  const problem = connectionProblem(cause)
  const remedies = connectionRemedies(problem, sent.url)
  const init = { request, cause, remedies, code: `connection/${problem}` } as const
  return new APIConnectionError(`${nameOf(sent)}: no answer (${reasonOf(cause, sent)})`, init)
}

/** A redirect leads where we do not go. */
export function redirectError(sent: SentRequest, why: string): APIConnectionError {
  return new APIConnectionError(`${nameOf(sent)}: the redirect was not followed, because ${why}`, {
    code: 'connection/redirect-refused',
    request: failedRequest(sent),
    remedies: connectionRemedies('redirect-refused', sent.url),
  })
}
