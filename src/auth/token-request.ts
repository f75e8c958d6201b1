/** Asks an identity provider for tokens, and reads whatever it answers. */

import type * as OAuth from 'oauth4webapi'
import * as z from 'zod/mini'
import { wasNotSent } from '../errors/not-sent.ts'
import { redactText } from '../errors/redact.ts'
import type { AuthFetch } from './discovery.ts'

/** Longest token request, in ms. */
const TIMEOUT = 30_000
/** Longest answer that is read, in characters. */
const ANSWER_LIMIT = 1_000_000
const DESCRIPTION_LIMIT = 300

/** Tokens as an identity provider gives them. */
export interface TokenAnswer {
  readonly accessToken: string
  /** Absent where the provider keeps the old one in force. */
  readonly refreshToken: string | undefined
  /** Seconds. */
  readonly expiresIn: number | undefined
}

/**
 * A token request gave no token.
 * `outcome` tells what became of it: `refused` by an answer of the provider, `not-sent`, or `lost`: it may have been
 * carried out, but the answer did not arrive or was unusable.
 */
export class TokenRequestError extends Error {
  readonly outcome: 'refused' | 'not-sent' | 'lost'
  /** OAuth error code, where there was one. */
  readonly code: string | undefined

  constructor(outcome: TokenRequestError['outcome'], message: string, code?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.outcome = outcome
    this.code = code
  }
}

/** Where tokens are asked for, and as whom. */
export interface TokenEndpoint {
  readonly url: string
  readonly clientId: string
  readonly fetch: AuthFetch
}

/** Spends a refresh token (RFC 6749, section 6). No scope is named: then the scopes of the login stay. */
export function requestRefresh(endpoint: TokenEndpoint, refreshToken: string): Promise<TokenAnswer> {
  return request(endpoint, [refreshToken], (oauth, server, client, options) =>
    oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options),
  )
}

/** Sends any other grant, for instance a token exchange (RFC 8693). */
export function requestGrant(
  endpoint: TokenEndpoint,
  grantType: string,
  parameters: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Promise<TokenAnswer> {
  return request(endpoint, secrets, (oauth, server, client, options) =>
    oauth.genericTokenEndpointRequest(server, client, oauth.None(), grantType, { ...parameters }, options),
  )
}

/** Whether tokens may be sent to a URL: https, or this very machine. */
export function isSafeEndpoint(url: string): boolean {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return false
  }
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(parsed.hostname)
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback)
}

// --- internal ---

type SendGrant = (
  oauth: typeof OAuth,
  server: OAuth.AuthorizationServer,
  client: OAuth.Client,
  options: OAuth.TokenEndpointRequestOptions,
) => Promise<Response>

async function request(
  endpoint: TokenEndpoint,
  secrets: readonly string[],
  send: SendGrant,
): Promise<TokenAnswer> {
  if (!isSafeEndpoint(endpoint.url)) {
    throw new TokenRequestError(
      'not-sent',
      `The token endpoint ${endpoint.url} is neither https nor on this machine`,
    )
  }
  const oauth = await import('oauth4webapi')
  let status: number
  let text: string
  try {
    const response = await send(
      oauth,
      { issuer: endpoint.url, token_endpoint: endpoint.url },
      { client_id: endpoint.clientId },
      {
        [oauth.customFetch]: (url: string, init: RequestInit) => endpoint.fetch(url, init),
        [oauth.allowInsecureRequests]: true,
        signal: AbortSignal.timeout(TIMEOUT),
      } as OAuth.TokenEndpointRequestOptions,
    )
    status = response.status
    text = (await response.text()).slice(0, ANSWER_LIMIT)
  } catch (error) {
    const outcome = wasNotSent(error) ? 'not-sent' : 'lost'
    const cause = withoutRequest(error, secrets)
    throw new TokenRequestError(outcome, `No answer from ${endpoint.url}: ${cause.message}`, undefined, cause)
  }
  const body = parseJson(text)
  if (status !== 200) throw refusal(status, body, text, secrets)
  const answer = answerSchema().safeParse(body)
  if (!answer.success) {
    throw new TokenRequestError(
      'lost',
      `The answer of ${endpoint.url} holds no access token`,
      'invalid_response',
    )
  }
  return {
    accessToken: answer.data.access_token,
    refreshToken: answer.data.refresh_token || undefined,
    expiresIn: answer.data.expires_in ?? undefined,
  }
}

function refusal(status: number, body: unknown, text: string, secrets: readonly string[]): TokenRequestError {
  const parsed = errorSchema().safeParse(body)
  const code = parsed.success
    ? redactText(parsed.data.error, secrets).slice(0, DESCRIPTION_LIMIT)
    : 'unknown_error'
  const words = parsed.success ? (parsed.data.error_description ?? '') : `status ${status} ${text.trim()}`
  const description = redactText(words, secrets).slice(0, DESCRIPTION_LIMIT)
  return new TokenRequestError('refused', description === '' ? code : `${code} - ${description}`, code)
}

function answerSchema() {
  return z.looseObject({
    access_token: z.string().check(z.minLength(1)),
    refresh_token: z.catch(z.nullish(z.string()), undefined),
    expires_in: z.catch(z.nullish(z.coerce.number().check(z.positive())), undefined),
  })
}

function errorSchema() {
  return z.looseObject({
    error: z.string(),
    error_description: z.catch(z.nullish(z.string()), undefined),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a `fetch` threw, as words only: some put the request with its tokens into their errors. */
function withoutRequest(error: unknown, secrets: readonly string[]): Error {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(source instanceof Error)) return new Error(redactText(String(source), secrets))
  const code: unknown = 'code' in source ? source.code : undefined
  const copy = new Error(redactText(source.message, secrets))
  copy.name = source.name
  return typeof code === 'string' ? Object.assign(copy, { code }) : copy
}
