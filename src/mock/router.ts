/** The mock platform's routing: who, may they, does it fit, then the endpoint. */

import { type Context, Hono } from 'hono'
import { json, Refused, refuse, unexpected } from './http/answers.ts'
import { ANONYMOUS, type Caller } from './http/caller.ts'
import type { Endpoint } from './http/endpoint.ts'
import { readFilter } from './http/paging.ts'
import { validate } from './http/validation.ts'
import { identify } from './identity/authentication.ts'
import { authorize } from './identity/authorization.ts'
import type { Permissions } from './identity/permissions.ts'
import type { Tokens } from './identity/tokens.ts'
import type { MockSettings } from './platform-options.ts'

/** What routing needs. */
export interface RouterParts {
  readonly settings: MockSettings
  readonly endpoints: readonly Endpoint[]
  readonly tokens: Tokens
  readonly permissions: Permissions
}

/** HEAD by another name: routers take it for a GET, but on the platform it is a method of its own. */
export const HEAD = 'X-HEAD'

/** Answers every request as the platform would. */
export function createRouter(parts: RouterParts): Hono {
  const app = new Hono({ getPath: (request) => routingPath(request.url) })
  for (const endpoint of parts.endpoints) {
    app.on(endpoint.method === 'HEAD' ? HEAD : endpoint.method, endpoint.path, (context) =>
      answer(context, parts, endpoint),
    )
  }
  for (const path of new Set(parts.endpoints.map((endpoint) => endpoint.path))) {
    app.all(path, (context) => refuseMethod(context, parts, path))
  }
  app.all('*', (context) => refusePath(context, parts))
  app.onError((error) => (error instanceof Refused ? error.response : unexpected().response))
  return app
}

/** The platform routes by the decoded path: an encoded slash separates, everything else is decoded just once. */
function routingPath(url: string): string {
  return decodedPath(url).split('/').map(encodeURIComponent).join('/')
}

function decodedPath(url: string): string {
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

async function answer(context: Context, parts: RouterParts, endpoint: Endpoint): Promise<Response> {
  const request = context.req.raw
  const params = context.req.param() as Readonly<Record<string, string>>
  const caller = admit(request, parts, endpoint, params)
  const { inputs = {} } = endpoint
  // The filter is read before anything else is validated.
  const filter = inputs.hasFilter ? readFilter(request) : undefined
  const { query, body } = await validate(request, params, inputs)
  const { origin } = new URL(request.url)
  return endpoint.handle({ request, params, caller, query, body, filter, origin })
}

/** Identifies and authorises the caller. */
function admit(
  request: Request,
  { settings, tokens, permissions }: RouterParts,
  endpoint: Endpoint | undefined,
  params: Readonly<Record<string, string>> = {},
): Caller {
  if (endpoint?.isPublic) return ANONYMOUS
  const caller = identify(request, settings, tokens)
  const isWavedThrough =
    settings.profile === 'documented' && request.headers.get('x-nmp-authorized')?.toLowerCase() === 'true'
  if (settings.authEnabled && !isWavedThrough) {
    authorize(
      caller,
      {
        method: request.method === HEAD ? 'HEAD' : request.method,
        path: decodedPath(request.url),
        endpoint,
        params,
      },
      permissions,
    )
  }
  return caller
}

function refuseMethod({ req }: Context, parts: RouterParts, path: string): Response {
  const sharing = parts.endpoints.filter((endpoint) => endpoint.path === path)
  if (!sharing.some((endpoint) => endpoint.isPublic)) admit(req.raw, parts, undefined)
  return json({ detail: 'Method Not Allowed' }, 405, { allow: sharing[0]?.method ?? 'GET' })
}

/** Paths that answer everybody that there is nothing. */
const OPEN_PATHS = /^\/(?:metrics$|apis\/plugins$|apis\/auth\/ext-authz(?:\/|$)|studio|plugin-ui\/)/

function refusePath({ req }: Context, parts: RouterParts): Response {
  const path = decodedPath(req.url)
  if (/^\/apis\/auth\/v2\/authz\//.test(path)) return closedToUsers(req.raw)
  if (!OPEN_PATHS.test(path)) admit(req.raw, parts, undefined)
  const withoutSlash = path.replace(/\/$/, '')
  const isKnown = parts.endpoints.some((endpoint) => matches(endpoint.path, withoutSlash))
  if (path !== withoutSlash && isKnown) {
    const location = new URL(req.url)
    location.pathname = location.pathname.replace(/\/$/, '')
    return new Response(null, { status: 307, headers: { location: location.href } })
  }
  return json({ detail: 'Not Found' }, 404)
}

/** The policy engine's own routes: services only, by header, whatever token comes along. */
function closedToUsers(request: Request): Response {
  const principal = request.headers.get('x-nmp-principal-id') ?? ''
  if (principal === '') return refuse(401, 'Unauthorized').response
  return principal.startsWith('service:')
    ? json({ detail: 'Not Found' }, 404)
    : refuse(403, 'Forbidden').response
}

function matches(pattern: string, path: string): boolean {
  const expected = pattern.split('/')
  const actual = path.split('/')
  return (
    expected.length === actual.length &&
    expected.every((part, index) => (part.startsWith(':') ? actual[index] !== '' : part === actual[index]))
  )
}
