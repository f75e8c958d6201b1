/** Checks values against schemas, and words what is wrong as the platform's framework does. */

import { isRecord } from '../../json.ts'
import type { Fields, Issue, Schema } from './schema.ts'

/**
 * Validates a value that a handler has read itself.
 *
 * @returns The value with defaults filled in, and all that is wrong with it.
 */
export function validateValue(schema: Schema, value: unknown): { value: unknown; issues: Issue[] } {
  const issues: Issue[] = []
  return { value: checkValue(schema, value, [], issues), issues }
}

/** A value of a query parameter, or what is wrong with it. */
export function checkQueryText(schema: Schema, raw: string, loc: Issue['loc'], issues: Issue[]): unknown {
  const fail = (type: string, msg: string, ctx?: Record<string, unknown>) => {
    issues.push({ type, loc, msg, input: raw, ...(ctx === undefined ? {} : { ctx }) })
    return undefined
  }
  if (schema.type === 'integer') {
    // Python's integers: blanks around, a sign, underscores between digits, a fraction of zeros.
    const plain = raw.trim()
    if (!/^[-+]?\d+(?:_\d+)*(?:\.0*)?$/.test(plain)) {
      return fail('int_parsing', 'Input should be a valid integer, unable to parse string as an integer')
    }
    return checkRange(schema, Number(plain.replaceAll('_', '')), fail)
  }
  if (schema.type === 'boolean') {
    if (/^(?:1|true|t|yes|y|on)$/i.test(raw)) return true
    if (/^(?:0|false|f|no|n|off)$/i.test(raw)) return false
    return fail('bool_parsing', 'Input should be a valid boolean, unable to interpret input')
  }
  if (schema.literals !== undefined) return checkValue(schema, raw, loc, issues)
  return checkText(schema, raw, loc, issues)
}

function checkRange(
  schema: Schema,
  value: number,
  fail: (type: string, msg: string, ctx: Record<string, unknown>) => undefined,
): number | undefined {
  const { minimum, exclusiveMinimum, maximum } = schema
  if (minimum !== undefined && value < minimum) {
    return fail('greater_than_equal', `Input should be greater than or equal to ${minimum}`, { ge: minimum })
  }
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    return fail('greater_than', `Input should be greater than ${exclusiveMinimum}`, { gt: exclusiveMinimum })
  }
  if (maximum !== undefined && value > maximum) {
    return fail('less_than_equal', `Input should be less than or equal to ${maximum}`, { le: maximum })
  }
  return value
}

/** A text, or what is wrong with it. */
export function checkText(
  schema: Schema,
  value: string,
  loc: Issue['loc'],
  issues: Issue[],
): string | undefined {
  const fail = (type: string, msg: string, ctx: Record<string, unknown>) => {
    issues.push({ type, loc, msg, input: value, ctx })
    return undefined
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const expected = choices(schema.enum.map((choice) => `'${choice}'`))
    return fail('enum', `Input should be ${expected}`, { expected })
  }
  // Lengths count characters, not UTF-16 units.
  const length = [...value].length
  if (schema.minLength !== undefined && length < schema.minLength) {
    const unit = schema.minLength === 1 ? 'character' : 'characters'
    const msg = `String should have at least ${schema.minLength} ${unit}`
    return fail('string_too_short', msg, { min_length: schema.minLength })
  }
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    const unit = schema.maxLength === 1 ? 'character' : 'characters'
    const msg = `String should have at most ${schema.maxLength} ${unit}`
    return fail('string_too_long', msg, { max_length: schema.maxLength })
  }
  // Python's `$` also matches before a final line break.
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value.replace(/\n$/, ''))) {
    return fail('string_pattern_mismatch', `String should match pattern '${schema.pattern}'`, {
      pattern: schema.pattern,
    })
  }
  if (schema.isTime && Number.isNaN(Date.parse(value))) {
    const error = value.length < SHORTEST_DATE ? 'input is too short' : 'invalid character in year'
    const msg = `Input should be a valid datetime or date, ${error}`
    return fail('datetime_from_date_parsing', msg, { error })
  }
  const refusal = schema.refusal?.(value)
  if (refusal !== undefined) return fail('value_error', `Value error, ${refusal}`, { error: {} })
  return value
}

const SHORTEST_DATE = 10

/** `a, b or c` */
function choices(shown: readonly string[]): string {
  return [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' or ')
}

/** A value with defaults filled in, or what is wrong with it. */
export function checkValue(schema: Schema, value: unknown, loc: Issue['loc'], issues: Issue[]): unknown {
  const fail = (type: string, msg: string, ctx?: Record<string, unknown>) => {
    issues.push({ type, loc, msg, input: value, ...(ctx === undefined ? {} : { ctx }) })
    return undefined
  }
  if (value === null && schema.nullable) return null
  if (schema.tagged !== undefined) return checkTagged(schema.tagged, value, loc, issues)
  if (schema.anyOf !== undefined) return checkAlternatives(schema.anyOf, value, loc, issues)
  if (schema.literals !== undefined) {
    if (Object.values(schema.literals).some((literal) => literal === value)) return value
    const expected = choices(Object.keys(schema.literals))
    return fail('literal_error', `Input should be ${expected}`, { expected })
  }
  switch (schema.type) {
    case 'string':
      if (schema.enum !== undefined && typeof value !== 'string') {
        const expected = choices(schema.enum.map((choice) => `'${choice}'`))
        return fail('enum', `Input should be ${expected}`, { expected })
      }
      if (typeof value !== 'string') {
        return schema.isTime
          ? fail('datetime_type', 'Input should be a valid datetime')
          : fail('string_type', 'Input should be a valid string')
      }
      return checkText(schema, value, loc, issues)
    case 'boolean':
      return checkBoolean(value, fail)
    case 'integer':
      return checkInteger(schema, value, fail)
    case 'number':
      return checkNumber(schema, value, fail)
    case 'array':
      return checkList(schema, value, loc, issues)
    case 'object':
      return checkObject(schema, value, loc, issues)
    case 'map':
      return checkMap(schema, value, loc, issues)
    default:
      return value
  }
}

function checkAlternatives(
  alternatives: Readonly<Record<string, Schema>>,
  value: unknown,
  loc: Issue['loc'],
  issues: Issue[],
): unknown {
  const all: Issue[] = []
  for (const [label, schema] of Object.entries(alternatives)) {
    const own: Issue[] = []
    const checked = checkValue(schema, value, [...loc, label], own)
    if (own.length === 0) return checked
    all.push(...own)
  }
  issues.push(...all)
  return undefined
}

function checkTagged(
  { field, alternatives }: NonNullable<Schema['tagged']>,
  value: unknown,
  loc: Issue['loc'],
  issues: Issue[],
): unknown {
  if (!isRecord(value)) {
    return checkObject({}, value, loc, issues)
  }
  const discriminator = `'${field}'`
  const tag = (value as Fields)[field]
  if (tag === undefined) {
    const msg = `Unable to extract tag using discriminator ${discriminator}`
    issues.push({ type: 'union_tag_not_found', loc, msg, input: value, ctx: { discriminator } })
    return undefined
  }
  const schema = Object.hasOwn(alternatives, String(tag)) ? alternatives[String(tag)] : undefined
  if (schema !== undefined) return checkValue(schema, value, [...loc, String(tag)], issues)
  const expected_tags = Object.keys(alternatives)
    .map((name) => `'${name}'`)
    .join(', ')
  const msg = `Input tag '${tag}' found using ${discriminator} does not match any of the expected tags: ${expected_tags}`
  const ctx = { discriminator, tag: String(tag), expected_tags }
  issues.push({ type: 'union_tag_invalid', loc, msg, input: value, ctx })
  return undefined
}

function checkList(schema: Schema, value: unknown, loc: Issue['loc'], issues: Issue[]): unknown {
  const fail = (type: string, msg: string, ctx?: Record<string, unknown>) => {
    issues.push({ type, loc, msg, input: value, ...(ctx === undefined ? {} : { ctx }) })
    return undefined
  }
  if (!Array.isArray(value)) return fail('list_type', 'Input should be a valid list')
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema
  const actual_length = value.length
  if (actual_length < minItems || actual_length > maxItems) {
    const isShort = actual_length < minItems
    const limit = isShort ? minItems : maxItems
    const words = `at ${isShort ? 'least' : 'most'} ${limit} ${limit === 1 ? 'item' : 'items'}`
    return fail(
      isShort ? 'too_short' : 'too_long',
      `List should have ${words} after validation, not ${actual_length}`,
      { field_type: 'List', [isShort ? 'min_length' : 'max_length']: limit, actual_length },
    )
  }
  return value.map((item, index) => checkValue(schema.items ?? {}, item, [...loc, index], issues))
}

function checkMap(schema: Schema, value: unknown, loc: Issue['loc'], issues: Issue[]): Fields | undefined {
  if (!isRecord(value)) {
    issues.push({ type: 'dict_type', loc, msg: 'Input should be a valid dictionary', input: value })
    return undefined
  }
  const { values = {} } = schema
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, checkValue(values, entry, [...loc, key], issues)]),
  )
}

function checkBoolean(value: unknown, fail: (type: string, msg: string) => undefined): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 1 || (typeof value === 'string' && /^(?:1|true|t|yes|y|on)$/i.test(value))) return true
  if (value === 0 || (typeof value === 'string' && /^(?:0|false|f|no|n|off)$/i.test(value))) return false
  return typeof value === 'string' || typeof value === 'number'
    ? fail('bool_parsing', 'Input should be a valid boolean, unable to interpret input')
    : fail('bool_type', 'Input should be a valid boolean')
}

function checkNumber(
  schema: Schema,
  value: unknown,
  fail: (type: string, msg: string, ctx?: Record<string, unknown>) => undefined,
): number | undefined {
  if (typeof value === 'boolean') return checkRange(schema, Number(value), fail)
  if (typeof value === 'string') {
    if (value.trim() === '' || Number.isNaN(Number(value))) {
      return fail('float_parsing', 'Input should be a valid number, unable to parse string as a number')
    }
    return checkRange(schema, Number(value), fail)
  }
  if (typeof value !== 'number') return fail('float_type', 'Input should be a valid number')
  return checkRange(schema, value, fail)
}

function checkInteger(
  schema: Schema,
  value: unknown,
  fail: (type: string, msg: string, ctx?: Record<string, unknown>) => undefined,
): number | undefined {
  if (typeof value === 'boolean') return checkRange(schema, Number(value), fail)
  if (typeof value === 'string') {
    if (!/^\s*[-+]?\d+(?:_\d+)*(?:\.0*)?\s*$/.test(value)) {
      return fail('int_parsing', 'Input should be a valid integer, unable to parse string as an integer')
    }
    return checkRange(schema, Number(value.trim().replaceAll('_', '')), fail)
  }
  if (typeof value !== 'number') return fail('int_type', 'Input should be a valid integer')
  if (!Number.isInteger(value)) {
    return fail('int_from_float', 'Input should be a valid integer, got a number with a fractional part')
  }
  return checkRange(schema, value, fail)
}

function checkObject(schema: Schema, value: unknown, loc: Issue['loc'], issues: Issue[]): Fields | undefined {
  if (!isRecord(value)) {
    const msg = 'Input should be a valid dictionary or object to extract fields from'
    issues.push({ type: 'model_attributes_type', loc, msg, input: value })
    return undefined
  }
  const fields: Fields = schema.isOpen ? { ...value } : {}
  const before = issues.length
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (Object.hasOwn(value, name)) {
      fields[name] = checkValue(property, (value as Fields)[name], [...loc, name], issues)
    } else if (schema.required?.includes(name)) {
      issues.push({ type: 'missing', loc: [...loc, name], msg: 'Field required', input: value })
    } else {
      fields[name] = property.default
    }
  }
  if (schema.isClosed) {
    for (const [name, input] of Object.entries(value)) {
      if (Object.hasOwn(schema.properties ?? {}, name)) continue
      issues.push({
        type: 'extra_forbidden',
        loc: [...loc, name],
        msg: 'Extra inputs are not permitted',
        input,
      })
    }
  }
  const problem = issues.length === before ? schema.check?.(fields) : undefined
  if (problem !== undefined) {
    issues.push({
      type: 'value_error',
      loc,
      msg: `Value error, ${problem}`,
      input: value,
      ctx: { error: {} },
    })
  }
  return fields
}
