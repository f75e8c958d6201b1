/** What asks the platform and its identity provider: bounded in time and bytes, and without redirects. */

import { NeMoPlatformError } from '../errors/index.ts'
import { LONGEST_AUTH_BODY } from '../limits.ts'

const TIMEOUT = 30_000

/** Like `fetch`; the answer has come as a whole. */
export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(TIMEOUT)
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
  const response = await fetch(url, { ...init, redirect: 'error', credentials: 'omit', signal })
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (const reader = response.body?.getReader(); ; ) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (value !== undefined) {
      length += value.length
      chunks.push(value as Uint8Array<ArrayBuffer>)
    }
    if (length > LONGEST_AUTH_BODY) {
      await reader?.cancel()
      throw new NeMoPlatformError(`The answer of ${url} is longer than ${LONGEST_AUTH_BODY} bytes.`, {
        code: 'response/unexpected',
      })
    }
    if (done) break
  }
  const { status, headers } = response
  return new Response(chunks.length === 0 ? null : new Blob(chunks), { status, headers })
}
