/** Which fields the filter of a described list may name. */

import { type DescribedOperation, resolveSchema } from '../../openapi/index.ts'

/** The names in their order; undefined for a filter that may name any field. */
export function filterFieldsOf(operation: DescribedOperation): string[] | undefined {
  const parameter = operation.parameters.find(({ name }) => name === 'filter')
  const properties = parameter && resolveSchema(parameter.schema)['properties']
  return properties === undefined ? undefined : Object.keys(properties as object).sort()
}
