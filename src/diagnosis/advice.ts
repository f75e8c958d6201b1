/** Remedies that depend on the token at hand and on what discovery says. */

import { textClaim } from '../jwt/decode-token.ts'
import { type LoginDetails, logIn, logInWithScopes, type Remedy, replaceToken } from '../remedies/index.ts'
import type { DiagnosticContext, DiscoveryInfo } from './diagnostic-context.ts'

/** The ways to a token that this platform accepts. */
export function loginAdvice(
  context: DiagnosticContext,
  discovery: DiscoveryInfo | undefined,
): readonly Remedy[] {
  return replaceToken(context.status?.source, loginDetails(context, discovery), context.status?.variable)
}

/** A login that this platform accepts: an unsigned one where it has no identity provider. */
function loginDetails(context: DiagnosticContext, discovery: DiscoveryInfo | undefined): LoginDetails {
  const isUnsigned = discovery !== undefined && !discovery.hasProvider
  return isUnsigned ? { unsigned: true, email: context.email } : {}
}

/** A login that asks for more scopes. An unsigned one asks for none, which is no restriction. */
export function scopeAdvice(
  context: DiagnosticContext,
  needed: readonly string[],
  discovery: DiscoveryInfo | undefined,
): readonly Remedy[] {
  if (context.isUnsigned && discovery?.hasProvider === false) return [logIn(loginDetails(context, discovery))]
  const scopes = new Set([...(context.shortScopes ?? []), needed[0] ?? 'platform:write'])
  const isStored = context.status?.source === 'file'
  return [
    logInWithScopes([...scopes]),
    ...(isStored ? [] : [{ text: 'Use that login, or pass a token that has these scopes' }]),
    ...(discovery?.scopePrefix === undefined
      ? []
      : [{ text: `At the identity provider the scope is called ${discovery.scopePrefix}${needed[0]}` }]),
  ]
}

/** Whom role bindings name: the e-mail address, else the subject; undefined where the token tells neither. */
export function principalOf(context: DiagnosticContext): string | undefined {
  return context.email ?? (context.claims && textClaim(context.claims, 'sub'))
}
