/** Filters as the platform understands them. */

import { isPlainObject } from '../../http/request/query.ts'

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
 * field with the whole list, and finds nothing.
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
  return Object.fromEntries(entries)
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
