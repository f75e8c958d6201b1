// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `customization`. */

import type { ListParams } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Customization job template. */
export interface CustomizationJobTemplate {
  name?: string
  workspace: string
  project?: string | null
  backend: string
  config: Record<string, unknown>
  description?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Params of `create` of `JobTemplates`. */
export interface JobTemplateCreateParams extends WorkspaceParams {
  name: string
  /** What the jobs run on: `automodel`, `rl` or `unsloth`. */
  backend: string
  /** The settings, as the backend takes them. */
  config: Readonly<Record<string, unknown>>
  /** @default '' */
  description?: string | undefined
}

/** Params of `list` of `JobTemplates`. */
export interface JobTemplateListParams extends WorkspaceParams, ListParams {
  /** A field, with `-` in front for descending. @default '-created_at' */
  sort?: string | undefined
  /** Templates per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `JobTemplates`. */
export interface JobTemplateUpdateParams extends WorkspaceParams {
  /** What the jobs run on: `automodel`, `rl` or `unsloth`. */
  backend?: string | null | undefined
  /** The settings, as the backend takes them. */
  config?: Readonly<Record<string, unknown>> | null | undefined
  description?: string | null | undefined
}
