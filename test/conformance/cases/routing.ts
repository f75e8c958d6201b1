/** Paths and methods that are not there, redirects, HEAD, OPTIONS, browsers, and the headers of every answer. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  createsWorkspace,
  FORBIDDEN,
  get,
  NOT_FOUND,
  owner,
  PROJECTS,
  patch,
  platformAdmin,
  post,
  put,
  remove,
  STUMBLED,
  UNAUTHORIZED,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ORIGIN = 'https://studio.example.com'

export const routingCases: readonly Scenario[] = [
  {
    id: 'path-unknown',
    title: 'an unknown path is forbidden; only a PlatformAdmin is told that it is not there',
    steps: [
      get('/apis/nothing', FORBIDDEN),
      get('/apis/entities/v1/workspaces', FORBIDDEN),
      post('/apis/nothing', {}, FORBIDDEN),
      get('/apis/nothing', NOT_FOUND, { as: platformAdmin }),
      remove('/apis/entities/v1/workspaces', NOT_FOUND, { as: platformAdmin }),
    ],
  },
  {
    id: 'method-unknown',
    title: 'a method without a rule is forbidden; only a PlatformAdmin is told which one there is',
    steps: [
      patch(`${WORKSPACES}/default`, {}, FORBIDDEN),
      patch(
        `${WORKSPACES}/default`,
        {},
        { status: 405, body: { detail: 'Method Not Allowed' }, headers: { allow: '<re:[A-Z]+>' } },
        {
          as: platformAdmin,
        },
      ),
      put(WORKSPACES, {}, { status: 405, body: { detail: 'Method Not Allowed' } }, { as: platformAdmin }),
      remove(PROJECTS, { status: 405 }, { as: platformAdmin }),
    ],
  },
  {
    id: 'method-public',
    title: 'a method without a rule on a public path is told to everybody',
    steps: [
      post('/health/live', {}, { status: 405, headers: { allow: 'GET' } }, { as: null }),
      remove('/cluster-info', { status: 405, headers: { allow: 'GET' } }, { as: null }),
      put('/apis/auth/discovery', {}, { status: 405 }, { as: null }),
    ],
  },
  {
    id: 'slash-last',
    title: 'a slash at the end is another path: forbidden, and for a PlatformAdmin a redirect',
    steps: [
      get(`${WORKSPACES}/`, FORBIDDEN),
      get(
        `${WORKSPACES}/`,
        {
          status: 307,
          body: '<empty>',
          headers: { location: '<re:https?://[^/]+/apis/entities/v2/workspaces>' },
        },
        {
          as: platformAdmin,
        },
      ),
    ],
  },
  {
    id: 'slash-query',
    title: 'the redirect keeps the query',
    steps: [
      get(
        `${WORKSPACES}/?page=2`,
        { status: 307, headers: { location: '<re:.*/workspaces\\?page=2>' } },
        {
          as: platformAdmin,
        },
      ),
    ],
  },
  {
    id: 'path-encoded',
    title: 'letters of a path may be encoded',
    steps: [createsWorkspace(), get(`/apis/entities/v2/%77orkspaces/{ws}`, { status: 200 })],
  },
  {
    id: 'path-case',
    title: 'the case of a path counts',
    steps: [get('/apis/entities/v2/Workspaces', FORBIDDEN)],
  },
  {
    id: 'head-closed',
    title: 'HEAD has no rule: forbidden without a body',
    steps: [
      { as: owner, method: 'HEAD', path: WORKSPACES, expect: { status: 403, body: '<empty>' } },
      { as: null, method: 'HEAD', path: WORKSPACES, expect: { status: 401, body: '<empty>' } },
      { as: platformAdmin, method: 'HEAD', path: WORKSPACES, expect: { status: 405, body: '<empty>' } },
      { as: null, method: 'HEAD', path: '/health/live', expect: { status: 405, body: '<empty>' } },
    ],
  },
  {
    id: 'options-plain',
    title: 'OPTIONS that is no question of a browser has no rule',
    steps: [
      { as: owner, method: 'OPTIONS', path: WORKSPACES, expect: FORBIDDEN },
      { as: null, method: 'OPTIONS', path: WORKSPACES, expect: UNAUTHORIZED },
      { as: null, method: 'OPTIONS', path: WORKSPACES, headers: { origin: ORIGIN }, expect: UNAUTHORIZED },
    ],
  },
  {
    id: 'cors-preflight',
    title: 'a browser that asks in advance is told yes, without a token',
    steps: [
      {
        as: null,
        method: 'OPTIONS',
        path: WORKSPACES,
        headers: {
          origin: ORIGIN,
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization, content-type',
        },
        expect: {
          status: 200,
          body: 'OK',
          headers: {
            'access-control-allow-origin': ORIGIN,
            'access-control-allow-credentials': 'true',
            'access-control-allow-methods': '<re:.*DELETE.*>',
            'access-control-allow-headers': 'authorization, content-type',
            'access-control-max-age': '600',
          },
        },
      },
    ],
  },
  {
    id: 'cors-preflight-unknown',
    title: 'so it is for a path that is not there',
    steps: [
      {
        as: null,
        method: 'OPTIONS',
        path: '/apis/nothing',
        headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
        expect: { status: 200, body: 'OK', headers: { 'access-control-allow-origin': ORIGIN } },
      },
    ],
  },
  {
    id: 'cors-answer',
    title: 'answers to a browser name its origin, refusals too',
    steps: [
      get(
        WORKSPACES,
        {
          status: 200,
          headers: {
            'access-control-allow-origin': ORIGIN,
            'access-control-allow-credentials': 'true',
            'access-control-expose-headers': '*',
            vary: '<re:.*Origin.*>',
          },
        },
        { headers: { origin: ORIGIN } },
      ),
      get(
        WORKSPACES,
        { status: 401, headers: { 'access-control-allow-origin': ORIGIN } },
        { as: null, headers: { origin: ORIGIN } },
      ),
      get(
        '/apis/nothing',
        { status: 403, headers: { 'access-control-allow-origin': ORIGIN } },
        { headers: { origin: ORIGIN } },
      ),
    ],
  },
  {
    id: 'cors-none',
    title: 'answers to others name no origin',
    steps: [get(WORKSPACES, { status: 200, headers: { 'access-control-allow-origin': null } })],
  },
  {
    id: 'headers-usual',
    title: 'every answer says when, by what, and that it is JSON',
    steps: [
      get(WORKSPACES, {
        status: 200,
        headers: {
          date: '<re:\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT>',
          server: 'uvicorn',
          'content-type': 'application/json',
          vary: 'Origin',
          'x-request-id': null,
          'cache-control': null,
          etag: null,
        },
      }),
      get('/apis/nothing', {
        status: 403,
        headers: { server: 'uvicorn', 'content-type': 'application/json', 'x-should-retry': null },
      }),
    ],
  },
  {
    id: 'headers-stumble',
    title: 'an unexpected error is a 500 with a sentence, and asks nobody to wait',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(`${PROJECTS}?filter[nothing]=x`, { ...STUMBLED, headers: { 'retry-after': null } }),
    ],
  },
  {
    id: 'body-get',
    title: 'the type that a request accepts does not matter',
    steps: [
      get(WORKSPACE, FORBIDDEN, { headers: { accept: 'text/html' } }),
      get(
        '/cluster-info',
        { status: 200, body: subset({}), headers: { 'content-type': 'application/json' } },
        {
          as: null,
          headers: { accept: 'application/xml' },
        },
      ),
    ],
  },
]
