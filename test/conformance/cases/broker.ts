/** The logins that a platform keeps, from 0.8 on: what it answers where it keeps none. */

import type { Scenario, Step } from '../scenario.ts'
import { get, post } from '../steps.ts'

const BROKER = '/apis/auth/v2'
const only = { since: '0.8', why: 'earlier releases keep no logins' } as const
const CHALLENGE = 'c'.repeat(43)
const START = {
  redirect_uri: 'http://127.0.0.1:9/callback',
  code_challenge: CHALLENGE,
  state: '0123456789abcdef',
}

const isUnavailable = { status: 503, body: { detail: 'OIDC server-side login is not available' } }

function trades(body: unknown, status: number, detail: unknown, more: Partial<Step> = {}): Step {
  return post(`${BROKER}/token`, body, { status, body: { detail } }, { as: null, ...more })
}

export const brokerCases: readonly Scenario[] = [
  {
    id: 'broker-off',
    title: 'a platform that keeps no logins looks at nothing that is asked',
    only,
    steps: [
      post(`${BROKER}/authorize?client=public`, START, isUnavailable, { as: null }),
      post(`${BROKER}/authorize`, {}, isUnavailable, { as: null }),
      get(`${BROKER}/authorize/nothing`, isUnavailable, { as: null }),
      get(`${BROKER}/login/callback`, isUnavailable, { as: null }),
    ],
  },
  {
    id: 'broker-unknown',
    title: 'codes and handles that nobody gave are not found',
    only,
    steps: [
      trades({ grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'Refresh token was not found'),
      trades(
        { grant_type: 'authorization_code', code: 'x', code_verifier: CHALLENGE },
        400,
        'Login code was not found',
      ),
    ],
  },
  {
    id: 'broker-body',
    title: 'tokens are asked for in JSON, by the kind of the grant, and with nothing besides',
    only,
    steps: [
      trades({}, 422, [
        {
          type: 'union_tag_not_found',
          loc: ['body'],
          msg: "Unable to extract tag using discriminator 'grant_type'",
          input: {},
          ctx: { discriminator: "'grant_type'" },
        },
      ]),
      trades({ grant_type: 'password' }, 422, [
        {
          type: 'union_tag_invalid',
          loc: ['body'],
          msg: "Input tag 'password' found using 'grant_type' does not match any of the expected tags: 'authorization_code', 'refresh_token'",
          input: { grant_type: 'password' },
          ctx: {
            discriminator: "'grant_type'",
            tag: 'password',
            expected_tags: "'authorization_code', 'refresh_token'",
          },
        },
      ]),
      trades({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'c' }, 422, [
        {
          type: 'extra_forbidden',
          loc: ['body', 'refresh_token', 'client_id'],
          msg: 'Extra inputs are not permitted',
          input: 'c',
        },
      ]),
      trades({ grant_type: 'authorization_code', code: 'x', code_verifier: 'short' }, 422, [
        {
          type: 'string_too_short',
          loc: ['body', 'authorization_code', 'code_verifier'],
          msg: 'String should have at least 43 characters',
          input: 'short',
          ctx: { min_length: 43 },
        },
      ]),
      trades(
        undefined,
        422,
        [
          {
            type: 'model_attributes_type',
            loc: ['body'],
            msg: 'Input should be a valid dictionary or object to extract fields from',
            input: 'grant_type=refresh_token&refresh_token=x',
          },
        ],
        {
          rawBody: 'grant_type=refresh_token&refresh_token=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      ),
    ],
  },
  {
    id: 'broker-session',
    title: 'without a cookie there is no session of a browser; to end one takes a header',
    only,
    steps: [
      get(`${BROKER}/session`, { status: 401, body: { detail: 'Missing session' } }, { as: null }),
      post(
        `${BROKER}/logout`,
        undefined,
        { status: 403, body: { detail: 'Missing or invalid X-Source' } },
        { as: null },
      ),
      post(
        `${BROKER}/logout`,
        undefined,
        { status: 204 },
        { as: null, headers: { 'x-source': 'NeMo Studio' } },
      ),
    ],
  },
]
