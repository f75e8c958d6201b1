/** Workspaces and their members, as they go over the wire. */

import type { Filter, ListParams, SortField } from './common.ts'

/** A workspace: what projects, secrets and all other things belong to. */
export interface Workspace {
  id: string
  name: string
  description?: string | null
  /** UTC without a zone, for instance `2026-11-22T06:46:55.881305`: see `parseTimestamp`. */
  created_at: string
  created_by?: string | null
  /** UTC without a zone. */
  updated_at: string
  updated_by?: string | null
}

/** What a workspace is created with. */
export interface WorkspaceCreateParams {
  /** 2–63 characters: a small letter first, then small letters, digits and `- @ . + _`. */
  name: string
  description?: string | null | undefined
  /** Wait until you are known as its Admin. @default true (the server's) */
  wait_role_propagation?: boolean | undefined
  /** Longest such wait, in ms; when it is over, the call succeeds if the workspace is stored. @default 42000 */
  waitTimeout?: number | undefined
  /** Give back the workspace of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** What changes in a workspace. */
export interface WorkspaceUpdateParams {
  /** Left out or null keeps the description; an empty text clears it. */
  description?: string | null | undefined
}

/** Which workspaces to list. */
export interface WorkspaceListParams extends ListParams {
  /** @default '-created_at' */
  sort?: SortField | undefined
  filter?: Filter | undefined
}

/** Roles in an ordinary workspace, each with the rights of those before it. */
export type WorkspaceRole = 'Viewer' | 'Editor' | 'Admin'

/**
 * Roles that exist beside those, with a meaning in the workspace `system` only. `HelixAdmin` and `PlatformAdmin` are the same: either
 * is sent as the connected platform calls it.
 */
export type SystemRole = 'WorkspaceCreator' | 'HelixAdmin' | 'PlatformAdmin' | 'JobRunner'

/** Any role that the platform knows. */
export type Role = WorkspaceRole | SystemRole

/** A member of a workspace. */
export interface WorkspaceMember {
  /** E-mail address, subject, group, or `*` for everyone. */
  principal: string
  /** Its roles, in no particular order. */
  roles: (Role | (string & {}))[]
  /** UTC, ending in `Z`. */
  granted_at?: string | null
  granted_by?: string | null
}

/** All members of a workspace. */
export interface WorkspaceMemberList {
  data: WorkspaceMember[]
}

/** Which workspace a call is about. */
export interface WorkspaceParams {
  /** @default the client's workspace */
  workspace?: string | undefined
}

/** Whether to wait for a role change. */
export interface PropagationParams {
  /** Wait until the change has taken effect, up to 30 s for each role. @default true (the server's) */
  wait_role_propagation?: boolean | undefined
  /** Longest such wait, in ms; when it is over, the call succeeds if the change is stored. @default 32000 for each role, and 10000 */
  waitTimeout?: number | undefined
}

/** Who becomes a member, with which roles. */
export interface MemberCreateParams extends WorkspaceParams, PropagationParams {
  /** E-mail address, subject, group, or `*` for everyone. Letter case matters. */
  principal: string
  /** Roles to add. @default ['Editor'] (the server's) */
  roles?: readonly Role[] | undefined
}

/** The roles that a member is to have. */
export interface MemberUpdateParams extends WorkspaceParams, PropagationParams {
  /** The whole new set; an empty one removes the member. */
  roles: readonly Role[]
}

/** Which member to remove. */
export interface MemberDeleteParams extends WorkspaceParams, PropagationParams {}

/** How far a bulk addition has come. */
export interface CreateAllProgress {
  /** `adding` while members are stored, then `waiting` for their roles to take effect. */
  phase: 'adding' | 'waiting'
  /** Members that are stored. */
  done: number
  /** Members in all. */
  total: number
}

/** Many members to add at once. */
export interface MemberCreateAllParams extends WorkspaceParams {
  members: readonly { principal: string; roles?: readonly Role[] | undefined }[]
  /** Wait, once, until all roles have taken effect. @default true */
  wait_role_propagation?: boolean | undefined
  /** Longest such wait, in ms; when it is over, the call succeeds if the roles are stored. @default 42000 */
  waitTimeout?: number | undefined
  /** Told after each member, and when the wait begins. */
  onProgress?: ((progress: CreateAllProgress) => void) | undefined
}

/** The members that a workspace is to have. */
export interface MemberSyncParams extends WorkspaceParams {
  members: readonly { principal: string; roles?: readonly Role[] | undefined }[]
  /** Remove members that are not among them. @default false */
  prune?: boolean | undefined
  /** Plan only: change nothing. @default false */
  dryRun?: boolean | undefined
  /** Whether you may lose your own membership, or your own role as Admin. @default false */
  allowSelf?: boolean | undefined
  /** Wait, once, until all changes have taken effect. @default true */
  wait_role_propagation?: boolean | undefined
  /** Longest such wait, in ms; when it is over, the call succeeds if the changes are stored. @default 32000 for each role, and 10000 */
  waitTimeout?: number | undefined
  /** Told after each change, and when the wait begins. */
  onProgress?: ((progress: MemberSyncProgress) => void) | undefined
}

/** A step from what is to what is wanted. */
export interface MemberChange {
  kind: 'add' | 'update' | 'remove'
  principal: string
  /** Roles now; empty for somebody who is no member. */
  before: string[]
  /** Roles then; empty for somebody who is to go. */
  after: Role[]
}

/** What is to be done, or was done. */
export interface MemberSyncResult {
  /** In the order in which they are made: first those that give, then those that take, from yourself last. */
  changes: MemberChange[]
  /** Principals who have the wanted roles already. */
  unchanged: string[]
  /** Principals who are members, but not among the wanted ones, and stay: `prune` would remove them. */
  others: string[]
  /** Whether the changes were made; false for a dry run. */
  applied: boolean
}

/** How far it has come. */
export interface MemberSyncProgress {
  /** `changing` while changes are made, `waiting` while the last one takes effect, and the others with it. */
  phase: 'changing' | 'waiting'
  /** Changes that are made. */
  done: number
  /** Changes in all. */
  total: number
}

/** What a workspace holds. */
export interface WorkspaceContents {
  /** How many of each type, for instance `{ project: 3 }`; types of which there is nothing are left out. */
  entities: Record<string, number>
  /** Types that could not be counted: you may not list them, or the platform does not serve them. */
  unknown: string[]
}
