/** A network that does harm: every call is right or fails with a typed error, none hangs, and no effect comes twice. */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve } from '../helpers/local-server.ts'
import { chance, inParallel, notHanging, printSeed, runs, SEED } from './seeded.ts'
import { TOXICS, type Toxic, toxicProxy } from './toxic-proxy.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** `TOXIC_CALLS=2000` for the long run. */
const CALLS = runs('TOXIC_CALLS', 200)
const AT_A_TIME = 16
const EVENTS = 50
const TIMEOUT = 1_000
const DEADLINE = 8_000
/** A call and the reading of its body; far more than both may take. */
const LIMIT = 40_000

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const contentOf = (id: string) => Buffer.alloc(1 + (digest(Buffer.from(id)).charCodeAt(0) % 50) * 2_000, id)

/** A platform that notes what took effect. */
async function platform() {
  const effects = new Map<string, number>()
  const server = await serve(async (request, response) => {
    const [, kind, id = ''] = (request.url ?? '').split('/')
    const body = await bodyOf(request)
    if (kind === 'bytes') response.end(contentOf(id))
    else if (kind === 'put') sendJson(response, { id, hash: digest(body) })
    else if (kind === 'post') {
      effects.set(id, (effects.get(id) ?? 0) + 1)
      sendJson(response, { id })
    } else if (kind === 'events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (let count = 0; count < EVENTS; count += 1) response.write(`data: {"count":${count}}\n\n`)
      response.end('data: [DONE]\n\n')
    } else sendJson(response, { id, text: contentOf(id).toString() })
  })
  return { server, effects }
}

type Call = (client: NeMoPlatform, id: string) => Promise<[actual: unknown, expected: unknown]>

const CALLS_OF: Readonly<Record<string, Call>> = {
  get: async (client, id) => [await client.get(`/get/${id}`), { id, text: contentOf(id).toString() }],
  post: async (client, id) => [
    await client.post(`/post/${id}`, { body: { pad: contentOf(id).toString() } }),
    { id },
  ],
  put: async (client, id) => {
    const body = Buffer.alloc(200_000, id)
    return [await client.put(`/put/${id}`, { body }), { id, hash: digest(body) }]
  },
  bytes: async (client, id) => {
    const response = await client.get(`/bytes/${id}`, { as: 'blob' }).asResponse()
    return [digest(await response.bytes()), digest(contentOf(id))]
  },
  events: async (client, id) => {
    const counts: number[] = []
    for await (const { count } of await client.get<{ count: number }>(`/events/${id}`, { as: 'stream' }))
      counts.push(count)
    return [counts, Array.from({ length: EVENTS }, (_, count) => count)]
  },
}

describe.each(TOXICS)('%s', (toxic: Toxic) => {
  test.each([0, 2])('with maxRetries %i', { timeout: 600_000 }, async (maxRetries) => {
    printSeed(`${toxic}, maxRetries ${maxRetries}`)
    const { server, effects } = await platform()
    await using _server = server
    await using proxy = await toxicProxy(server.port, toxic, chance(SEED, maxRetries))
    const client = new NeMoPlatform({ baseURL: proxy.url, maxRetries, timeout: TIMEOUT, deadline: DEADLINE })
    const choice = chance(SEED)
    const outcomes = { right: 0, failed: 0 }
    const wrong: string[] = []
    const failures: string[] = []

    await inParallel(CALLS, AT_A_TIME, async (index) => {
      const kind = choice.pick(Object.keys(CALLS_OF))
      const id = `${kind}-${index}`
      const call = CALLS_OF[kind] as Call
      try {
        const [actual, expected] = await notHanging(call(client, id), LIMIT, id)
        if (!isDeepStrictEqual(actual, expected)) wrong.push(`${id}: the answer is not the one that was sent`)
        if (kind === 'post' && effects.get(id) !== 1) wrong.push(`${id} succeeded without its effect`)
        outcomes.right += 1
      } catch (error) {
        if (!(error instanceof NeMoPlatformError)) wrong.push(`${id}: ${String(error)}`)
        outcomes.failed += 1
        failures.push(`${id}: ${String(error)}`)
      }
    })
    client.close()

    const twice = [...effects].filter(([, count]) => count > 1)
    console.log(`${toxic}, maxRetries ${maxRetries}: ${JSON.stringify(outcomes)}`)
    expect(wrong).toEqual([])
    expect(twice).toEqual([])
    // What only slows down harms no call.
    if (toxic === 'latency' || toxic === 'bandwidth') expect(failures).toEqual([])
    else expect(outcomes.right).toBeGreaterThan(0)
  })
})
