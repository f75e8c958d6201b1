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
    get('/apis/auth/discovery', () =>
      json({ auth_enabled: settings.authEnabled, oidc: discoveryDocument(settings, provider) }),
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
): Record<string, unknown> | null {
  if (provider === undefined) return null
  const { issuer } = provider
  const { generation } = settings.profile
  const endpoints = {
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
  }
  const client = {
    client_id: settings.oidc.clientId,
    default_scopes: 'openid profile email offline_access',
    scope_prefix: settings.oidc.scopePrefix ?? null,
  }
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
      ? { clients: [{ name: 'public', default: true, ...PUBLIC_CLIENT, ...client, ...endpoints, ...newer }] }
      : { ...endpoints, ...client }),
    ...(generation === '0.7' ? { cli_client_id: settings.oidc.clientId, ...newer } : {}),
    workload_token_exchange_enabled: false,
    workload_client_id: null,
    workload_token_endpoint: null,
    workload_audience: null,
    workload_scope: null,
  }
}

/** A client that logs in at the provider itself, without a secret. */
const PUBLIC_CLIENT = {
  client_authentication: 'public',
  server_side_sessions: false,
  authorization_start_endpoint: null,
  broker_token_endpoint: null,
}
