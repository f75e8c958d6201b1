/** Answers of every shape: none makes a call hang, each is a value or a typed error, and twice as much costs at most three times. */

import type { ServerResponse } from 'node:http'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause, serve } from '../helpers/local-server.ts'
import { randomAnswer, SHAPES, type Shape, TYPES, type WireAnswer } from './answers.ts'
import { chance, inParallel, notHanging, printSeed, runs, SEED } from './seeded.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** `ANSWER_RUNS=100000` for the long run. */
const RUNS = runs('ANSWER_RUNS', 10_000)
const AT_A_TIME = 16
const LIMIT = 60_000

/** Sends an answer in two parts, a turn of the event loop apart; or the first of them only. */
function send(
  { status, headers, body, isCut, breakAt, hasLength }: WireAnswer,
  response: ServerResponse,
): void {
  response.writeHead(status, hasLength ? { ...headers, 'content-length': body.byteLength } : headers)
  response.flushHeaders()
  response.write(body.subarray(0, breakAt))
  setImmediate(() => (isCut ? response.destroy() : response.end(body.subarray(breakAt))))
}

type Reading = (client: NeMoPlatform, path: string) => Promise<unknown>

/** The ways in which an answer is read. */
const READINGS: Readonly<Record<string, Reading>> = {
  body: (client, path) => client.get(path),
  text: (client, path) => client.get(path, { as: 'text' }),
  bytes: async (client, path) => (await client.get(path, { as: 'blob' }).asResponse()).bytes(),
  'bytes, later': async (client, path) => {
    const response = await client.get(path, { as: 'blob' }).asResponse()
    await pause(5)
    return response.bytes()
  },
  nothing: (client, path) => client.get(path, { as: 'blob' }).asResponse(),
  events: async (client, path) => {
    for await (const _event of await client.get(path, { as: 'stream' }));
  },
  page: async (client, path) => {
    for await (const _item of client.workspaces.list({}, { headers: { 'x-case': path } }));
  },
}

test('any answer is a value or a typed error', { timeout: 3_600_000 }, async () => {
  printSeed(`${RUNS} answers`)
  let bytes = 0
  await using server = await serve((request, response) => {
    const path = request.headers['x-case'] ?? request.url ?? ''
    const answer = randomAnswer(chance(SEED, Number(String(path).slice(1))))
    bytes += answer.length
    send(answer, response)
    // Nothing of it is to be kept over so many answers.
    server.requests.length = 0
  })
  const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0, timeout: 10_000 })
  const outcomes = { values: 0, errors: 0 }
  const wrong: string[] = []

  await inParallel(RUNS, AT_A_TIME, async (index) => {
    // By a number of its own: whichever call ends first, the same case is read in the same way.
    const kind = chance(~SEED, index).pick(Object.keys(READINGS))
    try {
      await notHanging((READINGS[kind] as Reading)(client, `/${index}`), LIMIT, `${kind} of answer ${index}`)
      outcomes.values += 1
    } catch (error) {
      outcomes.errors += 1
      if (!(error instanceof NeMoPlatformError)) wrong.push(`${kind} of answer ${index}: ${String(error)}`)
    }
  })

  console.log(`${RUNS} answers, ${Math.round(bytes / 1024 / 1024)} MiB: ${JSON.stringify(outcomes)}`)
  expect(wrong.join('\n'), `NETWORK_SEED=${SEED}`).toBe('')
  expect(outcomes.values).toBeGreaterThan(0)
})

describe('twice as much costs at most three times', () => {
  const SMALL = 128 * 1024
  const TRIES = 8
  /** What any call costs, and what a turn of the garbage collector may add, in ms of the processor. */
  const NOISE = 15

  /** Time of the processor for one reading, in ms. */
  async function cost(reading: Reading, body: string, type: string, status: number): Promise<number> {
    const fetch = async () => new Response(body, { status, headers: { 'content-type': type } })
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', maxRetries: 0, fetch })
    const start = process.cpuUsage()
    await reading(client, '/x').catch(() => {})
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }

  const cases = Object.entries(SHAPES).flatMap(([name, shape]) =>
    Object.keys(READINGS).map((kind): [string, string, Shape] => [name, kind, shape]),
  )

  test.each(cases)('%s, read as %s', async (_, kind, shape) => {
    const reading = READINGS[kind] as Reading
    const [once, twice] = [shape(SMALL), shape(2 * SMALL)]
    for (const type of new Set(TYPES)) {
      for (const status of [200, 422]) {
        const least = { once: Number.POSITIVE_INFINITY, twice: Number.POSITIVE_INFINITY }
        const isLinear = () => least.twice <= 3 * least.once + NOISE
        // The least of several tries: what else goes on in the process only ever adds to it.
        for (let tries = 0; tries < TRIES && !(tries > 0 && isLinear()); tries += 1) {
          least.once = Math.min(least.once, await cost(reading, once, type, status))
          least.twice = Math.min(least.twice, await cost(reading, twice, type, status))
        }

        expect(isLinear(), `${type}, ${status}: ${JSON.stringify(least)}`).toBe(true)
      }
    }
  })
})
