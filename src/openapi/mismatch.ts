/**
 * Compares JSON with a schema of the description, the way a client has to that is older than its server: fields, enumeration
 * values and members of unions that it does not know are fine. Written by hand, since that openness, the discriminators and one
 * sentence for the one thing that is wrong would all have to be put around a validator from elsewhere.
 */

import { isRecord } from '../json.ts'
import { resolveSchema, type Schema } from './operations.ts'

/**
 * The first thing in a value that contradicts a schema; undefined where nothing does.
 *
 * @returns A sentence that names the JSON path and what was expected, but no value.
 */
export function findMismatch(schema: Schema, value: unknown): string | undefined {
  const found = compare(schema, value, [])
  if (found === undefined) return undefined
  const place = `\`${pathText(found.path)}\``
  if (found.isMissing) return `${place} is missing`
  const kind = kindOf(found.value)
  // `at most 64 characters, not text` would say nothing.
  return `${place} must be ${found.expected}${found.isOfKind ? '' : `, not ${kind}`}`
}

type Path = readonly (string | number)[]

interface Mismatch {
  readonly path: Path
  readonly expected: string
  readonly value: unknown
  readonly isMissing?: boolean
  /** Whether its type is right, and something else about it is not. */
  readonly isOfKind?: boolean
}

type Compare = (schema: Schema, value: unknown, path: Path) => Mismatch | undefined

/** Keyword by keyword; the first mismatch counts. */
function compare(reference: Schema, value: unknown, path: Path): Mismatch | undefined {
  const schema = resolveSchema(reference)
  for (const check of CHECKS) {
    const found = check(schema, value, path)
    if (found !== undefined) return found
  }
  return undefined
}

const compareType: Compare = ({ type }, value, path) => {
  if (type === undefined) return undefined
  const types = (Array.isArray(type) ? type : [type]) as string[]
  if (types.some((name) => TYPES[name]?.test(value) ?? true)) return undefined
  return { path, expected: types.map((name) => TYPES[name]?.words ?? name).join(' or '), value }
}

/** Texts that are not in the list may be in a newer server's. */
const compareChoice: Compare = (schema, value, path) => {
  const choices = 'const' in schema ? [schema['const']] : (schema['enum'] as unknown[] | undefined)
  if (choices === undefined || choices.includes(value)) return undefined
  if (typeof value === 'string' && choices.some((choice) => typeof choice === 'string')) return undefined
  return { path, expected: choices.map((choice) => JSON.stringify(choice)).join(' or '), value }
}

const compareText: Compare = (schema, value, path) => {
  if (typeof value !== 'string') return undefined
  const { minLength, maxLength, pattern } = schema
  const misses = (expected: string) => ({ path, expected, value, isOfKind: true })
  if (typeof minLength === 'number' && [...value].length < minLength)
    return misses(`text of at least ${minLength} characters`)
  if (typeof maxLength === 'number' && [...value].length > maxLength)
    return misses(`text of at most ${maxLength} characters`)
  if (typeof pattern === 'string' && regExp(pattern)?.test(value) === false)
    return misses(`text that fits ${pattern}`)
  return undefined
}

const compareNumber: Compare = (schema, value, path) => {
  if (typeof value !== 'number') return undefined
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const misses = (expected: string) => ({ path, expected, value, isOfKind: true })
  if (typeof minimum === 'number' && value < minimum) return misses(`at least ${minimum}`)
  if (typeof maximum === 'number' && value > maximum) return misses(`at most ${maximum}`)
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    return misses(`above ${exclusiveMinimum}`)
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    return misses(`below ${exclusiveMaximum}`)
  return undefined
}

const compareList: Compare = (schema, value, path) => {
  if (!Array.isArray(value)) return undefined
  const { minItems, maxItems, items } = schema
  if (typeof minItems === 'number' && value.length < minItems)
    return { path, expected: `a list of at least ${minItems}`, value, isOfKind: true }
  if (typeof maxItems === 'number' && value.length > maxItems)
    return { path, expected: `a list of at most ${maxItems}`, value, isOfKind: true }
  if (!isRecord(items)) return undefined
  for (const [index, item] of value.entries()) {
    const found = compare(items, item, [...path, index])
    if (found !== undefined) return found
  }
  return undefined
}

const compareObject: Compare = (schema, value, path) => {
  if (!isRecord(value)) return undefined
  const { required = [], minProperties, additionalProperties } = schema
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
  for (const name of required as string[]) {
    // Some services leave out what is null.
    if (!Object.hasOwn(value, name) && compare(properties[name] ?? {}, null, path) !== undefined) {
      return { path: [...path, name], expected: 'there', value: undefined, isMissing: true }
    }
  }
  if (typeof minProperties === 'number' && Object.keys(value).length < minProperties)
    return { path, expected: `an object with at least ${minProperties} fields`, value, isOfKind: true }
  for (const [name, member] of Object.entries(value)) {
    // `additionalProperties: false` does not count: a newer server adds fields.
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    const found = isRecord(known) ? compare(known, member, [...path, name]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** By the field that tells the members apart, where there is one; else one of them has to fit. */
const compareUnion: Compare = (schema, value, path) => {
  const members = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (members === undefined) return undefined
  const { discriminator } = schema as {
    discriminator?: { propertyName: string; mapping?: Record<string, string> }
  }
  if (discriminator?.mapping !== undefined && isRecord(value)) {
    const { propertyName, mapping } = discriminator
    const kind = value[propertyName]
    if (typeof kind === 'string') {
      const $ref = Object.hasOwn(mapping, kind) ? mapping[kind] : undefined
      return $ref === undefined ? undefined : compare({ $ref }, value, path)
    }
  }
  const found: Mismatch[] = []
  for (const member of members) {
    const mismatch = compare(member, value, path)
    if (mismatch === undefined) return undefined
    found.push(mismatch)
  }
  return mostTelling(found, path)
}

const CHECKS: readonly Compare[] = [
  compareType,
  compareChoice,
  compareText,
  compareNumber,
  compareList,
  compareObject,
  compareUnion,
]

/** The member that fitted furthest is the one that was meant; where none began to fit, any would have done. */
function mostTelling(found: readonly Mismatch[], path: Path): Mismatch | undefined {
  const [deepest] = found.toSorted((one, other) => other.path.length - one.path.length)
  if (deepest === undefined || deepest.path.length > path.length) return deepest
  return { ...deepest, expected: [...new Set(found.map(({ expected }) => expected))].join(' or ') }
}

const TYPES: Readonly<Record<string, { words: string; test: (value: unknown) => boolean }>> = {
  string: { words: 'text', test: (value) => typeof value === 'string' },
  integer: { words: 'a whole number', test: (value) => Number.isInteger(value) },
  number: { words: 'a number', test: (value) => typeof value === 'number' },
  boolean: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  array: { words: 'a list', test: (value) => Array.isArray(value) },
  object: { words: 'an object', test: isRecord },
  null: { words: 'null', test: (value) => value === null },
}

/** What a value is, without the value. */
function kindOf(value: unknown): string {
  const type = Object.values(TYPES).find(({ test }) => test(value))
  return type?.words ?? 'what it is'
}

const LONGEST_NAME = 60

function pathText(path: Path): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`
    return /^[a-z_$][\w$-]*$/i.test(part) ? `.${part}` : `[${JSON.stringify(part.slice(0, LONGEST_NAME))}]`
  })
  return `$${parts.join('')}`
}

const expressions = new Map<string, RegExp | undefined>()

/** Patterns are Python's; what JavaScript does not understand is not compared. */
function regExp(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, compiled(pattern))
  return expressions.get(pattern)
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}
