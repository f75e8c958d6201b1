/** What the scopes of a token lack. */

import { restrictingScopes, scopesAllow, unknownScopes, withoutScopePrefix } from '../access/index.ts'
import { logIn, platformConfig } from '../remedies/index.ts'
import { scopeAdvice } from './advice.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'
import { tokenEvidence } from './token-evidence.ts'

/** What the token's scopes lack for an operation; undefined where they suffice. */
export async function findScopeFault(
  context: DiagnosticContext,
  needed: readonly string[],
): Promise<Finding | undefined> {
  const all = (await context.whoami())?.scopes ?? context.shortScopes
  const hasNewRules = await context.hasNewScopeRules()
  if (!hasNewRules && dottedScopes(context).length > 0) return dottedScopeFault(context)
  const passedOver = hasNewRules ? unknownScopes(all) : []
  const seen = all?.filter((scope) => !passedOver.includes(scope))
  if (scopesAllow(seen, needed)) return undefined
  const held = restrictingScopes(seen)
  const discovery = await context.discovery()
  const prefix = discovery?.scopePrefix
  const evidence = [
    `the token's scopes, as the platform sees them: ${held.join(' ')}`,
    `the operation needs one of: ${needed.join(' ')}`,
    ...(passedOver.length === 0
      ? []
      : [`the platform has no ${passedOver.join(' ')}, and passes over them: they restrict nothing`]),
  ]
  const leftOver = held.filter((scope) => needed.includes(withoutScopePrefix(scope)))
  const [first] = leftOver
  if (first !== undefined) {
    const leading = first.slice(0, first.lastIndexOf('/') + 1)
    const inToken = context.scopes?.find((scope) => scope.endsWith(first)) ?? first
    const whole = inToken.slice(0, inToken.lastIndexOf('/') + 1)
    return {
      cause: 'scope-prefix',
      confidence: 'certain',
      summary: `The platform did not take the prefix '${whole}' off the token's scopes: '${leading}' is left over.`,
      evidence: [
        ...evidence,
        `discovery names the prefix ${prefix === undefined ? '(none)' : `'${prefix}'`}`,
      ],
      advice: [
        platformConfig(
          'auth.oidc.scope_prefix',
          `"${whole}"`,
          'with the slash at its end, and restart the platform',
        ),
        { text: 'Until then, use a token without scopes that hold a colon' },
      ],
    }
  }
  return {
    cause: 'missing-scope',
    confidence: 'certain',
    summary: `The token lacks the scope ${needed.join(' or ')}${writesOnly(held, needed) ? ': writing does not include reading' : ''}.`,
    evidence,
    advice: scopeAdvice(context, needed, discovery),
  }
}

/** A scope with dots, for which platforms of 0.6 refuse every call, the administrator's too. */
export function dottedScopeFault(context: DiagnosticContext): Finding {
  return {
    cause: 'scope-syntax',
    confidence: 'certain',
    summary: `The token has a scope that is written like a permission, with dots: ${dottedScopes(context).join(', ') || 'see the answer'}.`,
    evidence: tokenEvidence(context),
    advice: [
      logIn({ scopes: ['platform:read', 'platform:write'] }),
      { text: 'Rename the scope at the identity provider: it needs a colon' },
    ],
  }
}

/** Scopes of the token that platforms of 0.6 take for permissions. */
export function dottedScopes({ scopes }: DiagnosticContext): string[] {
  return (scopes ?? []).filter((scope) => scope.includes('.') && !scope.includes(':'))
}

function writesOnly(held: readonly string[], needed: readonly string[]): boolean {
  return (
    needed.every((scope) => scope.endsWith(':read')) &&
    held.some((scope) => needed.includes(scope.replace(/:write$/, ':read')))
  )
}
