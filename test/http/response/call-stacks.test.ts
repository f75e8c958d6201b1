/** The stack of an error tells the line of the user's program that made the call, or awaits it. */

import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'

const platform = new MockPlatform()
const client = new NeMoPlatform({
  baseURL: 'http://nemo.test',
  accessToken: platform.tokenFor('admin@example.com'),
  workspace: 'default',
  maxRetries: 0,
  fetch: (url, init) => {
    if (String(url).includes('/lost')) throw new TypeError('fetch failed')
    if (String(url).includes('/broken')) return Promise.resolve(new Response('{"cut'))
    if (String(url).includes('page=2')) return Promise.resolve(new Response('', { status: 404 }))
    return platform.fetch(url, init)
  },
})
for (const name of ['one', 'two']) await client.projects.create({ name })

test.each<[what: string, call: () => PromiseLike<unknown>]>([
  ['a refusal', () => client.workspaces.retrieve('gone')],
  [
    'a refusal of a call whose response is wanted, too',
    () => client.workspaces.retrieve('gone').withResponse(),
  ],
  [
    'a refusal of a call whose response alone is wanted',
    () => client.workspaces.retrieve('gone').asResponse(),
  ],
  ['a call among others', () => Promise.all([client.workspaces.list(), client.workspaces.retrieve('gone')])],
  ['no answer', () => client.get('/lost')],
  ['an answer that is not JSON', () => client.get('/broken')],
  ['an argument', () => client.workspaces.retrieve('')],
  ['a signal', () => client.get('/x', { signal: AbortSignal.abort() })],
  [
    'a later page',
    async () => {
      for await (const _ of client.projects.list({ page_size: 1 }));
    },
  ],
])('of %s', async (_what, call) => {
  const failing = async () => await call()

  const error: unknown = await failing().catch((error: unknown) => error)

  expect(error).toBeInstanceOf(Error)
  expect((error as Error).stack).toMatch(/\n +at .*call-stacks\.test\.ts:/)
})
