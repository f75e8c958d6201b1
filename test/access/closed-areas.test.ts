/** Parts of the API that no role of a workspace opens. */

import { expect, test } from 'vitest'
import { closedArea } from '../../src/access/index.ts'

const LOGS = '/apis/files/v2/workspaces/ws/filesets/f/otlp/v1/logs'

test.each<[method: string, path: string, area: string]>([
  ['GET', '/apis/auth/v2/iam/role-bindings', 'role-bindings'],
  ['DELETE', '/apis/auth/v2/iam/role-bindings/rb-1', 'role-bindings'],
  ['GET', '/apis/auth/v2/authz/bundle', 'policy'],
  ['GET', '/apis/secrets/v2/workspaces/a%20b/secrets/key/access', 'secret-values'],
  ['POST', LOGS, 'logs'],
  ['GET', '/apis/entities/v2/workspaces/ws/entities/thing', 'entities'],
  ['PUT', '/apis/entities/v2/workspaces/ws/entities/thing/one', 'entities'],
  ['GET', '/apis/entities/v2/entities/id-1', 'entities'],
  ['POST', '/apis/secrets/v2/rotate-encryption-keys', 'encryption-keys'],
])('%s %s belongs to %s', (method, path, area) => {
  expect(closedArea({ method, path })?.area).toBe(area)
})

test.each<[method: string, path: string]>([
  ['GET', LOGS],
  ['POST', `${LOGS}/query`],
  ['GET', '/apis/secrets/v2/workspaces/ws/secrets/access'],
  ['GET', '/apis/auth/v2/access-keys'],
  ['GET', '/apis/entities/v2/workspaces/entities/projects'],
  ['GET', '/apis/entities/v2/workspaces/iam'],
  ['GET', '/apis/jobs/v2/workspaces/ws/jobs/authz'],
])('%s %s is open to whoever has a role', (method, path) => {
  expect(closedArea({ method, path })).toBeUndefined()
})
