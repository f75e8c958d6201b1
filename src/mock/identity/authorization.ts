/** Decides whether a caller may do what it asks, as the platform's policy does. */

import { refuse } from '../http/answers.ts'
import { type Caller, isService, principalsOf } from '../http/caller.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { type Permissions, SYSTEM_WORKSPACE } from './permissions.ts'

/** What is asked for. */
export interface Access {
  readonly method: string
  /** The path, percent-decoded. */
  readonly path: string
  /** The endpoint that fits path and method, if there is one. */
  readonly endpoint: Endpoint | undefined
  readonly params: Readonly<Record<string, string>>
}

/**
 * Lets a request pass, or not.
 *
 * @throws Refused with 401 for nobody, 403 for everybody else, 400 for a scope that looks like a permission.
 */
export function authorize(caller: Caller, access: Access, permissions: Permissions): void {
  const scopes = caller.scopes?.filter((scope) => scope !== '') ?? []
  for (const scope of scopes) {
    if (scope.includes('.') && !scope.includes(':')) throw refuse(400, permissionAsScope(scope))
  }
  if (isAllowed(caller, access, permissions) && !isDenied(caller, access, permissions)) return
  throw caller.id === '' ? refuse(401, 'Unauthorized') : refuse(403, 'Forbidden')
}

function permissionAsScope(scope: string): string {
  return (
    `Invalid scope '${scope}': this value uses permission syntax (dots). Scopes use colons (e.g. 'secrets:read'). ` +
    'Did you pass a permission by mistake?'
  )
}

function isAllowed(caller: Caller, { method, endpoint, params }: Access, permissions: Permissions): boolean {
  const principals = principalsOf(caller)
  if (principals.length === 0) return false
  if (permissions.isPlatformAdmin(principals)) return true
  if (endpoint === undefined) return isService(caller)
  if (!hasScope(caller, endpoint)) return false
  if (endpoint.permission === undefined) return true
  if (isService(caller)) return true
  const workspace = params['workspace'] ?? (endpoint.isWorkspace ? params['name'] : undefined)
  if (workspace === '-') return method === 'GET' || method === 'HEAD'
  return permissions.allow(principals, workspace ?? SYSTEM_WORKSPACE, endpoint.permission)
}

function hasScope(caller: Caller, endpoint: Endpoint): boolean {
  const scopes = caller.scopes?.filter((scope) => scope.includes(':')) ?? []
  if (scopes.length === 0 || endpoint.scopes.length === 0) return true
  return endpoint.scopes.some((scope) => scopes.includes(scope))
}

/** What nobody may do, or only services, whatever else they may. */
function isDenied(caller: Caller, { method, path }: Access, permissions: Permissions): boolean {
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
