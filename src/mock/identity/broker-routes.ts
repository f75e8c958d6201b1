/** The platform's side of the logins that it keeps. */

import { httpError, json } from '../http/responses.ts'
import type { Exchange, Route } from '../http/route.ts'
import type { Inputs, Schema } from '../http/schema.ts'
import type { Profile } from '../profile.ts'
import type { IssuedTokens } from './identity-provider.ts'
import type { BrokerClient, LoginBroker } from './login-broker.ts'

const PREFIX = '/apis/auth/v2'
const CLIENT = {
  type: 'string',
  literals: { "'public'": 'public', "'confidential'": 'confidential' },
} as const

const START: Inputs = {
  query: { client: { ...CLIENT, default: 'confidential' } },
  body: {
    type: 'object',
    required: ['redirect_uri', 'code_challenge', 'state'],
    properties: {
      redirect_uri: { type: 'string' },
      code_challenge: { type: 'string', minLength: 43, maxLength: 128, pattern: '^[A-Za-z0-9_-]+$' },
      state: { type: 'string', minLength: 16, maxLength: 512 },
    },
  },
}

const CALLBACK: Inputs = {
  query: {
    state: { type: 'string' },
    code: { type: 'string' },
    error: { type: 'string' },
    error_description: { type: 'string' },
  },
  requiredQuery: ['state'],
}

const TOKEN_BODY: Schema = {
  tagged: {
    field: 'grant_type',
    alternatives: {
      authorization_code: {
        type: 'object',
        isClosed: true,
        required: ['code', 'code_verifier'],
        properties: {
          grant_type: { type: 'string' },
          code: { type: 'string' },
          code_verifier: { type: 'string', minLength: 43, maxLength: 128, pattern: '^[A-Za-z0-9._~-]+$' },
        },
      },
      refresh_token: {
        type: 'object',
        isClosed: true,
        required: ['refresh_token'],
        properties: { grant_type: { type: 'string' }, refresh_token: { type: 'string' } },
      },
    },
  },
}

/** Begin, come back, fetch and refresh; nothing of it needs a token. */
export function brokerRoutes({ generation }: Profile, broker: LoginBroker | undefined): Route[] {
  if (generation !== '0.8') return []
  const open = (
    method: Route['method'],
    path: string,
    handle: Route['handle'],
    inputs?: Inputs | undefined,
  ): Route => ({ method, path: `${PREFIX}${path}`, scopes: [], isPublic: true, inputs, handle })
  // Without it, nobody looks at what is asked.
  const kept = (
    method: Route['method'],
    path: string,
    handle: (exchange: Exchange, broker: LoginBroker) => Response | Promise<Response>,
    inputs?: Inputs,
  ): Route =>
    broker === undefined
      ? open(method, path, unavailable)
      : open(method, path, (exchange) => handle(exchange, broker), inputs)
  return [
    kept('POST', '/authorize', start, START),
    // The page at which Studio begins, with a session of its own: told only where there is none.
    ...(broker === undefined ? [open('GET', '/login', unavailable)] : []),
    kept('GET', '/authorize/:id', ({ params, origin }, kept) =>
      redirect(kept.pageOf(params['id'] ?? '', origin)),
    ),
    kept('GET', '/login/callback', comeBack, CALLBACK),
    open('POST', '/token', ({ body }) => giveTokens(body, broker), { body: TOKEN_BODY }),
    // Sessions of browsers, for Studio: nobody has one here.
    open('GET', '/session', () => httpError(401, 'Missing session').response),
    open('POST', '/logout', ({ request }) =>
      request.headers.get('x-source') === 'NeMo Studio'
        ? new Response(null, { status: 204 })
        : httpError(403, 'Missing or invalid X-Source').response,
    ),
  ]
}

function unavailable(): Response {
  return httpError(503, 'OIDC server-side login is not available').response
}

function start({ query, body, origin }: Exchange, broker: LoginBroker): Response {
  const client = query['client'] as BrokerClient
  if (!broker.serves(client)) {
    const kind = client === 'public' ? 'Public OIDC server-side' : 'Confidential OIDC'
    throw httpError(404, `${kind} login is not configured`)
  }
  const redirectUri = String(body['redirect_uri'])
  if (!isLoopback(redirectUri)) throw httpError(400, 'redirect_uri must be an http loopback address')
  const [challenge, state] = [String(body['code_challenge']), String(body['state'])]
  const id = broker.start({ client, redirectUri, challenge, state })
  return json({ authorization_url: `${origin}${PREFIX}/authorize/${id}`, transaction_id: id })
}

async function comeBack({ query, origin }: Exchange, broker: LoginBroker): Promise<Response> {
  const { state, code, error, error_description: description } = query as Record<string, string | undefined>
  return redirect(await broker.comeBack(state ?? '', { code, error, description }, origin))
}

async function giveTokens(
  body: Readonly<Record<string, unknown>>,
  broker: LoginBroker | undefined,
): Promise<Response> {
  const isRefresh = body['grant_type'] === 'refresh_token'
  if (broker === undefined)
    throw httpError(400, isRefresh ? 'Refresh token was not found' : 'Login code was not found')
  const tokens: IssuedTokens = isRefresh
    ? await broker.refresh(String(body['refresh_token']))
    : broker.fetchTokens(String(body['code']), String(body['code_verifier']))
  return json({
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    expires_in: tokens.expiresIn,
    refresh_token: tokens.refreshToken,
  })
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/

/** http to this machine, at a port that is named, and nothing that hides where it leads. */
function isLoopback(text: string): boolean {
  if (!URL.canParse(text) || !/^http:\/\/[^/?#]*:\d+(?:[/?#]|$)/i.test(text)) return false
  const { hostname, username, password, hash } = new URL(text)
  return LOOPBACK.test(hostname) && username === '' && password === '' && hash === ''
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}
