/** The cases under `deno test`; each outcome is a line. */

import { guestCases, lineOf, outcomeOf } from './guest.ts'

const { test, args } = (
  globalThis as unknown as {
    Deno: { args: readonly string[]; test(name: string, run: () => Promise<void>): void }
  }
).Deno
for (const { name, applies, run } of guestCases(args[0] ?? '')) {
  if (!applies) console.log(lineOf(name, 'not here'))
  else {
    test(name, async () => {
      console.log(lineOf(name, await outcomeOf(run)))
    })
  }
}
