/** workerd, as Cloudflare's Workers run in it. */

import { describe, expect, test } from 'vitest'
import { eventually, pause, sendJson, serve } from '../helpers/local-server.ts'
import { serveCases } from './case-server.ts'
import type { Outcomes } from './guest.ts'
import { bundleGuest, load, testRuntime } from './installed.ts'

interface Worker {
  dispatchFetch(url: string): Promise<Response>
  dispose(): Promise<void>
}

interface Miniflare {
  Miniflare: new (options: object) => Worker
}

async function withWorker<Result>(
  use: (worker: Worker) => Promise<Result>,
  guest = 'guest-worker',
): Promise<Result> {
  const scriptPath = await bundleGuest(guest, ['workerd', 'worker', 'browser'])
  const { Miniflare } = await load<Miniflare>('miniflare')
  const worker = new Miniflare({ modules: true, scriptPath, compatibilityDate: '2026-07-01' })
  try {
    return await use(worker)
  } finally {
    await worker.dispose()
  }
}

/** No locks, no other realms, nothing of Node's unless a flag asks for it. */
const NOT_HERE = [
  'a lock is held until the call is done, and gives its answer',
  'an assertion of the runner waits for it',
  'it is shown as what it is: pending, its value, or its reason',
  'a stream of Node is sent as it stands',
  'bytes of another realm are sent as bytes, plain values of one as JSON',
  'a query of another realm is sent like one of this',
]

/** What workerd itself does in a way of its own: its sources do not wait for `start`, its `fetch` knows gzip and br only. */
const OTHERWISE_HERE = [
  'a source waits for a call',
  'an answer that is compressed (deflate) is read',
  'an answer that is compressed (deflate-raw) is read',
]

describe('workerd', () => {
  testRuntime('workerd', async () => {
    await using server = await serveCases()
    return await withWorker(async (worker) => {
      const answer = await worker.dispatchFetch(`http://worker/cases?server=${server.url}`)
      return (await answer.json()) as Outcomes
    })
  }, [...NOT_HERE, ...OTHERWISE_HERE])

  test('a call that is handed to `waitUntil` goes on after the answer of the worker', async () => {
    const ends: boolean[] = []
    await using server = await serve(async (_request, response) => {
      response.once('close', () => ends.push(response.writableFinished))
      await pause(300)
      sendJson(response, { name: 'p' })
    })

    await withWorker(async (worker) => {
      const answer = await worker.dispatchFetch(`http://worker/wait?server=${server.url}`)
      expect(await answer.text()).toBe('answered before the call is')
      expect(ends).toEqual([])
      await eventually(() => ends.length > 0)
    })

    expect([server.requests.map(({ method }) => method), ends]).toEqual([['POST'], [true]])
  })

  test('the mock platform is a `fetch` there, without a flag for modules of Node', async () => {
    const answer = await withWorker(
      async (worker) => (await (await worker.dispatchFetch('http://worker/')).json()) as unknown,
      'guest-mock',
    )

    expect(answer).toEqual({
      projects: 0,
      reason: 'insufficient-role',
      listening: expect.stringContaining('needs Node, Bun or Deno'),
    })
  })
})
