/** What the platform at hand is, by its own answers. */

import type { HttpClient } from '../http/client.ts'
import { askPublic, identify } from '../http/identify.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import { generationByShape, knownPlatform, noteShape, type PlatformInfo } from '../platform-info.ts'

/** How long each of the two questions may take, in ms, unless the caller says otherwise. */
const TIMEOUT = 5_000

/** Asks what is not known yet: the shape of its discovery document, then its release. */
export async function describePlatform(http: HttpClient, options?: RequestOptions): Promise<PlatformInfo> {
  const { baseURL } = http
  const deadline = options?.deadline ?? options?.timeout ?? TIMEOUT
  const limits = { timeout: TIMEOUT, maxRetries: 0, ...options, deadline }
  if (knownPlatform(baseURL).version === undefined) {
    const document = await askPublic(http, '/apis/auth/discovery', limits).catch(() => undefined)
    options?.signal?.throwIfAborted()
    noteShape(baseURL, generationByShape(document))
  }
  const info = await identify(http, limits)
  options?.signal?.throwIfAborted()
  return info
}
