/** Headers that a gateway sets, and that the release believes from everybody. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
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
  'x-nmp-principal-id': 'service:tests',
  'x-nmp-principal-on-behalf-of': stranger.email,
}

function refusesHeaders(
  id: string,
  title: string,
  headers: Record<string, string>,
  detail: string,
): Scenario {
  return { id, title, quirk: true, steps: [get(WORKSPACES, refused(400, detail), { as: null, headers })] }
}

export const trustedHeaderCases: readonly Scenario[] = [
  {
    id: 'header-identity',
    title: 'X-NMP-Principal-Id acts as somebody without a token',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, { status: 200 }, { as: null, headers: { 'x-nmp-principal-id': owner.email } }),
      get(WORKSPACE, FORBIDDEN, { as: null, headers: { 'x-nmp-principal-id': stranger.email } }),
    ],
  },
  {
    id: 'header-over-token',
    title: 'X-NMP-Principal-Id wins over the token, a bad one too',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, FORBIDDEN, { headers: { 'x-nmp-principal-id': stranger.email } }),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: person('u', { expired: true }),
          headers: { 'x-nmp-principal-id': owner.email },
        },
      ),
    ],
  },
  {
    id: 'header-email',
    title: 'X-NMP-Principal-Email counts for roles, the id for who did it',
    quirk: true,
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}' },
        { status: 201, body: subset({ created_by: 'id-{case}-{run}' }) },
        {
          as: null,
          headers: { 'x-nmp-principal-id': 'id-{case}-{run}', 'x-nmp-principal-email': owner.email },
        },
      ),
      get(WORKSPACE, { status: 200 }),
    ],
  },
  {
    id: 'header-groups',
    title: 'X-NMP-Principal-Groups counts for roles',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(`${WORKSPACE}/members`, { principal: 'team-{case}-{run}', roles: ['Viewer'] }, { status: 201 }),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: null,
          headers: { 'x-nmp-principal-id': 'somebody', 'x-nmp-principal-groups': 'other, team-{case}-{run}' },
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
        headers: { 'x-nmp-principal-id': stranger.email, 'x-nmp-scopes': 'jobs:read' },
      }),
      get(
        WORKSPACES,
        { status: 200 },
        {
          as: null,
          headers: { 'x-nmp-principal-id': stranger.email, 'x-nmp-scopes': 'jobs:read platform:read' },
        },
      ),
    ],
  },
  {
    id: 'header-empty',
    title: 'an empty X-NMP-Principal-Id counts as none',
    steps: [
      get(WORKSPACES, UNAUTHORIZED, { as: null, headers: { 'x-nmp-principal-id': '' } }),
      get(WORKSPACES, BAD_TOKEN, {
        as: person('u', { expired: true }),
        headers: { 'x-nmp-principal-id': ' ' },
      }),
    ],
  },
  {
    id: 'header-authorized',
    title: 'X-NMP-Authorized is believed from nobody',
    quirk: true,
    steps: [get(WORKSPACES, UNAUTHORIZED, { as: null, headers: { 'x-nmp-authorized': 'true' } })],
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
        { as: null, headers: { 'x-nmp-principal-id': 'service:tests' } },
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
        {
          status: 200,
          body: { data: [subset({ principal: 'service:tests', granted_by: 'service:tests' })] },
        },
        { as: null, headers: FOR_STRANGER },
      ),
    ],
  },
  {
    id: 'header-on-behalf-people',
    title: 'people who act for somebody keep their own rights, too',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(
        WORKSPACE,
        { status: 200 },
        {
          as: null,
          headers: { 'x-nmp-principal-id': owner.email, 'x-nmp-principal-on-behalf-of': stranger.email },
        },
      ),
      get(WORKSPACE, FORBIDDEN, {
        as: null,
        headers: { 'x-nmp-principal-id': stranger.email, 'x-nmp-principal-on-behalf-of': owner.email },
      }),
    ],
  },
  refusesHeaders(
    'header-bad-id',
    'a malformed X-NMP-Principal-Id is a bad request',
    { 'x-nmp-principal-id': 'two words' },
    `X-NMP-Principal-Id contains invalid characters; ${ALLOWED_CHARACTERS}`,
  ),
  refusesHeaders(
    'header-long-id',
    'an X-NMP-Principal-Id of more than 256 characters is a bad request',
    { 'x-nmp-principal-id': 'x'.repeat(257) },
    'X-NMP-Principal-Id exceeds maximum length of 256 characters',
  ),
  refusesHeaders(
    'header-bad-email',
    'a malformed X-NMP-Principal-Email is a bad request',
    { 'x-nmp-principal-id': 'x', 'x-nmp-principal-email': 'nobody' },
    'X-NMP-Principal-Email is not a valid email address',
  ),
  refusesHeaders(
    'header-bad-group',
    'a malformed group is a bad request',
    { 'x-nmp-principal-id': 'x', 'x-nmp-principal-groups': 'fine,not fine' },
    `X-NMP-Principal-Groups contains a group with invalid characters; ${ALLOWED_CHARACTERS}`,
  ),
]
