/** Memory of chunks that is given back at once. */

import { expect, test } from 'vitest'
import { isOwn, markOwn, release } from '../../src/http/chunks.ts'

test('a chunk that only its reader has loses its memory', () => {
  const chunk = markOwn(new Uint8Array(10))
  expect(isOwn(chunk)).toBe(true)

  release(chunk)

  expect(chunk.byteLength).toBe(0)
  expect(isOwn(chunk)).toBe(false)
})

test('a chunk that somebody else may have stays', () => {
  const chunk = new Uint8Array(10)

  release(chunk)

  expect(chunk.byteLength).toBe(10)
})

test('a chunk that is part of something else stays', () => {
  const whole = new Uint8Array(10)

  release(markOwn(whole.subarray(0, 9)))

  expect(whole.byteLength).toBe(10)
})
