/**
 * Unsigned tokens (JWT, `alg: none`), which local platforms without an identity provider accept.
 *
 * Not `jose/jwt/unsecured`: it sets no `typ`, which the Python tools do, and its parts are not for `base64 -d`.
 */

const DEFAULT_LIFETIME_SECONDS = 3600

/** Who an unsigned token names, and for how long. */
export interface UnsignedTokenOptions {
  /** E-mail address of the caller. */
  email?: string | undefined
  /** Subject of the token. @default the e-mail address */
  principal?: string | undefined
  /** Groups of the caller. */
  groups?: readonly string[] | undefined
  /** Scopes of the token; none means no restriction. */
  scopes?: readonly string[] | undefined
  /** Lifetime in seconds; null for a token without `exp`, which the platform refuses. @default 3600 */
  expiresIn?: number | null | undefined
  /** When it was issued, in seconds since 1970. @default now */
  issuedAt?: number | undefined
  /** `aud` of the token. */
  audience?: string | undefined
  /** `iss` of the token. */
  issuer?: string | undefined
  /** Further claims. */
  claims?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Makes an unsigned token. The platform accepts it only with `auth.allow_unsigned_jwt: true`: local development.
 *
 * @returns The token, ready for `Authorization: Bearer`.
 */
export function createUnsignedToken(options: UnsignedTokenOptions): string {
  const issuedAt = options.issuedAt ?? Math.floor(Date.now() / 1000)
  const lifetime = options.expiresIn === undefined ? DEFAULT_LIFETIME_SECONDS : options.expiresIn
  const claims = {
    sub: options.principal ?? options.email,
    iat: issuedAt,
    email: options.email,
    groups: options.groups?.length ? options.groups : undefined,
    scope: options.scopes?.length ? options.scopes.join(' ') : undefined,
    exp: lifetime === null ? undefined : issuedAt + lifetime,
    aud: options.audience,
    iss: options.issuer,
    ...options.claims,
  }
  return `${encodePart({ alg: 'none', typ: 'JWT' })}.${encodePart(claims)}.`
}

/** Characters that would be `-` or `_` in base64url are escaped: then plain `base64 -d` reads the part, too. */
function encodePart(part: object): string {
  const escaped = JSON.stringify(part).replace(
    /[>?~\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return btoa(escaped).replaceAll('=', '')
}
