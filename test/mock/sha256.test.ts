/** The hash that the mock platform computes by itself is the one of Node's library. */

import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/mock/store/sha256.ts'

test('SHA-256 of any bytes, also where blocks end', () => {
  void fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
    { examples: [55, 56, 63, 64, 119, 120].map((length) => [new Uint8Array(length)] as [Uint8Array]) },
  )
})
