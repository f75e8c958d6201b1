/** Which scopes a request needs, and whether those of a token do. */

import { FORMER_PLUGIN_NAMES, type Generation } from '../generations.ts'
import {
  isOfPlatform,
  isPluginFamily,
  restrictingScopes,
  unknownScopes,
  withoutScopePrefix,
} from '../scope-families.ts'
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
  if (route === undefined) {
    const family = familyOf(request.path)
    return family !== undefined && isPluginFamily(family) ? scopesFor(family, rightFor(request)) : undefined
  }
  if (route.since !== undefined && generation !== undefined && generation < route.since) return undefined
  return scopesFor(nameOf(route), rightFor(request, route))
}

/** The same, where a path that is not known is taken for one of a plugin, whose scopes are named as its API is. */
export function likelyScopes(request: AccessRequest): readonly string[] {
  const family = familyOf(request.path)
  return requiredScopes(request) ?? (family === undefined ? [] : scopesFor(family, rightFor(request)))
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

/** What the scopes of an API are called: those of plugins that were renamed have kept their name. */
function familyOf(path: string): string | undefined {
  const api = apiOf(path)
  return api === undefined ? undefined : (FORMER_PLUGIN_NAMES[api] ?? api)
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
