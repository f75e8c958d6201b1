/** What the platform tells everybody, and who one is. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import { get, owner, person, post, refused } from '../steps.ts'

const BAD = { raw: 'garbage' }

function openTo(id: string, title: string, path: string, expect: Expectation): Scenario {
  return { id, title, steps: [get(path, expect, { as: null }), get(path, expect, { as: BAD })] }
}

export const publicCases: readonly Scenario[] = [
  openTo('live', 'liveness needs no token', '/health/live', { status: 200, body: { status: 'live' } }),
  {
    id: 'ready',
    title: 'readiness needs no token',
    steps: [get('/health/ready', { status: 200, body: { status: 'ready' } }, { as: null, retryFor: 60 })],
  },
  openTo('cluster-info', 'the version needs no token', '/cluster-info', {
    status: 200,
    body: { platform_version: '{version}', revision: '<string>' },
  }),
  {
    id: 'status',
    title: 'the status of all services needs no token',
    steps: [
      get(
        '/status',
        {
          status: 200,
          body: {
            status: 'healthy',
            services: { ready: '<any>', not_ready: [] },
            controllers: { healthy: true, status: '<any>' },
          },
        },
        { as: null, retryFor: 60 },
      ),
    ],
  },
  openTo(
    'discovery',
    'discovery needs no token; without an identity provider there is no oidc',
    '/apis/auth/discovery',
    {
      status: 200,
      body: { auth_enabled: true, oidc: null },
    },
  ),
  openTo('jwks', 'keys need no token; there are none', '/apis/auth/jwks', {
    status: 200,
    body: { keys: [] },
  }),
  openTo('root', 'the root leads to the studio', '/', { status: 301, headers: { location: '/studio' } }),
  {
    id: 'metrics',
    title: 'paths that are open but empty are not there',
    steps: [get('/metrics', { status: 404 }, { as: null })],
  },
  {
    id: 'exchange-off',
    title: 'a token exchange that is off is refused in the words of OAuth',
    steps: [
      post(
        '/apis/auth/token',
        undefined,
        {
          status: 400,
          body: { error: 'invalid_request', error_description: 'Workload token exchange is not enabled' },
        },
        {
          as: null,
          rawBody: 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      ),
    ],
  },
  {
    id: 'whoami',
    title: 'authenticate tells who one is, by GET and by POST',
    steps: (['GET', 'POST'] as const).map((method) => ({
      as: { ...owner, sub: 'subject-{run}', scopes: ['openid', 'jobs:read'], claims: { groups: ['a', 'b'] } },
      method,
      path: '/apis/auth/authenticate',
      expect: {
        status: 200,
        body: {
          principal: 'subject-{run}',
          email: owner.email,
          groups: ['a', 'b'],
          scopes: ['openid', 'jobs:read'],
          jti: null,
          token_kind: 'oidc_access_token',
          on_behalf_of: null,
          on_behalf_of_email: null,
          on_behalf_of_groups: [],
        },
      },
    })),
  },
  {
    id: 'whoami-least',
    title: 'authenticate tells of a token that holds a subject only',
    steps: [
      get(
        '/apis/auth/authenticate',
        { status: 200, body: subset({ principal: 'm-{run}', email: null, groups: [], scopes: [] }) },
        {
          as: { sub: 'm-{run}' },
        },
      ),
    ],
  },
  {
    id: 'whoami-refused',
    title: 'authenticate has words of its own for no token and a bad one',
    steps: [
      get('/apis/auth/authenticate', refused(401, 'Missing bearer token'), { as: null }),
      get('/apis/auth/authenticate', refused(401, 'Invalid bearer token'), { as: BAD }),
      get('/apis/auth/authenticate', refused(401, 'Invalid bearer token'), {
        as: person('u', { expired: true }),
      }),
    ],
  },
  {
    id: 'docs-closed',
    title: 'the description of the API is for administrators, and from 0.7 on for everybody',
    steps: changedIn<readonly Step[]>('0.7', 'what is described is no secret any more', {
      before: [
        get('/openapi.json', { status: 401 }, { as: null }),
        get('/openapi.json', { status: 403 }),
        get('/docs', { status: 403 }),
      ],
      after: [
        get('/openapi.json', { status: 200, body: subset({ openapi: '<string>' }) }, { as: null }),
        get('/docs', { status: 200 }, { as: null }),
      ],
    }),
  },
]
