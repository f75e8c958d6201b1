/** Where the command keeps what Node has compiled of it. */

import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheFolder } from '../../src/cli/compile-cache.ts'

describe('the folder of the cache', () => {
  test.each([
    ['linux', {}, join(homedir(), '.cache')],
    ['darwin', {}, join(homedir(), 'Library', 'Caches')],
    ['win32', {}, join(homedir(), 'AppData', 'Local')],
    ['linux', { XDG_CACHE_HOME: '/somewhere' }, '/somewhere'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, join(homedir(), '.cache')],
    ['win32', { LOCALAPPDATA: '/local' }, '/local'],
  ])('on %s with %o', (platform, variables, expected) => {
    expect(cacheFolder(platform, variables)).toBe(expected)
  })
})
