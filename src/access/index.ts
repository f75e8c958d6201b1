/**
 * Who may do what on a platform: the roles and their order, scopes, how long a change takes, and why a request was refused.
 * Holds facts, and what one client has seen of its own access; it sends nothing: what asks the server is `diagnosis/`.
 * `http/` knows only the hook that the history hangs on.
 */

export { restrictingScopes, unknownScopes, withoutScopePrefix } from '../scope-families.ts'
export { AccessEffect } from './access-effect.ts'
export { AccessHistory } from './access-history.ts'
export { closedArea } from './closed-areas.ts'
export {
  FIRST_RETRY_PAUSE,
  LONGEST_PROPAGATION,
  leavesOutcomeOpen,
  MOST_ROLES,
  propagationLimit,
} from './propagation.ts'
export { type RequiredRole, requiredRole } from './required-role.ts'
export {
  checkPrincipal,
  checkRole,
  checkRoles,
  DEFAULT_ROLES,
  includesRole,
  rankOf,
  WORKSPACE_ROLES,
} from './roles.ts'
export {
  likelyScopes,
  platformFirst,
  requiredScopes,
  scopesAllow,
} from './scopes.ts'
export type { AccessChange } from './workspace-history.ts'
export { workspaceIn } from './workspace-path.ts'
