/** Every operation of the API on the real platform; what that cannot serve here is refused as `not-here.ts` says. */

import { APIStatusError, NeMoPlatform, UnsupportedOperationError } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL, startPlatform } from '../../scripts/platform.ts'
import { type Generation, NAMES_OF } from '../../src/generations.ts'
import { CHAPTERS } from '../every-operation/chapters.ts'
import { answerAnything } from '../every-operation/upstream.ts'
import { operationsOfSurface, sinceOf, type World } from '../every-operation/world.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { startEchoServer } from '../helpers/echo-server.ts'
import { rejection } from '../helpers/rejection.ts'
import { NOT_HERE } from './not-here.ts'
import { createSigningKey } from './signing-key.ts'

cleanEnvironment()

const generation = inject('platformGeneration')
const prefix = NAMES_OF[generation].headerPrefix
/** Those of plugins, which not every release has. */
const PLUGINS: Readonly<Record<Generation, readonly string[]>> = {
  '0.6': [],
  '0.7': ['agent-optimization'],
  '0.8': ['agent-optimization', 'customization', 'evals'],
}
const called = new Set<string>()
const running = new AsyncDisposableStack()
let baseURL = ''
let upstream = ''

beforeAll(async () => {
  const echo = await startEchoServer(['echo'], undefined, answerAnything)
  running.defer(() => echo.close())
  upstream = echo.url
  const key = running.use(await createSigningKey())
  const auth = { access_keys: { enabled: true }, token_signing: { private_key_file: key.path } }
  const platform = await startPlatform({
    venv: inject('platformVenv'),
    config: { auth },
    services: ['guardrails', 'intake', ...PLUGINS[generation]],
  })
  running.use(platform)
  baseURL = platform.url
})
afterAll(() => running.disposeAsync())

test.each(Object.entries(CHAPTERS))('%s', async (title, chapter) => {
  const options = { baseURL, strict: true, workspace: `every-${Object.keys(CHAPTERS).indexOf(title)}` }
  const client = new NeMoPlatform({ ...options, accessToken: createUnsignedToken({ email: ADMIN_EMAIL }) })
  const service = new NeMoPlatform({
    ...options,
    defaultHeaders: { [`${prefix}Principal-Id`]: 'service:jobs' },
  })
  await client.workspaces.create({ name: options.workspace })

  await chapter({ client, service, upstream, call, serves, until })
})

test('nothing is left out', () => {
  expect([...called].sort()).toEqual(operationsOfSurface().sort())
})

const until: World['until'] = (what) => expect.poll(what, { timeout: 240_000, interval: 500 }).toBe(true)

const serves: World['serves'] = (id) => NOT_HERE[id] === undefined

/** Calls an operation; one that cannot be served here has to be refused in the way that is known. */
async function call<Answer>(id: string, run: () => PromiseLike<Answer>): Promise<Answer | undefined> {
  called.add(id)
  const since = sinceOf(id)
  if (since !== undefined && since > generation) {
    await rejection(run(), UnsupportedOperationError)
    return undefined
  }
  const refusal = NOT_HERE[id]
  if (refusal === undefined) return run()
  const error = await Promise.resolve(run()).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error, `${id}: ${refusal.reason}`).toBeInstanceOf(APIStatusError)
  expect((error as APIStatusError).status, `${id}: ${refusal.reason}`).toBe(refusal.status)
  return undefined
}
