/** Renews an unsigned token: whoever holds one could write another, so nobody needs to be asked. */

import { AuthError } from '../errors/index.ts'
import { decodeToken, isUnsigned, numberClaim, textClaim } from '../jwt/decode-token.ts'
import { createUnsignedToken } from '../jwt/unsigned-token.ts'
import { logIn } from '../remedies/index.ts'

/** Lifetime of a renewed token whose claims tell no sensible one, in seconds. */
const DEFAULT_LIFETIME = 3600

/** Whether a token is a JWT without signature. */
export function isUnsignedToken(token: string): boolean {
  const decoded = decodeToken(token)
  return decoded !== undefined && isUnsigned(decoded)
}

/**
 * The same token, issued anew for the same length of time; one without end stays without end.
 *
 * @param now - In ms since 1970, by the platform's clock.
 */
export function renewUnsignedToken(token: string, now: number): string {
  const { iat: _iat, exp: _exp, ...claims } = decodeToken(token)?.claims ?? {}
  if (textClaim(claims, 'sub') === undefined) {
    const remedies = [logIn({ unsigned: true })]
    throw new AuthError('refresh-failed', 'The unsigned token names nobody: it has no `sub`.', { remedies })
  }
  return createUnsignedToken({
    issuedAt: Math.floor(now / 1000),
    expiresIn: lifetimeIn(token),
    // Among the named claims for the usual order.
    email: textClaim(claims, 'email'),
    claims,
  })
}

function lifetimeIn(token: string): number | null {
  const claims = decodeToken(token)?.claims ?? {}
  const expiry = numberClaim(claims, 'exp')
  const issuedAt = numberClaim(claims, 'iat')
  if (expiry === undefined) return null
  const lifetime = issuedAt === undefined ? 0 : Math.floor(expiry - issuedAt)
  return lifetime > 0 ? lifetime : DEFAULT_LIFETIME
}
