/**
 * Decides where a refresh token may go. The platform names a token endpoint, but its word is not enough: whoever answers at a base
 * URL could collect refresh tokens. A token goes where its login came from, or where its own issuer says.
 */

import { type BearerField, directClient, keepsLoginsAt } from '../discovery-document.ts'
import { loadZod } from '../inlined/index.ts'
import { parseJson } from '../json.ts'
import { decodeToken, textClaim } from '../jwt/decode-token.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { Discovery, PlainFetch } from './discovery.ts'
import { isOwnPlainHttp, plainBrokerWarning } from './plain-broker.ts'
import type { LoginFacts, ProviderPin } from './provider-pin.ts'
import {
  brokerGoneError,
  insecureEndpointError,
  issuerUnreachableError,
  noDirectClientError,
  providerChangedError,
  unreachableError,
} from './refresh-errors.ts'
import { limitRunningTime } from './running-time.ts'
import { isSafeEndpoint } from './safe-endpoint.ts'

/** Longest wait for an issuer's own document, in ms. */
const TIMEOUT = 10_000

/** Where a refresh token goes. */
export type RefreshEndpoint =
  | {
      readonly kind: 'oauth'
      readonly url: string
      readonly clientId: string
      readonly bearerField: BearerField
    }
  | { readonly kind: 'broker'; readonly url: string; readonly mayBeInsecure: boolean }

/** Why a refresh token goes nowhere. */
export interface NoEndpoint {
  readonly kind: 'none'
  /** Whether it is because the base URL leads to another platform than the login's. */
  readonly isForeign: boolean
}

/** What the decision is made of. */
export interface EndpointQuestion {
  readonly accessToken: string
  readonly facts: LoginFacts
  /** Whether the platform is on another origin than the context's cluster. */
  readonly isForeignOrigin: boolean
  readonly baseURL: string
  readonly discovery: Discovery
  readonly fetch: PlainFetch
  readonly warn: (message: string) => void
}

/**
 * Finds the endpoint.
 *
 * @throws AuthError where there should be one, and there is not, or the token may not go there.
 */
export async function findRefreshEndpoint(question: EndpointQuestion): Promise<RefreshEndpoint | NoEndpoint> {
  const { facts, isForeignOrigin, accessToken } = question
  if (facts.brokerURL !== undefined) return findBroker(facts.brokerURL, question)
  const named = await askPlatform(question.discovery)
  if (named === undefined) return { kind: 'none', isForeign: false }
  const issuer = textClaim(decodeToken(accessToken)?.claims ?? {}, 'iss')
  const pin = pinOf(facts, issuer)
  if (isForeignOrigin) {
    const url =
      issuer === undefined ? undefined : (pin?.tokenEndpoint ?? (await askIssuer(issuer, question)).url)
    if (url === undefined) return { kind: 'none', isForeign: true }
    const { clientId, bearerField } = named
    return { kind: 'oauth', url: safe(url), clientId: pin?.clientId ?? clientId, bearerField }
  }
  const url = safe(named.url)
  await (pin === undefined ? assertIssuers(url, issuer, question) : assertPinned(url, pin, question))
  return { kind: 'oauth', url, clientId: named.clientId, bearerField: named.bearerField }
}

/** The pin, unless another program has logged in elsewhere since it was noted. */
function pinOf({ pin }: LoginFacts, issuer: string | undefined): ProviderPin | undefined {
  return issuer === undefined || pin?.issuer === undefined || pin.issuer === issuer ? pin : undefined
}

/**
 * A login that the platform keeps is refreshed where it was made, as long as the platform says so. The login of another platform
 * than that of the base URL has nobody to ask.
 */
async function findBroker(url: string, question: EndpointQuestion): Promise<RefreshEndpoint> {
  const { isForeignOrigin, baseURL, discovery, warn } = question
  // What is no place on the web is named by no platform.
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw brokerGoneError(url)
  const mayBeInsecure = isOwnPlainHttp(url, baseURL)
  if (!isSafeEndpoint(url) && !mayBeInsecure) throw insecureEndpointError(url)
  if (!isForeignOrigin) {
    let document = await discovery.get()
    if (!keepsLoginsAt(document, url)) document = await discovery.renew()
    if (document === undefined) throw silentPlatformError()
    if (!keepsLoginsAt(document, url)) throw brokerGoneError(url)
  }
  if (mayBeInsecure) warn(plainBrokerWarning(url))
  return { kind: 'broker', url, mayBeInsecure }
}

function silentPlatformError() {
  return unreachableError('The platform does not answer at /apis/auth/discovery.')
}

interface NamedEndpoint {
  readonly url: string
  readonly clientId: string
  readonly bearerField: BearerField
}

/** What the platform names; undefined where it has no identity provider at all. */
async function askPlatform(discovery: Discovery): Promise<NamedEndpoint | undefined> {
  let document = await discovery.get()
  // The platform leaves the endpoint out while it cannot reach the identity provider.
  if (document === undefined || (document.provider && !directClient(document.provider)?.tokenEndpoint))
    document = await discovery.renew()
  if (document === undefined) throw silentPlatformError()
  const { provider } = document
  if (provider === undefined) return undefined
  const client = directClient(provider)
  if (client === undefined) throw noDirectClientError(provider.problem)
  const { tokenEndpoint, clientId, bearerField } = client
  if (tokenEndpoint === undefined || clientId === undefined)
    throw unreachableError('The platform names no token endpoint: it cannot reach the identity provider.')
  return { url: tokenEndpoint, clientId, bearerField }
}

/** A login of ours stays where it came from, unless its issuer itself has moved. */
async function assertPinned(url: string, pin: ProviderPin, question: EndpointQuestion): Promise<void> {
  if (url === pin.tokenEndpoint) return
  const own = pin.issuer === undefined ? undefined : await askIssuer(pin.issuer, question)
  if (own?.url !== url) throw providerChangedError(url, pin.tokenEndpoint)
}

/**
 * A login of another program may have come from any endpoint. The platform's own origin is what the login was made for, and
 * whoever has the issuer's origin has its tokens anyway; anything else has to stand in the issuer's own document.
 */
async function assertIssuers(
  url: string,
  issuer: string | undefined,
  question: EndpointQuestion,
): Promise<void> {
  // What is no URL cannot be asked, and what anybody on the way can answer for proves nothing.
  if (issuer === undefined || !isSafeEndpoint(issuer)) return
  const { origin } = new URL(url)
  if (origin === new URL(issuer).origin || origin === new URL(question.baseURL).origin) return
  const own = await askIssuer(issuer, question)
  if (own.url === undefined) throw issuerUnreachableError(issuer, own.problem)
  if (new URL(own.url).origin !== origin) throw providerChangedError(url, own.url)
}

/** The token endpoint that an issuer itself publishes (OpenID Connect Discovery). */
async function askIssuer(
  issuer: string,
  { fetch }: EndpointQuestion,
): Promise<{ url: string; problem?: never } | { url?: never; problem: string }> {
  const url = `${withoutTrailingSlashes(issuer)}/.well-known/openid-configuration`
  if (!isSafeEndpoint(url)) return { problem: 'it is neither https nor on this machine' }
  const limit = limitRunningTime(TIMEOUT)
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal: limit.signal })
    const parsed = documentSchema().safeParse(response.ok ? parseJson(await response.text()) : undefined)
    if (!parsed.success) return { problem: `${url} (status ${response.status}) is no document of an issuer` }
    const { issuer: named, token_endpoint: endpoint } = parsed.data
    // Whoever shows somebody else's document is not that issuer.
    if (withoutSlash(named) !== withoutSlash(issuer)) return { problem: `${url} is about another issuer` }
    return isSafeEndpoint(endpoint)
      ? { url: endpoint }
      : { problem: `${endpoint} is neither https nor local` }
  } catch {
    return { problem: `${url} does not answer` }
  } finally {
    limit.end()
  }
}

function safe(url: string): string {
  if (!isSafeEndpoint(url)) throw insecureEndpointError(url)
  return url
}

function withoutSlash(url: string): string {
  return withoutTrailingSlashes(url)
}

function documentSchema() {
  const z = loadZod()
  return z.looseObject({ issuer: z.string(), token_endpoint: z.string() })
}
