/** Merges headers, later ones over earlier ones. */

import { InvalidArgumentError } from '../errors/index.ts'
import type { HeadersInput } from './options.ts'

/** Header names (small letters) with their values. */
export type HeaderMap = Record<string, string>

/**
 * Puts headers over those that are there; null or undefined removes one.
 *
 * @throws InvalidArgumentError for a name or value that HTTP does not allow.
 */
export function mergeHeaders(target: HeaderMap, source: HeadersInput | undefined): void {
  if (source === undefined) return
  for (const [rawName, value] of entriesOf(source)) {
    const name = rawName.toLowerCase()
    if (!TOKEN.test(name))
      throw new InvalidArgumentError('headers', `has a name that HTTP does not allow: '${name}'`)
    if (value === null || value === undefined) {
      delete target[name]
    } else if (typeof value !== 'string' || UNSENDABLE.test(value)) {
      throw new InvalidArgumentError(`headers['${name}']`, 'must be text without line breaks')
    } else {
      target[name] = value
    }
  }
}

const TOKEN = /^[!#$%&'*+.^_`|~\da-z-]+$/
/** Line breaks, NUL, and what does not fit into one byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSENDABLE = /[\u0000\r\n]|[^\u0000-\u00ff]/

function entriesOf(source: HeadersInput): Iterable<readonly [string, string | null | undefined]> {
  if (typeof source !== 'object' || source === null)
    throw new InvalidArgumentError('headers', 'must be an object')
  return Symbol.iterator in source ? source : Object.entries(source)
}
