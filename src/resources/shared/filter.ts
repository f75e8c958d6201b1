/** Filters as the platform understands them. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { isPlainObject, MAX_DEPTH } from '../../http/request/query.ts'
import { toJson } from '../../http/request/to-json.ts'

/** Fields whose parts the platform wants under one dotted key: `cost_usd.mean`, `metadata.team`. */
export const DOTTED_FIELDS: ReadonlySet<string> = new Set([
  'cost_usd',
  'latency_ms',
  'tokens',
  'evaluators',
  'metadata',
])

/**
 * Writes a filter the way the platform reads it. A list as a condition becomes `$in`: without it the platform compares the
 * field with the whole list, and finds nothing. With `true` or `false` in it a filter is sent as JSON: in a parameter of its own the
 * platform compares the text, and finds nothing either.
 *
 * @param filter - Conditions by field, or a filter as text, which is left alone.
 * @param dottedFields - Fields whose parts are written under dotted keys.
 */
export function filterQuery(filter: unknown, dottedFields: ReadonlySet<string> = new Set()): unknown {
  if (!isPlainObject(filter)) return filter
  const entries = Object.entries(filter).flatMap(([field, condition]): [string, unknown][] =>
    dottedFields.has(field) && isPlainObject(condition)
      ? dotted(field, condition)
      : [[field, Array.isArray(condition) && !field.startsWith('$') ? { $in: condition } : condition]],
  )
  const written = Object.fromEntries(entries)
  return hasBoolean(written) ? toJson(withoutEmpty(written), 'filter') : written
}

/**
 * Writes a filter of a list that knows neither operators nor JSON as a whole: its lists are JSON each. Joined with commas, one value
 * would be no list to the platform, which refuses it.
 */
export function listsQuery(filter: unknown): unknown {
  if (!isPlainObject(filter)) return filter
  return Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [
      field,
      Array.isArray(value) ? toJson(value, 'filter') : value,
    ]),
  )
}

/** As deep as a query goes: what is deeper is refused there. */
function hasBoolean(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean'
  return depth <= MAX_DEPTH && Object.values(value).some((member) => hasBoolean(member, depth + 1))
}

/** Without the conditions that a query leaves out; undefined where none is left. */
function withoutEmpty(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new InvalidArgumentError('filter', 'is nested too deeply')
  if (value === null || value === '') return undefined
  if (Array.isArray(value)) return value.filter((item) => item !== undefined && item !== null)
  if (!isPlainObject(value)) return value
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const condition = withoutEmpty(member, depth + 1)
    return condition === undefined ? [] : [[name, condition] as const]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** `{ mean: { $lte: 1 } }` of `cost_usd` → `cost_usd.mean: { $lte: 1 }`. */
function dotted(field: string, conditions: Readonly<Record<string, unknown>>): [string, unknown][] {
  const operators = Object.entries(conditions).filter(([part]) => part.startsWith('$'))
  const parts = Object.entries(conditions).filter(([part]) => !part.startsWith('$'))
  const own: [string, unknown][] = operators.length > 0 ? [[field, Object.fromEntries(operators)]] : []
  const nested = parts.flatMap(([part, condition]): [string, unknown][] => {
    const key = `${field}.${part}`
    if (Array.isArray(condition)) return [[key, { $in: condition }]]
    return isPlainObject(condition) ? dotted(key, condition) : [[key, condition]]
  })
  return [...own, ...nested]
}
