/** Roles arrive late, and calls can wait for them. */

import { containing, subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  ARRIVAL,
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  MEMBERS,
  owner,
  PROJECTS,
  person,
  post,
  put,
  remove,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ALLOWED = { status: 200 }
const CREATED = { status: 201 }
const member = person('member')

function takesWait(id: string, value: string): Scenario {
  return {
    id,
    title: `wait_role_propagation may be ${value}`,
    steps: [post(`${WORKSPACES}?wait_role_propagation=${value}`, { name: '{ws}' }, CREATED)],
  }
}

function refusesWait(id: string, value: string): Scenario {
  return {
    id,
    title: `wait_role_propagation must not be '${value}'`,
    steps: [
      post(
        `${WORKSPACES}?wait_role_propagation=${value}`,
        { name: '{ws}' },
        invalid({
          type: 'bool_parsing',
          loc: ['query', 'wait_role_propagation'],
          msg: 'Input should be a valid boolean, unable to interpret input',
          input: value,
        }),
      ),
    ],
  }
}

export const propagationCases: readonly Scenario[] = [
  {
    id: 'wait-create',
    title: 'who creates a workspace is its Admin when the answer comes',
    steps: [createsWorkspace(), get(MEMBERS, ALLOWED), get(WORKSPACE, ALLOWED)],
  },
  {
    id: 'wait-create-not',
    title: 'who does not wait becomes Admin after a while',
    steps: [
      post(`${WORKSPACES}?wait_role_propagation=false`, { name: '{ws}' }, CREATED),
      get(WORKSPACE, ALLOWED, { retryFor: ARRIVAL }),
    ],
  },
  {
    id: 'wait-listed',
    title: 'a new workspace is listed at once, whoever waits',
    steps: [
      post(`${WORKSPACES}?wait_role_propagation=false`, { name: '{ws}' }, CREATED),
      get(`${WORKSPACES}?filter[name]={ws}`, {
        status: 200,
        body: subset({ data: [subset({ name: '{ws}' })] }),
      }),
    ],
  },
  {
    id: 'wait-add',
    title: 'who is added may act when the answer comes',
    steps: [
      createsWorkspace(),
      adds(member, 'Editor'),
      post(PROJECTS, { name: 'p1' }, CREATED, { as: member }),
    ],
  },
  {
    id: 'wait-add-not',
    title: 'without waiting a role is stored at once and arrives after a while',
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}?wait_role_propagation=false`, { principal: member.email, roles: ['Viewer'] }, CREATED),
      get(MEMBERS, { status: 200, body: { data: containing(subset({ principal: member.email })) } }),
      get(WORKSPACE, ALLOWED, { as: member, retryFor: ARRIVAL }),
    ],
  },
  {
    id: 'wait-put',
    title: 'who gets fewer roles may do less when the answer comes',
    steps: [
      createsWorkspace(),
      adds(member, 'Editor'),
      put(`${MEMBERS}/${member.email}`, { roles: ['Viewer'] }, ALLOWED),
      post(PROJECTS, { name: 'p1' }, FORBIDDEN, { as: member }),
      get(PROJECTS, ALLOWED, { as: member }),
    ],
  },
  {
    id: 'wait-delete-not',
    title: 'without waiting a removal takes effect after a while',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(`${MEMBERS}/${member.email}?wait_role_propagation=false`, ALLOWED),
      get(WORKSPACE, FORBIDDEN, { as: member, retryFor: ARRIVAL }),
    ],
  },
  {
    id: 'wait-several',
    title: 'several roles are waited for together',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer', 'Editor', 'Admin'),
      get(MEMBERS, ALLOWED, { as: member }),
      remove(`${MEMBERS}/${owner.email}`, ALLOWED, { as: member }),
    ],
  },
  takesWait('wait-off', 'off'),
  takesWait('wait-zero', '0'),
  takesWait('wait-upper', 'FALSE'),
  refusesWait('wait-maybe', 'maybe'),
  refusesWait('wait-empty', ''),
  refusesWait('wait-two', '2'),
]
