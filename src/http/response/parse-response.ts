/** What is made of an answer: what the `Accept` header asks for, and how the body is read. */

import { loadPart } from '../../errors/load-part.ts'
import type { ResponseType, SentRequest } from '../request/operation.ts'
import type { RawResponse } from '../transport/raw-response.ts'
import { type ResponseValidator, readJson } from './json-body.ts'
import type { StreamContext } from './stream.ts'

/** What reading an answer takes beside the answer. */
export interface ParseContext extends StreamContext {
  readonly responseType: ResponseType
  /** Whether an answer of JSON may be empty, whatever its status. */
  readonly mayBeEmpty: boolean
}

const ACCEPT: Readonly<Record<ResponseType, string>> = {
  json: 'application/json',
  nothing: '*/*',
  bytes: 'application/octet-stream',
  anything: 'application/json, */*;q=0.8',
  stream: 'text/event-stream',
  text: '*/*',
  blob: '*/*',
}

const READ_LATER: ReadonlySet<ResponseType> = new Set<ResponseType>(['bytes', 'stream', 'blob'])

/** The `Accept` header that asks for such an answer. */
export function acceptFor(kind: ResponseType): string {
  return ACCEPT[kind]
}

/** Whether the body is text to be read at once. */
export function isReadAtOnce(kind: ResponseType): boolean {
  return !READ_LATER.has(kind)
}

/**
 * Makes of an answer what the operation promises.
 *
 * @throws APIResponseValidationError if it cannot be made.
 */
export async function parseResponse(
  response: RawResponse,
  context: ParseContext,
  check: ResponseValidator | undefined,
): Promise<unknown> {
  switch (context.responseType) {
    case 'json':
      return readJson(response, context.sent, check, context.mayBeEmpty)
    case 'nothing':
      return undefined
    case 'bytes':
      return response.toWeb()
    case 'anything':
      return readAnything(response, context.sent, check)
    case 'stream': {
      const { openStream } = await loadPart(import('./stream.ts'))
      return openStream(response, context)
    }
    case 'text':
      return response.text()
    case 'blob':
      return response.toWeb().blob()
  }
}

async function readAnything(response: RawResponse, sent: SentRequest, check: ResponseValidator | undefined) {
  const type = response.header('content-type')
  if (type !== undefined && /[/+]json\b/i.test(type)) return readJson(response, sent, check, true)
  const text = await response.text()
  return text === '' ? undefined : text
}
