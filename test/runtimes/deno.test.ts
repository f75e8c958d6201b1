/** Deno, under its own runner. */

import { describe } from 'vitest'
import { serveCases } from './case-server.ts'
import { outcomesIn } from './guest.ts'
import { bundleGuest, program, run, testCases } from './installed.ts'

describe('Deno', () => {
  testCases(async () => {
    await using server = await serveCases()
    const file = await bundleGuest('guest-deno')
    const output = await run(program('deno'), ['test', '-A', '--no-check', file, '--', server.url])
    console.log(output)
    return outcomesIn(output)
  }, ['an assertion of the runner waits for it'])
})
