/** Turns what may be given in short into remedies. */

import type { Remedy } from './remedy.ts'

/** The same list as data: a text alone is a remedy without command or call. */
export function toRemedies(remedies: readonly (Remedy | string)[]): Remedy[] {
  return remedies.map((remedy) => (typeof remedy === 'string' ? { text: remedy } : remedy))
}
