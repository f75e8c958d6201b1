/** What an operation needs: a permission, a role that has it, and scopes. */

import { closedArea, platformFirst, type RequiredRole, requiredRole } from '../access/index.ts'
import { type DescribedOperation, describedOperations, findOperation } from '../openapi/index.ts'

/** What an operation needs. */
export interface Needs {
  /** For instance `projects.create`. */
  readonly permission: string | undefined
  /** Scopes of which a token needs one; none where scopes do not matter. */
  readonly scopes: readonly string[]
  readonly role: RequiredRole
}

/** What a request needs; undefined where the API has no such operation. */
export function needsOf(method: string, path: string): Needs | undefined {
  const found = findOperation(method, path)?.operation
  if (found !== undefined) return describedNeeds(found)
  const request = { method, path }
  if (closedArea(request) === undefined) return undefined
  return { permission: undefined, scopes: [], role: requiredRole(undefined, request) }
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

/** The scopes and the role that an operation needs. */
export function describedNeeds({ method, permission, scopes, template }: DescribedOperation): Needs {
  const role = requiredRole(permission, { method, path: template })
  return { permission, scopes: platformFirst(scopes), role }
}
