/** How long a token may be used. */

import { decodeToken, numberClaim } from '../jwt/decode-token.ts'

/** A token is renewed this long before its end, in ms, or a quarter of its life if that is shorter. */
const LONGEST_MARGIN = 60_000

/** When a token ends, by the server's clock; all undefined for tokens that do not tell. */
export interface Lifetime {
  /** End of the token, in ms since 1970; undefined where nothing tells. */
  readonly endsAt: number | undefined
  /** From when on it should be renewed. */
  readonly renewAt: number | undefined
}

/**
 * Reads the life of a token from its claims.
 *
 * @param token - The token, of any kind.
 * @param told - When it ends by what came with it, in ms since 1970, and when that came: it counts where the token has no `exp`.
 */
export function lifetimeOf(
  token: string,
  told: { endsAt?: number | undefined; from?: number | undefined } = {},
): Lifetime {
  const claims = decodeToken(token)?.claims ?? {}
  const expiry = numberClaim(claims, 'exp')
  const issuedAt = numberClaim(claims, 'iat') ?? numberClaim(claims, 'nbf')
  if (expiry !== undefined) {
    const endsAt = expiry * 1000
    const life = issuedAt === undefined ? undefined : endsAt - issuedAt * 1000
    return { endsAt, renewAt: endsAt - margin(life) }
  }
  const { endsAt, from } = told
  if (endsAt === undefined) return { endsAt: undefined, renewAt: undefined }
  return { endsAt, renewAt: endsAt - margin(from === undefined ? undefined : endsAt - from) }
}

/** When a token ends by the answer that it came with, in ms since 1970. */
export function endOf(
  { expiresIn }: { readonly expiresIn: number | undefined },
  now: number,
): number | undefined {
  return expiresIn === undefined ? undefined : now + expiresIn * 1000
}

function margin(life: number | undefined): number {
  return life === undefined || life <= 0 ? LONGEST_MARGIN : Math.min(LONGEST_MARGIN, life / 4)
}
