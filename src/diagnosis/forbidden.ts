/** Why a request was forbidden: the platform says no more than that. */

import { includesRole, likelyScopes, workspaceIn } from '../access/index.ts'
import { type APIStatusError, PermissionDeniedError } from '../errors/index.ts'
import { readForbidden } from '../errors/server-texts.ts'
import {
  askPlatformAdmin,
  comparePlatformConfig,
  createWorkspace,
  grantRole,
  listWorkspaces,
  logIn,
  type Remedy,
  repeatCall,
  seedPlatform,
  updateSecret,
  useMembers,
  useSecretByName,
  waitForAccess,
} from '../remedies/index.ts'
import type { WorkspaceRole } from '../types/index.ts'
import { principalOf } from './advice.ts'
import { type DiagnosticContext, durationText } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'
import { findScopeFault } from './scopes.ts'
import { tokenEvidence } from './token-evidence.ts'
import { explainToken } from './unauthorized.ts'
import { type Access, findAccess, highestRole, isPlatformAdmin, refusesDefault } from './workspace-access.ts'

/** Explains a 403. */
export async function explainForbidden(context: DiagnosticContext, error: APIStatusError): Promise<Finding> {
  if (readForbidden(error.detail) === 'reserved-name')
    return {
      cause: 'refused',
      confidence: 'certain',
      summary: `The platform keeps such names for itself: ${error.detail}.`,
      evidence: [],
      advice: error.advice,
    }
  const { needsOf } = await import('./permission.ts')
  const path = context.pathOf(error.request.url)
  const { method } = error.request
  const needs = needsOf(method === 'HEAD' ? 'GET' : method, path)
  const refusedToken = await tokenRefused(context)
  if (refusedToken !== undefined) return refusedToken
  const isAdmin = await isPlatformAdmin(context)
  const workspace = workspaceIn(path)

  if (needs?.role === 'services') return servicesOnly(needs.permission, isAdmin)
  const scopes =
    isAdmin === true && !(await context.hasNewScopeRules())
      ? undefined
      : await findScopeFault(context, needs?.scopes ?? likelyScopes({ method, path }))
  if (scopes !== undefined) return scopes
  if (needs === undefined) return unknownPath(method, path, isAdmin)
  if (isAdmin === false && (await refusesDefault(context))) return unseeded(context)
  if (needs.role === 'administrator')
    return platformAdminOnly(context, isAdmin, await context.administratorRole())
  if (workspace === undefined || needs.role === 'anyone') {
    return {
      cause: needs.permission === 'workspaces.create' ? 'may-not-create-workspaces' : 'forbidden',
      confidence: 'likely',
      summary:
        needs.permission === 'workspaces.create'
          ? 'You may not create workspaces: the role WorkspaceCreator is missing, which everybody has by default.'
          : 'The platform forbids it, and it needs no role of a workspace.',
      evidence: needsEvidence(needs),
      advice: [askPlatformAdmin(), ...letterCaseAdvice(context)],
    }
  }
  if (workspace === '-') return allWorkspaces(method, path)
  return explainRole(context, { needed: needs.role, permission: needs.permission, workspace, error })
}

/** The role that is missing, or on its way. */
export function roleEvidence({ evidence, isListed, workspace }: Access): string[] {
  const listed =
    isListed === undefined
      ? []
      : [
          `'${workspace}' is ${isListed ? '' : 'not '}in your list of workspaces, which is read from the database`,
        ]
  return [...evidence, ...listed]
}

interface RoleQuestion {
  readonly needed: WorkspaceRole
  readonly permission: string | undefined
  readonly workspace: string
  readonly error: APIStatusError
}

async function explainRole(context: DiagnosticContext, question: RoleQuestion): Promise<Finding> {
  const { needed, permission, workspace, error } = question
  const access = await findAccess(context, workspace)
  const change = context.target.access.lastChange(workspace, context.token)
  const principal = principalOf(context)
  const evidence = [
    `${permission ?? 'the operation'} needs the role ${needed}`,
    ...tokenEvidence(context),
    ...roleEvidence(access),
    ...(change === undefined ? [] : [`this client ${CHANGES[change.kind]} ${durationText(change.age)} ago`]),
  ]
  const held = highestRole(access)
  // 0.6.0 lets an Editor delete a workspace; the documentation, and other versions, want an Admin.
  const wantsAdmin = permission === 'workspaces.delete' && held === 'Editor' && change === undefined
  const least = wantsAdmin ? 'Admin' : needed
  const suffices = held !== undefined && includesRole(held, least)
  const wait = waitForAccess({ workspace, role: least })
  const grant = grantRole({ workspace, principal, role: needed })
  if (suffices) {
    const wasPending =
      change?.kind === 'granted' ||
      (error instanceof PermissionDeniedError && error.reason === 'role-propagating')
    return {
      cause: wasPending ? 'role-propagating' : 'allowed-now',
      confidence: wasPending ? 'certain' : 'likely',
      summary: `You have the rights of ${held} in '${workspace}' now: the role has arrived meanwhile.`,
      evidence,
      advice: [repeatCall()],
    }
  }
  if (change?.kind === 'granted' && change.isPending) {
    return {
      cause: 'role-propagating',
      confidence: 'certain',
      summary: `The role in '${workspace}' was given ${durationText(change.age)} ago, and has not taken effect yet.`,
      evidence,
      advice: [wait],
    }
  }
  if (change?.kind === 'revoked') {
    return {
      cause: 'not-a-member',
      confidence: 'certain',
      summary: `Your role in '${workspace}' was taken away by this client.`,
      evidence,
      advice: [grant],
    }
  }
  if (change?.kind === 'deleted') {
    return {
      cause: 'workspace-deleted',
      confidence: 'certain',
      summary: `The workspace '${workspace}' was deleted by this client: its former members are refused.`,
      evidence,
      advice: [createWorkspace(workspace)],
    }
  }
  if (held !== undefined) {
    return {
      cause: 'insufficient-role',
      confidence: 'likely',
      summary: `Your role in '${workspace}' is ${held}, and ${permission ?? 'the operation'} needs ${least}.`,
      evidence: [...evidence, 'a role that somebody gave you less than half a minute ago looks the same'],
      advice: [grantRole({ workspace, principal, role: least }), wait],
    }
  }
  if (access.has.Viewer === undefined) {
    return {
      cause: 'forbidden',
      confidence: 'possible',
      summary: `No role in '${workspace}' could be made out: the questions got no answer that tells.`,
      evidence,
      advice: [grant],
    }
  }
  if (access.isListed) {
    return {
      cause: 'role-propagating',
      confidence: 'likely',
      summary: `You are bound to '${workspace}', but the policy does not let you in: the role was given a moment ago and is on its way, or it was taken away.`,
      evidence,
      advice: [wait, grant],
    }
  }
  return notAMember(context, { workspace, principal, grant, evidence })
}

function notAMember(
  context: DiagnosticContext,
  {
    workspace,
    principal,
    grant,
    evidence,
  }: { workspace: string; principal: string | undefined; grant: Remedy; evidence: readonly string[] },
): Finding {
  if (principal !== undefined && hasCapitals(principal)) {
    return {
      cause: 'identity-letter-case',
      confidence: 'possible',
      summary: `${principal} is no member of '${workspace}' and no administrator: names are compared letter by letter, and this one has capitals.`,
      evidence: [...evidence, 'auth.admin_email and the principals of role bindings are case-sensitive'],
      advice: [...letterCaseAdvice(context), grant],
    }
  }
  return {
    cause: 'not-a-member',
    confidence: 'likely',
    summary: `${principal ?? 'The caller'} is no member of '${workspace}', or there is no such workspace: both are answered alike.`,
    evidence,
    advice: [grant, listWorkspaces(`Check the spelling of '${workspace}'`)],
  }
}

/** A token that is refused by now explains more than any role. */
async function tokenRefused(context: DiagnosticContext): Promise<Finding | undefined> {
  const { answer } = await context.whoamiAnswer()
  if (answer?.status !== 401) return undefined
  const fault = await explainToken(context, answer.detail)
  if (fault === undefined || fault.cause === 'missing-token') return undefined
  return {
    ...fault,
    confidence: fault.confidence === 'certain' ? 'likely' : fault.confidence,
    evidence: ['the token is refused by now', ...fault.evidence],
  }
}

function servicesOnly(permission: string | undefined, isAdmin: boolean | undefined): Finding {
  const isSecret = permission === 'secrets.access'
  return {
    cause: 'services-only',
    confidence: 'certain',
    summary: isSecret
      ? 'Values of secrets are for services only: no role lets a person read them.'
      : 'This part of the API is for services only: no role of a workspace opens it.',
    evidence: isAdmin ? ['you may do everything, and even that is not enough'] : [],
    advice: isSecret ? [useSecretByName(), updateSecret()] : [useMembers()],
  }
}

function unknownPath(method: string, path: string, isAdmin: boolean | undefined): Finding {
  const trailing = path.endsWith('/')
  return {
    cause: 'unknown-path',
    confidence: 'likely',
    summary: trailing
      ? `The path ends in a slash: the platform knows none that does, and forbids what it does not know.`
      : `The API has no ${method} at this path, and the platform forbids what it does not know.`,
    evidence: [
      'the description of the API has no such operation',
      ...(isAdmin === false ? ['you are not the administrator, who would be told 404'] : []),
    ],
    advice: [
      trailing
        ? { text: 'Leave the slash at the end out' }
        : { text: 'Check path and method, or use a typed method of the client' },
    ],
  }
}

function unseeded(context: DiagnosticContext): Finding {
  return {
    cause: 'unseeded-platform',
    confidence: 'likely',
    summary:
      'Even the workspace `default` is forbidden, which is open to everybody: the policy knows no roles. The platform was not seeded (yet), or its policy decision point gets no data.',
    evidence: ["reading 'default' now: 403", ...tokenEvidence(context)],
    advice: seedPlatform(context.target.http.baseURL),
  }
}

function platformAdminOnly(context: DiagnosticContext, isAdmin: boolean | undefined, role: string): Finding {
  return {
    cause: 'platform-admin-only',
    confidence: isAdmin === false ? 'certain' : 'likely',
    summary: `Only the ${role} may do that.`,
    evidence: [`you are ${isAdmin ? '' : 'not '}${role}`, ...tokenEvidence(context)],
    advice: [askPlatformAdmin(), ...letterCaseAdvice(context)],
  }
}

function allWorkspaces(method: string, path: string): Finding {
  return {
    cause: 'workspace-wildcard',
    confidence: 'likely',
    summary: "The workspace '-' stands for all workspaces, which not every part of the API takes.",
    evidence: [`${method} ${path}`, 'filesets, secrets, jobs and models take it'],
    advice: [{ text: 'Name one workspace' }, listWorkspaces('List the workspaces, and ask for each')],
  }
}

/** Names are compared letter by letter, and only the operator sees the other side. */
function letterCaseAdvice(context: DiagnosticContext): readonly Remedy[] {
  const principal = principalOf(context)
  if (principal === undefined) return []
  return [
    comparePlatformConfig('auth.admin_email', `'${principal}', letter by letter`),
    ...(hasCapitals(principal) ? [logIn({}, `Log in as ${principal.toLowerCase()}`)] : []),
  ]
}

function needsEvidence({
  permission,
  scopes,
}: {
  permission: string | undefined
  scopes: readonly string[]
}): string[] {
  return [
    ...(permission === undefined ? [] : [`the permission is ${permission}`]),
    ...(scopes.length === 0 ? [] : [`it needs one of the scopes ${scopes.join(' ')}`]),
  ]
}

const CHANGES = {
  granted: 'gave you a role there',
  revoked: 'took your role there away',
  deleted: 'deleted the workspace',
} as const

function hasCapitals(text: string): boolean {
  return text !== text.toLowerCase()
}
