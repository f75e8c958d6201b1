/** Firefox, as it is installed on the system. */

import { describe } from 'vitest'
import { NOT_IN_PAGES, playInBrowser } from './browser-cases.ts'
import { findProgram, testRuntime } from './installed.ts'

const path = findProgram('firefox-esr', 'firefox')

describe.skipIf(path === undefined)('Firefox', () => {
  testRuntime('Firefox', () => playInBrowser('firefox', path ?? ''), NOT_IN_PAGES)
})
