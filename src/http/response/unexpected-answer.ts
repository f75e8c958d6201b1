/** Errors of answers that are not what was asked for. Loaded with the first of them. */

import { APIResponseValidationError, type ErrorCode } from '../../errors/index.ts'
import { redactHeaders, redactStart, redactText, redactUrl, redactValue } from '../../errors/redact.ts'
import { checkServer } from '../../remedies/index.ts'
import type { SentRequest } from '../request/operation.ts'
import { secretsOf } from '../request/secrets.ts'
import { nameOf } from '../request-errors.ts'
import type { RawResponse } from '../transport/raw-response.ts'

const SHOWN_CHARACTERS = 200

/** The error for an answer that is not what the operation promises. */
export function unexpectedAnswer(
  response: RawResponse,
  sent: SentRequest,
  problem: string,
  { body, code }: { body?: unknown; code?: ErrorCode } = {},
): APIResponseValidationError {
  const request = { method: sent.method, url: redactUrl(sent.url, secretsOf(sent)) }
  const message = `${nameOf(sent)} was answered with ${response.status}, but ${problem}`
  return new APIResponseValidationError(message, {
    code,
    request,
    status: response.status,
    headers: redactHeaders(response.headers(), secretsOf(sent)),
    body,
    remedies: [
      checkServer(
        sent.url.origin,
        `Check that ${sent.url.origin} is the platform itself, not a login page or proxy`,
        '/cluster-info',
      ),
    ],
  })
}

/** The error for an answer that lacks what the operation promises, though it did what it was asked. */
export function emptyAnswer(response: RawResponse, sent: SentRequest): APIResponseValidationError {
  const message = `${nameOf(sent)}: done, but the answer was empty (status ${response.status})`
  return new APIResponseValidationError(message, {
    code: 'response/empty',
    request: { method: sent.method, url: redactUrl(sent.url, secretsOf(sent)) },
    status: response.status,
    headers: redactHeaders(response.headers(), secretsOf(sent)),
    remedies: ['Read what it did from the platform: it is done, and need not be sent again'],
  })
}

/** The error for a status that HTTP does not have. */
export function invalidStatus(response: RawResponse, sent: SentRequest): APIResponseValidationError {
  return unexpectedAnswer(response, sent, 'HTTP knows statuses from 200 to 599 only')
}

/** The error for an answer that should be a page of a list. */
export function notAPage(
  response: RawResponse,
  sent: SentRequest,
  body: unknown,
): APIResponseValidationError {
  return unexpectedAnswer(response, sent, 'not with a page: it has no list under `data`', {
    code: 'response/not-a-page',
    body: redactValue(body, secretsOf(sent)),
  })
}

/** The error for an answer that contradicts the description of the API. It shows no value: any of them may be secret. */
export function notAsDescribed(
  response: RawResponse,
  sent: SentRequest,
  problem: string,
): APIResponseValidationError {
  const words = redactText(problem, secretsOf(sent))
  const message = `${nameOf(sent)} was answered with ${response.status}, but not as the API is described: ${words}`
  return new APIResponseValidationError(message, {
    code: 'response/mismatch',
    request: { method: sent.method, url: redactUrl(sent.url, secretsOf(sent)) },
    status: response.status,
    headers: redactHeaders(response.headers(), secretsOf(sent)),
    remedies: [
      checkServer(
        sent.url.origin,
        'Compare the versions of the platform and of this package',
        '/cluster-info',
      ),
      { text: 'Take the answer as it is', call: 'leave out `strict`' },
    ],
  })
}

/** The error for an answer that should be JSON. */
export function notJson(response: RawResponse, sent: SentRequest, text: string): APIResponseValidationError {
  const type = response.header('content-type') ?? 'none'
  const shown = redactStart(text, secretsOf(sent), SHOWN_CHARACTERS)
  const problem = `not with JSON (content type: ${type}); it begins with: ${shown}`
  return unexpectedAnswer(response, sent, problem, { code: 'response/not-json', body: shown })
}
