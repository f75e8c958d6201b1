// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `access_keys`. */

import type { ListParams } from './common.ts'

/** Access key workspace grant. */
export interface AccessKeyWorkspaceGrant {
  workspace: string
  roles?: readonly string[] | undefined
}

/** A new access key, with the key itself: it is shown this once. */
export interface CreatedAccessKey {
  /** Its id: `ak_` and 32 hexadecimal digits. */
  jti: string
  name?: string | null
  description?: string | null
  /** Whom it stands for. */
  principal: string
  entity_type?: 'USER' | 'SERVICE_ACCOUNT' | (string & {})
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' | 'ROTATING' | (string & {})
  issuer: string
  audiences: string[]
  created_at: string
  expires_at?: string | null
  /** The key: a bearer token. */
  token: string
  token_type: 'Bearer'
  /** The scopes that it has; empty where it has all. @since 0.7 */
  scope?: string[]
  /** Until when it goes on working after it was rotated. @since 0.7 */
  grace_period_expires_at?: string | null
  /** @since 0.7 */
  last_used_at?: string | null
}

/** Keys of the caller. */
export interface AccessKeyList {
  data: AccessKey[]
  /** Whether there is a page after this one. */
  has_more?: boolean
}

/** An access key, without the key itself. */
export interface AccessKey {
  /** Its id: `ak_` and 32 hexadecimal digits. */
  jti: string
  name?: string | null
  description?: string | null
  /** Whom it stands for. */
  principal: string
  entity_type?: 'USER' | 'SERVICE_ACCOUNT' | (string & {})
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' | 'ROTATING' | (string & {})
  issuer: string
  audiences: string[]
  created_at: string
  expires_at?: string | null
  /** The scopes that it has; empty where it has all. @since 0.7 */
  scope?: string[]
  /** Until when it goes on working after it was rotated. @since 0.7 */
  grace_period_expires_at?: string | null
  /** @since 0.7 */
  last_used_at?: string | null
}

/** The answer to a revocation. */
export interface AccessKeyRevocation {
  jti: string
  /** False if it was revoked before. */
  revoked: boolean
}

/** The answer to a suspension, or to the end of one. */
export interface AccessKeyStatusChange {
  jti: string
  status: 'ACTIVE' | 'EXPIRED' | 'SUSPENDED' | (string & {})
  /** False if it was so before. */
  changed: boolean
}

/** Access key rotate response. */
export interface AccessKeyRotateResponse {
  new_key: CreatedAccessKey
  previous_jti: string
  previous_status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' | 'ROTATING' | (string & {})
  grace_period_seconds: number
  grace_period_expires_at?: string | null
}

/** Params of `create` of `AccessKeys`. */
export interface AccessKeyCreateParams {
  name?: string | null | undefined
  description?: string | null | undefined
  /** Lifetime in seconds. @default the longest that the platform allows (30 days) */
  expires_in_seconds?: number | null | undefined
  /** Make it a key of this service account. Administrators only. */
  service_account_id?: string | null | undefined
  /**
   * APIs that the key is good for, by the names of their scopes without `:read` and `:write`, for instance
   * `entities`. Left out: all of them. @since 0.7
   */
  scope?: readonly string[] | null | undefined
  /** Id of a key that is revoked once this one is there. @since 0.7 */
  rotates?: string | null | undefined
  /** Workspaces that whom the key stands for becomes a member of. @since 0.7 */
  workspaces?: readonly AccessKeyWorkspaceGrant[] | null | undefined
}

/** Params of `list` of `AccessKeys`. */
export interface AccessKeyListParams extends ListParams {
  /** Items per page, at most 100. @default 100 */
  page_size?: number | undefined
}

/** Params of `rotate` of `AccessKeys`. */
export interface AccessKeyRotateParams {
  /** How long the old key goes on working, in seconds; at most 30 days. @default 48 hours */
  grace_period_seconds?: number | null | undefined
}
