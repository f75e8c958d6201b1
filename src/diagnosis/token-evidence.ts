/** What the token at hand says about itself, and how the clocks differ by which its times are judged: lines of evidence. */

import { CLOCK_TOLERANCE } from '../jwt/clock-tolerance.ts'
import type { AuthStatus } from '../types/index.ts'
import { type DiagnosticContext, durationText, timeText } from './diagnostic-context.ts'

/** Where a token comes from, in words. */
export function sourceText(status: Pick<AuthStatus, 'source' | 'variable'> | undefined): string {
  switch (status?.source) {
    case undefined:
    case 'none':
      return 'nowhere'
    case 'argument':
      return '`accessToken`'
    case 'function':
      return 'the `accessToken` function'
    case 'environment':
      return String(status.variable)
    case 'workload-identity':
      return `the exchange for ${status.variable}`
    case 'file':
      return 'the config file'
  }
}

/** What the token says about itself. */
export function tokenEvidence(context: DiagnosticContext): string[] {
  const { status, token } = context
  const place = sourceText(status)
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

/** A line where the clocks of machine and platform differ; none where they agree, or the platform told no time. */
export function clockEvidence({ clockOffset }: DiagnosticContext): string[] {
  if (clockOffset === undefined || Math.abs(clockOffset) < CLOCK_TOLERANCE) return []
  const direction = clockOffset > 0 ? 'behind' : 'ahead of'
  return [`the clock of this machine is ${durationText(clockOffset)} ${direction} the platform's`]
}
