/** Memory of chunks that is given back at once. */

import { expect, test } from 'vitest'
import { claim, free, isClaimed } from '../../../src/http/transport/chunks.ts'

test('a chunk that only its reader has loses its memory', () => {
  const chunk = claim(new Uint8Array(10))
  expect(isClaimed(chunk)).toBe(true)

  free(chunk)

  expect(chunk.byteLength).toBe(0)
  expect(isClaimed(chunk)).toBe(false)
})

test('a chunk that somebody else may have stays', () => {
  const chunk = new Uint8Array(10)

  free(chunk)

  expect(chunk.byteLength).toBe(10)
})

test('a chunk that is part of something else stays', () => {
  const whole = new Uint8Array(10)

  free(claim(whole.subarray(0, 9)))

  expect(whole.byteLength).toBe(10)
})
