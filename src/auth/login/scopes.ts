/** Scopes: which ones a login asks for, how the identity provider calls them, and whether it gave them. */

import type { BearerField, OidcClient } from '../../discovery-document.ts'
import { decodeToken, scopesOf } from '../../jwt/decode-token.ts'
import type { TokenAnswer } from '../token-request.ts'

/** A scope of the platform: an area, and what may be done there. Those of others, URIs among them, the provider may leave out. */
const PLATFORM_SCOPE = /^[\w.-]+:[\w.*-]+$/
const DEFAULT_SCOPES = 'openid profile email offline_access'

/** A scope by its own name, and with the prefix that the identity provider wants. */
export interface RequestedScope {
  readonly name: string
  readonly requested: string
}

/**
 * The scopes of a login: the default ones, or, where some are wanted, those in place of the platform's own among them.
 *
 * @param wanted - Scopes, each text perhaps several.
 * @param client - Tells default scopes and prefix.
 */
export function planScopes(
  wanted: string | readonly string[] | undefined,
  client: Pick<OidcClient, 'defaultScopes' | 'scopePrefix'>,
): RequestedScope[] {
  const defaults = wordsOf(client.defaultScopes ?? DEFAULT_SCOPES)
  const asked = wordsOf(wanted ?? [])
  const names = asked.length === 0 ? defaults : [...defaults.filter((name) => !name.includes(':')), ...asked]
  const prefix = normalPrefix(client.scopePrefix)
  return [...new Set(names)].map((name) => ({ name, requested: withPrefix(name, prefix) }))
}

/** Whether a scope looks like one of the platform's: {@link PLATFORM_SCOPE}. */
export function isPlatformScope(name: string): boolean {
  return PLATFORM_SCOPE.test(name)
}

/** A prefix ends in a slash, also where the platform's config forgot it. */
export function normalPrefix(prefix: string | undefined): string {
  return !prefix || prefix.endsWith('/') ? (prefix ?? '') : `${prefix}/`
}

/** A scope without the prefix. */
function shortScope(scope: string, prefix: string): string {
  return prefix !== '' && scope.startsWith(prefix) ? scope.slice(prefix.length) : scope
}

/** Scopes that were granted, without prefix; undefined where nothing tells: an ID token has none. */
export function grantedScopes(
  { accessToken, scope: answered }: Pick<TokenAnswer, 'accessToken' | 'scope'>,
  bearerField: BearerField,
  prefix: string,
): string[] | undefined {
  const claims = bearerField === 'id_token' ? undefined : decodeToken(accessToken)?.claims
  const scopes =
    claims === undefined ? answered?.split(/\s+/).filter((scope) => scope !== '') : scopesOf(claims)
  return scopes?.map((scope) => shortScope(scope, prefix))
}

/**
 * Scopes of the platform that were asked for and not given. Those of OpenID are no matter: many providers leave them out
 * of access tokens. An opaque token without a word about scopes has what was asked for (RFC 6749, section 5.1).
 */
export function missingScopes(
  requested: readonly RequestedScope[],
  granted: readonly string[] | undefined,
  isOpaque: boolean,
  prefix: string,
): string[] {
  if (granted === undefined && isOpaque) return []
  return requested
    .map(({ name }) => name)
    .filter((name) => isPlatformScope(name) && !granted?.includes(shortScope(name, prefix)))
}

function wordsOf(scopes: string | readonly string[]): string[] {
  return [scopes].flat().flatMap((text) => text.split(/\s+/).filter((word) => word !== ''))
}

/** The platform's scopes get the prefix, those of OpenID do not; neither do scopes that are whole URIs already. */
function withPrefix(name: string, prefix: string): string {
  const isPlatforms = (name.includes(':') || name.endsWith('.default')) && !name.includes('://')
  return isPlatforms ? `${prefix}${name}` : name
}
