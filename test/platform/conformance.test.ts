/** The real platform answers as the conformance cases say, which the mock platform is held to. */

import { describe, inject } from 'vitest'
import { describeConformance } from '../conformance/suite.ts'
import { createTarget } from '../conformance/target.ts'

const target = createTarget({ baseURL: inject('platformURL') })

describe('the real platform', () => {
  describeConformance({ target, atATime: 8, timeout: 120_000 })
})
