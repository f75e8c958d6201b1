/** Parts of the API that no role of a workspace opens: method and path alone tell. */

import type { ClosedArea } from '../remedies/refusals.ts'
import { fitsPattern } from './path-pattern.ts'
import type { AccessRequest } from './request-kind.ts'

/** What is closed, and to whom it is open. */
export interface Closed {
  readonly area: ClosedArea
  readonly reason: 'services-only' | 'platform-admin-only'
}

const CLOSED: readonly (Closed & { readonly method?: 'POST'; readonly path: string })[] = [
  { area: 'role-bindings', reason: 'services-only', path: '/apis/auth/v2/iam/**' },
  { area: 'policy', reason: 'services-only', path: '/apis/auth/v2/authz/**' },
  {
    area: 'secret-values',
    reason: 'services-only',
    path: '/apis/secrets/v2/workspaces/*/secrets/*/access',
  },
  {
    area: 'logs',
    reason: 'services-only',
    method: 'POST',
    path: '/apis/files/v2/workspaces/*/filesets/*/otlp/v1/logs',
  },
  {
    area: 'entities',
    reason: 'platform-admin-only',
    path: '/apis/entities/v2/workspaces/*/entities/**',
  },
  { area: 'entities', reason: 'platform-admin-only', path: '/apis/entities/v2/entities/**' },
  {
    area: 'encryption-keys',
    reason: 'platform-admin-only',
    path: '/apis/secrets/v2/rotate-encryption-keys',
  },
]

/** The closed part of the API that a request is for; undefined where a role may open it. */
export function closedArea({ method, path }: AccessRequest): Closed | undefined {
  return CLOSED.find(
    (entry) => fitsPattern(path, entry.path) && (entry.method === undefined || entry.method === method),
  )
}
