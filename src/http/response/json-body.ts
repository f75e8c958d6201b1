/** Reads an answer's body as JSON. */

import { loadPart } from '../../errors/load-part.ts'
import { parseJson } from '../../json.ts'
import type { SentRequest } from '../request/operation.ts'
import type { RawResponse } from '../transport/raw-response.ts'

/**
 * Compares an answer with the description of the API.
 *
 * @returns What is wrong with it; undefined where nothing is.
 */
export type ResponseValidator = (
  answer: unknown,
  sent: SentRequest,
  status: number,
) => Promise<string | undefined>

/**
 * The JSON of an answer, checked where that is asked for; undefined for an answer that has none by its status (204, and an empty
 * 202).
 *
 * @param mayBeEmpty - Whether an answer without a word is undefined whatever its status.
 * @throws APIResponseValidationError if it is no JSON, or not as described.
 */
export async function readJson(
  response: RawResponse,
  sent: SentRequest,
  check: ResponseValidator | undefined,
  mayBeEmpty = false,
): Promise<unknown> {
  const { status } = response
  if (status === 204 || status === 205) return undefined
  const text = response.textAtHand ?? (await response.text())
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
  const problem = check === undefined ? undefined : await check(value, sent, status)
  if (problem !== undefined) {
    const { notAsDescribed } = await loadUnexpectedAnswers()
    throw notAsDescribed(response, sent, problem)
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
