/** Ends of calls that got no answer. What words their errors is loaded with the first of them. */

import {
  APIConnectionError,
  APITimeoutError,
  APIUserAbortError,
  type FailedRequest,
  NeMoPlatformError,
} from '../errors/index.ts'
import { bareRequest, UNSAID } from './bare-errors.ts'
import { DeadlineError } from './call-ends.ts'
import type { Call } from './request/call.ts'
import { IdleTimeoutError } from './transport/idle-timeout.ts'
import { OutgoingBodyError } from './transport/transport.ts'

type RequestErrors = typeof import('./request-errors.ts')

/** What words these errors; undefined where it cannot be loaded. */
export async function loadRequestErrors(): Promise<RequestErrors | undefined> {
  try {
    return await import('./request-errors.ts')
  } catch {
    return undefined
  }
}

/** The call's signal ended it: what its caller gets. */
export async function abortOf(call: Call): Promise<unknown> {
  const errors = await loadRequestErrors()
  return errors?.abortError(call.sent, call.signal) ?? bareFailure(call, undefined)
}

/** What a caller gets where no answer came, or where it broke off. */
export async function failureOf(call: Call, cause: unknown): Promise<unknown> {
  if (call.signal?.aborted) return abortOf(call)
  // What the caller's own stream threw.
  if (cause instanceof OutgoingBodyError) return cause.cause
  if (cause instanceof NeMoPlatformError) return cause
  const errors = await loadRequestErrors()
  return errors?.connectionError(call.sent, cause, call.timeout) ?? bareFailure(call, cause)
}

/** A call's request as the caller's hooks see it. */
export async function shownRequest({ sent }: Call): Promise<FailedRequest> {
  const errors = await loadRequestErrors()
  return errors?.failedRequest(sent) ?? bareRequest(sent)
}

/** An error of the class that the end of the call asks for, without words of others. */
function bareFailure({ sent, signal }: Call, failure: unknown): unknown {
  const request = bareRequest(sent)
  const cause: unknown = signal?.aborted ? signal.reason : failure
  const Failure = classFor(cause, signal?.aborted === true)
  return new Failure(`${request.method} ${request.url} was not answered; ${UNSAID}`, { request, cause })
}

function classFor(cause: unknown, isAborted: boolean) {
  if (cause instanceof DeadlineError || cause instanceof IdleTimeoutError) return APITimeoutError
  return isAborted ? APIUserAbortError : APIConnectionError
}
