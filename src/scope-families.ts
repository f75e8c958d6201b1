/** What scopes are about, and which of them a platform knows. */

import { DESCRIBED_FAMILIES, PLUGIN_FAMILIES } from './scope-families.generated.ts'

/** Scopes of a token that the platform looks at: those with a colon, as it names them. */
export function restrictingScopes(scopes: readonly string[] | undefined): string[] {
  return (scopes ?? []).filter((scope) => scope.includes(':'))
}

/**
 * Scopes that are about nothing that the platform is known to have. Up to 0.6 they restrict like any other, and open nothing; from
 * 0.7 on they do not restrict: a token with a misspelt scope may do everything.
 */
export function unknownScopes(scopes: readonly string[] | undefined): string[] {
  return restrictingScopes(scopes).filter((scope) => !isOfPlatform(scope) && !FAMILIES.has(familyOf(scope)))
}

/** Scopes that are written like a permission: `secrets.read`. Those of other APIs, such as `User.Read`, look otherwise. */
export function permissionLikeScopes(scopes: readonly string[] | undefined): string[] {
  return (scopes ?? []).filter((scope) => /^[a-z][a-z_-]*(?:\.[a-z_-]+)+$/.test(scope))
}

/** A scope without what a provider may put before the platform's: `api://nemo/platform:read` is `platform:read`. */
export function withoutScopePrefix(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1)
}

/** Whether a scope is one for all of the API. */
export function isOfPlatform(scope: string): boolean {
  return scope.startsWith('platform:')
}

function familyOf(scope: string): string {
  const short = withoutScopePrefix(scope)
  return short.slice(0, short.indexOf(':'))
}

/** Whether scopes are about a plugin. */
export function isPluginFamily(family: string): boolean {
  return PLUGIN_FAMILIES.includes(family)
}

/** The parts of the API, the plugins, and those whose operations are not described. */
const FAMILIES: ReadonlySet<string> = new Set([
  ...DESCRIBED_FAMILIES,
  ...PLUGIN_FAMILIES,
  'deployments',
  'hello-world',
  'studio',
])
