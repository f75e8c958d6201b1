/** A real identity provider on a loopback port: signed access tokens, rotating refresh tokens, reuse detection. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { Provider, type RequestContext } from 'oidc-provider'

/** What the provider is like. */
export interface OIDCProviderOptions {
  /** The one client: public, as the command line is. @default 'nemo-cli' */
  clientId?: string | undefined
  /** `aud` of the access tokens. @default 'nemo-platform' */
  audience?: string | undefined
  /** Scopes of the platform that a login may ask for. @default those that the platform has */
  platformScopes?: readonly string[] | undefined
  /** Lifetime of access tokens in seconds. @default 3600 */
  accessTokenLifetime?: number | undefined
  /** Give a new refresh token at each refresh; the second use of an old one revokes the login. @default true */
  rotateRefreshTokens?: boolean | undefined
  /** Have pages where people log in by themselves, with any password. @default false */
  interactive?: boolean | undefined
}

/** A second client, with a secret: that of platforms that keep logins. */
export const CONFIDENTIAL_CLIENT = { id: 'nemo-web', secret: 'only for tests' } as const

/** Something that happened at the token endpoint. */
export interface OIDCProviderEvent {
  readonly type: 'refresh' | 'device-login' | 'reuse-detected' | 'revoked' | 'refused'
  /** Whom it concerned, where that is known. */
  readonly email: string | undefined
}

/** Who logs in, and for what. */
export interface LoginOptions {
  /** Scopes of the login. @default `openid profile email offline_access`: no restriction on the platform */
  scopes?: readonly string[] | undefined
  /** Subject of the tokens. @default the e-mail address */
  subject?: string | undefined
  groups?: readonly string[] | undefined
  /** Lifetime of the first access token in seconds. @default the provider's */
  expiresIn?: number | undefined
}

/** The tokens of a login. */
export interface LoginTokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** A token made by hand. */
export interface SignOptions {
  /** Header fields over the usual ones. */
  header?: Readonly<Record<string, unknown>> | undefined
  /** Sign with a key that the provider does not publish. @default false */
  withForeignKey?: boolean | undefined
}

/** A running provider. */
export interface OIDCProvider extends AsyncDisposable {
  /** Its URL, and the `iss` of its tokens. */
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  /** What happened, oldest first. */
  readonly events: readonly OIDCProviderEvent[]
  /** Logs somebody in without a browser. */
  issue(email: string, options?: LoginOptions): Promise<LoginTokens>
  /** Approves a device login: what a person does who opens the link and types the code. */
  approveDevice(userCode: string, email: string): Promise<void>
  /** Signs a token outside of any login: claims over those of a good one; undefined or null leaves a claim out. */
  sign(claims: Readonly<Record<string, unknown>>, options?: SignOptions): Promise<string>
  /** Ends the logins of a person: their refresh tokens are refused from now on. */
  revokeGrants(email: string): Promise<void>
  close(): Promise<void>
}

const RESOURCE = 'urn:nemo:platform'
const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access']
const APIS = 'auth entities files guardrails inference intake jobs models platform secrets'.split(' ')
const PLATFORM_SCOPES = APIS.flatMap((api) => [`${api}:read`, `${api}:write`])
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** Where a platform that keeps logins is come back to, on any port. */
const PLATFORM_CALLBACK = 'http://127.0.0.1/apis/auth/v2/login/callback'

interface Account {
  readonly email: string
  readonly groups: readonly string[] | undefined
}

interface Key {
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
  readonly jwk: JWK
}

/** Starts a provider. */
export async function startOIDCProvider(options: OIDCProviderOptions = {}): Promise<OIDCProvider> {
  const {
    clientId = 'nemo-cli',
    audience = 'nemo-platform',
    platformScopes = PLATFORM_SCOPES,
    accessTokenLifetime = 3600,
    rotateRefreshTokens = true,
    interactive = false,
  } = options
  const server = createServer()
  const issuer = await listen(server)
  const key = await newKey()
  const foreignKey = await newKey()
  const accounts = new Map<string, Account>()
  const grants = new Map<string, string[]>()
  const events: OIDCProviderEvent[] = []
  const resourceServer = {
    audience,
    scope: platformScopes.join(' '),
    accessTokenTTL: accessTokenLifetime,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  }
  const provider = quietly(
    () =>
      new Provider(issuer, {
        jwks: { keys: [key.jwk] },
        clients: [publicClient(clientId), confidentialClient()],
        scopes: [...OIDC_SCOPES, ...platformScopes],
        claims: { openid: ['sub'], email: ['email'] },
        // Pages of other origins sign in by it.
        clientBasedCORS: () => true,
        cookies: { keys: ['only for tests'] },
        findAccount: (_: unknown, id: string) => {
          // Whoever logs in on its pages is who they say.
          if (interactive && !accounts.has(id)) accounts.set(id, { email: id, groups: undefined })
          return { accountId: id, claims: () => ({ sub: id, email: accounts.get(id)?.email }) }
        },
        extraTokenClaims: (_: unknown, token: { accountId?: string }) => accounts.get(token.accountId ?? ''),
        rotateRefreshToken: rotateRefreshTokens,
        issueRefreshToken: () => true,
        ttl: {
          AccessToken: accessTokenLifetime,
          Grant: 86_400,
          RefreshToken: 86_400,
          DeviceCode: 600,
          IdToken: 3600,
        },
        features: {
          devInteractions: { enabled: interactive },
          deviceFlow: { enabled: true },
          revocation: { enabled: true },
          resourceIndicators: {
            enabled: true,
            defaultResource: () => RESOURCE,
            useGrantedResource: () => true,
            getResourceServerInfo: () => resourceServer,
          },
        },
      }),
  )
  recordEvents(provider, events, (id) => accounts.get(id)?.email)
  provider.on('grant.revoked', (_, id) => {
    const email = [...grants].find(([, ids]) => ids.includes(id))?.[0]
    events.push({ type: 'revoked', email })
  })
  const handle = provider.callback()
  server.on('request', (request, response) => void handle(request, response))

  const newGrant = async (accountId: string, email: string, scopes: readonly string[]) => {
    const grant = new provider.Grant({ accountId, clientId })
    grant.addOIDCScope(scopes.join(' '))
    grant.addResourceScope(RESOURCE, scopes.join(' '))
    const id = await grant.save()
    grants.set(email, [...(grants.get(email) ?? []), id])
    return id
  }

  const issue: OIDCProvider['issue'] = async (email, login = {}) => {
    const { scopes = OIDC_SCOPES, subject = email, groups, expiresIn = accessTokenLifetime } = login
    accounts.set(subject, { email, groups })
    const client = await provider.Client.find(clientId)
    if (client === undefined) throw new Error(`The provider has no client ${clientId}`)
    const grantId = await newGrant(subject, email, scopes)
    const fields = { accountId: subject, client, grantId, gty: 'authorization_code', scope: scopes.join(' ') }
    const accessToken = new provider.AccessToken({
      ...fields,
      scope: scopes.filter((scope) => platformScopes.includes(scope)).join(' '),
    })
    accessToken.resourceServer = new provider.ResourceServer(RESOURCE, resourceServer)
    accessToken.expiresIn = expiresIn
    const refreshToken = new provider.RefreshToken({ ...fields, resource: RESOURCE })
    return { accessToken: await accessToken.save(), refreshToken: await refreshToken.save() }
  }

  const approveDevice: OIDCProvider['approveDevice'] = async (userCode, email) => {
    const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''))
    if (code === undefined) throw new Error(`There is no device login with the code ${userCode}`)
    accounts.set(email, { email, groups: undefined })
    const scopes = code.params?.['scope']?.split(' ') ?? OIDC_SCOPES
    code.grantId = await newGrant(email, email, scopes)
    code.accountId = email
    code.scope = scopes.join(' ')
    code.resource = RESOURCE
    code.authTime = secondsNow()
    await code.save()
  }

  const sign: OIDCProvider['sign'] = async (claims, { header = {}, withForeignKey = false } = {}) => {
    const { privateKey, jwk } = withForeignKey ? foreignKey : key
    const now = secondsNow()
    const usual = { iss: issuer, aud: audience, sub: 'somebody', iat: now, exp: now + accessTokenLifetime }
    const payload: JWTPayload = Object.fromEntries(
      Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined && value !== null),
    )
    const protectedHeader = { alg: 'RS256', kid: String(jwk.kid), ...header }
    return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(privateKey)
  }

  const revokeGrants: OIDCProvider['revokeGrants'] = async (email) => {
    for (const id of grants.get(email) ?? []) {
      await provider.RefreshToken.revokeByGrantId(id)
      await (await provider.Grant.find(id))?.destroy()
    }
    events.push({ type: 'revoked', email })
  }

  const close = () => closed(server)
  return {
    issuer,
    clientId,
    audience,
    events,
    issue,
    approveDevice,
    sign,
    revokeGrants,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function publicClient(clientId: string): Record<string, unknown> {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token', DEVICE_GRANT],
    // Its own, and that of a platform that keeps logins, and a page's; on a loopback address the port is free (RFC 8252).
    redirect_uris: [
      'http://127.0.0.1/',
      'http://127.0.0.1/page',
      'http://127.0.0.1/callback',
      PLATFORM_CALLBACK,
    ],
    response_types: ['code'],
  }
}

function confidentialClient(): Record<string, unknown> {
  return {
    client_id: CONFIDENTIAL_CLIENT.id,
    client_secret: CONFIDENTIAL_CLIENT.secret,
    token_endpoint_auth_method: 'client_secret_basic',
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [PLATFORM_CALLBACK],
    response_types: ['code'],
  }
}

function recordEvents(
  provider: Provider,
  events: OIDCProviderEvent[],
  emailOf: (accountId: string) => string | undefined,
): void {
  const whoseOf = ({ oidc }: RequestContext) => {
    const { RefreshToken, DeviceCode, Account } = oidc.entities
    return emailOf((RefreshToken ?? DeviceCode ?? Account)?.accountId ?? '')
  }
  provider.on('grant.success', (context) => {
    const isRefresh = context.oidc.params?.['grant_type'] === 'refresh_token'
    events.push({ type: isRefresh ? 'refresh' : 'device-login', email: whoseOf(context) })
  })
  provider.on('grant.error', (context, error) => {
    if (error.error === 'authorization_pending') return
    const isReuse = error.error_detail === 'refresh token already used'
    events.push({ type: isReuse ? 'reuse-detected' : 'refused', email: whoseOf(context) })
  })
  provider.on('server_error', (_, error) => {
    throw error
  })
}

async function newKey(): Promise<Key> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { privateKey, jwk: { ...jwk, use: 'sig', alg: 'RS256', kid: crypto.randomUUID() } }
}

/** The provider warns of what would be wrong in production: an http issuer, keys and codes kept in memory. */
function quietly<Result>(action: () => Result): Result {
  const { warn, info } = console
  console.warn = () => {}
  console.info = () => {}
  try {
    return action()
  } finally {
    console.warn = warn
    console.info = info
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000)
}
