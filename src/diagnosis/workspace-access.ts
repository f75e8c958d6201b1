/**
 * What the caller may do in a workspace, found out by requests that do nothing. Checks run in the order token, scope, role,
 * body, existence: a body that cannot work is 422 for whoever may, and 403 for whoever may not.
 */

import { requiredScopes, scopesAllow, WORKSPACE_ROLES } from '../access/index.ts'
import { asRecord } from '../json.ts'
import type { WorkspaceRole } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { ProbeResult } from './probe.ts'

/** Yes, no, or undefined where the responses do not tell. */
export type Maybe = boolean | undefined

/** What was found out about a workspace. */
export interface Access {
  readonly workspace: string
  /** Whether each role's rights are there, as the platform's policy sees it now. */
  readonly has: Readonly<Record<WorkspaceRole, Maybe>>
  /** Whether it is in the caller's list, which is read from the database. It proves no access. */
  readonly isListed: Maybe
  /** Whether there is such a workspace; only whoever may read it learns that. */
  readonly exists: Maybe
  /** What was requested, and the outcome. */
  readonly evidence: readonly string[]
}

/** Finds out what the caller may do in a workspace. */
export async function findAccess(context: DiagnosticContext, workspace: string): Promise<Access> {
  const scopes = await context.effectiveScopes()
  const mayRead = haveScopeFor(scopes, 'GET', membersPath(workspace))
  const [viewer, editor, admin, list] = await Promise.all([
    probeViewer(context, scopes, workspace),
    probeEditor(context, scopes, workspace),
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
      evidenceOf('reading', workspace, viewer),
      evidenceOf('writing, with a body that cannot work,', workspace, editor),
      evidenceOf('listing the members', workspace, admin),
    ].filter((line) => line !== undefined),
  }
}

/** The highest role whose rights are there; undefined for none. */
export function highestRole({ has }: Access): WorkspaceRole | undefined {
  return WORKSPACE_ROLES.findLast((role) => has[role] === true)
}

/** Whether the caller is PlatformAdmin: to everybody else what does not exist is forbidden. */
export async function isPlatformAdmin(context: DiagnosticContext): Promise<Maybe> {
  return verdict(await context.ask('/apis/entities/v2/workspaces/no-such-workspace-for-sure'), [404])
}

/** Whether `default`, which everybody may read on a platform that was seeded, is refused. */
export async function refusesDefault(context: DiagnosticContext): Promise<Maybe> {
  const path = '/apis/entities/v2/workspaces/default'
  if (!haveScopeFor(await context.effectiveScopes(), 'GET', path)) return undefined
  const reads = verdict(await context.ask(path), [200, 404])
  return reads === undefined ? undefined : !reads
}

/** Where the members of a workspace are. */
export function membersPath(workspace: string): string {
  return `/apis/entities/v2/workspaces/${encodeURIComponent(workspace)}/members`
}

/** Reads that a role in the workspace is enough for; each takes another scope beside `platform:read`. */
const READS = [
  (workspace: string) => `/apis/entities/v2/workspaces/${workspace}`,
  (workspace: string) => `/apis/files/v2/workspaces/${workspace}/filesets?page_size=1`,
  (workspace: string) => `/apis/secrets/v2/workspaces/${workspace}/secrets?page_size=1`,
  (workspace: string) => `/apis/jobs/v2/workspaces/${workspace}/jobs?page_size=1`,
  (workspace: string) => `/apis/models/v2/workspaces/${workspace}/models?page_size=1`,
] as const

/** What only an Editor may create, and nobody can without a name. */
const WRITES = [
  (workspace: string) => `/apis/entities/v2/workspaces/${workspace}/projects`,
  (workspace: string) => `/apis/files/v2/workspaces/${workspace}/filesets`,
  (workspace: string) => `/apis/secrets/v2/workspaces/${workspace}/secrets`,
  (workspace: string) => `/apis/models/v2/workspaces/${workspace}/models`,
] as const

/** Scopes that the platform looks at; undefined where the token has none. */
type Scopes = readonly string[] | undefined

function haveScopeFor(scopes: Scopes, method: 'GET' | 'POST', path: string): boolean {
  return scopesAllow(scopes, requiredScopes({ method, path }) ?? [])
}

function probeViewer(
  context: DiagnosticContext,
  scopes: Scopes,
  workspace: string,
): Promise<ProbeResult> | undefined {
  const path = READS.map((pathIn) => pathIn(encodeURIComponent(workspace))).find((one) =>
    haveScopeFor(scopes, 'GET', one),
  )
  return path === undefined ? undefined : context.ask(path)
}

function probeEditor(
  context: DiagnosticContext,
  scopes: Scopes,
  workspace: string,
): Promise<ProbeResult> | undefined {
  const path = WRITES.map((pathIn) => pathIn(encodeURIComponent(workspace))).find((one) =>
    haveScopeFor(scopes, 'POST', one),
  )
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

function evidenceOf(what: string, workspace: string, probed: ProbeResult | undefined): string | undefined {
  if (probed === undefined) return undefined
  const outcome = probed.answer === undefined ? probed.problem : String(probed.answer.status)
  return `${what} in '${workspace}' now: ${outcome}`
}
