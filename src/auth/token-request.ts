/** Asks an identity provider for tokens, and reads whatever it answers. */

import type * as OAuth from 'oauth4webapi'
import type { BearerField } from '../discovery-document.ts'
import { codeOf } from '../errors/error-code-of.ts'
import { wasNotSent } from '../errors/not-sent.ts'
import { InternalError, problemOf } from '../errors/problem.ts'
import { redactStart, redactText } from '../errors/redact.ts'
import { AnswerTooLongError } from '../http/transport/plain-fetch.ts'
import { loadZod } from '../inlined/index.ts'
import { isRecord, parseJson } from '../json.ts'
import { tokenProblem } from '../jwt/token-problem.ts'
import { printableLine } from '../printable.ts'
import type { PlainFetch } from './discovery.ts'
import { limitRunningTime } from './running-time.ts'
import { isSafeEndpoint } from './safe-endpoint.ts'

/** Longest token request, in ms. */
const TIMEOUT = 30_000
const DESCRIPTION_LIMIT = 300

/** Tokens as an identity provider gives them. */
export interface TokenAnswer {
  /** What the platform takes as bearer; that may be the ID token. */
  readonly accessToken: string
  /** Absent where the provider keeps the old one in force. */
  readonly refreshToken: string | undefined
  /** Seconds. */
  readonly expiresIn: number | undefined
  /** What was granted, where the provider tells. */
  readonly scope: string | undefined
}

/**
 * A token request gave no token.
 * `outcome` tells what became of it: `refused` by an answer, `not-sent`, or `lost`: it may have been carried out, but the
 * answer did not arrive or was unusable.
 */
export class TokenRequestError extends InternalError {
  override get name(): string {
    return 'TokenRequestError'
  }

  readonly outcome: 'refused' | 'not-sent' | 'lost'
  /** OAuth error code, where there was one. */
  readonly code: string | undefined
  /** The provider's own words, where it had some. */
  readonly description: string | undefined
  /** HTTP status of a refusal. */
  readonly status: number | undefined
  /** Whether it was not sent because its URL is neither https nor on this machine. */
  readonly isInsecureEndpoint: boolean
  /** Whether the provider may have given tokens all the same: the answer was lost, or is that of a server that broke down. */
  readonly leavesOutcomeOpen: boolean

  constructor(
    outcome: TokenRequestError['outcome'],
    problem: string,
    details: {
      code?: string | undefined
      description?: string | undefined
      status?: number | undefined
      isInsecureEndpoint?: boolean
      leavesOutcomeOpen?: boolean
      cause?: unknown
    } = {},
  ) {
    super(problem, { cause: details.cause })
    this.outcome = outcome
    this.code = details.code
    this.description = details.description
    this.status = details.status
    this.isInsecureEndpoint = details.isInsecureEndpoint ?? false
    this.leavesOutcomeOpen = details.leavesOutcomeOpen ?? outcome === 'lost'
  }
}

/** Where tokens are asked for, and as whom. */
export interface TokenEndpoint {
  readonly url: string
  readonly clientId: string
  readonly fetch: PlainFetch
  /** The field of the answer that holds the bearer. @default 'access_token' */
  readonly bearerField?: BearerField | undefined
  /** Whether it may be plain http: it is the platform itself, which is spoken to by http anyway. */
  readonly mayBeInsecure?: boolean | undefined
}

/** A device login that has begun. */
export interface DeviceCode {
  readonly deviceCode: string
  /** What the person enters. */
  readonly userCode: string
  /** Where. */
  readonly verificationUri: string
  /** The same page with the code filled in. */
  readonly verificationUriComplete: string | undefined
  /** Seconds. */
  readonly expiresIn: number
  /** Seconds between two looks. */
  readonly interval: number
}

/** What RFC 8628 says where the provider says nothing, and a lifetime that it leaves open, in seconds. */
const DEFAULT_INTERVAL = 5
const DEFAULT_CODE_LIFETIME = 900
/** A pause between two looks is at least and at most so long, in seconds, whatever the provider says. */
const SHORTEST_INTERVAL = 1
const LONGEST_INTERVAL = 3600

/** Spends a refresh token (RFC 6749, section 6). No scope is named: then the scopes of the login stay. */
export function requestRefresh(endpoint: TokenEndpoint, refreshToken: string): Promise<TokenAnswer> {
  return request(endpoint, [refreshToken], (oauth, server, client, options) =>
    oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options),
  )
}

/**
 * Spends the refresh token of a login that the platform keeps (a broker's handle). It takes JSON, knows no clients, and refuses in
 * the platform's words, not in those of OAuth.
 */
export function requestBrokerRefresh(endpoint: BrokerEndpoint, refreshToken: string): Promise<TokenAnswer> {
  const body = { grant_type: 'refresh_token', refresh_token: refreshToken }
  return request({ ...endpoint, clientId: '' }, [refreshToken], postJson(endpoint, body))
}

/** Where the platform keeps logins. */
export type BrokerEndpoint = Pick<TokenEndpoint, 'url' | 'fetch' | 'mayBeInsecure'>

/** Trades the code of a login that the platform keeps for its tokens. */
export function requestBrokerToken(
  endpoint: BrokerEndpoint,
  { code, verifier }: { readonly code: string; readonly verifier: string },
  signal: AbortSignal | undefined,
): Promise<TokenAnswer> {
  const body = { grant_type: 'authorization_code', code, code_verifier: verifier }
  return request({ ...endpoint, clientId: '' }, [code, verifier], postJson(endpoint, body), signal)
}

/** Begins a login that the platform keeps: the page that the person opens. */
export async function requestBrokerPage(
  endpoint: BrokerEndpoint,
  details: { readonly redirectUri: string; readonly challenge: string; readonly state: string },
  signal: AbortSignal | undefined,
): Promise<string> {
  const { redirectUri, challenge, state } = details
  const body = { redirect_uri: redirectUri, code_challenge: challenge, state }
  const answer = await exchange({ ...endpoint, clientId: '' }, [], postJson(endpoint, body), signal)
  const page = isRecord(answer) ? answer['authorization_url'] : undefined
  if (typeof page === 'string' && isPageUrl(page)) return page
  throw new TokenRequestError('lost', `The answer of ${endpoint.url} names no page to log in at`, {
    code: 'invalid_response',
  })
}

function postJson(endpoint: BrokerEndpoint, value: Readonly<Record<string, string>>): SendGrant {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const body = JSON.stringify(value)
  return (_oauth, _server, _client, { signal }) =>
    endpoint.fetch(endpoint.url, { method: 'POST', headers, body, signal: signal as AbortSignal })
}

/** Sends any other grant, for instance a token exchange (RFC 8693). */
export function requestGrant(
  endpoint: TokenEndpoint,
  grantType: string,
  parameters: Readonly<Record<string, string>>,
  secrets: readonly string[],
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const send: SendGrant = (oauth, server, client, options) =>
    oauth.genericTokenEndpointRequest(server, client, oauth.None(), grantType, { ...parameters }, options)
  return request(endpoint, secrets, send, signal)
}

/** Asks whether a device login has been approved (RFC 8628, section 3.4). Some providers forget the scopes meanwhile. */
export function requestDeviceToken(
  endpoint: TokenEndpoint,
  deviceCode: string,
  scope: string | undefined,
  signal: AbortSignal | undefined,
): Promise<TokenAnswer> {
  const send: SendGrant = (oauth, server, client, options) =>
    oauth.deviceCodeGrantRequest(server, client, oauth.None(), deviceCode, {
      ...options,
      ...(scope === undefined ? {} : { additionalParameters: { scope } }),
    })
  return request(endpoint, [deviceCode], send, signal)
}

/** Starts a device login (RFC 8628, section 3.1). The endpoint is that for device authorization. */
export async function requestDeviceCode(
  endpoint: TokenEndpoint,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<DeviceCode> {
  const send: SendGrant = (oauth, server, client, options) =>
    oauth.deviceAuthorizationRequest(server, client, oauth.None(), { ...parameters }, options)
  const answer = await exchange(endpoint, [], send, signal)
  const parsed = deviceCodeSchema().safeParse(answer)
  const fields = parsed.success ? parsed.data : undefined
  const verificationUri = fields?.verification_uri ?? fields?.verification_url
  if (fields === undefined || !isPageUrl(verificationUri)) {
    throw new TokenRequestError('lost', `The answer of ${endpoint.url} holds no code to enter`, {
      code: 'invalid_response',
    })
  }
  const complete = fields.verification_uri_complete ?? undefined
  return {
    deviceCode: fields.device_code,
    userCode: printableLine(fields.user_code).trim(),
    verificationUri,
    verificationUriComplete: isPageUrl(complete) ? complete : undefined,
    expiresIn: fields.expires_in ?? DEFAULT_CODE_LIFETIME,
    interval: Math.min(Math.max(fields.interval ?? DEFAULT_INTERVAL, SHORTEST_INTERVAL), LONGEST_INTERVAL),
  }
}

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
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const { url, bearerField = 'access_token' } = endpoint
  const answer = answerSchema().safeParse(await exchange(endpoint, secrets, send, signal))
  const bearer = answer.success ? answer.data[bearerField] : undefined
  if (!answer.success || bearer === undefined) {
    const what = bearerField === 'id_token' ? 'ID token, which the platform wants as bearer' : 'access token'
    throw new TokenRequestError('lost', `The answer of ${url} holds no ${what}`, { code: 'invalid_response' })
  }
  return {
    accessToken: bearer,
    refreshToken: answer.data.refresh_token || undefined,
    expiresIn: answer.data.expires_in ?? undefined,
    scope: answer.data.scope ?? undefined,
  }
}

/** Sends a request; the JSON of its answer, or undefined where that is none. */
async function exchange(
  endpoint: TokenEndpoint,
  secrets: readonly string[],
  send: SendGrant,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const { url } = endpoint
  if (endpoint.mayBeInsecure !== true && !isSafeEndpoint(url)) {
    throw new TokenRequestError(
      'not-sent',
      `The token endpoint ${url} is neither https nor on this machine`,
      { isInsecureEndpoint: true },
    )
  }
  const oauth = await import('oauth4webapi')
  const limit = limitRunningTime(TIMEOUT)
  let status: number
  let text: string
  try {
    const response = await send(
      oauth,
      { issuer: url, token_endpoint: url, device_authorization_endpoint: url },
      { client_id: endpoint.clientId },
      {
        [oauth.customFetch]: (target: string, init: RequestInit) => endpoint.fetch(target, init),
        [oauth.allowInsecureRequests]: true,
        signal: signal === undefined ? limit.signal : AbortSignal.any([limit.signal, signal]),
      } as OAuth.TokenEndpointRequestOptions,
    )
    status = response.status
    text = await response.text()
  } catch (error) {
    if (error instanceof AnswerTooLongError) throw unusable(url, error)
    const outcome = wasNotSent(error) ? 'not-sent' : 'lost'
    const cause = withoutRequest(error, secrets)
    throw new TokenRequestError(outcome, `No answer from ${url}: ${problemOf(cause)}`, { cause })
  } finally {
    limit.end()
  }
  const body = parseJson(text)
  const isSuccess = status >= 200 && status < 300
  // Some providers and gateways say no with 200, and some say yes with 201.
  if (!isSuccess || namesError(body)) throw refusal(status, body, text, secrets)
  return body
}

/** An answer of success came, but what it says is of no use. */
function unusable(url: string, cause: AnswerTooLongError): TokenRequestError {
  const code = 'invalid_response'
  const problem = `${code} - ${url} gives no token answer: ${cause.problem}`
  const details = { code, description: cause.problem, cause, leavesOutcomeOpen: true }
  return new TokenRequestError('refused', problem, details)
}

/** Whether a body says no, whatever its status: an `error`, and no token beside it. */
function namesError(body: unknown): boolean {
  const parsed = errorSchema().safeParse(body)
  return parsed.success && Boolean(parsed.data.error) && !parsed.data.access_token && !parsed.data.id_token
}

function refusal(status: number, body: unknown, text: string, secrets: readonly string[]): TokenRequestError {
  const clean = (words: string) => printableLine(redactStart(words, secrets, DESCRIPTION_LIMIT)).trim()
  const parsed = errorSchema().safeParse(body)
  const { error, error_description, errorCode, errorSummary, detail } = parsed.success ? parsed.data : {}
  const ofBroker = detail ? BROKER_ERRORS[detail] : undefined
  const named = error || errorCode || ofBroker
  const code = named ? clean(named) : 'unknown_error'
  const words = error_description ?? errorSummary ?? (named ? detail : undefined)
  const description = clean(named ? (words ?? '') : `status ${status} ${text}`)
  return new TokenRequestError('refused', description === '' ? code : `${code} - ${description}`, {
    code,
    description: description || undefined,
    status,
    // A broker that says what is wrong has not spent the handle.
    leavesOutcomeOpen: code !== 'invalid_grant' && ofBroker === undefined && isBreakdown(status),
  })
}

/** What a broker says of a handle that is good for nothing, or of the provider behind it, and OAuth's word for it. */
const BROKER_ERRORS: Readonly<Record<string, string>> = {
  'Refresh token was not found': 'invalid_grant',
  'Credential payload is unavailable': 'invalid_grant',
  'Login code was not found': 'invalid_grant',
  // Also where the provider has ended the login: the broker does not tell.
  'Identity provider token request failed': 'server_error',
}

/** Whether a status tells of a server that may have broken down after its work was done. */
function isBreakdown(status: number): boolean {
  return status >= 500 && status !== 501 && status !== 503
}

/** A page that a browser may be sent to. */
function isPageUrl(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\/[^\p{Cc}\s]+$/u.test(url) && URL.canParse(url)
}

function answerSchema() {
  const z = loadZod()
  // The same that every other token has to be.
  const usable = z.string().check(
    z.trim(),
    z.refine((token) => tokenProblem(token) === undefined),
  )
  const bearer = z.catch(z.optional(usable), undefined)
  return z.looseObject({
    access_token: bearer,
    id_token: bearer,
    refresh_token: z.catch(z.nullish(z.string()), undefined),
    expires_in: z.catch(z.nullish(z.coerce.number().check(z.positive())), undefined),
    scope: z.catch(z.nullish(z.string()), undefined),
  })
}

function deviceCodeSchema() {
  const z = loadZod()
  const text = z.string().check(z.minLength(1))
  const seconds = z.catch(z.nullish(z.coerce.number().check(z.positive())), undefined)
  const optionalText = z.catch(z.nullish(text), undefined)
  return z.looseObject({
    device_code: text,
    user_code: text,
    verification_uri: optionalText,
    // Google's name for it.
    verification_url: optionalText,
    verification_uri_complete: optionalText,
    expires_in: seconds,
    interval: seconds,
  })
}

/** RFC 6749's names, those of Okta's own API, and the platform's. */
function errorSchema() {
  const z = loadZod()
  const text = z.catch(z.nullish(z.string()), undefined)
  return z.looseObject({
    error: text,
    error_description: text,
    errorCode: text,
    errorSummary: text,
    // The platform's, where it keeps the login.
    detail: text,
    access_token: text,
    id_token: text,
  })
}

/** What a `fetch` threw, as words only: some put the request with its tokens into their errors. */
function withoutRequest(error: unknown, secrets: readonly string[]): Error {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(source instanceof Error)) return new Error(redactText(String(source), secrets))
  const code = codeOf(source)
  const copy = new Error(redactText(problemOf(source), secrets))
  copy.name = source.name
  return code !== undefined ? Object.assign(copy, { code }) : copy
}
