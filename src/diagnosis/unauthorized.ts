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
import { isHtml } from './no-response.ts'
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
  const fault = await explainToken(context, { detail: error.detail, isHtml: isHtml(error) })
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

/** What the platform answered to a token. */
export interface TokenRefusal {
  readonly detail: string
  readonly isHtml: boolean
}

/**
 * Looks for the fault; undefined where the token looks right.
 *
 * @param refusal - What the platform answered to it.
 */
export async function explainToken(
  context: DiagnosticContext,
  refusal: TokenRefusal,
): Promise<Finding | undefined> {
  const discovery = await context.discovery()
  const evidence = [...tokenEvidence(context), ...discoveryEvidence(discovery)]
  const login = loginAdvice(context, discovery)
  const found = (
    cause: KnownCause,
    confidence: Confidence,
    summary: string,
    advice: readonly Remedy[] = login,
    more: readonly string[] = [],
  ): Finding => ({ cause, confidence, summary, evidence: [...more, ...evidence], advice })

  if (context.token === undefined) return withoutToken(context, discovery, login, evidence)
  const kind = readUnauthorized(refusal.detail)
  if (kind === 'bearer-not-configured') {
    return found(
      'bearer-not-configured',
      'certain',
      'The platform wants a login, but knows no way to verify a token.',
      [
        platformConfig('auth.oidc', undefined, 'and restart the platform'),
        platformConfig('auth.allow_unsigned_jwt', 'true', 'for local development only'),
      ],
    )
  }
  if (kind === 'unsigned-token-rejected') {
    const summary = isLegacyKey(context)
      ? 'The stored credential is an e-mail address of an old config, and the platform takes tokens of its identity provider only.'
      : 'The platform takes no unsigned tokens: it wants one of its identity provider.'
    return found('unsigned-token-rejected', 'certain', summary, [
      ...login,
      platformConfig('auth.allow_unsigned_jwt', 'true', 'for local development only'),
    ])
  }
  if (/\s/.test(context.token)) {
    return found('malformed-token', 'certain', 'The token has a blank or a line break in it.', [
      {
        text: 'Cut the blanks off',
        command: `${context.status?.variable ?? variableName('ACCESS_TOKEN')}="$(tr -d '[:space:]' < token.txt)"`,
        call: '`accessToken: token.trim()`',
      },
      ...login,
    ])
  }
  if (context.claims === undefined) {
    return found('malformed-token', 'certain', 'The token is no JWT, and the platform takes nothing else.')
  }
  const now = context.now()
  const expiry = context.time('exp')
  const skew = clockEvidence(context)
  const issuer = context.text('iss')
  if (!context.isPlatformToken && !context.isUnsigned && discovery !== undefined) {
    if (!discovery.hasProvider) {
      return found(
        'signed-token-without-provider',
        'certain',
        'The token is signed by an identity provider, but this platform has none to verify it with.',
        [checkBaseURL(), ...login],
      )
    }
    if (issuer !== undefined && discovery.issuer !== undefined && issuer !== discovery.issuer) {
      const isSlash = issuer.replace(/\/$/, '') === discovery.issuer.replace(/\/$/, '')
      return found(
        'issuer-mismatch',
        isSlash ? 'likely' : 'certain',
        `The token was issued by ${issuer}, and the platform trusts ${discovery.issuer}.`,
        [...login, trustIssuer(issuer)],
      )
    }
  }
  if (expiry !== undefined && expiry <= now + DATE_LAG) {
    const summary = `The token ended at ${timeText(expiry)}, ${durationText((now - expiry) * 1000)} ago by the platform's clock.`
    return found('expired-token', 'certain', summary, [...clockAdvice(context), ...login], skew)
  }
  for (const name of ['iat', 'nbf'] as const) {
    const start = context.time(name)
    if (start === undefined || start <= now + DATE_LAG) continue
    const summary = `The token is valid from ${timeText(start)} on (\`${name}\`), ${durationText((start - now) * 1000)} from now by the platform's clock, which allows no leeway.`
    const advice = [setClock('the machine that made the token'), ...login]
    return found('not-yet-valid', 'certain', summary, advice, skew)
  }
  const missing = ['sub', 'iat', 'exp'].filter((name) => context.claims?.[name] === undefined)
  if (missing.length > 0) {
    return found(
      isLegacyKey(context) ? 'email-as-api-key' : 'missing-claims',
      'certain',
      `The token has no ${missing.map((name) => `\`${name}\``).join(' and ')}, which the platform needs.`,
    )
  }
  const wrong = wrongClaims(context)
  if (wrong.length > 0) {
    return found(
      'malformed-claims',
      'certain',
      `Claims of the token are of the wrong type: ${wrong.join(', ')}.`,
    )
  }
  if (context.isPlatformToken) {
    return found(
      context.platformTokenKind === 'access_key' ? 'access-key-inactive' : 'platform-token-rejected',
      'likely',
      'The token is an access key that has not ended: it was suspended or revoked, or belongs to another platform.',
      checkAccessKey(context.text('jti')),
    )
  }
  if (discovery?.hasProvider && !context.isUnsigned) {
    const audiences = audiencesOf(context)
    const { clientIds } = discovery
    if (clientIds.length > 0 && !clientIds.some((id) => audiences.includes(id))) {
      return found(
        'audience-mismatch',
        'likely',
        `The token is for ${audiences.join(', ') || 'nobody in particular'} (\`aud\`), not for ${clientIds.join(' or ')}.`,
        [
          comparePlatformConfig(
            'auth.oidc.audience',
            `the token's \`aud\`: ${audiences.join(', ') || 'none'}`,
          ),
          ...login,
        ],
        ['discovery does not tell the audience that the platform expects; its client id is the usual one'],
      )
    }
  }
  return undefined
}

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
