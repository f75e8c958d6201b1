/** The mock platform's routing: who, may they, does it fit, then the route. */

import { type Context, Hono } from 'hono'
import { readFilter } from './http/paging.ts'
import { ANONYMOUS, type Principal } from './http/principal.ts'
import { HTTPError, httpError, internalError, json } from './http/responses.ts'
import type { Route } from './http/route.ts'
import { validate } from './http/validation.ts'
import { authenticate } from './identity/authentication.ts'
import { authorize, type ScopePolicy } from './identity/authorization.ts'
import type { Permissions } from './identity/permissions.ts'
import type { Tokens } from './identity/tokens.ts'
import type { MockSettings } from './platform-options.ts'

/** What routing needs. */
export interface RouterParts {
  readonly settings: MockSettings
  readonly routes: readonly Route[]
  readonly tokens: Tokens
  readonly permissions: Permissions
  readonly policy: ScopePolicy
}

/** HEAD by another name: routers take it for a GET, but on the platform it is a method of its own. */
export const HEAD = 'X-HEAD'

/** Answers every request as the platform would. */
export function createRouter(parts: RouterParts): Hono {
  const app = new Hono({ getPath: (request) => routingPath(request.url) })
  for (const route of parts.routes) {
    app.on(route.method === 'HEAD' ? HEAD : route.method, route.path, (context) =>
      respond(context, parts, route),
    )
  }
  for (const path of new Set(parts.routes.map((route) => route.path))) {
    app.all(path, (context) => methodNotAllowed(context, parts, path))
  }
  app.all('*', (context) => notFound(context, parts))
  app.onError((error) => (error instanceof HTTPError ? error.response : internalError().response))
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

async function respond(context: Context, parts: RouterParts, route: Route): Promise<Response> {
  const request = context.req.raw
  const params = context.req.param() as Readonly<Record<string, string>>
  const caller = await authorizeRequest(request, parts, route, params)
  const { inputs = {} } = route
  // The filter is read before anything else is validated.
  const filter = inputs.hasFilter ? readFilter(request) : undefined
  const { query, body } = await validate(request, params, inputs)
  const { origin } = new URL(request.url)
  return route.handle({ request, params, caller, query, body, filter, origin })
}

/** Identifies and authorises the caller. */
async function authorizeRequest(
  request: Request,
  { settings, tokens, permissions, policy }: RouterParts,
  route: Route | undefined,
  params: Readonly<Record<string, string>> = {},
): Promise<Principal> {
  if (route?.isPublic) return ANONYMOUS
  const caller = await authenticate(request, settings, tokens)
  const { isDocumented, names } = settings.profile
  const isWavedThrough =
    isDocumented && request.headers.get(`${names.headerPrefix}Authorized`)?.toLowerCase() === 'true'
  if (settings.authEnabled && !isWavedThrough) {
    authorize(
      caller,
      {
        method: request.method === HEAD ? 'HEAD' : request.method,
        path: decodedPath(request.url),
        route,
        params,
      },
      permissions,
      policy,
    )
  }
  return caller
}

async function methodNotAllowed({ req }: Context, parts: RouterParts, path: string): Promise<Response> {
  const sharing = parts.routes.filter((route) => route.path === path)
  if (!sharing.some((route) => route.isPublic)) await authorizeRequest(req.raw, parts, undefined)
  return json({ detail: 'Method Not Allowed' }, 405, { allow: sharing[0]?.method ?? 'GET' })
}

/** Paths that answer everybody that there is nothing. */
const OPEN_PATHS = /^\/(?:metrics$|apis\/plugins$|apis\/auth\/ext-authz(?:\/|$)|studio|plugin-ui\/)/

async function notFound({ req }: Context, parts: RouterParts): Promise<Response> {
  const path = decodedPath(req.url)
  if (/^\/apis\/auth\/v2\/authz\//.test(path)) return closedToUsers(req.raw, parts.settings)
  if (!OPEN_PATHS.test(path)) await authorizeRequest(req.raw, parts, undefined)
  const withoutSlash = path.replace(/\/$/, '')
  const isKnown = parts.routes.some((route) => matches(route.path, withoutSlash))
  if (path !== withoutSlash && isKnown) {
    const location = new URL(req.url)
    location.pathname = location.pathname.replace(/\/$/, '')
    return new Response(null, { status: 307, headers: { location: location.href } })
  }
  return json({ detail: 'Not Found' }, 404)
}

/** The policy engine's own routes: services only, by header, whatever token comes along. */
function closedToUsers(request: Request, { profile }: MockSettings): Response {
  const principal = request.headers.get(`${profile.names.headerPrefix}Principal-Id`) ?? ''
  if (principal === '') return httpError(401, 'Unauthorized').response
  return principal.startsWith('service:')
    ? json({ detail: 'Not Found' }, 404)
    : httpError(403, 'Forbidden').response
}

function matches(pattern: string, path: string): boolean {
  const expected = pattern.split('/')
  const actual = path.split('/')
  return (
    expected.length === actual.length &&
    expected.every((part, index) => (part.startsWith(':') ? actual[index] !== '' : part === actual[index]))
  )
}
