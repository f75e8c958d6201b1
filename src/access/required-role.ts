/** Which role a permission comes with. */

import type { WorkspaceRole } from '../types/index.ts'
import { closedArea } from './closed-areas.ts'
import type { AccessRequest } from './request-kind.ts'

/** The least role; `anyone` where none is needed, `services` where no person may, `administrator` where only that one may. */
export type RequiredRole = WorkspaceRole | 'anyone' | 'services' | 'administrator'

/** Every caller may ask for these: the answer to a list is what the caller may see. */
const FOR_ANYONE: ReadonlySet<string> = new Set(['workspaces.create', 'workspaces.list'])

/**
 * The least role whose rights hold a permission.
 *
 * @param permission - For instance `projects.create`; undefined for an operation that needs none.
 * @param request - The operation; its path may be the template.
 */
export function requiredRole(permission: string | undefined, request: AccessRequest): RequiredRole {
  const closed = closedArea(request)
  if (closed !== undefined) return closed.reason === 'services-only' ? 'services' : 'administrator'
  if (permission === undefined || FOR_ANYONE.has(permission)) return 'anyone'
  if (permission.startsWith('workspaces.members.')) return 'Admin'
  if (/\.(?:list|read)$/.test(permission) || permission.startsWith('inference.gateway.')) return 'Viewer'
  return 'Editor'
}
