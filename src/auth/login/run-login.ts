/** Logs in, and stores the login in the config file that the Python tools share. */

import {
  type DiscoveryDocument,
  type IdentityProvider,
  type OidcClient,
  selectClient,
} from '../../discovery-document.ts'
import { AuthError } from '../../errors/index.ts'
import type { Generation } from '../../generations.ts'
import type { Fetch } from '../../http/transport/fetch-transport.ts'
import { decodeToken, emailOf, principalOf, textClaim } from '../../jwt/decode-token.ts'
import { createUnsignedToken } from '../../jwt/unsigned-token.ts'
import { logIn, platformConfig, serveHttps } from '../../remedies/index.ts'
import type { PlainFetch } from '../discovery.ts'
import { endOf, lifetimeOf } from '../lifetime.ts'
import { isOwnPlainHttp, plainBrokerWarning } from '../plain-broker.ts'
import type { ProviderPin } from '../provider-pin.ts'
import { isSafeEndpoint } from '../safe-endpoint.ts'
import { requestGrant, type TokenAnswer, type TokenEndpoint, TokenRequestError } from '../token-request.ts'
import { isUnsignedToken } from '../unsigned-renewal.ts'
import { brokerLogin } from './broker.ts'
import { deviceLogin } from './device.ts'
import { discover } from './discover.ts'
import {
  type BrowserLoginOptions,
  checkLoginOptions,
  type DeviceLoginOptions,
  type LoginOptions,
  type LoginResult,
  type PasswordLoginOptions,
  type UnsignedLoginOptions,
} from './login-options.ts'
import {
  brokeredOnlyError,
  loginRefusedError,
  missingScopesError,
  noDeviceEndpointError,
  noTokenEndpointError,
  type ProviderContext,
} from './provider-errors.ts'
import { grantedScopes, missingScopes, normalPrefix, planScopes } from './scopes.ts'
import {
  assertStorable,
  findTarget,
  type LoginTarget,
  placeLogin,
  storeLogin,
  warningOf,
  warnOfUnknownScopes,
} from './target.ts'

/** What a login sends through. */
export interface LoginNetwork {
  /** To the platform. */
  readonly platform: PlainFetch
  /** To the identity provider, which may have a public certificate where the platform has a private one. */
  readonly provider: PlainFetch
  close(): void
}

/** Opens what a login sends through. */
export type OpenNetwork = (settings: {
  /** Path of a PEM file. */
  certificateAuthority: string | undefined
  fetch: Fetch | undefined
}) => LoginNetwork

/** Logs in. Nothing is stored unless all of it worked. */
export async function runLogin(options: LoginOptions, openNetwork: OpenNetwork): Promise<LoginResult> {
  checkLoginOptions(options)
  const { signal } = options
  let network: LoginNetwork | undefined
  let isStoring = false
  try {
    signal?.throwIfAborted()
    const target = await findTarget(options)
    const { certificateAuthority } = target
    network = openNetwork({ certificateAuthority, fetch: options.fetch })
    const login =
      options.method === 'unsigned'
        ? await unsignedLogin(options, target, network)
        : await providerLogin(options, target, network)
    signal?.throwIfAborted()
    await warnOfUnknownScopes(target, options, login, network.platform)
    isStoring = true
    const place = await placeLogin(target, options, login.generation, network.platform)
    await storeLogin(place, options, login)
    return resultOf(login, options, place)
  } catch (error) {
    if (!signal?.aborted || isStoring) throw error
    throw new AuthError('aborted', 'The login was aborted; nothing was stored.', { cause: signal.reason })
  } finally {
    network?.close()
  }
}

/** Tokens of a login that is not stored yet. */
interface Login {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** By what came with the token, in ms since 1970. */
  readonly endsAt: number | undefined
  readonly scopes: readonly string[] | undefined
  readonly authEnabled: boolean | undefined
  /** Who gave them; undefined for tokens that nobody gave. */
  readonly pin: ProviderPin | undefined
  /** Where the platform keeps the login; undefined where it does not. */
  readonly brokerURL: string | undefined
  /** Whose tools are to find the login, where there is no config file yet. */
  readonly generation: Generation | undefined
}

type PersonalLoginOptions = DeviceLoginOptions | BrowserLoginOptions | PasswordLoginOptions

async function providerLogin(
  options: PersonalLoginOptions,
  target: LoginTarget,
  network: LoginNetwork,
): Promise<Login> {
  const { baseURL, contextName, location } = target
  options.onStart?.({ baseURL, contextName, configPath: location.path })
  const document = await discover(baseURL, network.platform, options.signal)
  const { provider, client } = clientOf(document, options)
  const { generation } = document
  if (client.broker !== undefined) {
    if (options.method !== 'browser') throw brokeredOnlyError(options.method)
    return { ...(await brokeredLogin(client, provider, options, target, network)), generation }
  }
  const { issuer } = provider
  const method = options.method === 'password' ? 'password' : 'device'
  const { clientId, tokenEndpoint, deviceEndpoint } = endpointsOf(client, issuer, method)
  const scopes = planScopes(options.scope, client)
  await options.onDiscovery?.({ baseURL, issuer, clientId, scopes })
  await assertStorable(target, options)
  const { configKey } = client
  const context = { issuer, clientId, configKey, scopes: scopes.map(({ requested }) => requested) }
  const fetch = network.provider
  const { bearerField } = client
  const answer =
    options.method === 'password'
      ? await passwordLogin(
          { ...context, step: 'password' },
          { url: tokenEndpoint, clientId, fetch, bearerField },
          options,
        )
      : await deviceLogin({ ...context, deviceEndpoint, tokenEndpoint, client, fetch }, options)
  const prefix = normalPrefix(client.scopePrefix)
  const { accessToken } = answer
  const granted = grantedScopes(answer, bearerField, prefix)
  const tellsNoScopes = bearerField === 'id_token' || decodeToken(accessToken) === undefined
  const missing = missingScopes(scopes, granted, tellsNoScopes, prefix)
  if (missing.length > 0) throw missingScopesError(missing, issuer)
  // Some platforms call their provider by another name than its tokens do.
  const pin = {
    issuer: textClaim(decodeToken(accessToken)?.claims ?? {}, 'iss') ?? issuer,
    tokenEndpoint,
    clientId,
  }
  const endsAt = endOf(answer, Date.now())
  return { ...answer, endsAt, scopes: granted, authEnabled: true, pin, brokerURL: undefined, generation }
}

/** Logs in at the platform, which keeps the login. */
async function brokeredLogin(
  client: OidcClient,
  { issuer }: IdentityProvider,
  options: BrowserLoginOptions,
  target: LoginTarget,
  network: LoginNetwork,
): Promise<Omit<Login, 'generation'>> {
  const { broker, clientId = '', configKey } = client
  if (broker === undefined) throw new Error('this client does not log in at the platform')
  const { baseURL } = target
  const urls = [broker.startEndpoint, broker.tokenEndpoint]
  const insecure = urls.find((url) => !isSafeEndpoint(url) && !isOwnPlainHttp(url, baseURL))
  if (insecure !== undefined) throw insecureEndpoint(insecure)
  const mayBeInsecure = urls.some((url) => !isSafeEndpoint(url))
  if (mayBeInsecure) warningOf(options)(plainBrokerWarning(broker.tokenEndpoint))
  await options.onDiscovery?.({ baseURL, issuer, clientId, scopes: [] })
  await assertStorable(target, options)
  const grant = { ...broker, mayBeInsecure, issuer, clientId, configKey, scopes: [], fetch: network.platform }
  const answer = await brokerLogin(grant, options)
  return {
    ...answer,
    endsAt: endOf(answer, Date.now()),
    scopes: grantedScopes(answer, client.bearerField, normalPrefix(client.scopePrefix)),
    authEnabled: true,
    pin: undefined,
    brokerURL: broker.tokenEndpoint,
  }
}

/** By which client to log in; complains of a platform that has none. */
function clientOf(
  { authEnabled, provider }: DiscoveryDocument,
  { oidcClient }: PersonalLoginOptions,
): { provider: IdentityProvider; client: OidcClient } {
  if (!authEnabled) {
    throw new AuthError(
      'auth-disabled',
      'Authentication is not enabled on this cluster: the API takes requests without it.',
    )
  }
  if (provider === undefined) throw noTokenEndpointError(undefined)
  const client = selectClient(provider, oidcClient)
  if (typeof client !== 'string') return { provider, client }
  const remedies = [platformConfig('auth.oidc')]
  throw new AuthError(oidcClient === undefined ? 'discovery-failed' : 'no-client-id', client, { remedies })
}

/** Where to log in at the provider; complains of what the platform does not name. */
function endpointsOf(
  { clientId, configKey, tokenEndpoint, deviceEndpoint = '' }: OidcClient,
  issuer: string | undefined,
  method: 'device' | 'password',
) {
  if (tokenEndpoint === undefined) throw noTokenEndpointError(issuer)
  if (clientId === undefined) {
    const remedies = [platformConfig(`${configKey}.client_id`)]
    throw new AuthError('no-client-id', 'The platform names no OIDC client ID to log in with.', { remedies })
  }
  if (method === 'device' && deviceEndpoint === '') throw noDeviceEndpointError(issuer)
  for (const url of method === 'device' ? [tokenEndpoint, deviceEndpoint] : [tokenEndpoint])
    if (!isSafeEndpoint(url)) throw insecureEndpoint(url)
  return { clientId, tokenEndpoint, deviceEndpoint }
}

function insecureEndpoint(url: string): AuthError {
  const remedies = [serveHttps('passwords and tokens are')]
  return new AuthError('insecure-endpoint', `${url} is neither https nor on this machine.`, { remedies })
}

async function passwordLogin(
  context: ProviderContext,
  endpoint: TokenEndpoint,
  { username, password, signal }: PasswordLoginOptions,
): Promise<TokenAnswer> {
  const parameters = { username, password, scope: context.scopes.join(' ') }
  try {
    return await requestGrant(endpoint, 'password', parameters, [password], signal)
  } catch (error) {
    throw error instanceof TokenRequestError ? loginRefusedError(error, context) : error
  }
}

async function unsignedLogin(
  options: UnsignedLoginOptions,
  target: LoginTarget,
  network: LoginNetwork,
): Promise<Login> {
  const { email, principal, groups, scopes, expiresIn, audience, issuer } = options
  const document = await discover(target.baseURL, network.platform, options.signal).catch(
    (error: unknown) => {
      // A platform that is not up yet takes the token later.
      if (error instanceof AuthError && !options.signal?.aborted) return undefined
      throw error
    },
  )
  if (document !== undefined && hasLogin(document)) {
    const problem = 'Cluster has OIDC authentication configured: it takes no unsigned tokens.'
    throw new AuthError('provider-configured', problem, { remedies: [logIn()] })
  }
  const accessToken = createUnsignedToken({
    email,
    principal,
    groups,
    scopes,
    expiresIn,
    audience,
    issuer,
  })
  return {
    accessToken,
    refreshToken: undefined,
    endsAt: undefined,
    scopes: scopes?.length ? scopes : undefined,
    authEnabled: document?.authEnabled,
    pin: undefined,
    brokerURL: undefined,
    generation: document?.generation,
  }
}

/** Whether one can log in at an identity provider, as far as the platform reaches it. */
function hasLogin({ provider }: DiscoveryDocument): boolean {
  const clients = provider?.clients ?? []
  return clients.some(
    ({ broker, clientId, tokenEndpoint }) =>
      broker !== undefined || (clientId !== undefined && tokenEndpoint !== undefined),
  )
}

function resultOf(login: Login, { method }: LoginOptions, target: LoginTarget): LoginResult {
  const { accessToken, refreshToken, scopes, authEnabled } = login
  const { contextName, baseURL, location, overriddenBy } = target
  const claims = decodeToken(accessToken)?.claims ?? {}
  const { endsAt } = lifetimeOf(accessToken, { endsAt: login.endsAt })
  return {
    method,
    principal: principalOf(claims),
    email: emailOf(claims) ?? textClaim(claims, 'preferred_username'),
    scopes,
    refreshable: refreshToken !== undefined || isUnsignedToken(accessToken),
    hasRefreshToken: refreshToken !== undefined,
    expiresAt: endsAt === undefined ? undefined : new Date(endsAt),
    baseURL,
    contextName,
    configPath: location.path,
    authEnabled,
    overriddenBy,
  }
}
