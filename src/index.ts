/** TypeScript SDK of NVIDIA NeMo Platform. */

export {
  buildFilesetRef,
  type ClientOptions,
  type FilesetPath,
  type FilesetRef,
  NeMoPlatform,
  NeMoPlatform as NeMoHelix,
  parseFilesetPath,
  parseFilesetRef,
  parseTimestamp,
  type RawMethod,
  type RefDefaults,
  VERSION,
} from './client/index.ts'
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
  type ErrorCode,
  type ErrorDetails,
  type FailedRequest,
  InternalServerError,
  InvalidArgumentError,
  isNeMoPlatformError,
  JobFailedError,
  type KnownErrorCode,
  LastAdminError,
  type LoginErrorReason,
  NeMoPlatformError,
  NotFoundError,
  PermissionDeniedError,
  type PermissionDeniedReason,
  RateLimitError,
  StreamError,
  UnprocessableEntityError,
  type UnsupportedOperationDetails,
  UnsupportedOperationError,
  type UpstreamDetails,
  UpstreamError,
  type ValidationIssue,
  WaitError,
  WaitTimeoutError,
  WorkspaceNotEmptyError,
} from './errors/index.ts'
export type { Generation } from './generations.ts'
export type { Logger, LogLevel } from './http/log.ts'
export type { RawBody } from './http/request/body.ts'
export type { RequestEvent, ResponseEvent } from './http/request/hooks.ts'
export type { Query } from './http/request/query.ts'
export type {
  AnswerAs,
  HeadersInput,
  RawRequestOptions,
  RequestOptions,
} from './http/request/request-options.ts'
export type { APIPromise, WithResponse } from './http/response/api-promise.ts'
export type { CollectOptions } from './http/response/items.ts'
export type { LogPage, LogPagePromise } from './http/response/log-page.ts'
export type { Page, PagePromise, Pagination } from './http/response/page.ts'
export type { Stream } from './http/response/stream.ts'
export type { Fetch } from './http/transport/fetch-transport.ts'
export type { PlatformInfo } from './platform-info.ts'
export type { Remedy } from './remedies/index.ts'
export type * from './resources/index.ts'
export type { PluginJobResults, PluginJobs } from './resources/plugins/jobs.ts'
export type { WorkspaceDeleteOptions } from './resources/workspaces/workspaces.ts'
export type { AccessToken } from './runtime/connection.ts'
export type * from './types/index.ts'
