/** What Deno says where a program was not given a permission. */

import { problemOf } from './problem.ts'

/**
 * The flag that would have allowed what failed, for instance `--allow-read`; undefined for every other failure. Read from Deno's own
 * words, since its error has nothing else.
 */
export function missingPermission(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'NotCapable') return /--allow-[a-z]+/.exec(problemOf(error))?.[0] ?? '--allow-all'
  return missingPermission(error.cause)
}
