/** Asks the connected platform what it is, once for all clients. Loaded with the first call that depends on it. */

import { parseJson } from '../json.ts'
import { LONGEST_AUTH_BODY } from '../limits.ts'
import { identifyPlatform, type PlatformInfo, RELEASE_PATH } from '../platform-info.ts'
import type { Operation } from './request/operation.ts'
import type { RequestOptions } from './request/request-options.ts'

/** Longest wait for the release, in ms: whoever asks can do without, and is in the middle of a call. */
const LONGEST_QUESTION = 10_000

/** What sends requests to a platform: a part of `HttpClient`. */
export interface Asking {
  readonly baseURL: string
  request(describeOperation: () => Operation, options?: RequestOptions): PromiseLike<unknown>
}

/** What the platform is, as far as it tells. */
export function identify(http: Asking, options?: RequestOptions): Promise<PlatformInfo> {
  return identifyPlatform(http.baseURL, () => askPublic(http, RELEASE_PATH, options), options?.signal)
}

/**
 * Gets what a platform tells everybody: the JSON of whatever comes back, for what it does not tell is another matter than nobody being
 * there. However a proxy calls it or draws it out, it is short.
 */
export async function askPublic(
  http: Asking,
  path: string,
  { signal, deadline = LONGEST_QUESTION, ...options }: RequestOptions = {},
): Promise<unknown> {
  // Of the whole answer, however slowly it drips.
  const limit = AbortSignal.timeout(deadline)
  return http.request(
    () => ({
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
      // Read here, up to a limit.
      responseType: 'bytes',
      withoutToken: true,
      acceptsAnyStatus: true,
      parse: async (answer) => parseJson(await answer.text(LONGEST_AUTH_BODY)),
    }),
    { ...options, signal: signal ? AbortSignal.any([signal, limit]) : limit },
  )
}
