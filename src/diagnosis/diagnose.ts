/** The troubleshooting page as checks: each looks, none changes anything, and one that cannot know says so. */

import type { CheckResult, CheckStatus } from '../types/index.ts'
import { findAccess, highestRole, isPlatformAdmin, refusesDefault, scopesAllow } from './access.ts'
import { clockEvidence } from './clock.ts'
import { findScopeFault, roleEvidence } from './denials.ts'
import { CLOCK_TOLERANCE, durationText, Facts, record, type Subject, timeText } from './facts.ts'
import { clean, type Probed } from './prober.ts'
import { grantRemedies, loginRemedies, principalOf, quoted, scopeRemedies, waitRemedies } from './remedies.ts'
import { platformHealth } from './server-faults.ts'
import { audiencesOf, findTokenFault, isLegacyKey, tokenEvidence } from './token-faults.ts'

/** Longest time that all checks together may take, in ms. */
const TIME_LIMIT = 15_000
/** A token that ends sooner than this is worth a word, in s. */
const ENDS_SOON = 300

/** What was found in the config file; undefined where none is in use. */
export type InspectConfig = () => Promise<readonly CheckResult[]>

/** What to look at. */
export interface DiagnoseSettings {
  readonly workspace: string | undefined
  readonly gateway: boolean
  readonly inspectConfig: InspectConfig | undefined
  readonly signal: AbortSignal | undefined
}

/** Runs all checks. Never fails: a check that cannot look is skipped, with the reason. */
export async function runChecks(subject: Subject, settings: DiagnoseSettings): Promise<CheckResult[]> {
  const limit = AbortSignal.timeout(TIME_LIMIT)
  const signal = settings.signal === undefined ? limit : AbortSignal.any([settings.signal, limit])
  const facts = await Facts.of(subject, signal)
  const config = (await settings.inspectConfig?.()) ?? [skip('config-file', 'No config file is in use.')]
  const results: CheckResult[] = [...config]
  for (const check of CHECKS) {
    try {
      results.push(await check(facts, settings))
    } catch (error) {
      // Not to know is no reason to keep the other checks back.
      results.push(
        skip(check.id, `It could not be checked: ${error instanceof Error ? error.message : String(error)}`),
      )
    }
  }
  return results.map((result) => withoutSecrets(result, facts.token))
}

// --- internal ---

type Look = (facts: Facts, settings: DiagnoseSettings) => CheckResult | Promise<CheckResult>
type Check = Look & { readonly id: string }

function check(
  id: string,
  look: (report: Report, facts: Facts, settings: DiagnoseSettings) => ReturnType<Look>,
): Check {
  const run: Look = (facts, settings) => look(reporter(id), facts, settings)
  return Object.assign(run, { id })
}

type Report = Readonly<
  Record<
    CheckStatus,
    (summary: string, evidence?: readonly string[], remedies?: readonly string[]) => CheckResult
  >
>

function reporter(id: string): Report {
  const say =
    (status: CheckStatus) =>
    (summary: string, evidence: readonly string[] = [], remedies: readonly string[] = []): CheckResult => ({
      id,
      status,
      summary,
      evidence: [...evidence],
      remedies: [...remedies],
    })
  return { pass: say('pass'), fail: say('fail'), warn: say('warn'), skip: say('skip') }
}

function skip(id: string, reason: string): CheckResult {
  return reporter(id).skip(reason)
}

const NO_TOKEN = 'There is no token to look at.'
const NOT_ASKED = 'The platform gave no answer that tells.'
const AUTH_OFF = 'Authentication is off.'

const CHECKS: readonly Check[] = [
  check('server-reachable', async (report, facts) => {
    const probed = await facts.ask('/apis/auth/discovery', { withoutToken: true })
    const base = facts.subject.http.baseURL
    if (probed.answer === undefined) {
      if (probed.ranOutOfTime) return report.skip(`No answer within the time limit.`)
      return report.fail(
        `${base} cannot be reached.`,
        [probed.problem],
        ['Check the base URL: nemo config view', `curl ${base.replace(/\/$/, '')}/health/live`],
      )
    }
    if ((await facts.discovery()) !== undefined) return report.pass(`${base} answers.`)
    const { status, words, isHtml } = probed.answer
    return report.fail(
      isHtml
        ? 'An HTML page came in place of the platform: a proxy or login page stands in between, or the base URL is wrong.'
        : `What answers at ${base} is not the platform.`,
      [`GET /apis/auth/discovery: ${status} ${words}`],
      ['Check the base URL: nemo config view', `Open ${base} in a browser`],
    )
  }),
  check('server-version', async (report, facts) => {
    const { answer } = await facts.ask('/cluster-info', { withoutToken: true })
    const version = record(answer?.json)?.['platform_version']
    if (typeof version !== 'string')
      return report.skip('The platform does not tell its version.', said('/cluster-info', answer))
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? []
    if (major === '0' && Number(minor) < 6) {
      return report.warn(
        `The platform is ${version}; this client was made for 0.6.`,
        [],
        ['Update the platform'],
      )
    }
    return report.pass(`The platform is ${version}.`)
  }),
  check('server-health', async (report, facts) => {
    const health = await platformHealth(facts)
    if (health.status === undefined)
      return report.skip('The platform does not tell how it is.', health.evidence)
    const logs = ["Look at the platform's log"]
    if (health.status === 'healthy') return report.pass('All services are ready.', health.evidence)
    if (health.status === 'degraded') return report.warn('The platform runs in part.', health.evidence, logs)
    return report.fail(`The platform says that it is ${health.status}.`, health.evidence, logs)
  }),
  check('auth-enabled', async (report, facts) => {
    const discovery = await facts.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled)
      return report.warn(
        'Authentication is off: everybody may do everything.',
        [],
        ['Set auth.enabled: true in the platform config, where more than one person uses it'],
      )
    return report.pass(
      discovery.hasProvider
        ? `Authentication is on, with the identity provider ${discovery.issuer ?? ''}.`
        : 'Authentication is on, without an identity provider.',
    )
  }),
  check('credential', async (report, facts) => {
    const discovery = await facts.discovery()
    const source = facts.status?.source ?? 'none'
    if (facts.token !== undefined)
      return report.pass(`There is a token, from ${SOURCES[source]}.`, tokenEvidence(facts))
    if (facts.tokenProblem !== undefined)
      return report.fail(
        'There should be a token, but it could not be had.',
        [facts.tokenProblem],
        loginRemedies(facts, discovery),
      )
    if (discovery?.authEnabled === false) return report.pass('There is no token, and none is needed.')
    if (discovery === undefined)
      return report.skip('There is no token, and nobody knows whether one is needed.')
    return report.fail(
      'There is no token, and the platform wants one.',
      tokenEvidence(facts),
      loginRemedies(facts, discovery),
    )
  }),
  check('api-key-header', async (report, facts) => {
    const names = Object.keys(facts.subject.http.defaultHeaders).filter((name) =>
      name.startsWith('x-nmp-principal'),
    )
    if (names.length === 0 && !isLegacyKey(facts)) return report.pass('No name is sent in place of a token.')
    const discovery = await facts.discovery()
    if (names.length > 0) {
      return report[discovery?.hasProvider ? 'fail' : 'warn'](
        `${names.join(', ')} is sent with every request: only a gateway should set it, and it overrides the token.`,
        [],
        ['Leave it out of `defaultHeaders`', ...loginRemedies(facts, discovery)],
      )
    }
    return report.fail(
      'The credential is an e-mail address of an old config: a token without an end, which the platform refuses.',
      tokenEvidence(facts),
      loginRemedies(facts, discovery),
    )
  }),
  check('clock-skew', async (report, facts) => {
    await facts.ask('/apis/auth/discovery', { withoutToken: true })
    const offset = facts.clockOffset
    if (offset === undefined) return report.skip('The platform did not tell the time.')
    if (Math.abs(offset) < CLOCK_TOLERANCE) return report.pass('The clocks of platform and machine agree.')
    return report.warn(
      `The clocks of platform and machine differ by ${durationText(offset)}.`,
      clockEvidence(facts),
      ['timedatectl set-ntp true'],
    )
  }),
  check('token-expiry', async (report, facts) => {
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    if (facts.claims === undefined) return report.skip('The token is no JWT: nothing tells when it ends.')
    const discovery = await facts.discovery()
    const now = facts.now()
    const expiry = facts.time('exp')
    const start = Math.max(facts.time('iat') ?? 0, facts.time('nbf') ?? 0)
    if (start > now + 3) {
      return report.fail(
        `The token is not valid before ${timeText(start)}: the platform allows no leeway.`,
        clockEvidence(facts),
        ['Set the clock of the machine that made the token: timedatectl set-ntp true'],
      )
    }
    if (expiry === undefined)
      return report.fail(
        'The token has no end (`exp`), which the platform wants.',
        tokenEvidence(facts),
        loginRemedies(facts, discovery),
      )
    const evidence = [`it ends at ${timeText(expiry)}`, ...clockEvidence(facts)]
    const renews = facts.status?.refreshable === true
    if (expiry <= now) {
      if (discovery?.authEnabled === false) return report.pass(`The token has ended. ${AUTH_OFF}`, evidence)
      return renews
        ? report.warn('The token has ended, and is refreshed at the next call.', evidence, [
            'nemo auth refresh',
          ])
        : report.fail(
            'The token has ended, and nothing can renew it.',
            evidence,
            loginRemedies(facts, discovery),
          )
    }
    const left = durationText((expiry - now) * 1000)
    if (expiry - now < ENDS_SOON && !renews)
      return report.warn(
        `The token ends in ${left}, and nothing can renew it.`,
        evidence,
        loginRemedies(facts, discovery),
      )
    return report.pass(`The token lives for another ${left}.`, evidence)
  }),
  check('token-refresh', async (report, facts) => {
    const { status } = facts
    if (facts.token === undefined || status === undefined) return report.skip(NO_TOKEN)
    if (status.unsigned && status.source === 'file')
      return report.pass('The token is unsigned: it can be renewed on the spot.')
    if (status.source === 'function' || status.source === 'workload-identity')
      return report.pass('A new token is had by asking for one.')
    const discovery = await facts.discovery()
    if (status.source !== 'file')
      return report.warn(
        `The token comes from ${SOURCES[status.source]}: when it ends, it ends.`,
        [],
        loginRemedies(facts, discovery).slice(-1),
      )
    if (!status.hasRefreshToken)
      return report.warn(
        'No refresh token is stored: when the token ends, you have to log in again.',
        [],
        ['nemo auth login (with the scope offline_access)'],
      )
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (discovery.tokenEndpoint === undefined) {
      return report.fail(
        'A refresh token is stored, but the platform names no token endpoint: it cannot reach the identity provider, or has none.',
        [],
        ['Check the identity provider, and auth.oidc in the platform config'],
      )
    }
    return report.pass('A refresh token is stored. Whether it is still good only its use would tell.', [
      `it would be sent to ${discovery.tokenEndpoint}`,
    ])
  }),
  check('token-signature', async (report, facts) => {
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    const discovery = await facts.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled) return report.skip(AUTH_OFF)
    const accepted = await facts.whoami()
    if (facts.claims === undefined)
      return report[accepted ? 'pass' : 'fail'](
        'The token is no JWT.',
        [],
        accepted ? [] : loginRemedies(facts, discovery),
      )
    if (accepted !== undefined)
      return report.pass(
        facts.isUnsigned ? 'The platform takes unsigned tokens.' : 'The platform knows the signature.',
      )
    if (facts.isUnsigned && discovery.hasProvider)
      return report.fail(
        'The token is unsigned, and the platform wants one of its identity provider.',
        [],
        loginRemedies(facts, discovery),
      )
    if (!facts.isUnsigned && !discovery.hasProvider && !facts.isPlatformToken)
      return report.fail(
        'The token is signed, and the platform has no identity provider to verify it with.',
        [],
        ['Check the base URL: nemo config view', ...loginRemedies(facts, discovery)],
      )
    return report.skip('The platform refuses the token, and does not say whether for its signature.')
  }),
  check('token-issuer', async (report, facts) => {
    const issuer = facts.text('iss')
    const discovery = await facts.discovery()
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    if (facts.isPlatformToken) return report.skip('The platform itself issued the token.')
    if (issuer === undefined || discovery?.issuer === undefined)
      return report.skip('Token or discovery names no issuer.')
    if (issuer === discovery.issuer) return report.pass(`Token and platform name the issuer ${issuer}.`)
    return report.fail(
      `The token was issued by ${issuer}, and the platform trusts ${discovery.issuer}.`,
      [],
      [
        ...loginRemedies(facts, discovery),
        `Set auth.oidc.issuer to ${quoted(issuer)} in the platform config, if that is the right identity provider`,
      ],
    )
  }),
  check('token-audience', async (report, facts) => {
    const discovery = await facts.discovery()
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    if (facts.isPlatformToken || discovery?.clientId === undefined)
      return report.skip('There is no client id to compare the audience with.')
    const audiences = audiencesOf(facts)
    const accepted = (await facts.whoami()) !== undefined
    if (accepted)
      return report.pass('The platform accepts the audience.', [`aud: ${audiences.join(', ') || 'none'}`])
    if (audiences.includes(discovery.clientId))
      return report.pass(`The token is for ${discovery.clientId}, the platform's client id.`)
    return report.warn(
      `The token is for ${audiences.join(', ') || 'nobody in particular'}, not for the client id ${discovery.clientId}.`,
      ['discovery does not tell the audience that the platform expects'],
      ["Compare auth.oidc.audience in the platform config with the token's `aud`"],
    )
  }),
  check('token-accepted', async (report, facts) => {
    const discovery = await facts.discovery()
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    const probed = await facts.whoamiAnswer()
    if (probed.answer === undefined) return report.skip(NOT_ASKED, [probed.problem])
    if ((await facts.whoami()) !== undefined) return report.pass('The platform accepts the token.')
    const { status, words, isHtml } = probed.answer
    const evidence = [`GET /apis/auth/authenticate: ${status} ${words}`]
    if (status !== 401 && !(status === 500 && facts.isUnsigned))
      return report.skip('The platform does not say whether it accepts the token.', evidence)
    const ended = (facts.time('exp') ?? Number.POSITIVE_INFINITY) <= facts.now()
    if (ended && facts.status?.refreshable)
      return report.warn('The token has ended, and is refreshed at the next call.', evidence, [
        'nemo auth refresh',
      ])
    const fault = await findTokenFault(facts, { detail: words, isHtml })
    return report.fail(
      fault?.summary ?? 'The platform refuses the token; only its log tells why.',
      evidence,
      fault?.remedies ?? loginRemedies(facts, discovery),
    )
  }),
  check('identity', async (report, facts) => {
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    const seen = await facts.whoami()
    if (seen === undefined) return report.skip('The platform does not say whom it takes you for.')
    const evidence = [
      `the platform sees ${seen.email ?? 'no e-mail address'}, subject ${seen.principal ?? 'none'}`,
    ]
    const mine = facts.email
    if (mine !== undefined && seen.email !== undefined && mine !== seen.email) {
      const isCase = mine.toLowerCase() === seen.email.toLowerCase()
      return report.fail(
        isCase
          ? `The token says ${mine}, and the platform ${seen.email}: letter case matters.`
          : `The token says ${mine}, and the platform ${seen.email}.`,
        evidence,
        [
          'Compare auth.oidc.email_claim in the platform config with the claims `email` and `upn` of the token',
        ],
      )
    }
    if (seen.email === undefined && facts.text('nmp_token_type') === undefined) {
      return report.warn(
        'The platform sees no e-mail address: role bindings must name your subject.',
        evidence,
        [
          'Let the identity provider put `email` (Azure AD: `upn`) into the access token',
          'Set auth.oidc.email_claim in the platform config',
        ],
      )
    }
    if (mine !== undefined && mine !== mine.toLowerCase()) {
      return report.warn(
        `${mine} has capitals: role bindings and auth.admin_email must have the same ones.`,
        evidence,
        [`Compare auth.admin_email with ${quoted(mine)}, letter by letter`],
      )
    }
    return report.pass(`You are ${seen.email ?? seen.principal ?? 'known'}.`, evidence)
  }),
  check('platform-admin', async (report, facts) => {
    if ((await facts.discovery())?.authEnabled === false) return report.skip(AUTH_OFF)
    if ((await facts.whoami()) === undefined)
      return report.skip('Without an accepted token that is no question.')
    const isAdmin = await isPlatformAdmin(facts)
    if (isAdmin === undefined) return report.skip(NOT_ASKED)
    return report.pass(
      isAdmin
        ? 'You are PlatformAdmin.'
        : 'You are not PlatformAdmin: auth.admin_email names somebody else, letter by letter.',
    )
  }),
  check('policy', async (report, facts) => {
    if ((await facts.discovery())?.authEnabled === false) return report.skip(AUTH_OFF)
    const seen = await facts.whoami()
    if (seen === undefined) return report.skip('Without an accepted token that cannot be known.')
    const { answer, problem } = await facts.ask('/apis/entities/v2/workspaces?page_size=1')
    if (answer === undefined) return report.skip(NOT_ASKED, [problem])
    if (/^Authorization service/i.test(answer.words)) {
      return report.fail(
        'The policy decision point (PDP) does not answer: nobody is allowed anything.',
        [`${answer.status} ${answer.words}`],
        [
          'Check that the auth service runs, and auth.policy_decision_point_base_url in the platform config',
          'With an external OPA: check that it runs and fetches its bundles',
        ],
      )
    }
    if (answer.status >= 500)
      return report.fail(
        'The platform fails at a simple question.',
        [`${answer.status} ${answer.words}`],
        ["Look at the platform's log"],
      )
    if (await isPlatformAdmin(facts)) return report.pass('The policy decision point answers.')
    const scopeFault = await findScopeFault(facts, ['platform:read', 'entities:read'])
    if (scopeFault !== undefined) return report.skip('The scopes of the token hide the policy.')
    if (await refusesDefault(facts)) {
      return report.fail(
        'Even the workspace `default` is forbidden: the platform has not set up its roles (yet).',
        [],
        ['Wait half a minute if it has just been started', 'Start it once with NMP_SEED_ON_STARTUP=true'],
      )
    }
    return report.pass('The policy decision point answers.')
  }),
  scopeCheck('scope-read', ['platform:read', 'entities:read']),
  scopeCheck('scope-write', ['platform:write', 'entities:write']),
  check('workspace-access', async (report, facts, { workspace }) => {
    const unknown = await whyNoAccess(facts, workspace)
    if (unknown !== undefined || workspace === undefined)
      return report.skip(unknown ?? 'No workspace is named.')
    const access = await findAccess(facts, workspace)
    const evidence = roleEvidence(access)
    const role = highestRole(access)
    if (access.exists === false)
      return report.fail(`There is no workspace '${workspace}'.`, evidence, ['nemo workspaces list'])
    if (role !== undefined) {
      return report.pass(
        `You have the rights of ${role} in '${workspace}', your own or those of everybody (\`*\`).`,
        evidence,
      )
    }
    if (access.has.Viewer === undefined)
      return report.skip(`It cannot be made out what you may do in '${workspace}'.`, evidence)
    return report.fail(
      `You have no role in '${workspace}', or there is no such workspace.`,
      evidence,
      grantRemedies(workspace, principalOf(facts), 'Viewer'),
    )
  }),
  check('workspace-members', async (report, facts, { workspace }) => {
    const unknown = await whyNoAccess(facts, workspace)
    if (unknown !== undefined || workspace === undefined)
      return report.skip(unknown ?? 'No workspace is named.')
    const { members } = await readMembers(facts, workspace)
    if (members === undefined) return report.skip(`Only Admins of '${workspace}' see who its members are.`)
    const seen = await facts.whoami()
    const names = [seen?.email, seen?.principal, facts.email, ...(facts.status?.groups ?? [])]
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
        grantRemedies(workspace, principalOf(facts), 'Admin'),
      )
    }
    return report.pass(
      own.length > 0
        ? `Your own roles in '${workspace}': ${own.flatMap(({ roles }) => roles).join(', ')}.`
        : `You have no role of your own in '${workspace}'.`,
      evidence,
    )
  }),
  check('role-propagation', async (report, facts, { workspace }) => {
    if (workspace === undefined) return report.skip('No workspace is named.')
    const change = facts.subject.http.access.lastChange(workspace, facts.token)
    if (change === undefined)
      return report.skip(
        `This client has changed nothing in '${workspace}'; what others did it does not know.`,
      )
    const words = `This client changed your role in '${workspace}' ${durationText(change.age)} ago`
    if (!change.isPending) return report.pass(`${words}: it has taken effect.`)
    return report.warn(
      `${words}: it may take up to 30 s to take effect (2 x bundle_cache_seconds with an external OPA).`,
      [],
      waitRemedies(workspace, 'Viewer'),
    )
  }),
  check('gateway-headers', async (report, facts, { gateway }) => {
    if (!gateway)
      return report.skip(
        'Not asked for: pass `gateway: true` (nemo auth doctor --gateway) to try identity headers from outside.',
      )
    const discovery = await facts.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled) return report.skip(AUTH_OFF)
    const withHeader = (headers: Record<string, string>) =>
      facts.prober.ask({
        path: '/apis/entities/v2/workspaces?page_size=1',
        withoutToken: true,
        headers: { authorization: null, ...headers },
      })
    const principal = await withHeader({ 'x-nmp-principal-id': 'nemo-platform-doctor@example.invalid' })
    const authorized = await withHeader({ 'x-nmp-authorized': 'true' })
    const outcome = (name: string, { answer, problem }: Probed) =>
      `${name} without a token: ${answer === undefined ? problem : answer.status}`
    const evidence = [outcome('X-NMP-Principal-Id', principal), outcome('X-NMP-Authorized: true', authorized)]
    const isIn = ({ answer }: Probed) =>
      answer !== undefined && (answer.status < 300 || answer.status === 403) && !answer.isHtml
    if (isIn(principal) || (authorized.answer !== undefined && authorized.answer.status < 300)) {
      return report.fail(
        'Identity headers from outside are believed: whoever reaches this URL can act as anybody.',
        evidence,
        [
          'Let the gateway strip X-NMP-Principal-*, X-NMP-Scopes and X-NMP-Authorized from outside',
          'Let nobody reach the platform but through the gateway',
        ],
      )
    }
    const refused = [principal, authorized].every(({ answer }) => answer?.status === 401)
    return refused
      ? report.pass('Identity headers from outside are not believed.', evidence)
      : report.skip('The answers do not tell whether the headers are believed.', evidence)
  }),
]

const SOURCES: Readonly<Record<string, string>> = {
  none: 'nowhere',
  argument: '`accessToken`',
  function: 'the `accessToken` function',
  environment: 'NMP_ACCESS_TOKEN',
  'workload-identity': 'the exchange for NMP_WORKLOAD_IDENTITY_TOKEN_FILE',
  file: 'the config file',
}

function scopeCheck(id: string, needed: readonly string[]): Check {
  const right = id === 'scope-read' ? 'Reading' : 'Writing'
  return check(id, async (report, facts) => {
    if (facts.token === undefined) return report.skip(NO_TOKEN)
    const discovery = await facts.discovery()
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    const seen = await facts.whoami()
    if (seen === undefined) return report.skip('The platform does not say which scopes it sees.')
    const evidence = [
      `the platform sees: ${seen.scopes.join(' ') || 'none'}`,
      `needed is one of: ${needed.join(' ')} (or that of the API in use)`,
    ]
    if (await isPlatformAdmin(facts))
      return report.pass(`${right} is allowed: scopes do not restrict a PlatformAdmin.`, evidence)
    const fault = await findScopeFault(facts, needed)
    if (fault === undefined) return report.pass(`${right} is within the scopes.`, evidence)
    if (fault.cause === 'scope-prefix') return report.fail(fault.summary, fault.evidence, fault.remedies)
    const own = needed[1]?.endsWith(':read') ? ':read' : ':write'
    const hasOther = !scopesAllow(seen.scopes, needed) && seen.scopes.some((scope) => scope.endsWith(own))
    return report.warn(
      hasOther
        ? `${right} is within the scopes in a part of the API only.`
        : `${right} is not within the scopes.`,
      evidence,
      scopeRemedies(facts, needed, discovery),
    )
  })
}

async function whyNoAccess(facts: Facts, workspace: string | undefined): Promise<string | undefined> {
  if (workspace === undefined) return 'No workspace is named.'
  const discovery = await facts.discovery()
  if (discovery === undefined) return NOT_ASKED
  if (!discovery.authEnabled) return AUTH_OFF
  return (await facts.whoami()) === undefined ? 'Without an accepted token that is no question.' : undefined
}

interface Member {
  readonly principal: string
  readonly roles: readonly string[]
}

async function readMembers(facts: Facts, workspace: string): Promise<{ members: Member[] | undefined }> {
  const { answer } = await facts.ask(`/apis/entities/v2/workspaces/${encodeURIComponent(workspace)}/members`)
  const data = answer?.status === 200 ? record(answer.json)?.['data'] : undefined
  if (!Array.isArray(data)) return { members: undefined }
  const members = data.flatMap((one: unknown) => {
    const { principal, roles } = record(one) ?? {}
    return typeof principal === 'string' && Array.isArray(roles)
      ? [{ principal, roles: roles.map(String) }]
      : []
  })
  return { members }
}

function said(path: string, answer: { status: number; words: string } | undefined): string[] {
  return answer === undefined ? [] : [`GET ${path}: ${answer.status} ${answer.words}`]
}

function withoutSecrets(result: CheckResult, token: string | undefined): CheckResult {
  return {
    ...result,
    summary: clean(result.summary, token),
    evidence: result.evidence.map((line) => clean(line, token)),
    remedies: result.remedies.map((line) => clean(line, token)),
  }
}
