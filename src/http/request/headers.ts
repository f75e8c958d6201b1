/** Merges headers, later ones over earlier ones. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { HeadersInput } from './request-options.ts'

/** Header names (small letters) with their values. */
export type HeaderMap = Record<string, string>

/**
 * Puts headers over those that are there; null or undefined removes one.
 *
 * @throws InvalidArgumentError for a name or value that HTTP does not allow.
 */
export function mergeHeaders(target: HeaderMap, source: HeadersInput | undefined): void {
  if (source === undefined) return
  for (const [name, value] of headerEntries(source)) {
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

/**
 * Names (small letters) and values of headers in any form.
 *
 * @throws InvalidArgumentError for what is neither an object nor a list of pairs.
 */
export function headerEntries(source: HeadersInput): (readonly [string, string | null | undefined])[] {
  if (typeof source !== 'object' || source === null)
    throw new InvalidArgumentError('headers', 'must be an object')
  const entries: unknown[] = Symbol.iterator in source ? [...source] : Object.entries(source)
  return entries.map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') {
      throw new InvalidArgumentError('headers', 'must be an object, or pairs of name and value')
    }
    return [entry[0].toLowerCase(), entry[1]] as const
  })
}

const TOKEN = /^[!#$%&'*+.^_`|~\da-z-]+$/
/** Line breaks, NUL, and what does not fit into one byte. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSENDABLE = /[\u0000\r\n]|[^\u0000-\u00ff]/
