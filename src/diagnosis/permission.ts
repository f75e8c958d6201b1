/** What an operation needs: a permission, a role that has it, and scopes. */

import { type DescribedOperation, describedOperations, findOperation } from '../openapi/index.ts'
import type { Role } from './access.ts'

/** What an operation needs. */
export interface Needs {
  /** For instance `projects.create`. */
  readonly permission: string | undefined
  /** Scopes of which a token needs one; none where scopes do not matter. */
  readonly scopes: readonly string[]
  /** The least role; `anyone` where none is needed, `services` where no person may, `PlatformAdmin` where only that one may. */
  readonly role: Role | 'anyone' | 'services' | 'PlatformAdmin'
}

/** What a request needs; undefined where the API has no such operation. */
export function needsOf(method: string, path: string): Needs | undefined {
  const found = findOperation(method, path)?.operation
  if (found !== undefined) return describedNeeds(found)
  return SERVICES_ONLY.test(path) ? { permission: undefined, scopes: [], role: 'services' } : undefined
}

/** An operation that needs a permission; undefined where none does. */
export function operationWith(permission: string): DescribedOperation | undefined {
  return describedOperations().find((operation) => operation.permission === permission)
}

/** All permissions that operations need. */
export function knownPermissions(): string[] {
  const names = describedOperations().map(({ permission }) => permission)
  return [...new Set(names.filter((name) => name !== undefined))].sort()
}

/** What somebody needs for a permission. */
export function describedNeeds({ permission, scopes, template }: DescribedOperation): Needs {
  // Whatever the API, `platform:…` is the one that logins ask for.
  const ordered = [...scopes].sort((one) => (one.startsWith('platform:') ? -1 : 1))
  return { permission, scopes: ordered, role: roleFor(permission, template) }
}

/** What is closed to people, whatever their role. */
const SERVICES_ONLY = /^\/apis\/auth\/v2\/(?:iam|authz)\//

/** Only from a person with a special role, or from none. */
const SPECIAL: Readonly<Record<string, Needs['role']>> = {
  'workspaces.create': 'anyone',
  'workspaces.list': 'anyone',
  'secrets.access': 'services',
  'secrets.rotate': 'PlatformAdmin',
  'jobs.logs.create': 'services',
}

function roleFor(permission: string | undefined, template: string): Needs['role'] {
  if (SERVICES_ONLY.test(template)) return 'services'
  if (permission === undefined) return 'anyone'
  const special = SPECIAL[permission]
  if (special !== undefined) return special
  if (permission.startsWith('entities.')) return 'services'
  if (permission.startsWith('workspaces.members.')) return 'Admin'
  if (/\.(?:list|read)$/.test(permission) || permission.startsWith('inference.gateway.')) return 'Viewer'
  return 'Editor'
}
