/** Encodes query parameters the way the Python SDK does: nested keys in brackets, lists joined with commas. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { tagOf } from '../transport/chunk-bytes.ts'
import { toJson } from './to-json.ts'

/** Query parameters of a request. */
export type Query = Readonly<Record<string, unknown>>

/** Whether something holds names and values, as a plain object does, of whatever realm; a `Map` or a promise would be lost as `{}`. */
export function holdsNames(value: unknown): value is object {
  return tagOf(value) === 'Object' && !(Symbol.iterator in (value as object))
}

/**
 * Encodes query parameters: `{ filter: { name: { $like: 'a b' } } }` becomes `filter%5Bname%5D%5B%24like%5D=a+b`.
 * Keys without a value (undefined, null, empty text) are left out; an empty list is sent as an empty value.
 *
 * @throws InvalidArgumentError for what cannot be written into a query, for instance NaN or a function.
 */
export function encodeQuery(query: Query): string {
  const pairs: string[] = []
  for (const [key, value] of Object.entries(query)) appendPairs(pairs, key, value)
  return pairs.join('&')
}

/** Deeper than this no filter goes; an object that holds itself would never end. */
export const MAX_DEPTH = 32

function appendPairs(pairs: string[], key: string, value: unknown, depth = 0): void {
  if (value === undefined || value === null || value === '') return
  if (isPlainObject(value)) {
    if (depth === MAX_DEPTH) throw new InvalidArgumentError(key.replace(/\[.*/s, ''), 'is nested too deeply')
    for (const [name, member] of Object.entries(value)) {
      appendPairs(pairs, `${key}[${name}]`, member, depth + 1)
    }
    return
  }
  const text = Array.isArray(value)
    ? value
        .filter((item) => item !== undefined && item !== null)
        .map((item) => scalarText(key, item))
        .join(',')
    : scalarText(key, value)
  pairs.push(`${encodeText(key)}=${encodeText(text)}`)
}

function scalarText(key: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (isDate(value) && !Number.isNaN(value.getTime())) return isoText(value)
  if (isPlainObject(value)) return toJson(value, key)
  const what =
    typeof value === 'object' ? 'such an object' : typeof value === 'number' ? String(value) : typeof value
  throw new InvalidArgumentError(key, `cannot be put into a query: ${what}`)
}

/** ISO 8601 with offset, fractions only where there are any, in microseconds: as Python writes it. */
function isoText(date: Date): string {
  const [seconds = '', fraction = ''] = date.toISOString().replace('Z', '').split('.')
  return `${seconds}${fraction === '000' ? '' : `.${fraction}000`}+00:00`
}

function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

function isDate(value: unknown): value is Date {
  return tagOf(value) === 'Date'
}

/** Whether something is an object of fields alone: made by a literal, by JSON, or without a prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  // The prototype of all objects, of whatever realm, has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
