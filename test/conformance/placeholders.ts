/** Fills in the placeholders of a case. */

import { Mark } from './matching.ts'

/** Values by name. */
export type Placeholders = Readonly<Record<string, string>>

/** Replaces `{name}` in all texts of a value, and in the names of fields; names that are not known stay as they are. */
export function fill<Value>(value: Value, placeholders: Placeholders): Value {
  return walk(value, placeholders) as Value
}

function walk(value: unknown, placeholders: Placeholders): unknown {
  if (typeof value === 'string') {
    return value.replace(/\{(\w+)\}/g, (whole, name: string) => placeholders[name] ?? whole)
  }
  if (value instanceof Mark) return new Mark(value.kind, walk(value.content, placeholders))
  if (Array.isArray(value)) return value.map((item) => walk(item, placeholders))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [walk(key, placeholders), walk(member, placeholders)]),
  )
}
