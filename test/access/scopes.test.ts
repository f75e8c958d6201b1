/** Which scopes a request needs, by method and path, and whether those of a token do. */

import { describe, expect, test } from 'vitest'
import {
  likelyScopes,
  platformFirst,
  requiredScopes,
  scopesAllow,
  withoutScopePrefix,
} from '../../src/access/index.ts'
import { lacksScope } from '../../src/access/scopes.ts'
import { jwt } from '../helpers/sample-tokens.ts'

const LOGS = '/apis/files/v2/workspaces/w/filesets/f/otlp/v1/logs'

describe('the scopes of a request', () => {
  test.each<[method: string, path: string, scopes: string[]]>([
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
    ['POST', `${LOGS}/query`, ['platform:read', 'files:read']],
    ['PUT', `${LOGS}/query`, ['platform:write', 'files:write']],
    ['POST', LOGS, ['platform:write', 'files:write']],
  ])('%s %s are %j', (method, path, scopes) => {
    expect(requiredScopes({ method, path })).toEqual(scopes)
    expect(likelyScopes({ method, path })).toEqual(scopes)
  })

  test.each<[method: string, path: string, scopes: string[]]>([
    ['GET', '/apis/auth/v2/access-keys', ['platform:read', 'auth:read']],
    ['POST', '/apis/auth/v2/access-keys/ak_0/suspend', ['platform:write', 'auth:write']],
  ])('%s %s are none at 0.6, and %j from 0.7 on', (method, path, scopes) => {
    expect(requiredScopes({ method, path }, '0.6')).toBeUndefined()
    expect(requiredScopes({ method, path }, '0.7')).toEqual(scopes)
    expect(requiredScopes({ method, path })).toEqual(scopes)
  })

  test.each<[method: string, path: string]>([
    ['GET', '/apis/auth/authenticate'],
    ['POST', '/apis/auth/authenticate'],
    ['GET', '/apis/auth/discovery'],
    ['GET', '/apis/some-plugin/v1/things'],
    ['GET', '/apis/entities-of-a-plugin/v2/workspaces'],
    ['GET', '/elsewhere/apis/entities/v2/workspaces'],
    ['GET', '/cluster-info'],
    ['GET', '/'],
  ])('%s %s are unknown, or none', (method, path) => {
    expect(requiredScopes({ method, path })).toBeUndefined()
  })

  test.each<[method: string, path: string, scopes: string[]]>([
    ['GET', '/apis/evaluator/v2/workspaces/w/evaluate/jobs', ['platform:read', 'evaluator:read']],
    ['POST', '/apis/evaluator/v2/workspaces/w/evaluate/jobs', ['platform:write', 'evaluator:write']],
    ['GET', '/cluster-info', []],
  ])('%s %s are likely %j: a plugin has the name of its API', (method, path, scopes) => {
    expect(likelyScopes({ method, path })).toEqual(scopes)
  })

  test('stand with that of the whole platform first', () => {
    expect(platformFirst(['files:read', 'platform:read'])).toEqual(['platform:read', 'files:read'])
    expect(platformFirst(['platform:read', 'secrets:read'])).toEqual(['platform:read', 'secrets:read'])
  })
})

describe('scopes of a token allow an operation', () => {
  const needed = ['platform:read', 'jobs:read']

  test.each<[what: string, scopes: string[] | undefined, needed: string[], allowed: boolean]>([
    ['where one of them is needed', ['openid', 'jobs:read'], needed, true],
    ['where none has a colon', ['openid', 'profile'], needed, true],
    ['where there are none', undefined, needed, true],
    ['where none is needed', ['files:read'], [], true],
    ['not where only others are there', ['jobs:write'], needed, false],
    ['not under a prefix that the platform has left on', ['api://nemo/jobs:read'], needed, false],
  ])('%s', (_what, scopes, needed, allowed) => {
    expect(scopesAllow(scopes, needed)).toBe(allowed)
  })
})

test('a prefix of the provider is taken off', () => {
  expect(['api://nemo/jobs:read', 'jobs:read'].map(withoutScopePrefix)).toEqual(['jobs:read', 'jobs:read'])
})

describe('a request lacks a scope', () => {
  const request = { method: 'GET', path: '/apis/jobs/v2/workspaces/w/jobs' }
  const tokenWith = (scope: string) => jwt({ sub: 'alice', scope })

  test.each<[what: string, token: string | undefined, lacks: boolean]>([
    ['with a token of another right', tokenWith('jobs:write'), true],
    ['with a token that has only a scope of the provider', tokenWith('api://nemo/things'), true],
    ['never with the right scope behind a prefix', tokenWith('api://nemo/jobs:read'), false],
    ['never with scopes that restrict nothing', tokenWith('openid'), false],
    ['never with an opaque token', 'opaque', false],
    ['never without a token', undefined, false],
  ])('%s', (_what, token, lacks) => {
    expect(lacksScope(request, token)).toBe(lacks)
  })

  test('never where the path needs none', () => {
    const path = '/apis/auth/authenticate'

    expect(lacksScope({ method: 'GET', path }, tokenWith('jobs:read'))).toBe(false)
  })
})
