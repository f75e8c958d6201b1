/** Says what is known about a token at hand. */

import { AuthError } from '../errors/index.ts'
import type { TokenStatus } from '../http/token-source.ts'
import {
  decodeToken,
  emailOf,
  isUnsigned,
  principalOf,
  scopesOf,
  type TokenClaims,
  textClaim,
} from '../jwt/decode-token.ts'
import { logIn, passToken } from '../remedies/index.ts'

/** Where a token comes from. */
export interface TokenPlace {
  readonly source: TokenStatus['source']
  /** The environment variable that it comes from. */
  readonly variable?: string | undefined
  readonly context?: string | undefined
  readonly configPath?: string | undefined
}

/** What the token itself does not tell. */
export interface TokenFacts {
  /** In ms since 1970. */
  readonly endsAt: number | undefined
  /** The time by the platform's clock, in ms since 1970. */
  readonly now: number
  readonly hasRefreshToken?: boolean
  readonly isRefreshable?: boolean
}

/** Describes a token; undefined for none at hand. */
export function statusOf(place: TokenPlace, token: string | undefined, facts: TokenFacts): TokenStatus {
  const decoded = token === undefined ? undefined : decodeToken(token)
  const claims = decoded?.claims ?? {}
  const { endsAt, now, hasRefreshToken = false, isRefreshable = false } = facts
  return {
    context: place.context,
    configPath: place.configPath,
    source: place.source,
    variable: place.variable,
    hasToken: token !== undefined,
    principal: principalOf(claims),
    email: emailOf(claims),
    subject: textClaim(claims, 'oid') ?? textClaim(claims, 'sub'),
    groups: groupsOf(claims),
    scopes: scopesOf(claims),
    unsigned: decoded !== undefined && isUnsigned(decoded),
    expiresAt: endsAt === undefined ? undefined : new Date(endsAt),
    expired: endsAt !== undefined && now >= endsAt,
    refreshable: isRefreshable,
    hasRefreshToken,
  }
}

/** The error for a token that has ended, where nothing can renew it. */
export function expiredTokenError({ expiresAt, source, variable }: TokenStatus): AuthError {
  const since = expiresAt === undefined ? '' : ` on ${expiresAt.toISOString()}`
  const origin = { environment: ` in ${variable}`, argument: ' in `accessToken`' }[source as string] ?? ''
  const remedies = [origin === '' ? logIn() : passToken('Pass a valid token', variable)]
  return new AuthError('expired-token', `The token${origin} ended${since}, and nothing can renew it.`, {
    remedies,
  })
}

/** The error where nobody is logged in. */
export function noCredentialsError(context: string | undefined): AuthError {
  const where = context === undefined ? 'This client has no token' : `Nobody is logged in at '${context}'`
  return new AuthError('no-credentials', `${where}.`, {
    remedies: [logIn(), passToken('Or pass a token')],
  })
}

/** Groups are a list, or text; Cognito has its own name for them. */
function groupsOf(claims: TokenClaims): string[] {
  const groups = claims['groups'] ?? claims['cognito:groups']
  const list: unknown[] = Array.isArray(groups) ? groups : [groups]
  return list.filter((group): group is string => typeof group === 'string' && group !== '')
}
