/** The request of every method: the same as that of the Python SDK. */

import type { NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { recordingClient } from './recording-client.ts'

const PRINCIPAL = 'ana@example.com'
const WORKSPACES = '/apis/entities/v2/workspaces'
const PROJECTS = `${WORKSPACES}/ws/projects`
const MEMBERS = `${WORKSPACES}/ws/members`
const SECRETS = '/apis/secrets/v2/workspaces/ws/secrets'
const BINDINGS = '/apis/auth/v2/iam/role-bindings'
const KEYS = '/apis/auth/v2/access-keys'

type Call = (client: NeMoPlatform) => Promise<unknown>

beforeEach(() => {
  isolateEnvironment()
})

/** The required arguments only; the body that Python sends is the last column. */
const required: [name: string, call: Call, request: string, body?: unknown][] = [
  ['accessKeys.create', (c) => c.accessKeys.create(), `POST ${KEYS}`, {}],
  ['accessKeys.delete', (c) => c.accessKeys.delete('jti-v'), `DELETE ${KEYS}/jti-v`],
  ['accessKeys.list', (c) => c.accessKeys.list(), `GET ${KEYS}`],
  ['accessKeys.suspend', (c) => c.accessKeys.suspend('jti-v'), `POST ${KEYS}/jti-v/suspend`],
  ['accessKeys.unsuspend', (c) => c.accessKeys.unsuspend('jti-v'), `POST ${KEYS}/jti-v/unsuspend`],
  ['auth.authenticate', (c) => c.auth.authenticate(), 'POST /apis/auth/authenticate'],
  ['auth.authenticateGet', (c) => c.auth.authenticateGet(), 'GET /apis/auth/authenticate'],
  ['auth.whoami', (c) => c.auth.whoami(), 'GET /apis/auth/authenticate'],
  ['auth.discover', (c) => c.auth.discover(), 'GET /apis/auth/discovery'],
  [
    'iam.roleBindings.create',
    (c) => c.iam.roleBindings.create({ principal: PRINCIPAL, role: 'Editor' }),
    `POST ${BINDINGS}`,
    { principal: PRINCIPAL, role: 'Editor' },
  ],
  ['iam.roleBindings.delete', (c) => c.iam.roleBindings.delete('item-1'), `DELETE ${BINDINGS}/item-1`],
  ['iam.roleBindings.list', (c) => c.iam.roleBindings.list(), `GET ${BINDINGS}`],
  ['iam.roleBindings.retrieve', (c) => c.iam.roleBindings.retrieve('item-1'), `GET ${BINDINGS}/item-1`],
  ['projects.create', (c) => c.projects.create({ name: 'item-1' }), `POST ${PROJECTS}`, { name: 'item-1' }],
  ['projects.delete', (c) => c.projects.delete('item-1'), `DELETE ${PROJECTS}/item-1`],
  ['projects.list', (c) => c.projects.list(), `GET ${PROJECTS}`],
  ['projects.retrieve', (c) => c.projects.retrieve('item-1'), `GET ${PROJECTS}/item-1`],
  ['projects.update', (c) => c.projects.update('item-1'), `PUT ${PROJECTS}/item-1`, {}],
  ['secrets.access', (c) => c.secrets.access('item-1'), `GET ${SECRETS}/item-1/access`],
  [
    'secrets.admin.rotateEncryptionKeys',
    (c) => c.secrets.admin.rotateEncryptionKeys(),
    'POST /apis/secrets/v2/rotate-encryption-keys',
  ],
  [
    'secrets.create',
    (c) => c.secrets.create({ name: 'item-1', value: 'value-v' }),
    `POST ${SECRETS}`,
    { name: 'item-1', value: 'value-v' },
  ],
  ['secrets.delete', (c) => c.secrets.delete('item-1'), `DELETE ${SECRETS}/item-1`],
  ['secrets.list', (c) => c.secrets.list(), `GET ${SECRETS}`],
  ['secrets.retrieve', (c) => c.secrets.retrieve('item-1'), `GET ${SECRETS}/item-1`],
  ['secrets.update', (c) => c.secrets.update('item-1'), `PATCH ${SECRETS}/item-1`, {}],
  [
    'workspaces.create',
    (c) => c.workspaces.create({ name: 'item-1' }),
    `POST ${WORKSPACES}`,
    { name: 'item-1' },
  ],
  ['workspaces.delete', (c) => c.workspaces.delete('item-1'), `DELETE ${WORKSPACES}/item-1`],
  ['workspaces.list', (c) => c.workspaces.list(), `GET ${WORKSPACES}`],
  ['workspaces.retrieve', (c) => c.workspaces.retrieve('item-1'), `GET ${WORKSPACES}/item-1`],
  ['workspaces.update', (c) => c.workspaces.update('item-1', {}), `PUT ${WORKSPACES}/item-1`, {}],
  [
    'workspaces.members.create',
    (c) => c.workspaces.members.create({ principal: PRINCIPAL }),
    `POST ${MEMBERS}`,
    { principal: PRINCIPAL },
  ],
  [
    'workspaces.members.delete',
    (c) => c.workspaces.members.delete(PRINCIPAL),
    `DELETE ${MEMBERS}/${PRINCIPAL}`,
  ],
  ['workspaces.members.list', (c) => c.workspaces.members.list(), `GET ${MEMBERS}`],
  [
    'workspaces.members.update',
    (c) => c.workspaces.members.update(PRINCIPAL, { roles: ['Editor'] }),
    `PUT ${MEMBERS}/${PRINCIPAL}`,
    { roles: ['Editor'] },
  ],
]

describe('with required arguments only', () => {
  test.each(required)('%s sends %s %s', async (_name, call, request, body) => {
    const { client, sent } = recordingClient()

    await call(client)

    expect(sent()).toEqual([{ call: request, query: '', body }])
  })

  test.each(required)('%s asks for JSON', async (name, call) => {
    const { client, calls } = recordingClient()

    await call(client)

    // What answers without content is asked for in any form, as Python does.
    expect(calls[0]?.headers.get('accept')).toBe(name === 'secrets.delete' ? '*/*' : 'application/json')
  })

  test.each(required)('%s says that its body is JSON, if it has one', async (_name, call, _request, body) => {
    const { client, calls } = recordingClient()

    await call(client)

    const type = calls[0]?.headers.get('content-type') ?? null
    expect(type).toBe(body === undefined ? null : 'application/json')
  })
})

describe('with all arguments', () => {
  test.each<[name: string, call: Call, request: string, query: string, body?: unknown]>([
    [
      'accessKeys.create',
      (c) =>
        c.accessKeys.create({
          name: 'ci',
          description: null,
          expires_in_seconds: 60,
          service_account_id: 'robot',
        }),
      `POST ${KEYS}`,
      '',
      { name: 'ci', description: null, expires_in_seconds: 60, service_account_id: 'robot' },
    ],
    [
      'accessKeys.list',
      (c) => c.accessKeys.list({ page: 2, page_size: 5 }),
      `GET ${KEYS}`,
      'page=2&page_size=5',
    ],
    [
      'iam.roleBindings.create',
      (c) =>
        c.iam.roleBindings.create({
          principal: PRINCIPAL,
          role: 'Editor',
          workspace: 'other',
          wait_role_propagation: false,
        }),
      `POST ${BINDINGS}`,
      'wait_role_propagation=false',
      { principal: PRINCIPAL, role: 'Editor', workspace: 'other' },
    ],
    [
      'iam.roleBindings.delete',
      (c) => c.iam.roleBindings.delete('item-1', { wait_role_propagation: true }),
      `DELETE ${BINDINGS}/item-1`,
      'wait_role_propagation=true',
    ],
    [
      'iam.roleBindings.list',
      (c) =>
        c.iam.roleBindings.list({
          page: 1,
          page_size: 3,
          sort: '-granted_at',
          filter: { role: { $in: ['Admin', 'Editor'] }, is_active: true },
        }),
      `GET ${BINDINGS}`,
      'page=1&page_size=3&sort=-granted_at&filter%5Brole%5D%5B%24in%5D=Admin%2CEditor&filter%5Bis_active%5D=true',
    ],
    [
      'projects.create',
      (c) => c.projects.create({ workspace: 'other', name: 'item-1', description: 'd', exist_ok: true }),
      `POST ${WORKSPACES}/other/projects`,
      '',
      { name: 'item-1', description: 'd' },
    ],
    [
      'projects.list',
      (c) =>
        c.projects.list({ workspace: 'other', page: 2, page_size: 7, sort: 'name', filter: 'name:"x y"' }),
      `GET ${WORKSPACES}/other/projects`,
      'page=2&page_size=7&sort=name&filter=name%3A%22x+y%22',
    ],
    [
      'projects.update',
      (c) => c.projects.update('item-1', { workspace: 'other', description: null }),
      `PUT ${WORKSPACES}/other/projects/item-1`,
      '',
      { description: null },
    ],
    [
      'secrets.create',
      (c) => c.secrets.create({ workspace: 'other', name: 'item-1', value: 'v', description: 'd' }),
      'POST /apis/secrets/v2/workspaces/other/secrets',
      '',
      { name: 'item-1', value: 'v', description: 'd' },
    ],
    [
      'secrets.list',
      (c) => c.secrets.list({ workspace: 'other', page: 2, page_size: 7 }),
      'GET /apis/secrets/v2/workspaces/other/secrets',
      'page=2&page_size=7',
    ],
    [
      'secrets.update',
      (c) => c.secrets.update('item-1', { workspace: 'other', value: 'v', description: '' }),
      'PATCH /apis/secrets/v2/workspaces/other/secrets/item-1',
      '',
      { value: 'v', description: '' },
    ],
    [
      'workspaces.create',
      (c) =>
        c.workspaces.create({
          name: 'item-1',
          description: 'd',
          exist_ok: true,
          wait_role_propagation: false,
        }),
      `POST ${WORKSPACES}`,
      'wait_role_propagation=false',
      { name: 'item-1', description: 'd' },
    ],
    [
      'workspaces.list',
      (c) =>
        c.workspaces.list({ page: 3, page_size: 1, sort: '-updated_at', filter: { name: { $like: 'ml' } } }),
      `GET ${WORKSPACES}`,
      'page=3&page_size=1&sort=-updated_at&filter%5Bname%5D%5B%24like%5D=ml',
    ],
    [
      'workspaces.update',
      (c) => c.workspaces.update('item-1', { description: '' }),
      `PUT ${WORKSPACES}/item-1`,
      '',
      { description: '' },
    ],
    [
      'workspaces.members.create',
      (c) =>
        c.workspaces.members.create({
          workspace: 'other',
          principal: PRINCIPAL,
          roles: ['Viewer', 'Admin'],
          wait_role_propagation: true,
        }),
      `POST ${WORKSPACES}/other/members`,
      'wait_role_propagation=true',
      { principal: PRINCIPAL, roles: ['Viewer', 'Admin'] },
    ],
    [
      'workspaces.members.update',
      (c) =>
        c.workspaces.members.update(PRINCIPAL, {
          workspace: 'other',
          roles: [],
          wait_role_propagation: false,
        }),
      `PUT ${WORKSPACES}/other/members/${PRINCIPAL}`,
      'wait_role_propagation=false',
      { roles: [] },
    ],
    [
      'workspaces.members.delete',
      (c) => c.workspaces.members.delete(PRINCIPAL, { workspace: 'other', wait_role_propagation: false }),
      `DELETE ${WORKSPACES}/other/members/${PRINCIPAL}`,
      'wait_role_propagation=false',
    ],
  ])('%s sends all of them', async (_name, call, request, query, body) => {
    const { client, sent } = recordingClient()

    await call(client)

    expect(sent()).toEqual([{ call: request, query, body }])
  })
})

describe('request options', () => {
  const options = { query: { extra: 'q' }, headers: { 'x-extra': 'h' } }

  test.each<[name: string, call: Call]>([
    ['workspaces.list', (c) => c.workspaces.list({}, options)],
    ['workspaces.retrieve', (c) => c.workspaces.retrieve('a1', options)],
    ['workspaces.delete', (c) => c.workspaces.delete('a1', options)],
    ['workspaces.members.list', (c) => c.workspaces.members.list({}, options)],
    ['workspaces.members.delete', (c) => c.workspaces.members.delete(PRINCIPAL, {}, options)],
    ['projects.retrieve', (c) => c.projects.retrieve('a1', {}, options)],
    ['secrets.delete', (c) => c.secrets.delete('a1', {}, options)],
    ['secrets.admin.rotateEncryptionKeys', (c) => c.secrets.admin.rotateEncryptionKeys(options)],
    ['auth.whoami', (c) => c.auth.whoami(options)],
    ['auth.discover', (c) => c.auth.discover(options)],
    ['accessKeys.suspend', (c) => c.accessKeys.suspend('a1', options)],
    ['iam.roleBindings.retrieve', (c) => c.iam.roleBindings.retrieve('a1', options)],
  ])('are the last argument of %s', async (_name, call) => {
    const { client, calls } = recordingClient()

    await call(client)

    expect(calls.map(({ url, headers }) => [url.searchParams.get('extra'), headers.get('x-extra')])).toEqual([
      ['q', 'h'],
    ])
  })

  test('may add fields to the body', async () => {
    const { client, sent } = recordingClient()

    await client.workspaces.create({ name: 'a1' }, { body: { labels: { team: 'ml' } } })

    expect(sent()[0]?.body).toEqual({ name: 'a1', labels: { team: 'ml' } })
  })
})
