/** Deleting a workspace: the answer comes at once, the rest takes its time. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  ARRIVAL,
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  listOf,
  owner,
  PROJECTS,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const member = person('member')
const MARKED = { status: 200, body: { message: 'Workspace marked for deletion', id: '{ws}' } }
/** Longest time until the cleanup, in seconds. */
const CLEANUP = 60

export const deletionCases: readonly Scenario[] = [
  {
    id: 'delete-marks',
    title: 'a workspace is marked for deletion',
    quirk: true,
    steps: [
      createsWorkspace(),
      remove(WORKSPACE, MARKED),
      get(WORKSPACE, refused(404, "Workspace '{ws}' not found"), { as: platformAdmin }),
    ],
  },
  {
    id: 'delete-full',
    title: 'a workspace may be deleted with what is in it',
    quirk: true,
    steps: [createsWorkspace(), post(PROJECTS, { name: 'p1' }, { status: 201 }), remove(WORKSPACE, MARKED)],
  },
  {
    id: 'delete-list',
    title: 'a deleted workspace is listed no more',
    steps: [
      createsWorkspace(),
      remove(WORKSPACE, { status: 200 }),
      get(`${WORKSPACES}?filter[name]={ws}`, listOf()),
      get(`${WORKSPACES}?filter[name]={ws}`, listOf(), { as: platformAdmin }),
    ],
  },
  {
    id: 'delete-members',
    title: 'its members are forbidden after a while',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(WORKSPACE, { status: 200 }),
      get(WORKSPACE, FORBIDDEN, { as: member, retryFor: ARRIVAL }),
      get(WORKSPACE, FORBIDDEN, { retryFor: ARRIVAL }),
    ],
  },
  {
    id: 'delete-twice',
    title: 'a deleted workspace cannot be deleted again',
    steps: [
      createsWorkspace(),
      remove(WORKSPACE, { status: 200 }),
      // A busy platform may take a second request for the first one's echo.
      remove(WORKSPACE, refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
        retryFor: ARRIVAL,
      }),
    ],
  },
  {
    id: 'delete-rest',
    title: 'until the cleanup a PlatformAdmin still reaches what was in it, and may change it',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, { status: 201 }),
      remove(WORKSPACE, { status: 200 }),
      get(`${PROJECTS}/p1`, { status: 200 }, { as: platformAdmin }),
      put(
        WORKSPACE,
        { description: 'late' },
        { status: 200, body: subset({ description: 'late' }) },
        { as: platformAdmin },
      ),
    ],
  },
  {
    id: 'delete-name',
    title: 'the name is taken until the cleanup, then free, and the new workspace empty',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, { status: 201 }),
      remove(WORKSPACE, { status: 200 }),
      post(WORKSPACES, { name: '{ws}' }, refused(409, "Workspace '{ws}' already exists")),
      post(
        WORKSPACES,
        { name: '{ws}' },
        { status: 201, body: subset({ created_by: owner.email }) },
        { retryFor: CLEANUP },
      ),
      get(PROJECTS, listOf(), { retryFor: ARRIVAL }),
    ],
  },
  {
    id: 'delete-built-in',
    title: 'people cannot delete the workspace system',
    steps: [remove(`${WORKSPACES}/system`, FORBIDDEN)],
  },
]
