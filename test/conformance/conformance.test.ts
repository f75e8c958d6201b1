/** The mock platform answers as the conformance cases say. */

import { MockPlatform } from 'nemo-platform/testing'
import { describe } from 'vitest'
import type { Generation } from '../../src/generations.ts'
import { describeConformance } from './suite.ts'
import { createTarget } from './target.ts'

const AUTH = { adminEmail: 'admin@example.com', rolePropagation: 300 }
const RUN = { atATime: 60, timeout: 60_000 }

function inProcess(platform: MockPlatform, generation: Generation) {
  const { fetch } = platform
  // What is known of a platform is known by its URL.
  return createTarget({
    baseURL: `http://nemo-${generation}.test`,
    generation,
    fetch,
    clientOptions: { fetch },
  })
}

describe.each(['0.6', '0.7', '0.8'] as const)('the mock platform of %s', (profile) => {
  describeConformance({ ...RUN, target: inProcess(new MockPlatform({ auth: AUTH, profile }), profile) })
})

describe('the mock platform as documented', () => {
  const target = inProcess(new MockPlatform({ auth: AUTH, profile: 'documented' }), '0.6')
  describeConformance({ ...RUN, target, withoutQuirks: true })
})
