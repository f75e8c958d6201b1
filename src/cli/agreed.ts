/** What can be given in several places of a command line. */

import { UsageError } from './errors.ts'

/** A place, and what stands there: `['in --name', 'one']`. */
export type Place = readonly [where: string, value: string | undefined]

/**
 * What all places agree on; undefined where it is in none.
 *
 * @param what - What it is: `'The name'`.
 * @throws UsageError where two of them say it differently: one would count for nothing.
 */
export function agreed(what: string, places: readonly Place[]): string | undefined {
  const [first, ...others] = places.filter(([, value]) => value !== undefined)
  if (first === undefined) return undefined
  const [where, value] = first
  const other = others.find(([, its]) => its !== value)
  if (other === undefined) return value
  throw new UsageError(`${what} is ${value} ${where}, and ${other[1]} ${other[0]}`, 'Give it once')
}
