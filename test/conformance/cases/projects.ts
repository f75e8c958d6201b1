/** Projects. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  badName,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  listOf,
  missing,
  NOT_FOUND,
  PROJECTS,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  WORKSPACES,
} from '../steps.ts'

const CREATED = { status: 201 }
const ALLOWED = { status: 200 }

const PROJECT = {
  id: '<re:project-[1-9A-HJ-NP-Za-km-z]{20,23}>',
  name: 'p1',
  workspace: '{ws}',
  description: null as string | null,
  created_at: '<timestamp>',
  updated_at: '<timestamp>',
}

export const projectCases: readonly Scenario[] = [
  {
    id: 'project-create',
    title: 'a new project is told whole, and read the same',
    steps: [
      createsWorkspace(),
      post(
        PROJECTS,
        { name: 'p1', description: 'd' },
        { status: 201, body: { ...PROJECT, description: 'd' } },
        {
          save: { id: 'id' },
        },
      ),
      get(`${PROJECTS}/p1`, { status: 200, body: { ...PROJECT, id: '{id}', description: 'd' } }),
    ],
  },
  {
    id: 'project-no-description',
    title: 'a project without description has null there',
    steps: [createsWorkspace(), post(PROJECTS, { name: 'p1' }, { status: 201, body: PROJECT })],
  },
  {
    id: 'project-duplicate',
    title: 'a name can be given once in a workspace; the sentence ends with a full stop',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, CREATED),
      post(
        PROJECTS,
        { name: 'p1', description: 'other' },
        {
          ...refused(409, "Project 'p1' already exists in workspace '{ws}'."),
          headers: { 'x-should-retry': 'false' },
        },
      ),
    ],
  },
  {
    id: 'project-two-workspaces',
    title: 'two workspaces may have projects of one name',
    steps: [
      createsWorkspace(),
      post(WORKSPACES, { name: '{ws}-b' }, CREATED),
      post(PROJECTS, { name: 'p1' }, CREATED),
      post(`${WORKSPACES}/{ws}-b/projects`, { name: 'p1' }, CREATED),
      get(`${WORKSPACES}/{ws}-b/projects`, listOf('p1')),
    ],
  },
  {
    id: 'project-unknown',
    title: 'a project that is not there is told in two ways',
    steps: [
      createsWorkspace(),
      get(`${PROJECTS}/nope`, refused(404, "Project 'nope' not found in workspace '{ws}'")),
      put(
        `${PROJECTS}/nope`,
        {},
        refused(404, "Entity 'nope' of type 'project' not found in workspace '{ws}'"),
      ),
      remove(`${PROJECTS}/nope`, refused(404, "Project 'nope' not found in workspace '{ws}'")),
    ],
  },
  {
    id: 'project-update',
    title: 'an update changes the description',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1', description: 'old' }, CREATED, {
        save: { id: 'id', created: 'created_at' },
      }),
      put(
        `${PROJECTS}/p1`,
        { description: 'new', name: 'p2' },
        {
          status: 200,
          body: { ...PROJECT, id: '{id}', created_at: '{created}', description: 'new' },
        },
      ),
    ],
  },
  {
    id: 'project-update-clears',
    title: 'an update without description clears it, unlike that of a workspace',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1', description: 'old' }, CREATED),
      put(`${PROJECTS}/p1`, {}, { status: 200, body: subset({ description: null }) }),
      get(`${PROJECTS}/p1`, { status: 200, body: subset({ description: null }) }),
    ],
  },
  {
    id: 'project-delete',
    title: 'the answer to a deletion names workspace and project',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, CREATED),
      remove(`${PROJECTS}/p1`, { status: 200, body: { message: '<string>', id: '{ws}/p1' } }),
      get(`${PROJECTS}/p1`, { status: 404 }),
      get(PROJECTS, listOf()),
    ],
  },
  {
    id: 'project-again',
    title: 'the name of a deleted project is free at once, and the id another',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1', description: 'first' }, CREATED),
      remove(`${PROJECTS}/p1`, ALLOWED),
      post(PROJECTS, { name: 'p1' }, { status: 201, body: PROJECT }),
    ],
  },
  {
    id: 'project-list',
    title: 'a list tells data, page, order and filter',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, CREATED),
      get(PROJECTS, {
        status: 200,
        body: {
          data: [PROJECT],
          pagination: { page: 1, page_size: 100, current_page_size: 1, total_pages: 1, total_results: 1 },
          sort: '-created_at',
          filter: null,
        },
      }),
    ],
  },
  {
    id: 'project-body',
    title: 'name and description are checked as those of a workspace',
    steps: [
      createsWorkspace(),
      post(PROJECTS, {}, invalid(missing(['body', 'name'], {}))),
      post(PROJECTS, { name: 'P1' }, invalid(badName('P1'))),
      post(
        PROJECTS,
        { name: 'p1', description: ['d'] },
        invalid({
          type: 'string_type',
          loc: ['body', 'description'],
          msg: 'Input should be a valid string',
          input: ['d'],
        }),
      ),
      put(
        `${PROJECTS}/p1`,
        { description: 5 },
        invalid({
          type: 'string_type',
          loc: ['body', 'description'],
          msg: 'Input should be a valid string',
          input: 5,
        }),
      ),
    ],
  },
  {
    id: 'project-unknown-workspace',
    title: 'a PlatformAdmin who makes a project in no workspace is told of a missing reference',
    steps: [
      post(PROJECTS, { name: 'p1' }, refused(422, 'Referenced resource does not exist.'), {
        as: platformAdmin,
      }),
      get(PROJECTS, listOf(), { as: platformAdmin }),
    ],
  },
  {
    id: 'project-all-workspaces',
    title: 'projects of all workspaces are closed to users',
    steps: [get(`${WORKSPACES}/-/projects`, FORBIDDEN)],
  },
  {
    id: 'entities-closed',
    title: 'generic entities are closed to users',
    steps: [
      createsWorkspace(),
      get(`${WORKSPACES}/{ws}/entities/project`, FORBIDDEN),
      post(`${WORKSPACES}/{ws}/entities/project`, { name: 'p1' }, FORBIDDEN),
      get(`${WORKSPACES}/{ws}/models`, FORBIDDEN),
      get('/apis/entities/v2/nothing', NOT_FOUND, { as: platformAdmin }),
    ],
  },
]
