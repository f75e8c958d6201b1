/** Which fields a filter may name, and where an entity has them. */

import { httpError } from '../responses.ts'
import { fieldsOf, type Operation } from './operation.ts'

/** Fields that every entity has. */
export const COMMON = ['created_at', 'entity_type', 'id', 'name', 'project', 'updated_at', 'workspace']

/**
 * Checks the fields of a filter.
 *
 * @param own - Fields that this kind of entity has besides the common ones.
 * @returns What gives the values of the fields that the filter names.
 * @throws HTTPError with 400 for a field that is not known.
 */
export function filterReader(
  filter: Operation | undefined,
  own: readonly string[],
  entityType: string,
): (entity: object) => Record<string, unknown> {
  const names = filter === undefined ? [] : fieldsOf(filter)
  const valid = [...COMMON, ...own].sort()
  const unknown = names.find((name) => !name.startsWith('data.') && !valid.includes(name))
  if (unknown !== undefined) {
    const list = valid.map((name) => `'${name}'`).join(', ')
    throw httpError(400, `Unknown filter field '${unknown}'. Valid fields: [${list}]`)
  }
  const valueIn = (entity: object, name: string): unknown => {
    if (name === 'entity_type') return entityType
    return inDatabase((entity as Record<string, unknown>)[name.replace(/^data\./, '')])
  }
  return (entity) => Object.fromEntries(names.map((name) => [name, valueIn(entity, name)]))
}

/** A value as the platform's database has it for a filter: flags are numbers, what is nested is JSON. */
export function inDatabase(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null)
}
