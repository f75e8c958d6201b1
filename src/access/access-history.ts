/**
 * What a client has seen of who may do what: enough to tell a role that is still on its way from one that is missing,
 * and a missing scope from both, without asking the server again.
 */

import type { AuthenticationErrorReason, PermissionDeniedDetails } from '../errors/api-error.ts'
import type { ForbiddenDetails, RefusalClassifier } from '../errors/from-status.ts'
import { readUnauthorized } from '../errors/server-texts.ts'
import type { AccessChange, AccessPolicy, SentRequest } from '../http/request/operation.ts'
import {
  decodeToken,
  emailOf,
  numberClaim,
  principalOf,
  scopesOf,
  type TokenClaims,
  textClaim,
} from '../jwt/decode-token.ts'
import type { KnownProvider } from '../runtime/connection.ts'
import { closedArea } from './closed-areas.ts'
import { requiredScopes } from './required-scopes.ts'

/** A role may take this long to arrive, in ms: the platform's longest default, and a little more. */
const LONGEST_PROPAGATION = 35_000
/** Where the server has seen the role itself, other replicas may still lag behind for this long, in ms. */
const SHORT_PROPAGATION = 5_000
/** A wait that took this long, in ms, ended at the server's limit: the role may not have arrived. */
const SERVER_GIVES_UP_AFTER = 29_000
/** A busy server's `Date` header may be this old, in seconds. */
const DATE_LAG = 3
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 2_000

/** Remembers, for one client, what was answered. */
export class AccessHistory implements AccessPolicy {
  readonly #provider: () => KnownProvider | undefined
  /** By workspace and caller. */
  readonly #memories = new Map<string, WorkspaceMemory>()

  /** @param provider - The identity provider, if it is known already. */
  constructor(provider: () => KnownProvider | undefined) {
    this.#provider = provider
  }

  noteSuccess(request: SentRequest, token: string | undefined, duration: number): void {
    const { effect } = request
    if (effect !== undefined && (effect.principal === undefined || isCaller(effect.principal, token))) {
      this.#noteEffect(effect.kind, keyOf(effect.workspace, token), waitedLongEnough(request, duration))
      return
    }
    const workspace = workspaceOf(request)
    if (workspace === undefined || !request.isKnown) return
    const memory = this.#memoryOf(workspace, token)
    if (isRead(request)) memory.hasRead = true
    else memory.hasWritten = true
  }

  retryForbidden(request: SentRequest, token: string | undefined, tries: number): number | undefined {
    const memory = this.#find(workspaceOf(request), token)
    if (memory === undefined || lacksScope(request, token)) return undefined
    if (!awaitsRole(memory, request)) return undefined
    const remaining = memory.grantedUntil - performance.now()
    return Math.min(FIRST_PAUSE * 1.5 ** tries, LONGEST_PAUSE, remaining + 1)
  }

  reasonsFor(request: SentRequest, token: string | undefined, response: Response): RefusalClassifier {
    return {
      authentication: (detail) => this.#authenticationReason(detail, token, response),
      permission: () => this.#permissionDetails(request, token),
    }
  }

  lastChange(workspace: string, token: string | undefined): AccessChange | undefined {
    const memory = this.#find(workspace, token)
    if (memory?.change === undefined) return undefined
    const { kind, at } = memory.change
    const now = performance.now()
    const isOnTheWay = now < memory.change.settledAt
    return { kind, age: now - at, isPending: isOnTheWay && !(kind === 'granted' && memory.hasWritten) }
  }

  #noteEffect(kind: AccessChange['kind'], key: string, waited: boolean): void {
    const window = waited ? SHORT_PROPAGATION : LONGEST_PROPAGATION
    const now = performance.now()
    this.#memories.set(key, {
      grantedUntil: kind === 'granted' ? now + window : Number.NEGATIVE_INFINITY,
      change: { kind, at: now, settledAt: now + window },
      hasRead: false,
      hasWritten: false,
    })
  }

  #find(workspace: string | undefined, token: string | undefined): WorkspaceMemory | undefined {
    return workspace === undefined ? undefined : this.#memories.get(keyOf(workspace, token))
  }

  #memoryOf(workspace: string, token: string | undefined): WorkspaceMemory {
    let memory = this.#find(workspace, token)
    if (memory === undefined) {
      memory = {
        grantedUntil: Number.NEGATIVE_INFINITY,
        change: undefined,
        hasRead: false,
        hasWritten: false,
      }
      this.#memories.set(keyOf(workspace, token), memory)
    }
    return memory
  }

  #authenticationReason(
    detail: string,
    token: string | undefined,
    response: Response,
  ): AuthenticationErrorReason {
    if (token === undefined) return 'missing-token'
    const said = readUnauthorized(detail)
    if (said !== undefined) return said
    const claims = decodeToken(token)?.claims
    if (claims === undefined) return 'rejected'
    const now = Math.floor((Date.parse(response.headers.get('date') ?? '') || Date.now()) / 1000)
    const expiry = numberClaim(claims, 'exp')
    if (expiry !== undefined && expiry <= now + DATE_LAG) return 'expired-token'
    const notBefore = Math.max(numberClaim(claims, 'nbf') ?? 0, numberClaim(claims, 'iat') ?? 0)
    if (notBefore > now + DATE_LAG) return 'not-yet-valid'
    return this.#hasOtherIssuer(claims) ? 'issuer-mismatch' : 'rejected'
  }

  #hasOtherIssuer(claims: TokenClaims): boolean {
    const issuer = textClaim(claims, 'iss')
    const expected = this.#provider()?.issuer
    // Access keys and workload tokens are issued by the platform itself.
    if (issuer === undefined || expected === undefined || 'nmp_token_type' in claims) return false
    return issuer.replace(/\/$/, '') !== expected.replace(/\/$/, '')
  }

  #permissionDetails(request: SentRequest, token: string | undefined): ForbiddenDetails {
    const workspace = workspaceOf(request)
    const claims = token === undefined ? undefined : decodeToken(token)?.claims
    const details = {
      requiredScopes: request.isKnown ? requiredScopes(request) : undefined,
      tokenScopes: claims && scopesOf(claims),
      principal: claims && principalOf(claims),
      workspace,
    }
    const closed = closedArea(request)
    if (closed !== undefined) return { ...details, reason: closed.reason, closedArea: closed.area }
    const reason = this.#permissionReason(request, token, workspace)
    return { ...details, reason, requiredRole: isMembers(request) ? 'Admin' : 'Editor' }
  }

  #permissionReason(
    request: SentRequest,
    token: string | undefined,
    workspace: string | undefined,
  ): PermissionDeniedDetails['reason'] {
    // A path that the platform does not know is refused to everybody.
    if (!request.isKnown) return 'unknown'
    if (lacksScope(request, token)) return 'missing-scope'
    const memory = this.#find(workspace, token)
    if (memory === undefined) return 'unknown'
    if (memory.change?.kind === 'revoked') return 'not-a-member'
    if (awaitsRole(memory, request)) return 'role-propagating'
    if (memory.hasRead && (!isRead(request) || isMembers(request))) return 'insufficient-role'
    // A read that is refused where reads worked: access was lost, and what was seen before says nothing any more.
    if (isRead(request)) memory.hasRead = false
    return 'unknown'
  }
}

interface WorkspaceMemory {
  /** Until when a role that the caller got may be on its way, on the clock of `performance.now()`. */
  grantedUntil: number
  /** The last change of the caller's own access through this client, on the clock of `performance.now()`. */
  change: { readonly kind: AccessChange['kind']; readonly at: number; readonly settledAt: number } | undefined
  /** Whether a read has worked since. */
  hasRead: boolean
  /** Whether a write has worked since. */
  hasWritten: boolean
}

/** The key of what is known about a caller in a workspace. A renewed token is still the same caller. */
function keyOf(workspace: string, token: string | undefined): string {
  if (lastCaller?.token !== token) lastCaller = { token, caller: callerOf(token) }
  return JSON.stringify([workspace, lastCaller?.caller])
}

/** The last token that was looked into: mostly it is the same as before. */
let lastCaller: { token: string | undefined; caller: string } | undefined

function callerOf(token: string | undefined): string {
  const claims = token === undefined ? undefined : decodeToken(token)?.claims
  return (claims && (textClaim(claims, 'sub') ?? principalOf(claims))) ?? token ?? ''
}

function isRead({ method }: SentRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Whether the role that a request needs may still be on its way: not where something of the kind has worked already. */
function awaitsRole(memory: WorkspaceMemory, request: SentRequest): boolean {
  if (performance.now() >= memory.grantedUntil || memory.hasWritten) return false
  return !(memory.hasRead && isRead(request))
}

function isMembers({ url }: SentRequest): boolean {
  return /\/workspaces\/[^/]+\/members(?:\/|$)/.test(url.pathname)
}

function workspaceOf({ url }: SentRequest): string | undefined {
  const part = /\/apis\/[^/]+\/v\d+\/workspaces\/([^/]+)/.exec(url.pathname)?.[1]
  try {
    return part === undefined ? undefined : decodeURIComponent(part)
  } catch {
    return part
  }
}

function waitedLongEnough({ url }: SentRequest, duration: number): boolean {
  return url.searchParams.get('wait_role_propagation') !== 'false' && duration < SERVER_GIVES_UP_AFTER
}

function isCaller(principal: string, token: string | undefined): boolean {
  const claims = token === undefined ? undefined : decodeToken(token)?.claims
  if (claims === undefined) return false
  return [emailOf(claims), textClaim(claims, 'sub'), textClaim(claims, 'oid')].includes(principal)
}

/** Whether the token's scopes rule the operation out. Only scopes with a colon restrict, and only if there is one. */
function lacksScope(request: SentRequest, token: string | undefined): boolean {
  const required = requiredScopes(request)
  const claims = token === undefined ? undefined : decodeToken(token)?.claims
  const scopes = (claims && scopesOf(claims))?.filter((scope) => scope.includes(':')) ?? []
  if (required === undefined || scopes.length === 0) return false
  // A provider may put a prefix before the platform's scopes: api://nemo/platform:read.
  return !scopes.some((scope) => required.includes(scope.slice(scope.lastIndexOf('/') + 1)))
}
