/** The changes of members: what is sent, and how one that was cut short is settled. */

import {
  AccessEffect,
  checkPrincipal,
  checkRoles,
  DEFAULT_ROLES,
  leavesOutcomeOpen,
  MOST_ROLES,
} from '../../access/index.ts'
import type { Operation } from '../../http/request/operation.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type {
  DeleteResponse,
  MemberCreateParams,
  MemberDeleteParams,
  MemberUpdateParams,
  WorkspaceMember,
  WorkspaceMemberList,
} from '../../types/index.ts'
import { asPlatformCallsThem } from '../shared/administrator-role.ts'
import { propagationTimeouts } from '../shared/propagation-timeouts.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** Gives somebody roles beside those that they have. */
export async function memberCreation(
  context: ResourceContext,
  params: MemberCreateParams,
  options: RequestOptions | undefined,
): Promise<Operation<WorkspaceMember>> {
  const { workspace = context.workspace, wait_role_propagation, waitTimeout, ...body } = required(params)
  const principal = checkPrincipal('principal', body.principal)
  const given =
    body.roles === undefined
      ? undefined
      : await asPlatformCallsThem(context, checkRoles('roles', body.roles, workspace, { mayBeEmpty: false }))
  const roles = given ?? DEFAULT_ROLES
  const holdsRoles = (member: WorkspaceMember | undefined) =>
    roles.every((role) => member?.roles.includes(role))
  return {
    method: 'POST',
    path: path`/apis/entities/v2/workspaces/${{ workspace }}/members`,
    query: { wait_role_propagation },
    body: given === undefined ? body : { ...body, roles: given },
    ...propagationTimeouts({ wait_role_propagation, waitTimeout }, roles.length),
    effect: effect('granted', workspace, principal),
    recoverWith: (error) => readBack(context, error, { workspace, principal, isDone: holdsRoles, options }),
  }
}

/** Gives a member exactly these roles. */
export async function memberUpdate(
  context: ResourceContext,
  principalId: string,
  params: MemberUpdateParams,
  options: RequestOptions | undefined,
): Promise<Operation<WorkspaceMember>> {
  const { workspace = context.workspace, wait_role_propagation, waitTimeout, ...body } = required(params)
  const principal = checkPrincipal('principalId', principalId)
  const given = await asPlatformCallsThem(
    context,
    checkRoles('roles', body.roles, workspace, { mayBeEmpty: true }),
  )
  const roles = new Set<string>(given)
  const hasExactlyRoles = (member: WorkspaceMember | undefined) => {
    const stored = new Set(member?.roles)
    return stored.size === roles.size && [...stored].every((role) => roles.has(role))
  }
  return {
    method: 'PUT',
    path: path`/apis/entities/v2/workspaces/${{ workspace }}/members/${{ principalId }}`,
    query: { wait_role_propagation },
    body: { ...body, roles: given },
    ...propagationTimeouts({ wait_role_propagation, waitTimeout }, MOST_ROLES),
    // A repetition would wait all over again: better to look whether the first one arrived.
    idempotent: wait_role_propagation === false,
    effect: effect(roles.size === 0 ? 'revoked' : 'granted', workspace, principal),
    recoverWith: (error) =>
      readBack(context, error, { workspace, principal, isDone: hasExactlyRoles, options }),
  }
}

/** Takes all roles from a member. */
export function memberDeletion(
  context: ResourceContext,
  principalId: string,
  params: MemberDeleteParams | undefined,
  options: RequestOptions | undefined,
): Operation<DeleteResponse> {
  const { workspace = context.workspace, wait_role_propagation, waitTimeout } = optional(params)
  const principal = checkPrincipal('principalId', principalId)
  return {
    method: 'DELETE',
    path: path`/apis/entities/v2/workspaces/${{ workspace }}/members/${{ principalId }}`,
    query: { wait_role_propagation },
    ...propagationTimeouts({ wait_role_propagation, waitTimeout }, MOST_ROLES),
    idempotent: wait_role_propagation === false,
    effect: effect('revoked', workspace, principal),
    recoverWith: (error) =>
      readBack(context, error, {
        workspace,
        principal,
        isDone: (member) => member === undefined,
        instead: { id: principal, message: 'Member removed' },
        options,
      }),
  }
}

/** The list of the members of a workspace. */
function memberList(workspace: string | undefined): Operation<WorkspaceMemberList> {
  return { method: 'GET', path: path`/apis/entities/v2/workspaces/${{ workspace }}/members` }
}

/** After an error that leaves the outcome open, looks whether the change was stored; if so, that is the answer. */
async function readBack(context: ResourceContext, error: unknown, change: Change): Promise<Response> {
  if (!leavesOutcomeOpen(error)) throw error
  const { workspace, principal, isDone, instead, options } = change
  let member: WorkspaceMember | undefined
  try {
    const list = await context.http.request(() => memberList(workspace), {
      signal: options?.signal,
      headers: options?.headers,
    })
    member = list.data.find((candidate) => candidate.principal === principal)
  } catch {
    throw error
  }
  if (!isDone(member)) throw error
  context.http.log.write('info', `the wait for the roles of ${principal} was cut short; they are stored`)
  return Response.json(instead ?? member ?? { principal, roles: [] })
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
