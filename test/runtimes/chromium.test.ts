/** Chromium, as it is installed on the system. */

import { describe } from 'vitest'
import { NOT_IN_PAGES, playInBrowser } from './browser-cases.ts'
import { findProgram, testRuntime } from './installed.ts'

const path = findProgram('chromium', 'chromium-browser', 'google-chrome')

describe.skipIf(path === undefined)('Chromium', () => {
  testRuntime('Chromium', () => playInBrowser('chrome', path ?? ''), NOT_IN_PAGES)
})
