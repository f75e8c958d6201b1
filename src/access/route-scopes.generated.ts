// Generated from api/ by npm run generate. Do not edit.

/** A `path` (`*`: a part, `**`: the rest) needs `{scope}:read` for GET, HEAD and `readBy`, else `{scope}:write`. */
export interface RouteScope {
  readonly path: string
  readonly scope: string
  readonly readBy?: string
}

/** The first that fits counts; where none does, no scope is needed, or the path is not described. */
export const ROUTE_SCOPES: readonly RouteScope[] = [
  { path: '/apis/files/v2/workspaces/*/filesets/*/otlp/v1/logs/query', scope: 'files', readBy: 'POST' },
  { path: '/apis/entities/**', scope: 'entities' },
  { path: '/apis/auth/v2/**', scope: 'auth' },
  { path: '/apis/secrets/**', scope: 'secrets' },
  { path: '/apis/intake/**', scope: 'intake' },
  { path: '/apis/files/**', scope: 'files' },
  { path: '/apis/jobs/**', scope: 'jobs' },
  { path: '/apis/models/**', scope: 'models' },
  { path: '/apis/inference-gateway/**', scope: 'inference' },
  { path: '/apis/guardrails/**', scope: 'guardrails' },
  { path: '/apis/agent-optimization/**', scope: 'agent-optimization' },
  { path: '/apis/evals/**', scope: 'evaluator' },
  { path: '/apis/customization/**', scope: 'customization' },
]
