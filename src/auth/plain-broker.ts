/** Logins that the platform keeps, at a platform without https. */

import { isSafeEndpoint } from './safe-endpoint.ts'

/** Whether a URL is on the base URL's own origin, and that is plain http: whoever listens there has the tokens anyway. */
export function isOwnPlainHttp(url: string, baseURL: string): boolean {
  if (!URL.canParse(url) || isSafeEndpoint(url)) return false
  const { origin, protocol } = new URL(url)
  return protocol === 'http:' && origin === new URL(baseURL).origin
}

/** What there is to say about that, once. */
export function plainBrokerWarning(url: string): string {
  return `logins at ${new URL(url).origin} go over plain http, as all requests to it do: whoever listens can use them`
}
