/**
 * Logins in a real browser, at a real identity provider and the real platform, by our command and by Python's: both go on with
 * the login of the other, and refresh it.
 */

import { describe, expect, inject, test } from 'vitest'
import { programOf } from '../../scripts/platform-install.ts'
import { collect } from '../cli/collect.ts'
import { BINARY, emptyHome, type Home, type Run } from '../cli/run-nemo.ts'
import { approveInBrowser, findBrowser } from '../helpers/browser.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'

const NODE = [process.execPath, BINARY]

describe.skipIf(findBrowser() === undefined)('a device login in a browser', () => {
  test('by our command; Python refreshes it, and ours goes on', async () => {
    await loginAndShare({ email: 'ana@example.com', first: ours(), second: python() })
  })

  test('by Python; our command refreshes it, and Python goes on', async () => {
    await loginAndShare({ email: 'ben@example.com', first: python(), second: ours() })
  })
})

/** One of the two command lines. */
interface CommandLine {
  run(home: Home, args: readonly string[], watch?: (printed: string) => void): Promise<Run>
}

async function loginAndShare({
  email,
  first,
  second,
}: {
  email: string
  first: CommandLine
  second: CommandLine
}): Promise<void> {
  const provider = connectOIDCProvider(inject('oidcProvider'))
  const eventsOf = async (type: string) =>
    (await provider.events()).filter((event) => event.type === type && event.email === email).length
  const home = emptyHome()
  let approval: Promise<string[]> | undefined

  const login = ['auth', 'login', '--base-url', inject('oidcPlatformURL'), '--no-browser']
  const run = await first.run(home, login, (printed) => {
    const url = /Visit:\s+(http\S+)/.exec(printed)?.[1]
    const userCode = /Enter code:\s+([A-Z]+-[A-Z]+)/.exec(printed)?.[1]
    if (url !== undefined && userCode !== undefined) approval ??= approveInBrowser({ url, userCode, email })
  })

  expect((await approval)?.at(-1)).toMatch(/success/i)
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(`Logged in as: ${email}`) })
  const refreshesBefore = await eventsOf('refresh')
  for (const [who, args] of [
    [first, ['workspaces', 'list']],
    [second, ['workspaces', 'list']],
    [second, ['auth', 'refresh']],
    [second, ['workspaces', 'list']],
    [first, ['workspaces', 'list']],
    [first, ['auth', 'refresh']],
    [first, ['workspaces', 'list']],
    [second, ['workspaces', 'list']],
  ] as const) {
    expect({ args, ...(await who.run(home, args)) }).toMatchObject({ code: 0 })
  }
  expect((await eventsOf('refresh')) - refreshesBefore).toBe(2)
  expect(await eventsOf('reuse-detected')).toBe(0)
  expect(await eventsOf('refused')).toBe(0)
}

function ours(): CommandLine {
  return commandLine(NODE, {})
}

function python(): CommandLine {
  const quiet = { NEMO_TELEMETRY_ENABLED: 'false', DO_NOT_TRACK: '1', COLUMNS: '200' }
  return commandLine([programOf(inject('platformVenv'))], quiet)
}

function commandLine(program: readonly string[], extra: Record<string, string>): CommandLine {
  return {
    run: ({ folder }, args, watch) => {
      const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, ...extra }
      return collect([...program, ...args], env, watch)
    },
  }
}
