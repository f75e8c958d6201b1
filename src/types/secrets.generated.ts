// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `secrets`. */

import type { ListParams } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A secret, without its value. */
export interface Secret {
  name: string
  workspace: string
  description?: string | null
  created_at?: string | null
  updated_at?: string | null
}

/** A secret with its value. */
export interface SecretValue {
  name: string
  workspace: string
  value: string
}

/** The answer to a rotation of the encryption keys. */
export interface SecretRotation {
  /** How many secrets were encrypted anew. */
  rotated_secrets: number
  success: boolean
}

/** Params of `create` of `Secrets`. */
export interface SecretCreateParams extends WorkspaceParams {
  /** 2–63 characters: a small letter first, then small letters, digits and `- @ . + _`. */
  name: string
  description?: string | null | undefined
  /** The value; not empty. */
  value: string
}

/** Params of `list` of `Secrets`. */
export interface SecretListParams extends WorkspaceParams, ListParams {
  /** Items per page. @default 10 */
  page_size?: number | undefined
}

/** Params of `update` of `Secrets`. */
export interface SecretUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  value?: string | null | undefined
}
