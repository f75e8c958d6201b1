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
const byService: Partial<Step> = { as: null, headers: { 'x-nmp-principal-id': 'service:tests' } }

const BINDING = {
  id: '<id>',
  name: '<string>',
  principal: stranger.email,
  workspace: '{ws}',
  role: 'Viewer',
  granted_by: 'service:tests',
  granted_at: '<timestamp>',
  revoked_at: null as string | null,
}
const WANTED = { principal: stranger.email, workspace: '{ws}', role: 'Viewer' }

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
      post(`${AUTHZ}/allow`, {}, FORBIDDEN, { as: null, headers: { 'x-nmp-principal-id': stranger.email } }),
    ],
  },
]
