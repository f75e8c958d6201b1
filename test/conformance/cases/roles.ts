/** What each role may do, and who has it. */

import { subset, without } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  listOf,
  MEMBERS,
  owner,
  PROJECTS,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  SECRETS,
  stranger,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ALLOWED = { status: 200 }
const CREATED = { status: 201 }
const viewer = person('viewer')
const editor = person('editor')
const second = person('second')

export const roleCases: readonly Scenario[] = [
  {
    id: 'role-none',
    title: 'who has no role is forbidden everything in a workspace',
    steps: [
      createsWorkspace(),
      get(WORKSPACE, FORBIDDEN, { as: stranger }),
      put(WORKSPACE, { description: 'x' }, FORBIDDEN, { as: stranger }),
      remove(WORKSPACE, FORBIDDEN, { as: stranger }),
      get(MEMBERS, FORBIDDEN, { as: stranger }),
      get(PROJECTS, FORBIDDEN, { as: stranger }),
      get(SECRETS, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-unknown-workspace',
    title: 'a workspace that is not there is forbidden, as if it were',
    steps: [
      get(WORKSPACE, FORBIDDEN),
      put(WORKSPACE, { description: 'x' }, FORBIDDEN),
      remove(WORKSPACE, FORBIDDEN),
      get(MEMBERS, FORBIDDEN),
      post(PROJECTS, { name: 'p1' }, FORBIDDEN),
    ],
  },
  {
    id: 'role-viewer-reads',
    title: 'a Viewer reads',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, CREATED),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      adds(viewer, 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: viewer }),
      get(PROJECTS, listOf('p1'), { as: viewer }),
      get(`${PROJECTS}/p1`, ALLOWED, { as: viewer }),
      get(SECRETS, listOf('s1'), { as: viewer }),
      get(`${SECRETS}/s1`, ALLOWED, { as: viewer }),
    ],
  },
  {
    id: 'role-viewer-writes',
    title: 'a Viewer writes nothing',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, CREATED),
      adds(viewer, 'Viewer'),
      put(WORKSPACE, { description: 'x' }, FORBIDDEN, { as: viewer }),
      remove(WORKSPACE, FORBIDDEN, { as: viewer }),
      post(PROJECTS, { name: 'p2' }, FORBIDDEN, { as: viewer }),
      put(`${PROJECTS}/p1`, {}, FORBIDDEN, { as: viewer }),
      remove(`${PROJECTS}/p1`, FORBIDDEN, { as: viewer }),
      post(SECRETS, { name: 's1', value: 'v' }, FORBIDDEN, { as: viewer }),
    ],
  },
  {
    id: 'role-editor-writes',
    title: 'an Editor writes',
    steps: [
      createsWorkspace(),
      adds(editor, 'Editor'),
      put(
        WORKSPACE,
        { description: 'by the editor' },
        { status: 200, body: subset({ updated_by: editor.email }) },
        {
          as: editor,
        },
      ),
      post(PROJECTS, { name: 'p1' }, CREATED, { as: editor }),
      put(`${PROJECTS}/p1`, { description: 'x' }, ALLOWED, { as: editor }),
      remove(`${PROJECTS}/p1`, ALLOWED, { as: editor }),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED, { as: editor }),
      remove(`${SECRETS}/s1`, { status: 204 }, { as: editor }),
    ],
  },
  {
    id: 'role-editor-deletes',
    title: 'an Editor deletes the workspace',
    quirk: true,
    steps: [createsWorkspace(), adds(editor, 'Editor'), remove(WORKSPACE, ALLOWED, { as: editor })],
  },
  {
    id: 'role-members-admins-only',
    title: 'only an Admin sees and changes members: a member cannot look up her own role',
    steps: [
      createsWorkspace(),
      adds(editor, 'Editor'),
      get(MEMBERS, FORBIDDEN, { as: editor }),
      post(MEMBERS, { principal: stranger.email }, FORBIDDEN, { as: editor }),
      put(`${MEMBERS}/${editor.email}`, { roles: ['Admin'] }, FORBIDDEN, { as: editor }),
      remove(`${MEMBERS}/${owner.email}`, FORBIDDEN, { as: editor }),
    ],
  },
  {
    id: 'role-admin',
    title: 'an Admin who was added is as good as the creator',
    steps: [
      createsWorkspace(),
      adds(second, 'Admin'),
      get(MEMBERS, ALLOWED, { as: second }),
      post(MEMBERS, { principal: viewer.email, roles: ['Viewer'] }, CREATED, { as: second }),
      remove(`${MEMBERS}/${owner.email}`, ALLOWED, { as: second }),
      get(MEMBERS, FORBIDDEN),
    ],
  },
  {
    id: 'role-platform-admin',
    title: 'a PlatformAdmin passes everywhere, and is told what is not there',
    steps: [
      createsWorkspace(),
      get(WORKSPACE, ALLOWED, { as: platformAdmin }),
      get(MEMBERS, ALLOWED, { as: platformAdmin }),
      put(WORKSPACE, { description: 'from above' }, ALLOWED, { as: platformAdmin }),
      get(`${WORKSPACES}/nowhere-{run}`, refused(404, "Workspace 'nowhere-{run}' not found"), {
        as: platformAdmin,
      }),
      put(`${WORKSPACES}/nowhere-{run}`, {}, refused(404, "Workspace 'nowhere-{run}' not found"), {
        as: platformAdmin,
      }),
      remove(`${WORKSPACES}/nowhere-{run}`, refused(404, "Workspace 'nowhere-{run}' not found"), {
        as: platformAdmin,
      }),
      get(`${WORKSPACES}/nowhere-{run}/members`, refused(404, "Workspace 'nowhere-{run}' not found"), {
        as: platformAdmin,
      }),
    ],
  },
  {
    id: 'role-platform-admin-case',
    title: 'the case of the PlatformAdmin counts',
    steps: [createsWorkspace(), get(WORKSPACE, FORBIDDEN, { as: { email: 'ADMIN@example.com' } })],
  },
  {
    id: 'role-platform-admin-group',
    title: 'a subject or group of that name is PlatformAdmin too',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(WORKSPACE, ALLOWED, { as: { ...stranger, sub: '{admin}' } }),
      get(WORKSPACE, ALLOWED, { as: { ...stranger, claims: { groups: ['{admin}'] } } }),
    ],
  },
  {
    id: 'role-wildcard',
    title: 'a role for * is a role for everybody',
    steps: [
      createsWorkspace(),
      adds('*', 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: stranger }),
      post(PROJECTS, { name: 'p1' }, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-highest-wins',
    title: 'of a role for everybody and one of her own, the higher counts',
    steps: [
      createsWorkspace(),
      adds('*', 'Viewer'),
      adds(editor, 'Editor'),
      post(PROJECTS, { name: 'p1' }, CREATED, { as: editor }),
      post(PROJECTS, { name: 'p2' }, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-several',
    title: 'of several roles the highest counts',
    steps: [
      createsWorkspace(),
      adds(viewer, 'Viewer', 'Editor'),
      post(PROJECTS, { name: 'p1' }, CREATED, { as: viewer }),
    ],
  },
  {
    id: 'role-subject',
    title: 'a role may be bound to a subject',
    steps: [
      createsWorkspace(),
      adds('subject-{case}-{run}', 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: { ...stranger, sub: 'subject-{case}-{run}' } }),
      get(WORKSPACE, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-principal-case',
    title: 'the case of a principal counts',
    steps: [
      createsWorkspace(),
      adds('Carol.{case}.{run}@example.com', 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: { email: 'Carol.{case}.{run}@example.com' } }),
      get(WORKSPACE, FORBIDDEN, { as: { email: 'carol.{case}.{run}@example.com' } }),
    ],
  },
  {
    id: 'role-one-workspace',
    title: 'a role holds in its workspace only',
    steps: [
      createsWorkspace(),
      post(WORKSPACES, { name: '{ws}-b' }, CREATED),
      adds(viewer, 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: viewer }),
      get(`${WORKSPACE}-b`, FORBIDDEN, { as: viewer }),
    ],
  },
  {
    id: 'role-default',
    title: 'in the workspace default everybody may write, and nobody sees members',
    steps: [
      get(`${WORKSPACES}/default`, { status: 200, body: subset({ name: 'default' }) }, { as: stranger }),
      post(`${WORKSPACES}/default/projects`, { name: '{ws}' }, CREATED, { as: stranger }),
      remove(`${WORKSPACES}/default/projects/{ws}`, ALLOWED, { as: stranger }),
      get(`${WORKSPACES}/default/members`, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-system',
    title: 'in the workspace system everybody may read only',
    steps: [
      get(`${WORKSPACES}/system`, { status: 200, body: subset({ name: 'system' }) }, { as: stranger }),
      get(`${WORKSPACES}/system/projects`, ALLOWED, { as: stranger }),
      post(`${WORKSPACES}/system/projects`, { name: '{ws}' }, FORBIDDEN, { as: stranger }),
      put(`${WORKSPACES}/system`, { description: 'x' }, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-built-in-members',
    title: 'a PlatformAdmin sees that the built-in workspaces are for everybody',
    steps: [
      get(
        `${WORKSPACES}/default/members`,
        { status: 200, body: { data: [subset({ principal: '*', roles: ['Editor'] })] } },
        {
          as: platformAdmin,
        },
      ),
    ],
  },
  {
    id: 'role-unknown',
    title: 'a role that the platform does not know is stored and gives nothing',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(
        `${MEMBERS}?wait_role_propagation=false`,
        { principal: stranger.email, roles: ['King'] },
        {
          status: 201,
          body: subset({ roles: ['King'] }),
        },
      ),
      adds(viewer, 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: viewer }),
      get(WORKSPACE, FORBIDDEN, { as: stranger }),
    ],
  },
  {
    id: 'role-removed',
    title: 'a member who was removed is forbidden again',
    steps: [
      createsWorkspace(),
      adds(viewer, 'Viewer'),
      get(WORKSPACE, ALLOWED, { as: viewer }),
      remove(`${MEMBERS}/${viewer.email}`, ALLOWED),
      get(WORKSPACE, FORBIDDEN, { as: viewer }),
      get(MEMBERS, { status: 200, body: { data: without(subset({ principal: viewer.email })) } }),
    ],
  },
]
