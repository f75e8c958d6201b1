/** Brings the members of a workspace to a wanted state: plans, and carries the plan out. */

import { checkPrincipal, checkRoles, DEFAULT_ROLES, rankOf } from '../../access/index.ts'
import { BatchError, InvalidArgumentError, NeMoPlatformError } from '../../errors/index.ts'
import type {
  MemberChange,
  MemberSyncParams,
  MemberSyncProgress,
  Role,
  WorkspaceMember,
} from '../../types/index.ts'
import { mapSettled } from '../shared/map-settled.ts'

/** Changes that are made at a time. */
const CHANGED_AT_A_TIME = 4

/** What is to be done. */
export interface SyncPlan {
  readonly changes: MemberChange[]
  readonly unchanged: string[]
  readonly others: string[]
}

/** Who plans, as far as it is known: e-mail address, subject. */
export type Self = readonly string[]

/**
 * Checks what is wanted.
 *
 * @returns Roles by principal.
 * @throws InvalidArgumentError for an unknown role, an impossible principal, or one that stands there twice.
 */
export function readWanted(
  members: MemberSyncParams['members'],
  workspace: string | undefined,
): Map<string, Role[]> {
  if (!Array.isArray(members)) throw new InvalidArgumentError('members', 'must be a list')
  const wanted = new Map<string, Role[]>()
  for (const [index, member] of members.entries()) {
    const place = `members[${index}]`
    if (typeof member !== 'object' || member === null)
      throw new InvalidArgumentError(place, 'must be an object')
    const principal = checkPrincipal(`${place}.principal`, member.principal)
    if (wanted.has(principal))
      throw new InvalidArgumentError(`${place}.principal`, `is '${principal}', who stands there already`)
    const roles = checkRoles(`${place}.roles`, member.roles ?? DEFAULT_ROLES, workspace, {
      mayBeEmpty: false,
    })
    wanted.set(principal, [...new Set(roles)])
  }
  return wanted
}

/**
 * Plans the way from what is to what is wanted.
 *
 * @throws InvalidArgumentError if nobody would be Admin any more, or if the caller would lose what `allowSelf` protects.
 */
export function planSync(
  current: readonly WorkspaceMember[],
  wanted: ReadonlyMap<string, readonly Role[]>,
  { prune, self, allowSelf }: { prune: boolean; self: Self; allowSelf: boolean },
): SyncPlan {
  const rolesNow = new Map(current.map(({ principal, roles }) => [principal, roles]))
  const changes: MemberChange[] = []
  const unchanged: string[] = []
  for (const [principal, after] of wanted) {
    const before = rolesNow.get(principal) ?? []
    if (isSame(before, after)) unchanged.push(principal)
    else
      changes.push({
        kind: before.length === 0 ? 'add' : 'update',
        principal,
        before: [...before],
        after: [...after],
      })
  }
  const others = current.map(({ principal }) => principal).filter((principal) => !wanted.has(principal))
  if (prune) {
    for (const principal of others) {
      changes.push({ kind: 'remove', principal, before: [...(rolesNow.get(principal) ?? [])], after: [] })
    }
  }
  const plan = { changes: inOrder(changes, self), unchanged, others: prune ? [] : others }
  assertAdminLeft(current, plan)
  if (!allowSelf) assertSelfKept(plan, self)
  return plan
}

/** Makes a change; `waits` for it to take effect. */
export type MakeChange = (change: MemberChange, waits: boolean) => Promise<unknown>

/**
 * Carries a plan out. Policy data is refreshed as a whole, so that waiting for the last change is waiting for all.
 *
 * @throws BatchError if a change fails: those that come after it are not tried.
 */
export async function applySync(
  changes: readonly MemberChange[],
  make: MakeChange,
  { waits, report }: { waits: boolean; report: (progress: MemberSyncProgress) => void },
): Promise<void> {
  const total = changes.length
  const done: MemberChange[] = []
  const failed: { item: MemberChange; error: Error }[] = []
  const last = changes.at(-1)
  report({ phase: 'changing', done: 0, total })
  for (const group of groupsOf(changes.slice(0, -1))) {
    const outcomes = await mapSettled(group, CHANGED_AT_A_TIME, async (change) => {
      await make(change, false)
      done.push(change)
      report({ phase: 'changing', done: done.length, total })
    })
    for (const [index, outcome] of outcomes.entries()) {
      const item = group[index]
      if (outcome.status === 'rejected' && item !== undefined)
        failed.push({ item, error: toError(outcome.reason) })
    }
    if (failed.length > 0) break
  }
  if (last !== undefined && failed.length === 0) {
    if (waits) report({ phase: 'waiting', done: done.length, total })
    try {
      await make(last, waits)
      done.push(last)
    } catch (error) {
      failed.push({ item: last, error: toError(error) })
    }
  }
  if (failed.length === 0) return
  const seen = new Set([...done, ...failed.map(({ item }) => item)])
  const skipped = changes.filter((change) => !seen.has(change))
  throw new BatchError('Changing members', done, [
    ...failed,
    ...skipped.map((item) => ({
      item,
      error: new NeMoPlatformError('Not tried: a change before it failed.', { code: 'batch/not-tried' }),
    })),
  ])
}

function isSame(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && after.every((role) => before.includes(role))
}

function keepsRoles({ before, after }: MemberChange): boolean {
  return before.every((role) => (after as string[]).includes(role))
}

/** Whether a change takes no right away: a role may go where a higher one comes. */
function gives({ before, after }: MemberChange): boolean {
  const highest = Math.max(...after.map(rankOf))
  return before.every((role) => {
    const rank = rankOf(role)
    return (after as string[]).includes(role) || (rank >= 0 && rank < highest)
  })
}

/** What gives comes before what takes, so that there is always an Admin; what is taken from oneself comes last. */
function inOrder(changes: readonly MemberChange[], self: Self): MemberChange[] {
  const rank = (change: MemberChange) => {
    if (gives(change)) return keepsRoles(change) ? 0 : 1
    return self.includes(change.principal) ? 3 : 2
  }
  return changes.toSorted((a, b) => rank(a) - rank(b))
}

/** Runs of changes that may be made at the same time: those that give, and those that take. */
function groupsOf(changes: readonly MemberChange[]): MemberChange[][] {
  const takers = changes.filter((change) => !gives(change))
  return [changes.filter(gives), takers].filter((group) => group.length > 0)
}

function assertAdminLeft(
  current: readonly WorkspaceMember[],
  { changes, unchanged, others }: SyncPlan,
): void {
  const hadAdmin = current.some(({ roles }) => roles.includes('Admin'))
  const rolesOf = (principal: string) => current.find((member) => member.principal === principal)?.roles ?? []
  const staying = [...unchanged, ...others].some((principal) => rolesOf(principal).includes('Admin'))
  if (!hadAdmin || staying || changes.some(({ after }) => after.includes('Admin'))) return
  throw new InvalidArgumentError('members', 'would leave the workspace without an Admin', {
    code: 'argument/no-admin-left',
    remedies: [{ text: 'Add a member with the role Admin', call: "roles: ['Admin']" }],
  })
}

function assertSelfKept({ changes }: SyncPlan, self: Self): void {
  const own = changes.find(
    ({ principal, before, after }) =>
      self.includes(principal) &&
      (after.length === 0 || (before.includes('Admin') && !after.includes('Admin'))),
  )
  if (own === undefined) return
  const what = own.after.length === 0 ? 'remove yourself' : 'take your own role as Admin'
  throw new InvalidArgumentError('members', `would ${what} (${own.principal})`, {
    code: 'argument/own-access',
    remedies: [
      { text: `Add ${own.principal} with the role Admin` },
      { text: 'Allow it, if that is meant', call: '`allowSelf: true`', command: '--allow-self' },
    ],
  })
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
