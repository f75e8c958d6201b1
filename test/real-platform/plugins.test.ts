/** Each operation of each plugin's class on the real platform, once; what that cannot serve here is refused as it says below. */

import { APIStatusError, NeMoPlatform, UnsupportedOperationError } from 'nemo-platform'
import { createUnsignedToken } from 'nemo-platform/auth'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL, startPlatform } from '../../scripts/platform.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { IN_ORDER, isThere, pluginWalk } from '../plugins/plugin-walk.ts'
import { BODIES, NOT_HERE, SERVICES, WORKSPACE } from './plugins-here.ts'

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
    workspace: WORKSPACE,
    strict: true,
  })
  await client.workspaces.create({ name: WORKSPACE })
  await client.models.create({ name: 'one' })
  call = pluginWalk(client, WORKSPACE, BODIES)
})
afterAll(() => running.disposeAsync())

test.each(IN_ORDER)('%s', async (id, method, resource) => {
  const done = call([id, method, resource])
  if (!isThere(method, generation)) {
    await rejection(done, UnsupportedOperationError)
    return
  }
  const refusal = NOT_HERE[id]
  if (refusal === undefined) await done
  else expect(await rejection(done, APIStatusError), refusal.reason).toMatchObject({ status: refusal.status })
})
