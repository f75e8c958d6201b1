/** The one place that turns an error status into an error class. */

import { asRecord } from '../json.ts'
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
  WorkspaceNotEmptyError,
} from './api-error.ts'
import { readErrorBody } from './body.ts'
import { redactHeaders } from './redact.ts'
import { authenticationRemedies, permissionRemedies, statusRemedies } from './remedies.ts'

/** A refused request, as it came from the wire. */
export interface ErrorResponse {
  request: FailedRequest
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

/** Finds out why a request was refused; asked only when it was. */
export interface RefusalClassifier {
  /** Why a 401. */
  authentication(detail: string): AuthenticationErrorReason
  /** Why a 403. */
  permission(): PermissionDeniedDetails
}

/** Builds the error of a refused request. */
export function createStatusError(refusal: ErrorResponse, reasons: RefusalClassifier): APIStatusError {
  const { status } = refusal
  const { detail, body, issues } = readErrorBody(refusal.text, refusal.statusText, refusal.secrets)
  const init = {
    request: refusal.request,
    status,
    headers: redactHeaders(refusal.headers, refusal.secrets),
    body,
    detail,
    remedies: statusRemedies(status),
  }
  switch (status) {
    case 400:
      return new BadRequestError(init)
    case 401: {
      const reason = reasons.authentication(detail)
      return new AuthenticationError({ ...init, reason, remedies: authenticationRemedies(reason) })
    }
    case 403: {
      const details = reasons.permission()
      return new PermissionDeniedError({ ...init, ...details, remedies: permissionRemedies(details) })
    }
    case 404:
      return new NotFoundError(areAccessKeysOff(body) ? { ...init, remedies: ACCESS_KEYS_OFF } : init)
    case 409:
      return conflict(init)
    case 422:
      return new UnprocessableEntityError({ ...init, issues })
    case 429:
      return new RateLimitError({ ...init, retryAfter: refusal.retryAfter })
    default:
      return status >= 500 ? new InternalServerError(init) : new APIStatusError(init)
  }
}

const ACCESS_KEYS_OFF = ['Switch them on in the platform config: auth.access_keys.enabled: true']

/** Access keys are off by default; the server says so with a code of its own. */
function areAccessKeysOff(body: unknown): boolean {
  return asRecord(body)?.['code'] === 'access_keys_disabled'
}

type StatusInit = ConstructorParameters<typeof ConflictError>[0]

/** The three conflicts that have a remedy of their own are told apart by the server's words: it sends no code. */
function conflict(init: StatusInit): ConflictError {
  const { detail } = init
  const contents = /contains entities that must be deleted first: (.+)/i.exec(detail)?.[1]
  if (contents !== undefined) {
    const entities = Object.fromEntries(
      [...contents.matchAll(/([^\s,()]+) \((\d+)\)/g)].map(([, name, count]) => [name, Number(count)]),
    )
    const remedies = ['Delete what is listed in `error.entities` first, then delete the workspace again']
    return new WorkspaceNotEmptyError({ ...init, entities, remedies })
  }
  if (/last Admin/.test(detail)) {
    const remedies = [
      'Add another Admin first: client.workspaces.members.create({ principal, roles: ["Admin"] })',
    ]
    const principal = /(?:from|member) '([^']*)'/.exec(detail)?.[1]
    const workspace = /workspace '([^']*)'/.exec(detail)?.[1]
    return new LastAdminError({ ...init, principal, workspace, remedies })
  }
  if (/already exists/i.test(detail)) {
    const remedies = ['Choose another name, or pass `exist_ok: true` to get what is there']
    return new AlreadyExistsError({ ...init, remedies })
  }
  return new ConflictError(init)
}
