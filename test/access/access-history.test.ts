/** A 403 in a workspace where the caller has just got a role: it is tried again while the role may be on its way. */

import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { advance, outcome, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { jwt } from '../helpers/sample-tokens.ts'
import { type Answer, json, type StubbedCall, stubFetch } from '../helpers/stub-fetch.ts'

const ME = 'alice@example.com'
const FORBIDDEN = json({ detail: 'Forbidden' }, 403)
const WORKSPACE = { name: 'ml-team', created_at: '2026-01-01T00:00:00' }

beforeEach(() => {
  isolateEnvironment()
  stopTime()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A client of a platform that says yes to every change, and to reads what it is told. */
function clientFor(reads: Answer, { scope, subject = ME }: { scope?: string; subject?: string } = {}) {
  const answer = (call: StubbedCall) => {
    if (call.method !== 'GET') return json(WORKSPACE, 201)
    return typeof reads === 'function' ? reads(call) : reads
  }
  const { fetch, calls } = stubFetch(answer)
  const accessToken = jwt({
    sub: subject,
    email: ME,
    exp: 4_000_000_000,
    ...(scope === undefined ? {} : { scope }),
  })
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, fetch, workspace: 'ml-team' })
  return { client, calls, reads: () => calls.filter(({ method }) => method === 'GET').length }
}

/** Forbidden until that time has passed since now. */
function forbiddenFor(milliseconds: number): Answer {
  const end = performance.now() + milliseconds
  return () => (performance.now() < end ? FORBIDDEN : json({ ...WORKSPACE, data: [] }))
}

const grants: [what: string, grant: (client: NeMoPlatform) => Promise<unknown>][] = [
  [
    'created the workspace',
    (client) => client.workspaces.create({ name: 'ml-team', wait_role_propagation: false }),
  ],
  [
    'given itself a role',
    (client) => client.workspaces.members.create({ principal: ME, wait_role_propagation: false }),
  ],
  [
    'changed its own roles',
    (client) => client.workspaces.members.update(ME, { roles: ['Admin'], wait_role_propagation: false }),
  ],
]

describe.each(grants)('after a client has %s', (_what, grant) => {
  test('a 403 in it is tried again until the role has arrived', async () => {
    const { client, reads } = clientFor(forbiddenFor(20_000))
    await grant(client)

    const result = await outcome(client.workspaces.retrieve('ml-team'))

    expect(result.status).toBe('fulfilled')
    expect(reads()).toBeGreaterThan(5)
  })

  test('a 403 is believed after 35 s at the latest', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await grant(client)
    const startedAt = performance.now()

    const result = await outcome(client.workspaces.retrieve('ml-team'))

    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(PermissionDeniedError) })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(35_000)
    expect(performance.now() - startedAt).toBeLessThan(36_000)
    expect(reads()).toBeLessThan(30)
  })

  test('a 403 after that window is believed at once', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await grant(client)
    await advance(35_001)

    const error = await rejection(client.workspaces.retrieve('ml-team'), PermissionDeniedError)

    expect([error.reason, reads()]).toEqual(['unknown', 1])
  })

  test('a 403 in another workspace is believed at once', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await grant(client)

    await rejection(client.workspaces.retrieve('another'), PermissionDeniedError)

    expect(reads()).toBe(1)
  })

  test('a 403 is believed at once where the scopes of the token rule the call out', async () => {
    const { client, reads } = clientFor(FORBIDDEN, { scope: 'openid entities:write' })
    await grant(client)

    const error = await rejection(client.workspaces.retrieve('ml-team'), PermissionDeniedError)

    expect([error.reason, reads()]).toEqual(['missing-scope', 1])
  })

  test('the wait ends when the caller aborts', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await grant(client)
    const controller = new AbortController()
    const promise = outcome(client.workspaces.retrieve('ml-team', { signal: controller.signal }))
    await advance(300)
    const before = reads()

    controller.abort()

    expect(await promise).toMatchObject({ reason: { name: 'APIUserAbortError' } })
    expect(reads()).toBe(before)
  })
})

describe('a grant with which the server has waited itself', () => {
  test('opens a window of 5 s only', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await client.workspaces.create({ name: 'ml-team' })
    await advance(5001)

    await rejection(client.workspaces.retrieve('ml-team'), PermissionDeniedError)

    expect(reads()).toBe(1)
  })

  test('opens the long window where the server has given up', async () => {
    const { fetch } = stubFetch(({ method }) => {
      if (method === 'GET') return FORBIDDEN
      return new Promise((resolve) => setTimeout(() => resolve(json(WORKSPACE, 201)), 29_500))
    })
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: ME }), fetch })
    await outcome(client.workspaces.create({ name: 'ml-team' }))
    await advance(20_000)

    const promise = outcome(client.workspaces.retrieve('ml-team'))

    expect(await promise).toMatchObject({ reason: { reason: 'unknown' } })
    expect(performance.now()).toBeGreaterThan(29_500 + 34_000)
  })
})

test('a grant whose answer was lost opens the window too', async () => {
  const created_at = new Date().toISOString().slice(0, -1)
  const seen: string[] = []
  const { fetch } = stubFetch(({ method, url }) => {
    seen.push(`${method} ${url.pathname}`)
    if (method === 'POST') return json({ message: 'timeout' }, 504)
    return url.pathname.endsWith('/workspaces')
      ? json({ data: [{ name: 'ml-team', created_at }] })
      : FORBIDDEN
  })
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: ME }), fetch })
  await outcome(client.workspaces.create({ name: 'ml-team' }))

  await outcome(client.workspaces.retrieve('ml-team'))

  expect(seen.filter((call) => call.endsWith('/workspaces/ml-team')).length).toBeGreaterThan(2)
})

describe('no window is opened by', () => {
  test.each<[what: string, act: (client: NeMoPlatform) => Promise<unknown>]>([
    [
      'a role for somebody else',
      (client) => client.workspaces.members.create({ principal: 'bob@example.com' }),
    ],
    ['the removal of oneself', (client) => client.workspaces.members.delete(ME)],
    ['a change to no roles', (client) => client.workspaces.members.update(ME, { roles: [] })],
    ['the deletion of the workspace', (client) => client.workspaces.delete('ml-team')],
    ['a new project', (client) => client.projects.create({ name: 'p1' })],
  ])('%s', async (_what, act) => {
    const { client, reads } = clientFor(FORBIDDEN)
    await act(client)

    await rejection(client.workspaces.retrieve('ml-team'), PermissionDeniedError)

    expect(reads()).toBe(1)
  })

  test('a grant that failed', async () => {
    const { fetch, calls } = stubFetch(FORBIDDEN)
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: ME }), fetch })
    await rejection(client.workspaces.create({ name: 'ml-team' }), PermissionDeniedError)

    await rejection(client.workspaces.retrieve('ml-team'), PermissionDeniedError)

    expect(calls).toHaveLength(2)
  })
})

describe('the window is over', () => {
  test('for reads as soon as one has worked', async () => {
    let isOpen = true
    const { client, reads } = clientFor(() => (isOpen ? json(WORKSPACE) : FORBIDDEN))
    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })
    await client.workspaces.retrieve('ml-team')
    isOpen = false

    await rejection(client.projects.retrieve('p1'), PermissionDeniedError)

    expect(reads()).toBe(2)
  })

  test('for everything as soon as a write has worked', async () => {
    const { client, reads } = clientFor(FORBIDDEN)
    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })
    await client.projects.create({ name: 'p1' })

    const error = await rejection(client.projects.list(), PermissionDeniedError)

    expect([error.reason, reads()]).toEqual(['unknown', 1])
  })

  test('for a body that cannot be sent again', async () => {
    const { fetch, calls } = stubFetch(json(WORKSPACE, 201), FORBIDDEN)
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: jwt({ sub: ME }), fetch })
    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })
    const body = new Blob(['content']).stream()

    await rejection(
      client.put('/apis/files/v2/workspaces/ml-team/filesets/f/-/a.txt', { body }),
      PermissionDeniedError,
    )

    expect(calls).toHaveLength(2)
  })
})

test('the subject of the token counts as the caller too', async () => {
  const { client, reads } = clientFor(forbiddenFor(1000), { subject: 'subject-of-alice' })
  await client.workspaces.members.create({ principal: 'subject-of-alice', wait_role_propagation: false })

  const result = await outcome(client.workspaces.retrieve('ml-team'))

  expect(result.status).toBe('fulfilled')
  expect(reads()).toBeGreaterThan(1)
})
