/** Deleting a workspace: the answer comes at once, the rest takes its time. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
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
  stranger,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const member = person('member')
const MARKED = { status: 200, body: { message: 'Workspace marked for deletion', id: '{ws}' } }
/** Longest time until the cleanup, in seconds. */
const CLEANUP = 60

const DELETION = '/apis/entities/v2/workspace-deletions/{ws}'
const UNDER_WAY = {
  name: '{ws}',
  deletion_stage: '<re:pending|deleting>',
  deletion_error: null,
  updated_at: '<timestamp>',
}

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
    id: 'delete-status',
    title: 'how far a deletion is can be asked by who made the workspace, and by administrators',
    only: { since: '0.8', why: 'there is nothing to ask before' },
    steps: [
      createsWorkspace(),
      get(DELETION, { status: 404 }),
      remove(WORKSPACE, { status: 200 }),
      get(DELETION, { status: 200, body: UNDER_WAY }),
      get(DELETION, { status: 200, body: UNDER_WAY }, { as: platformAdmin }),
      get(DELETION, { status: 404 }, { as: stranger }),
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
      post(
        WORKSPACES,
        { name: '{ws}' },
        changedIn<Expectation>('0.8', 'a name that a deletion holds is told from one that is taken', {
          before: refused(409, "Workspace '{ws}' already exists"),
          after: refused(409, "Workspace '{ws}' is still being deleted"),
        }),
      ),
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
