/** Decides whether a caller may do what it asks, as the platform's policy does. */

import type { Generation } from '../../generations.ts'
import { isService, type Principal, principalsOf } from '../http/principal.ts'
import { httpError } from '../http/responses.ts'
import type { Route } from '../http/route.ts'
import { type Permissions, SYSTEM_WORKSPACE } from './permissions.ts'

/** What is asked for. */
export interface Access {
  readonly method: string
  /** The path, percent-decoded. */
  readonly path: string
  /** The route that fits path and method, if there is one. */
  readonly route: Route | undefined
  readonly params: Readonly<Record<string, string>>
}

/** What scopes do on a platform. */
export interface ScopePolicy {
  /** Whether they bind administrators, too. */
  readonly bindsAdministrators: boolean
  /** What a scope has to be about to restrict anything; undefined where all restrict, and permissions in their place are refused. */
  readonly knownFamilies: ReadonlySet<string> | undefined
  /** The services that there are; undefined where whoever calls itself one is believed. */
  readonly services: ReadonlySet<string> | undefined
}

/** What scopes do on a platform of a generation with these routes. */
export function scopePolicy(generation: Generation, routes: readonly Route[]): ScopePolicy {
  if (generation === '0.6')
    return { bindsAdministrators: false, knownFamilies: undefined, services: undefined }
  const families = routes.flatMap(({ scopes }) => scopes.map((scope) => scope.slice(0, scope.indexOf(':'))))
  const apis = routes.map(({ path }) => path.split('/')[2] ?? '')
  return {
    bindsAdministrators: true,
    knownFamilies: new Set(['platform', ...families]),
    services: new Set([...apis, 'platform', 'platform-seed']),
  }
}

/**
 * Lets a request pass, or not.
 *
 * @throws HTTPError with 401 for nobody, 403 for everybody else, 400 for a scope that looks like a permission.
 */
export function authorize(
  caller: Principal,
  access: Access,
  permissions: Permissions,
  policy: ScopePolicy,
): void {
  const scopes = caller.scopes?.filter((scope) => scope !== '') ?? []
  if (policy.knownFamilies === undefined) {
    for (const scope of scopes) {
      if (scope.includes('.') && !scope.includes(':')) throw httpError(400, permissionAsScope(scope))
    }
  }
  if (isService(caller) && policy.services?.has(caller.id.slice('service:'.length)) === false)
    throw httpError(502, 'Authorization service error')
  const isRight = isService(caller) || caller.onBehalfOf === undefined || policy.knownFamilies === undefined
  // From 0.7 on the right of either of two opens the door.
  const parties = isRight
    ? [caller]
    : [caller, { ...caller.onBehalfOf, id: caller.onBehalfOf?.id ?? '' } as Principal]
  if (
    parties.some(
      (party) => isAllowed(party, access, permissions, policy) && !isDenied(party, access, permissions),
    )
  )
    return
  throw caller.id === '' ? httpError(401, 'Unauthorized') : httpError(403, 'Forbidden')
}

function permissionAsScope(scope: string): string {
  return (
    `Invalid scope '${scope}': this value uses permission syntax (dots). Scopes use colons (e.g. 'secrets:read'). ` +
    'Did you pass a permission by mistake?'
  )
}

function isAllowed(
  caller: Principal,
  { method, route, params }: Access,
  permissions: Permissions,
  policy: ScopePolicy,
): boolean {
  const principals = principalsOf(caller)
  if (principals.length === 0) return false
  const isInScope = route === undefined || hasScope(caller, route, policy)
  if (policy.bindsAdministrators && !isInScope) return false
  if (permissions.isAdministrator(principals)) return true
  if (route === undefined) return isService(caller)
  if (!isInScope) return false
  if (route.permission === undefined) return true
  if (isService(caller)) return true
  const workspace = params['workspace'] ?? (route.isWorkspace ? params['name'] : undefined)
  if (workspace === '-') return method === 'GET' || method === 'HEAD'
  return permissions.allow(principals, workspace ?? SYSTEM_WORKSPACE, route.permission)
}

function hasScope(caller: Principal, route: Route, { knownFamilies }: ScopePolicy): boolean {
  const restricting = caller.scopes?.filter((scope) => scope.includes(':')) ?? []
  const scopes =
    knownFamilies === undefined
      ? restricting
      : restricting.filter((scope) => knownFamilies.has(scope.slice(0, scope.indexOf(':'))))
  if (scopes.length === 0 || route.scopes.length === 0) return true
  return route.scopes.some((scope) => scopes.includes(scope))
}

/** What nobody may do, or only services, whatever else they may. */
function isDenied(caller: Principal, { method, path }: Access, permissions: Permissions): boolean {
  if (isService(caller)) return false
  if (/^\/apis\/secrets\/v2\/workspaces\/[^/]*\/secrets\/[^/]*\/access$/.test(path)) return true
  if (!path.startsWith('/apis/entities/v2/') || isOpenEntityPath(path, method)) return false
  return !permissions.isAdministrator(principalsOf(caller))
}

/** Of the entity store, people see workspaces, members and projects; all else is for services and PlatformAdmins. */
function isOpenEntityPath(path: string, method: string): boolean {
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[3] === 'workspace-deletions') return method === 'GET'
  if (parts[3] !== 'workspaces') return false
  if (parts.length === 4) return method === 'GET' || method === 'POST'
  if (parts.length === 5) return method === 'GET' || method === 'PUT' || method === 'DELETE'
  return parts[4] !== '-' && ['members', 'projects', 'entities'].includes(parts[5] ?? '')
}
