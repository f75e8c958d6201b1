/** Why the platform refused a request, from what is at hand: the token, the platform's words, and what was seen before. */

import type { AuthenticationErrorReason, PermissionDeniedReason } from '../errors/api-error.ts'
import type { ForbiddenDetails } from '../errors/from-status.ts'
import { readUnauthorized } from '../errors/server-texts.ts'
import { type Generation, platformTokenKind } from '../generations.ts'
import type { SentRequest } from '../http/request/operation.ts'
import { DATE_LAG } from '../jwt/clock-tolerance.ts'
import { numberClaim, principalOf, scopesOf, type TokenClaims, textClaim } from '../jwt/decode-token.ts'
import { knownPlatform } from '../platform-info.ts'
import { claimsOf } from './caller.ts'
import { closedArea } from './closed-areas.ts'
import { isRead } from './request-kind.ts'
import { lacksScope, requiredScopes } from './scopes.ts'
import type { WorkspaceHistory } from './workspace-history.ts'
import { isAboutMembers, workspaceIn } from './workspace-path.ts'

/** A 401, and what it is judged by. */
export interface RejectedToken {
  readonly token: string | undefined
  /** The platform's words. */
  readonly detail: string
  /** The `Date` of the answer: a token is judged by the platform's clock. */
  readonly date: string | null
  /** The issuer of tokens that the platform trusts, where that is known. */
  readonly trustedIssuer: string | undefined
}

/** Why a 401. */
export function authenticationReason({
  token,
  detail,
  date,
  trustedIssuer,
}: RejectedToken): AuthenticationErrorReason {
  if (token === undefined) return 'missing-token'
  const said = readUnauthorized(detail)
  if (said !== undefined) return said
  const claims = claimsOf(token)
  if (claims === undefined) return 'rejected'
  const now = Math.floor((Date.parse(date ?? '') || Date.now()) / 1000)
  const expiry = numberClaim(claims, 'exp')
  if (expiry !== undefined && expiry <= now + DATE_LAG) return 'expired-token'
  const notBefore = Math.max(numberClaim(claims, 'nbf') ?? 0, numberClaim(claims, 'iat') ?? 0)
  if (notBefore > now + DATE_LAG) return 'not-yet-valid'
  return hasOtherIssuer(claims, trustedIssuer) ? 'issuer-mismatch' : 'rejected'
}

function hasOtherIssuer(claims: TokenClaims, expected: string | undefined): boolean {
  const issuer = textClaim(claims, 'iss')
  // Access keys and workload tokens are issued by the platform itself.
  if (issuer === undefined || expected === undefined || platformTokenKind(claims) !== undefined) return false
  return issuer.replace(/\/$/, '') !== expected.replace(/\/$/, '')
}

/** Why a 403, and what else is known of it. */
export function permissionDetails(
  request: SentRequest,
  token: string | undefined,
  history: WorkspaceHistory | undefined,
): ForbiddenDetails {
  const claims = claimsOf(token)
  const details = {
    requiredScopes: request.isKnown ? requiredScopes(request, generationFor(request)) : undefined,
    tokenScopes: claims && scopesOf(claims),
    principal: claims && principalOf(claims),
    workspace: workspaceIn(request.path),
  }
  const closed = closedArea(request)
  if (closed !== undefined) return { ...details, reason: closed.reason, closedArea: closed.area }
  return {
    ...details,
    reason: permissionReason(request, token, history),
    requiredRole: isAboutMembers(request.path) ? 'Admin' : 'Editor',
  }
}

function permissionReason(
  request: SentRequest,
  token: string | undefined,
  history: WorkspaceHistory | undefined,
): PermissionDeniedReason {
  // A path that the platform does not know is refused to everybody.
  if (!request.isKnown) return 'unknown'
  if (isOutOfScope(request, token)) return 'missing-scope'
  if (history === undefined) return 'unknown'
  if (history.lastChange?.kind === 'revoked') return 'not-a-member'
  if (history.roleExpectedFor(isRead(request)) !== undefined) return 'role-propagating'
  const needsMore = !isRead(request) || isAboutMembers(request.path)
  return history.hasRead && needsMore ? 'insufficient-role' : 'unknown'
}

/** Whether the scopes of the token rule the request out, by the rules of the platform that it is for. */
export function isOutOfScope(request: SentRequest, token: string | undefined): boolean {
  return lacksScope(request, token, generationFor(request))
}

/** The generation of the platform, where that is known. */
function generationFor({ url, path }: SentRequest): Generation | undefined {
  return knownPlatform(url.origin + url.pathname.slice(0, -path.length)).generation
}
