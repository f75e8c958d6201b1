// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `access_keys`. */

import type { ListParams } from './common.ts'

/** A new access key, with the key itself: it is shown this once. */
export interface CreatedAccessKey {
  /** Its id: `ak_` and 32 hexadecimal digits. */
  jti: string
  name?: string | null
  description?: string | null
  /** Whom it stands for. */
  principal: string
  entity_type?: 'USER' | 'SERVICE_ACCOUNT' | (string & {})
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' | (string & {})
  issuer: string
  audiences: string[]
  created_at: string
  expires_at?: string | null
  /** The key: a bearer token. */
  token: string
  token_type: 'Bearer'
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
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' | (string & {})
  issuer: string
  audiences: string[]
  created_at: string
  expires_at?: string | null
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

/** Params of `create` of `AccessKeys`. */
export interface AccessKeyCreateParams {
  name?: string | null | undefined
  description?: string | null | undefined
  /** Lifetime in seconds. @default the longest that the platform allows (30 days) */
  expires_in_seconds?: number | null | undefined
  /** Make it a key of this service account. PlatformAdmin only. */
  service_account_id?: string | null | undefined
}

/** Params of `list` of `AccessKeys`. */
export interface AccessKeyListParams extends ListParams {
  /** Items per page, at most 100. @default 100 */
  page_size?: number | undefined
}
