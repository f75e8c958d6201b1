/** Filters of described lists: which fields they may name, how flags are read, whether the answer tells them. */

import { type DescribedOperation, resolveSchema } from '../../openapi/index.ts'
import { COMMON } from '../http/filter/fields.ts'

/** The names in their order; undefined for a filter that may name any field. */
export function filterFieldsOf(operation: DescribedOperation): string[] | undefined {
  const parameter = operation.parameters.find(({ name }) => name === 'filter')
  const properties = parameter && resolveSchema(parameter.schema)['properties']
  if (properties === undefined) return undefined
  const own = Object.keys(properties as object)
  return [...new Set(isEntityList(operation) ? [...own, ...COMMON] : own)].sort()
}

/** Whether the store of entities keeps what is listed: filters may name all that an entity has, and what is in its data. */
export function isEntityList({ template }: DescribedOperation): boolean {
  return template.startsWith('/apis/models/')
}

/** Whether a list takes words such as `true` for a flag; the others compare them with what their database has. */
export function readsFlags({ template }: DescribedOperation): boolean {
  return template.startsWith('/apis/intake/')
}

/** Whether the answer tells what the list was filtered by. */
export function tellsFilter({ template }: DescribedOperation): boolean {
  return !SILENT.test(template)
}

const SILENT = /^\/apis\/(guardrails|models\/.*\/prompts|evals|evaluator)(\/|$)/
