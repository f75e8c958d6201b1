/** Headers that a gateway sets, and that the release believes from everybody. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import {
  BAD_TOKEN,
  createsWorkspace,
  FORBIDDEN,
  get,
  listOf,
  owner,
  person,
  post,
  refused,
  SECRETS,
  stranger,
  UNAUTHORIZED,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ALLOWED_CHARACTERS = 'allowed: alphanumeric, @, ., -, _, :, +, /'

const FOR_STRANGER = {
  '{prefix}principal-id': 'service:jobs',
  '{prefix}principal-on-behalf-of': stranger.email,
}

function refusesHeaders(
  id: string,
  title: string,
  headers: Record<string, string>,
  detail: string,
): Scenario {
  return { id, title, quirk: true, steps: [get(WORKSPACES, refused(400, detail), { as: null, headers })] }
}

/** The members of a workspace that a service has made, by whom its role went to. */
function madeFor(principal: string): Expectation {
  return { status: 200, body: { data: [subset({ principal, granted_by: 'service:jobs' })] } }
}

export const trustedHeaderCases: readonly Scenario[] = [
  {
    id: 'header-identity',
    title: '{Prefix}Principal-Id acts as somebody without a token',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, { status: 200 }, { as: null, headers: { '{prefix}principal-id': owner.email } }),
      get(WORKSPACE, FORBIDDEN, { as: null, headers: { '{prefix}principal-id': stranger.email } }),
    ],
  },
  {
    id: 'header-over-token',
    title: '{Prefix}Principal-Id wins over the token, a bad one too',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, FORBIDDEN, { headers: { '{prefix}principal-id': stranger.email } }),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: person('u', { expired: true }),
          headers: { '{prefix}principal-id': owner.email },
        },
      ),
    ],
  },
  {
    id: 'header-email',
    title: '{Prefix}Principal-Email counts for roles, the id for who did it',
    quirk: true,
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}' },
        { status: 201, body: subset({ created_by: 'id-{case}-{run}' }) },
        {
          as: null,
          headers: { '{prefix}principal-id': 'id-{case}-{run}', '{prefix}principal-email': owner.email },
        },
      ),
      get(WORKSPACE, { status: 200 }),
    ],
  },
  {
    id: 'header-groups',
    title: '{Prefix}Principal-Groups counts for roles',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(`${WORKSPACE}/members`, { principal: 'team-{case}-{run}', roles: ['Viewer'] }, { status: 201 }),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: null,
          headers: {
            '{prefix}principal-id': 'somebody',
            '{prefix}principal-groups': 'other, team-{case}-{run}',
          },
        },
      ),
    ],
  },
  {
    id: 'header-scopes',
    title: 'X-NMP-Scopes restricts whom the header names',
    quirk: true,
    steps: [
      get(WORKSPACES, FORBIDDEN, {
        as: null,
        headers: { '{prefix}principal-id': stranger.email, '{prefix}scopes': 'jobs:read' },
      }),
      get(
        WORKSPACES,
        { status: 200 },
        {
          as: null,
          headers: { '{prefix}principal-id': stranger.email, '{prefix}scopes': 'jobs:read platform:read' },
        },
      ),
    ],
  },
  {
    id: 'header-empty',
    title: 'an empty {Prefix}Principal-Id counts as none',
    steps: [
      get(WORKSPACES, UNAUTHORIZED, { as: null, headers: { '{prefix}principal-id': '' } }),
      get(WORKSPACES, BAD_TOKEN, {
        as: person('u', { expired: true }),
        headers: { '{prefix}principal-id': ' ' },
      }),
    ],
  },
  {
    id: 'header-authorized',
    title: 'X-NMP-Authorized is believed from nobody',
    quirk: true,
    steps: [get(WORKSPACES, UNAUTHORIZED, { as: null, headers: { '{prefix}authorized': 'true' } })],
  },
  {
    id: 'header-service',
    title: 'a service passes where people do not: it reads the value of a secret',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'the value' }, { status: 201 }),
      get(
        `${SECRETS}/s1/access`,
        { status: 200, body: { name: 's1', workspace: '{ws}', value: 'the value' } },
        { as: null, headers: { '{prefix}principal-id': 'service:jobs' } },
      ),
    ],
  },
  {
    id: 'header-on-behalf',
    title: 'a service that acts for somebody keeps its own rights; it lists and makes things as that person',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, { status: 200 }, { as: null, headers: FOR_STRANGER }),
      get(`${WORKSPACES}?filter[name]={ws}`, listOf(), { as: null, headers: FOR_STRANGER }),
      post(
        WORKSPACES,
        { name: '{ws}-b' },
        { status: 201, body: subset({ created_by: stranger.email }) },
        { as: null, headers: FOR_STRANGER },
      ),
      get(
        `${WORKSPACES}/{ws}-b/members`,
        changedIn<Expectation>('0.8', 'the role of who makes it goes to whom the service acts for', {
          before: madeFor('service:jobs'),
          after: madeFor(stranger.email),
        }),
        { as: null, headers: FOR_STRANGER },
      ),
    ],
  },
  {
    id: 'header-on-behalf-people',
    title: 'people who act for somebody keep their own rights, too, and from 0.7 on get those of the other',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: null,
          headers: { '{prefix}principal-id': owner.email, '{prefix}principal-on-behalf-of': stranger.email },
        },
      ),
      get(
        WORKSPACE,
        changedIn<Expectation>('0.7', 'the right of either opens the door', {
          before: FORBIDDEN,
          after: { status: 200 },
        }),
        {
          as: null,
          headers: { '{prefix}principal-id': stranger.email, '{prefix}principal-on-behalf-of': owner.email },
        },
      ),
    ],
  },
  refusesHeaders(
    'header-bad-id',
    'a malformed Principal-Id header is a bad request',
    { '{prefix}principal-id': 'two words' },
    `{Prefix}Principal-Id contains invalid characters; ${ALLOWED_CHARACTERS}`,
  ),
  refusesHeaders(
    'header-long-id',
    'an Principal-Id header of more than 256 characters is a bad request',
    { '{prefix}principal-id': 'x'.repeat(257) },
    '{Prefix}Principal-Id exceeds maximum length of 256 characters',
  ),
  refusesHeaders(
    'header-bad-email',
    'a malformed Principal-Email header is a bad request',
    { '{prefix}principal-id': 'x', '{prefix}principal-email': 'nobody' },
    '{Prefix}Principal-Email is not a valid email address',
  ),
  refusesHeaders(
    'header-bad-group',
    'a malformed group is a bad request',
    { '{prefix}principal-id': 'x', '{prefix}principal-groups': 'fine,not fine' },
    `{Prefix}Principal-Groups contains a group with invalid characters; ${ALLOWED_CHARACTERS}`,
  ),
]
