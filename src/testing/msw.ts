/** The mock platform as handlers of Mock Service Worker. */

import { http, type RequestHandler } from 'msw'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { MockPlatform } from './platform.ts'

/** Where the platform's identity provider is while it is not on a socket. */
const PROVIDER = 'https://idp.nemo.test/*'

/**
 * Handlers for `setupServer` that let a platform answer at a URL.
 *
 * @param platform - The platform.
 * @param baseURL - Where clients look for it, for instance `http://nemo.test`.
 */
export function mswHandlers(platform: MockPlatform, baseURL: string): RequestHandler[] {
  const prefix = withoutTrailingSlashes(baseURL)
  return [`${prefix}/*`, PROVIDER].map((pattern) =>
    http.all(pattern, ({ request }) => platform.fetch(request)),
  )
}
