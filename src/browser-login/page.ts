/** What a page offers for this: its address, its history, and a store that ends with the tab. */

import { NeMoPlatformError } from '../errors/index.ts'

/** Of the page only what is needed. */
export interface PageGlobals {
  readonly location: { readonly href: string; assign(url: string): void }
  readonly history: { replaceState(state: unknown, unused: string, url: string): void }
  readonly sessionStorage: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
  }
}

/** The page that this runs in. */
export function thisPage(): PageGlobals {
  const page = globalThis as Partial<PageGlobals>
  if (page.location !== undefined && page.history !== undefined && page.sessionStorage !== undefined)
    return page as PageGlobals
  throw new NeMoPlatformError('Signing in by redirect needs a page of a browser.', {
    code: 'package/no-page',
    remedies: [{ text: 'Log in by a code or a password', call: 'login() of nemo-platform/auth' }],
  })
}
