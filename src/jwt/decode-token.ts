/**
 * Reads what a token says about itself. Nothing is verified: only the server can do that.
 *
 * Not `jose/jwt/decode`: to load it takes ten times as long as all a start has for tokens (15 to 25 ms where this was
 * measured, with 2 ms to spend), every start needs a token's `exp`, and it reads neither padding nor the alphabet of plain
 * base64, which tokens of real providers come in.
 */

import { isRecord, parseJson } from '../json.ts'

/** Claims of a token that this package looks at. All are what the token says, unverified. */
export interface TokenClaims {
  readonly [claim: string]: unknown
}

/** A decoded token. */
export interface DecodedToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: TokenClaims
}

/**
 * Decodes a JWT without verifying it.
 *
 * @returns Header and claims; undefined for anything that is no JWT, for instance an opaque token.
 */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split('.')
  if (parts.length !== 3) return undefined
  const header = decodePart(parts[0])
  const claims = decodePart(parts[1])
  return header === undefined || claims === undefined ? undefined : { header, claims }
}

/** Whether a token carries no signature, as the platform reads it: a null counts as none there. */
export function isUnsigned({ header: { alg } }: DecodedToken): boolean {
  return alg === null || (typeof alg === 'string' && alg.toLowerCase() === 'none')
}

/** Scopes of a token: `scope` (text) or `scp` (text or list). Undefined where it has neither. */
export function scopesOf(claims: TokenClaims): string[] | undefined {
  const raw = claims['scope'] ?? claims['scp']
  if (typeof raw === 'string') return raw.split(/\s+/).filter((scope) => scope !== '')
  if (Array.isArray(raw)) return raw.filter((scope) => typeof scope === 'string')
  return undefined
}

/** E-mail address in a token: `email`, or Azure's `upn`. */
export function emailOf(claims: TokenClaims): string | undefined {
  return textClaim(claims, 'email') ?? textClaim(claims, 'upn')
}

/** Who a token names, as the platform's role bindings do: e-mail, else subject (Azure: `oid`). */
export function principalOf(claims: TokenClaims): string | undefined {
  return emailOf(claims) ?? textClaim(claims, 'sub') ?? textClaim(claims, 'oid')
}

/** A claim that is a number, for instance `exp`. */
export function numberClaim(claims: TokenClaims, name: string): number | undefined {
  const value = claims[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A claim that is a text which is not empty. */
export function textClaim(claims: TokenClaims, name: string): string | undefined {
  const value = claims[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function decodePart(part: string | undefined): Record<string, unknown> | undefined {
  if (!part) return undefined
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    )
    const value = parseJson(new TextDecoder().decode(bytes))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
