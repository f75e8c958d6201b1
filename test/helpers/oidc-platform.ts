/** A platform on a socket that takes nothing but living tokens of an identity provider, and logs who asked for new ones. */

import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import type { Generation } from '../../src/generations.ts'
import { bodyOf, type LocalServer, sendJson, serve } from './local-server.ts'
import type { OIDCProvider } from './oidc-provider.ts'

/** A token request that came by on its way to the identity provider. */
export interface TokenRequest {
  readonly userAgent: string
  /** Hash of the refresh token. */
  readonly refreshToken: string
  readonly status: number
  /** Whether the refresh token had been spent by an earlier request. */
  readonly isReuse: boolean
}

/** The platform and what it saw. */
export interface OIDCPlatform extends AsyncDisposable {
  /** URL without a slash at the end. */
  readonly url: string
  /** Answers to calls of the API by status. */
  readonly answers: Readonly<Record<number, number>>
  /** Calls of the API that came without a token. */
  readonly withoutToken: readonly string[]
  /** Requests to the token endpoint, oldest first. */
  readonly tokenRequests: readonly TokenRequest[]
  /** Refuses an access token from now on. */
  revoke(accessToken: string): void
}

/** What it is like, and what happens to token requests on their way. */
export interface OIDCPlatformOptions {
  /** Whose discovery document it has. @default '0.6' */
  generation?: Generation | undefined
  /** How long a spent refresh token is answered with the same tokens again, in ms, as several providers do. @default 0 */
  reuseGrace?: number | undefined
  /** Called when the provider has answered, before that goes on: a rejection cuts the connection. */
  beforeTokenAnswer?: (() => Promise<void>) | undefined
}

/** Starts it. Its discovery leads to the provider's token endpoint by way of a log. */
export async function startOIDCPlatform(
  provider: OIDCProvider,
  { generation = '0.6', reuseGrace = 0, beforeTokenAnswer = async () => {} }: OIDCPlatformOptions = {},
): Promise<OIDCPlatform> {
  const keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`))
  const revoked = new Set<string>()
  const verified = new Set<string>()
  const answers: Record<number, number> = {}
  const withoutToken: string[] = []
  const tokenRequests: TokenRequest[] = []
  const spent = new Map<string, { at: number; answer: unknown }>()

  const isValid = async (token: string): Promise<boolean> => {
    if (revoked.has(token)) return false
    if (verified.has(token)) return Number(decodeJwt(token).exp) * 1000 > Date.now()
    try {
      await jwtVerify(token, keys, { issuer: provider.issuer, audience: provider.audience })
      verified.add(token)
      return true
    } catch {
      return false
    }
  }

  const answerCall = async (request: IncomingMessage, response: ServerResponse) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) withoutToken.push(String(request.url))
    const status = token !== undefined && (await isValid(token)) ? 200 : 401
    answers[status] = (answers[status] ?? 0) + 1
    if (status === 401) sendJson(response, { detail: 'Invalid or expired token' }, 401)
    else sendJson(response, LIST)
  }

  const passOn = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await bodyOf(request)).toString()
    const refreshToken = hash(new URLSearchParams(body).get('refresh_token') ?? '')
    const before = spent.get(refreshToken)
    const isInGrace = before !== undefined && Date.now() - before.at < reuseGrace
    const isReuse = before !== undefined && !isInGrace
    const { answer, status } = isInGrace ? { answer: before.answer, status: 200 } : await askProvider(body)
    if (status === 200 && before === undefined) spent.set(refreshToken, { at: Date.now(), answer })
    tokenRequests.push({ userAgent: request.headers['user-agent'] ?? '', refreshToken, status, isReuse })
    await beforeTokenAnswer()
    sendJson(response, answer, status)
  }

  const askProvider = async (body: string) => {
    const answer = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    return { answer: (await answer.json()) as unknown, status: answer.status }
  }

  let server: LocalServer
  const discovery = () => {
    const { issuer, clientId } = provider
    const client = {
      client_id: clientId,
      token_endpoint: `${server.url}/idp/token`,
      default_scopes: 'openid profile email offline_access',
    }
    return { auth_enabled: true, oidc: { issuer, ...shaped(client, generation) } }
  }
  server = await serve((request, response) => {
    if (request.url === '/apis/auth/discovery') return sendJson(response, discovery())
    if (request.url === '/idp/token') return passOn(request, response)
    return answerCall(request, response)
  })
  return {
    url: server.url,
    answers,
    withoutToken,
    tokenRequests,
    revoke: (accessToken) => void revoked.add(accessToken),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** A client as the discovery document of a generation has it. */
function shaped(client: Readonly<Record<string, string>>, generation: Generation): Record<string, unknown> {
  if (generation === '0.6') return client
  const newer = {
    bearer_token_source: 'access_token',
    device_authorization_requires_device_id: false,
    device_authorization_display_name: null,
    device_token_request_includes_scope: true,
  }
  if (generation === '0.7') return { ...client, cli_client_id: client['client_id'], ...newer }
  const direct = {
    name: 'public',
    default: true,
    client_authentication: 'public',
    server_side_sessions: false,
  }
  const none = {
    authorization_endpoint: null,
    device_authorization_endpoint: null,
    authorization_start_endpoint: null,
    broker_token_endpoint: null,
  }
  return { clients: [{ ...direct, scope_prefix: null, ...none, ...client, ...newer }] }
}

const LIST = {
  data: [],
  pagination: { page: 1, page_size: 100, current_page_size: 0, total_pages: 0, total_results: 0 },
  sort: '-created_at',
  filter: null,
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
