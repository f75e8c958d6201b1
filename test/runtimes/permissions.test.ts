/** Deno with as few permissions as a program needs, and what it is told where it has too few. */

import { join } from 'node:path'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { bundleGuest, program, run } from './installed.ts'

async function runGuest(permissions: readonly string[], args: readonly string[]): Promise<string> {
  const file = await bundleGuest('guest-permissions')
  return await run(program('deno'), ['run', '--no-prompt', ...permissions, file, ...args])
}

describe('Deno', () => {
  test('needs the network alone for a base URL and a token', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
    await using server = await platform.listen()

    const output = await runGuest(
      [`--allow-net=127.0.0.1:${server.port}`],
      ['direct', server.url, platform.tokenFor('admin@example.com')],
    )

    expect(output).toBe('2 workspaces\n\n')
  })

  test('refreshes a stored login with the network and the folder of the config', async () => {
    const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
    await using server = await platform.listen()
    const folder = temporaryFolder()
    const configPath = join(folder, 'config.yaml')
    await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })

    const output = await runGuest(
      [`--allow-net=127.0.0.1:${server.port}`, `--allow-read=${folder}`, `--allow-write=${folder}`],
      ['config', configPath],
    )

    expect(output).toContain('2 workspaces')
    // Python's lock takes a call of the system, which is a permission of its own.
    expect(output).toMatch(/`koffi` cannot be used: NotCapable: .*--allow-/)
    expect(platform.identityProvider.events.filter(({ type }) => type === 'refresh')).toHaveLength(1)
  })

  test.each([
    ['the config file', ['--allow-net'], ['config', '/config.yaml'], '--allow-read is missing'],
    ['the home folder', ['--allow-net'], ['default'], 'HOME may not be read (--allow-env is missing)'],
    ['the network', [], ['direct', 'http://127.0.0.1:9', 'token'], 'deno run --allow-net …'],
  ])('names the permission that is missing for %s', async (_, permissions, args, flag) => {
    const output = await runGuest(permissions, args)

    expect(output).toContain(flag)
    expect(output).not.toContain('at file://')
  })
})
