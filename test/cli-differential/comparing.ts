/** Whether a line ended alike in both command lines. */

import { isDeepStrictEqual } from 'node:util'
import type { Generation } from '../../src/generations.ts'
import { exceptionsOf } from './exceptions.ts'
import type { Line } from './lines.ts'
import type { Reading } from './reading.ts'

/** Whether Python did what a line is for: a refusal where one is compared, else an output. */
function isTelling({ reading }: Line, { code, refused }: Reading): boolean {
  if (reading === '-') return true
  return reading === 'refused' ? refused !== undefined : code === 0
}

/** What is wrong with how a line ended in both: that they differ, or that an exception is none, or another one. */
export function wrongIn(
  line: Line,
  generation: Generation,
  { their, own }: { their: Reading; own: Reading },
): string | undefined {
  if (!isTelling(line, their))
    return 'a line that compares nothing: Python ends otherwise than it is written for'
  const exception = exceptionsOf(generation)[line.text]
  const areAlike = isDeepStrictEqual(own, their)
  if (exception === undefined) return areAlike ? undefined : 'they differ'
  if (areAlike) return 'an exception that is none'
  return isDeepStrictEqual([their.code, own.code], exception.codes) ? undefined : 'not as the exception says'
}
