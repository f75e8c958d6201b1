/** `members.createAll`: many members, one wait, and no failure that gets lost. */

import {
  APIUserAbortError,
  BatchError,
  type CreateAllProgress,
  InternalServerError,
  InvalidArgumentError,
  PermissionDeniedError,
  type RequestOptions,
  type Role,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, type StubbedCall } from '../../helpers/stub-fetch.ts'
import { mockClients } from '../mock-client.ts'
import { recordingClient } from '../recording-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

const people = (count: number, roles?: Role[]) =>
  Array.from({ length: count }, (_, index) => ({
    principal: `user${index}@example.com`,
    ...(roles && { roles }),
  }))

/** Stores members, but for those whose name says otherwise. */
function storing(call: StubbedCall): Response {
  const member = JSON.parse(call.body) as { principal: string; roles?: string[] }
  if (member.principal.startsWith('bad')) return json({ detail: 'Forbidden' }, 403)
  return json({ roles: ['Editor'], ...member }, 201)
}

describe('createAll', () => {
  test('gives each member its roles', async () => {
    const { clientOf } = mockClients()
    const client = clientOf('alice@example.com')
    await client.workspaces.create({ name: 'ml-team' })

    const added = await client.workspaces.members.createAll({
      members: [
        { principal: 'bob@example.com' },
        { principal: 'carol@example.com', roles: ['Viewer', 'Admin'] },
      ],
    })

    expect(added.map(({ principal, roles }) => [principal, roles])).toEqual([
      ['bob@example.com', ['Editor']],
      ['carol@example.com', ['Viewer', 'Admin']],
    ])
    const { data } = await client.workspaces.members.list()
    const stored = Object.fromEntries(data.map(({ principal, roles }) => [principal, [...roles].sort()]))
    expect(stored).toEqual({
      'alice@example.com': ['Admin'],
      'bob@example.com': ['Editor'],
      'carol@example.com': ['Admin', 'Viewer'],
    })
  })

  test('is done when the roles have taken effect', async () => {
    const { clientOf } = mockClients({ auth: { rolePropagation: 40 } })
    const admin = clientOf('alice@example.com')
    await admin.workspaces.create({ name: 'ml-team' })

    await admin.workspaces.members.createAll({ members: people(6) })

    const clients = people(6).map(({ principal }) => clientOf(principal))
    const pages = await Promise.all(clients.map((client) => client.projects.list()))
    expect(pages).toHaveLength(6)
  })

  test('stores without waiting, then waits once, for a role that was stored', async () => {
    const { client, sent } = recordingClient(storing)

    await client.workspaces.members.createAll({ members: people(9, ['Viewer', 'Admin']) })

    const waits = sent().filter(({ query }) => query !== 'wait_role_propagation=false')
    expect(sent()).toHaveLength(10)
    expect(waits).toEqual([sent().at(-1)])
    expect(waits[0]).toMatchObject({ query: '', body: { principal: expect.any(String), roles: ['Viewer'] } })
  })

  test('does not wait where it is told not to', async () => {
    const { client, sent } = recordingClient(storing)

    await client.workspaces.members.createAll({ members: people(3), wait_role_propagation: false })

    expect(sent().map(({ query }) => query)).toEqual(Array(3).fill('wait_role_propagation=false'))
  })

  test('waits for the member that was stored last, not for the last of the list', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { client, sent } = recordingClient(async (call) => {
      if (call.body.includes('user0') && call.url.search !== '') await held
      if (call.body.includes('user2')) setImmediate(release)
      return storing(call)
    })

    await client.workspaces.members.createAll({ members: people(3) })

    expect(sent().at(-1)?.body).toEqual({ principal: 'user0@example.com', roles: ['Editor'] })
  })

  test('keeps the order of the list, whatever comes first', async () => {
    const { client } = recordingClient(async (call) => {
      const turns = call.body.includes('user0') ? 5 : 1
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      return storing(call)
    })

    const added = await client.workspaces.members.createAll({ members: people(7) })

    expect(added.map(({ principal }) => principal)).toEqual(people(7).map(({ principal }) => principal))
  })

  test('has no more than 4 requests on their way at once', async () => {
    let running = 0
    let most = 0
    const { client } = recordingClient(async (call) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return storing(call)
    })

    await client.workspaces.members.createAll({ members: people(12) })

    expect(most).toBe(4)
  })

  test('of nobody asks nothing', async () => {
    const { client, sent } = recordingClient(storing)

    expect(await client.workspaces.members.createAll({ members: [] })).toEqual([])
    expect(sent()).toEqual([])
  })

  test('does not mind a list that changes meanwhile', async () => {
    const { client, sent } = recordingClient(storing)
    const members = people(6)

    const promise = client.workspaces.members.createAll({ members, wait_role_propagation: false })
    members.length = 0

    expect(await promise).toHaveLength(6)
    expect(sent()).toHaveLength(6)
  })

  test('passes its options on to every request', async () => {
    const { client, calls } = recordingClient(storing)

    await client.workspaces.members.createAll({ members: people(2) }, { headers: { 'x-a': '1' } })

    expect(calls.map(({ headers }) => headers.get('x-a'))).toEqual(['1', '1', '1'])
  })
})

describe('progress', () => {
  test('counts members that are stored, then tells of the wait', async () => {
    const { client } = recordingClient(storing)
    const seen: CreateAllProgress[] = []

    await client.workspaces.members.createAll({ members: people(3), onProgress: (step) => seen.push(step) })

    expect(seen).toEqual([
      { phase: 'adding', done: 0, total: 3 },
      { phase: 'adding', done: 1, total: 3 },
      { phase: 'adding', done: 2, total: 3 },
      { phase: 'adding', done: 3, total: 3 },
      { phase: 'waiting', done: 3, total: 3 },
    ])
  })

  test('does not count members that could not be stored', async () => {
    const { client } = recordingClient(storing)
    const seen: CreateAllProgress[] = []
    const members = [{ principal: 'bad@example.com' }, ...people(1)]

    const promise = client.workspaces.members.createAll({ members, onProgress: (step) => seen.push(step) })
    await rejection(promise, BatchError)

    expect(seen.at(-1)).toEqual({ phase: 'waiting', done: 1, total: 2 })
  })

  test('whose callback throws does not make stored members look failed', async () => {
    const { client, sent } = recordingClient(storing)
    const trouble = new Error('progress bar broke')
    const onProgress = () => {
      throw trouble
    }

    const error = await rejection(
      client.workspaces.members.createAll({ members: people(3), onProgress, wait_role_propagation: false }),
      Error,
    )

    expect(error).toBe(trouble)
    expect(sent()).toHaveLength(3)
  })
})

describe('a partial failure', () => {
  const members = [
    { principal: 'bad1@example.com' },
    ...people(2),
    { principal: 'bad2@example.com', roles: ['Viewer' as const] },
  ]

  test('is a BatchError with who was added, who was not, and why', async () => {
    const { client } = recordingClient(storing)

    const error = await rejection(client.workspaces.members.createAll({ members }), BatchError)

    expect(error.succeeded).toMatchObject([
      { principal: 'user0@example.com' },
      { principal: 'user1@example.com' },
    ])
    expect(error.failed.map(({ item }) => item)).toEqual([members[0], members[3]])
    expect(error.failed[0]?.error).toBeInstanceOf(PermissionDeniedError)
    expect(error.cause).toBe(error.failed[0]?.error)
    expect(error.message).toContain('2 of 4 failed')
  })

  test('still waits for those that were added', async () => {
    const { client, sent } = recordingClient(storing)

    await rejection(client.workspaces.members.createAll({ members }), BatchError)

    expect(sent().filter(({ query }) => query === '')).toHaveLength(1)
  })

  test('of everybody waits for nobody', async () => {
    const { client, sent } = recordingClient(storing)

    const error = await rejection(
      client.workspaces.members.createAll({ members: [{ principal: 'bad@example.com' }] }),
      BatchError,
    )

    expect([error.succeeded, sent().length]).toEqual([[], 1])
  })

  test('is not hidden by a wait that fails too', async () => {
    const { client } = recordingClient(
      (call) => (call.url.search === '' ? json({ detail: 'no' }, 500) : storing(call)),
      { maxRetries: 0 },
    )

    const error = await rejection(client.workspaces.members.createAll({ members }), BatchError)

    expect(error.succeeded).toHaveLength(2)
  })
})

test('a wait that fails is the error where all members were added', async () => {
  const { client } = recordingClient(
    (call) => (call.url.search === '' ? json({ detail: 'no' }, 500) : storing(call)),
    { maxRetries: 0 },
  )

  const error = await rejection(
    client.workspaces.members.createAll({ members: people(2) }),
    InternalServerError,
  )

  expect(error.detail).toBe('no')
})

test('an abort leaves nothing unsaid: who was added, and who was not', async () => {
  const controller = new AbortController()
  const { client, sent } = recordingClient((call) => {
    if (call.body.includes('user5')) controller.abort()
    return storing(call)
  })

  const error = await rejection(
    client.workspaces.members.createAll({ members: people(20) }, { signal: controller.signal }),
    BatchError,
  )

  expect(error.succeeded.length + error.failed.length).toBe(20)
  expect(error.failed.at(-1)?.error).toBeInstanceOf(APIUserAbortError)
  expect(sent().length).toBeLessThan(12)
})

describe('before anything is sent', () => {
  test.each<[what: string, params: object, options: object | undefined, argument: string]>([
    ['no list', {}, undefined, 'members'],
    ['text', { members: 'bob' }, undefined, 'members'],
    ['a member that is text', { members: ['bob'] }, undefined, 'members[0]'],
    ['a member that is null', { members: [null] }, undefined, 'members[0]'],
    ['a callback that is none', { members: people(1), onProgress: 'yes' }, undefined, 'onProgress'],
    ['unknown request options', { members: people(1) }, { retries: 1 }, 'retries'],
    ['a bad timeout', { members: people(1) }, { timeout: -1 }, 'timeout'],
  ])('%s is an InvalidArgumentError', async (_what, params, options, argument) => {
    const { client, sent } = recordingClient(storing)

    const error = await rejection(
      client.workspaces.members.createAll(params as never, options as RequestOptions),
      InvalidArgumentError,
    )

    expect([error.argument, sent()]).toEqual([argument, []])
  })
})
