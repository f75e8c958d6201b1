/** Members: added, changed, removed, and how they are named. */

import { containing, subset, unordered, without } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import {
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  MEMBERS,
  missing,
  owner,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ALLOWED = { status: 200 }
const CREATED = { status: 201 }
const member = person('member')
const second = person('second')
/** Nobody's rights depend on these changes: there is nothing to wait for. */
const AT_ONCE = '?wait_role_propagation=false'

function memberIs(principal: string, roles: unknown): Expectation {
  return { status: 200, body: { data: containing(subset({ principal, roles })) } }
}

function memberIsNot(principal: string): Expectation {
  return { status: 200, body: { data: without(subset({ principal })) } }
}

/** Somebody is added, found in the list, changed and removed under a name in the path. */
function addressesMember(id: string, title: string, principal: string, inPath: string): Scenario {
  return {
    id,
    title,
    steps: [
      createsWorkspace(),
      post(
        `${MEMBERS}${AT_ONCE}`,
        { principal, roles: ['Viewer'] },
        { status: 201, body: subset({ principal }) },
      ),
      get(MEMBERS, memberIs(principal, ['Viewer'])),
      put(
        `${MEMBERS}/${inPath}${AT_ONCE}`,
        { roles: ['Editor'] },
        {
          status: 200,
          body: subset({ principal, roles: ['Editor'] }),
        },
      ),
      remove(`${MEMBERS}/${inPath}${AT_ONCE}`, { status: 200, body: subset({ id: principal }) }),
      get(MEMBERS, memberIsNot(principal)),
    ],
  }
}

export const memberCases: readonly Scenario[] = [
  {
    id: 'member-creator',
    title: 'the creator is the first member',
    steps: [
      createsWorkspace(),
      get(MEMBERS, {
        status: 200,
        body: {
          data: [
            {
              principal: owner.email,
              roles: ['Admin'],
              granted_at: '<re:.*Z>',
              granted_by: owner.email,
            },
          ],
        },
      }),
    ],
  },
  {
    id: 'member-add',
    title: 'who is added is told whole',
    steps: [
      createsWorkspace(),
      post(
        MEMBERS,
        { principal: member.email, roles: ['Viewer'] },
        {
          status: 201,
          body: {
            principal: member.email,
            roles: ['Viewer'],
            granted_at: '<timestamp>',
            granted_by: owner.email,
          },
        },
      ),
      get(MEMBERS, memberIs(member.email, ['Viewer'])),
    ],
  },
  {
    id: 'member-default-role',
    title: 'who is added without roles becomes Editor',
    steps: [
      createsWorkspace(),
      post(
        `${MEMBERS}${AT_ONCE}`,
        { principal: member.email },
        { status: 201, body: subset({ roles: ['Editor'] }) },
      ),
      get(MEMBERS, memberIs(member.email, ['Editor'])),
    ],
  },
  {
    id: 'member-add-again',
    title: 'adding a member again adds roles; the answer names those that were sent',
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}${AT_ONCE}`, { principal: member.email, roles: ['Viewer'] }, CREATED),
      post(
        `${MEMBERS}${AT_ONCE}`,
        { principal: member.email, roles: ['Editor'] },
        {
          status: 201,
          body: subset({ roles: ['Editor'] }),
        },
      ),
      get(MEMBERS, memberIs(member.email, unordered('Viewer', 'Editor'))),
    ],
  },
  {
    id: 'member-add-same',
    title: 'adding a role that a member has is no conflict',
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}${AT_ONCE}`, { principal: member.email, roles: ['Viewer'] }, CREATED),
      post(`${MEMBERS}${AT_ONCE}`, { principal: member.email, roles: ['Viewer'] }, CREATED),
      get(MEMBERS, memberIs(member.email, ['Viewer'])),
    ],
  },
  {
    id: 'member-add-no-roles',
    title: 'somebody added with an empty list of roles is no member',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(MEMBERS, { principal: member.email, roles: [] }, { status: 201, body: subset({ roles: [] }) }),
      get(MEMBERS, memberIsNot(member.email)),
    ],
  },
  {
    id: 'member-add-empty-principal',
    title: 'an empty principal is accepted, and nobody',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(
        `${MEMBERS}${AT_ONCE}`,
        { principal: '', roles: ['Viewer'] },
        { status: 201, body: subset({ principal: '' }) },
      ),
    ],
  },
  {
    id: 'member-put',
    title: 'PUT replaces the roles, and tells the member whole',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      put(
        `${MEMBERS}/${member.email}`,
        { roles: ['Editor'] },
        {
          status: 200,
          body: {
            principal: member.email,
            roles: ['Editor'],
            granted_at: '<timestamp>',
            granted_by: owner.email,
          },
        },
      ),
      get(MEMBERS, memberIs(member.email, ['Editor'])),
    ],
  },
  {
    id: 'member-put-new',
    title: 'PUT makes a member of somebody who is none',
    steps: [
      createsWorkspace(),
      put(`${MEMBERS}/${member.email}`, { roles: ['Viewer'] }, ALLOWED),
      get(WORKSPACE, ALLOWED, { as: member }),
      get(MEMBERS, memberIs(member.email, ['Viewer'])),
    ],
  },
  {
    id: 'member-put-nothing',
    title: 'PUT with an empty list removes the member',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer', 'Editor'),
      put(`${MEMBERS}/${member.email}`, { roles: [] }, { status: 200, body: subset({ roles: [] }) }),
      get(MEMBERS, memberIsNot(member.email)),
      get(WORKSPACE, FORBIDDEN, { as: member }),
    ],
  },
  {
    id: 'member-put-twice-same',
    title: 'PUT takes a role that is named twice once',
    steps: [
      createsWorkspace(),
      put(
        `${MEMBERS}/${member.email}${AT_ONCE}`,
        { roles: ['Editor', 'Editor', 'Viewer'] },
        {
          status: 200,
          body: subset({ roles: unordered('Editor', 'Viewer') }),
        },
      ),
    ],
  },
  {
    id: 'member-delete',
    title: 'the answer to a removal names the member',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(`${MEMBERS}/${member.email}`, {
        status: 200,
        body: { message: '<re:Member removed.*>', id: member.email },
      }),
      get(MEMBERS, memberIsNot(member.email)),
    ],
  },
  {
    id: 'member-delete-unknown',
    title: 'who is no member cannot be removed',
    steps: [
      createsWorkspace(),
      remove(
        `${MEMBERS}/${member.email}`,
        refused(404, `Member '${member.email}' not found in workspace '{ws}'`),
      ),
    ],
  },
  {
    id: 'member-delete-twice',
    title: 'a member can be removed once',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(`${MEMBERS}/${member.email}`, ALLOWED),
      remove(`${MEMBERS}/${member.email}`, { status: 404 }),
    ],
  },
  {
    id: 'member-back',
    title: 'a removed member can come back',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(`${MEMBERS}/${member.email}`, ALLOWED),
      adds(member, 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: member }),
    ],
  },
  {
    id: 'last-admin-put',
    title: 'the last Admin cannot lose the role',
    steps: [
      createsWorkspace(),
      put(
        `${MEMBERS}/${owner.email}`,
        { roles: ['Editor'] },
        {
          ...refused(
            409,
            `Cannot remove Admin role from '${owner.email}'. This is the last Admin for workspace '{ws}'. Add another Admin before removing this one.`,
          ),
          headers: { 'x-should-retry': 'false' },
        },
      ),
      get(MEMBERS, memberIs(owner.email, ['Admin'])),
    ],
  },
  {
    id: 'last-admin-put-nothing',
    title: 'the last Admin cannot be removed by an empty list',
    steps: [createsWorkspace(), put(`${MEMBERS}/${owner.email}`, { roles: [] }, { status: 409 })],
  },
  {
    id: 'last-admin-delete',
    title: 'the last Admin cannot be removed, by a PlatformAdmin neither',
    steps: [
      createsWorkspace(),
      remove(
        `${MEMBERS}/${owner.email}`,
        refused(
          409,
          `Cannot remove member '${owner.email}'. This is the last Admin for workspace '{ws}'. Add another Admin before removing this member.`,
        ),
      ),
      remove(`${MEMBERS}/${owner.email}`, { status: 409 }, { as: platformAdmin }),
    ],
  },
  {
    id: 'last-admin-keeps',
    title: 'the last Admin may get a role beside',
    steps: [
      createsWorkspace(),
      put(
        `${MEMBERS}/${owner.email}`,
        { roles: ['Editor', 'Admin'] },
        {
          status: 200,
          body: subset({ roles: unordered('Admin', 'Editor') }),
        },
      ),
    ],
  },
  {
    id: 'last-admin-not-last',
    title: 'one of two Admins may go',
    steps: [
      createsWorkspace(),
      adds(second, 'Admin'),
      remove(`${MEMBERS}/${owner.email}`, ALLOWED),
      remove(`${MEMBERS}/${second.email}`, { status: 409 }, { as: second }),
    ],
  },
  addressesMember(
    'principal-plain',
    'an e-mail address may stand in the path as it is',
    'a+b@example.com',
    'a+b@example.com',
  ),
  addressesMember(
    'principal-encoded',
    'an e-mail address may be encoded',
    'a+b@example.com',
    'a%2Bb%40example.com',
  ),
  addressesMember('principal-wildcard', 'everybody is *, encoded or not', '*', '%2A'),
  addressesMember('principal-blank', 'a blank in a principal is %20', 'two words', 'two%20words'),
  addressesMember(
    'principal-letters',
    'a principal may have letters beyond ASCII',
    'jürgen@exämple.com',
    encodeURIComponent('jürgen@exämple.com'),
  ),
  addressesMember('principal-percent', 'a percent sign is encoded once', '50%off', '50%25off'),
  addressesMember('principal-dot', 'a principal may hold question mark and hash', 'who?#1', 'who%3F%231'),
  {
    id: 'principal-twice-encoded',
    title: 'a principal that is encoded twice is another one',
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}${AT_ONCE}`, { principal: 'a@b.example', roles: ['Viewer'] }, CREATED),
      remove(
        `${MEMBERS}/a%2540b.example`,
        refused(404, "Member 'a%40b.example' not found in workspace '{ws}'"),
      ),
    ],
  },
  {
    id: 'principal-slash',
    title: 'a principal with a slash can be added but not addressed',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}${AT_ONCE}`, { principal: 'team/a', roles: ['Viewer'] }, CREATED),
      remove(`${MEMBERS}/team%2Fa`, FORBIDDEN),
    ],
  },
  {
    id: 'principal-case',
    title: 'principals that differ in case are two members',
    steps: [
      createsWorkspace(),
      post(`${MEMBERS}${AT_ONCE}`, { principal: 'Dora@example.com', roles: ['Viewer'] }, CREATED),
      post(`${MEMBERS}${AT_ONCE}`, { principal: 'dora@example.com', roles: ['Editor'] }, CREATED),
      get(MEMBERS, memberIs('Dora@example.com', ['Viewer'])),
      get(MEMBERS, memberIs('dora@example.com', ['Editor'])),
    ],
  },
  {
    id: 'member-granted-by',
    title: 'who granted a role is named by subject',
    steps: [
      createsWorkspace(),
      post(
        `${MEMBERS}${AT_ONCE}`,
        { principal: member.email, roles: ['Viewer'] },
        { status: 201, body: subset({ granted_by: 'root-{run}' }) },
        { as: { ...owner, sub: 'root-{run}' } },
      ),
      get(MEMBERS, {
        status: 200,
        body: { data: containing(subset({ principal: member.email, granted_by: 'root-{run}' })) },
      }),
    ],
  },
  {
    id: 'member-body',
    title: 'a member needs a principal, and roles are texts',
    steps: [
      createsWorkspace(),
      post(MEMBERS, { roles: ['Viewer'] }, invalid(missing(['body', 'principal'], { roles: ['Viewer'] }))),
      post(
        MEMBERS,
        { principal: 5 },
        invalid({
          type: 'string_type',
          loc: ['body', 'principal'],
          msg: 'Input should be a valid string',
          input: 5,
        }),
      ),
      post(
        MEMBERS,
        { principal: 'x', roles: 'Viewer' },
        invalid({
          type: 'list_type',
          loc: ['body', 'roles'],
          msg: 'Input should be a valid list',
          input: 'Viewer',
        }),
      ),
      post(
        MEMBERS,
        { principal: 'x', roles: ['Viewer', null] },
        invalid({
          type: 'string_type',
          loc: ['body', 'roles', 1],
          msg: 'Input should be a valid string',
          input: null,
        }),
      ),
      put(`${MEMBERS}/x`, {}, invalid(missing(['body', 'roles'], {}))),
      put(
        `${MEMBERS}/x`,
        { roles: null },
        invalid({
          type: 'list_type',
          loc: ['body', 'roles'],
          msg: 'Input should be a valid list',
          input: null,
        }),
      ),
    ],
  },
  {
    id: 'member-unknown-workspace',
    title: 'a PlatformAdmin is told that there is no such workspace',
    steps: [
      post(`${WORKSPACES}/{ws}/members`, { principal: 'x' }, refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
      }),
      put(`${WORKSPACES}/{ws}/members/x`, { roles: [] }, refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
      }),
      remove(`${WORKSPACES}/{ws}/members/x`, refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
      }),
    ],
  },
]
