/** Deno, under its own runner: with every permission, and with the network alone. */

import { describe } from 'vitest'
import { serveCases } from './case-server.ts'
import { outcomesIn } from './guest.ts'
import { bundleGuest, program, run, testRuntime } from './installed.ts'

const PERMISSIONS = [
  ['Deno', '-A'],
  ['Deno, `--allow-net` alone', '--allow-net=127.0.0.1'],
] as const

describe.each(PERMISSIONS)('%s', (runtime, permission) => {
  testRuntime(runtime, async () => {
    await using server = await serveCases()
    const file = await bundleGuest('guest-deno')
    const options = ['test', '--no-prompt', '--no-check', permission, file, '--', server.url]
    const output = await run(program('deno'), options)
    console.log(output)
    return outcomesIn(output)
  }, ['an assertion of the runner waits for it'])
})
