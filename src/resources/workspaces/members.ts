/** Members of a workspace: who may do what in it. */

import { loadPart } from '../../errors/load-part.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  DeleteResponse,
  MemberCreateAllParams,
  MemberCreateParams,
  MemberDeleteParams,
  MemberSyncParams,
  MemberSyncResult,
  MemberUpdateParams,
  WorkspaceMember,
  WorkspaceMemberList,
  WorkspaceParams,
} from '../../types/index.ts'
import { snapshot } from '../shared/params.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'

/** `client.workspaces.members`: who may do what in a workspace. Only its Admins (and PlatformAdmins) see and change it. */
export class Members {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the members of a workspace, all at once.
   *
   * @returns `{ data: WorkspaceMember[] }`
   * @throws PermissionDeniedError unless you are an Admin of it.
   * @see `GET /apis/entities/v2/workspaces/{workspace}/members`
   */
  list(params?: WorkspaceParams, options?: RequestOptions): APIPromise<WorkspaceMemberList> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return { method: 'GET', path: path`/apis/entities/v2/workspaces/${{ workspace }}/members` }
    }, options)
  }

  /**
   * Gives somebody roles in a workspace, beside those that they have, and waits until the roles have taken effect. Where
   * a proxy cuts the wait short, the member is read back: the call succeeds if the roles are stored.
   *
   * @returns The member, with the roles that were given.
   * @throws InvalidArgumentError for an unknown role or an impossible principal, PermissionDeniedError unless you are an
   *   Admin of the workspace.
   * @see `POST /apis/entities/v2/workspaces/{workspace}/members`
   */
  create(params: MemberCreateParams, options?: RequestOptions): APIPromise<WorkspaceMember> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { memberCreation } = await loadPart(import('./member-changes.ts'))
      return memberCreation(this.#context, given, options)
    }, options)
  }

  /**
   * Gives a member exactly these roles, and waits until that has taken effect. Somebody who is no member becomes one; an
   * empty list removes the member. A wait that is cut short is settled as in {@link Members.create}.
   *
   * @param principalId - E-mail address, subject, group, or `*`.
   * @returns The member.
   * @throws LastAdminError if nobody would be Admin any more, InvalidArgumentError for an unknown role.
   * @see `PUT /apis/entities/v2/workspaces/{workspace}/members/{principal_id}`
   */
  update(
    principalId: string,
    params: MemberUpdateParams,
    options?: RequestOptions,
  ): APIPromise<WorkspaceMember> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { memberUpdate } = await loadPart(import('./member-changes.ts'))
      return memberUpdate(this.#context, principalId, given, options)
    }, options)
  }

  /**
   * Takes all roles from a member, and waits until that has taken effect. A wait that is cut short is settled as in
   * {@link Members.create}.
   *
   * @param principalId - E-mail address, subject, group, or `*`.
   * @throws NotFoundError if there is no such member, LastAdminError if nobody would be Admin any more.
   * @see `DELETE /apis/entities/v2/workspaces/{workspace}/members/{principal_id}`
   */
  delete(
    principalId: string,
    params?: MemberDeleteParams,
    options?: RequestOptions,
  ): APIPromise<DeleteResponse> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { memberDeletion } = await loadPart(import('./member-changes.ts'))
      return memberDeletion(this.#context, principalId, given, options)
    }, options)
  }

  /**
   * Adds many members, a few at a time, and waits once, at the end, until all their roles have taken effect.
   *
   * @returns The members, in the order given.
   * @throws InvalidArgumentError before anything is sent if one of them cannot work; BatchError if some could not be
   *   added: `error.succeeded` holds those that were, `error.failed` the others with the reason. What `onProgress`
   *   throws is thrown when all is done.
   */
  async createAll(params: MemberCreateAllParams, options?: RequestOptions): Promise<WorkspaceMember[]> {
    const given = snapshot(params)
    const { createMembers } = await loadPart(import('./member-batches.ts'))
    return createMembers(this.#context, this, given, options)
  }

  /**
   * Brings the members of a workspace to a wanted state: adds who is missing, changes who has other roles, and with `prune`
   * removes everybody else. All is planned before anything is changed; there is one wait, at the end.
   *
   * @returns `{ changes, unchanged, others, applied }`; with `dryRun` the plan alone.
   * @throws InvalidArgumentError for a list that cannot work, that would leave no Admin, or that would take your own
   *   membership or your own role as Admin without `allowSelf`; BatchError if a change fails: `error.succeeded` holds the
   *   changes that were made, `error.failed` the others with the reason.
   * @see `GET`, `POST`, `PUT` and `DELETE` of `/apis/entities/v2/workspaces/{workspace}/members`
   */
  async sync(params: MemberSyncParams, options?: RequestOptions): Promise<MemberSyncResult> {
    const given = snapshot(params)
    const { syncMembers } = await loadPart(import('./member-batches.ts'))
    return syncMembers(this.#context, this, given, options)
  }
}
