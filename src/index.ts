/** TypeScript SDK of NVIDIA NeMo Platform. */

export { NeMoPlatform } from './client/client.ts'
export type { ClientOptions } from './client/options.ts'
export type { APIErrorInit, APIStatusErrorInit, PermissionDeniedDetails } from './errors/api-error.ts'
export {
  AlreadyExistsError,
  APIConnectionError,
  APIError,
  APIResponseValidationError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthError,
  type AuthErrorReason,
  AuthenticationError,
  type AuthenticationErrorReason,
  BadRequestError,
  BatchError,
  ConfigError,
  type ConfigLocation,
  ConflictError,
  type FailedRequest,
  InternalServerError,
  InvalidArgumentError,
  JobFailedError,
  LastAdminError,
  type LoginErrorReason,
  NeMoPlatformError,
  NotFoundError,
  PermissionDeniedError,
  type PermissionDeniedReason,
  RateLimitError,
  StreamError,
  UnprocessableEntityError,
  type ValidationIssue,
  WaitError,
  WaitTimeoutError,
  WorkspaceNotEmptyError,
} from './errors/index.ts'
export type { APIPromise, WithResponse } from './http/api-promise.ts'
export type { RawBody } from './http/body.ts'
export type { Fetch } from './http/fetch-transport.ts'
export type { Logger, LogLevel } from './http/log.ts'
export type { LogPage, LogPagePromise } from './http/log-page.ts'
export type { AnswerAs, HeadersInput, RawRequestOptions, RequestOptions } from './http/options.ts'
export type { Page, PagePromise, Pagination } from './http/page.ts'
export type { Query } from './http/query.ts'
export type { Stream } from './http/stream.ts'
export type { AccessToken } from './platform/connection.ts'
export {
  buildFilesetRef,
  type FilesetPath,
  type FilesetRef,
  parseFilesetPath,
  parseFilesetRef,
  type RefDefaults,
} from './resources/files/fileset-ref.ts'
export type * from './resources/index.ts'
export type { PluginJobResults, PluginJobs } from './resources/plugins/jobs.ts'
export type { WorkspaceDeleteOptions } from './resources/workspaces/workspaces.ts'
export { parseTimestamp } from './timestamps.ts'
export type * from './types/index.ts'
export { VERSION } from './version.ts'
