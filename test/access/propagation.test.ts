/** How long to wait for a change of roles. */

import { describe, expect, test } from 'vitest'
import { LONGEST_PROPAGATION, propagationLimit } from '../../src/access/index.ts'
import { retryPause } from '../../src/access/propagation.ts'

test('the server may take 32 s for each role that it waits for, and is waited for a little longer', () => {
  expect([0, 1, 3].map(propagationLimit)).toEqual([42_000, 42_000, 106_000])
})

describe('pauses before a refused request is tried again', () => {
  test('grow up to 2 s', () => {
    const pauses = [0, 1, 2, 20].map((tries) => retryPause(tries, LONGEST_PROPAGATION))

    expect(pauses).toEqual([250, 375, 562.5, 2000])
  })

  test('end when the role must be there', () => {
    expect(retryPause(20, 700)).toBe(701)
  })
})
