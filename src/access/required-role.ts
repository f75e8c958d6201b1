/** Which role a permission comes with. */

import type { WorkspaceRole } from '../types/index.ts'

/** The least role; `anyone` where none is needed, `services` where no person may, `PlatformAdmin` where only that one may. */
export type RequiredRole = WorkspaceRole | 'anyone' | 'services' | 'PlatformAdmin'

/** What is closed to people, whatever their role. */
const SERVICES_ONLY = /^\/apis\/auth\/v2\/(?:iam|authz)\//

/** Only from a person with a special role, or from none. */
const SPECIAL: Readonly<Record<string, RequiredRole>> = {
  'workspaces.create': 'anyone',
  'workspaces.list': 'anyone',
  'secrets.access': 'services',
  'secrets.rotate': 'PlatformAdmin',
  'jobs.logs.create': 'services',
}

/** Whether a path is closed to people, described or not. */
export function isForServicesOnly(path: string): boolean {
  return SERVICES_ONLY.test(path)
}

/**
 * The least role whose rights hold a permission.
 *
 * @param permission - For instance `projects.create`; undefined for an operation that needs none.
 * @param path - The path of the operation, or its template.
 */
export function requiredRole(permission: string | undefined, path: string): RequiredRole {
  if (isForServicesOnly(path)) return 'services'
  if (permission === undefined) return 'anyone'
  const special = SPECIAL[permission]
  if (special !== undefined) return special
  if (permission.startsWith('entities.')) return 'services'
  if (permission.startsWith('workspaces.members.')) return 'Admin'
  if (/\.(?:list|read)$/.test(permission) || permission.startsWith('inference.gateway.')) return 'Viewer'
  return 'Editor'
}
