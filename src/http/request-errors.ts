/** Errors of requests that got no answer, or none that is of use. Loaded with the first one. */

import { missingPermission } from '../errors/deno-permissions.ts'
import { codeOf } from '../errors/error-code-of.ts'
import {
  APIConnectionError,
  type APIError,
  APITimeoutError,
  APIUserAbortError,
  type FailedRequest,
} from '../errors/index.ts'
import { NotSentError, wasNotSent } from '../errors/not-sent.ts'
import { InternalError, problemOf } from '../errors/problem.ts'
import { redactSentence, redactText, redactUrl } from '../errors/redact.ts'
import { allowInDeno, connectionRemedies } from '../remedies/index.ts'
import { DeadlineError, RedirectError } from './call-ends.ts'
import type { SentRequest } from './request/operation.ts'
import { secretsOf } from './request/secrets.ts'
import { isIdempotent } from './retry.ts'
import { connectionProblem } from './transport/connection-problem.ts'
import { IdleTimeoutError } from './transport/idle-timeout.ts'
import { BodyTooLongError } from './transport/raw-response.ts'
import { BrokenBodyError, ProxyError } from './transport/transport.ts'

/** Method and path of a request, for messages. Whoever builds a path of a secret finds it in none of them. */
export function nameOf(sent: SentRequest): string {
  return `${sent.method} ${redactSentence(sent.url.pathname, secretsOf(sent))}`
}

/** A request as errors show it. */
export function failedRequest(sent: SentRequest): FailedRequest {
  return { method: sent.method, url: redactUrl(sent.url, secretsOf(sent)) }
}

/** What went wrong underneath, in a few words that show no secret of the request. */
export function reasonOf(error: unknown, sent: SentRequest): string {
  const isWrapper = error instanceof Error && error.cause instanceof Error && !(error instanceof ProxyError)
  const source = isWrapper ? error.cause : error
  const words = problemOf(source)
  if (source instanceof InternalError) return redactSentence(words, secretsOf(sent))
  if (words !== '' || !(source instanceof Error)) return redactText(words, secretsOf(sent))
  return codeOf(source) ?? source.name
}

/** The call's signal ended it: the caller's, or its deadline. */
export function abortError(sent: SentRequest, signal: AbortSignal | undefined): APIError {
  const cause: unknown = signal?.reason
  const init = { request: failedRequest(sent), cause }
  if (!(cause instanceof DeadlineError))
    return new APIUserAbortError(`${nameOf(sent)} was aborted by the caller`, init)
  const remedies = [{ text: 'Raise the deadline', call: '`deadline`, in ms' }]
  return new APITimeoutError(`${nameOf(sent)}: ${cause.problem}`, { ...init, remedies })
}

/**
 * No answer came, or it broke off.
 *
 * @param timeout - The timeout of the attempt in ms, where it is known.
 */
export function connectionError(sent: SentRequest, cause: unknown, timeout?: number): APIConnectionError {
  const request = failedRequest(sent)
  if (cause instanceof RedirectError) {
    const problem = `${nameOf(sent)}: the redirect was not followed, because ${cause.problem}`
    const remedies = connectionRemedies('redirect-refused', sent.url)
    return new APIConnectionError(problem, { code: 'connection/redirect-refused', request, remedies })
  }
  const isQueued = cause instanceof NotSentError && cause.cause instanceof IdleTimeoutError
  if (cause instanceof IdleTimeoutError || isQueued) {
    const within = timeout === undefined ? 'in time' : `within ${timeout} ms`
    const remedies = isQueued
      ? [{ text: 'Allow more connections, or make fewer calls at a time', call: '`maxConnections`' }]
      : connectionRemedies('timeout', sent.url)
    const pause = isQueued ? 'no connection came free' : 'nothing came'
    return new APITimeoutError(`${nameOf(sent)}: ${pause} ${within}`, { request, cause, remedies })
  }
  const problem = connectionProblem(cause)
  const flag = missingPermission(cause)
  const remedies = flag === undefined ? connectionRemedies(problem, sent.url) : [allowInDeno(flag)]
  const init = { request, cause, remedies, code: `connection/${problem}` } as const
  return new APIConnectionError(`${nameOf(sent)}: ${outcomeOf(cause, sent)}`, init)
}

function outcomeOf(cause: unknown, sent: SentRequest): string {
  const reason = reasonOf(cause, sent)
  if (cause instanceof BrokenBodyError) return `an answer had begun, but broke off (${reason})`
  if (cause instanceof BodyTooLongError) return `the answer cannot be read (${reason})`
  const isOpen = !isIdempotent(sent.method) && !wasNotSent(cause)
  return `no answer (${reason})${isOpen ? '; whether it took effect is open' : ''}`
}
