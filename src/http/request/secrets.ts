/** Knows what of a request is secret. Loaded with what shows one. */

import { isSecretName } from '../../errors/redact.ts'
import type { HeaderMap } from './headers.ts'
import type { SentRequest } from './operation.ts'

/** What of a request no error and no log line may show: values of its body, credentials in its headers, and those in its query. */
export function secretsOf({ hidden, headers, url }: SentRequest): string[] {
  const inQuery = [...url.searchParams].filter(([name]) => isSecretName(name)).map(([, value]) => value)
  return [...new Set([...hidden, ...headers.flatMap(secretsInHeaders), ...inQuery])]
}

/** The credentials among headers: of each value the whole, and the parts of it that are secret by themselves. */
function secretsInHeaders(headers: HeaderMap): string[] {
  return Object.keys(headers)
    .filter(isSecretName)
    .flatMap((name) => {
      const value = headers[name] ?? ''
      const pairs = /cookie$/.test(name) ? value.split(/;\s*/).map((pair) => pair.replace(/^[^=]*=/, '')) : []
      const credential = value
        .replace(/^(?:basic|bearer|digest|token|negotiate)\s+/i, '')
        .replace(/={1,2}$/, '')
      return [
        value,
        credential,
        ...passwordOf(value),
        ...pairs.filter(({ length }) => length >= SHORTEST_COOKIE),
      ]
    })
}

/** Shorter ones say `on` or `light`. */
const SHORTEST_COOKIE = 8

/** The password in the credentials of basic authentication. */
function passwordOf(authorization: string): string[] {
  const credentials = /^basic\s+([\w+/-]+=*)$/i.exec(authorization)?.[1]
  if (credentials === undefined) return []
  try {
    const password = /:(.+)$/s.exec(atob(credentials))?.[1]
    return password === undefined ? [] : [password]
  } catch {
    // No base64: the server will say so.
    return []
  }
}
