/** The oldest Node that is supported, the one of this repository, and the newest. */

import { describe } from 'vitest'
import { serveCases } from './case-server.ts'
import type { Outcomes } from './guest.ts'
import { bundleGuest, otherRelease, run, testRuntime } from './installed.ts'

const VERSIONS = [
  ['Node 22.13', otherRelease('node-22', 'node')],
  ['Node 24', process.execPath],
  ['Node 26', otherRelease('node-26', 'node')],
] as const

/** `navigator.locks` came with Node 24. */
const SINCE_NODE_24 = ['a lock is held until the call is done, and gives its answer']

describe.each(VERSIONS.filter(([, path]) => path !== undefined))('%s', (runtime, path) => {
  testRuntime(runtime, async () => {
    await using server = await serveCases()
    const output = await run(path ?? '', [await bundleGuest('guest-node'), server.url])
    const last = output.trim().split('\n').at(-1) ?? ''
    if (!last.startsWith('{')) throw new Error(output)
    return JSON.parse(last) as Outcomes
  }, ['an assertion of the runner waits for it', ...(runtime === 'Node 22.13' ? SINCE_NODE_24 : [])])
})
