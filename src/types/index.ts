/** Wire types, by resource. No code. */

export type {
  AccessKey,
  AccessKeyCreateParams,
  AccessKeyList,
  AccessKeyListParams,
  AccessKeyRevocation,
  AccessKeyStatusChange,
  CreatedAccessKey,
} from './access-keys.ts'
export type { AuthDiscovery, Identity, OIDCDiscovery } from './auth.ts'
export type { DeleteResponse, Filter, ListParams, SortField, StringFilter } from './common.ts'
export type {
  DateRangeFilter,
  RoleBinding,
  RoleBindingCreateParams,
  RoleBindingDeleteParams,
  RoleBindingFilter,
  RoleBindingListParams,
} from './iam.ts'
export type { Project, ProjectCreateParams, ProjectListParams, ProjectUpdateParams } from './projects.ts'
export type {
  Secret,
  SecretCreateParams,
  SecretListParams,
  SecretRotation,
  SecretUpdateParams,
  SecretValue,
} from './secrets.ts'
export type {
  CreateAllProgress,
  MemberCreateAllParams,
  MemberCreateParams,
  MemberDeleteParams,
  MemberUpdateParams,
  PropagationParams,
  Role,
  SystemRole,
  Workspace,
  WorkspaceCreateParams,
  WorkspaceListParams,
  WorkspaceMember,
  WorkspaceMemberList,
  WorkspaceParams,
  WorkspaceRole,
  WorkspaceUpdateParams,
} from './workspaces.ts'
