/** The mock platform answers as the conformance cases say. */

import { MockPlatform } from 'nemo-platform/testing'
import { describe } from 'vitest'
import { describeConformance } from './suite.ts'
import { createTarget } from './target.ts'

const AUTH = { adminEmail: 'admin@example.com', rolePropagation: 300 }
const RUN = { atATime: 60, timeout: 60_000 }

function inProcess(platform: MockPlatform) {
  const { fetch } = platform
  return createTarget({ baseURL: 'http://nemo.test', fetch, clientOptions: { fetch } })
}

describe('the mock platform', () => {
  describeConformance({ ...RUN, target: inProcess(new MockPlatform({ auth: AUTH })) })
})

describe('the mock platform as documented', () => {
  const target = inProcess(new MockPlatform({ auth: AUTH, profile: 'documented' }))
  describeConformance({ ...RUN, target, withoutQuirks: true })
})
