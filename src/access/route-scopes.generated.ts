// Generated from api/ by npm run generate. Do not edit.

/** `path` (`*`: a part, `**`: the rest) needs `{scope}:read` for GET, HEAD and `readBy`, else `:write`; without `scope` its API. */
export interface RouteScope {
  readonly path: string
  readonly scope?: string
  readonly readBy?: string
  readonly since?: string
}

/** The first that fits counts. */
export const ROUTE_SCOPES: readonly RouteScope[] = [
  { path: '/apis/files/v2/workspaces/*/filesets/*/otlp/v1/logs/query', readBy: 'POST' },
  { path: '/apis/entities/**' },
  { path: '/apis/auth/v2/iam/**' },
  { path: '/apis/auth/v2/access-keys/**', since: '0.7' },
  { path: '/apis/secrets/**' },
  { path: '/apis/intake/**' },
  { path: '/apis/files/**' },
  { path: '/apis/jobs/**' },
  { path: '/apis/models/**' },
  { path: '/apis/inference-gateway/**', scope: 'inference' },
  { path: '/apis/guardrails/**' },
]
