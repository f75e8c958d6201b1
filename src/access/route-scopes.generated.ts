// Generated from api/ by npm run generate. Do not edit.

/** Paths below `prefix` (`*`: any part) need `{scope}:read` for GET, HEAD and `readBy`, else `{scope}:write`. */
export interface RouteScope {
  readonly prefix: string
  readonly scope: string
  readonly readBy?: string
}

/** The first that fits counts; where none does, no scope is needed, or the path is not described. */
export const ROUTE_SCOPES: readonly RouteScope[] = [
  { prefix: '/apis/files/v2/workspaces/*/filesets/*/otlp/v1/logs/query', scope: 'files', readBy: 'POST' },
  { prefix: '/apis/entities', scope: 'entities' },
  { prefix: '/apis/auth/v2/iam', scope: 'auth' },
  { prefix: '/apis/secrets', scope: 'secrets' },
  { prefix: '/apis/intake', scope: 'intake' },
  { prefix: '/apis/files', scope: 'files' },
  { prefix: '/apis/jobs', scope: 'jobs' },
  { prefix: '/apis/models', scope: 'models' },
  { prefix: '/apis/inference-gateway', scope: 'inference' },
  { prefix: '/apis/guardrails', scope: 'guardrails' },
]
