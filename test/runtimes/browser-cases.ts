/** The cases in the page of a real browser. */

import { readFileSync } from 'node:fs'
import { serveCases } from './case-server.ts'
import type { Outcomes } from './guest.ts'
import { bundleGuest, load } from './installed.ts'

interface Page {
  goto(url: string): Promise<unknown>
  waitForFunction(expression: string, options: { timeout: number }): Promise<unknown>
  evaluate(expression: string): Promise<unknown>
}

interface Puppeteer {
  launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>
}

/** What pages do not have. */
export const NOT_IN_PAGES = [
  'an assertion of the runner waits for it',
  'it is shown as what it is: pending, its value, or its reason',
  'a stream of Node is sent as it stands',
]

/** Plays them in one. */
export async function playInBrowser(
  browser: 'chrome' | 'firefox',
  executablePath: string,
): Promise<Outcomes> {
  const script = readFileSync(await bundleGuest('guest-page', ['browser']), 'utf8')
  await using server = await serveCases(script)
  const { launch } = (await load<{ default: Puppeteer }>('puppeteer-core')).default
  const args = browser === 'chrome' ? ['--no-sandbox'] : []
  const running = await launch({ browser, executablePath, args, protocolTimeout: 300_000 })
  try {
    const page = await running.newPage()
    await page.goto(server.url)
    await page.waitForFunction('globalThis.outcomes !== undefined', { timeout: 30_000 })
    return (await page.evaluate('globalThis.outcomes')) as Outcomes
  } finally {
    await running.close()
  }
}
