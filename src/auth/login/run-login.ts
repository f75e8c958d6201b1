/** Logs in, and stores the login in the config file that the Python tools share. */

import { AuthError } from '../../errors/index.ts'
import type { Fetch } from '../../http/transport/fetch-transport.ts'
import { decodeToken, emailOf, principalOf, textClaim } from '../../jwt/decode-token.ts'
import { createUnsignedToken } from '../../jwt/unsigned-token.ts'
import { logIn, platformConfig, serveHttps } from '../../remedies/index.ts'
import type { DiscoveryDocument, PlainFetch } from '../discovery.ts'
import { lifetimeOf } from '../lifetime.ts'
import type { ProviderPin } from '../provider-pin.ts'
import { isSafeEndpoint, requestGrant, type TokenAnswer, TokenRequestError } from '../token-request.ts'
import { isUnsignedToken } from '../unsigned-renewal.ts'
import { deviceLogin } from './device.ts'
import { discover } from './discover.ts'
import {
  checkLoginOptions,
  type DeviceLoginOptions,
  type LoginOptions,
  type LoginResult,
  type PasswordLoginOptions,
  type UnsignedLoginOptions,
} from './login-options.ts'
import {
  loginRefusedError,
  missingScopesError,
  noDeviceEndpointError,
  noTokenEndpointError,
  type ProviderContext,
} from './provider-errors.ts'
import { grantedScopes, missingScopes, normalPrefix, planScopes } from './scopes.ts'
import { assertStorable, findTarget, type LoginTarget, storeLogin } from './target.ts'

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
    isStoring = true
    await storeLogin(target, options, login)
    return resultOf(login, options, target)
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
  readonly expiresIn: number | undefined
  readonly scopes: readonly string[] | undefined
  readonly authEnabled: boolean | undefined
  /** Who gave them; undefined for tokens that nobody gave. */
  readonly pin: ProviderPin | undefined
}

async function providerLogin(
  options: DeviceLoginOptions | PasswordLoginOptions,
  target: LoginTarget,
  network: LoginNetwork,
): Promise<Login> {
  const { baseURL, contextName, location } = target
  options.onStart?.({ baseURL, contextName, configPath: location.path })
  const document = await discover(baseURL, network.platform, options.signal)
  const { issuer, clientId, tokenEndpoint, deviceEndpoint } = endpointsOf(document, options.method)
  const scopes = planScopes(options.scope, document.oidc ?? {})
  await options.onDiscovery?.({ baseURL, issuer, clientId, scopes })
  await assertStorable(target, options)
  const context = { issuer, clientId, scopes: scopes.map(({ requested }) => requested) }
  const fetch = network.provider
  const answer =
    options.method === 'device'
      ? await deviceLogin({ ...context, deviceEndpoint, tokenEndpoint, fetch }, options)
      : await passwordLogin({ ...context, step: 'password' }, tokenEndpoint, fetch, options)
  const prefix = normalPrefix(document.oidc?.scope_prefix)
  const { accessToken } = answer
  const granted = grantedScopes(accessToken, answer.scope, prefix)
  const missing = missingScopes(scopes, granted, decodeToken(accessToken) === undefined, prefix)
  if (missing.length > 0) throw missingScopesError(missing, issuer)
  // Some platforms call their provider by another name than its tokens do.
  const pin = {
    issuer: textClaim(decodeToken(accessToken)?.claims ?? {}, 'iss') ?? issuer,
    tokenEndpoint,
    clientId,
  }
  return { ...answer, scopes: granted, authEnabled: true, pin }
}

/** Where to log in; complains of what the platform does not name. */
function endpointsOf({ auth_enabled: isOn, oidc }: DiscoveryDocument, method: 'device' | 'password') {
  if (!isOn) {
    throw new AuthError(
      'auth-disabled',
      'Authentication is not enabled on this cluster: the API takes requests without it.',
    )
  }
  const issuer = oidc?.issuer ?? undefined
  if (!oidc?.token_endpoint) throw noTokenEndpointError(issuer)
  if (!oidc.client_id) {
    const remedies = [platformConfig('auth.oidc.client_id')]
    throw new AuthError('no-client-id', 'The platform names no OIDC client ID to log in with.', { remedies })
  }
  const deviceEndpoint = oidc.device_authorization_endpoint ?? ''
  if (method === 'device' && deviceEndpoint === '') throw noDeviceEndpointError(issuer)
  for (const url of method === 'device' ? [oidc.token_endpoint, deviceEndpoint] : [oidc.token_endpoint]) {
    if (!isSafeEndpoint(url)) {
      const remedies = [serveHttps('passwords and tokens are')]
      throw new AuthError('insecure-endpoint', `${url} is neither https nor on this machine.`, { remedies })
    }
  }
  return { issuer, clientId: oidc.client_id, tokenEndpoint: oidc.token_endpoint, deviceEndpoint }
}

async function passwordLogin(
  context: ProviderContext,
  url: string,
  fetch: PlainFetch,
  { username, password, signal }: PasswordLoginOptions,
): Promise<TokenAnswer> {
  const parameters = { username, password, scope: context.scopes.join(' ') }
  try {
    const endpoint = { url, clientId: context.clientId, fetch }
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
  if (document?.oidc?.token_endpoint && document.oidc.client_id) {
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
    expiresIn: undefined,
    scopes: scopes?.length ? scopes : undefined,
    authEnabled: document?.auth_enabled,
    pin: undefined,
  }
}

function resultOf(login: Login, { method }: LoginOptions, target: LoginTarget): LoginResult {
  const { accessToken, refreshToken, expiresIn, scopes, authEnabled } = login
  const { contextName, baseURL, location, overriddenBy } = target
  const claims = decodeToken(accessToken)?.claims ?? {}
  const { endsAt } = lifetimeOf(accessToken, { expiresIn, at: Date.now() })
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
