/** Each operation of each plugin's class on the real platform, once; what that cannot serve here is refused as it says below. */

import { APIStatusError, isNeMoPlatformError, NeMoPlatform, UnsupportedOperationError } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL, startPlatform } from '../../scripts/platform.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { IN_ORDER, isThere, pluginWalk } from '../plugins/plugin-walk.ts'
import { BODIES, NOT_HERE, SERVICES } from './plugins-here.ts'

cleanEnvironment()

const generation = inject('platformGeneration')
const running = new AsyncDisposableStack()
let call: ReturnType<typeof pluginWalk>

beforeAll(async () => {
  const platform = await startPlatform({ venv: inject('platformVenv'), services: SERVICES[generation] })
  running.use(platform)
  const client = new NeMoPlatform({
    baseURL: platform.url,
    accessToken: createUnsignedToken({ email: ADMIN_EMAIL }),
    workspace: 'plugins',
    strict: true,
  })
  await client.workspaces.create({ name: 'plugins' })
  call = pluginWalk(client, 'plugins', BODIES)
})
afterAll(() => running.disposeAsync())

test.each(IN_ORDER)('%s', async (id, method, resource) => {
  const done = call([id, method, resource])
  if (process.env['SEE']) {
    const { appendFileSync } = await import('node:fs')
    await done.then(
      () => appendFileSync(process.env['SEE'] as string, `ok ${id}\n`),
      (error: Error) =>
        appendFileSync(
          process.env['SEE'] as string,
          `${isNeMoPlatformError(error) ? error.name : 'OTHER'} ${id} ${error.message.slice(0, 600)}\n`,
        ),
    )
    return
  }
  if (!isThere(method, generation)) {
    await rejection(done, UnsupportedOperationError)
    return
  }
  const refusal = NOT_HERE[generation]?.[id]
  if (refusal === undefined) await done
  else expect(await rejection(done, APIStatusError), refusal.reason).toMatchObject({ status: refusal.status })
})
