/** Makes answers that conform to their description, from what is known of them. */

import { isRecord } from '../../json.ts'
import { findMismatch, resolveSchema, type Schema } from '../../openapi/index.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'

/**
 * A value that conforms to a schema: what is given comes first, then defaults, then nothing where nothing may be, and for the
 * rest something that fits. What the schema does not know is left out.
 *
 * @param name - What it is called: ids begin with it.
 */
export function conforming(schema: Schema, given?: unknown, name = 'item'): unknown {
  const resolved = resolveSchema(schema)
  const member = memberFor(resolved, given)
  if (member !== undefined) return conforming(member, given, name)
  if (isRecord(given) && resolved['properties'] !== undefined) return conformingObject(resolved, given, name)
  if (given !== undefined && findMismatch(resolved, given) === undefined) return given
  if ('default' in resolved) return structuredClone(resolved['default'])
  return generate(resolved, name)
}

type Fields = Readonly<Record<string, unknown>>

function conformingObject(schema: Schema, given: Fields, name: string): Record<string, unknown> {
  const properties = schema['properties'] as Readonly<Record<string, Schema>>
  const required = (schema['required'] ?? []) as string[]
  const fields: Record<string, unknown> = schema['additionalProperties'] === true ? { ...given } : {}
  for (const [key, property] of Object.entries(properties)) {
    const value = fieldValue(property, given[key], key, name, required.includes(key))
    if (value !== undefined) fields[key] = value
  }
  return fields
}

/** The value of a field; undefined for one that may be missing, and about which nothing is known. */
function fieldValue(
  property: Schema,
  given: unknown,
  key: string,
  name: string,
  isRequired: boolean,
): unknown {
  const kind = key === 'id' ? name : key.replace(/_id$/, '').replaceAll('_', '-')
  if (given !== undefined && (given !== null || isNullable(property)))
    return conforming(property, given, kind)
  if ('default' in property) return structuredClone(property['default'])
  if (isNullable(property)) return null
  if (isRequired) return conforming(property, undefined, kind)
  // Lists and maps, and objects that need nothing, are there with nothing in them.
  const resolved = resolveSchema(property)
  if (resolved['type'] === 'array') return []
  const isPlainObject = resolved['type'] === 'object' && resolved['required'] === undefined
  return isPlainObject ? conforming(resolved, {}, kind) : undefined
}

/** The member of a union that is meant; undefined for what is no union. */
function memberFor(schema: Schema, given: unknown): Schema | undefined {
  const members = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (members === undefined || schema['properties'] !== undefined) return undefined
  const { discriminator } = schema as {
    discriminator?: { propertyName: string; mapping?: Readonly<Record<string, string>> }
  }
  if (discriminator?.mapping !== undefined && isRecord(given)) {
    const $ref = discriminator.mapping[String(given[discriminator.propertyName])]
    if ($ref !== undefined) return { $ref }
  }
  const fitting =
    given === undefined ? undefined : members.find((member) => findMismatch(member, given) === undefined)
  return fitting ?? (isRecord(given) ? members.find(isObject) : undefined) ?? members[0]
}

function isObject(schema: Schema): boolean {
  return resolveSchema(schema)['type'] === 'object'
}

function isNullable(schema: Schema): boolean {
  if (schema['nullable'] === true && schema['anyOf'] === undefined) return true
  return ((schema['anyOf'] ?? []) as Schema[]).some((member) => member['type'] === 'null')
}

function generate(schema: Schema, name: string): unknown {
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  switch (schema['type']) {
    case 'string':
      return generateText(schema, name)
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? (schema['exclusiveMinimum'] === undefined ? 0 : 1))
    case 'boolean':
      return false
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
        conforming((schema['items'] ?? {}) as Schema, undefined, name),
      )
    case 'object':
      return generateObject(schema, name)
    case 'null':
      return null
    default:
      return {}
  }
}

function generateObject(schema: Schema, name: string): unknown {
  if (schema['properties'] === undefined) return schema['minProperties'] === undefined ? {} : { key: 'value' }
  // Of fields of which one has to be there, the first is.
  const [first] = ((schema['anyOf'] ?? schema['oneOf'] ?? []) as { required?: string[] }[]).flatMap(
    ({ required = [] }) => required,
  )
  const fields = conformingObject(schema, {}, name)
  if (first === undefined) return fields
  const property = (schema['properties'] as Readonly<Record<string, Schema>>)[first] ?? {}
  const member = ((property['anyOf'] ?? [property]) as Schema[])[0] ?? {}
  return { ...fields, [first]: conforming(member, undefined, first) }
}

const FORMATS: Readonly<Record<string, () => string>> = {
  'date-time': timestamp,
  uri: () => 'https://example.com/',
}

function generateText(schema: Schema, name: string): string {
  const { format, minLength = 0 } = schema as { format?: string; minLength?: number }
  const byFormat = format === undefined ? undefined : FORMATS[format]?.()
  if (byFormat !== undefined) return byFormat
  const candidates = [newId(name), 'example', 'a-name', 'reject', '0'.repeat(minLength)]
  return candidates.find((text) => findMismatch(schema, text) === undefined) ?? ''
}
