/** What the platform tells everybody. */

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
  return [
    get('/health/live', () => json({ status: 'live' })),
    get('/health/ready', () => json({ status: 'ready' })),
    get('/cluster-info', () => json({ platform_version: '0.6.0', revision: 'dev' })),
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

function discoveryDocument(
  settings: MockSettings,
  provider: IdentityProvider | undefined,
): Record<string, unknown> | null {
  if (provider === undefined) return null
  const { issuer } = provider
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
    userinfo_endpoint: `${issuer}/userinfo`,
    client_id: settings.oidc.clientId,
    default_scopes: 'openid profile email offline_access',
    scope_prefix: settings.oidc.scopePrefix ?? null,
    workload_token_exchange_enabled: false,
    workload_client_id: null,
    workload_token_endpoint: null,
    workload_audience: null,
    workload_scope: null,
  }
}
