/** Permissions of Deno. */

import type { Remedy } from './remedy.ts'

/** A flag for `deno run`, for instance `--allow-read`. */
export function allowInDeno(flag: string): Remedy {
  return { text: 'Give the program the permission', command: `deno run ${flag} …` }
}
