/** Members of a workspace: who may do what in it. */

import {
  AccessEffect,
  checkPrincipal,
  checkRoles,
  DEFAULT_ROLES,
  leavesOutcomeOpen,
  MOST_ROLES,
} from '../../access/index.ts'
import { BatchError, InvalidArgumentError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import { checkRequestOptions, type RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  DeleteResponse,
  MemberChange,
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
import { mapSettled } from '../shared/map-settled.ts'
import { checkNames, readWaitTimeout } from '../shared/polling.ts'
import { propagationTimeouts } from '../shared/propagation-timeouts.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { Progress } from './progress.ts'
import { applySync, planSync, readWanted } from './sync.ts'

/** Members that {@link Members.createAll} stores at a time. */
const STORED_AT_A_TIME = 4

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
    return this.#context.http.request(() => {
      const {
        workspace = this.#context.workspace,
        wait_role_propagation,
        waitTimeout,
        ...body
      } = required(params)
      const principal = checkPrincipal('principal', body.principal)
      const roles =
        body.roles === undefined
          ? DEFAULT_ROLES
          : checkRoles('roles', body.roles, workspace, { mayBeEmpty: false })
      const holdsRoles = (member: WorkspaceMember | undefined) =>
        roles.every((role) => member?.roles.includes(role))
      return {
        method: 'POST',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/members`,
        query: { wait_role_propagation },
        body,
        ...propagationTimeouts({ wait_role_propagation, waitTimeout }, roles.length),
        effect: effect('granted', workspace, principal),
        recoverWith: (error) => this.#readBack(error, { workspace, principal, isDone: holdsRoles, options }),
      }
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
    return this.#context.http.request(() => {
      const {
        workspace = this.#context.workspace,
        wait_role_propagation,
        waitTimeout,
        ...body
      } = required(params)
      const principal = checkPrincipal('principalId', principalId)
      const roles = new Set<string>(checkRoles('roles', body.roles, workspace, { mayBeEmpty: true }))
      const hasExactlyRoles = (member: WorkspaceMember | undefined) => {
        const stored = new Set(member?.roles)
        return stored.size === roles.size && [...stored].every((role) => roles.has(role))
      }
      return {
        method: 'PUT',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/members/${{ principalId }}`,
        query: { wait_role_propagation },
        body,
        ...propagationTimeouts({ wait_role_propagation, waitTimeout }, MOST_ROLES),
        // A repetition would wait all over again: better to look whether the first one arrived.
        idempotent: wait_role_propagation === false,
        effect: effect(roles.size === 0 ? 'revoked' : 'granted', workspace, principal),
        recoverWith: (error) =>
          this.#readBack(error, { workspace, principal, isDone: hasExactlyRoles, options }),
      }
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, wait_role_propagation, waitTimeout } = optional(params)
      const principal = checkPrincipal('principalId', principalId)
      return {
        method: 'DELETE',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/members/${{ principalId }}`,
        query: { wait_role_propagation },
        ...propagationTimeouts({ wait_role_propagation, waitTimeout }, MOST_ROLES),
        idempotent: wait_role_propagation === false,
        effect: effect('revoked', workspace, principal),
        recoverWith: (error) =>
          this.#readBack(error, {
            workspace,
            principal,
            isDone: (member) => member === undefined,
            instead: { id: principal, message: 'Member removed' },
            options,
          }),
      }
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
    const {
      workspace = this.#context.workspace,
      wait_role_propagation,
      waitTimeout,
      onProgress,
      ...rest
    } = required(params)
    checkRequestOptions(options)
    readWaitTimeout({ waitTimeout }, Number.POSITIVE_INFINITY)
    path`/apis/entities/v2/workspaces/${{ workspace }}/members`.build()
    checkMembers(rest.members, workspace)
    const members = [...rest.members]
    const progress = new Progress(members.length, onProgress)
    progress.report('adding')
    let storedLast: (typeof members)[number] | undefined
    const outcomes = await mapSettled(members, STORED_AT_A_TIME, async (member) => {
      const stored = await this.create({ ...member, workspace, wait_role_propagation: false }, options)
      storedLast = member
      progress.done += 1
      progress.report('adding')
      return stored
    })
    if (wait_role_propagation !== false && storedLast !== undefined) {
      progress.report('waiting')
      // All roles arrive with one refresh of the policy data: waiting for the one that was stored last is enough, and
      // adding it once more changes nothing.
      const { principal, roles = DEFAULT_ROLES } = storedLast
      await this.create({ principal, roles: roles.slice(0, 1), workspace, waitTimeout }, options).catch(
        (error: unknown) => {
          // Which members could not be added at all is what the caller has to know.
          if (outcomes.every(({ status }) => status === 'fulfilled')) throw error
        },
      )
    }
    const added = settle(members, outcomes)
    progress.rethrow()
    return added
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
    const {
      workspace = this.#context.workspace,
      prune = false,
      dryRun = false,
      allowSelf = false,
      wait_role_propagation,
      waitTimeout,
      onProgress,
      members,
      ...rest
    } = required(params)
    checkRequestOptions(options)
    checkNames(rest, [])
    readWaitTimeout({ waitTimeout }, Number.POSITIVE_INFINITY)
    if (onProgress !== undefined && typeof onProgress !== 'function')
      throw new InvalidArgumentError('onProgress', 'must be a function')
    for (const [name, flag] of Object.entries({ prune, dryRun, allowSelf }))
      if (typeof flag !== 'boolean') throw new InvalidArgumentError(name, 'must be true or false')
    const wanted = readWanted(members, workspace)
    const { data: current } = await this.list({ workspace }, options)
    const plan = planSync(current, wanted, { prune, self: await this.#self(), allowSelf })
    if (dryRun) return { ...plan, applied: false }
    const make = ({ kind, principal, after }: MemberChange, waits: boolean): Promise<unknown> => {
      const where = { workspace, wait_role_propagation: waits ? wait_role_propagation : false, waitTimeout }
      if (kind === 'remove') return this.delete(principal, where, options)
      if (kind === 'update') return this.update(principal, { ...where, roles: after }, options)
      return this.create({ ...where, principal, roles: after }, options)
    }
    const complaints: unknown[] = []
    await applySync(plan.changes, make, {
      waits: wait_role_propagation !== false,
      report: (progress) => {
        try {
          onProgress?.(progress)
        } catch (error) {
          // What is on its way is not stopped by it.
          complaints.push(error)
        }
      },
    })
    if (complaints.length > 0) throw complaints[0]
    return { ...plan, applied: true }
  }

  /** Whom the platform may know the caller as, by the token at hand. */
  async #self(): Promise<string[]> {
    const status = await this.#context.http.tokens?.status()
    return [status?.principal, status?.email, status?.subject].filter((name) => name !== undefined)
  }

  /** After an error that leaves the outcome open, looks whether the change was stored; if so, that is the answer. */
  async #readBack(error: unknown, change: Change): Promise<Response> {
    if (!leavesOutcomeOpen(error)) throw error
    const { workspace, principal, isDone, instead, options } = change
    let member: WorkspaceMember | undefined
    try {
      const list = await this.list({ workspace }, { signal: options?.signal, headers: options?.headers })
      member = list.data.find((candidate) => candidate.principal === principal)
    } catch {
      throw error
    }
    if (!isDone(member)) throw error
    this.#context.http.log.write(
      'info',
      `the wait for the roles of ${principal} was cut short; they are stored`,
    )
    return Response.json(instead ?? member ?? { principal, roles: [] })
  }
}

interface Change {
  workspace: string | undefined
  principal: string
  isDone(member: WorkspaceMember | undefined): boolean
  /** The answer, where it is not the member. */
  instead?: object
  options: RequestOptions | undefined
}

function effect(kind: AccessEffect['kind'], workspace: unknown, principal: string): AccessEffect | undefined {
  return typeof workspace === 'string' ? new AccessEffect(kind, workspace, principal) : undefined
}

function checkMembers(members: MemberCreateAllParams['members'], workspace: string | undefined): void {
  if (!Array.isArray(members)) throw new InvalidArgumentError('members', 'must be a list')
  for (const [index, member] of members.entries()) {
    const place = `members[${index}]`
    if (typeof member !== 'object' || member === null)
      throw new InvalidArgumentError(place, 'must be an object')
    checkPrincipal(`${place}.principal`, member.principal)
    if (member.roles !== undefined)
      checkRoles(`${place}.roles`, member.roles, workspace, { mayBeEmpty: false })
  }
}

function settle(
  members: MemberCreateAllParams['members'],
  outcomes: readonly PromiseSettledResult<WorkspaceMember>[],
): WorkspaceMember[] {
  const succeeded = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ item: members[index], error: toError(outcome.reason) }] : [],
  )
  if (failed.length > 0) throw new BatchError('Adding members', succeeded, failed)
  return succeeded
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
