/** Roles and their order; role names and principals: the server takes any text, so the client looks. */

import fc from 'fast-check'
import { InvalidArgumentError, type NeMoPlatform, type Role } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { includesRole, rankOf, WORKSPACE_ROLES } from '../../src/access/index.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { recordingClient } from '../resources/recording-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

describe('roles', () => {
  test('hold the rights of those before them, and their own', () => {
    const included = WORKSPACE_ROLES.map((role) =>
      WORKSPACE_ROLES.filter((other) => includesRole(role, other)),
    )

    expect(included).toEqual([['Viewer'], ['Viewer', 'Editor'], ['Viewer', 'Editor', 'Admin']])
  })

  test('of the system have no place among them', () => {
    expect(['PlatformAdmin', 'Viewer', 'Admin'].map(rankOf)).toEqual([-1, 0, 2])
  })
})

type GiveRoles = (client: NeMoPlatform, roles: Role[], workspace?: string) => Promise<unknown>

const giveRoles: [name: string, give: GiveRoles, place: string][] = [
  [
    'create',
    (c, roles, workspace) => c.workspaces.members.create({ principal: 'a@b.c', roles, workspace }),
    'roles',
  ],
  ['update', (c, roles, workspace) => c.workspaces.members.update('a@b.c', { roles, workspace }), 'roles'],
  [
    'createAll',
    (c, roles, workspace) =>
      c.workspaces.members.createAll({
        workspace,
        members: [{ principal: 'x@b.c' }, { principal: 'a@b.c', roles }],
      }),
    'members[1].roles',
  ],
]

describe.each(giveRoles)('members.%s', (_name, give, place) => {
  test.each<[what: string, roles: unknown, argument: string]>([
    ['an unknown role', ['Viewer', 'King'], `${place}[1]`],
    ['a role in small letters', ['editor'], `${place}[0]`],
    ['a role with a blank', ['Editor '], `${place}[0]`],
    ['a role that is no text', [5], `${place}[0]`],
    ['a role of the system', ['PlatformAdmin'], `${place}[0]`],
    ['an empty role', [''], `${place}[0]`],
    ['text in place of a list', 'Editor', place],
    ['null', null, place],
    ['an object', { 0: 'Editor' }, place],
  ])('refuses %s, and sends nothing', async (_what, roles, argument) => {
    const { client, calls } = recordingClient()

    const error = await rejection(give(client, roles as Role[]), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual([argument, 0])
  })

  test('shows what was meant, and what there is', async () => {
    const { client } = recordingClient()

    const error = await rejection(give(client, [' ADMIN' as Role]), InvalidArgumentError)

    expect(error.message).toContain("Did you mean 'Admin'?")
    expect(error.message).toContain('Viewer, Editor, Admin')
  })

  test.each<Role>(['PlatformAdmin', 'WorkspaceCreator', 'JobRunner', 'Viewer'])(
    'takes %s in the workspace `system`',
    async (role) => {
      const { client, sent } = recordingClient()

      await give(client, [role], 'system')

      expect(sent()).toContainEqual(
        expect.objectContaining({ body: expect.objectContaining({ roles: [role] }) }),
      )
    },
  )
})

describe('no roles at all', () => {
  test.each(giveRoles.filter(([name]) => name !== 'update'))(
    'are refused by members.%s',
    async (_name, give) => {
      const { client, calls } = recordingClient()

      await rejection(give(client, []), InvalidArgumentError)

      expect(calls).toHaveLength(0)
    },
  )

  test('are taken by members.update: it removes the member', async () => {
    const { client, sent } = recordingClient()

    await client.workspaces.members.update('a@b.c', { roles: [] })

    expect(sent()[0]?.body).toEqual({ roles: [] })
  })

  test('are missed by members.update', async () => {
    const { client } = recordingClient()

    const error = await rejection(
      client.workspaces.members.update('a@b.c', {} as { roles: Role[] }),
      InvalidArgumentError,
    )

    expect(error.argument).toBe('roles')
  })
})

type NamePrincipal = (client: NeMoPlatform, principal: string) => Promise<unknown>

const named: [name: string, call: NamePrincipal, argument: string][] = [
  ['create', (c, principal) => c.workspaces.members.create({ principal }), 'principal'],
  ['update', (c, principal) => c.workspaces.members.update(principal, { roles: ['Viewer'] }), 'principalId'],
  ['delete', (c, principal) => c.workspaces.members.delete(principal), 'principalId'],
  [
    'createAll',
    (c, principal) => c.workspaces.members.createAll({ members: [{ principal }] }),
    'members[0].principal',
  ],
]

describe.each(named)('members.%s', (_name, call, argument) => {
  test.each<[what: string, principal: unknown]>([
    ['missing', undefined],
    ['empty', ''],
    ['blank', '  '],
    ['a number', 5],
    ['followed by a blank', 'a@b.c '],
    ['preceded by a line break', '\na@b.c'],
    ['with a slash', 'group/team'],
  ])('refuses a principal that is %s, and sends nothing', async (_what, principal) => {
    const { client, calls } = recordingClient()

    const error = await rejection(call(client, principal as string), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual([argument, 0])
  })

  test.each(['a@b.c', 'Case@B.c', '*', 'a+b@c.d', 'group name', 'service-account:x', 'ü'])(
    'takes %s',
    async (principal) => {
      const { client, calls } = recordingClient()

      await call(client, principal)

      expect(calls.length).toBeGreaterThan(0)
    },
  )
})

test('a principal is encoded once', async () => {
  const { client, calls } = recordingClient()

  await client.workspaces.members.delete('50%@b c')

  expect(calls[0]?.url.pathname).toMatch(/\/members\/50%25@b%20c$/)
})

describe('iam.roleBindings.create', () => {
  test.each<[what: string, params: object, argument: string]>([
    ['an unknown role', { principal: 'a@b.c', role: 'King' }, 'role'],
    ['no role', { principal: 'a@b.c' }, 'role'],
    [
      'a role of the system in an ordinary workspace',
      { principal: 'a', role: 'JobRunner', workspace: 'ws' },
      'role',
    ],
    ['no principal', { role: 'Editor' }, 'principal'],
    ['a blank principal', { principal: ' ', role: 'Editor' }, 'principal'],
  ])('refuses %s, and sends nothing', async (_what, params, argument) => {
    const { client, calls } = recordingClient()

    const error = await rejection(client.iam.roleBindings.create(params as never), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual([argument, 0])
  })

  test.each<[workspace: string | null | undefined]>([[undefined], [null], ['system']])(
    'takes a role of the system in %s',
    async (workspace) => {
      const { client, calls } = recordingClient()

      await client.iam.roleBindings.create({ principal: 'a@b.c', role: 'PlatformAdmin', workspace })

      expect(calls).toHaveLength(1)
    },
  )
})

test('no text but the names of the three roles gets through', async () => {
  const { client } = recordingClient()
  await fc.assert(
    fc.asyncProperty(fc.string(), async (role) => {
      fc.pre(!['Viewer', 'Editor', 'Admin'].includes(role))

      await rejection(
        client.workspaces.members.create({ principal: 'a@b.c', roles: [role as Role] }),
        InvalidArgumentError,
      )
    }),
  )
})
