/** Waiting for roles: how long an attempt may take, and what becomes of a wait that is cut short. */

import {
  APIConnectionError,
  APITimeoutError,
  type ClientOptions,
  type Fetch,
  InternalServerError,
  InvalidArgumentError,
  NeMoPlatform,
  NotFoundError,
  type RequestOptions,
} from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { advance, outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { type Answer, json, networkError, type StubbedCall } from '../../helpers/stub-fetch.ts'
import { recordingClient } from '../recording-client.ts'

const BOB = 'bob@example.com'

beforeEach(() => {
  isolateEnvironment()
  stopTime()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A client whose changes are never answered; the list of members is. */
function clientOfSilence(options: ClientOptions, members: unknown[] = []) {
  const sent: string[] = []
  const fetch: Fetch = async (input, init) => {
    const { method, signal } = new Request(input, init)
    sent.push(method)
    if (method === 'GET') return json({ data: members })
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch, ...options })
  return { client, changes: () => sent.filter((method) => method !== 'GET').length }
}

interface Wait {
  wait_role_propagation?: boolean
  waitTimeout?: number
}

type Change = (client: NeMoPlatform, wait: Wait, options?: RequestOptions) => Promise<unknown>

const changes: [name: string, seconds: number, change: Change][] = [
  ['workspaces.create', 42, (c, wait, options) => c.workspaces.create({ name: 'ml-team', ...wait }, options)],
  [
    'members.create with the default role',
    42,
    (c, wait, options) => c.workspaces.members.create({ principal: BOB, ...wait }, options),
  ],
  [
    'members.create with three roles',
    106,
    (c, wait, options) =>
      c.workspaces.members.create({ principal: BOB, roles: ['Viewer', 'Editor', 'Admin'], ...wait }, options),
  ],
  [
    'members.update',
    106,
    (c, wait, options) => c.workspaces.members.update(BOB, { roles: ['Viewer'], ...wait }, options),
  ],
  ['members.delete', 106, (c, wait, options) => c.workspaces.members.delete(BOB, { ...wait }, options)],
  [
    'iam.roleBindings.create',
    42,
    (c, wait, options) => c.iam.roleBindings.create({ principal: BOB, role: 'Viewer', ...wait }, options),
  ],
  [
    'iam.roleBindings.delete',
    42,
    (c, wait, options) => c.iam.roleBindings.delete('b1', { ...wait }, options),
  ],
]

/** How long an attempt waits for an answer that never comes, in ms. */
async function patienceOf(change: Change, wait: Wait = {}, options: RequestOptions = {}): Promise<number> {
  const { client, changes } = clientOfSilence({ timeout: 20_000, maxRetries: 0 }, [
    { principal: BOB, roles: ['Admin'] },
  ])
  const startedAt = performance.now()
  const result = await outcome(change(client, wait, options))
  expect(result).toMatchObject({ reason: expect.any(APITimeoutError) })
  expect(changes()).toBe(1)
  return Math.round((performance.now() - startedAt) / 1000)
}

describe.each(changes)('%s', (_name, seconds, change) => {
  test(`gives the server ${seconds} s, whatever the client's timeout`, async () => {
    expect(await patienceOf(change)).toBe(seconds)
    expect(await patienceOf(change, { wait_role_propagation: true })).toBe(seconds)
  })

  test("has the client's timeout where the server does not wait", async () => {
    expect(await patienceOf(change, { wait_role_propagation: false })).toBe(20)
  })

  test.each([5, 500])('waits as long as `waitTimeout` says: %d s', async (limit) => {
    expect(await patienceOf(change, { waitTimeout: limit * 1000 })).toBe(limit)
  })

  test('waits no longer than `waitTimeout` says, whatever timeout the call names', async () => {
    expect(await patienceOf(change, { waitTimeout: 5000 }, { timeout: 60_000 })).toBe(5)
  })

  test('gives the server a second to store the change', async () => {
    expect(await patienceOf(change, { waitTimeout: 0 })).toBe(1)
  })

  test('refuses a `waitTimeout` that is none', async () => {
    const { client, changes } = clientOfSilence({})

    const error = await rejection(change(client, { waitTimeout: -1 }), InvalidArgumentError)

    expect(error.argument).toBe('waitTimeout')
    expect(changes()).toBe(0)
  })

  test('has the timeout that the call names', async () => {
    expect(await patienceOf(change, { wait_role_propagation: true }, { timeout: 3000 })).toBe(3)
  })
})

test('a client that is more patient than that stays so', async () => {
  const { client } = clientOfSilence({ timeout: 300_000, maxRetries: 0 })
  const startedAt = performance.now()

  await outcome(client.workspaces.create({ name: 'ml-team' }))

  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300_000)
})

/** Cuts every change short; reads answer what is stored. */
function cutClient(cut: Answer, stored: unknown) {
  const answer = (call: StubbedCall) => {
    if (call.method === 'GET') return stored instanceof Response ? stored : json(stored)
    return typeof cut === 'function' ? cut(call) : cut
  }
  const { client, calls, sent } = recordingClient(answer, { maxRetries: 2 })
  return { client, calls, sent, changes: () => calls.filter(({ method }) => method !== 'GET').length }
}

const cuts: [what: string, cut: Answer][] = [
  ['502 of a proxy', new Response('<html>Bad gateway</html>', { status: 502 })],
  ['503 of a proxy', new Response('', { status: 503 })],
  ['504 of a proxy', json({ message: 'timeout' }, 504)],
  ['a lost connection', networkError('ECONNRESET')],
]
const member = (...roles: string[]) => ({
  data: [
    { principal: 'other@b.c', roles: [] },
    { principal: BOB, roles },
  ],
})
const created = (created_at: string, name = 'ml-team') => ({
  data: [
    { name: 'other', created_at },
    { name, created_at },
  ],
})

describe.each(cuts)('after %s', (_what, cut) => {
  test.each<
    [what: string, stored: object, change: (client: NeMoPlatform) => Promise<unknown>, answer: object]
  >([
    [
      'members.create succeeds where the role is stored',
      member('Viewer', 'Editor'),
      (c) => c.workspaces.members.create({ principal: BOB }),
      { principal: BOB, roles: ['Viewer', 'Editor'] },
    ],
    [
      'members.update succeeds where exactly these roles are stored',
      member('Editor', 'Viewer'),
      (c) => c.workspaces.members.update(BOB, { roles: ['Viewer', 'Editor'] }),
      { principal: BOB, roles: ['Editor', 'Viewer'] },
    ],
    [
      'members.update to no roles succeeds where the member is gone',
      { data: [] },
      (c) => c.workspaces.members.update(BOB, { roles: [] }),
      { principal: BOB, roles: [] },
    ],
    [
      'members.delete succeeds where the member is gone',
      { data: [{ principal: 'other@b.c', roles: ['Admin'] }] },
      (c) => c.workspaces.members.delete(BOB),
      { id: BOB },
    ],
    [
      'workspaces.create succeeds where the workspace is new',
      created(new Date(Date.now() + 5000).toISOString().slice(0, 23)),
      (c) => c.workspaces.create({ name: 'ml-team' }),
      { name: 'ml-team' },
    ],
  ])('%s, and the change is not sent again', async (_title, stored, change, answer) => {
    const { client, changes } = cutClient(cut, stored)

    const result = await outcome(change(client))

    expect(result).toMatchObject({ status: 'fulfilled', value: answer })
    expect(changes()).toBe(1)
  })

  test.each<[what: string, stored: unknown, change: (client: NeMoPlatform) => Promise<unknown>]>([
    [
      'members.create fails where a role is missing',
      member('Viewer'),
      (c) => c.workspaces.members.create({ principal: BOB, roles: ['Viewer', 'Admin'] }),
    ],
    [
      'members.create fails where the member is somebody else',
      { data: [{ principal: 'BOB@example.com', roles: ['Editor'] }] },
      (c) => c.workspaces.members.create({ principal: BOB }),
    ],
    [
      'members.update fails where there is a role too many',
      member('Viewer', 'Admin'),
      (c) => c.workspaces.members.update(BOB, { roles: ['Viewer'] }),
    ],
    [
      'members.delete fails where the member is still there',
      member('Viewer'),
      (c) => c.workspaces.members.delete(BOB),
    ],
    [
      'members.create fails where the members cannot be read',
      json({ detail: 'Forbidden' }, 403),
      (c) => c.workspaces.members.create({ principal: BOB }),
    ],
    [
      'workspaces.create fails where there is none',
      { data: [] },
      (c) => c.workspaces.create({ name: 'ml-team' }),
    ],
    [
      'workspaces.create fails where the workspace was there before',
      created('2020-01-01T00:00:00.123456'),
      (c) => c.workspaces.create({ name: 'ml-team' }),
    ],
    [
      'workspaces.create fails where only a similar one is there',
      created(new Date(Date.now() + 5000).toISOString(), 'ml-team-2'),
      (c) => c.workspaces.create({ name: 'ml-team' }),
    ],
  ])('%s, with the error of the change', async (_title, stored, change) => {
    const { client } = cutClient(cut, stored)

    const result = await outcome(change(client))

    const reason = cut instanceof Error ? APIConnectionError : InternalServerError
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(reason) })
    expect(result).toMatchObject({ reason: { request: { method: expect.not.stringMatching('GET') } } })
  })
})

describe('nothing is read back', () => {
  test.each([400, 401, 403, 404, 409, 422, 500])('after %i', async (status) => {
    const { client, calls } = recordingClient(json({ detail: 'no' }, status), { maxRetries: 0 })

    await outcome(client.workspaces.members.create({ principal: BOB }))

    expect(calls.map(({ method }) => method)).toEqual(['POST'])
  })
})

test('a wait that timed out is settled too', async () => {
  const { client, changes } = clientOfSilence({}, [{ principal: BOB, roles: ['Editor'] }])

  const result = await outcome(client.workspaces.members.create({ principal: BOB }, { timeout: 1000 }))

  expect(result).toMatchObject({ status: 'fulfilled', value: { principal: BOB } })
  expect(changes()).toBe(1)
})

test('reading back takes headers and signal of the call, but not its body and query', async () => {
  const { client, calls, sent } = cutClient(json({}, 504), member('Editor'))
  const controller = new AbortController()

  await outcome(
    client.workspaces.members.create(
      { principal: BOB },
      { headers: { 'x-a': '1' }, query: { b: 2 }, body: { c: 3 }, signal: controller.signal },
    ),
  )

  expect(calls[1]?.headers.get('x-a')).toBe('1')
  expect(sent()[1]).toEqual({
    call: 'GET /apis/entities/v2/workspaces/ws/members',
    query: '',
    body: undefined,
  })
})

test('a change that does not wait is repeated where that does no harm', async () => {
  let count = 0
  const { client, calls } = recordingClient(() => {
    count += 1
    return count === 1 ? json({}, 503) : json({ principal: BOB, roles: ['Viewer'] })
  })

  const result = await outcome(
    client.workspaces.members.update(BOB, { roles: ['Viewer'], wait_role_propagation: false }),
  )

  expect(result.status).toBe('fulfilled')
  expect(calls.map(({ method }) => method)).toEqual(['PUT', 'PUT'])
})

test('an answer that says no is no cut wait', async () => {
  const { client } = recordingClient(json({ detail: `Member '${BOB}' not found in workspace 'ws'` }, 404))

  const promise = rejection(client.workspaces.members.delete(BOB), NotFoundError)
  await advance(0)

  expect((await promise).detail).toContain('not found')
})
