/** The cases under `bun test`; each outcome is a line. */

import { expect, test } from 'bun:test'
import { guestCases, lineOf, outcomeOf } from './guest.ts'

Object.assign(globalThis, { expect })
for (const { name, applies, run } of guestCases(process.env['CASE_SERVER'] ?? '')) {
  if (!applies) console.log(lineOf(name, 'not here'))
  else {
    test(name, async () => {
      console.log(lineOf(name, await outcomeOf(run)))
    }, 60_000)
  }
}
