/**
 * What the caller may do in a workspace, found out by requests that do nothing. Checks run in the order token, scope, role,
 * body, existence: a body that cannot work is 422 for whoever may, and 403 for whoever may not.
 */

import { asRecord } from '../json.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { ProbeResult } from './probe.ts'

/** Roles in a workspace, each with all that stands before it. */
export const ROLES = ['Viewer', 'Editor', 'Admin'] as const
export type Role = (typeof ROLES)[number]

/** Yes, no, or undefined where it cannot be known. */
export type Maybe = boolean | undefined

/** What was found out about a workspace. */
export interface Access {
  readonly workspace: string
  /** Whether each role's rights are there, as the platform's policy sees it now. */
  readonly has: Readonly<Record<Role, Maybe>>
  /** Whether it is in the caller's list, which is read from the database. It proves no access. */
  readonly isListed: Maybe
  /** Whether there is such a workspace; only whoever may read it learns that. */
  readonly exists: Maybe
  /** What was asked, and what came. */
  readonly evidence: readonly string[]
}

/** Finds out what the caller may do in a workspace. */
export async function findAccess(context: DiagnosticContext, workspace: string): Promise<Access> {
  const mayRead = usableScope(context, ['entities:read'])
  const [viewer, editor, admin, list] = await Promise.all([
    probeViewer(context, workspace),
    probeEditor(context, workspace),
    mayRead ? context.ask(membersPath(workspace)) : undefined,
    mayRead
      ? context.ask(`/apis/entities/v2/workspaces?filter[name]=${encodeURIComponent(workspace)}`)
      : undefined,
  ])
  const has = {
    Viewer: verdict(viewer, [200, 404]),
    Editor: verdict(editor, [422, 400, 404]),
    Admin: verdict(admin, [200, 404]),
  }
  return {
    workspace,
    has: {
      // A higher role includes the lower ones.
      Viewer: has.Viewer ?? (has.Editor || has.Admin || undefined),
      Editor: has.Editor ?? (has.Admin || undefined),
      Admin: has.Admin,
    },
    isListed: isIn(list, workspace),
    exists: viewer?.answer?.status === 200 ? true : viewer?.answer?.status === 404 ? false : undefined,
    evidence: [
      told('reading', workspace, viewer),
      told('writing, with a body that cannot work,', workspace, editor),
      told('listing the members', workspace, admin),
    ].filter((line) => line !== undefined),
  }
}

/** The highest role whose rights are there; undefined for none. */
export function highestRole({ has }: Access): Role | undefined {
  return ROLES.findLast((role) => has[role] === true)
}

/** Whether the caller is PlatformAdmin: to everybody else what does not exist is forbidden. */
export async function isPlatformAdmin(context: DiagnosticContext): Promise<Maybe> {
  return verdict(await context.ask('/apis/entities/v2/workspaces/no-such-workspace-for-sure'), [404])
}

/** Whether `default`, which everybody may read on a platform that was seeded, is refused. */
export async function refusesDefault(context: DiagnosticContext): Promise<Maybe> {
  if (!usableScope(context, ['entities:read'])) return undefined
  const reads = verdict(await context.ask('/apis/entities/v2/workspaces/default'), [200, 404])
  return reads === undefined ? undefined : !reads
}

/** Scopes of a token that the platform looks at: those with a colon, as it names them. */
export function restrictingScopes(scopes: readonly string[] | undefined): string[] {
  return (scopes ?? []).filter((scope) => scope.includes(':'))
}

/** Whether scopes allow an operation that needs one of these. No scope with a colon is no restriction. */
export function scopesAllow(scopes: readonly string[] | undefined, needed: readonly string[]): boolean {
  const restricting = restrictingScopes(scopes)
  return (
    restricting.length === 0 || needed.length === 0 || restricting.some((scope) => needed.includes(scope))
  )
}

/** Where the members of a workspace are. */
export function membersPath(workspace: string): string {
  return `/apis/entities/v2/workspaces/${encodeURIComponent(workspace)}/members`
}

/** Lists that a role in the workspace is enough for, with the scope that each takes beside `platform:read`. */
const READS = [
  ['entities:read', (workspace: string) => `/apis/entities/v2/workspaces/${workspace}`],
  ['files:read', (workspace: string) => `/apis/files/v2/workspaces/${workspace}/filesets?page_size=1`],
  ['secrets:read', (workspace: string) => `/apis/secrets/v2/workspaces/${workspace}/secrets?page_size=1`],
  ['jobs:read', (workspace: string) => `/apis/jobs/v2/workspaces/${workspace}/jobs?page_size=1`],
  ['models:read', (workspace: string) => `/apis/models/v2/workspaces/${workspace}/models?page_size=1`],
] as const

/** What only an Editor may create, and nobody can without a name. */
const WRITES = [
  ['entities:write', (workspace: string) => `/apis/entities/v2/workspaces/${workspace}/projects`],
  ['files:write', (workspace: string) => `/apis/files/v2/workspaces/${workspace}/filesets`],
  ['secrets:write', (workspace: string) => `/apis/secrets/v2/workspaces/${workspace}/secrets`],
  ['models:write', (workspace: string) => `/apis/models/v2/workspaces/${workspace}/models`],
] as const

function usableScope(context: DiagnosticContext, apiScopes: readonly string[]): boolean {
  const right = apiScopes[0]?.endsWith(':write') ? 'platform:write' : 'platform:read'
  return scopesAllow(context.shortScopes, [...apiScopes, right])
}

function probeViewer(context: DiagnosticContext, workspace: string): Promise<ProbeResult> | undefined {
  const path = READS.find(([scope]) => usableScope(context, [scope]))?.[1](encodeURIComponent(workspace))
  return path === undefined ? undefined : context.ask(path)
}

function probeEditor(context: DiagnosticContext, workspace: string): Promise<ProbeResult> | undefined {
  const path = WRITES.find(([scope]) => usableScope(context, [scope]))?.[1](encodeURIComponent(workspace))
  return path === undefined ? undefined : context.ask(path, { method: 'POST', body: {} })
}

function verdict(probed: ProbeResult | undefined, allowed: readonly number[]): Maybe {
  const status = probed?.answer?.status
  if (status === undefined || probed?.answer?.isHtml) return undefined
  if (allowed.includes(status)) return true
  return status === 403 ? false : undefined
}

function isIn(probed: ProbeResult | undefined, workspace: string): Maybe {
  const json = probed?.answer?.status === 200 ? probed.answer.json : undefined
  const data = asRecord(json)?.['data']
  if (!Array.isArray(data)) return undefined
  return data.some((one: unknown) => asRecord(one)?.['name'] === workspace)
}

function told(what: string, workspace: string, probed: ProbeResult | undefined): string | undefined {
  if (probed === undefined) return undefined
  const outcome = probed.answer === undefined ? probed.problem : String(probed.answer.status)
  return `${what} in '${workspace}' now: ${outcome}`
}
