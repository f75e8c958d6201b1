/**
 * Turns an error status into an error class, with the server's words and what to do. Where this module cannot be loaded, the
 * switch in `http/bare-errors.ts` does so without them: a new class belongs there, too.
 */

import { repeatCall } from '../remedies/index.ts'
import type { ClosedArea } from '../remedies/refusals.ts'
import {
  AlreadyExistsError,
  APIStatusError,
  AuthenticationError,
  type AuthenticationErrorReason,
  BadRequestError,
  ConflictError,
  type FailedRequest,
  InternalServerError,
  LastAdminError,
  NotFoundError,
  type PermissionDeniedDetails,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
  UpstreamError,
  WorkspaceNotEmptyError,
} from './api-error.ts'
import { readErrorBody } from './body.ts'
import { redactHeaders } from './redact.ts'
import { readConflict, readForbidden, readNotFound, readUnprocessable, readUpstream } from './server-texts.ts'

/** A refused request, as it came from the wire. */
export interface ErrorResponse {
  request: FailedRequest
  /** Of the platform. */
  baseURL: string
  /** Whether a filter was sent. */
  hasFilter: boolean
  /** Length of the token that was sent, in bytes. */
  tokenLength: number | undefined
  /** Whether the operation has the parameter `exist_ok`. */
  takesExistOk: boolean
  status: number
  statusText: string
  headers: Headers
  /** The body, perhaps cut off. */
  text: string
  /** Values that must not show up in the error. */
  secrets: readonly string[]
  /** Milliseconds that the server asks to wait. */
  retryAfter?: number | undefined
}

/** What is known about a 403, and what the remedies for it depend on. */
export interface ForbiddenDetails extends PermissionDeniedDetails {
  /** The role that the call needs, where it is known. */
  requiredRole?: 'Editor' | 'Admin' | undefined
  /** What is closed, where the path alone says that it is. */
  closedArea?: ClosedArea | undefined
}

/** Finds out why a request was refused; asked only when it was. */
export interface RefusalClassifier {
  /** Why a 401. */
  authentication(detail: string): AuthenticationErrorReason | Promise<AuthenticationErrorReason>
  /** Why a 403. The platform says the same words for all of them, so none are handed over. */
  permission(): ForbiddenDetails | Promise<ForbiddenDetails>
}

/** Builds the error of a refused request. */
export async function createStatusError(
  refusal: ErrorResponse,
  reasons: RefusalClassifier,
): Promise<APIStatusError> {
  const { status, retryAfter } = refusal
  const { detail, body, issues } = readErrorBody(refusal.text, refusal.statusText, refusal.secrets)
  const advice = await loadAdvice()
  const init = {
    request: refusal.request,
    status,
    headers: redactHeaders(refusal.headers, refusal.secrets),
    body,
    detail,
    remedies: advice?.statusRemedies(status, refusal),
  }
  switch (status) {
    case 400:
      return new BadRequestError(init)
    case 401: {
      const reason = await reasons.authentication(detail)
      return new AuthenticationError({ ...init, reason, remedies: advice?.authenticationRemedies(reason) })
    }
    case 403: {
      const details = await reasons.permission()
      return new PermissionDeniedError({
        ...init,
        ...details,
        remedies:
          readForbidden(detail) === 'reserved-name'
            ? advice?.reservedNameRemedies()
            : advice?.permissionRemedies(details),
      })
    }
    case 404:
      return readNotFound(detail, body) === 'access-keys-disabled'
        ? new NotFoundError({
            ...init,
            code: 'api/access-keys-disabled',
            remedies: advice?.accessKeysOffRemedies(),
          })
        : new NotFoundError(init)
    case 409:
      return conflict(init, refusal, advice)
    case 422:
      return new UnprocessableEntityError({
        ...init,
        issues,
        remedies:
          readUnprocessable(body) === 'no-encryption'
            ? advice?.noEncryptionRemedies()
            : advice?.validationRemedies(issues.length > 0),
      })
    case 424: {
      const upstream = readUpstream(detail)
      return new UpstreamError({
        ...init,
        ...upstream,
        remedies: advice?.upstreamRemedies(upstream.upstreamStatus, upstream.provider),
      })
    }
    case 429:
      return new RateLimitError({ ...init, retryAfter, remedies: advice?.rateLimitRemedies(retryAfter) })
    default:
      return status >= 500 ? new InternalServerError(init) : new APIStatusError(init)
  }
}

type Advice = typeof import('../remedies/refusals.ts')

/**
 * What to do about refusals, which no start has to load. Where it cannot be loaded (an app whose files were replaced under
 * it), the error is complete but for its advice.
 */
async function loadAdvice(): Promise<Advice | undefined> {
  return import('../remedies/refusals.ts').catch(() => undefined)
}

type StatusInit = ConstructorParameters<typeof ConflictError>[0]

/** The server sends no code that tells its conflicts apart. */
function conflict(
  init: StatusInit,
  { takesExistOk }: ErrorResponse,
  advice: Advice | undefined,
): ConflictError {
  const read = readConflict(init.detail)
  switch (read.kind) {
    case 'workspace-not-empty':
      return new WorkspaceNotEmptyError({
        ...init,
        ...read,
        remedies: advice?.notEmptyRemedies(read.workspace),
      })
    case 'last-admin':
      return new LastAdminError({ ...init, ...read, remedies: advice?.lastAdminRemedies(read.workspace) })
    case 'already-exists':
      return new AlreadyExistsError({ ...init, remedies: advice?.alreadyExistsRemedies(takesExistOk) })
    case 'workspace-being-deleted':
      return new AlreadyExistsError({
        ...init,
        code: 'api/workspace-being-deleted',
        remedies: [repeatCall('Wait about 20 seconds and repeat the call')],
      })
    case 'other':
      return new ConflictError(init)
  }
}
