/** Which scopes a request needs: inferred from method and path. */

import { describe, expect, test } from 'vitest'
import { requiredScopes } from '../../src/access/required-scopes.ts'
import type { Method } from '../../src/http/request/operation.ts'

function scopesOf(method: Method, path: string) {
  const url = new URL(path, 'https://nemo.test')
  return requiredScopes({ method, url })
}

describe('the scopes of a request', () => {
  test.each<[method: Method, path: string, scopes: string[]]>([
    ['GET', '/apis/entities/v2/workspaces', ['platform:read', 'entities:read']],
    ['HEAD', '/apis/entities/v2/workspaces', ['platform:read', 'entities:read']],
    ['POST', '/apis/entities/v2/workspaces', ['platform:write', 'entities:write']],
    ['PUT', '/apis/entities/v2/workspaces/w/members/a@b.c', ['platform:write', 'entities:write']],
    ['DELETE', '/apis/entities/v2/workspaces/w/projects/p', ['platform:write', 'entities:write']],
    ['PATCH', '/apis/secrets/v2/workspaces/w/secrets/s', ['platform:write', 'secrets:write']],
    ['GET', '/apis/secrets/v2/workspaces/w/secrets/s/access', ['platform:read', 'secrets:read']],
    ['GET', '/apis/auth/v2/iam/role-bindings', ['platform:read', 'auth:read']],
    ['POST', '/apis/auth/v2/iam/role-bindings', ['platform:write', 'auth:write']],
    [
      'GET',
      '/apis/inference-gateway/v2/workspaces/w/openai/-/v1/models',
      ['platform:read', 'inference:read'],
    ],
    ['POST', '/apis/files/v2/workspaces/w/filesets/f/otlp/v1/logs/query', ['platform:read', 'files:read']],
    ['POST', '/apis/files/v2/workspaces/w/filesets/f/otlp/v1/logs', ['platform:write', 'files:write']],
    ['GET', '/behind/a/proxy/apis/jobs/v2/workspaces/w/jobs', ['platform:read', 'jobs:read']],
  ])('%s %s are %j', (method, path, scopes) => {
    expect(scopesOf(method, path)).toEqual(scopes)
  })

  test.each<[method: Method, path: string]>([
    ['GET', '/apis/auth/authenticate'],
    ['POST', '/apis/auth/authenticate'],
    ['GET', '/apis/auth/discovery'],
    ['GET', '/apis/auth/v2/access-keys'],
    ['POST', '/apis/auth/v2/access-keys/ak_0/suspend'],
    ['GET', '/apis/some-plugin/v1/things'],
    ['GET', '/cluster-info'],
    ['GET', '/'],
  ])('%s %s are unknown, or none', (method, path) => {
    expect(scopesOf(method, path)).toBeUndefined()
  })
})
