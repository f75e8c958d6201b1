/** The error of a request that the server refused. Loaded with the first refusal. */

import { createStatusError } from '../errors/from-status.ts'
import type { APIStatusError } from '../errors/index.ts'
import { LONGEST_ERROR_BODY } from '../limits.ts'
import type { AccessPolicy } from './access-policy.ts'
import type { Call } from './request/call.ts'
import { secretsOf } from './request/secrets.ts'
import { failedRequest } from './request-errors.ts'
import { readRetryAfter } from './retry.ts'
import type { RawResponse } from './transport/raw-response.ts'

/** What a refusal is judged by, beside call and answer. */
export interface RefusalContext {
  readonly baseURL: string
  readonly access: AccessPolicy
}

/** Reads the answer, and makes the error of it. */
export async function refusalOf(
  call: Call,
  response: RawResponse,
  { baseURL, access }: RefusalContext,
): Promise<APIStatusError> {
  const text = await response.text(LONGEST_ERROR_BODY).catch(() => '')
  const headers = response.headers()
  return createStatusError(
    {
      request: failedRequest(call.sent),
      baseURL,
      hasFilter: [...call.sent.url.searchParams.keys()].some((name) => name.startsWith('filter')),
      tokenLength: call.bearer?.length,
      takesExistOk: call.takesExistOk,
      status: response.status,
      statusText: response.statusText,
      headers,
      text,
      secrets: secretsOf(call.sent),
      retryAfter: readRetryAfter(response),
    },
    access.describeRefusal(call.sent, call.bearer, { headers }),
  )
}
