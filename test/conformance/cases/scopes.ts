/** What the scopes of a token allow. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Identity, Scenario } from '../scenario.ts'
import {
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  MEMBERS,
  owner,
  PROJECTS,
  patch,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  SECRETS,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const ALLOWED = { status: 200 }

function scoped(...scopes: string[]): Identity {
  return { ...owner, scopes }
}

function readsWorkspaces(id: string, title: string, token: Omit<Identity, 'email'>): Scenario {
  return { id, title, steps: [get(WORKSPACES, ALLOWED, { as: person('u', token) })] }
}

/** A scope of a family that the platform does not know: up to 0.6 it restricts, later it does nothing. */
const UNKNOWN_FAMILY = changedIn<Expectation>('0.7', 'scopes of unknown families restrict nothing any more', {
  before: FORBIDDEN,
  after: ALLOWED,
})

function readsWithUnknownFamily(id: string, title: string, token: Omit<Identity, 'email'>): Scenario {
  return { id, title, steps: [get(WORKSPACES, UNKNOWN_FAMILY, { as: person('u', token) })] }
}

function mayNotReadWorkspaces(id: string, title: string, token: Omit<Identity, 'email'>): Scenario {
  return { id, title, steps: [get(WORKSPACES, FORBIDDEN, { as: person('u', token) })] }
}

export const scopeCases: readonly Scenario[] = [
  readsWorkspaces('scope-platform-read', 'platform:read reads workspaces', { scopes: ['platform:read'] }),
  readsWorkspaces('scope-entities-read', 'entities:read reads workspaces', { scopes: ['entities:read'] }),
  readsWorkspaces('scope-several', 'one scope that fits is enough', {
    scopes: ['jobs:read', 'platform:read'],
  }),
  readsWorkspaces('scope-empty-text', 'an empty scope claim does not restrict', { scopes: '' }),
  readsWorkspaces('scope-openid', 'scopes of OpenID Connect do not restrict', {
    scopes: ['openid', 'profile', 'email', 'offline_access'],
  }),
  readsWorkspaces('scope-words', 'words without a colon do not restrict', {
    scopes: ['everything', 'User_Read'],
  }),
  readsWorkspaces('scope-scp-list', 'scopes may come in scp, as a list', {
    claims: { scp: ['platform:read'] },
  }),
  mayNotReadWorkspaces('scope-scp-text', 'scopes in scp, as a text, restrict too', {
    claims: { scp: 'jobs:read' },
  }),
  mayNotReadWorkspaces('scope-write-only', 'platform:write does not read', { scopes: ['platform:write'] }),
  mayNotReadWorkspaces('scope-other-api', 'the scope of another API does not read workspaces', {
    scopes: ['secrets:read'],
  }),
  readsWithUnknownFamily('scope-by-resource', 'workspaces:read is no scope of the platform', {
    scopes: ['workspaces:read'],
  }),
  mayNotReadWorkspaces('scope-mixed', 'a scope with a colon restricts beside those of OpenID Connect', {
    scopes: ['openid', 'email', 'jobs:read'],
  }),
  readsWithUnknownFamily('scope-dots-colon', 'a scope with dots and a colon is merely not the right one', {
    scopes: ['platform.all:read'],
  }),
  {
    id: 'scope-permission',
    title: 'a permission in place of a scope is a bad request, or none',
    steps: [
      get(
        WORKSPACES,
        changedIn<Expectation>('0.7', 'what is no scope is passed over', {
          before: refused(
            400,
            "Invalid scope 'workspaces.list': this value uses permission syntax (dots). Scopes use colons (e.g. 'secrets:read'). Did you pass a permission by mistake?",
          ),
          after: ALLOWED,
        }),
        { as: person('u', { scopes: ['workspaces.list'] }) },
      ),
    ],
  },
  {
    id: 'scope-permission-beside',
    title: 'a permission among good scopes is the same, on paths that need no scope too',
    steps: [
      get(
        '/apis/nothing',
        changedIn<Expectation>('0.7', 'what is no scope is passed over', {
          before: { status: 400 },
          after: FORBIDDEN,
        }),
        { as: person('u', { scopes: ['platform:read', 'jobs.logs.create'] }) },
      ),
    ],
  },
  {
    id: 'scope-create',
    title: 'creating a workspace needs a scope that writes',
    steps: [
      post(WORKSPACES, { name: '{ws}' }, FORBIDDEN, { as: scoped('platform:read', 'entities:read') }),
      post(WORKSPACES, { name: '{ws}' }, { status: 201 }, { as: scoped('entities:write') }),
    ],
  },
  {
    id: 'scope-update-delete',
    title: 'changing and deleting a workspace needs a scope that writes',
    steps: [
      createsWorkspace(),
      put(WORKSPACE, { description: 'x' }, FORBIDDEN, { as: scoped('platform:read') }),
      remove(WORKSPACE, FORBIDDEN, { as: scoped('platform:read') }),
      put(WORKSPACE, { description: 'x' }, ALLOWED, { as: scoped('platform:write') }),
      remove(WORKSPACE, ALLOWED, { as: scoped('platform:write') }),
    ],
  },
  {
    id: 'scope-projects',
    title: 'projects belong to the scopes of entities',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, FORBIDDEN, { as: scoped('projects:write', 'secrets:write') }),
      post(PROJECTS, { name: 'p1' }, { status: 201 }, { as: scoped('entities:write') }),
      get(PROJECTS, UNKNOWN_FAMILY, { as: scoped('projects:read') }),
      get(PROJECTS, ALLOWED, { as: scoped('entities:read') }),
    ],
  },
  {
    id: 'scope-members',
    title: 'members belong to the scopes of entities',
    steps: [
      createsWorkspace(),
      get(MEMBERS, UNKNOWN_FAMILY, { as: scoped('members:read') }),
      get(MEMBERS, ALLOWED, { as: scoped('entities:read') }),
      post(MEMBERS, { principal: 'x@example.com' }, FORBIDDEN, { as: scoped('entities:read') }),
      remove(`${MEMBERS}/x@example.com`, FORBIDDEN, { as: scoped('platform:read') }),
    ],
  },
  {
    id: 'scope-secrets',
    title: 'secrets have scopes of their own',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, FORBIDDEN, { as: scoped('entities:write') }),
      post(SECRETS, { name: 's1', value: 'v' }, { status: 201 }, { as: scoped('secrets:write') }),
      get(SECRETS, FORBIDDEN, { as: scoped('entities:read', 'secrets:write') }),
      get(`${SECRETS}/s1`, ALLOWED, { as: scoped('secrets:read') }),
      patch(`${SECRETS}/s1`, { description: 'd' }, FORBIDDEN, { as: scoped('secrets:read') }),
      remove(`${SECRETS}/s1`, { status: 204 }, { as: scoped('platform:write') }),
    ],
  },
  {
    id: 'scope-needs-role',
    title: 'a scope is no role',
    steps: [
      createsWorkspace(),
      adds(person('viewer'), 'Viewer'),
      post(PROJECTS, { name: 'p1' }, FORBIDDEN, { as: person('viewer', { scopes: ['platform:write'] }) }),
      get(PROJECTS, ALLOWED, { as: person('viewer', { scopes: ['platform:read'] }) }),
    ],
  },
  {
    id: 'scope-platform-admin',
    title: 'scopes restrict who may do everything only from 0.7 on',
    steps: [
      get(
        WORKSPACES,
        changedIn<Expectation>('0.7', 'scopes bind the administrator, too', {
          before: ALLOWED,
          after: FORBIDDEN,
        }),
        { as: { ...platformAdmin, scopes: ['jobs:read'] } },
      ),
    ],
  },
  {
    id: 'scope-authenticate',
    title: 'authenticate tells all scopes of the token',
    steps: [
      get(
        '/apis/auth/authenticate',
        { status: 200, body: subset({ scopes: ['openid', 'platform:read', 'x'] }) },
        {
          as: scoped('openid', 'platform:read', 'x'),
        },
      ),
    ],
  },
]
