/** Which tokens are accepted, and what is said to the others. */

import { subset } from '../matching.ts'
import type { Identity, Scenario } from '../scenario.ts'
import {
  BAD_TOKEN,
  createsWorkspace,
  get,
  MEMBERS,
  owner,
  person,
  post,
  refused,
  stranger,
  UNAUTHORIZED,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ACCEPTED = { status: 200 }
const UNREADABLE = Buffer.from('{"sub":"x"').toString('base64url')

function refusesToken(id: string, title: string, token: Omit<Identity, 'email'>): Scenario {
  return { id, title, steps: [get(WORKSPACES, BAD_TOKEN, { as: person('u', token) })] }
}

function acceptsToken(id: string, title: string, token: Omit<Identity, 'email'>, quirk = false): Scenario {
  return { id, title, quirk, steps: [get(WORKSPACES, ACCEPTED, { as: person('u', token) })] }
}

export const tokenCases: readonly Scenario[] = [
  {
    id: 'token-none',
    title: 'a request without a token is unauthorized',
    steps: [get(WORKSPACES, { ...UNAUTHORIZED, headers: { 'www-authenticate': null } }, { as: null })],
  },
  acceptsToken('token-unsigned', 'an unsigned token is accepted', {}),
  refusesToken('token-expired', 'a token that has ended is refused', { expired: true }),
  refusesToken('token-without-exp', 'a token without end is refused', { drop: ['exp'] }),
  refusesToken('token-without-iat', 'a token without time of issue is refused', { drop: ['iat'] }),
  refusesToken('token-without-sub', 'a token without subject is refused', { drop: ['sub'] }),
  refusesToken('token-empty-sub', 'a token with an empty subject is refused', { claims: { sub: '' } }),
  refusesToken('token-number-sub', 'a subject that is a number is refused', { claims: { sub: 7 } }),
  refusesToken('token-text-exp', 'an end that is no number is refused', { claims: { exp: 'tomorrow' } }),
  refusesToken('token-early-iat', 'a token issued in the future is refused, with no leeway', {
    claims: { iat: '{now+5}' },
  }),
  refusesToken('token-early-nbf', 'a token that is not valid yet is refused', {
    claims: { nbf: '{now+30}' },
  }),
  acceptsToken('token-past-nbf', 'a token that has become valid is accepted', {
    claims: { nbf: '{now-30}' },
  }),
  refusesToken('token-other-alg', 'an unsigned token that claims an algorithm is refused', {
    header: { alg: 'HS256' },
  }),
  refusesToken('token-no-alg', 'a token that names no algorithm is refused', { header: { alg: null } }),
  acceptsToken('token-upper-none', 'the case of alg none does not matter', { header: { alg: 'None' } }, true),
  acceptsToken(
    'token-signature',
    'text after the last dot of an unsigned token is ignored',
    { signature: 'c2ln' },
    true,
  ),
  refusesToken('token-no-jwt', 'a bearer token that is no JWT is refused', { raw: 'opaque-token' }),
  refusesToken('token-two-parts', 'a token of two parts is refused', {
    raw: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0',
  }),
  refusesToken('token-claims-no-json', 'a token whose claims are no JSON is refused', {
    raw: `eyJhbGciOiJub25lIn0.${UNREADABLE}.`,
  }),
  {
    id: 'bearer-empty',
    title: 'Bearer without a token is refused in words of its own',
    steps: [
      get(WORKSPACES, refused(401, 'Invalid bearer token'), {
        as: null,
        headers: { authorization: 'Bearer' },
      }),
    ],
  },
  {
    id: 'bearer-two',
    title: 'Bearer with two tokens is refused in words of its own',
    steps: [
      get(WORKSPACES, refused(401, 'Invalid bearer token'), {
        as: null,
        headers: { authorization: 'Bearer one two' },
      }),
    ],
  },
  {
    id: 'bearer-other-scheme',
    title: 'another scheme counts as no token',
    steps: [get(WORKSPACES, UNAUTHORIZED, { as: null, headers: { authorization: 'Basic dXNlcjpwYXNz' } })],
  },
  {
    id: 'bearer-scheme-case',
    title: 'the case of the scheme does not matter',
    steps: [get(WORKSPACES, BAD_TOKEN, { as: null, headers: { authorization: 'bEARER opaque' } })],
  },
  {
    id: 'token-before-path',
    title: 'an unknown path asks for a token first',
    steps: [
      get('/apis/nothing/v2/here', UNAUTHORIZED, { as: null }),
      get('/apis/nothing/v2/here', BAD_TOKEN, { as: person('u', { expired: true }) }),
    ],
  },
  {
    id: 'token-before-body',
    title: 'a token is looked at before the body',
    steps: [
      post(WORKSPACES, { name: 'NOT A NAME' }, UNAUTHORIZED, { as: null }),
      post(WORKSPACES, { name: 'NOT A NAME' }, BAD_TOKEN, { as: person('u', { expired: true }) }),
    ],
  },
  {
    id: 'token-sub-and-email',
    title: 'a creator is named by subject, her role by e-mail address',
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}' },
        {
          status: 201,
          body: subset({ created_by: 'subject-{case}-{run}', updated_by: 'subject-{case}-{run}' }),
        },
        { as: person('owner', { sub: 'subject-{case}-{run}' }) },
      ),
      get(
        MEMBERS,
        {
          status: 200,
          body: {
            data: [
              {
                principal: owner.email,
                roles: ['Admin'],
                granted_at: '<timestamp>',
                granted_by: 'subject-{case}-{run}',
              },
            ],
          },
        },
        { as: person('owner', { sub: 'subject-{case}-{run}' }) },
      ),
    ],
  },
  {
    id: 'token-sub-only',
    title: 'without an e-mail address the role goes to the subject',
    steps: [
      post(WORKSPACES, { name: '{ws}' }, { status: 201 }, { as: { sub: 'machine-{case}-{run}' } }),
      get(
        MEMBERS,
        { status: 200, body: { data: [subset({ principal: 'machine-{case}-{run}', roles: ['Admin'] })] } },
        { as: { sub: 'machine-{case}-{run}' } },
      ),
    ],
  },
  {
    id: 'token-groups',
    title: 'a role of a group counts for those whose token names the group',
    steps: [
      createsWorkspace(),
      post(MEMBERS, { principal: 'team-{case}-{run}', roles: ['Viewer'] }, { status: 201 }),
      get(
        WORKSPACE,
        { status: 200 },
        { as: { ...stranger, claims: { groups: ['other', 'team-{case}-{run}'] } } },
      ),
      get(WORKSPACE, { status: 403 }, { as: { ...stranger, claims: { groups: ['other'] } } }),
    ],
  },
  {
    id: 'token-groups-text',
    title: 'groups may come as a text with commas',
    steps: [
      createsWorkspace(),
      post(MEMBERS, { principal: 'team-{case}-{run}', roles: ['Viewer'] }, { status: 201 }),
      get(
        WORKSPACE,
        { status: 200 },
        { as: { ...stranger, claims: { groups: 'other, team-{case}-{run}' } } },
      ),
    ],
  },
]
