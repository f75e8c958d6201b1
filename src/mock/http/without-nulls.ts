/** Lists of the platform leave out what is null, but nothing of what users have given as they liked. */

/** Fields that hold whatever users have put there. */
const FREE = new Set([
  'spec',
  'config',
  'status_details',
  'error_details',
  'ownership',
  'custom_fields',
  'schema',
  'schema_defs',
  'schemas_by_path',
  'default_extra_body',
  'required_extra_body',
  'k8s_nim_operator_config',
  'override_config',
])

/** A value without the nulls in it. */
export function withoutNulls<Value>(value: Value): Value {
  return cleaned(value) as Value
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, FREE.has(name) ? member : cleaned(member)]),
  )
}
