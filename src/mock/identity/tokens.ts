/** Makes and checks the tokens that the mock platform accepts. */

import { decodeToken, isUnsigned, scopesOf, type TokenClaims, textClaim } from '../../jwt/decode-token.ts'
import { createUnsignedToken } from '../../jwt/unsigned-token.ts'
import type { Principal } from '../http/principal.ts'
import type { MockSettings } from '../platform-options.ts'
import { type AccessKeys, tokenScopesOf } from './access-keys.ts'
import type { IdentityProvider } from './identity-provider.ts'

/** Whom a token is made for. */
export interface TokenOptions {
  /** Scopes of the token; none means no restriction. */
  scopes?: readonly string[] | undefined
  /** Lifetime in seconds; may be negative for a token that has ended. @default 3600 */
  expiresIn?: number | undefined
  /** Groups of the caller. */
  groups?: readonly string[] | undefined
  /** Subject of the token. @default the e-mail address */
  subject?: string | undefined
  /** Further claims, over all others. */
  claims?: Readonly<Record<string, unknown>> | undefined
}

/** What became of a token that was sent. */
export type TokenVerification =
  | {
      readonly outcome: 'accepted'
      readonly caller: Principal
      readonly kind: TokenKind
      readonly jti: string | null
    }
  | { readonly outcome: 'not-configured' | 'unsigned-rejected' | 'rejected' }

/** Kinds of tokens, in the platform's words. */
export type TokenKind = 'oidc_access_token' | 'access_key'

const DEFAULT_LIFETIME = 3600

/** Makes and checks tokens. */
export class Tokens {
  readonly #settings: MockSettings
  readonly #provider: IdentityProvider | undefined
  readonly #accessKeys: AccessKeys

  constructor(settings: MockSettings, provider: IdentityProvider | undefined, accessKeys: AccessKeys) {
    this.#settings = settings
    this.#provider = provider
    this.#accessKeys = accessKeys
  }

  /** A token for somebody: signed by the identity provider if there is one, else unsigned. */
  create(email: string, options: TokenOptions = {}): string {
    const lifetime = options.expiresIn ?? DEFAULT_LIFETIME
    // A token that has ended must have begun before that.
    const issuedAt = Math.floor(Date.now() / 1000) + Math.min(0, lifetime - 1)
    const expiresIn = lifetime - Math.min(0, lifetime - 1)
    const { scopes, groups, subject, claims } = options
    if (this.#provider !== undefined) {
      return this.#provider.createToken({ email, subject, scopes, groups, issuedAt, expiresIn, claims })
    }
    return createUnsignedToken({ email, principal: subject, scopes, groups, issuedAt, expiresIn, claims })
  }

  /** Checks a token as the platform's middleware does. */
  async check(token: string): Promise<TokenVerification> {
    const { accessKeys, allowUnsignedTokens } = this.#settings
    if (accessKeys && this.#accessKeys.isCandidate(token)) return this.#checkAccessKey(token)
    if (this.#provider === undefined && !allowUnsignedTokens && !accessKeys)
      return { outcome: 'not-configured' }
    const decoded = isCanonical(token) ? decodeToken(token) : undefined
    if (decoded !== undefined && isUnsigned(decoded)) {
      if (!allowUnsignedTokens) return { outcome: 'unsigned-rejected' }
      return accepted(hasValidTimes(decoded.claims) ? decoded.claims : undefined, this.#settings)
    }
    const claims = await this.#provider?.verify(token)
    return accepted(claims !== undefined && hasValidTimes(claims) ? claims : undefined, this.#settings)
  }

  async #checkAccessKey(token: string): Promise<TokenVerification> {
    const key = await this.#accessKeys.check(token)
    if (key === undefined) return { outcome: 'rejected' }
    const scopes = key.scope.length === 0 ? undefined : tokenScopesOf(key)
    const caller: Principal = {
      id: key.principal,
      email: key.email,
      groups: key.groups,
      scopes,
      hasAccessKey: true,
    }
    return { outcome: 'accepted', caller, kind: 'access_key', jti: key.jti }
  }
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Each part must be base64url as an encoder writes it: no stray bits at the end. An unsigned token's may be empty. */
function isCanonical(token: string): boolean {
  return token.split('.').every((part) => {
    // The last letter of a part holds bits that no byte gets: so many that its value is a multiple of this.
    const step = [1, undefined, 16, 4][part.length % 4]
    const value = BASE64URL.indexOf(part.at(-1) ?? 'A')
    return step !== undefined && value % step === 0 && [...part].every((letter) => BASE64URL.includes(letter))
  })
}

/** `sub`, `exp` and `iat` are required; there is no leeway. */
function hasValidTimes(claims: TokenClaims): boolean {
  const now = Date.now() / 1000
  const { exp, iat, nbf } = claims
  if (typeof exp !== 'number' || typeof iat !== 'number' || textClaim(claims, 'sub') === undefined)
    return false
  return Math.floor(exp) > now && iat <= now && (nbf === undefined || (typeof nbf === 'number' && nbf <= now))
}

function accepted(claims: TokenClaims | undefined, settings: MockSettings): TokenVerification {
  const subject = claims && textClaim(claims, 'sub')
  if (claims === undefined || subject === undefined) return { outcome: 'rejected' }
  const prefix = settings.oidc.scopePrefix ?? ''
  const scopes = scopesOf(claims)?.map((scope) =>
    prefix !== '' && scope.startsWith(prefix) ? scope.slice(prefix.length) : scope,
  )
  const caller: Principal = {
    id: subject,
    email: typeof claims['email'] === 'string' ? claims['email'] : undefined,
    groups: groupsOf(claims['groups']),
    scopes,
  }
  return { outcome: 'accepted', caller, kind: 'oidc_access_token', jti: textClaim(claims, 'jti') ?? null }
}

function groupsOf(claim: unknown): string[] {
  const list = typeof claim === 'string' ? claim.split(',') : Array.isArray(claim) ? claim : []
  return list.flatMap((group) => (typeof group === 'string' && group.trim() !== '' ? [group.trim()] : []))
}
