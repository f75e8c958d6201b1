/**
 * Logins in a real browser, at a real identity provider and the real platform, by our command and by Python's: both go on with
 * the login of the other, and refresh it. From 0.8 on a platform may keep the logins itself.
 */

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { PlatformInstance } from '../../scripts/platform.ts'
import { emptyHome } from '../cli/run-nemo.ts'
import { approveInBrowser, findBrowser } from '../helpers/browser.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'
import { startKeepingPlatform } from './keeping-platform.ts'
import { type CommandLine, ourClient, ours, python, pythonClient } from './neighbours.ts'

describe.skipIf(findBrowser() === undefined)('a device login in a browser', () => {
  const url = inject('oidcPlatformURL')

  test('by our command; Python refreshes it, and ours goes on', async () => {
    await loginAndShare({ url, email: 'ana@example.com', first: ours(), second: python() })
  })

  test('by Python; our command refreshes it, and Python goes on', async () => {
    await loginAndShare({ url, email: 'ben@example.com', first: python(), second: ours() })
  })
})

describe.skipIf(findBrowser() === undefined || inject('platformGeneration') < '0.8')(
  'a login that the platform keeps',
  () => {
    let platform: PlatformInstance | undefined

    beforeAll(async () => {
      platform = await startKeepingPlatform()
    })

    afterAll(() => platform?.stop())

    test('by our command; Python refreshes it, and ours goes on', async () => {
      const url = String(platform?.url)
      await loginAndShare({ url, email: 'cleo@example.com', first: ours(), second: python() })
    })

    test('by Python; our command refreshes it, and Python goes on', async () => {
      const url = String(platform?.url)
      await loginAndShare({ url, email: 'dan@example.com', first: python(), second: ours() })
    })
  },
)

async function loginAndShare({
  url,
  email,
  first,
  second,
}: {
  url: string
  email: string
  first: CommandLine
  second: CommandLine
}): Promise<void> {
  const provider = connectOIDCProvider(inject('oidcProvider'))
  const eventsOf = async (type: string) =>
    (await provider.events()).filter((event) => event.type === type && event.email === email).length
  const home = emptyHome()
  let approval: Promise<string[]> | undefined

  const login = ['auth', 'login', '--base-url', url, '--no-browser']
  const run = await first.run(home, login, (printed) => {
    const shown = shownTo(printed)
    if (shown !== undefined) approval ??= approveInBrowser({ ...shown, email })
  })

  expect((await approval)?.at(-1)).toMatch(/success|done|complete/i)
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('Authentication successful!') })
  // Python does not tell who it is where the platform keeps the login.
  for (const who of [first, second]) expect((await who.run(home, ['auth', 'status'])).stdout).toContain(email)
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
  for (const client of [ourClient, pythonClient])
    expect(await client(home)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\bdefault\b/) })
  expect((await eventsOf('refresh')) - refreshesBefore).toBe(2)
  expect(await eventsOf('reuse-detected')).toBe(0)
  expect(await eventsOf('refused')).toBe(0)
}

/** What a command line tells to open, once it has told all of it. */
function shownTo(printed: string): { url: string; userCode?: string } | undefined {
  const kept = /^(http\S+\/apis\/auth\/v2\/authorize\/\S+|http\S+[?&]code_challenge\S+)\n/m.exec(printed)?.[1]
  if (kept !== undefined) return { url: kept }
  const url = /Visit:\s+(http\S+)/.exec(printed)?.[1]
  const userCode = /Enter code:\s+([A-Z]+-[A-Z]+)/.exec(printed)?.[1]
  return url === undefined || userCode === undefined ? undefined : { url, userCode }
}
