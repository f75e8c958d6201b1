/** A person with a browser: opens the page of a device login, enters the code, logs in and agrees. */

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

/**
 * Approves a device login in a browser without a window.
 *
 * @param login - What is shown on the device, and who logs in.
 * @returns The headings of the pages that were seen.
 */
export async function approveInBrowser(login: {
  url: string
  userCode: string
  email: string
}): Promise<string[]> {
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

async function goOn(page: Page, { userCode, email }: { userCode: string; email: string }): Promise<void> {
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
