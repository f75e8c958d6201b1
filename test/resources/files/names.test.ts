/** Wildcards, and names that no file on the disk may get. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemWithPath } from '../../../src/runtime/file-names.ts'
import { hasWildcards, nameMatcher, pathMatcher } from '../../../src/runtime/glob.ts'

describe('wildcards', () => {
  test.each([
    ['train.json', '*.json', true],
    ['dir/nested.json', '*.json', false],
    ['dir/nested.json', 'dir/*.json', true],
    ['dir/nested.json', '*/*.json', true],
    ['deep/dir/nested.json', 'dir/*.json', true],
    ['deep/dir/nested.json', 'deep/*.json', false],
    ['a.txt', '?.txt', true],
    ['ab.txt', '?.txt', false],
    ['b.txt', '[abc].txt', true],
    ['d.txt', '[!abc].txt', true],
    ['b.txt', '[!abc].txt', false],
    ['5.txt', '[0-9].txt', true],
    ['-.txt', '[a-].txt', true],
    [']', '[]]', true],
    ['a', '[z-a]', false],
    ['[', '[', true],
    ['a+b(c).txt', 'a+b(c).*', true],
    ['💡.txt', '?.txt', true],
    ['a/b/c/d.txt', 'a/**/d.txt', true],
    ['a/d.txt', 'a/**/d.txt', true],
    ['a/b/c.txt', '**', true],
    ['x/y.txt', 'a/**', false],
  ])('%s against %s: %s', (path, pattern, expected) => {
    expect(pathMatcher(pattern)(path)).toBe(expected)
  })

  test('a name without wildcards matches itself only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (one, other) => {
          fc.pre(!hasWildcards(one))

          expect(nameMatcher(one).test(one)).toBe(true)
          expect(nameMatcher(one).test(other)).toBe(one === other)
        },
      ),
    )
  })

  // An expression for these would not end within the limit of the runner.
  test('stars with letters in between are no burden', () => {
    expect(nameMatcher('*a'.repeat(40)).test(`${'a'.repeat(5_000)}b`)).toBe(false)
    expect(pathMatcher(`${'**/a/'.repeat(40)}b`)(`${'a/'.repeat(2_000)}c`)).toBe(false)
    expect(pathMatcher('*a*a*a*a*b')('a'.repeat(200))).toBe(false)
  })

  test('many stars are no burden', () => {
    expect(nameMatcher(`${'*'.repeat(1000)}x`).test('a'.repeat(10_000))).toBe(false)
  })
})

describe('names for the disk', () => {
  test.each(['../a', 'a/../b', '/etc/passwd', 'a//b', 'a/', '', '.', 'a/./b', 'a\0b', '..'])(
    '%j is refused',
    (path) => {
      expect(problemWithPath(path, false)).toBeDefined()
      expect(problemWithPath(path, true)).toBeDefined()
    },
  )

  test.each(['C:/x', 'C:x', 'a\\..\\b', '\\\\host\\x', 'con', 'NUL.txt', 'a./b', 'a ', 'a:stream'])(
    '%j is refused on Windows only',
    (path) => {
      expect(problemWithPath(path, true)).toBeDefined()
      expect(problemWithPath(path, false)).toBeUndefined()
    },
  )

  test.each(['a', 'a/b.txt', '...', '.hidden/x', 'a b', 'ü/💡'])('%j is fine', (path) => {
    expect(problemWithPath(path, false)).toBeUndefined()
  })
})
