/** Errors of requests: those that the server answered, and those that got no answer. */

import { type ErrorDetails, NeMoPlatformError } from './base.ts'
import type { ErrorCode } from './error-code.ts'

/** The request an error belongs to. Credentials in the URL are replaced. */
export interface FailedRequest {
  readonly method: string
  readonly url: string
}

/** What every request error is made of. Internal: users read the fields of {@link APIError}. */
export interface APIErrorInit extends ErrorDetails {
  request: FailedRequest
  status?: number | undefined
  headers?: Headers | undefined
  body?: unknown
}

/** A request failed. The subclasses tell how; `status` is absent where no answer came. */
export class APIError extends NeMoPlatformError {
  override get name(): string {
    return 'APIError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/failed'
  }

  /** HTTP status of the answer; undefined where there was none. */
  readonly status: number | undefined
  /** Headers of the answer, credentials replaced. */
  readonly headers: Headers | undefined
  /** The answer's body: parsed JSON or text, shortened, and without what a 422 repeats of the request. */
  readonly body: unknown
  /** The server's id of the request (`x-request-id`), where it sent one. */
  readonly requestId: string | undefined
  /** Method and URL of the request. */
  readonly request: FailedRequest

  constructor(problem: string, init: APIErrorInit) {
    super(problem, init)
    this.status = init.status
    this.headers = init.headers
    this.body = init.body
    this.requestId = init.headers?.get('x-request-id') ?? undefined
    this.request = init.request
  }
}

/** No answer came: the server could not be reached, the connection broke, or a redirect was refused. */
export class APIConnectionError extends APIError {
  override get name(): string {
    return 'APIConnectionError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'connection/failed'
  }
}

/** No answer, or no further part of one, came within `timeout`. */
export class APITimeoutError extends APIConnectionError {
  override get name(): string {
    return 'APITimeoutError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'connection/timeout'
  }
}

/** The caller's `signal` ended the request. */
export class APIUserAbortError extends APIError {
  override get name(): string {
    return 'APIUserAbortError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'request/aborted'
  }
}

/** The server's answer is not what the operation promises, for instance HTML in place of JSON. */
export class APIResponseValidationError extends APIError {
  override get name(): string {
    return 'APIResponseValidationError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'response/unexpected'
  }
}

/** A stream of events reported an error or broke off. */
export class StreamError extends APIError {
  override get name(): string {
    return 'StreamError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'stream/broken'
  }
}

/** What every refused request is made of. */
export interface APIStatusErrorInit extends APIErrorInit {
  status: number
  headers: Headers
  detail: string
}

/** The server answered with an error status. */
export class APIStatusError extends APIError {
  override get name(): string {
    return 'APIStatusError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/refused'
  }

  declare readonly status: number
  declare readonly headers: Headers
  /** The server's words, as text. */
  readonly detail: string

  constructor(init: APIStatusErrorInit) {
    const { method, url } = init.request
    super(`${init.status} ${method} ${pathOf(url)}: ${init.detail}`, init)
    this.detail = init.detail
  }
}

/** 400: the request is malformed, for instance its filter. */
export class BadRequestError extends APIStatusError {
  override get name(): string {
    return 'BadRequestError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/bad-request'
  }
}

/**
 * Why a token was refused; `rejected` where neither the token nor the server's words tell. A minor version may add reasons: a
 * `switch` needs a default.
 */
export type AuthenticationErrorReason =
  | 'missing-token'
  | 'expired-token'
  | 'not-yet-valid'
  | 'unsigned-token-rejected'
  | 'bearer-not-configured'
  | 'issuer-mismatch'
  | 'audience-mismatch'
  | 'rejected'

/** 401: no token was sent, or the server refused it. */
export class AuthenticationError extends APIStatusError {
  override get name(): string {
    return 'AuthenticationError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/unauthorized'
  }

  /** Why, as far as token and answer tell. */
  readonly reason: AuthenticationErrorReason

  constructor(init: APIStatusErrorInit & { reason: AuthenticationErrorReason }) {
    super(init)
    this.reason = init.reason
  }
}

/**
 * Why a call was forbidden; `unknown` where it could only be guessed. `services-only` and `platform-admin-only` where the
 * path alone settles it, whatever role one has in a workspace. A minor version may add reasons: a `switch` needs a default.
 */
export type PermissionDeniedReason =
  | 'missing-scope'
  | 'not-a-member'
  | 'insufficient-role'
  | 'role-propagating'
  | 'services-only'
  | 'platform-admin-only'
  | 'unknown'

/** What is known about a refusal without asking the server again. */
export interface PermissionDeniedDetails {
  reason: PermissionDeniedReason
  requiredScopes?: readonly string[] | undefined
  tokenScopes?: readonly string[] | undefined
  principal?: string | undefined
  workspace?: string | undefined
}

/** 403: who you are is known, but it is not allowed. */
export class PermissionDeniedError extends APIStatusError {
  override get name(): string {
    return 'PermissionDeniedError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/forbidden'
  }

  /** Why, as far as it is known without further requests. */
  readonly reason: PermissionDeniedReason
  /** Scopes of which the operation needs one, where known. */
  readonly requiredScopes: readonly string[] | undefined
  /** Scopes of the token that was sent, where it tells. */
  readonly tokenScopes: readonly string[] | undefined
  /** Whom the token names: e-mail, else subject. */
  readonly principal: string | undefined
  /** The workspace the request was about. */
  readonly workspace: string | undefined

  constructor(init: APIStatusErrorInit & PermissionDeniedDetails) {
    super(init)
    this.reason = init.reason
    this.requiredScopes = init.requiredScopes
    this.tokenScopes = init.tokenScopes
    this.principal = init.principal
    this.workspace = init.workspace
  }
}

/** 404: no such thing, or the feature is switched off. */
export class NotFoundError extends APIStatusError {
  override get name(): string {
    return 'NotFoundError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/not-found'
  }
}

/** 409: the request contradicts what is there. */
export class ConflictError extends APIStatusError {
  override get name(): string {
    return 'ConflictError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/conflict'
  }
}

/** 409: something of that name is there already. */
export class AlreadyExistsError extends ConflictError {
  override get name(): string {
    return 'AlreadyExistsError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/already-exists'
  }
}

/** 409: the last Admin of a workspace cannot be removed. */
export class LastAdminError extends ConflictError {
  override get name(): string {
    return 'LastAdminError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/last-admin'
  }

  /** Who is the last Admin. */
  readonly principal: string | undefined
  /** The workspace. */
  readonly workspace: string | undefined

  constructor(init: APIStatusErrorInit & { principal?: string | undefined; workspace?: string | undefined }) {
    super(init)
    this.principal = init.principal
    this.workspace = init.workspace
  }
}

/** 409: the workspace still holds something. */
export class WorkspaceNotEmptyError extends ConflictError {
  override get name(): string {
    return 'WorkspaceNotEmptyError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/workspace-not-empty'
  }

  /** How many of what is in the way, for instance `{ project: 3, dataset: 5 }`. */
  readonly entities: Readonly<Record<string, number>>
  /** The workspace, where the server names it. */
  readonly workspace: string | undefined

  constructor(
    init: APIStatusErrorInit & {
      entities: Readonly<Record<string, number>>
      workspace?: string | undefined
    },
  ) {
    super(init)
    this.entities = init.entities
    this.workspace = init.workspace
  }
}

/** One thing that is wrong with a request's body or query. */
export interface ValidationIssue {
  /** Dotted place, for instance `body.name`. */
  readonly path: string
  /** What is wrong with it. */
  readonly message: string
}

/** 422: body or query do not fit. */
export class UnprocessableEntityError extends APIStatusError {
  override get name(): string {
    return 'UnprocessableEntityError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/unprocessable'
  }

  /** What is wrong, place by place. Empty where the server gave a sentence only. */
  readonly issues: readonly ValidationIssue[]

  constructor(init: APIStatusErrorInit & { issues: readonly ValidationIssue[] }) {
    super(init)
    this.issues = init.issues
  }
}

/**
 * 424: a model server that the inference gateway passed the call on to refused it. Asking again does not help: key, model name or
 * path of the provider are wrong.
 */
export class UpstreamError extends APIStatusError {
  override get name(): string {
    return 'UpstreamError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/upstream'
  }

  /** Status that the model server answered with, where the gateway says. */
  readonly upstreamStatus: number | undefined
  /** Name of the provider, where the gateway says. */
  readonly provider: string | undefined
  /** Name of the model that was asked for, where the gateway says. */
  readonly model: string | undefined

  constructor(init: APIStatusErrorInit & UpstreamDetails) {
    super(init)
    this.upstreamStatus = init.upstreamStatus
    this.provider = init.provider
    this.model = init.model
  }
}

/** What is known about a call that a model server refused. */
export interface UpstreamDetails {
  upstreamStatus: number | undefined
  provider: string | undefined
  model: string | undefined
}

/** 429: too many requests. */
export class RateLimitError extends APIStatusError {
  override get name(): string {
    return 'RateLimitError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/rate-limited'
  }

  /** Milliseconds to wait, where the server said. */
  readonly retryAfter: number | undefined

  constructor(init: APIStatusErrorInit & { retryAfter: number | undefined }) {
    super(init)
    this.retryAfter = init.retryAfter
  }
}

/** 500 and above: the server, or something between it and us, failed. */
export class InternalServerError extends APIStatusError {
  override get name(): string {
    return 'InternalServerError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/server-error'
  }
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname
  } catch {
    return url
  }
}
