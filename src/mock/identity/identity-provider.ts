/**
 * The mock platform's identity provider: refresh tokens that rotate, detection of their reuse, device and password
 * grants, as strict as the specifications allow.
 */

import { decodeToken, scopesOf, type TokenClaims } from '../../jwt/decode-token.ts'
import { json } from '../http/responses.ts'
import type { MockOIDCSettings } from '../platform-options.ts'
import { randomBytes, randomHex } from '../store/random.ts'
import type { Collection, Store } from '../store/store.ts'
import { AuthorizationCodes } from './authorization-codes.ts'
import { visitPage } from './login-page.ts'
import { SigningKey } from './signing-key.ts'

/** Tokens of a login. */
export interface IssuedTokens {
  accessToken: string
  refreshToken: string
  /** Lifetime of the access token in seconds. */
  expiresIn: number
}

/** Something that happened at the identity provider. */
export interface ProviderEvent {
  readonly type: 'login' | 'refresh' | 'reuse-detected' | 'refused' | 'revoked'
  /** Whom it concerned, where that is known. */
  readonly email: string | undefined
}

/** Who gets a token. */
export interface TokenRequest {
  readonly email: string
  readonly subject?: string | undefined
  readonly scopes?: readonly string[] | undefined
  readonly groups?: readonly string[] | undefined
  readonly issuedAt: number
  readonly expiresIn: number
  readonly claims?: Readonly<Record<string, unknown>> | undefined
}

const DEFAULT_SCOPES = ['openid', 'profile', 'email', 'offline_access']
const DEVICE_CODE_LIFETIME = 600
const DEVICE_INTERVAL = 1
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** A login: all refresh tokens that follow from it. */
interface Login {
  readonly id: string
  readonly email: string
  readonly scopes: string[]
  isRevoked: boolean
}

interface RefreshToken {
  readonly token: string
  readonly login: string
  isSpent: boolean
}

interface DeviceCode {
  readonly deviceCode: string
  readonly userCode: string
  readonly scopes: string[]
  readonly endsAt: number
  decision: { readonly email: string } | 'denied' | undefined
  nextPollAt: number
  interval: number
}

/** `platform.identityProvider`. */
export class IdentityProvider {
  /** Where it is; the `iss` of its tokens. */
  issuer: string
  /** What happened, oldest first: how tests see a refresh or a reuse. */
  readonly events: ProviderEvent[] = []
  /** @internal Answers for the platform, whose pages a person sees on the way. */
  platform: (request: Request) => Promise<Response> = (request) => fetch(request)
  readonly #settings: MockOIDCSettings
  readonly #key = new SigningKey()
  #logins: Collection<Login>
  #refreshTokens: Collection<RefreshToken>
  #deviceCodes: Collection<DeviceCode>
  #authorizationCodes: AuthorizationCodes
  readonly #revokedTokens = new Set<string>()
  readonly #clientSecret = randomHex(16)
  readonly #passwords = new Map<string, string>()

  constructor(issuer: string, settings: MockOIDCSettings, store: Store) {
    this.issuer = issuer
    this.#settings = settings
    this.#logins = store.collection('idp-logins')
    this.#refreshTokens = store.collection('idp-refresh-tokens')
    this.#deviceCodes = store.collection('idp-device-codes')
    this.#authorizationCodes = new AuthorizationCodes(store, this.#clientIds())
  }

  /** @internal Forgets logins, passwords, revocations and events. The key stays, so that tokens made before stay genuine. */
  reset(store: Store): void {
    this.events.length = 0
    this.#revokedTokens.clear()
    this.#passwords.clear()
    this.#logins = store.collection('idp-logins')
    this.#refreshTokens = store.collection('idp-refresh-tokens')
    this.#deviceCodes = store.collection('idp-device-codes')
    this.#authorizationCodes = new AuthorizationCodes(store, this.#clientIds())
  }

  /** @internal What the platform's confidential client proves itself by. */
  clientProof(): string {
    const { confidentialClientId = '' } = this.#settings
    return `Basic ${btoa(`${encodeURIComponent(confidentialClientId)}:${this.#clientSecret}`)}`
  }

  /** @internal Whether a request is for the provider. */
  isFor(url: string): boolean {
    const { origin, pathname } = new URL(url)
    const issuer = new URL(this.issuer)
    return origin === issuer.origin && pathname.startsWith(issuer.pathname.replace(/\/?$/, '/'))
  }

  /** Logs somebody in, without any ceremony. */
  issueTokens(email: string, options: { scopes?: readonly string[]; expiresIn?: number } = {}): IssuedTokens {
    const login: Login = {
      id: crypto.randomUUID(),
      email,
      scopes: [...(options.scopes ?? DEFAULT_SCOPES)],
      isRevoked: false,
    }
    this.#logins.set(login.id, login)
    this.#note('login', email)
    return this.#tokensFor(login, this.#newRefreshToken(login), options.expiresIn)
  }

  /** Sets somebody's password, for the password grant. */
  setPassword(email: string, password: string): void {
    this.#passwords.set(email, password)
  }

  /**
   * Approves a device login: what a person does who opens the link and types the code.
   *
   * @param email - Who the person is. @default 'user@example.com'
   * @throws Error if there is no such code.
   */
  approve(userCode: string, email = 'user@example.com'): void {
    this.#deviceCode(userCode).decision = { email }
  }

  /** Denies a device login. */
  deny(userCode: string): void {
    this.#deviceCode(userCode).decision = 'denied'
  }

  /**
   * Logs a person in at the page that a login in the browser shows, and goes back to the program that waits for them.
   *
   * @param url - The page: `url` of `onPage`, or what `nemo auth login` prints.
   * @param email - Who the person is. @default 'user@example.com'
   * @throws Error if the page leads nowhere.
   *
   * @example
   * ```ts
   * await login({ method: 'browser', baseURL, onPage: ({ url }) => platform.identityProvider.approvePage(url) })
   * ```
   */
  async approvePage(url: string, email = 'user@example.com'): Promise<void> {
    await visitPage(url, { decision: 'approve', email }, this)
  }

  /** Denies a login at its page. */
  async denyPage(url: string): Promise<void> {
    await visitPage(url, { decision: 'deny' }, this)
  }

  /** Ends logins: their refresh tokens are refused from now on. All of them, or those of one person. */
  revokeLogins(email?: string): void {
    for (const login of this.#logins.values()) {
      if (email !== undefined && login.email !== email) continue
      this.#logins.set(login.id, { ...login, isRevoked: true })
      this.#note('revoked', login.email)
    }
  }

  /** Makes the platform refuse an access token that would still live. */
  revokeAccessToken(token: string): void {
    this.#revokedTokens.add(token)
  }

  /** A signed access token, outside of any login. */
  createToken(request: TokenRequest): string {
    const { email, subject, scopes, groups, issuedAt, expiresIn, claims } = request
    return this.#key.sign({
      iss: this.issuer,
      sub: subject ?? email,
      ...(this.#settings.audience === undefined ? {} : { aud: this.#settings.audience }),
      iat: issuedAt,
      exp: issuedAt + expiresIn,
      jti: crypto.randomUUID(),
      email,
      ...(groups === undefined ? {} : { groups }),
      ...(scopes === undefined ? {} : { scope: this.#withPrefix(scopes).join(' ') }),
      ...claims,
    })
  }

  /** The claims of a token that the platform may take: genuine, of this issuer, for this audience, not revoked. */
  async verify(token: string): Promise<TokenClaims | undefined> {
    const claims = this.#revokedTokens.has(token) ? undefined : await this.#key.verify(token)
    if (claims === undefined || claims['iss'] !== this.issuer) return undefined
    const { audience } = this.#settings
    const audiences = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']]
    return audience === undefined || audiences.includes(audience) ? claims : undefined
  }

  /** Answers requests below the issuer. */
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const path = pathname.slice(new URL(this.issuer).pathname.replace(/\/$/, '').length)
    switch (`${request.method} ${path}`) {
      case 'GET /.well-known/openid-configuration':
        return json(this.#metadata())
      case 'GET /jwks':
        return json({ keys: [this.#key.publicJwk()] })
      case 'GET /authorize':
        return this.#authorizationCodes.page(request)
      case 'POST /authorize':
        return this.#authorizationCodes.decide(request)
      case 'POST /token':
        return this.#token(await form(request), request.headers)
      case 'POST /device_authorization':
        return this.#authorizeDevice(await form(request))
      case 'GET /userinfo':
        return this.#userInfo(request)
      default:
        return json({ error: 'not_found' }, 404)
    }
  }

  #metadata(): Record<string, unknown> {
    const { issuer } = this
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      device_authorization_endpoint: `${issuer}/device_authorization`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      grant_types_supported: ['authorization_code', 'refresh_token', 'password', DEVICE_GRANT],
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  #token(fields: URLSearchParams, headers: Headers): Response {
    const clientId = this.#clientOf(fields, headers)
    if (clientId === undefined) return this.#errorResponse('invalid_client', 401)
    switch (fields.get('grant_type')) {
      case 'authorization_code':
        return this.#redeemCode(fields, clientId)
      case 'refresh_token':
        return this.#refresh(fields)
      case 'password':
        return this.#passwordLogin(fields)
      case DEVICE_GRANT:
        return this.#pollDevice(fields)
      default:
        return this.#errorResponse('unsupported_grant_type')
    }
  }

  /** Who asks: a public client says so, a confidential one proves it. */
  #clientOf(fields: URLSearchParams, headers: Headers): string | undefined {
    const { clientId, confidentialClientId } = this.#settings
    const proof = headers.get('authorization')
    if (proof === null) return fields.get('client_id') === clientId ? clientId : undefined
    return proof === this.clientProof() ? confidentialClientId : undefined
  }

  #clientIds(): string[] {
    const { clientId, confidentialClientId } = this.#settings
    return confidentialClientId === undefined ? [clientId] : [clientId, confidentialClientId]
  }

  #redeemCode(fields: URLSearchParams, clientId: string): Response {
    const code = this.#authorizationCodes.redeem(fields, clientId)
    if (code === undefined) return this.#errorResponse('invalid_grant')
    return this.#answer(this.issueTokens(code.email, { scopes: this.#withoutPrefix(code.scope ?? null) }))
  }

  #refresh(fields: URLSearchParams): Response {
    const entry = this.#refreshTokens.get(fields.get('refresh_token') ?? '')
    const login = entry && this.#logins.get(entry.login)
    if (entry === undefined || login === undefined || login.isRevoked) {
      return this.#errorResponse('invalid_grant', 400, 'The refresh token is not valid', login?.email)
    }
    if (entry.isSpent) {
      // Somebody has a copy: nobody can tell who is the thief, so the login ends for both.
      this.#logins.set(login.id, { ...login, isRevoked: true })
      this.#note('reuse-detected', login.email)
      return this.#errorResponse('invalid_grant', 400, 'The refresh token was used already', login.email)
    }
    const asked = fields
      .get('scope')
      ?.split(' ')
      .filter((scope) => scope !== '')
    const granted = this.#withPrefix(login.scopes)
    if (asked?.some((scope) => !granted.includes(scope))) {
      return this.#errorResponse('invalid_scope', 400, 'The login did not ask for that scope', login.email)
    }
    this.#note('refresh', login.email)
    if (!this.#settings.rotateRefreshTokens) return this.#answer(this.#tokensFor(login, entry.token), login)
    this.#refreshTokens.set(entry.token, { ...entry, isSpent: true })
    return this.#answer(this.#tokensFor(login, this.#newRefreshToken(login)), login)
  }

  #passwordLogin(fields: URLSearchParams): Response {
    const email = fields.get('username') ?? ''
    const isRight = this.#passwords.has(email) && this.#passwords.get(email) === fields.get('password')
    if (!isRight) return this.#errorResponse('invalid_grant', 400, 'Wrong user name or password', email)
    const scopes = this.#withoutPrefix(fields.get('scope'))
    return this.#answer(this.issueTokens(email, { scopes }))
  }

  #authorizeDevice(fields: URLSearchParams): Response {
    if (fields.get('client_id') !== this.#settings.clientId) return this.#errorResponse('invalid_client', 401)
    const letters = randomBytes(8).map((byte) => 'BCDFGHJKLMNPQRSTVWXZ'.charCodeAt(byte % 20))
    const userCode = String.fromCharCode(...letters).replace(/^(.{4})/, '$1-')
    const code: DeviceCode = {
      deviceCode: crypto.randomUUID(),
      userCode,
      scopes: this.#withoutPrefix(fields.get('scope')),
      endsAt: Date.now() + DEVICE_CODE_LIFETIME * 1000,
      decision: undefined,
      nextPollAt: 0,
      interval: DEVICE_INTERVAL,
    }
    this.#deviceCodes.set(code.deviceCode, code)
    return json({
      device_code: code.deviceCode,
      user_code: userCode,
      verification_uri: `${this.issuer}/device`,
      verification_uri_complete: `${this.issuer}/device?user_code=${userCode}`,
      expires_in: DEVICE_CODE_LIFETIME,
      interval: DEVICE_INTERVAL,
    })
  }

  #pollDevice(fields: URLSearchParams): Response {
    const code = this.#deviceCodes.get(fields.get('device_code') ?? '')
    if (code === undefined) return this.#errorResponse('invalid_grant')
    if (Date.now() >= code.endsAt) return this.#errorResponse('expired_token')
    if (code.decision === 'denied') return this.#errorResponse('access_denied')
    if (code.decision === undefined) {
      const isTooSoon = Date.now() < code.nextPollAt
      if (isTooSoon) code.interval += 5
      // A little early is not too early: clocks and networks are what they are.
      code.nextPollAt = Date.now() + code.interval * 1000 - 200
      return this.#errorResponse(isTooSoon ? 'slow_down' : 'authorization_pending')
    }
    this.#deviceCodes.delete(code.deviceCode)
    return this.#answer(this.issueTokens(code.decision.email, { scopes: code.scopes }))
  }

  async #userInfo(request: Request): Promise<Response> {
    const token = request.headers.get('authorization')?.replace(/^Bearer /i, '') ?? ''
    const claims = await this.verify(token)
    if (claims === undefined) return json({ error: 'invalid_token' }, 401)
    return json({ sub: claims['sub'], email: claims['email'] })
  }

  #deviceCode(userCode: string): DeviceCode {
    for (const code of this.#deviceCodes.values()) if (code.userCode === userCode) return code
    throw new Error(`There is no device login with the code ${userCode}`)
  }

  #newRefreshToken(login: Login): string {
    const token = `rt_${randomHex(24)}`
    this.#refreshTokens.set(token, { token, login: login.id, isSpent: false })
    return token
  }

  #tokensFor(login: Login, refreshToken: string, lifetime?: number): IssuedTokens {
    const expiresIn = lifetime ?? this.#settings.accessTokenLifetime
    const issuedAt = Math.floor(Date.now() / 1000)
    const accessToken = this.createToken({ email: login.email, scopes: login.scopes, issuedAt, expiresIn })
    return { accessToken, refreshToken, expiresIn }
  }

  #answer(tokens: IssuedTokens, login?: Login): Response {
    return json({
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      refresh_token: tokens.refreshToken,
      scope: (login?.scopes ?? scopesOf(decodeToken(tokens.accessToken)?.claims ?? {}) ?? []).join(' '),
    })
  }

  #errorResponse(error: string, status = 400, description?: string, email?: string): Response {
    if (error !== 'authorization_pending') this.#note('refused', email)
    return json({ error, ...(description === undefined ? {} : { error_description: description }) }, status)
  }

  #note(type: ProviderEvent['type'], email: string | undefined): void {
    this.events.push({ type, email })
  }

  #withPrefix(scopes: readonly string[]): string[] {
    const prefix = this.#settings.scopePrefix ?? ''
    return scopes.map((scope) => (scope.includes(':') && !scope.startsWith(prefix) ? prefix + scope : scope))
  }

  #withoutPrefix(scope: string | null): string[] {
    const prefix = this.#settings.scopePrefix ?? ''
    const scopes = scope?.split(' ').filter((name) => name !== '') ?? DEFAULT_SCOPES
    return scopes.map((name) => (prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name))
  }
}

async function form(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text())
}
