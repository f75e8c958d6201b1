/** What the platform tells everybody. */

import { describeRelease } from '../openapi/document.ts'
import { json } from './http/responses.ts'
import type { Route } from './http/route.ts'
import type { AccessKeys } from './identity/access-keys.ts'
import type { IdentityProvider } from './identity/identity-provider.ts'
import type { MockSettings } from './platform-options.ts'

const SERVICES = [
  'entities',
  'auth',
  'secrets',
  'files',
  'models',
  'jobs',
  'inference-gateway',
  'platform-seed',
]
const CONTROLLERS = {
  workspace_cleanup: true,
  job_scheduler: true,
  job_reconciler: true,
  models_controller: true,
}

/** Version, health and discovery. */
export function publicRoutes(
  settings: MockSettings,
  provider: IdentityProvider | undefined,
  accessKeys: AccessKeys,
): Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    scopes: [],
    isPublic: true,
    handle,
  })
  const { profile } = settings
  return [
    ...(profile.generation === '0.6' ? [] : openDocuments(settings, get)),
    get('/health/live', () => json({ status: 'live' })),
    get('/health/ready', () => json({ status: 'ready' })),
    get('/cluster-info', () => json({ platform_version: profile.version, revision: 'dev' })),
    get('/status', () =>
      json({
        status: 'healthy',
        services: { ready: SERVICES, not_ready: [] },
        controllers: { healthy: true, status: CONTROLLERS },
      }),
    ),
    get('/', () => new Response(null, { status: 301, headers: { location: '/studio' } })),
    get('/apis/auth/discovery', ({ origin }) =>
      json({ auth_enabled: settings.authEnabled, oidc: discoveryDocument(settings, provider, origin) }),
    ),
    get('/apis/auth/jwks', () => json({ keys: settings.accessKeys ? [accessKeys.publicJwk()] : [] })),
    {
      method: 'POST',
      path: '/apis/auth/token',
      scopes: [],
      isPublic: true,
      handle: () =>
        json({ error: 'invalid_request', error_description: 'Workload token exchange is not enabled' }, 400),
    },
  ]
}

/** Who may see the descriptions of the API: everybody, from 0.7 on. */
function openDocuments(
  { profile, plugins }: MockSettings,
  get: (path: string, handle: Route['handle']) => Route,
): Route[] {
  const title = 'Nemo Helix API'
  return [
    get('/openapi.json', () =>
      json({
        openapi: '3.1.0',
        info: { title, version: '0.0.1' },
        ...describeRelease(profile.generation, Object.keys(plugins)),
      }),
    ),
    get('/docs', () => new Response(`<title>${title}</title>`, { headers: { 'content-type': 'text/html' } })),
  ]
}

function discoveryDocument(
  settings: MockSettings,
  provider: IdentityProvider | undefined,
  origin: string,
): Record<string, unknown> | null {
  if (provider === undefined) return null
  const { issuer } = provider
  const { generation } = settings.profile
  const endpoints = {
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
  }
  const { clientId, confidentialClientId, serverSideSessions } = settings.oidc
  const common = {
    default_scopes: 'openid profile email offline_access',
    scope_prefix: settings.oidc.scopePrefix ?? null,
  }
  const client = { client_id: clientId, ...common }
  const newer = {
    bearer_token_source: 'access_token',
    device_authorization_requires_device_id: false,
    device_authorization_display_name: null,
    device_token_request_includes_scope: true,
  }
  return {
    issuer,
    userinfo_endpoint: `${issuer}/userinfo`,
    ...(generation === '0.8'
      ? {
          clients: [
            {
              name: 'public',
              default: true,
              client_authentication: 'public',
              ...client,
              ...newer,
              server_side_sessions: serverSideSessions,
              ...(serverSideSessions
                ? { ...blank(endpoints), ...brokerEndpoints(origin, '?client=public') }
                : { ...endpoints, ...blank(brokerEndpoints(origin)) }),
            },
            ...(confidentialClientId === undefined
              ? []
              : [
                  { ...CONFIDENTIAL, client_id: confidentialClientId, ...common, ...brokerEndpoints(origin) },
                ]),
          ],
        }
      : { ...endpoints, ...client }),
    ...(generation === '0.7' ? { cli_client_id: clientId, ...newer } : {}),
    workload_token_exchange_enabled: false,
    workload_client_id: null,
    workload_token_endpoint: null,
    workload_audience: null,
    workload_scope: null,
  }
}

const CONFIDENTIAL = {
  name: 'confidential',
  default: false,
  client_authentication: 'client_secret_basic',
  bearer_token_source: 'access_token',
}

/** Where logins are made that the platform keeps. */
function brokerEndpoints(origin: string, query = ''): Record<string, string> {
  return {
    authorization_start_endpoint: `${origin}/apis/auth/v2/authorize${query}`,
    broker_token_endpoint: `${origin}/apis/auth/v2/token${query}`,
  }
}

/** The same fields with nothing in them. */
function blank(fields: Readonly<Record<string, string>>): Record<string, null> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, null]))
}
