/** What the platform at hand is, by its own answers. */

import { readDiscovery } from '../discovery-document.ts'
import type { HttpClient } from '../http/client.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import {
  identifyPlatform,
  knownPlatform,
  noteShape,
  type PlatformInfo,
  RELEASE_PATH,
} from '../platform-info.ts'

/** How long each of the two questions may take, in ms, unless the caller says otherwise. */
const TIMEOUT = 5_000

/** Asks what is not known yet: the shape of its discovery document, then its release. */
export async function describePlatform(http: HttpClient, options?: RequestOptions): Promise<PlatformInfo> {
  const { baseURL } = http
  const ask = (path: string): Promise<unknown> =>
    http.request<unknown>(() => ({ method: 'GET', path, withoutToken: true }), {
      timeout: TIMEOUT,
      maxRetries: 0,
      ...options,
    })
  if (knownPlatform(baseURL).version === undefined) {
    const document = await ask('/apis/auth/discovery').catch(() => undefined)
    options?.signal?.throwIfAborted()
    noteShape(baseURL, readDiscovery(document)?.generation)
  }
  const info = await identifyPlatform(baseURL, () => ask(RELEASE_PATH))
  options?.signal?.throwIfAborted()
  return info
}
