/** `client.workspaces`: what becomes of a workspace that is there already, is full, or is on its way. */

import {
  AlreadyExistsError,
  NotFoundError,
  PermissionDeniedError,
  parseTimestamp,
  UnprocessableEntityError,
  type Workspace,
  WorkspaceNotEmptyError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { askedOf, mockClients } from '../mock-client.ts'

const ALICE = 'alice@example.com'
const WORKSPACES = '/apis/entities/v2/workspaces'

beforeEach(() => {
  isolateEnvironment()
})

describe('workspaces.create', () => {
  test('gives the workspace, of which the caller is Admin', async () => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)

    const workspace = await client.workspaces.create({ name: 'ml-team', description: 'ours' })

    expect(workspace).toMatchObject({ name: 'ml-team', description: 'ours', created_by: ALICE })
    expect(parseTimestamp(workspace.created_at).getTime()).toBeLessThanOrEqual(Date.now() + 1)
    expect((await client.workspaces.members.list()).data).toMatchObject([
      { principal: ALICE, roles: ['Admin'] },
    ])
  })

  test('may be followed by anything at once, though the role is on its way', async () => {
    const { clientOf } = mockClients({ auth: { rolePropagation: 60 } })
    const client = clientOf(ALICE)

    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })

    expect(await client.projects.create({ name: 'first' })).toMatchObject({ workspace: 'ml-team' })
  })

  test('of a name that is taken is an AlreadyExistsError, and the workspace stays', async () => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team', description: 'first' })

    const error = await rejection(
      client.workspaces.create({ name: 'ml-team', description: 'second' }),
      AlreadyExistsError,
    )

    expect(error.remedies.join()).toContain('exist_ok')
    expect(await client.workspaces.retrieve('ml-team')).toMatchObject({ description: 'first' })
  })

  test('with exist_ok gives what is there', async () => {
    const { platform, clientOf } = mockClients()
    const client = clientOf(ALICE)
    const first = await client.workspaces.create({ name: 'ml-team', description: 'first' })
    platform.requests.length = 0

    const again = await client.workspaces.create({ name: 'ml-team', description: 'second', exist_ok: true })

    expect(again).toEqual(first)
    expect(askedOf(platform)).toEqual([`POST ${WORKSPACES}`, `GET ${WORKSPACES}/ml-team`])
    expect(platform.requests[0]?.query).toBe('')
  })

  test('with exist_ok gives the answer of the reading beside it', async () => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team' })

    const { data, response } = await client.workspaces
      .create({ name: 'ml-team', exist_ok: true })
      .withResponse()

    expect([data.name, response.status]).toEqual(['ml-team', 200])
  })

  test('with exist_ok creates what is not there', async () => {
    const { platform, clientOf } = mockClients()

    await clientOf(ALICE).workspaces.create({ name: 'ml-team', exist_ok: true })

    expect(askedOf(platform)).toEqual([`POST ${WORKSPACES}`])
  })

  test('with exist_ok does not open the workspace of somebody else', async () => {
    const { clientOf } = mockClients()
    await clientOf('bob@example.com').workspaces.create({ name: 'ml-team' })

    await rejection(
      clientOf(ALICE).workspaces.create({ name: 'ml-team', exist_ok: true }),
      PermissionDeniedError,
    )
  })

  test.each([
    ['0.6', 'api/already-exists'],
    ['0.8', 'api/workspace-being-deleted'],
  ] as const)(
    'with exist_ok does not take what is being deleted for one that is there: %s',
    async (profile, code) => {
      const { clientOf } = mockClients({ profile, workspaceCleanup: 60_000 })
      const admin = clientOf('admin@example.com')
      await admin.workspaces.create({ name: 'ml-team' })
      await admin.workspaces.delete('ml-team')

      const again = admin.workspaces.create({ name: 'ml-team', exist_ok: true })

      expect((await rejection(again, AlreadyExistsError)).code).toBe(code)
    },
  )

  test('of a name that the platform keeps for itself asks for another name, and not for a role', async () => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)

    const error = await rejection(client.workspaces.create({ name: 'sample-one' }), PermissionDeniedError)

    expect(error.remedies).toEqual(['Choose another name'])
    expect(await client.auth.explain(error)).toMatchObject({
      cause: 'refused',
      summary: expect.stringContaining('reserved for the sample flow'),
      remedies: ['Choose another name'],
    })
  })

  test.each(['ML', 'a', '1a', 'a--b', 'a-', 'a b', `a${'b'.repeat(63)}`])(
    'of the impossible name %j is an UnprocessableEntityError about it',
    async (name) => {
      const { clientOf } = mockClients()

      const error = await rejection(clientOf(ALICE).workspaces.create({ name }), UnprocessableEntityError)

      expect(error.issues).toMatchObject([{ path: 'body.name' }])
    },
  )

  test('whose answer is lost succeeds, though the role is still on its way', async () => {
    const { platform, clientOf } = mockClients({ auth: { rolePropagation: 60_000 } })
    platform.faults.next({ disconnect: 'after', method: 'POST' })

    const workspace = await clientOf(ALICE).workspaces.create({
      name: 'ml-team',
      wait_role_propagation: false,
    })

    expect(workspace).toMatchObject({ name: 'ml-team', created_by: ALICE })
    expect(askedOf(platform)).toEqual([`POST ${WORKSPACES}`, `GET ${WORKSPACES}`])
  })

  test('whose request is lost before it was carried out fails', async () => {
    const { platform, clientOf } = mockClients()
    platform.faults.next({ status: 504 })

    const promise = clientOf(ALICE).workspaces.create({ name: 'ml-team' })

    await expect(promise).rejects.toMatchObject({ status: 504 })
  })
})

describe('workspaces.list', () => {
  test('gives the items of all pages in the order that was asked for', async () => {
    const { platform, clientOf } = mockClients()
    const client = clientOf(ALICE)
    for (const name of ['ws-c', 'ws-a', 'ws-b']) await client.workspaces.create({ name })
    platform.requests.length = 0

    const names: string[] = []
    for await (const { name } of client.workspaces.list({ sort: 'name', page_size: 2 })) names.push(name)

    expect(names).toEqual(['default', 'system', 'ws-a', 'ws-b', 'ws-c'].sort())
    expect(platform.requests.map(({ query }) => query)).toEqual([
      'sort=name&page_size=2',
      'sort=name&page_size=2&page=2',
      'sort=name&page_size=2&page=3',
    ])
  })

  test('walks page by page', async () => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team' })

    const first = await client.workspaces.list({ page_size: 2 })
    const second = await first.nextPage()

    expect([first.hasNextPage(), second.hasNextPage()]).toEqual([true, false])
    expect(second.pagination).toMatchObject({ page: 2, total_results: 3, current_page_size: 1 })
  })

  test.each<[what: string, filter: string | Record<string, unknown>]>([
    ['an object', { name: { $like: 'ml' } }],
    ['an object with a plain value', { name: 'ml-team' }],
    ['text', 'name:"ml-team"'],
    ['JSON', '{"name":{"$in":["ml-team","other"]}}'],
  ])('takes a filter as %s', async (_what, filter) => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team' })

    const page = await client.workspaces.list({ filter })

    expect(page.data.map(({ name }) => name)).toEqual(['ml-team'])
  })
})

describe('workspaces.update', () => {
  test.each<[what: string, params: { description?: string | null }, description: string]>([
    ['replaces the description', { description: 'new' }, 'new'],
    ['keeps it where it is left out', {}, 'old'],
    ['keeps it where it is null', { description: null }, 'old'],
    ['clears it where it is empty', { description: '' }, ''],
  ])('%s', async (_what, params, description) => {
    const { clientOf } = mockClients()
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team', description: 'old' })

    expect((await client.workspaces.update('ml-team', params)).description).toBe(description)
  })
})

describe('workspaces.delete', () => {
  test('takes a workspace away with all that is in it', async () => {
    const { clientOf } = mockClients({ workspaceCleanup: 0 })
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team' })
    await client.projects.create({ name: 'p1' })

    const answer = await client.workspaces.delete('ml-team')
    await rejection(clientOf('admin@example.com').workspaces.retrieve('ml-team'), NotFoundError)
    const again: Workspace = await client.workspaces.create({ name: 'ml-team' })

    expect(answer).toMatchObject({ id: expect.any(String), message: 'Workspace marked for deletion' })
    expect([again.name, (await client.projects.list()).data]).toEqual(['ml-team', []])
  })

  test('of a full workspace is a WorkspaceNotEmptyError on older platforms', async () => {
    const { clientOf } = mockClients({ profile: 'documented' })
    const client = clientOf(ALICE)
    await client.workspaces.create({ name: 'ml-team' })
    await client.projects.create({ name: 'p1' })
    await client.projects.create({ name: 'p2' })
    await client.secrets.create({ name: 's1', value: 'v' })

    const error = await rejection(client.workspaces.delete('ml-team'), WorkspaceNotEmptyError)

    expect(error.entities).toEqual({ project: 2, secret: 1 })
  })

  test('of nothing is a NotFoundError for a PlatformAdmin', async () => {
    const { clientOf } = mockClients()

    const error = await rejection(clientOf('admin@example.com').workspaces.delete('nothing'), NotFoundError)

    expect(error.detail).toBe("Workspace 'nothing' not found")
  })
})
