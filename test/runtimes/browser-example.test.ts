/**
 * The page of `examples/browser`, built by Vite, in real browsers: somebody signs in at a real identity provider, sees lists, uploads
 * with a bar and chats, and the token is refreshed behind the scenes. `SCREENSHOTS=<folder>` keeps pictures of it.
 */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { MockPlatform } from 'nemo-platform/testing'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildBrowserExample, EXAMPLE, serveBrowserExample } from '../helpers/browser-example.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { type OIDCProvider, startOIDCProvider } from '../helpers/oidc-provider.ts'
import { findProgram, load } from './installed.ts'

const ROOT = join(import.meta.dirname, '../..')
const SLOW = 30_000

interface Element {
  click(): Promise<void>
  type(text: string): Promise<void>
  uploadFile(...paths: string[]): Promise<void>
}

interface Page {
  goto(url: string): Promise<unknown>
  url(): string
  setViewport(size: { width: number; height: number }): Promise<void>
  waitForSelector(selector: string, options?: { timeout: number }): Promise<Element>
  waitForFunction(expression: string, options?: { timeout: number }): Promise<unknown>
  waitForNavigation(options?: { timeout: number }): Promise<unknown>
  evaluate<Result>(expression: string): Promise<Result>
  screenshot(options: { path: string }): Promise<unknown>
}

interface Puppeteer {
  launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>
}

const BROWSERS = [
  ['chrome', findProgram('chromium', 'chromium-browser', 'google-chrome')],
  ['firefox', findProgram('firefox-esr', 'firefox')],
] as const

let built: string

beforeAll(async () => {
  built = await buildBrowserExample()
}, 120_000)

test('the page compiles', { timeout: 120_000 }, () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(EXAMPLE, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    EXAMPLE,
  )
  const paths = {
    'nemo-platform': [join(ROOT, 'dist/index.d.ts')],
    'nemo-platform/browser-login': [join(ROOT, 'dist/browser-login/index.d.ts')],
  }
  const compiled = ts.createProgram([join(EXAMPLE, 'main.ts')], { ...options, paths })

  const problems = ts.getPreEmitDiagnostics(compiled).map(({ messageText }) => messageText)
  expect(problems).toEqual([])
})

describe.each(BROWSERS.filter(([, path]) => path !== undefined))('the page in %s', (browser, path) => {
  test('signs in, lists, uploads, chats, and refreshes its token', { timeout: 180_000 }, async () => {
    // Due at once: a token is renewed a quarter of its life before its end.
    await using provider = await startOIDCProvider({ interactive: true, accessTokenLifetime: 4 })
    await using platform = await startPlatform(provider)
    await using site = await serveBrowserExample(built, platform.url)
    const { launch } = (await load<{ default: Puppeteer }>('puppeteer-core')).default
    const args = browser === 'chrome' ? ['--no-sandbox'] : []
    const running = await launch({ browser, executablePath: path, args })
    try {
      const page = await running.newPage()
      await page.setViewport({ width: 1100, height: 640 })
      await page.goto(`${site.url}/`)
      await (await page.waitForSelector('#sign-in:not([hidden])')).click()
      await signIn(page, 'ana@example.com')

      await page.waitForFunction(
        "document.querySelector('#who')?.textContent === 'ana@example.com' && document.querySelectorAll('#projects li').length > 0",
        { timeout: SLOW },
      )
      expect(page.url()).toBe(`${site.url}/`)
      expect(await textsOf(page, '#workspace option')).toEqual(['default', 'ml-team', 'system'])
      expect(await textsOf(page, '#projects li')).toEqual(['summaries'])

      await (await page.waitForSelector('#new-project input')).type('translations')
      await (await page.waitForSelector('#new-project button')).click()
      await page.waitForFunction("document.querySelectorAll('#projects li').length === 2", { timeout: SLOW })

      const file = join(temporaryFolder(), 'corpus.jsonl')
      writeFileSync(file, '{"text":"one"}\n'.repeat(1_000))
      await (await page.waitForSelector('#files')).uploadFile(file)
      await page.waitForFunction("document.querySelectorAll('#uploaded li').length === 1", { timeout: SLOW })
      expect(await textsOf(page, '#uploaded li')).toEqual(['corpus.jsonl, 15000 bytes'])
      expect(await page.evaluate('document.querySelector("#progress").value')).toBe(100)

      await (await page.waitForSelector('#ask input')).type('Count to three.')
      await (await page.waitForSelector('#ask button')).click()
      await page.waitForFunction(
        "document.querySelector('#chat .answer')?.textContent === 'Count to three.'",
        { timeout: SLOW },
      )
      // Its token has ended several times by now, or does so here.
      await page.waitForFunction(`performance.now() > 6000`, { timeout: SLOW })
      await page.evaluate("document.querySelector('#workspace').dispatchEvent(new Event('change'))")
      await page.waitForFunction("document.querySelectorAll('#projects li').length === 2", { timeout: SLOW })

      const folder = process.env['SCREENSHOTS']
      if (folder !== undefined) await page.screenshot({ path: join(folder, `browser-${browser}.png`) })
      expect(await page.evaluate("document.querySelector('#problem').hidden")).toBe(true)
      expect(provider.events.map(({ type }) => type)).toContain('refresh')
      expect(provider.events.map(({ type }) => type)).not.toContain('refused')
      // Nothing of it is stored.
      expect(await page.evaluate('sessionStorage.length + localStorage.length')).toBe(0)
      expect(await page.evaluate('document.cookie')).toBe('')
    } finally {
      await running.close()
    }
  })
})

/** The pages of the provider: who, any password, and yes. */
async function signIn(page: Page, email: string): Promise<void> {
  const login = await page.waitForSelector('input[name=login]', { timeout: SLOW })
  await login.type(email)
  await (await page.waitForSelector('input[name=password]')).type('anything')
  await Promise.all([
    page.waitForNavigation({ timeout: SLOW }),
    (await page.waitForSelector('button[type=submit]')).click(),
  ])
  await (
    await page.waitForSelector('button[type=submit][autofocus], button.login-submit', { timeout: SLOW })
  ).click()
}

function textsOf(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) => element.textContent).sort()`,
  )
}

/** The mock platform, where tokens of that provider count: its discovery names it, and calls are let through by their tokens. */
async function startPlatform(provider: OIDCProvider): Promise<AsyncDisposable & { readonly url: string }> {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  await platform.seed({
    workspaces: ['ml-team'],
    members: [
      { workspace: 'ml-team', principal: 'ana@example.com', roles: ['Viewer'] },
      { workspace: 'default', principal: 'ana@example.com', roles: ['Editor'] },
    ],
    projects: [{ name: 'summaries' }],
    providers: [{ name: 'team-llm', hostURL: 'http://localhost:9000/v1' }],
  })
  const keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`))
  const discovery = {
    auth_enabled: true,
    oidc: {
      issuer: provider.issuer,
      client_id: provider.clientId,
      token_endpoint: `${provider.issuer}/token`,
    },
  }
  return await platform.listen({
    around: async (request, answer) => {
      if (new URL(request.url).pathname === '/apis/auth/discovery') return Response.json(discovery)
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      const headers = new Headers(request.headers)
      if (token !== undefined) {
        const verified = await jwtVerify(token, keys, { issuer: provider.issuer }).catch(() => undefined)
        const email = verified?.payload['email']
        if (typeof email !== 'string')
          return Response.json({ detail: 'Invalid or expired token' }, { status: 401 })
        headers.set('authorization', `Bearer ${platform.tokenFor(email)}`)
      }
      return await answer(new Request(request, { headers }))
    },
  })
}
