/**
 * Every error this package throws, and how one is made of a refused request.
 * Must not send, log or read files, and shows no secret.
 */

export {
  AlreadyExistsError,
  APIConnectionError,
  APIError,
  APIResponseValidationError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthenticationError,
  type AuthenticationErrorReason,
  BadRequestError,
  ConflictError,
  type FailedRequest,
  InternalServerError,
  LastAdminError,
  NotFoundError,
  PermissionDeniedError,
  type PermissionDeniedReason,
  RateLimitError,
  StreamError,
  UnprocessableEntityError,
  type UpstreamDetails,
  UpstreamError,
  type ValidationIssue,
  WorkspaceNotEmptyError,
} from './api-error.ts'
export type { AuthErrorReason, LoginErrorReason } from './auth-error-reason.ts'
export {
  AuthError,
  BatchError,
  ConfigError,
  type ConfigLocation,
  type ErrorDetails,
  InvalidArgumentError,
  isNeMoPlatformError,
  JobFailedError,
  NeMoPlatformError,
  WaitError,
  WaitTimeoutError,
} from './base.ts'
export type { ErrorCode, KnownErrorCode } from './error-code.ts'
export { type UnsupportedOperationDetails, UnsupportedOperationError } from './unsupported-operation-error.ts'
