/** Changes of many members at a time. */

import { checkPrincipal, checkRoles, DEFAULT_ROLES } from '../../access/index.ts'
import { BatchError, InvalidArgumentError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import { checkRequestOptions, type RequestOptions } from '../../http/request/request-options.ts'
import type {
  MemberChange,
  MemberCreateAllParams,
  MemberSyncParams,
  MemberSyncResult,
  Role,
  WorkspaceMember,
} from '../../types/index.ts'
import { asPlatformCallsThem } from '../shared/administrator-role.ts'
import { mapSettled } from '../shared/map-settled.ts'
import { checkNames, readWaitTimeout } from '../shared/params.ts'
import { type ResourceContext, required } from '../shared/resource-context.ts'
import type { MemberMethods } from './methods.ts'
import { Progress } from './progress.ts'
import { applySync, planSync, readWanted } from './sync.ts'

/** Members that {@link createMembers} stores at a time. */
const STORED_AT_A_TIME = 4

/** Adds many members, and waits once. */
export async function createMembers(
  context: ResourceContext,
  members: MemberMethods,
  params: MemberCreateAllParams,
  options: RequestOptions | undefined,
): Promise<WorkspaceMember[]> {
  const {
    workspace = context.workspace,
    wait_role_propagation,
    waitTimeout,
    onProgress,
    ...rest
  } = required(params)
  checkRequestOptions(options)
  readWaitTimeout({ waitTimeout }, Number.POSITIVE_INFINITY)
  path`/apis/entities/v2/workspaces/${{ workspace }}/members`.build()
  checkMembers(rest.members, workspace)
  const wanted = [...rest.members]
  const progress = new Progress(wanted.length, onProgress)
  progress.report('adding')
  let storedLast: (typeof wanted)[number] | undefined
  const outcomes = await mapSettled(wanted, STORED_AT_A_TIME, async (member) => {
    const stored = await members.create({ ...member, workspace, wait_role_propagation: false }, options)
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
    await members
      .create({ principal, roles: roles.slice(0, 1), workspace, waitTimeout }, options)
      .catch((error: unknown) => {
        // Which members could not be added at all is what the caller has to know.
        if (outcomes.every(({ status }) => status === 'fulfilled')) throw error
      })
  }
  const added = settle(wanted, outcomes)
  progress.rethrow()
  return added
}

/** Brings the members of a workspace to a wanted state. */
export async function syncMembers(
  context: ResourceContext,
  members: MemberMethods,
  params: MemberSyncParams,
  options: RequestOptions | undefined,
): Promise<MemberSyncResult> {
  const {
    workspace = context.workspace,
    prune = false,
    dryRun = false,
    allowSelf = false,
    wait_role_propagation,
    waitTimeout,
    onProgress,
    members: list,
    ...rest
  } = required(params)
  checkRequestOptions(options)
  checkNames(rest, [])
  readWaitTimeout({ waitTimeout }, Number.POSITIVE_INFINITY)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError('onProgress', 'must be a function')
  for (const [name, flag] of Object.entries({ prune, dryRun, allowSelf }))
    if (typeof flag !== 'boolean') throw new InvalidArgumentError(name, 'must be true or false')
  const wanted = new Map<string, Role[]>()
  for (const [principal, roles] of readWanted(list, workspace))
    wanted.set(principal, await asPlatformCallsThem(context, roles))
  const { data: current } = await members.list({ workspace }, options)
  const plan = planSync(current, wanted, { prune, self: await selfOf(context), allowSelf })
  if (dryRun) return { ...plan, applied: false }
  const make = ({ kind, principal, after }: MemberChange, waits: boolean): Promise<unknown> => {
    const where = { workspace, wait_role_propagation: waits ? wait_role_propagation : false, waitTimeout }
    if (kind === 'remove') return members.delete(principal, where, options)
    if (kind === 'update') return members.update(principal, { ...where, roles: after }, options)
    return members.create({ ...where, principal, roles: after }, options)
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
async function selfOf(context: ResourceContext): Promise<string[]> {
  const status = await context.http.tokens?.status()
  return [status?.principal, status?.email, status?.subject].filter((name) => name !== undefined)
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
