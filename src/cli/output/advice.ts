/** What somebody at a terminal can do about a problem. */

import { forTerminal, type Remedy } from '../../remedies/index.ts'

/** A line for each remedy, in the order to try. Two calls may be the same command. */
export function adviceLines(advice: readonly Remedy[]): string[] {
  return [...new Set(advice.map(forTerminal))]
}
