/** Faults that a test orders, and the record of what was asked. */

import { APIConnectionError, NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'

const LIVE = 'http://nemo.test/health/live'

beforeEach(() => {
  isolateEnvironment()
})

function setUp() {
  const platform = new MockPlatform()
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: platform.tokenFor('alice@example.com'),
    fetch: platform.fetch,
    maxRetries: 0,
  })
  const statuses = async (count: number, url = LIVE) => {
    const seen: number[] = []
    for (let turn = 0; turn < count; turn += 1) seen.push((await platform.fetch(url)).status)
    return seen
  }
  return { platform, client, statuses }
}

describe('a fault', () => {
  test('hits the next request, and no other', async () => {
    const { platform, statuses } = setUp()

    platform.faults.next({ status: 503 })

    expect(await statuses(2)).toEqual([503, 200])
  })

  test('hits as many requests as it is told to', async () => {
    const { platform, statuses } = setUp()

    platform.faults.next({ status: 503, times: 2 })

    expect(await statuses(3)).toEqual([503, 503, 200])
  })

  test('comes in the order in which it was asked for', async () => {
    const { platform, statuses } = setUp()
    platform.faults.next({ status: 502 })
    platform.faults.next({ status: 429 })

    expect(await statuses(3)).toEqual([502, 429, 200])
  })

  test('may be for a path, a pattern or a method only', async () => {
    const { platform, statuses } = setUp()
    platform.faults.next({ status: 501, method: 'POST' })
    platform.faults.next({ status: 502, path: '/health/ready' })
    platform.faults.next({ status: 503, path: /live$/, method: 'get' })

    expect(await statuses(2)).toEqual([503, 200])
    expect(await statuses(1, 'http://nemo.test/health/ready')).toEqual([502])
    expect((await platform.fetch(LIVE, { method: 'POST' })).status).toBe(501)
  })

  test('is forgotten by clear', async () => {
    const { platform, statuses } = setUp()
    platform.faults.next({ status: 503, times: 10 })

    platform.faults.clear()

    expect(await statuses(1)).toEqual([200])
  })

  test('has the body and headers of its choice', async () => {
    const { platform } = setUp()
    platform.faults.next({ status: 429, body: { detail: 'slow' }, headers: { 'retry-after': '7' } })
    platform.faults.next({ status: 502, body: '<html>' })

    const first = await platform.fetch(LIVE)
    const second = await platform.fetch(LIVE)

    expect([first.headers.get('retry-after'), await first.json()]).toEqual(['7', { detail: 'slow' }])
    expect(await second.text()).toBe('<html>')
  })

  test('may be slowness only', async () => {
    const { platform } = setUp()
    platform.faults.next({ delay: 20 })

    expect((await platform.fetch(LIVE)).status).toBe(200)
  })

  test('that is slow ends with the request', async () => {
    const { platform } = setUp()
    platform.faults.next({ delay: 60_000 })

    await expect(platform.fetch(LIVE, { signal: AbortSignal.timeout(5) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('may break the connection before anything happens', async () => {
    const { platform, client } = setUp()
    platform.faults.next({ disconnect: true, method: 'POST' })

    await rejection(client.workspaces.create({ name: 'ml-team' }), APIConnectionError)

    expect((await client.workspaces.list()).data.map(({ name }) => name)).not.toContain('ml-team')
  })

  test('may break the connection when all has happened', async () => {
    const { platform, client } = setUp()
    platform.faults.next({ disconnect: 'after', method: 'POST' })

    await client.post('/apis/entities/v2/workspaces', { body: { name: 'ml-team' } }).catch(() => undefined)

    expect((await client.workspaces.list()).data.map(({ name }) => name)).toContain('ml-team')
  })

  test.each([true, 'after'] as const)('breaks a socket too: %s', async (disconnect) => {
    const { platform } = setUp()
    await using server = await platform.listen()
    platform.faults.next({ disconnect })

    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow()
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  })
})

describe('the record of requests', () => {
  test('tells what was asked and answered, in order', async () => {
    const { platform, client } = setUp()

    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })
    await client.workspaces.list({ page_size: 1 })

    const seen = platform.requests.map(({ method, path, query, status }) => [method, path, query, status])
    expect(seen).toEqual([
      ['POST', '/apis/entities/v2/workspaces', 'wait_role_propagation=false', 201],
      ['GET', '/apis/entities/v2/workspaces', 'page_size=1', 200],
    ])
    expect(await platform.requests[0]?.json()).toEqual({ name: 'ml-team' })
    expect(platform.requests[0]?.headers.get('authorization')).toMatch(/^Bearer ey/)
  })

  test('has bodies as often as they are asked for: JSON parsed, text as text, none as undefined', async () => {
    const { platform } = setUp()
    const url = 'http://nemo.test/x'
    await platform.fetch(url, { method: 'POST', body: 'plain text' })
    await platform.fetch(url, { method: 'POST' })

    const [text, none] = platform.requests

    expect([await text?.json(), await text?.json(), await none?.json()]).toEqual([
      'plain text',
      'plain text',
      undefined,
    ])
  })

  test('holds requests that a fault hit, and those without an answer', async () => {
    const { platform } = setUp()
    platform.faults.next({ status: 503 })
    platform.faults.next({ disconnect: true })
    await platform.fetch(LIVE)
    await platform.fetch(LIVE).catch(() => undefined)

    expect(platform.requests.map(({ status }) => status)).toEqual([503, undefined])
  })

  test('may be emptied', async () => {
    const { platform } = setUp()
    await platform.fetch(LIVE)

    platform.requests.length = 0
    await platform.fetch(LIVE)

    expect(platform.requests).toHaveLength(1)
  })
})
