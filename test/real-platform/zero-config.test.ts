/** A login by one side is a login for the other, without a path or a variable: the config file lies where both look for it. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { NAMES_OF, NEWEST } from '../../src/generations.ts'
import { freePort } from '../cli/free-port.ts'
import { emptyHome, type Home } from '../cli/run-nemo.ts'
import { type CommandLine, ourClient, ours, python, pythonClient } from './neighbours.ts'

const LISTED = { code: 0, stdout: expect.stringMatching(/\bdefault\b/) }

describe('an unsigned login', () => {
  test.each([
    ['by our command', ours, 'ana@example.com'],
    ['by Python', python, 'ben@example.com'],
  ])('%s serves all', async (_, who, email) => {
    const home = emptyHome()
    const login = ['auth', 'login', '--base-url', inject('platformURL'), '--unsigned-token', '--email', email]

    expect(await who().run(home, login)).toMatchObject({ code: 0 })

    expect(existsSync(placeOf(home, inject('platformGeneration')))).toBe(true)
    await expectAllToList(home)
    for (const other of [ours(), python()]) {
      expect(await status(other, home)).toContain(email)
      expect(await other.run(home, ['auth', 'refresh'])).toMatchObject({ code: 0 })
      await expectAllToList(home)
    }
  })
})

test('the quickstart writes what the tools of its release read', async () => {
  const home = emptyHome()
  const port = `${await freePort()}`
  const nemo = (...args: string[]) => ours().run(home, ['quickstart', ...args])
  onTestFinished(async () => void (await nemo('down')))

  expect(
    await nemo('configure', '--admin-email', 'admin@example.com', '--port', port, '--yes'),
  ).toMatchObject({ code: 0 })
  expect(await nemo('up')).toMatchObject({ code: 0 })

  expect(existsSync(placeOf(home, NEWEST))).toBe(true)
  expect(await ourClient(home)).toMatchObject(LISTED)
  if (inject('platformGeneration') === NEWEST) await expectAllToList(home)
})

function placeOf({ folder }: Home, generation: keyof typeof NAMES_OF): string {
  return join(folder, '.config', NAMES_OF[generation].folder, 'config.yaml')
}

async function status(who: CommandLine, home: Home): Promise<string> {
  const { stdout } = await who.run(home, ['auth', 'status'])
  return stdout
}

async function expectAllToList(home: Home): Promise<void> {
  for (const who of [ours(), python()])
    expect(await who.run(home, ['workspaces', 'list'])).toMatchObject(LISTED)
  for (const client of [ourClient, pythonClient]) expect(await client(home)).toMatchObject(LISTED)
}
