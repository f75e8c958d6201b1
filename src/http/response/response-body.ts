/** Makes something of an answer's body. */

import { APIResponseValidationError, type ErrorCode } from '../../errors/index.ts'
import { redactHeaders, redactText, redactUrl, redactValue } from '../../errors/redact.ts'
import { parseJson } from '../../json.ts'
import { checkServer, setOption } from '../../remedies/index.ts'
import type { SentRequest } from '../request/operation.ts'
import { collectedText, ERROR_BODY_LIMIT, readText } from '../transport/transport.ts'

const SHOWN_CHARACTERS = 200

/**
 * The JSON of an answer; undefined for an answer without content (204).
 *
 * @throws APIResponseValidationError if it is no JSON.
 */
export async function jsonOf(response: Response, sent: SentRequest): Promise<unknown> {
  if (response.status === 204 || response.status === 205) return undefined
  const text = await textOf(response)
  const value = parseJson(text)
  if (value === undefined) throw notJson(response, sent, text)
  const isBareValue = typeof value !== 'object' || value === null
  if (isBareValue && !isJsonType(response.headers.get('content-type'))) throw notJson(response, sent, text)
  return value
}

/** Lets a body go that nobody wants, so that its connection can be used again. */
export function discard(response: Response): void {
  // Not waited for: where somebody else keeps a copy of the body, the promise waits for them.
  if (!response.bodyUsed) response.body?.cancel().catch(() => {})
}

/** The whole body as text. */
export async function textOf(response: Response): Promise<string> {
  return collectedText.get(response) ?? (await response.text())
}

/** The first part of an error's body as text. */
export async function readErrorText(response: Response): Promise<string> {
  return collectedText.get(response) ?? readText(response, ERROR_BODY_LIMIT)
}

/** The error for an answer that is not what the operation promises. */
export function unexpectedAnswer(
  response: Response,
  sent: SentRequest,
  problem: string,
  { body, code }: { body?: unknown; code?: ErrorCode } = {},
): APIResponseValidationError {
  const request = { method: sent.method, url: redactUrl(sent.url) }
  const message = `${sent.method} ${sent.url.pathname} was answered with ${response.status}, but ${problem}`
  return new APIResponseValidationError(message, {
    code,
    request,
    status: response.status,
    headers: redactHeaders(response.headers, [...sent.secrets]),
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

/** The error for an answer that should be a page of a list. */
export function notAPage(response: Response, sent: SentRequest, body: unknown): APIResponseValidationError {
  return unexpectedAnswer(response, sent, 'not with a page: it has no list under `data`', {
    code: 'response/not-a-page',
    body: redactValue(body, [...sent.secrets]),
  })
}

/** The error for an answer that contradicts the description of the API. It shows no value: any of them may be secret. */
export function notAsDescribed(
  response: Response,
  sent: SentRequest,
  problem: string,
): APIResponseValidationError {
  const words = redactText(problem, [...sent.secrets])
  const message = `${sent.method} ${sent.url.pathname} was answered with ${response.status}, but not as the API is described: ${words}`
  return new APIResponseValidationError(message, {
    code: 'response/mismatch',
    request: { method: sent.method, url: redactUrl(sent.url) },
    status: response.status,
    headers: redactHeaders(response.headers, [...sent.secrets]),
    remedies: [
      checkServer(
        sent.url.origin,
        'Compare the versions of the platform and of this package',
        '/cluster-info',
      ),
      setOption('strict', 'Take the answer as it is'),
    ],
  })
}

function notJson(response: Response, sent: SentRequest, text: string): APIResponseValidationError {
  const type = response.headers.get('content-type') ?? 'none'
  const shown = redactText(text, [...sent.secrets]).slice(0, SHOWN_CHARACTERS)
  const start = shown === '' ? 'the body is empty' : `it begins with: ${shown}`
  return unexpectedAnswer(response, sent, `not with JSON (content type: ${type}); ${start}`, {
    code: 'response/not-json',
    body: shown,
  })
}

function isJsonType(contentType: string | null): boolean {
  return contentType === null || /[/+]json\b/i.test(contentType)
}
