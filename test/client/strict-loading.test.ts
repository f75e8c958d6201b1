/** What few programs need is loaded by those only. */

import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

const loaded = vi.hoisted(() => [] as string[])

vi.mock('../../src/openapi/index.ts', (original) => {
  loaded.push('description')
  return original()
})
vi.mock('eventsource-parser', (original) => {
  loaded.push('eventsource-parser')
  return original()
})

beforeEach(() => {
  isolateEnvironment()
})

test('the description is loaded by the first strict answer, the parser of events by the first stream', async () => {
  const { fetch } = stubFetch(
    json({}),
    json({}),
    new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } }),
  )
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 })

  await client.get('/x')
  const atFirst = [...loaded]
  const strict = client.withOptions({ strict: true })
  await strict.get('/x')
  const whenStrict = [...loaded]
  for await (const _event of await strict.get('/x', { as: 'stream' }));

  expect([atFirst, whenStrict, loaded]).toEqual([[], ['description'], ['description', 'eventsource-parser']])
})
