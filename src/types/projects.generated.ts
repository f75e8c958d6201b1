// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `projects`. */

import type { Filter, ListParams, SortField } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A project: a name under which things of a workspace are grouped. */
export interface Project {
  id: string
  name: string
  workspace: string
  description?: string | null
  /** UTC without a zone: see `parseTimestamp`. */
  created_at: string
  /** UTC without a zone. */
  updated_at: string
}

/** Params of `create` of `Projects`. */
export interface ProjectCreateParams extends WorkspaceParams {
  /** 2–63 characters: a small letter first, then small letters, digits and `- @ . + _`. */
  name: string
  description?: string | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Projects`. */
export interface ProjectListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: SortField | undefined
  filter?: Filter | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Projects`. */
export interface ProjectUpdateParams extends WorkspaceParams {
  /** Left out or null **clears** the description (unlike that of a workspace). */
  description?: string | null | undefined
}
