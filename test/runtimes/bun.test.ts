/** Bun, under its own runner. */

import { describe } from 'vitest'
import { serveCases } from './case-server.ts'
import { outcomesIn } from './guest.ts'
import { bundleGuest, program, run, testCases } from './installed.ts'

describe('Bun', () => {
  testCases(async () => {
    await using server = await serveCases()
    const file = await bundleGuest('guest-bun')
    const output = await run(program('bun'), ['test', file], { CASE_SERVER: server.url })
    console.log(output)
    return outcomesIn(output)
  }, ['a lock is held until the call is done, and gives its answer'])
})
