/** A person with a browser: opens the page of a login, enters the code if there is one, logs in and agrees. */

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Page } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MOST_PAGES = 10

/** A browser of this machine; undefined where there is none. */
export function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** What a program shows to whoever logs in, and who that is. */
export interface BrowserLogin {
  readonly url: string
  /** The code of a device login. */
  readonly userCode?: string | undefined
  readonly email: string
}

/**
 * Approves a login in a browser without a window, until its last page says so, or the browser is back at the program that asked.
 *
 * @returns The headings of the pages that were seen, and the text that a program answered.
 */
export async function approveInBrowser(login: BrowserLogin): Promise<string[]> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('There is no Chromium here: apt-get install chromium')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    // The pages ask for fonts of the internet.
    await page.route(
      (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
      (route) => route.abort(),
    )
    await page.goto(login.url)
    const seen: string[] = []
    while (seen.length < MOST_PAGES) {
      if (new URL(page.url()).pathname === '/callback')
        return [...seen, await page.locator('body').innerText()]
      const heading = await page.locator('h1').first().innerText()
      seen.push(heading)
      if (/success/i.test(heading)) return seen
      await goOn(page, login)
    }
    throw new Error(`The login came to no end: ${seen.join(', ')}`)
  } finally {
    await browser.close()
  }
}

/** Takes one page of a login: fills in what it asks for, and sends it. */
export async function goOn(page: Page, { userCode = '', email }: Omit<BrowserLogin, 'url'>): Promise<void> {
  const fields = [
    ['input[name=user_code]:visible', userCode],
    ['input[name=login]:visible', email],
    ['input[name=password]:visible', 'anything'],
  ] as const
  for (const [selector, text] of fields) {
    const field = page.locator(selector)
    if ((await field.count()) > 0) await field.fill(text)
  }
  await Promise.all([
    page.waitForEvent('framenavigated'),
    page.locator('button[type=submit]:not([name=abort])').first().click(),
  ])
  await page.waitForLoadState('domcontentloaded')
}
