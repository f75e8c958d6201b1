/** The mock platform answers through Mock Service Worker as it does in process. */

import { setupServer } from 'msw/node'
import { MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'
import { afterAll, beforeAll, describe } from 'vitest'
import { describeConformance } from './suite.ts'
import { createTarget } from './target.ts'

const BASE_URL = 'http://nemo.test'

const platform = new MockPlatform({
  auth: { adminEmail: 'admin@example.com', rolePropagation: 300 },
  profile: '0.8',
})
const server = setupServer(...mswHandlers(platform, BASE_URL))

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

describe('the mock platform behind msw', () => {
  describeConformance({
    target: createTarget({ baseURL: BASE_URL, generation: '0.8' }),
    atATime: 60,
    timeout: 60_000,
  })
})
