/**
 * The page of `examples/browser` before the real platform: somebody signs in, makes a project, uploads, chats, and is told what went
 * wrong. `SCREENSHOTS=<folder>` keeps pictures of it.
 */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { chromium, type Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL } from '../../scripts/platform.ts'
import { findBrowser, goOn } from '../helpers/browser.ts'
import { buildBrowserExample, serveBrowserExample } from '../helpers/browser-example.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { startEchoServer } from '../helpers/echo-server.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'

const WORKSPACE = 'browser-example'
const MODEL = `${WORKSPACE}/tiny`
const SLOW = { timeout: 60_000 }
const generation = inject('platformGeneration')

describe.skipIf(findBrowser() === undefined)('the page of the example', () => {
  test('signs in, lists, uploads and chats, and says what went wrong', { timeout: 300_000 }, async () => {
    const upstream = await startEchoServer(['tiny'])
    try {
      await prepare(upstream.url)
      await using site = await serveBrowserExample(await buildBrowserExample(), inject('oidcPlatformURL'))
      const browser = await chromium.launch({ executablePath: String(findBrowser()), args: ['--no-sandbox'] })
      try {
        await visit(await browser.newPage({ viewport: { width: 1100, height: 640 } }), site.url)
      } finally {
        await browser.close()
      }
    } finally {
      await upstream.close()
    }
  })
})

/** A workspace of somebody's own, with a model. */
async function prepare(upstream: string): Promise<void> {
  const sign = (email: string) => connectOIDCProvider(inject('oidcProvider')).sign({ sub: email, email })
  const baseURL = inject('oidcPlatformURL')
  const admin = new NeMoPlatform({ baseURL, accessToken: await sign(ADMIN_EMAIL), workspace: WORKSPACE })
  await admin.workspaces.create({ name: WORKSPACE })
  await admin.workspaces.members.create({ principal: 'ana@example.com', roles: ['Editor'] })
  await admin.inference.providers.create({ name: 'upstream', host_url: upstream })
  await admin.models.waitForProvider('upstream', 'READY', { waitTimeout: SLOW.timeout })
  const served = async () => (await admin.inference.models.list()).data.map(({ id }) => id)
  await expect.poll(served, SLOW).toEqual([MODEL])
}

/** What somebody does there. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('#sign-in:not([hidden])').waitFor()
  await keepPicture(page, 'signed-out')
  await page.locator('#sign-in').click()
  await page.locator('input[name=login]').waitFor()
  while (new URL(page.url()).origin !== url) await goOn(page, { email: 'ana@example.com' })

  await expect.poll(() => page.locator('#who').textContent(), SLOW).toBe('ana@example.com')
  await page.locator(`#workspace option:has-text("${WORKSPACE}")`).waitFor({ state: 'attached' })
  await page.locator('#workspace').selectOption(WORKSPACE)
  await page.locator('#ask:not([hidden])').waitFor()
  await expect
    .poll(() => page.locator('section .empty:visible').allTextContents(), SLOW)
    .toEqual(['No projects here yet.', 'No uploads here yet.'])
  expect(await page.locator('#model option').allTextContents()).toEqual([MODEL])
  await keepPicture(page, 'empty')

  await page.locator('#new-project input').fill('No Name')
  await page.locator('#new-project button').click()
  await page.locator('#problem:not([hidden])').waitFor()
  await keepPicture(page, 'refused')
  expect(await page.locator('#what').textContent()).toMatch(/name/i)
  expect(await page.locator('#new-project input').inputValue()).toBe('No Name')

  await page.locator('#new-project input').fill('summaries')
  await page.locator('#new-project button').click()
  await expect.poll(() => page.locator('#projects li').allTextContents(), SLOW).toEqual(['summaries'])
  expect(await page.locator('#problem').isVisible()).toBe(false)

  const file = join(temporaryFolder(), 'corpus.jsonl')
  writeFileSync(file, '{"text":"one"}\n'.repeat(1_000))
  await page.locator('#files').setInputFiles(file)
  await expect
    .poll(() => page.locator('#uploaded li').allTextContents(), SLOW)
    .toEqual(['corpus.jsonl, 15000 bytes'])
  expect(await page.locator('#transferred').textContent()).toBe('1 of 1 files, 100 %')

  await page.locator('#ask input').fill('Count to three.')
  await page.locator('#ask button').click()
  await expect.poll(() => page.locator('#chat .answer').allTextContents(), SLOW).toEqual(['Count to three.'])
  await keepPicture(page, 'at-work')
  expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0)
}

/** Pictures as wide and as narrow screens show it, in the light and in the dark. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined) return
  const size = page.viewportSize()
  for (const [look, width, colorScheme] of [
    ['wide', 1100, 'light'],
    ['dark', 1100, 'dark'],
    ['narrow', 390, 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 640 })
    await page.screenshot({ path: join(folder, `${generation}-${name}-${look}.png`), fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (size !== null) await page.setViewportSize(size)
}
