/** What a described operation takes, in the terms in which the mock platform validates. */

import { type Schema as Described, type DescribedOperation, resolveSchema } from '../../openapi/index.ts'
import type { Fields, Inputs, Schema } from '../http/schema.ts'

/** The inputs of an operation. */
export function inputsOf(operation: DescribedOperation): Inputs {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query')
  return {
    query: Object.fromEntries(
      query
        .filter(({ name }) => name !== 'filter')
        .map(({ name, schema }) => [name, { ...convert(schema), ...defaultOf(schema) }]),
    ),
    requiredQuery: query.filter(({ required }) => required).map(({ name }) => name),
    hasFilter: query.some(({ name }) => name === 'filter'),
    body: operation.body === undefined ? undefined : convert(operation.body),
  }
}

const REFERENCE = '$ref'
const KEPT = [
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'minItems',
  'maxItems',
]

/** Named schemas that are converted already: some hold themselves. */
const converted = new Map<string, Schema>()

function convert(described: Described): Schema {
  const reference = described[REFERENCE]
  if (typeof reference !== 'string') return convertPlain(described)
  const known = converted.get(reference)
  if (known !== undefined) return known
  const schema: Schema = {}
  converted.set(reference, schema)
  const resolved = resolveSchema(described)
  // A named enumeration is a class of its own over there, and refuses in other words than a list of literals.
  return Object.assign(
    schema,
    Array.isArray(resolved['enum']) ? { type: 'string', enum: resolved['enum'] } : convertPlain(resolved),
  )
}

function convertPlain(described: Described): Schema {
  const union = (described['anyOf'] ?? described['oneOf']) as Described[] | undefined
  if (union !== undefined && described['properties'] === undefined) return convertUnion(described, union)
  if ('const' in described) return literals([described['const']])
  if (Array.isArray(described['enum'])) return literals(described['enum'])
  const kept = Object.fromEntries(KEPT.filter((key) => key in described).map((key) => [key, described[key]]))
  switch (described['type']) {
    case 'string':
      return { type: 'string', ...kept, isTime: described['format'] === 'date-time' }
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: described['type'], ...kept }
    case 'array':
      return { type: 'array', ...kept, items: convert((described['items'] ?? {}) as Described) }
    case 'object':
      return convertObject(described)
    default:
      return {}
  }
}

function literals(values: readonly unknown[]): Schema {
  return {
    literals: Object.fromEntries(
      values.map((value) => [typeof value === 'string' ? `'${value}'` : String(value), value]),
    ) as Record<string, string>,
  }
}

function convertUnion(described: Described, union: readonly Described[]): Schema {
  const members = union.filter((member) => member['type'] !== 'null')
  const nullable = members.length < union.length
  const [first = {}] = members
  const { discriminator } = described as {
    discriminator?: { propertyName: string; mapping: Record<string, string> }
  }
  if (discriminator?.mapping !== undefined) {
    const alternatives = Object.entries(discriminator.mapping).map(([tag, $ref]) => [tag, convert({ $ref })])
    return {
      nullable,
      tagged: { field: discriminator.propertyName, alternatives: Object.fromEntries(alternatives) },
    }
  }
  if (members.length > 1) {
    return {
      nullable,
      anyOf: Object.fromEntries(members.map((member) => [labelOf(member), convert(member)])),
    }
  }
  return { ...convertProperty(first), nullable }
}

/** How issues call an alternative. */
function labelOf(described: Described): string {
  const reference = described[REFERENCE]
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1)
  switch (described['type']) {
    case 'string':
      return 'str'
    case 'integer':
      return 'int'
    case 'number':
      return 'float'
    case 'boolean':
      return 'bool'
    case 'array':
      return `list[${labelOf((described['items'] ?? {}) as Described)}]`
    default:
      return 'dict[str,any]'
  }
}

function convertObject(described: Described): Schema {
  const properties = described['properties'] as Readonly<Record<string, Described>> | undefined
  const additional = described['additionalProperties']
  if (properties === undefined) {
    const minimum = Number(described['minProperties'] ?? 0)
    const values =
      typeof additional === 'object' && additional !== null ? convert(additional as Described) : {}
    return minimum === 0 ? { type: 'map', values } : { type: 'object', isOpen: true, check: notEmpty }
  }
  const check = oneOfRequired(described)
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        { ...convertProperty(property), ...defaultOf(property) },
      ]),
    ),
    required: (described['required'] ?? []) as string[],
    isClosed: additional === false,
    isOpen: additional === true,
    ...(check === undefined ? {} : { check }),
  }
}

/** What refers to a schema that is not filled in yet, since it holds itself, keeps that very schema. */
function convertProperty(property: Described): Schema {
  if (property[REFERENCE] === undefined) return convertPlain(property)
  const schema = convert(property)
  return Object.keys(schema).length > 0 ? schema : { anyOf: { [labelOf(property)]: schema } }
}

function defaultOf(described: Described): { default?: unknown } {
  return 'default' in described ? { default: described['default'] } : {}
}

const notEmpty = (fields: Fields) =>
  Object.keys(fields).length === 0 ? 'at least one field is required' : undefined

/** For an object whose alternatives are which of its fields are there. */
function oneOfRequired(described: Described): ((fields: Fields) => string | undefined) | undefined {
  const alternatives = (described['anyOf'] ?? described['oneOf']) as { required?: string[] }[] | undefined
  if (alternatives === undefined) return undefined
  const names = alternatives.flatMap(({ required = [] }) => required)
  return (fields) => {
    const there = names.filter((name) => fields[name] !== undefined && fields[name] !== null)
    const isRight = described['oneOf'] === undefined ? there.length > 0 : there.length === 1
    const list = names.map((name) => `'${name}'`).join(', ')
    const count = described['oneOf'] === undefined ? 'at least one' : 'exactly one'
    return isRight ? undefined : `${count} of ${list} is required`
  }
}
