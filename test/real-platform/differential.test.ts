/**
 * The mock platform answers as the real one does, whatever it is asked. Each walk is a chain of requests that chance
 * chose; the environment variable WALK_SEED repeats one that failed.
 */

import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, inject, test } from 'vitest'
import { ADMIN_EMAIL } from '../../scripts/platform.ts'
import { steadyFetch } from '../conformance/steady-fetch.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { answerOf } from './walk/answer.ts'
import { Random } from './walk/random.ts'
import { chooseWalk } from './walk/walk.ts'

const WALKS = 10
const LENGTH = 60
const MOCK_URL = 'http://nemo.test'

const seed = Number(process.env['WALK_SEED'] ?? 7000)

cleanEnvironment()

describe.concurrent(`walks from seed ${seed}`, { timeout: 300_000 }, () => {
  test.each(Array.from({ length: WALKS }, (_, index) => index))('walk %i', async (index) => {
    const realURL = inject('platformURL')
    const mock = new MockPlatform({
      profile: inject('platformGeneration'),
      auth: { adminEmail: ADMIN_EMAIL },
    })
    const prefix = `w${Date.now().toString(36)}${index}`
    const random = new Random(seed + index)
    const requests = chooseWalk({ random, prefix, adminEmail: ADMIN_EMAIL, length: LENGTH })

    for (const [number, request] of requests.entries()) {
      const [real, mocked] = await Promise.all([
        answerOf(steadyFetch, realURL, request),
        answerOf(mock.fetch, MOCK_URL, request),
      ])

      const about = `WALK_SEED=${seed}, walk ${index}, request ${number}: ${JSON.stringify(request)}`
      expect(mocked, about).toEqual(real)
    }
  })
})
