/** Whom a token stands for, as far as it tells. */

import {
  decodeToken,
  emailOf,
  principalOf,
  scopesOf,
  type TokenClaims,
  textClaim,
} from '../jwt/decode-token.ts'

/** The claims of a token; undefined without one, and for one that is no JWT. */
export function claimsOf(token: string | undefined): TokenClaims | undefined {
  return token === undefined ? undefined : decodeToken(token)?.claims
}

/** The scopes of a token; undefined where it tells none. */
export function tokenScopes(token: string | undefined): string[] | undefined {
  const claims = claimsOf(token)
  return claims && scopesOf(claims)
}

/** A key for whoever a token stands for: a renewed token is still the same caller. */
export function callerOf(token: string | undefined): string {
  if (lastCaller === undefined || lastCaller.token !== token)
    lastCaller = { token, caller: readCaller(token) }
  return lastCaller.caller
}

/** The last token that was looked into: mostly it is the same as before. */
let lastCaller: { token: string | undefined; caller: string } | undefined

function readCaller(token: string | undefined): string {
  const claims = claimsOf(token)
  return (claims && (textClaim(claims, 'sub') ?? principalOf(claims))) ?? token ?? ''
}

/** Whether a principal is the caller. */
export function isCaller(principal: string, token: string | undefined): boolean {
  const claims = claimsOf(token)
  if (claims === undefined) return false
  return [emailOf(claims), textClaim(claims, 'sub'), textClaim(claims, 'oid')].includes(principal)
}
