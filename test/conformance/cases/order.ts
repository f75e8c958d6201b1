/** In which order a request is checked: token, role and scope, body and query, existence, conflict. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import {
  adds,
  BAD_TOKEN,
  createsWorkspace,
  FORBIDDEN,
  get,
  MEMBERS,
  owner,
  PROJECTS,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  stranger,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const viewer = person('viewer')

export const orderCases: readonly Scenario[] = [
  {
    id: 'order-token-scope',
    title: 'an ended token is told before a scope that is none',
    steps: [get(WORKSPACES, BAD_TOKEN, { as: { ...owner, expired: true, scopes: ['a.b'] } })],
  },
  {
    id: 'order-scope-role',
    title: 'a scope that is none is told before a missing role, where it is told at all',
    steps: [
      get(
        `${WORKSPACES}/system/members`,
        changedIn<Expectation>('0.7', 'what is no scope is passed over', {
          before: { status: 400 },
          after: FORBIDDEN,
        }),
        { as: { ...stranger, scopes: ['a.b'] } },
      ),
    ],
  },
  {
    id: 'order-role-body',
    title: 'a missing role is told before a body that does not fit',
    steps: [
      createsWorkspace(),
      adds(viewer, 'Viewer'),
      post(PROJECTS, { name: 'NO NAME' }, FORBIDDEN, { as: viewer }),
      put(WORKSPACE, { description: 5 }, FORBIDDEN, { as: stranger }),
      post(MEMBERS, {}, FORBIDDEN, { as: viewer }),
    ],
  },
  {
    id: 'order-role-json',
    title: 'a missing role is told before a body that is no JSON',
    steps: [
      createsWorkspace(),
      put(WORKSPACE, undefined, FORBIDDEN, {
        as: stranger,
        rawBody: '{',
        headers: { 'content-type': 'application/json' },
      }),
    ],
  },
  {
    id: 'order-role-filter',
    title: 'a missing role is told before a bad filter and a bad page',
    steps: [createsWorkspace(), get(`${PROJECTS}?filter={bad&page=0`, FORBIDDEN, { as: stranger })],
  },
  {
    id: 'order-filter-page',
    title: 'a bad filter is told before a bad page',
    steps: [
      get(`${WORKSPACES}?page=0&filter=%7Bbad`, refused(400, 'Invalid JSON in filter parameter: {bad')),
    ],
  },
  {
    id: 'order-body-existence',
    title: 'a body that does not fit is told before what is not there',
    steps: [
      createsWorkspace(),
      put(`${PROJECTS}/nope`, { description: 5 }, { status: 422 }),
      put(`${WORKSPACES}/nowhere-{run}`, undefined, { status: 422 }, { as: platformAdmin }),
      post(`${WORKSPACES}/nowhere-{run}/members`, {}, { status: 422 }, { as: platformAdmin }),
    ],
  },
  {
    id: 'order-body-conflict',
    title: 'a body that does not fit is told before a name that is taken',
    steps: [post(WORKSPACES, { name: 'default', description: 5 }, { status: 422 })],
  },
  {
    id: 'order-query-conflict',
    title: 'a query that does not fit is told before the last Admin',
    steps: [
      createsWorkspace(),
      remove(`${MEMBERS}/${owner.email}?wait_role_propagation=x`, {
        status: 422,
        body: { detail: [subset({ type: 'bool_parsing' })] },
      }),
    ],
  },
  {
    id: 'order-existence-conflict',
    title: 'what is not there is told before a conflict',
    steps: [
      remove(
        `${WORKSPACES}/nowhere-{run}/members/${owner.email}`,
        refused(404, "Workspace 'nowhere-{run}' not found"),
        {
          as: platformAdmin,
        },
      ),
    ],
  },
]
