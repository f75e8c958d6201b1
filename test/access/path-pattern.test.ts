/** Patterns of paths. */

import { expect, test } from 'vitest'
import { fitsPattern } from '../../src/access/path-pattern.ts'

test.each<[pattern: string, path: string, fits: boolean]>([
  ['/apis/a', '/apis/a', true],
  ['/apis/a', '/apis/a/b', false],
  ['/apis/a', '/apis', false],
  ['/apis/a/**', '/apis/a', true],
  ['/apis/a/**', '/apis/a/b/c', true],
  ['/apis/a/**', '/apis/ab/c', false],
  ['/apis/a/**', '/x/apis/a/b', false],
  ['/apis/*/b', '/apis/a/b', true],
  ['/apis/*/b', '/apis/a/c', false],
  ['/apis/*/b', '/apis/a%2Fc/b', true],
  ['/apis/*/b/**', '/apis/a/b/c', true],
])('%s and %s: %j', (pattern, path, fits) => {
  expect(fitsPattern(path, pattern)).toBe(fits)
})
