/** Secrets, as they go over the wire. Their values go in, but do not come out again. */

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

/** What a secret is created with. */
export interface SecretCreateParams extends WorkspaceParams {
  /** 2–63 characters: a small letter first, then small letters, digits and `- @ . + _`. */
  name: string
  /** The value; not empty. */
  value: string
  description?: string | null | undefined
}

/** What changes in a secret; what is left out stays. */
export interface SecretUpdateParams extends WorkspaceParams {
  value?: string | null | undefined
  description?: string | null | undefined
}

/** Which secrets to list. */
export interface SecretListParams extends WorkspaceParams, ListParams {}

/** The answer to a rotation of the encryption keys. */
export interface SecretRotation {
  rotated_secrets: number
  success: boolean
}
