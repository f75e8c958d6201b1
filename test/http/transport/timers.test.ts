import { getEventListeners, once } from 'node:events'
import { mock } from 'node:test'
import { Worker } from 'node:worker_threads'
import { NeMoPlatform } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { IdleTimeout } from '../../../src/http/transport/idle-timeout.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { eventually, serve } from '../../helpers/local-server.ts'

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
  mock.timers.reset()
})

describe('a timeout under fake timers', () => {
  test.each<[what: string, fake: () => void, advance: (by: number) => void]>([
    [
      'that fake `performance` too',
      () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }),
      (by) => void vi.advanceTimersByTime(by),
    ],
    [
      'that leave `performance` alone',
      () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }),
      (by) => void vi.advanceTimersByTime(by),
    ],
    [
      "of Node's test runner",
      () => mock.timers.enable({ apis: ['setTimeout'] }),
      (by) => mock.timers.tick(by),
    ],
  ])('%s ends a call', async (_what, fake, advance) => {
    await using server = await serve(() => {})
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
    fake()
    const call = client.get('/x', { timeout: 60_000 }).catch((error: unknown) => error)
    const real = process.getBuiltinModule('node:timers/promises')
    while (server.requests.length === 0) await real.setImmediate()

    advance(60_000)

    expect(await call).toMatchObject({ name: 'APITimeoutError' })
  })

  test('is not what was set before them', async () => {
    const before = new IdleTimeout(60_000, undefined)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const idleTimeout = new IdleTimeout(60_000, undefined)

    vi.advanceTimersByTime(60_000)

    expect([before.aborted, idleTimeout.aborted]).toEqual([false, true])
    before.finish()
  })
})

describe('the timer of all waits of a length', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })

  test('is one, and goes with the last of them', () => {
    const waits = Array.from({ length: 5 }, () => new IdleTimeout(1_000, undefined))
    expect(vi.getTimerCount()).toBe(1)

    for (const wait of waits) wait.finish()

    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends each of them in its own time', () => {
    const first = new IdleTimeout(1_000, undefined)
    vi.advanceTimersByTime(600)
    const second = new IdleTimeout(1_000, undefined)

    vi.advanceTimersByTime(400)
    expect([first.aborted, second.aborted]).toEqual([true, false])
    vi.advanceTimersByTime(600)
    expect(second.aborted).toBe(true)
  })

  test('is set back by a movement', () => {
    const wait = new IdleTimeout(1_000, undefined)
    for (let step = 0; step < 5; step += 1) {
      vi.advanceTimersByTime(900)
      wait.restart()
    }
    expect(wait.aborted).toBe(false)

    vi.advanceTimersByTime(1_000)

    expect(wait.aborted).toBe(true)
  })

  test('does not come back after the end of a wait', () => {
    const wait = new IdleTimeout(1_000, undefined)
    wait.finish()

    wait.restart()

    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not run while nothing is expected', () => {
    const wait = new IdleTimeout(1_000, undefined)
    wait.stop()

    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(5_000)
    expect(wait.aborted).toBe(false)
  })

  test('ends what never pauses after as many timeouts as it may take', () => {
    const wait = new IdleTimeout(1_000, undefined)
    wait.limitTotal(3)
    for (let step = 0; step < 29; step += 1) {
      vi.advanceTimersByTime(100)
      wait.restart()
    }
    expect(wait.aborted).toBe(false)

    vi.advanceTimersByTime(100)

    expect(wait.aborted).toBe(true)
  })
})

test('what arrives while the program is busy is no silence', async () => {
  const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'
  const server = new Worker(
    `const { workerData: answer, parentPort } = require('node:worker_threads')
    const server = require('node:net').createServer((socket) => {
      socket.on('error', () => {}).on('data', () => { parentPort.postMessage('asked'); setTimeout(() => socket.write(answer), 20) })
    })
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`,
    { eval: true, workerData: answer },
  )
  const [port] = await once(server, 'message')
  const client = new NeMoPlatform({ baseURL: `http://127.0.0.1:${port}`, maxRetries: 0, timeout: 200 })
  const asked = once(server, 'message')
  const call = client.get('/x')
  await asked

  const end = performance.now() + 500
  while (performance.now() < end);

  try {
    expect(await call).toEqual({})
  } finally {
    client.close()
    await server.terminate()
  }
})

test('a signal of the caller is let go of at the end', async () => {
  await using server = await serve((_request, response) => void response.end('{}'))
  const { signal } = new AbortController()

  await new NeMoPlatform({ baseURL: server.url }).get('/x', { signal, deadline: 5_000 })

  await eventually(() => getEventListeners(signal, 'abort').length === 0)
})
