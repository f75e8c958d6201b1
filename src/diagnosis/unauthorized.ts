/** Why a platform refuses a token, from what the token says, what discovery says, and what the platform answered. */

import { type APIStatusError, AuthenticationError } from '../errors/index.ts'
import { readUnauthorized } from '../errors/server-texts.ts'
import { PRODUCTS, variableName } from '../generations.ts'
import { CLOCK_FAULT, DATE_LAG } from '../jwt/clock-tolerance.ts'
import {
  checkAccessKey,
  checkBaseURL,
  comparePlatformConfig,
  platformConfig,
  type Remedy,
  readPlatformLog,
  repeatCall,
  setClock,
} from '../remedies/index.ts'
import type { Confidence, KnownCause } from '../types/index.ts'
import { loginAdvice } from './advice.ts'
import { type DiagnosticContext, type DiscoveryInfo, durationText, timeText } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'
import { audiencesOf, clockEvidence, isLegacyKey, tokenEvidence } from './token-evidence.ts'

/** Explains a 401. */
export async function explainUnauthorized(
  context: DiagnosticContext,
  error: APIStatusError,
): Promise<Finding> {
  const reason = error instanceof AuthenticationError ? error.reason : undefined
  const { answer } = context.token === undefined ? {} : await context.whoamiAnswer()
  if (answer?.status === 200) return acceptedNow(context, reason === 'missing-token')
  if (context.token === undefined && reason !== undefined && reason !== 'missing-token') {
    return {
      cause: reason === 'rejected' ? 'token-rejected' : reason,
      confidence: 'possible',
      summary: 'The platform refused a token that this client does not hold (any more).',
      evidence: tokenEvidence(context),
      advice: error.advice,
    }
  }
  const fault = await explainToken(context, error.detail)
  const asked = answer === undefined ? [] : [`GET /apis/auth/authenticate: ${answer.status} ${answer.detail}`]
  if (fault !== undefined) return { ...fault, evidence: [...fault.evidence, ...asked] }
  const discovery = await context.discovery()
  return {
    cause: 'token-rejected',
    confidence: 'possible',
    summary:
      'The platform refused the token, which looks right: a signature or key that it does not know, or an audience that it does not expect.',
    evidence: [...tokenEvidence(context), ...asked, 'only the log of the platform tells which check failed'],
    advice: [
      ...loginAdvice(context, discovery),
      readPlatformLog('it tells which check of the token failed'),
      COMPARE_OIDC,
    ],
  }
}

/**
 * Looks for the fault; undefined where the token looks right.
 *
 * @param detail - What the platform answered to it.
 */
export async function explainToken(context: DiagnosticContext, detail: string): Promise<Finding | undefined> {
  const discovery = await context.discovery()
  const evidence = [...tokenEvidence(context), ...discoveryEvidence(discovery)]
  const login = loginAdvice(context, discovery)
  const { token } = context
  if (token === undefined) return withoutToken(context, discovery, login, evidence)
  for (const look of LOOKS) {
    const fault = look({ context, discovery, login, token, detail })
    if (fault === undefined) continue
    const { cause, confidence, summary, advice = login, more = [] } = fault
    return { cause, confidence, summary, evidence: [...more, ...evidence], advice }
  }
  return undefined
}

/** What a token is judged by. */
interface Facts {
  readonly context: DiagnosticContext
  readonly discovery: DiscoveryInfo | undefined
  /** The ways to another token. */
  readonly login: readonly Remedy[]
  readonly token: string
  /** What the platform answered. */
  readonly detail: string
}

interface Fault {
  readonly cause: KnownCause
  readonly confidence: Confidence
  readonly summary: string
  /** @default the ways to another token */
  readonly advice?: readonly Remedy[]
  /** Evidence beside what the token and discovery say. */
  readonly more?: readonly string[]
}

type Look = (facts: Facts) => Fault | undefined

const refusedInWords: Look = ({ context, login, detail }) => {
  const kind = readUnauthorized(detail)
  const allowUnsigned = platformConfig('auth.allow_unsigned_jwt', 'true', 'for local development only')
  if (kind === 'bearer-not-configured') {
    return {
      cause: 'bearer-not-configured',
      confidence: 'certain',
      summary: 'The platform wants a login, but knows no way to verify a token.',
      advice: [platformConfig('auth.oidc', undefined, 'and restart the platform'), allowUnsigned],
    }
  }
  if (kind !== 'unsigned-token-rejected') return undefined
  return {
    cause: 'unsigned-token-rejected',
    confidence: 'certain',
    summary: isLegacyKey(context)
      ? 'The stored credential is an e-mail address of an old config, and the platform takes tokens of its identity provider only.'
      : 'The platform takes no unsigned tokens: it wants one of its identity provider.',
    advice: [...login, allowUnsigned],
  }
}

const noToken: Look = ({ context, login, token }) => {
  if (/\s/.test(token)) {
    const variable = context.status?.variable ?? variableName('ACCESS_TOKEN')
    const cutBlanks = {
      text: 'Cut the blanks off',
      command: `${variable}="$(tr -d '[:space:]' < token.txt)"`,
      call: '`accessToken: token.trim()`',
    }
    return {
      cause: 'malformed-token',
      confidence: 'certain',
      summary: 'The token has a blank or a line break in it.',
      advice: [cutBlanks, ...login],
    }
  }
  if (context.claims !== undefined) return undefined
  return {
    cause: 'malformed-token',
    confidence: 'certain',
    summary: 'The token is no JWT, and the platform takes nothing else.',
  }
}

const ofAnotherIssuer: Look = ({ context, discovery, login }) => {
  if (context.isPlatformToken || context.isUnsigned || discovery === undefined) return undefined
  if (!discovery.hasProvider) {
    return {
      cause: 'signed-token-without-provider',
      confidence: 'certain',
      summary: 'The token is signed by an identity provider, but this platform has none to verify it with.',
      advice: [checkBaseURL(), ...login],
    }
  }
  const issuer = context.text('iss')
  if (issuer === undefined || discovery.issuer === undefined || issuer === discovery.issuer) return undefined
  const isSlash = issuer.replace(/\/$/, '') === discovery.issuer.replace(/\/$/, '')
  return {
    cause: 'issuer-mismatch',
    confidence: isSlash ? 'likely' : 'certain',
    summary: `The token was issued by ${issuer}, and the platform trusts ${discovery.issuer}.`,
    advice: [...login, trustIssuer(issuer)],
  }
}

const outOfTime: Look = ({ context, login }) => {
  const now = context.now()
  const expiry = context.time('exp')
  const more = clockEvidence(context)
  if (expiry !== undefined && expiry <= now + DATE_LAG) {
    return {
      cause: 'expired-token',
      confidence: 'certain',
      summary: `The token ended at ${timeText(expiry)}, ${durationText((now - expiry) * 1000)} ago by the platform's clock.`,
      advice: [...clockAdvice(context), ...login],
      more,
    }
  }
  for (const name of ['iat', 'nbf'] as const) {
    const start = context.time(name)
    if (start === undefined || start <= now + DATE_LAG) continue
    return {
      cause: 'not-yet-valid',
      confidence: 'certain',
      summary: `The token is valid from ${timeText(start)} on (\`${name}\`), ${durationText((start - now) * 1000)} from now by the platform's clock, which allows no leeway.`,
      advice: [setClock('the machine that made the token'), ...login],
      more,
    }
  }
  return undefined
}

const withoutGoodClaims: Look = ({ context }) => {
  const missing = ['sub', 'iat', 'exp'].filter((name) => context.claims?.[name] === undefined)
  if (missing.length > 0) {
    return {
      cause: isLegacyKey(context) ? 'email-as-api-key' : 'missing-claims',
      confidence: 'certain',
      summary: `The token has no ${missing.map((name) => `\`${name}\``).join(' and ')}, which the platform needs.`,
    }
  }
  const wrong = wrongClaims(context)
  if (wrong.length === 0) return undefined
  return {
    cause: 'malformed-claims',
    confidence: 'certain',
    summary: `Claims of the token are of the wrong type: ${wrong.join(', ')}.`,
  }
}

const goodTokenOfPlatform: Look = ({ context }) =>
  context.isPlatformToken
    ? {
        cause: context.platformTokenKind === 'access_key' ? 'access-key-inactive' : 'platform-token-rejected',
        confidence: 'likely',
        summary:
          'The token is an access key that has not ended: it was suspended or revoked, or belongs to another platform.',
        advice: checkAccessKey(context.text('jti')),
      }
    : undefined

const forAnotherAudience: Look = ({ context, discovery, login }) => {
  const { clientIds = [] } = discovery ?? {}
  if (!discovery?.hasProvider || context.isUnsigned || clientIds.length === 0) return undefined
  const audiences = audiencesOf(context)
  if (clientIds.some((id) => audiences.includes(id))) return undefined
  const named = audiences.join(', ')
  return {
    cause: 'audience-mismatch',
    confidence: 'likely',
    summary: `The token is for ${named || 'nobody in particular'} (\`aud\`), not for ${clientIds.join(' or ')}.`,
    advice: [
      comparePlatformConfig('auth.oidc.audience', `the token's \`aud\`: ${named || 'none'}`),
      ...login,
    ],
    more: ['discovery does not tell the audience that the platform expects; its client id is the usual one'],
  }
}

/** In the order in which the platform checks: the first fault is the one that it refused for. */
const LOOKS: readonly Look[] = [
  refusedInWords,
  noToken,
  ofAnotherIssuer,
  outOfTime,
  withoutGoodClaims,
  goodTokenOfPlatform,
  forAnotherAudience,
]

/** The issuer of a token, where it is the platform that trusts the wrong one. */
export function trustIssuer(issuer: string): Remedy {
  return platformConfig('auth.oidc.issuer', issuer, 'if that is the right identity provider')
}

const COMPARE_OIDC: Remedy = {
  text: 'Compare auth.oidc in the platform config with `iss` and `aud` of the token',
  command: 'nemo auth token --decode',
  call: 'await client.auth.status()',
}

function acceptedNow(context: DiagnosticContext, wasWithoutToken: boolean): Finding {
  const evidence = ['GET /apis/auth/authenticate with the token at hand: 200', ...tokenEvidence(context)]
  if (wasWithoutToken) {
    return {
      cause: 'missing-token',
      confidence: 'certain',
      summary: 'The request went without the token that this client has.',
      evidence,
      advice: [{ text: 'Do not override the header `Authorization`' }, repeatCall()],
    }
  }
  return {
    cause: 'accepted-now',
    confidence: 'likely',
    summary:
      'The platform accepts the token that is at hand now: it was replaced, or the keys were not known yet.',
    evidence,
    advice: [repeatCall()],
  }
}

function withoutToken(
  context: DiagnosticContext,
  discovery: DiscoveryInfo | undefined,
  login: readonly Remedy[],
  evidence: readonly string[],
): Finding {
  const header = identityHeaderIn(context.target.http.defaultHeaders)
  if (header !== undefined) {
    return {
      cause: 'email-as-api-key',
      confidence: 'certain',
      summary: `A name was sent as ${header} in place of a token, and the platform does not take it for one.`,
      evidence: [`the client has the default header ${header}`, ...evidence],
      advice: [{ text: `Leave ${header} out of \`defaultHeaders\`` }, ...login],
    }
  }
  if (context.tokenProblem !== undefined) {
    return {
      cause: 'no-token-to-be-had',
      confidence: 'certain',
      summary: 'There should be a token, but it could not be had.',
      evidence,
      advice: login,
    }
  }
  const wants = discovery?.authEnabled === false ? '' : ', and the platform wants one'
  return {
    cause: 'missing-token',
    confidence: 'certain',
    summary: `No token was sent${wants}.`,
    evidence,
    advice: login,
  }
}

function discoveryEvidence(discovery: DiscoveryInfo | undefined): string[] {
  if (discovery === undefined) return ['discovery gave no answer that makes sense']
  if (!discovery.authEnabled) return ['discovery says that authentication is off']
  if (!discovery.hasProvider) return ['discovery names no identity provider']
  return [
    `discovery names the issuer ${discovery.issuer ?? '(none)'} and the client id ${discovery.clientIds.join(' and ') || '(none)'}`,
  ]
}

function wrongClaims({ claims = {} }: DiagnosticContext): string[] {
  const isNumber = (name: string) => claims[name] === undefined || typeof claims[name] === 'number'
  return [
    ...['exp', 'iat', 'nbf'].filter((name) => !isNumber(name)),
    ...(typeof claims['sub'] === 'string' && claims['sub'] !== '' ? [] : ['sub']),
  ]
}

function clockAdvice({ clockOffset = 0 }: DiagnosticContext): readonly Remedy[] {
  return Math.abs(clockOffset) < CLOCK_FAULT ? [] : [setClock('this machine')]
}

/** The header among these that says who calls, as its product spells it. */
function identityHeaderIn(headers: Readonly<Record<string, string>>): string | undefined {
  for (const name of Object.keys(headers)) {
    for (const { headerPrefix } of PRODUCTS) {
      if (!name.startsWith(`${headerPrefix.toLowerCase()}principal-`)) continue
      const rest = name.slice(headerPrefix.length)
      return headerPrefix + rest.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())
    }
  }
  return undefined
}
