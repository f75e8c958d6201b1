/** Checks of the token: present, valid, and of a kind that the platform accepts. */

import { directClient, keepsLoginsAt } from '../../discovery-document.ts'
import { isIdentityHeader } from '../../generations.ts'
import { DATE_LAG } from '../../jwt/clock-tolerance.ts'
import { checkBaseURL, comparePlatformConfig, logIn, type Remedy, setClock } from '../../remedies/index.ts'
import { loginAdvice } from '../advice.ts'
import { AUTH_OFF, type Check, check, NO_TOKEN, NOT_ASKED } from '../check.ts'
import { durationText, timeText } from '../diagnostic-context.ts'
import { audiencesOf, clockEvidence, isLegacyKey, sourceText, tokenEvidence } from '../token-evidence.ts'
import { explainToken, trustIssuer } from '../unauthorized.ts'

/** A token that ends sooner than this is worth a warning, in s. */
const ENDS_SOON = 300

const REFRESH: Remedy = {
  text: 'Refresh it now',
  command: 'nemo auth refresh',
  call: 'await client.auth.refresh()',
}

/** In their order. */
export const TOKEN_CHECKS: readonly Check[] = [
  check('credential', async (report, context) => {
    const discovery = await context.discovery()
    if (context.token !== undefined)
      return report.pass(`There is a token, from ${sourceText(context.status)}.`, tokenEvidence(context))
    if (context.tokenProblem !== undefined)
      return report.fail(
        'There should be a token, but it could not be had.',
        [context.tokenProblem],
        loginAdvice(context, discovery),
      )
    if (discovery?.authEnabled === false) return report.pass('There is no token, and none is needed.')
    if (discovery === undefined)
      return report.skip('There is no token, and nobody knows whether one is needed.')
    return report.fail(
      'There is no token, and the platform wants one.',
      tokenEvidence(context),
      loginAdvice(context, discovery),
    )
  }),
  check('api-key-header', async (report, context) => {
    if ((await context.discovery())?.authEnabled === false) return report.skip(AUTH_OFF)
    const names = Object.keys(context.target.http.defaultHeaders).filter(
      (name) => isIdentityHeader(name) && name.includes('-principal'),
    )
    if (names.length === 0 && !isLegacyKey(context))
      return report.pass('No name is sent in place of a token.')
    const discovery = await context.discovery()
    if (names.length > 0) {
      return report[discovery?.hasProvider ? 'fail' : 'warn'](
        `${names.join(', ')} is sent with every request: only a gateway should set it, and it overrides the token.`,
        [],
        [{ text: 'Leave it out of `defaultHeaders`' }, ...loginAdvice(context, discovery)],
      )
    }
    return report.fail(
      'The credential is an e-mail address of an old config: a token without an end, which the platform refuses.',
      tokenEvidence(context),
      loginAdvice(context, discovery),
    )
  }),
  check('token-expiry', async (report, context) => {
    if (context.token === undefined) return report.skip(NO_TOKEN)
    if (context.claims === undefined) return report.skip('The token is no JWT: nothing tells when it ends.')
    const discovery = await context.discovery()
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    const now = context.now()
    const expiry = context.time('exp')
    const start = Math.max(context.time('iat') ?? 0, context.time('nbf') ?? 0)
    if (start > now + DATE_LAG) {
      return report.fail(
        `The token is not valid before ${timeText(start)}: the platform allows no leeway.`,
        clockEvidence(context),
        [setClock('the machine that made the token')],
      )
    }
    if (expiry === undefined)
      return report.fail(
        'The token has no end (`exp`), which the platform wants.',
        tokenEvidence(context),
        loginAdvice(context, discovery),
      )
    const evidence = [`it ends at ${timeText(expiry)}`, ...clockEvidence(context)]
    const renews = context.status?.refreshable === true
    if (expiry <= now) {
      return renews
        ? report.warn('The token has ended, and is refreshed at the next call.', evidence, [REFRESH])
        : report.fail(
            'The token has ended, and nothing can renew it.',
            evidence,
            loginAdvice(context, discovery),
          )
    }
    const left = durationText((expiry - now) * 1000)
    if (expiry - now < ENDS_SOON && !renews)
      return report.warn(
        `The token ends in ${left}, and nothing can renew it.`,
        evidence,
        loginAdvice(context, discovery),
      )
    return report.pass(`The token lives for another ${left}.`, evidence)
  }),
  check('token-refresh', async (report, context) => {
    const { status } = context
    if (context.token === undefined || status === undefined) return report.skip(NO_TOKEN)
    if (status.unsigned && status.source === 'file')
      return report.pass('The token is unsigned: it can be renewed on the spot.')
    if (status.source === 'function' || status.source === 'workload-identity')
      return report.pass('A new token is had by asking for one.')
    const discovery = await context.discovery()
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    if (status.source !== 'file')
      return report.warn(
        `The token comes from ${sourceText(status)}: when it ends, it ends.`,
        [],
        loginAdvice(context, discovery).slice(-1),
      )
    if (!status.hasRefreshToken)
      return report.warn(
        'No refresh token is stored: when the token ends, you have to log in again.',
        [],
        [logIn({}, 'Log in with the scope offline_access, which is among the default ones')],
      )
    if (discovery === undefined) return report.skip(NOT_ASKED)
    const { document } = discovery
    const { keptAt } = status
    if (keptAt !== undefined && !keptAt.isElsewhere && !keepsLoginsAt(document, keptAt.url)) {
      return report.fail(
        'A refresh token is stored, of a login that the platform kept: it does not name that place any more.',
        [`the login was made at ${keptAt.url}`],
        [logIn()],
      )
    }
    const client = document.provider && directClient(document.provider)
    if (keptAt === undefined && client === undefined && discovery.hasProvider) {
      return report.fail(
        'A refresh token of the identity provider is stored, and the platform names no client that renews such a login.',
        discovery.problem === undefined ? [] : [discovery.problem],
        [logIn()],
      )
    }
    const url = keptAt?.url ?? client?.tokenEndpoint
    if (url === undefined) {
      return report.fail(
        'A refresh token is stored, but the platform names no token endpoint: it cannot reach the identity provider, or has none.',
        [],
        [{ text: 'Check the identity provider, and auth.oidc in the platform config' }],
      )
    }
    return report.skip('A refresh token is stored. Whether it is still good only its use would tell.', [
      `it would be sent to ${url}`,
    ])
  }),
  check('token-signature', async (report, context) => {
    if (context.token === undefined) return report.skip(NO_TOKEN)
    const discovery = await context.discovery()
    if (discovery === undefined) return report.skip(NOT_ASKED)
    if (!discovery.authEnabled) return report.skip(AUTH_OFF)
    const accepted = await context.whoami()
    if (context.claims === undefined)
      return report[accepted ? 'pass' : 'fail'](
        'The token is no JWT.',
        [],
        accepted ? [] : loginAdvice(context, discovery),
      )
    if (accepted !== undefined)
      return report.pass(
        context.isUnsigned ? 'The platform takes unsigned tokens.' : 'The platform knows the signature.',
      )
    if (context.isUnsigned && discovery.hasProvider)
      return report.fail(
        'The token is unsigned, and the platform wants one of its identity provider.',
        [],
        loginAdvice(context, discovery),
      )
    if (!context.isUnsigned && !discovery.hasProvider && !context.isPlatformToken)
      return report.fail(
        'The token is signed, and the platform has no identity provider to verify it with.',
        [],
        [checkBaseURL(), ...loginAdvice(context, discovery)],
      )
    return report.skip('The platform refuses the token, and does not say whether for its signature.')
  }),
  check('token-issuer', async (report, context) => {
    const issuer = context.text('iss')
    const discovery = await context.discovery()
    if (context.token === undefined) return report.skip(NO_TOKEN)
    if (context.isPlatformToken) return report.skip('The platform itself issued the token.')
    if (issuer === undefined || discovery?.issuer === undefined)
      return report.skip('Token or discovery names no issuer.')
    if (issuer === discovery.issuer) return report.pass(`Token and platform name the issuer ${issuer}.`)
    if ((await context.whoami()) !== undefined)
      return report.pass(`The platform accepts the issuer ${issuer}.`)
    return report.fail(
      `The token was issued by ${issuer}, and the platform trusts ${discovery.issuer}.`,
      [],
      [...loginAdvice(context, discovery), trustIssuer(issuer)],
    )
  }),
  check('token-audience', async (report, context) => {
    const discovery = await context.discovery()
    if (context.token === undefined) return report.skip(NO_TOKEN)
    const clientIds = discovery?.clientIds ?? []
    if (context.isPlatformToken || clientIds.length === 0)
      return report.skip('There is no client id to compare the audience with.')
    const audiences = audiencesOf(context)
    const accepted = (await context.whoami()) !== undefined
    if (accepted)
      return report.pass('The platform accepts the audience.', [`aud: ${audiences.join(', ') || 'none'}`])
    const own = clientIds.find((id) => audiences.includes(id))
    if (own !== undefined)
      return report.skip(
        `The token is for the platform's client id ${own}, but discovery does not tell which audience it expects.`,
      )
    return report.warn(
      `The token is for ${audiences.join(', ') || 'nobody in particular'}, not for the client id ${clientIds.join(' or ')}.`,
      ['discovery does not tell the audience that the platform expects'],
      [comparePlatformConfig('auth.oidc.audience', "the token's `aud`")],
    )
  }),
  check('token-accepted', async (report, context) => {
    const discovery = await context.discovery()
    if (context.token === undefined) return report.skip(NO_TOKEN)
    if (discovery?.authEnabled === false) return report.skip(AUTH_OFF)
    const probed = await context.whoamiAnswer()
    if (probed.answer === undefined) return report.skip(NOT_ASKED, [probed.problem])
    if ((await context.whoami()) !== undefined) return report.pass('The platform accepts the token.')
    const { status, detail } = probed.answer
    const evidence = [`GET /apis/auth/authenticate: ${status} ${detail}`]
    if (status !== 401 && !(status === 500 && context.isUnsigned))
      return report.skip('The platform does not say whether it accepts the token.', evidence)
    const ended = (context.time('exp') ?? Number.POSITIVE_INFINITY) <= context.now()
    if (ended && context.status?.refreshable)
      return report.warn('The token has ended, and is refreshed at the next call.', evidence, [REFRESH])
    const fault = await explainToken(context, probed.answer.detail)
    return report.fail(
      fault?.summary ?? 'The platform refuses the token; only its log tells why.',
      evidence,
      fault?.advice ?? loginAdvice(context, discovery),
    )
  }),
]
