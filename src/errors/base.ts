/** Errors that have no HTTP answer: the base class, bad arguments, config, login and batches. */

/** What every error of this package extends. Catch it to tell our errors from all others. */
export class NeMoPlatformError extends Error {
  static {
    NeMoPlatformError.prototype.name = 'NeMoPlatformError'
  }

  /** Commands and calls that may mend it, in the order to try. */
  readonly remedies: readonly string[]

  constructor(message: string, options: { cause?: unknown; remedies?: readonly string[] | undefined } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.remedies = options.remedies ?? []
  }
}

/**
 * An argument that can never work: a wrong type, an empty or `.`/`..` path part, an unknown option or role.
 * Thrown before any request is sent.
 */
export class InvalidArgumentError extends NeMoPlatformError {
  static {
    InvalidArgumentError.prototype.name = 'InvalidArgumentError'
  }

  /** Name of the argument, for instance `workspace` or `roles[1]`. */
  readonly argument: string

  constructor(
    argument: string,
    problem: string,
    options: { cause?: unknown; remedies?: readonly string[] } = {},
  ) {
    super(`\`${argument}\` ${problem}`, options)
    this.argument = argument
  }
}

/** Where a {@link ConfigError} was found. */
export interface ConfigLocation {
  /** The config file, CA file or environment variable that is at fault. */
  path?: string | undefined
  /** Line in the file, counted from 1. */
  line?: number | undefined
  /** Dotted key in the file, for instance `clusters[0].base_url`. */
  key?: string | undefined
}

/** A bad or missing config file, environment variable or constructor option. Names the place and the way to mend it. */
export class ConfigError extends NeMoPlatformError {
  static {
    ConfigError.prototype.name = 'ConfigError'
  }

  /** The config file, CA file or environment variable that is at fault. */
  readonly path: string | undefined
  /** Line in the file, counted from 1. */
  readonly line: number | undefined
  /** Dotted key in the file, for instance `clusters[0].base_url`. */
  readonly key: string | undefined

  constructor(
    problem: string,
    options: ConfigLocation & { cause?: unknown; remedies?: readonly string[] | undefined } = {},
  ) {
    const place = [options.path, options.line].filter((part) => part !== undefined).join(':')
    const separator = /^[A-Z]/.test(problem) ? ': ' : ' '
    const key = options.key === undefined ? '' : `\`${options.key}\`${separator}`
    const remedy = options.remedies?.[0]
    super(`${place && `${place}: `}${key}${problem}${remedy === undefined ? '' : ` ${remedy}`}`, options)
    this.path = options.path
    this.line = options.line
    this.key = options.key
  }
}

/**
 * Why no usable token could be had:
 * `refresh-failed` (the refresh token is dead, or its answer was lost), `identity-provider` (it could not be reached or
 * answered nonsense), `token-function` (the `accessToken` function threw or gave nothing), `workload-identity` (the
 * token exchange failed), `storage` (the new token could not be stored, or its lock not be had), `no-credentials`
 * (nobody is logged in), `expired-token` (it has ended, and nothing can renew it), `no-refresh-token`, `not-refreshable`
 * (it comes from argument or environment), or one of the {@link LoginErrorReason | reasons of a login}.
 */
export type AuthErrorReason =
  | 'refresh-failed'
  | 'identity-provider'
  | 'token-function'
  | 'workload-identity'
  | 'storage'
  | 'no-credentials'
  | 'expired-token'
  | 'no-refresh-token'
  | 'not-refreshable'
  | LoginErrorReason

/** Why a login failed. What the identity provider said is in `code` and `description`. */
export type LoginErrorReason =
  /** The person said no, or may not use the application. */
  | 'access-denied'
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

/** No usable token could be had: a refresh, a token exchange, a token function or a login failed. */
export class AuthError extends NeMoPlatformError {
  static {
    AuthError.prototype.name = 'AuthError'
  }

  /** What went wrong, as a word to switch on. */
  readonly reason: AuthErrorReason
  /** The OAuth error code of the identity provider, for instance `invalid_grant`, where it gave one. */
  readonly code: string | undefined
  /** The identity provider's own words (`error_description`), where it had some. */
  readonly description: string | undefined

  constructor(
    reason: AuthErrorReason,
    problem: string,
    options: {
      code?: string | undefined
      description?: string | undefined
      cause?: unknown
      remedies?: readonly string[]
    } = {},
  ) {
    const remedy = options.remedies?.[0]
    super(remedy === undefined ? problem : `${problem} Try: ${remedy}`, options)
    this.reason = reason
    this.code = options.code
    this.description = options.description
  }
}

/** Some items of a batch failed. Nothing is lost: both lists together hold every item. */
export class BatchError<Item = unknown, Result = unknown> extends NeMoPlatformError {
  static {
    BatchError.prototype.name = 'BatchError'
  }

  /** Results of the items that were done. */
  readonly succeeded: readonly Result[]
  /** Items that were not done, each with the reason. */
  readonly failed: readonly { readonly item: Item; readonly error: Error }[]

  constructor(
    what: string,
    succeeded: readonly Result[],
    failed: readonly { readonly item: Item; readonly error: Error }[],
  ) {
    const first = failed[0]
    const total = succeeded.length + failed.length
    super(`${what}: ${failed.length} of ${total} failed; the first: ${first?.error.message ?? 'unknown'}`, {
      cause: first?.error,
      remedies: ['Look at `error.failed`, mend the cause and repeat the call for those items only'],
    })
    this.succeeded = succeeded
    this.failed = failed
  }
}

/** Waiting for something ended without it. */
export class WaitError extends NeMoPlatformError {
  static {
    WaitError.prototype.name = 'WaitError'
  }

  /** The last status that was seen, where there was one. */
  readonly last: unknown
  /** The last lines of the log, where there is one. */
  readonly logTail: readonly string[]

  constructor(
    message: string,
    options: {
      last?: unknown
      logTail?: readonly string[]
      cause?: unknown
      remedies?: readonly string[]
    } = {},
  ) {
    super(message, options)
    this.last = options.last
    this.logTail = options.logTail ?? []
  }
}

/** The time limit of a wait passed. */
export class WaitTimeoutError extends WaitError {
  static {
    WaitTimeoutError.prototype.name = 'WaitTimeoutError'
  }
}

/** The job that was waited for ended in an error or was cancelled. */
export class JobFailedError extends WaitError {
  static {
    JobFailedError.prototype.name = 'JobFailedError'
  }
}
