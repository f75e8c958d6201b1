/** Role bindings, as they go over the wire. Only services may see and change them. */

import type { ListParams, StringFilter } from './common.ts'
import type { PropagationParams, Role } from './workspaces.ts'

/** A role that somebody has somewhere. */
export interface RoleBinding {
  id: string
  name: string
  principal: string
  /** The workspace; null for the whole platform. */
  workspace: string | null
  role: Role | (string & {})
  granted_by: string
  granted_at: string
  revoked_at: string | null
}

/** What a role binding is created with. */
export interface RoleBindingCreateParams extends PropagationParams {
  principal: string
  role: Role
  workspace?: string | null | undefined
  /** Longest wait for the role to take effect, in ms; then the call fails with an APITimeoutError. @default 42000 */
  waitTimeout?: number | undefined
}

/** A span of time; both ends belong to it. */
export interface DateRangeFilter {
  gte?: Date | string | null | undefined
  lte?: Date | string | null | undefined
}

/** Conditions on role bindings. */
export interface RoleBindingFilter {
  principal?: StringFilter | string | null | undefined
  workspace?: string | null | undefined
  role?: StringFilter | string | null | undefined
  granted_by?: StringFilter | string | null | undefined
  is_active?: boolean | null | undefined
  granted_at?: DateRangeFilter | null | undefined
  revoked_at?: DateRangeFilter | null | undefined
}

/** Which role bindings to list. */
export interface RoleBindingListParams extends ListParams {
  /** @default 'created_at' */
  sort?: string | undefined
  filter?: RoleBindingFilter | string | undefined
}

/** How to delete a role binding. */
export interface RoleBindingDeleteParams extends PropagationParams {
  /** Longest wait for that to take effect, in ms; then the call fails with an APITimeoutError. @default 42000 */
  waitTimeout?: number | undefined
}
