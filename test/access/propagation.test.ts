/** How long to wait for a change of roles. */

import { describe, expect, test } from 'vitest'
import { LONGEST_PROPAGATION, propagationTimeout } from '../../src/access/index.ts'
import { retryPause } from '../../src/access/propagation.ts'

describe('the timeout of a change', () => {
  test('covers the server waiting for each role', () => {
    expect([1, 3].map((roles) => propagationTimeout(undefined, roles))).toEqual([42_000, 106_000])
    expect(propagationTimeout(true, 0)).toBe(42_000)
  })

  test('is the usual one where the server does not wait', () => {
    expect(propagationTimeout(false, 3)).toBeUndefined()
  })
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
