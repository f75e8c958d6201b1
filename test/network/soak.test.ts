/** Many calls over one client: what it holds on to does not grow. */

import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause } from '../helpers/local-server.ts'
import { inParallel, notHanging, runs } from './seeded.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** `SOAK_CALLS=30000` for the long run. */
const CALLS = runs('SOAK_CALLS', 6_000)
const AT_A_TIME = 16
const MEBIBYTE = 1024 * 1024
const BLOB = Buffer.alloc(100_000, 'x')

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function answer(path: string, response: ServerResponse): void {
  if (path === '/missing')
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"no"}')
  else if (path === '/bytes') response.end(BLOB)
  else if (path === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end('data: {"a":1}\n\ndata: {"a":2}\n\ndata: [DONE]\n\n')
  } else if (path !== '/never') response.setHeader('content-type', 'application/json').end('{"ok":true}')
}

/** Unlike the other tests' server, it keeps nothing of its requests. */
async function quietServer() {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => answer(request.url ?? '', response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What is held when nothing is under way. */
async function held(): Promise<{ bytes: number; handles: number }> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage()
    await pause(50)
  }
  const { heapUsed, external } = process.memoryUsage()
  return { bytes: heapUsed + external, handles: process.getActiveResourcesInfo().length }
}

const KINDS: readonly ((client: NeMoPlatform) => Promise<unknown>)[] = [
  (client) => client.get('/x'),
  (client) => client.post('/x', { body: { a: 1 } }),
  (client) => client.put('/x', { body: BLOB }),
  (client) => client.get('/missing').catch(() => {}),
  (client) => client.get('/never', { signal: AbortSignal.timeout(1) }).catch(() => {}),
  async (client) => (await client.get('/bytes', { as: 'blob' }).asResponse()).bytes(),
  async (client) => (await client.get('/bytes', { as: 'blob' }).asResponse()).body?.cancel(),
  async (client) => {
    for await (const _event of await client.get('/events', { as: 'stream' }));
  },
]

test('memory and handles stay flat', { timeout: 900_000 }, async () => {
  await using server = await quietServer()
  const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
  const call = (index: number) => (KINDS[index % KINDS.length] as (typeof KINDS)[number])(client)
  const warmUp = Math.floor(CALLS / 3)

  await inParallel(
    warmUp,
    AT_A_TIME,
    async (index) => void (await notHanging(call(index), 60_000, `${index}`)),
  )
  const before = await held()
  await inParallel(
    CALLS - warmUp,
    AT_A_TIME,
    async (index) => void (await notHanging(call(index), 60_000, `${index}`)),
  )
  const after = await held()

  console.log(`${CALLS} calls: ${JSON.stringify({ before, after })}`)
  expect(after.bytes - before.bytes).toBeLessThan(5 * MEBIBYTE)
  // Kept connections have an end here and one at the server.
  expect(after.handles).toBeLessThanOrEqual(before.handles + 2 * AT_A_TIME)
})

test('1 000 calls at once, each of 500 ms, all succeed within a timeout of 1 500 ms', async () => {
  const server = http.createServer((_request, response) => {
    setTimeout(() => response.setHeader('content-type', 'application/json').end('{"ok":true}'), 500)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const client = new NeMoPlatform({ baseURL: `http://127.0.0.1:${port}`, timeout: 1_500, maxRetries: 0 })

  try {
    const calls = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0 ? client.get('/x') : client.post('/x', { body: {} }),
    )
    const outcomes = await Promise.allSettled(calls)

    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
