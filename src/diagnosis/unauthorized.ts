/** Why a platform refuses a token, from what the token says, what discovery says, and the platform's words. */

import { CLOCK_FAULT, DATE_LAG } from '../jwt/clock-tolerance.ts'
import type { Explanation } from '../types/index.ts'
import { clockEvidence } from './clock.ts'
import { type DiagnosticContext, type DiscoveryInfo, durationText, timeText } from './diagnostic-context.ts'
import { loginRemedies, quoted } from './remedies.ts'

/** What the platform said, where it said something. */
export interface Words {
  readonly detail: string
  readonly isHtml: boolean
}

/**
 * Looks for the fault; undefined where the token looks right.
 *
 * @param words - What the platform said to it.
 */
export async function explainToken(
  context: DiagnosticContext,
  words: Words,
): Promise<Explanation | undefined> {
  const discovery = await context.discovery()
  const evidence = [...tokenEvidence(context), ...discoveryEvidence(discovery)]
  const login = loginRemedies(context, discovery)
  const found = (
    cause: string,
    confidence: Explanation['confidence'],
    summary: string,
    remedies: string[] = login,
    more: string[] = [],
  ): Explanation => ({ cause, confidence, summary, evidence: [...more, ...evidence], remedies })

  if (context.token === undefined) return withoutToken(context, discovery, login, evidence)
  if (/not configured/i.test(words.detail) && /bearer/i.test(words.detail)) {
    return found(
      'bearer-not-configured',
      'certain',
      'The platform wants a login, but knows no way to verify a token.',
      [
        'Set auth.oidc in the platform config (or auth.allow_unsigned_jwt: true for local development), and restart the platform',
      ],
    )
  }
  if (
    /unsigned/i.test(words.detail) ||
    (context.isUnsigned && discovery?.hasProvider && !words.isHtml && UNSIGNED_IS_OUT.test(words.detail))
  ) {
    const summary = isLegacyKey(context)
      ? 'The stored credential is an e-mail address of an old config, and the platform takes tokens of its identity provider only.'
      : 'The platform takes no unsigned tokens: it wants one of its identity provider.'
    return found('unsigned-token-rejected', 'certain', summary, [
      ...login,
      'Set auth.allow_unsigned_jwt: true in the platform config (local development only)',
    ])
  }
  if (/\s/.test(context.token)) {
    return found('malformed-token', 'certain', 'The token has a blank or a line break in it.', [
      'Cut the blanks off, for instance: NMP_ACCESS_TOKEN="$(tr -d \'[:space:]\' < token.txt)"',
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
        ['Check the base URL: nemo config view', ...login],
      )
    }
    if (issuer !== undefined && discovery.issuer !== undefined && issuer !== discovery.issuer) {
      const isSlash = issuer.replace(/\/$/, '') === discovery.issuer.replace(/\/$/, '')
      return found(
        'issuer-mismatch',
        isSlash ? 'likely' : 'certain',
        `The token was issued by ${issuer}, and the platform trusts ${discovery.issuer}.`,
        [
          ...login,
          `Set auth.oidc.issuer to ${quoted(issuer)} in the platform config, if that is the right identity provider`,
        ],
      )
    }
  }
  if (expiry !== undefined && expiry <= now + DATE_LAG) {
    const summary = `The token ended at ${timeText(expiry)}, ${durationText((now - expiry) * 1000)} ago by the platform's clock.`
    return found('expired-token', 'certain', summary, [...clockRemedies(context), ...login], skew)
  }
  for (const name of ['iat', 'nbf'] as const) {
    const start = context.time(name)
    if (start === undefined || start <= now + DATE_LAG) continue
    const summary = `The token is valid from ${timeText(start)} on (\`${name}\`), ${durationText((start - now) * 1000)} from now by the platform's clock, which allows no leeway.`
    const remedies = ['Set the clock of the machine that made the token: timedatectl set-ntp true', ...login]
    return found('not-yet-valid', 'certain', summary, remedies, skew)
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
      context.text('nmp_token_type') === 'access_key' ? 'access-key-inactive' : 'platform-token-rejected',
      'likely',
      'The token is an access key that has not ended: it was suspended or revoked, or belongs to another platform.',
      [
        `nemo auth access-keys list (is ${context.text('jti') ?? 'the key'} among them, and is it active?)`,
        `nemo auth access-keys unsuspend ${context.text('jti') ?? '<jti>'}`,
        'nemo auth access-keys create --name <name>',
      ],
    )
  }
  if (discovery?.hasProvider && !context.isUnsigned) {
    const audiences = audiencesOf(context)
    if (discovery.clientId !== undefined && !audiences.includes(discovery.clientId)) {
      return found(
        'audience-mismatch',
        'likely',
        `The token is for ${audiences.join(', ') || 'nobody in particular'} (\`aud\`), not for ${discovery.clientId}.`,
        [
          `Compare auth.oidc.audience in the platform config with the token's \`aud\`: ${audiences.join(', ') || 'none'}`,
          ...login,
        ],
        ['discovery does not tell the audience that the platform expects; its client id is the usual one'],
      )
    }
  }
  return undefined
}

/** Where a token comes from, in words. */
export const SOURCES: Readonly<Record<string, string>> = {
  none: 'nowhere',
  argument: '`accessToken`',
  function: 'the `accessToken` function',
  environment: 'NMP_ACCESS_TOKEN',
  'workload-identity': 'the exchange for NMP_WORKLOAD_IDENTITY_TOKEN_FILE',
  file: 'the config file',
}

/** What the token says about itself. */
export function tokenEvidence(context: DiagnosticContext): string[] {
  const { status, token } = context
  const place = SOURCES[status?.source ?? 'none']
  if (token === undefined) {
    return context.tokenProblem === undefined
      ? ['no token is at hand']
      : [`no token could be had: ${context.tokenProblem}`]
  }
  if (context.claims === undefined) return [`the token from ${place} is no JWT`]
  const expiry = context.time('exp')
  const parts = [
    context.isUnsigned ? 'unsigned' : undefined,
    `of ${context.email ?? context.text('sub') ?? 'nobody'}`,
    context.text('iss') && `issued by ${context.text('iss')}`,
    expiry !== undefined && `ends at ${timeText(expiry)}`,
  ].filter(Boolean)
  return [`the token from ${place}: ${parts.join(', ')}`]
}

/** Audiences of the token. */
export function audiencesOf(context: DiagnosticContext): string[] {
  const audience: unknown = context.claims?.['aud']
  const list: unknown[] = Array.isArray(audience) ? audience : [audience]
  return list.filter((one): one is string => typeof one === 'string' && one !== '')
}

/** Whether the token is what an e-mail address of an old config was turned into: unsigned, and without an end. */
export function isLegacyKey(context: DiagnosticContext): boolean {
  return context.isUnsigned && context.time('exp') === undefined
}

const UNSIGNED_IS_OUT = /not accepted|signed/i

function withoutToken(
  context: DiagnosticContext,
  discovery: DiscoveryInfo | undefined,
  login: string[],
  evidence: string[],
): Explanation {
  const header = context.target.http.defaultHeaders['x-nmp-principal-id']
  if (header !== undefined) {
    return {
      cause: 'email-as-api-key',
      confidence: 'certain',
      summary:
        'A name was sent as X-NMP-Principal-Id in place of a token, and the platform does not take it for one.',
      evidence: ['the client has the default header X-NMP-Principal-Id', ...evidence],
      remedies: ['Leave X-NMP-Principal-Id out of `defaultHeaders`', ...login],
    }
  }
  if (context.tokenProblem !== undefined) {
    return {
      cause: 'no-token-to-be-had',
      confidence: 'certain',
      summary: 'There should be a token, but it could not be had.',
      evidence,
      remedies: login,
    }
  }
  const wants = discovery?.authEnabled === false ? '' : ', and the platform wants one'
  return {
    cause: 'missing-token',
    confidence: 'certain',
    summary: `No token was sent${wants}.`,
    evidence,
    remedies: login,
  }
}

function discoveryEvidence(discovery: DiscoveryInfo | undefined): string[] {
  if (discovery === undefined) return ['discovery gave no answer that makes sense']
  if (!discovery.authEnabled) return ['discovery says that authentication is off']
  if (!discovery.hasProvider) return ['discovery names no identity provider']
  return [
    `discovery names the issuer ${discovery.issuer ?? '(none)'} and the client id ${discovery.clientId ?? '(none)'}`,
  ]
}

function wrongClaims({ claims = {} }: DiagnosticContext): string[] {
  const isNumber = (name: string) => claims[name] === undefined || typeof claims[name] === 'number'
  return [
    ...['exp', 'iat', 'nbf'].filter((name) => !isNumber(name)),
    ...(typeof claims['sub'] === 'string' && claims['sub'] !== '' ? [] : ['sub']),
  ]
}

function clockRemedies({ clockOffset = 0 }: DiagnosticContext): string[] {
  return Math.abs(clockOffset) < CLOCK_FAULT
    ? []
    : ['Set the clock of this machine: timedatectl set-ntp true']
}
