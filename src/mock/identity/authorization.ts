/** Decides whether a caller may do what it asks, as the platform's policy does. */

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

/**
 * Lets a request pass, or not.
 *
 * @throws HTTPError with 401 for nobody, 403 for everybody else, 400 for a scope that looks like a permission.
 */
export function authorize(caller: Principal, access: Access, permissions: Permissions): void {
  const scopes = caller.scopes?.filter((scope) => scope !== '') ?? []
  for (const scope of scopes) {
    if (scope.includes('.') && !scope.includes(':')) throw httpError(400, permissionAsScope(scope))
  }
  if (isAllowed(caller, access, permissions) && !isDenied(caller, access, permissions)) return
  throw caller.id === '' ? httpError(401, 'Unauthorized') : httpError(403, 'Forbidden')
}

function permissionAsScope(scope: string): string {
  return (
    `Invalid scope '${scope}': this value uses permission syntax (dots). Scopes use colons (e.g. 'secrets:read'). ` +
    'Did you pass a permission by mistake?'
  )
}

function isAllowed(caller: Principal, { method, route, params }: Access, permissions: Permissions): boolean {
  const principals = principalsOf(caller)
  if (principals.length === 0) return false
  if (permissions.isPlatformAdmin(principals)) return true
  if (route === undefined) return isService(caller)
  if (!hasScope(caller, route)) return false
  if (route.permission === undefined) return true
  if (isService(caller)) return true
  const workspace = params['workspace'] ?? (route.isWorkspace ? params['name'] : undefined)
  if (workspace === '-') return method === 'GET' || method === 'HEAD'
  return permissions.allow(principals, workspace ?? SYSTEM_WORKSPACE, route.permission)
}

function hasScope(caller: Principal, route: Route): boolean {
  const scopes = caller.scopes?.filter((scope) => scope.includes(':')) ?? []
  if (scopes.length === 0 || route.scopes.length === 0) return true
  return route.scopes.some((scope) => scopes.includes(scope))
}

/** What nobody may do, or only services, whatever else they may. */
function isDenied(caller: Principal, { method, path }: Access, permissions: Permissions): boolean {
  if (isService(caller)) return false
  if (/^\/apis\/secrets\/v2\/workspaces\/[^/]*\/secrets\/[^/]*\/access$/.test(path)) return true
  if (!path.startsWith('/apis/entities/v2/') || isOpenEntityPath(path, method)) return false
  return !permissions.isPlatformAdmin(principalsOf(caller))
}

/** Of the entity store, people see workspaces, members and projects; all else is for services and PlatformAdmins. */
function isOpenEntityPath(path: string, method: string): boolean {
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[3] !== 'workspaces') return false
  if (parts.length === 4) return method === 'GET' || method === 'POST'
  if (parts.length === 5) return method === 'GET' || method === 'PUT' || method === 'DELETE'
  return parts[4] !== '-' && ['members', 'projects', 'entities'].includes(parts[5] ?? '')
}
