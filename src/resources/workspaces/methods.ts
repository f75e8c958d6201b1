/** The methods that the parts of these resources build on: named here, since the resources themselves load those parts. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  DeleteResponse,
  MemberCreateParams,
  MemberDeleteParams,
  MemberUpdateParams,
  Workspace,
  WorkspaceListParams,
  WorkspaceMember,
  WorkspaceMemberList,
  WorkspaceParams,
} from '../../types/index.ts'

/** What the parts use of `client.workspaces.members`. */
export interface MemberMethods {
  list(params?: WorkspaceParams, options?: RequestOptions): APIPromise<WorkspaceMemberList>
  create(params: MemberCreateParams, options?: RequestOptions): APIPromise<WorkspaceMember>
  update(
    principalId: string,
    params: MemberUpdateParams,
    options?: RequestOptions,
  ): APIPromise<WorkspaceMember>
  delete(
    principalId: string,
    params?: MemberDeleteParams,
    options?: RequestOptions,
  ): APIPromise<DeleteResponse>
}

/** What the parts use of `client.workspaces`. */
export interface WorkspaceMethods {
  list(params?: WorkspaceListParams, options?: RequestOptions): PagePromise<Workspace>
  retrieve(name: string, options?: RequestOptions): APIPromise<Workspace>
}
