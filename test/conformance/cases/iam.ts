/** Role bindings and the policy engine's own routes: for services. */

import { containing, subset } from '../matching.ts'
import type { Scenario, Step } from '../scenario.ts'
import {
  ARRIVAL,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  missing,
  owner,
  platformAdmin,
  post,
  refused,
  remove,
  stranger,
  UNAUTHORIZED,
  WORKSPACE,
} from '../steps.ts'

const BINDINGS = '/apis/auth/v2/iam/role-bindings'
const AUTHZ = '/apis/auth/v2/authz'

/** By a service, which says so in a header. */
const byService: Partial<Step> = { as: null, headers: { '{prefix}principal-id': 'service:jobs' } }

const BINDING = {
  id: '<id>',
  name: '<string>',
  principal: stranger.email,
  workspace: '{ws}',
  role: 'Viewer',
  granted_by: 'service:jobs',
  granted_at: '<timestamp>',
  revoked_at: null as string | null,
}
const WANTED = { principal: stranger.email, workspace: '{ws}', role: 'Viewer' }

/** The 422 of a service behind the first one: JSON in a string. */
function tooSmall(name: string): string {
  const msg = 'Input should be greater than or equal to 1'
  const issue = { type: 'greater_than_equal', loc: ['query', name], msg, input: '0', ctx: { ge: 1 } }
  return JSON.stringify({ detail: [issue] })
}

export const iamCases: readonly Scenario[] = [
  {
    id: 'iam-people',
    title: 'role bindings are closed to people, PlatformAdmins too',
    steps: [
      get(BINDINGS, UNAUTHORIZED, { as: null }),
      get(BINDINGS, FORBIDDEN),
      get(BINDINGS, FORBIDDEN, { as: platformAdmin }),
      post(BINDINGS, WANTED, FORBIDDEN, { as: platformAdmin }),
      get(`${BINDINGS}/some`, FORBIDDEN, { as: platformAdmin }),
      remove(`${BINDINGS}/some`, FORBIDDEN, { as: platformAdmin }),
    ],
  },
  {
    id: 'iam-create',
    title: 'a service gives a role',
    steps: [
      createsWorkspace(),
      post(BINDINGS, WANTED, { status: 200, body: BINDING }, byService),
      get(WORKSPACE, { status: 200 }, { as: stranger, retryFor: ARRIVAL }),
      get(`${WORKSPACE}/members`, {
        status: 200,
        body: { data: containing(subset({ principal: stranger.email })) },
      }),
    ],
  },
  {
    id: 'iam-duplicate',
    title: 'a service cannot give a role twice',
    steps: [
      createsWorkspace(),
      post(`${BINDINGS}?wait_role_propagation=false`, WANTED, { status: 200 }, byService),
      post(
        `${BINDINGS}?wait_role_propagation=false`,
        WANTED,
        refused(409, 'Active role binding already exists for this principal/workspace/role combination'),
        byService,
      ),
    ],
  },
  {
    id: 'iam-again',
    title: 'a service cannot give a role again that was taken back; as a member one gets it again',
    steps: [
      createsWorkspace(),
      post(
        `${BINDINGS}?wait_role_propagation=false`,
        WANTED,
        { status: 200 },
        { ...byService, save: { name: 'name' } },
      ),
      remove(`${BINDINGS}/{name}?wait_role_propagation=false`, { status: 200 }, byService),
      post(
        `${BINDINGS}?wait_role_propagation=false`,
        WANTED,
        refused(409, "Entity with name '{name}' already exists in workspace '{ws}'"),
        byService,
      ),
      post(
        `${WORKSPACE}/members?wait_role_propagation=false`,
        { principal: stranger.email, roles: ['Viewer'] },
        { status: 201 },
      ),
    ],
  },
  {
    id: 'iam-read',
    title: 'a service reads a role binding by its name',
    steps: [
      createsWorkspace(),
      post(
        `${BINDINGS}?wait_role_propagation=false`,
        WANTED,
        { status: 200 },
        { ...byService, save: { name: 'name' } },
      ),
      get(`${BINDINGS}/{name}`, { status: 200, body: BINDING }, byService),
      get(`${BINDINGS}/nope-{run}`, refused(404, 'Role binding not found'), byService),
    ],
  },
  {
    id: 'iam-list',
    title: 'a service lists role bindings, filtered and in pages',
    steps: [
      createsWorkspace(),
      post(`${BINDINGS}?wait_role_propagation=false`, WANTED, { status: 200 }, byService),
      get(
        `${BINDINGS}?filter[workspace]={ws}&filter[role]=Viewer`,
        {
          status: 200,
          body: {
            data: [BINDING],
            pagination: { page: 1, page_size: 10, current_page_size: 1, total_pages: 1, total_results: 1 },
            sort: 'created_at',
            filter: '<any>',
          },
        },
        byService,
      ),
      get(
        `${BINDINGS}?filter[workspace]={ws}&sort=-created_at&page_size=1`,
        {
          status: 200,
          body: subset({
            data: [BINDING],
            pagination: { page: 1, page_size: 1, current_page_size: 1, total_pages: 2, total_results: 2 },
            sort: '-created_at',
            filter: { workspace: { $eq: '{ws}' } },
          }),
        },
        byService,
      ),
      get(
        `${BINDINGS}?filter[workspace]={ws}&filter[principal]=nobody-{run}`,
        { status: 200, body: subset({ data: [] }) },
        byService,
      ),
    ],
  },
  {
    id: 'iam-list-bad',
    title: 'a list of role bindings with values that do not fit is refused',
    steps: [
      get(
        `${BINDINGS}?filter[nope]=x`,
        refused(
          400,
          "Unknown filter field 'nope'. Valid fields: ['created_at', 'entity_type', 'granted_at', 'granted_by', " +
            "'id', 'is_active', 'name', 'principal', 'project', 'revoked_at', 'role', 'updated_at', 'workspace']",
        ),
        byService,
      ),
      get(`${BINDINGS}?filter[is_active]=true`, refused(500, 'An unexpected error occurred.'), byService),
      get(`${BINDINGS}?page=0`, refused(422, tooSmall('page')), byService),
      get(`${BINDINGS}?page_size=0`, refused(422, tooSmall('page_size')), byService),
    ],
  },
  {
    id: 'iam-revoke',
    title: 'a role binding that is taken back stays, revoked',
    steps: [
      createsWorkspace(),
      post(BINDINGS, WANTED, { status: 200 }, { ...byService, save: { name: 'name' } }),
      remove(`${BINDINGS}/{name}`, { status: 200, body: { message: '<string>', id: '<id>' } }, byService),
      get(WORKSPACE, FORBIDDEN, { as: stranger, retryFor: ARRIVAL }),
      get(`${BINDINGS}/{name}`, { status: 200, body: { ...BINDING, revoked_at: '<timestamp>' } }, byService),
      remove(`${BINDINGS}/{name}`, refused(409, 'Role binding is already revoked'), byService),
    ],
  },
  {
    id: 'iam-body',
    title: 'a role binding needs a principal and a role',
    steps: [
      post(
        BINDINGS,
        {},
        invalid(missing(['body', 'principal'], {}), missing(['body', 'role'], {})),
        byService,
      ),
    ],
  },
  {
    id: 'authz-people',
    title: 'the policy engine is closed: tokens do not count there',
    steps: [
      post(`${AUTHZ}/allow`, {}, UNAUTHORIZED, { as: null }),
      post(`${AUTHZ}/allow`, {}, UNAUTHORIZED, { as: platformAdmin }),
      post(`${AUTHZ}/has_role`, {}, UNAUTHORIZED, { as: owner }),
      post(`${AUTHZ}/has_permissions`, {}, UNAUTHORIZED, { as: owner }),
      post(`${AUTHZ}/allow`, {}, FORBIDDEN, {
        as: null,
        headers: { '{prefix}principal-id': stranger.email },
      }),
    ],
  },
]
