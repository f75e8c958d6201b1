/** The roles and their order, and checks of role names and principals: the server takes any text, and then nothing works. */

import { InvalidArgumentError } from '../errors/index.ts'
import { PRODUCTS } from '../generations.ts'
import type { Role, WorkspaceRole } from '../types/index.ts'

/** Roles in a workspace, each with the rights of all that stand before it. */
export const WORKSPACE_ROLES = ['Viewer', 'Editor', 'Admin'] as const satisfies readonly WorkspaceRole[]
/** What a member gets whose roles are not named; the server's default. */
export const DEFAULT_ROLES: readonly Role[] = ['Editor']
const SYSTEM_ROLES: readonly Role[] = [
  'WorkspaceCreator',
  ...PRODUCTS.map(({ administratorRole }) => administratorRole),
  'JobRunner',
]
const SYSTEM_WORKSPACE = 'system'

/** Where a role stands in the order; -1 for one that has no place in it. */
export function rankOf(role: string): number {
  const order: readonly string[] = WORKSPACE_ROLES
  return order.indexOf(role)
}

/** Whether a role has all rights of another. */
export function includesRole(role: WorkspaceRole, other: WorkspaceRole): boolean {
  return rankOf(role) >= rankOf(other)
}

/**
 * Checks a role name.
 *
 * @param argument - Its name in the call.
 * @param workspace - Where it is to hold; only `system` knows more than the three workspace roles.
 */
export function checkRole(argument: string, role: unknown, workspace: string | null | undefined): Role {
  const known: readonly Role[] =
    workspace === SYSTEM_WORKSPACE || workspace === null
      ? [...WORKSPACE_ROLES, ...SYSTEM_ROLES]
      : WORKSPACE_ROLES
  const found = known.find((candidate) => candidate === role)
  if (found !== undefined) return found
  if (typeof role !== 'string') throw new InvalidArgumentError(argument, `must be one of ${known.join(', ')}`)
  const similar = known.find((candidate) => candidate.toLowerCase() === role.trim().toLowerCase())
  const hint = similar === undefined ? '' : ` Did you mean '${similar}'?`
  throw new InvalidArgumentError(argument, `is '${role}', but must be one of ${known.join(', ')}.${hint}`)
}

/** Checks a list of roles. */
export function checkRoles(
  argument: string,
  roles: unknown,
  workspace: string | undefined,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): Role[] {
  if (!Array.isArray(roles)) throw new InvalidArgumentError(argument, 'must be a list of role names')
  if (roles.length === 0 && !mayBeEmpty)
    throw new InvalidArgumentError(argument, 'must name at least one role')
  return roles.map((role, index) => checkRole(`${argument}[${index}]`, role, workspace))
}

/** Checks whom a role is for. */
export function checkPrincipal(argument: string, principal: unknown): string {
  if (typeof principal !== 'string') throw new InvalidArgumentError(argument, 'must be text')
  if (principal.trim() === '') throw new InvalidArgumentError(argument, 'must not be empty')
  if (principal !== principal.trim()) {
    throw new InvalidArgumentError(
      argument,
      'must not begin or end with a blank: it would be another principal',
    )
  }
  if (principal.includes('/')) {
    throw new InvalidArgumentError(
      argument,
      'must not hold `/`: such a member could never be changed or removed',
    )
  }
  return principal
}
