/** The error of a request that the server refused, where what reads refusals cannot be loaded. */

import {
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type FailedRequest,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
  UpstreamError,
} from '../errors/index.ts'
import type { SentRequest } from './request/operation.ts'
import { readRetryAfter } from './retry.ts'
import type { RawResponse } from './transport/raw-response.ts'

/** Stands for the words. */
export const UNSAID = 'what says why is a part of nemo-platform that cannot be loaded'

/**
 * An error of the class that the status asks for, without the server's words.
 *
 * @param cause - Why they could not be read.
 */
export function bareRefusal(sent: SentRequest, response: RawResponse, cause: unknown): APIStatusError {
  const { status } = response
  response.discard()
  const init = {
    request: bareRequest(sent),
    status,
    headers: new Headers(),
    detail: `refused; ${UNSAID}`,
    cause,
  }
  switch (status) {
    case 400:
      return new BadRequestError(init)
    case 401:
      return new AuthenticationError({ ...init, reason: 'rejected' })
    case 403:
      return new PermissionDeniedError({ ...init, reason: 'unknown' })
    case 404:
      return new NotFoundError(init)
    case 409:
      return new ConflictError(init)
    case 422:
      return new UnprocessableEntityError({ ...init, issues: [] })
    case 424:
      return new UpstreamError({ ...init, upstreamStatus: undefined, provider: undefined, model: undefined })
    case 429:
      return new RateLimitError({ ...init, retryAfter: readRetryAfter(response) })
    default:
      return status >= 500 ? new InternalServerError(init) : new APIStatusError(init)
  }
}

/** A request without its path, in which a secret may be: what finds it cannot be loaded either. */
export function bareRequest({ method, url }: SentRequest): FailedRequest {
  return { method, url: `${url.origin}/` }
}
