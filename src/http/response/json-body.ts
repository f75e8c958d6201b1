/** Reads an answer's body as JSON. */

import { loadPart } from '../../errors/load-part.ts'
import { parseJson } from '../../json.ts'
import type { SentRequest } from '../request/operation.ts'
import type { RawResponse } from '../transport/raw-response.ts'

/**
 * The JSON of an answer; undefined for an answer that has none by its status (204, and an empty 202).
 *
 * @param mayBeEmpty - Whether an answer without a word is undefined whatever its status.
 * @throws APIResponseValidationError if it is no JSON.
 */
export async function jsonOf(response: RawResponse, sent: SentRequest, mayBeEmpty = false): Promise<unknown> {
  const { status } = response
  if (status === 204 || status === 205) return undefined
  const text = await response.text()
  if (text.trim() === '') {
    if (mayBeEmpty || status === 202) return undefined
    const { emptyAnswer } = await loadUnexpectedAnswers()
    throw emptyAnswer(response, sent)
  }
  const value = parseJson(text)
  const isBareValue = typeof value !== 'object' || value === null
  if (value === undefined || (isBareValue && !isJsonType(response.header('content-type')))) {
    const { notJson } = await loadUnexpectedAnswers()
    throw notJson(response, sent, text)
  }
  return value
}

function isJsonType(contentType: string | undefined): boolean {
  return contentType === undefined || /[/+]json\b/i.test(contentType)
}

/** The errors of answers that are not what was asked for. */
export function loadUnexpectedAnswers(): Promise<typeof import('./unexpected-answer.ts')> {
  return loadPart(import('./unexpected-answer.ts'))
}
