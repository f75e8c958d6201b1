/** What the platform's documentation tells its readers to type works: on the quickstart, and with an identity provider. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from './free-port.ts'
import { emptyHome } from './run-nemo.ts'
import { commandLinesIn, filledIn, linesFor, SEED_LINES } from './seed/lines.ts'
import { openShell } from './seed/shell.ts'

/** The documents, where they are at hand. */
const DOCUMENTS =
  process.env['NEMO_SEED_DOCUMENTS'] ?? fileURLToPath(new URL('../../../shared/seed', import.meta.url))

describe.skipIf(!existsSync(DOCUMENTS))('the documents', () => {
  test('hold no other command lines than those that are run here', () => {
    const documents = readdirSync(DOCUMENTS).filter((name) => name.endsWith('.md'))
    const lines = documents.flatMap((name) => commandLinesIn(readFileSync(join(DOCUMENTS, name), 'utf8')))

    expect(new Set(lines)).toEqual(new Set(SEED_LINES.map(({ line }) => line)))
  })
})

test('on the quickstart', { timeout: 60_000 }, async () => {
  const home = emptyHome()
  const port = await freePort()
  const shell = openShell(home, { BASE_URL: `http://127.0.0.1:${port}` })
  onTestFinished(async () => void (await shell.run('nemo quickstart down')))
  for (const { line, prints } of linesFor('setup')) {
    // Nobody answers its questions here; test/cli/terminal.test.ts does.
    const run = await shell.run(`${line} --admin-email admin@example.com --port ${port} --yes`)
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
  expect(await shell.run('nemo quickstart up')).toMatchObject({ code: 0 })
  expect(await shell.run('nemo workspaces create ml-team')).toMatchObject({ code: 0 })

  for (const { line, prints } of linesFor('unsigned')) {
    const run = await shell.run(filledIn(line))
    expect({ line, ...run }).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
})

test.each(['0.6', 'documented'] as const)('with unsigned tokens, at %s', async (profile) => {
  const platform = new MockPlatform({ profile })
  const server = await platform.listen()
  onTestFinished(() => server.close())
  const home = emptyHome()
  await platform.writeConfig(home.configPath, { email: 'admin@example.com' })
  const shell = openShell(home, { BASE_URL: server.url })
  expect(await shell.run('nemo workspaces create ml-team')).toMatchObject({ code: 0 })

  for (const { line, prints } of linesFor('unsigned')) {
    const run = await shell.run(filledIn(line))
    expect({ line, ...run }).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
})

test.each(['0.6', '0.7', '0.8', 'documented'] as const)('with an identity provider, at %s', async (profile) => {
  const platform = new MockPlatform({ profile, auth: { oidc: true } })
  const server = await platform.listen()
  onTestFinished(() => server.close())
  const home = emptyHome()
  await platform.writeConfig(home.configPath)
  const shell = openShell(home)

  for (const { line, prints } of linesFor('provider')) {
    let isApproved = false
    const run = await shell.run(line, (printed) => {
      const code = /Enter code: (\S+)/.exec(printed)?.[1]
      if (code === undefined || isApproved) return
      isApproved = true
      platform.identityProvider.approve(code, 'admin@example.com')
    })
    expect({ line, ...run }).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
  expect(await shell.run('nemo workspaces list')).toMatchObject({ code: 0 })
})
