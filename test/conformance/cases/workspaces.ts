/** Workspaces: made, read, changed. */

import { subset } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import {
  badName,
  createsWorkspace,
  get,
  invalid,
  owner,
  PROJECTS,
  platformAdmin,
  post,
  put,
  refused,
  stranger,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const CREATED = { status: 201 }

function refusesName(id: string, title: string, name: string): Scenario {
  return { id, title, steps: [post(WORKSPACES, { name }, invalid(badName(name)))] }
}

function described(description: string): Expectation {
  return { status: 200, body: subset({ description }) }
}

export const workspaceCases: readonly Scenario[] = [
  {
    id: 'workspace-create',
    title: 'a new workspace is told whole',
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}', description: 'What it is for' },
        {
          status: 201,
          body: {
            id: '<id>',
            name: '{ws}',
            description: 'What it is for',
            created_at: '<re:\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?>',
            created_by: owner.email,
            updated_at: '<timestamp>',
            updated_by: owner.email,
          },
          headers: { 'content-type': 'application/json' },
        },
      ),
    ],
  },
  {
    id: 'workspace-read',
    title: 'a workspace is read as it was made',
    steps: [
      post(WORKSPACES, { name: '{ws}' }, CREATED, { save: { id: 'id', created: 'created_at' } }),
      get(WORKSPACE, {
        status: 200,
        body: {
          id: '{id}',
          name: '{ws}',
          description: null,
          created_at: '{created}',
          created_by: owner.email,
          updated_at: '<timestamp>',
          updated_by: owner.email,
        },
      }),
    ],
  },
  {
    id: 'workspace-id',
    title: 'the id names the kind',
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}' },
        { status: 201, body: subset({ id: '<re:workspace-[1-9A-HJ-NP-Za-km-z]{20,23}>' }) },
      ),
    ],
  },
  {
    id: 'workspace-duplicate',
    title: 'a name can be given once',
    steps: [
      createsWorkspace(),
      post(
        WORKSPACES,
        { name: '{ws}' },
        {
          ...refused(409, "Workspace '{ws}' already exists"),
          headers: { 'x-should-retry': 'false' },
        },
      ),
      post(WORKSPACES, { name: '{ws}' }, refused(409, "Workspace '{ws}' already exists"), { as: stranger }),
    ],
  },
  {
    id: 'workspace-built-in',
    title: 'the names of the built-in workspaces are taken',
    steps: [
      post(WORKSPACES, { name: 'default' }, refused(409, "Workspace 'default' already exists")),
      post(WORKSPACES, { name: 'system' }, refused(409, "Workspace 'system' already exists")),
    ],
  },
  {
    id: 'workspace-update',
    title: 'an update changes description and time, and says who did it',
    steps: [
      post(WORKSPACES, { name: '{ws}', description: 'old' }, CREATED, {
        save: { id: 'id', created: 'created_at' },
      }),
      put(
        WORKSPACE,
        { description: 'new' },
        {
          status: 200,
          body: {
            id: '{id}',
            name: '{ws}',
            description: 'new',
            created_at: '{created}',
            created_by: owner.email,
            updated_at: '<timestamp>',
            updated_by: '{admin}',
          },
        },
        { as: platformAdmin },
      ),
      get(WORKSPACE, { status: 200, body: subset({ description: 'new', updated_by: '{admin}' }) }),
    ],
  },
  {
    id: 'workspace-update-keeps',
    title: 'an update without a description, or with null, keeps the old one',
    steps: [
      createsWorkspace({ description: 'kept' }),
      put(WORKSPACE, {}, described('kept')),
      put(WORKSPACE, { description: null }, described('kept')),
    ],
  },
  {
    id: 'workspace-update-clears',
    title: 'an update with an empty description clears it',
    steps: [
      createsWorkspace({ description: 'gone' }),
      put(WORKSPACE, { description: '' }, described('')),
      get(WORKSPACE, described('')),
    ],
  },
  {
    id: 'workspace-update-name',
    title: 'an update does not rename: other fields are ignored',
    steps: [
      createsWorkspace(),
      put(
        WORKSPACE,
        { name: 'another', created_by: 'me', description: 'd' },
        {
          status: 200,
          body: subset({ name: '{ws}', created_by: owner.email, description: 'd' }),
        },
      ),
    ],
  },
  {
    id: 'workspace-description-text',
    title: 'a description may be any text',
    steps: [
      createsWorkspace({ description: 'Zeile 1\nZeile 2\t"ü" \\ 🚀 \u0001' }),
      get(WORKSPACE, { status: 200, body: subset({ description: 'Zeile 1\nZeile 2\t"ü" \\ 🚀 \u0001' }) }),
    ],
  },
  {
    id: 'workspace-unknown-fields',
    title: 'unknown fields are ignored',
    steps: [
      post(
        WORKSPACES,
        { name: '{ws}', owner: 'somebody', id: 'workspace-1', labels: {} },
        {
          status: 201,
          body: subset({ created_by: owner.email, id: '<id>' }),
        },
      ),
    ],
  },
  {
    id: 'name-marks',
    title: 'a name may hold digits and the marks @ . + _ and -',
    steps: [
      post(WORKSPACES, { name: '{run}-9@.+_z' }, { status: 201, body: subset({ name: '{run}-9@.+_z' }) }),
    ],
  },
  {
    id: 'name-lengths',
    title: 'a name has 2 to 63 characters',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'ab' }, CREATED),
      post(PROJECTS, { name: 'a'.repeat(63) }, CREATED),
    ],
  },
  refusesName('name-one', 'a name of one character is refused', 'a'),
  refusesName('name-long', 'a name of 64 characters is refused', 'a'.repeat(64)),
  refusesName('name-upper', 'a name with a capital letter is refused', 'Team'),
  refusesName('name-digit-first', 'a name that begins with a digit is refused', '1team'),
  refusesName('name-dash-last', 'a name that ends with a dash is refused', 'team-'),
  refusesName('name-two-dashes', 'a name with two dashes in a row is refused', 'a--team'),
  refusesName('name-blank', 'a name with a blank is refused', 'my team'),
  refusesName('name-slash', 'a name with a slash is refused', 'my/team'),
  refusesName('name-umlaut', 'a name with a letter beyond ASCII is refused', 'größe'),
  refusesName('name-empty', 'an empty name is refused', ''),
]
