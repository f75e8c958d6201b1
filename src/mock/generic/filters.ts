/** Filters of described lists: which fields they may name, how flags are read, whether the answer tells them. */

import { type DescribedOperation, resolveSchema } from '../../openapi/index.ts'

/** The names in their order; undefined for a filter that may name any field. */
export function filterFieldsOf(operation: DescribedOperation): string[] | undefined {
  const parameter = operation.parameters.find(({ name }) => name === 'filter')
  const properties = parameter && resolveSchema(parameter.schema)['properties']
  return properties === undefined ? undefined : Object.keys(properties as object).sort()
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
