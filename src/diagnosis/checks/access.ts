/** Checks of the caller's access: identity, scopes, role. */

import { rankOf, restrictingScopes, scopesAllow, unknownScopes, WORKSPACE_ROLES } from '../../access/index.ts'
import { readServerFailure } from '../../errors/server-texts.ts'
import { asRecord } from '../../json.ts'
import {
  askForOtherScopes,
  comparePlatformConfig,
  grantRole,
  listWorkspaces,
  platformConfig,
  readPlatformLog,
  restorePolicy,
  seedPlatform,
  waitForAccess,
} from '../../remedies/index.ts'
import { permissionLikeScopes } from '../../scope-families.ts'
import type { KnownCheckId, WorkspaceRole } from '../../types/index.ts'
import { principalOf, scopeAdvice } from '../advice.ts'
import { AUTH_OFF, type Check, check, NO_TOKEN, NOT_ASKED } from '../check.ts'
import { type DiagnosticContext, durationText } from '../diagnostic-context.ts'
import { roleEvidence } from '../forbidden.ts'
import { dottedScopeFault, dottedScopes, findScopeFault } from '../scopes.ts'
import {
  type Access,
  findAccess,
  highestRole,
  isPlatformAdmin,
  membersPath,
  refusesDefault,
} from '../workspace-access.ts'

/** In their order. */
export const ACCESS_CHECKS: readonly Check[] = [
  check('identity', async (report, context) => {
    if (context.token === undefined) return report.skip(NO_TOKEN)
    const seen = await context.whoami()
    if (seen === undefined) return report.skip('The platform does not say whom it takes you for.')
    const evidence = [
      `the platform sees ${seen.email ?? 'no e-mail address'}, subject ${seen.principal ?? 'none'}`,
    ]
    const mine = context.email
    if (mine !== undefined && seen.email !== undefined && mine !== seen.email) {
      const isCase = mine.toLowerCase() === seen.email.toLowerCase()
      return report.fail(
        isCase
          ? `The token says ${mine}, and the platform ${seen.email}: letter case matters.`
          : `The token says ${mine}, and the platform ${seen.email}.`,
        evidence,
        [comparePlatformConfig('auth.oidc.email_claim', 'the claims `email` and `upn` of the token')],
      )
    }
    if (seen.email === undefined && !context.isPlatformToken) {
      return report.warn(
        'The platform sees no e-mail address: role bindings must name your subject.',
        evidence,
        [
          { text: 'Let the identity provider put `email` (Azure AD: `upn`) into the access token' },
          platformConfig('auth.oidc.email_claim'),
        ],
      )
    }
    if (mine !== undefined && mine !== mine.toLowerCase()) {
      return report.warn(
        `${mine} has capitals: role bindings and auth.admin_email must have the same ones.`,
        evidence,
        [comparePlatformConfig('auth.admin_email', `'${mine}', letter by letter`)],
      )
    }
    return report.pass(`You are ${seen.email ?? seen.principal ?? 'known'}.`, evidence)
  }),
  check('platform-admin', async (report, context) => {
    if ((await context.discovery())?.authEnabled === false) return report.skip(AUTH_OFF)
    if ((await context.whoami()) === undefined)
      return report.skip('Without an accepted token that is no question.')
    const isAdmin = await isPlatformAdmin(context)
    if (isAdmin === undefined) return report.skip(NOT_ASKED)
    const role = await context.administratorRole()
    return report.pass(
      isAdmin
        ? `You are ${role}.`
        : `You are not ${role}: auth.admin_email names somebody else, letter by letter.`,
    )
  }),
  check('policy', async (report, context) => {
    if ((await context.discovery())?.authEnabled === false) return report.skip(AUTH_OFF)
    const seen = await context.whoami()
    if (seen === undefined) return report.skip('Without an accepted token that cannot be known.')
    const { answer, problem } = await context.ask('/apis/entities/v2/workspaces?page_size=1')
    if (answer === undefined) return report.skip(NOT_ASKED, [problem])
    if (readServerFailure(answer.detail, answer.json) === 'policy-decision-point') {
      return report.fail(
        'The policy decision point (PDP) does not answer: nobody is allowed anything.',
        [`${answer.status} ${answer.detail}`],
        restorePolicy(context.target.http.baseURL),
      )
    }
    if (answer.status >= 500)
      return report.fail(
        'The platform fails at a simple question.',
        [`${answer.status} ${answer.detail}`],
        [readPlatformLog()],
      )
    if (await isPlatformAdmin(context)) return report.pass('The policy decision point answers.')
    const scopeFault = await findScopeFault(context, ['platform:read', 'entities:read'])
    if (scopeFault !== undefined) return report.skip('The scopes of the token hide the policy.')
    const refuses = await refusesDefault(context)
    if (refuses === undefined) return report.skip(NOT_ASKED, [`${answer.status} ${answer.detail}`])
    if (refuses) {
      return report.fail(
        'Even the workspace `default` is forbidden: the platform was not seeded (yet), or its policy decision point gets no data.',
        [],
        seedPlatform(context.target.http.baseURL),
      )
    }
    return report.pass('The policy decision point answers.')
  }),
  scopeCheck('scope-read', ['platform:read', 'entities:read']),
  scopeCheck('scope-write', ['platform:write', 'entities:write']),
  check('workspace-access', async (report, context, { workspace }) => {
    const unknown = await whyNoAccess(context, workspace)
    if (unknown !== undefined || workspace === undefined)
      return report.skip(unknown ?? 'No workspace is named.')
    const access = await findAccess(context, workspace)
    const evidence = roleEvidence(access)
    const role = highestRole(access)
    if (access.exists === false)
      return report.fail(`There is no workspace '${workspace}'.`, evidence, [
        listWorkspaces('See which workspaces there are'),
      ])
    if (role !== undefined) {
      return report.pass(
        `You have ${isLeast(access, role) ? 'at least ' : ''}the rights of ${role} in '${workspace}', your own or those of everybody (\`*\`).`,
        evidence,
      )
    }
    if (access.has.Viewer === undefined)
      return report.skip(`It cannot be made out what you may do in '${workspace}'.`, evidence)
    return report.fail(`You have no role in '${workspace}', or there is no such workspace.`, evidence, [
      grantRole({ workspace, principal: principalOf(context), role: 'Viewer' }),
    ])
  }),
  check('workspace-members', async (report, context, { workspace }) => {
    const unknown = await whyNoAccess(context, workspace)
    if (unknown !== undefined || workspace === undefined)
      return report.skip(unknown ?? 'No workspace is named.')
    const { answer, problem } = await context.ask(membersPath(workspace))
    if (answer?.status === 403) return report.skip(`Only Admins of '${workspace}' see who its members are.`)
    const members = membersIn(answer?.status === 200 ? answer.json : undefined)
    if (members === undefined)
      return report.skip(NOT_ASKED, [problem ?? `${answer?.status} ${answer?.detail}`])
    const seen = await context.whoami()
    const names = [seen?.email, seen?.principal, context.email, ...(context.status?.groups ?? [])]
    const own = members.filter(({ principal }) => names.includes(principal))
    const everybody = members.filter(({ principal }) => principal === '*')
    const other = members.filter(
      ({ principal }) =>
        !names.includes(principal) && names.some((name) => name?.toLowerCase() === principal.toLowerCase()),
    )
    const evidence = [...own, ...everybody].map(({ principal, roles }) => `${principal}: ${roles.join(', ')}`)
    const [misspelt] = other
    if (own.length === 0 && misspelt !== undefined) {
      return report.warn(
        `'${workspace}' has a member ${misspelt.principal}, which is you in other letters: names are compared letter by letter.`,
        evidence,
        [
          grantRole({
            workspace,
            principal: principalOf(context),
            role: WORKSPACE_ROLES.findLast((role) => misspelt.roles.includes(role)) ?? 'Viewer',
          }),
        ],
      )
    }
    return report.pass(
      own.length > 0
        ? `Your own roles in '${workspace}': ${own.flatMap(({ roles }) => roles).join(', ')}.`
        : `You have no role of your own in '${workspace}'.`,
      evidence,
    )
  }),
  check('role-propagation', async (report, context, { workspace }) => {
    if (workspace === undefined) return report.skip('No workspace is named.')
    const change = context.target.access.lastChange(workspace, context.token)
    if (change === undefined)
      return report.skip(
        `This client has changed nothing in '${workspace}'; what others did it does not know.`,
      )
    const words = `This client changed your role in '${workspace}' ${durationText(change.age)} ago`
    if (!change.isPending) return report.pass(`${words}: longer than a change takes.`)
    return report.warn(
      `${words}: it may take up to 30 s to take effect (2 x bundle_cache_seconds with an external OPA).`,
      [],
      [waitForAccess({ workspace, role: 'Viewer' })],
    )
  }),
]

function scopeCheck(id: KnownCheckId, needed: readonly string[]): Check {
  const right = id === 'scope-read' ? 'Reading' : 'Writing'
  return check(id, async (report, context) => {
    if (context.token === undefined) return report.skip(NO_TOKEN)
    const discovery = await context.discovery()
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    const seen = await context.whoami()
    if (seen === undefined) return report.skip('The platform does not say which scopes it sees.')
    const evidence = [
      `the platform sees: ${seen.scopes.join(' ') || 'none'}`,
      `needed is one of: ${needed.join(' ')} (or that of the API in use)`,
    ]
    const hasNewRules = await context.hasNewScopeRules()
    if (!hasNewRules && dottedScopes(context).length > 0) {
      const { summary, advice } = dottedScopeFault(context)
      return report.fail(`${right} is refused, as everything is. ${summary}`, evidence, advice)
    }
    if (!hasNewRules && (await isPlatformAdmin(context)))
      return report.pass(
        `${right} is allowed: scopes do not restrict the administrator of such a platform.`,
        evidence,
      )
    const unknown = hasNewRules ? unknownScopes(seen.scopes) : []
    const idle = hasNewRules ? [...unknown, ...permissionLikeScopes(seen.scopes)] : []
    if (idle.length > 0 && unknown.length === restrictingScopes(seen.scopes).length) {
      return report.warn(
        `${right} is not restricted: the platform has no ${idle.join(' and no ')}, and passes over scopes that it does not know.`,
        evidence,
        [askForOtherScopes('Ask for a token with scopes of the platform, or without any')],
      )
    }
    const fault = await findScopeFault(context, needed)
    if (fault === undefined) return report.pass(`${right} is within the scopes.`, evidence)
    if (fault.cause === 'scope-prefix') return report.fail(fault.summary, fault.evidence, fault.advice)
    const own = needed[1]?.endsWith(':read') ? ':read' : ':write'
    const hasOther = !scopesAllow(seen.scopes, needed) && seen.scopes.some((scope) => scope.endsWith(own))
    return report.warn(
      hasOther
        ? `${right} is within the scopes in a part of the API only.`
        : `${right} is not within the scopes.`,
      evidence,
      scopeAdvice(context, needed, discovery),
    )
  })
}

/** Whether a higher role could not be tried, for want of a scope. */
function isLeast({ has }: Access, role: WorkspaceRole): boolean {
  return WORKSPACE_ROLES.slice(rankOf(role) + 1).some((higher) => has[higher] === undefined)
}

async function whyNoAccess(
  context: DiagnosticContext,
  workspace: string | undefined,
): Promise<string | undefined> {
  if (workspace === undefined) return 'No workspace is named.'
  const discovery = await context.discovery()
  if (discovery === undefined) return NOT_ASKED
  if (!discovery.authEnabled) return AUTH_OFF
  return (await context.whoami()) === undefined ? 'Without an accepted token that is no question.' : undefined
}

interface Member {
  readonly principal: string
  readonly roles: readonly string[]
}

function membersIn(json: unknown): Member[] | undefined {
  const data = asRecord(json)?.['data']
  if (!Array.isArray(data)) return undefined
  return data.flatMap((one: unknown) => {
    const { principal, roles } = asRecord(one) ?? {}
    return typeof principal === 'string' && Array.isArray(roles)
      ? [{ principal, roles: roles.map(String) }]
      : []
  })
}
