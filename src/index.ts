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
export type { Fetch } from './http/fetch-transport.ts'
export type { Logger, LogLevel } from './http/log.ts'
export type { HeadersInput, RequestOptions } from './http/options.ts'
export type { Page, PagePromise, Pagination } from './http/page.ts'
export type { Query } from './http/query.ts'
export type { AccessToken } from './platform/connection.ts'
export type { AccessKeys } from './resources/access-keys.ts'
export type { Auth } from './resources/auth.ts'
export type { IAM } from './resources/iam/iam.ts'
export type { RoleBindings } from './resources/iam/role-bindings.ts'
export type { Projects } from './resources/projects.ts'
export type { SecretsAdmin } from './resources/secrets/admin.ts'
export type { Secrets } from './resources/secrets/secrets.ts'
export type { Members } from './resources/workspaces/members.ts'
export type { Workspaces } from './resources/workspaces/workspaces.ts'
export { parseTimestamp } from './timestamps.ts'
export type {
  AccessKey,
  AccessKeyCreateParams,
  AccessKeyList,
  AccessKeyListParams,
  AccessKeyRevocation,
  AccessKeyStatusChange,
  AuthDiscovery,
  CreateAllProgress,
  CreatedAccessKey,
  DateRangeFilter,
  DeleteResponse,
  Filter,
  Identity,
  ListParams,
  MemberCreateAllParams,
  MemberCreateParams,
  MemberDeleteParams,
  MemberUpdateParams,
  OIDCDiscovery,
  Project,
  ProjectCreateParams,
  ProjectListParams,
  ProjectUpdateParams,
  PropagationParams,
  Role,
  RoleBinding,
  RoleBindingCreateParams,
  RoleBindingDeleteParams,
  RoleBindingFilter,
  RoleBindingListParams,
  Secret,
  SecretCreateParams,
  SecretListParams,
  SecretRotation,
  SecretUpdateParams,
  SecretValue,
  SortField,
  StringFilter,
  SystemRole,
  Workspace,
  WorkspaceCreateParams,
  WorkspaceListParams,
  WorkspaceMember,
  WorkspaceMemberList,
  WorkspaceParams,
  WorkspaceRole,
  WorkspaceUpdateParams,
} from './types/index.ts'
export { VERSION } from './version.ts'
