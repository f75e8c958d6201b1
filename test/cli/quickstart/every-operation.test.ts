/** Every operation of the API on the quickstart's store: what it keeps is plain JSON, and all of it is in the file. */

import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SqliteStore } from '../../../src/cli/commands/quickstart/sqlite-store.ts'
import { NEMO_HELIX } from '../../../src/generations.ts'
import { CHAPTERS } from '../../every-operation/chapters.ts'
import { answerAnything } from '../../every-operation/upstream.ts'
import type { World } from '../../every-operation/world.ts'
import { cleanEnvironment } from '../../helpers/clean-environment.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'
let folder: string
let path: string
let store: SqliteStore
let platform: MockPlatform
/** Names of the collections that the platform has asked for. */
const collections = new Set<string>()

beforeAll(async () => {
  const { mkdtempSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  folder = mkdtempSync(join(tmpdir(), 'nemo-store-'))
  path = join(folder, 'store.sqlite')
  store = await SqliteStore.open(path)
  platform = new MockPlatform({
    // The release that has them all.
    profile: '0.8',
    auth: { adminEmail: ADMIN, accessKeys: true },
    jobs: { duration: 20 },
    inference: { readyAfter: 0, upstream: (request) => answerAnything(request) },
    store: {
      files: store.files,
      collection: (name) => {
        collections.add(name)
        return store.collection(name)
      },
    },
  })
  store.commit()
})

afterAll(async () => {
  const { rmSync } = await import('node:fs')
  rmSync(folder, { recursive: true })
})

test.each(Object.entries(CHAPTERS))('%s', async (title, chapter) => {
  const workspace = `every-${Object.keys(CHAPTERS).indexOf(title)}`
  const options = {
    baseURL: 'http://nemo.test',
    fetch: (input: Request | string | URL, init?: RequestInit) =>
      store.during(() => platform.fetch(input, init)),
    maxRetries: 0,
    workspace,
  }
  const client = new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ADMIN) })
  const service = new NeMoPlatform({
    ...options,
    defaultHeaders: { [`${NEMO_HELIX.headerPrefix}Principal-Id`]: 'service:jobs' },
  })
  await client.workspaces.create({ name: workspace })
  const call: World['call'] = async (_id, run) => run()
  const until: World['until'] = (what) => expect.poll(what, { timeout: 5_000 }).toBe(true)
  await chapter({ client, service, upstream: 'http://upstream.test', call, serves: () => true, until })
})

test('what is in the file is what the platform knows', async () => {
  const known = Object.fromEntries(
    [...collections].map((name) => [name, [...store.collection(name).values()]]),
  )
  store.close()
  const again = await SqliteStore.open(path)
  const stored = Object.fromEntries(
    [...collections].map((name) => [name, [...again.collection(name).values()]]),
  )
  again.close()

  expect(Object.values(known).flat().length).toBeGreaterThan(30)
  expect(stored).toEqual(known)
})
