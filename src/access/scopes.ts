/** Which scopes a request needs, and whether those of a token do. */

import type { Generation } from '../generations.ts'
import { isOfPlatform, restrictingScopes, unknownScopes, withoutScopePrefix } from '../scope-families.ts'
import { tokenScopes } from './caller.ts'
import { fitsPattern } from './path-pattern.ts'
import { type AccessRequest, isRead } from './request-kind.ts'
import { ROUTE_SCOPES, type RouteScope } from './route-scopes.generated.ts'

/**
 * Scopes of which a request needs one; undefined where none is needed, or the path is not known.
 *
 * @param generation - Of the platform, where it is known: else the newest is meant.
 */
export function requiredScopes(
  request: AccessRequest,
  generation?: Generation,
): readonly string[] | undefined {
  const route = ROUTE_SCOPES.find(({ path }) => fitsPattern(request.path, path))
  if (route === undefined) return undefined
  if (route.since !== undefined && generation !== undefined && generation < route.since) return undefined
  return scopesFor(nameOf(route), rightFor(request, route))
}

/** The same, where a path that is not known is taken for one of a plugin, whose scopes are named as its API is. */
export function likelyScopes(request: AccessRequest): readonly string[] {
  const api = apiOf(request.path)
  return requiredScopes(request) ?? (api === undefined ? [] : scopesFor(api, rightFor(request)))
}

/** Scopes with `platform:…` first, which is the one that logins ask for, whatever the API. */
export function platformFirst(scopes: readonly string[]): string[] {
  return scopes.toSorted((one, other) => Number(isOfPlatform(other)) - Number(isOfPlatform(one)))
}

/** Whether scopes allow an operation that needs one of these. No scope with a colon is no restriction. */
export function scopesAllow(scopes: readonly string[] | undefined, needed: readonly string[]): boolean {
  const restricting = restrictingScopes(scopes)
  return (
    restricting.length === 0 || needed.length === 0 || restricting.some((scope) => needed.includes(scope))
  )
}

/**
 * Whether the scopes of the token rule the request out, under whatever prefix they stand.
 *
 * @param generation - Of the platform, where it is known. From 0.7 on it passes over scopes that it does not know.
 */
export function lacksScope(
  request: AccessRequest,
  token: string | undefined,
  generation?: Generation,
): boolean {
  const required = requiredScopes(request, generation)
  if (required === undefined) return false
  const all = restrictingScopes(tokenScopes(token))
  const unknown = generation === undefined || generation === '0.6' ? [] : unknownScopes(all)
  const restricting = all.filter((scope) => !unknown.includes(scope))
  return restricting.length > 0 && !restricting.some((scope) => required.includes(withoutScopePrefix(scope)))
}

function nameOf({ path, scope }: RouteScope): string {
  return scope ?? apiOf(path) ?? ''
}

function apiOf(path: string): string | undefined {
  return /^\/apis\/([^/]+)\//.exec(path)?.[1]
}

function rightFor({ method }: Pick<AccessRequest, 'method'>, route?: RouteScope): 'read' | 'write' {
  return isRead({ method }) || route?.readBy === method ? 'read' : 'write'
}

function scopesFor(name: string, right: 'read' | 'write'): readonly string[] {
  return [`platform:${right}`, `${name}:${right}`]
}
