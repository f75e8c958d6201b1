/** Knows what of a request is secret. */

import { isSecretName } from '../../errors/redact.ts'
import { isRecord } from '../../json.ts'
import type { HeaderMap } from './headers.ts'

/** What of a request no error and no log line may show: fields, credentials in headers, and those in the query. */
export function secretsOf(
  content: unknown,
  fields: readonly string[] | undefined,
  headers: HeaderMap,
  url: URL,
): Set<string> {
  const secrets = new Set(secretsInHeaders(headers))
  for (const field of fields ?? []) {
    const value = isRecord(content) ? content[field] : undefined
    if (typeof value === 'string') secrets.add(value)
  }
  if (url.search !== '')
    for (const [name, value] of url.searchParams) if (isSecretName(name)) secrets.add(value)
  return secrets
}

/** The credentials among headers: of each value the whole, and the parts of it that are secret by themselves. */
export function secretsInHeaders(headers: HeaderMap): string[] {
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
