/** `client.projects` with real answers. */

import {
  AlreadyExistsError,
  NotFoundError,
  PermissionDeniedError,
  type ProjectUpdateParams,
  UnprocessableEntityError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { askedOf, mockClients } from './mock-client.ts'

const PROJECTS = '/apis/entities/v2/workspaces/ml-team/projects'

beforeEach(() => {
  isolateEnvironment()
})

async function team() {
  const { platform, clientOf } = mockClients()
  const client = clientOf('alice@example.com')
  await client.workspaces.create({ name: 'ml-team' })
  platform.requests.length = 0
  return { platform, client, clientOf }
}

describe('projects', () => {
  test('are created, read, listed, changed and deleted', async () => {
    const { client } = await team()

    const created = await client.projects.create({ name: 'first', description: 'old' })
    const changed = await client.projects.update('first', { description: 'new' })
    const read = await client.projects.retrieve('first')
    const { data } = await client.projects.list()
    const deleted = await client.projects.delete('first')

    expect(created).toMatchObject({ name: 'first', workspace: 'ml-team', description: 'old' })
    expect([read, data]).toEqual([changed, [changed]])
    expect(deleted.id).toEqual(expect.any(String))
    await rejection(client.projects.retrieve('first'), NotFoundError)
  })

  test.each<[what: string, params: ProjectUpdateParams | undefined]>([
    ['left out', undefined],
    ['null', { description: null }],
  ])('lose a description that is %s in an update', async (_what, params) => {
    const { client } = await team()
    await client.projects.create({ name: 'first', description: 'old' })

    expect((await client.projects.update('first', params)).description ?? null).toBeNull()
  })

  test('come page by page', async () => {
    const { platform, client } = await team()
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await client.projects.create({ name })
    platform.requests.length = 0

    const names: string[] = []
    for await (const { name } of client.projects.list({ sort: 'name', page_size: 2 })) names.push(name)

    expect(names).toEqual(['p1', 'p2', 'p3', 'p4', 'p5'])
    expect(platform.requests.map(({ query }) => query)).toEqual([
      'sort=name&page_size=2',
      'sort=name&page_size=2&page=2',
      'sort=name&page_size=2&page=3',
    ])
  })

  test('of a workspace that one is no member of are closed', async () => {
    const { clientOf } = await team()

    await rejection(clientOf('bob@example.com').projects.list(), PermissionDeniedError)
  })

  test('with an impossible name are UnprocessableEntityErrors', async () => {
    const { client } = await team()

    const error = await rejection(client.projects.create({ name: 'Nope' }), UnprocessableEntityError)

    expect(error.issues[0]?.path).toBe('body.name')
  })
})

describe('a project that is there already', () => {
  test('is an AlreadyExistsError', async () => {
    const { client } = await team()
    await client.projects.create({ name: 'first' })

    await rejection(client.projects.create({ name: 'first' }), AlreadyExistsError)
    await rejection(client.projects.create({ name: 'first', exist_ok: false }), AlreadyExistsError)
  })

  test('is read with exist_ok, from the workspace of the call', async () => {
    const { platform, client } = await team()
    const other = client.withOptions({ workspace: 'elsewhere' })
    const first = await client.projects.create({ name: 'first', description: 'old' })
    platform.requests.length = 0

    const again = await other.projects.create({
      workspace: 'ml-team',
      name: 'first',
      description: 'new',
      exist_ok: true,
    })

    expect(again).toEqual(first)
    expect(askedOf(platform)).toEqual([`POST ${PROJECTS}`, `GET ${PROJECTS}/first`])
    expect(await platform.requests[0]?.json()).toEqual({ name: 'first', description: 'new' })
  })

  test('is read with headers and signal of the call, but without its query and body', async () => {
    const { platform, client } = await team()
    await client.projects.create({ name: 'first' })
    platform.requests.length = 0

    await client.projects.create(
      { name: 'first', exist_ok: true },
      { headers: { 'x-a': '1' }, query: { b: 2 }, body: { c: 3 } },
    )

    const reading = platform.requests[1]
    expect([reading?.headers.get('x-a'), reading?.query, await reading?.json()]).toEqual(['1', '', undefined])
  })

  test('is no reason to hide another error', async () => {
    const { client } = await team()

    await rejection(client.projects.create({ name: 'Nope', exist_ok: true }), UnprocessableEntityError)
  })
})
