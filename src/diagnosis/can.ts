/** Whether the caller may do something, found out without doing it. */

import { WORKSPACE_ROLES } from '../access/index.ts'
import { InvalidArgumentError } from '../errors/index.ts'
import { grantRole, type Remedy, runDiagnosis } from '../remedies/index.ts'
import type { CanAnswer, WorkspaceRole } from '../types/index.ts'
import { loginAdvice, principalOf } from './advice.ts'
import { DiagnosticContext, type Target } from './diagnostic-context.ts'
import { presented } from './finding.ts'
import { roleEvidence } from './forbidden.ts'
import { describedNeeds, knownPermissions, type Needs, operationWith } from './permission.ts'
import { limited } from './probe.ts'
import { findScopeFault } from './scopes.ts'
import { explainToken } from './unauthorized.ts'
import { findAccess, highestRole, isPlatformAdmin } from './workspace-access.ts'

/** Looks at token, scopes and role, in the order in which the platform does. */
export async function canDo(
  target: Target,
  permission: string,
  workspace: string | undefined,
  signal: AbortSignal | undefined,
): Promise<CanAnswer> {
  const needs = needsFor(permission)
  const context = await DiagnosticContext.of(target, limited(signal))
  const answer = (
    allowed: CanAnswer['allowed'],
    missing: CanAnswer['missing'],
    summary: string,
    evidence: readonly string[],
    advice: readonly Remedy[] = [],
  ): CanAnswer => presented({ allowed, permission, missing, summary, evidence, advice }, context.token)

  const discovery = await context.discovery()
  if (discovery === undefined)
    return answer(undefined, undefined, 'The platform does not answer.', [], [runDiagnosis()])
  if (!discovery.authEnabled) return answer(true, undefined, 'Authentication is off: everybody may.', [])
  if (context.token === undefined)
    return answer(false, 'token', 'Nobody is logged in.', [], loginAdvice(context, discovery))
  const { answer: refusal } = await context.whoamiAnswer()
  if ((await context.whoami()) === undefined) {
    if (refusal?.status !== 401) {
      const evidence = refusal === undefined ? [] : [refusal.detail]
      return answer(undefined, undefined, 'The platform does not say whether it accepts the token.', evidence)
    }
    const fault = await explainToken(context, refusal.detail)
    return answer(
      false,
      'token',
      fault?.summary ?? 'The platform refuses the token.',
      fault?.evidence ?? [],
      fault?.advice ?? loginAdvice(context, discovery),
    )
  }
  if (needs.role === 'services')
    return answer(false, 'role', 'No: that is for services only, whatever the role.', [])
  const role = await context.administratorRole()
  const isAdmin = await isPlatformAdmin(context)
  const isBound = !isAdmin || (await context.hasNewScopeRules())
  const scopes = isBound ? await findScopeFault(context, needs.scopes) : undefined
  if (scopes !== undefined)
    return answer(false, 'scope', `No: ${scopes.summary}`, scopes.evidence, scopes.advice)
  if (isAdmin) return answer(true, undefined, `Yes: you are ${role}.`, [])
  if (needs.role === 'administrator') return answer(false, 'role', `No: only the ${role} may.`, [])
  if (needs.role === 'anyone') return answer(true, undefined, 'Yes: that needs no role of a workspace.', [])
  if (workspace === undefined)
    throw new InvalidArgumentError('workspace', 'is missing, and the client has no default')
  const access = await findAccess(context, workspace)
  const held = highestRole(access)
  const evidence = roleEvidence(access)
  const needed = needs.role
  if (access.has[needed])
    return answer(true, undefined, `Yes: you have the rights of ${held} in '${workspace}'.`, evidence)
  if (access.has[needed] === undefined)
    return answer(
      undefined,
      undefined,
      `It cannot be made out what you may do in '${workspace}'.`,
      evidence,
      [runDiagnosis()],
    )
  const has = held === undefined ? 'you have none, or there is no such workspace' : `yours is ${held}`
  return answer(false, 'role', `No: it needs the role ${needed} in '${workspace}', and ${has}.`, evidence, [
    grantRole({ workspace, principal: principalOf(context), role: needed }),
  ])
}

/** The permission that verb and resource name: `create` and `projects` are `projects.create`. */
export function permissionFor(verb: string, resource: string): string {
  const known = knownPermissions()
  const name = resource.replaceAll('/', '.')
  const actions = VERBS[verb] ?? [verb]
  for (const one of [name, `${name}s`, ALIASES[name] ?? name]) {
    for (const action of actions) {
      const found = known.find((permission) => permission === `${one}.${action}`)
      if (found !== undefined) return found
    }
  }
  const resources = [...new Set(known.map((permission) => permission.slice(0, permission.lastIndexOf('.'))))]
  const verbs = known
    .filter((permission) => permission.startsWith(`${name}.`))
    .map((permission) => permission.slice(name.length + 1))
  throw verbs.some((one) => !one.includes('.'))
    ? new InvalidArgumentError(
        'verb',
        `must be one that ${name} has: ${verbs.filter((one) => !one.includes('.')).join(', ')}`,
      )
    : new InvalidArgumentError('resource', `must be one of ${resources.join(', ')}`)
}

/** The scopes and the role that a permission needs. */
function needsFor(permission: string): Needs {
  const operation = operationWith(permission)
  if (operation === undefined) {
    throw new InvalidArgumentError('permission', `must be one of ${knownPermissions().join(', ')}`)
  }
  return describedNeeds(operation)
}

/** The role whose rights hold a permission. */
export function roleFor(permission: string): WorkspaceRole {
  const { role } = needsFor(permission)
  const found = WORKSPACE_ROLES.find((one) => one === role)
  if (found === undefined)
    throw new InvalidArgumentError('permission', `comes with no role of a workspace: ${permission}`)
  return found
}

/** Some parts of the API have one permission for reading and listing. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  get: ['read', 'list'],
  read: ['read', 'list'],
  list: ['list', 'read'],
  run: ['exec', 'create'],
}

const ALIASES: Readonly<Record<string, string>> = {
  members: 'workspaces.members',
  files: 'filesets',
  providers: 'inference.providers',
  gateway: 'inference.gateway.model',
}
