/** Makes the tokens of the cases, wrong ones too. */

import type { Identity } from './scenario.ts'

const LIFETIME = 600

/** The token that an identity sends. */
export function bearerFor(identity: Identity): string {
  if (identity.raw !== undefined) return identity.raw
  const now = Math.floor(Date.now() / 1000)
  const { scopes, expired = false, drop = [] } = identity
  const claims: Record<string, unknown> = {
    sub: identity.sub ?? identity.email,
    email: identity.email,
    iat: expired ? now - LIFETIME : now,
    exp: expired ? now - 1 : now + LIFETIME,
    scope: typeof scopes === 'object' ? scopes.join(' ') : scopes,
  }
  for (const [name, value] of Object.entries(identity.claims ?? {})) claims[name] = atTime(value, now)
  for (const name of drop) delete claims[name]
  const header = Object.fromEntries(
    Object.entries({ alg: 'none', typ: 'JWT', ...identity.header }).filter(([, value]) => value !== null),
  )
  return `${encode(header)}.${encode(claims)}.${identity.signature ?? ''}`
}

function atTime(value: unknown, now: number): unknown {
  const offset = typeof value === 'string' ? /^\{now([+-]\d+)\}$/.exec(value)?.[1] : undefined
  return offset === undefined ? value : now + Number(offset)
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
