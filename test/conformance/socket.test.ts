/** The mock platform answers on a socket as it does in process. */

import { MockPlatform } from 'nemo-platform/testing'
import { afterAll, describe } from 'vitest'
import { describeConformance } from './suite.ts'
import { createTarget } from './target.ts'

const platform = new MockPlatform({
  auth: { adminEmail: 'admin@example.com', rolePropagation: 300 },
  profile: '0.8',
})
const server = await platform.listen()

afterAll(() => server.close())

describe('the mock platform on a socket', () => {
  describeConformance({
    target: createTarget({ baseURL: server.url, generation: '0.8' }),
    atATime: 60,
    timeout: 60_000,
  })
})
