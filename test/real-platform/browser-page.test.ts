/**
 * A page of another origin, in a real browser: it signs in at a real identity provider, and calls the real platform across origins.
 */

import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { PlatformInstance } from '../../scripts/platform.ts'
import { findBrowser, goOn } from '../helpers/browser.ts'
import { serve } from '../helpers/local-server.ts'
import { startKeepingPlatform } from './keeping-platform.ts'

const generation = inject('platformGeneration')
/** From 0.8 on a platform may keep logins; a page signs in at the provider then, too. */
const WAYS = generation < '0.8' ? (['takes'] as const) : (['takes', 'keeps'] as const)

describe.skipIf(findBrowser() === undefined)('a page of another origin', () => {
  let keeping: PlatformInstance | undefined
  const urlOf = (way: 'takes' | 'keeps') => String(way === 'takes' ? inject('oidcPlatformURL') : keeping?.url)

  beforeAll(async () => {
    if (WAYS.length > 1) keeping = await startKeepingPlatform()
  })

  afterAll(() => keeping?.stop())

  test.each(WAYS)('signs in, works and refreshes its token where the platform %s logins', async (way) => {
    await using site = await servePage(urlOf(way), `page-${way}`)
    const browser = await chromium.launch({ executablePath: String(findBrowser()), args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      const messages: string[] = []
      page.on('console', (message) => messages.push(message.text()))
      await page.goto(`${site.url}/page`)
      await page.locator('input[name=login]').waitFor()
      while (new URL(page.url()).origin !== site.url) await goOn(page, { email: 'ana@example.com' })
      await page.waitForFunction('globalThis.outcome !== undefined', undefined, { timeout: 120_000 })

      expect({ outcome: await page.evaluate('globalThis.outcome'), messages }).toMatchObject({
        outcome: {
          principal: 'ana@example.com',
          projects: ['summaries'],
          missing: 'api/not-found',
          bytesDone: 8,
          content: 'one\ntwo\n',
          header: 'uvicorn',
          isRefreshed: true,
          stored: 0,
        },
      })
      expect(page.url()).toBe(`${site.url}/page`)
    } finally {
      await browser.close()
    }
  })

  test.skipIf(generation < '0.8')('gets no token of a login that the platform keeps', async () => {
    const start = `${urlOf('keeps')}/apis/auth/v2/authorize?client=public`
    const body = {
      redirect_uri: 'https://page.test/app',
      code_challenge: 'c'.repeat(43),
      state: 's'.repeat(16),
    }
    const answer = await fetch(start, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

    expect([answer.status, await answer.json()]).toEqual([
      400,
      { detail: 'redirect_uri must be an http loopback address' },
    ])
  })
})

/** The page, on a port of its own. */
async function servePage(platform: string, workspace: string) {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['browser'],
    external: ['openai'],
    define: { PLATFORM: JSON.stringify(platform), WORKSPACE: JSON.stringify(workspace) },
    tsconfigRaw: '{}',
    logLevel: 'error',
  })
  const script = outputFiles[0]?.text ?? ''
  return await serve(({ url = '' }, response) => {
    const isScript = url === '/page.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' })
    response.end(
      isScript ? script : '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>',
    )
  })
}
