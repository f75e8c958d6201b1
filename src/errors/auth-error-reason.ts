/** Why there is no usable token. */

/**
 * Why there is no usable token:
 * `refresh-failed` (the refresh token is dead), `identity-provider` (it could not be reached, its answer was lost, or it
 * answered nonsense: the login is not lost), `provider-changed` (the platform names another token endpoint than the login came
 * from), `locked` (another process holds the lock of the refresh), `token-function` (the `accessToken` function threw or gave nothing), `workload-identity` (the
 * token exchange failed), `storage` (the new token could not be stored), `no-credentials`
 * (nobody is logged in), `expired-token` (it has ended, and nothing can renew it), `no-refresh-token`, `not-refreshable`
 * (it comes from argument or environment), or one of the {@link LoginErrorReason | reasons of a login}. A minor version may add
 * reasons: a `switch` needs a default.
 */
export type AuthErrorReason =
  | 'refresh-failed'
  | 'identity-provider'
  | 'provider-changed'
  | 'locked'
  | 'token-function'
  | 'workload-identity'
  | 'storage'
  | 'no-credentials'
  | 'expired-token'
  | 'no-refresh-token'
  | 'not-refreshable'
  | LoginErrorReason

/** Why a login failed. What the identity provider said is in `oauthError` and `description`. */
export type LoginErrorReason =
  /** The person said no. */
  | 'access-denied'
  /** The identity provider lets only those use the application who are assigned to it. */
  | 'not-assigned'
  /** Nobody entered the code in time. */
  | 'expired-code'
  /** User name or password are wrong. */
  | 'invalid-credentials'
  /** The identity provider wants a second factor, which the password grant cannot give. */
  | 'second-factor-required'
  /** A scope is not defined at the identity provider, or nobody consented to it. */
  | 'invalid-scope'
  /** The token came without scopes that were asked for. */
  | 'missing-scopes'
  /** The application may not use the device flow. */
  | 'device-flow-disabled'
  /** The application may not use the password grant. */
  | 'password-grant-disabled'
  /** The application is no public client: it wants a secret. */
  | 'public-client-disabled'
  /** The identity provider does not know the platform's client id. */
  | 'client-id-mismatch'
  /** The platform names no client id. */
  | 'no-client-id'
  /** The platform names no token endpoint. */
  | 'no-token-endpoint'
  /** The platform names no endpoint for device logins. */
  | 'no-device-endpoint'
  /** An endpoint is neither https nor on this machine. */
  | 'insecure-endpoint'
  /** The platform wants no login. */
  | 'auth-disabled'
  /** The platform has an identity provider, so unsigned tokens are of no use. */
  | 'provider-configured'
  /** The platform did not tell where to log in. */
  | 'discovery-failed'
  /** The caller's signal ended it. */
  | 'aborted'
  /** The identity provider refused for a reason of its own. */
  | 'login-failed'
