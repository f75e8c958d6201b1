/** The oldest Bun that is supported, and the newest, under their own runner. */

import { join } from 'node:path'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { serveCases } from './case-server.ts'
import { outcomesIn } from './guest.ts'
import { bundleGuest, otherRelease, program, run, testRuntime } from './installed.ts'

const RELEASES = [
  ['Bun 1.4.0', otherRelease('bun-oldest', 'bun')],
  ['Bun', program('bun')],
] as const

describe.each(RELEASES.filter(([, path]) => path !== undefined))('%s', (runtime, path) => {
  testRuntime(runtime, async () => {
    await using server = await serveCases()
    const file = await bundleGuest('guest-bun')
    const output = await run(path ?? '', ['test', file], { CASE_SERVER: server.url })
    console.log(output)
    return outcomesIn(output)
  }, ['a lock is held until the call is done, and gives its answer'])

  test('a program that it compiled refreshes a stored login', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
    await using _server = await platform.listen()
    const folder = temporaryFolder()
    const [configPath, compiled] = [join(folder, 'config.yaml'), join(folder, 'program')]
    await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })
    const file = await bundleGuest('guest-program')
    await run(path ?? '', ['build', '--compile', file, '--outfile', compiled])

    const output = await run(compiled, [], { CONFIG_PATH: configPath })

    expect(output).toContain('2 workspaces')
    expect(platform.identityProvider.events.filter(({ type }) => type === 'refresh')).toHaveLength(1)
  })
})
