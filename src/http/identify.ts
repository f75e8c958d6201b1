/** Asks the connected platform for its release, once for all clients. Loaded with the first call that depends on it. */

import { identifyPlatform, type PlatformInfo, RELEASE_PATH } from '../platform-info.ts'
import type { Operation } from './request/operation.ts'
import type { RequestOptions } from './request/request-options.ts'

/** What sends requests to a platform: a part of `HttpClient`. */
export interface Asking {
  readonly baseURL: string
  request(describeOperation: () => Operation, options?: RequestOptions): PromiseLike<unknown>
}

/** What the platform is, as far as it tells. */
export function identify(http: Asking, options?: RequestOptions): Promise<PlatformInfo> {
  // Whatever comes back is an answer: what it does not tell is another matter than nobody being there.
  const question = {
    method: 'GET',
    path: RELEASE_PATH,
    withoutToken: true,
    acceptsAnyStatus: true,
    responseType: 'anything',
  } as const
  const ask = async () => http.request(() => question, options)
  return identifyPlatform(http.baseURL, ask, options?.signal)
}
