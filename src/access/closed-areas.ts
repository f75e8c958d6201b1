/** Parts of the API that no role of a workspace opens: the path alone tells. */

import type { SentRequest } from '../http/request/operation.ts'
import type { ClosedArea } from '../remedies/index.ts'

/** What is closed, and to whom it is open. */
export interface Closed {
  readonly area: ClosedArea
  readonly reason: 'services-only' | 'platform-admin-only'
}

const WORKSPACE = '/v2/workspaces/[^/]+'

const CLOSED: readonly (Closed & { readonly method?: 'POST'; readonly path: RegExp })[] = [
  { area: 'role-bindings', reason: 'services-only', path: /\/apis\/auth\/v2\/iam\// },
  { area: 'policy', reason: 'services-only', path: /\/apis\/auth\/v2\/authz\// },
  {
    area: 'secret-values',
    reason: 'services-only',
    path: new RegExp(`/apis/secrets${WORKSPACE}/secrets/[^/]+/access$`),
  },
  {
    area: 'logs',
    reason: 'services-only',
    method: 'POST',
    path: new RegExp(`/apis/files${WORKSPACE}/filesets/[^/]+/otlp/v1/logs$`),
  },
  {
    area: 'entities',
    reason: 'platform-admin-only',
    path: /\/apis\/entities\/v2\/(?:workspaces\/[^/]+\/)?entities\//,
  },
  {
    area: 'encryption-keys',
    reason: 'platform-admin-only',
    path: /\/apis\/secrets\/v2\/rotate-encryption-keys$/,
  },
]

/** The closed part of the API that a request is for; undefined where a role may open it. */
export function closedArea({ method, url }: Pick<SentRequest, 'method' | 'url'>): Closed | undefined {
  return CLOSED.find(
    (entry) => entry.path.test(url.pathname) && (entry.method === undefined || entry.method === method),
  )
}
