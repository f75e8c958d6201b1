/** Discovery and identity, as they go over the wire. */

/** By which client of the identity provider one logs in, and how; from 0.8 on. */
export interface OIDCDiscoveryClient {
  name: 'public' | 'confidential' | (string & {})
  /** Whether it is the one of logins that name none. */
  default?: boolean
  client_authentication?: 'public' | 'client_secret_basic' | (string & {})
  client_id?: string
  /** Which field of a token answer the platform takes as bearer. */
  bearer_token_source?: 'access_token' | 'id_token' | (string & {})
  /** Scopes of a login that asks for none, separated by blanks. */
  default_scopes?: string
  /** What stands before the platform's scopes at the provider. */
  scope_prefix?: string | null
  /** Whether the platform keeps the logins: then the last two name where. */
  server_side_sessions?: boolean
  authorization_endpoint?: string | null
  token_endpoint?: string | null
  device_authorization_endpoint?: string | null
  device_authorization_requires_device_id?: boolean
  device_authorization_display_name?: string | null
  device_token_request_includes_scope?: boolean
  authorization_start_endpoint?: string | null
  broker_token_endpoint?: string | null
}

/**
 * What the platform tells about its identity provider. Endpoints are null while the provider cannot be reached. Up to 0.7 there is one
 * client, whose fields stand here; from 0.8 on they stand in `clients`.
 */
export interface OIDCDiscovery {
  issuer: string
  /** From 0.8 on. */
  clients?: OIDCDiscoveryClient[]
  /** Up to 0.7. */
  client_id?: string
  /** Of command lines; 0.7. */
  cli_client_id?: string | null
  /** Which field of a token answer the platform takes as bearer; 0.7. */
  bearer_token_source?: 'access_token' | 'id_token' | (string & {})
  authorization_endpoint?: string | null
  token_endpoint?: string | null
  device_authorization_endpoint?: string | null
  device_authorization_requires_device_id?: boolean
  device_authorization_display_name?: string | null
  device_token_request_includes_scope?: boolean
  userinfo_endpoint?: string | null
  /** Scopes of a login that asks for none, separated by blanks; up to 0.7. */
  default_scopes?: string
  /** What stands before the platform's scopes at the provider; up to 0.7. */
  scope_prefix?: string | null
  workload_token_exchange_enabled?: boolean
  workload_client_id?: string | null
  workload_token_endpoint?: string | null
  workload_audience?: string | null
  workload_scope?: string | null
}

/** Whether the platform wants a login, and where to log in. */
export interface AuthDiscovery {
  auth_enabled: boolean
  /** Null: no identity provider (unsigned tokens, or none at all). */
  oidc?: OIDCDiscovery | null
}

/** Whom the platform takes the caller for. */
export interface Identity {
  /** The subject of the token. */
  principal: string
  email?: string | null
  groups?: string[]
  scopes?: string[]
  jti?: string | null
  token_kind:
    | 'access_key'
    | 'oidc_access_token'
    | 'workload_access_token'
    | 'workload_subject_token'
    | (string & {})
  on_behalf_of?: string | null
  on_behalf_of_email?: string | null
  on_behalf_of_groups?: string[]
}

/** Where the token of a client comes from. */
export type CredentialSource = 'none' | 'argument' | 'function' | 'environment' | 'workload-identity' | 'file'

/** Who one is by the token at hand, and for how long. It is what the token says: only the platform can verify it. */
export interface AuthStatus {
  /** URL of the platform. */
  baseURL: string
  /** Name of the context; undefined in direct mode. */
  context: string | undefined
  /** The config file; undefined in direct mode. */
  configPath: string | undefined
  /** Where the token comes from. */
  source: CredentialSource
  /** The environment variable that it comes from, or that leads to it; undefined where none does. */
  variable: string | undefined
  /** Whether a token is at hand. One that a function or an exchange gives is at hand after the first request. */
  hasToken: boolean
  /** Who one is to role bindings: the e-mail address, else the subject. */
  principal: string | undefined
  email: string | undefined
  /** Subject of the token (at Azure its `oid`). */
  subject: string | undefined
  groups: string[]
  /** Scopes of the token; undefined for none, which is no restriction. */
  scopes: string[] | undefined
  /** Whether the token carries no signature. */
  unsigned: boolean
  /** End of the token; undefined where nothing tells. */
  expiresAt: Date | undefined
  /** Whether it has ended, by the clock of the platform as far as that is known. */
  expired: boolean
  /** Whether `client.auth.refresh()` can renew it. */
  refreshable: boolean
  /** Whether a refresh token is stored. */
  hasRefreshToken: boolean
}

/** Which access to wait for. */
export interface WaitForAccessParams {
  /** @default the client's workspace */
  workspace?: string | undefined
  /** The role that you wait for. @default 'Viewer' */
  role?: 'Viewer' | 'Editor' | 'Admin' | undefined
  /** The permission that you wait for, in place of a role: for instance `projects.create`. */
  permission?: string | undefined
  /** Called after each look that was not the last. */
  onProgress?: ((progress: AccessProgress) => void) | undefined
  /** Longest wait in ms. @default 35000, a little more than the platform's longest delay */
  waitTimeout?: number | undefined
  /** @deprecated Until 1.0 the older name of `waitTimeout`. */
  timeout?: number | undefined
  /** First pause between two looks, in ms; pauses grow. @default 250 */
  poll_interval?: number | undefined
}

/** How a wait for access goes. */
export interface AccessProgress {
  workspace: string
  role: 'Viewer' | 'Editor' | 'Admin'
  /** How long it has taken, in ms. */
  elapsed: number
}
