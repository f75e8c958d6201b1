/** What the jobs of plugins take, read from an OpenAPI document: that of a platform, or those of the releases that are known. */

import { isRecord } from '../../../json.ts'

/** How a field is written: `any` is JSON where it looks like it, and else text. */
export type FieldKind =
  | 'text'
  | 'texts'
  | 'integer'
  | 'number'
  | 'flag'
  | 'choice'
  | 'data'
  | 'any'
  | 'object'

/** A field of a spec, or of an object in it. */
export interface SpecField {
  /** Its names from the spec down: `dataset.text_field`. */
  readonly path: string
  readonly kind: FieldKind
  /** Whether the object that it is in cannot be without it. */
  readonly isRequired?: true
  readonly choices?: readonly string[]
  readonly default?: string | number | boolean
  readonly help?: string
}

/** The jobs of one kind. */
export interface JobSpec {
  readonly plugin: string
  /** Where they are below a workspace: `jobs/audit`. */
  readonly base: string
  readonly fields: readonly SpecField[]
}

/** Deeper objects are given as JSON. */
const DEEPEST = 6
/** Bounds what a document can make of itself. */
const MOST_FIELDS = 400
const MOST_JOBS = 200
const LONGEST_HELP = 300

const COLLECTION =
  /^\/apis\/([a-z0-9-]+)\/v2\/workspaces\/\{[a-z_]+\}\/((?:[a-z0-9-]+\/)?jobs(?:\/[a-z0-9-]+)?)$/

/** Finds them in a document. */
export function jobSpecsIn(document: unknown): JobSpec[] {
  const paths = fieldOf(document, 'paths')
  if (!isRecord(paths)) return []
  const specs: JobSpec[] = []
  for (const [path, operations] of Object.entries(paths)) {
    const [, plugin, base] = COLLECTION.exec(path) ?? []
    // Jobs without a plugin are those of `nemo jobs`.
    if (plugin === undefined || base === undefined || plugin === 'jobs' || specs.length === MOST_JOBS)
      continue
    const request = at(operations, 'post', 'requestBody', 'content', 'application/json', 'schema')
    if (request === undefined) continue
    const reader = new FieldReader(document)
    specs.push({ plugin, base, fields: reader.fieldsOf(at(reader.resolved(request), 'properties', 'spec')) })
  }
  return specs
}

type Schema = Readonly<Record<string, unknown>>

class FieldReader {
  readonly #document: unknown
  readonly #fields: SpecField[] = []

  constructor(document: unknown) {
    this.#document = document
  }

  fieldsOf(spec: unknown): readonly SpecField[] {
    this.#walk(this.resolved(spec), '', 1)
    return this.#fields
  }

  /** A schema without references, and without the null that a field may be, too. */
  resolved(schema: unknown): Schema {
    let current = schema
    const texts: Schema = isRecord(schema) ? pick(schema, ['description', 'default']) : {}
    // More steps than that are a circle.
    for (let steps = 0; steps < 20; steps += 1) {
      if (!isRecord(current)) return {}
      const { $ref: reference, anyOf, oneOf, allOf } = current
      const variants = [anyOf, oneOf, allOf].find(Array.isArray)?.filter((one) => at(one, 'type') !== 'null')
      if (typeof reference === 'string') current = this.#named(reference)
      else if (variants?.length === 1) current = variants[0]
      else return { ...current, ...texts }
    }
    return {}
  }

  #named(reference: string): unknown {
    const keys = reference.replace(/^#\//, '').split('/')
    return at(this.#document, ...keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')))
  }

  #walk(schema: Schema, prefix: string, depth: number): void {
    const { properties, required } = schema
    if (!isRecord(properties)) return
    const needed = Array.isArray(required) ? required : []
    for (const [name, property] of Object.entries(properties)) {
      if (this.#fields.length >= MOST_FIELDS) return
      if (!/^[A-Za-z_][\w-]*$/.test(name)) continue
      const field = this.resolved(property)
      const kind = this.#kindOf(field)
      const isDeep = kind === 'object' && depth === DEEPEST
      const path = `${prefix}${name}`
      this.#fields.push({
        path,
        kind: isDeep ? 'data' : kind,
        ...(needed.includes(name) ? { isRequired: true as const } : {}),
        ...(kind === 'choice' ? { choices: choicesOf(field) } : {}),
        ...defaultOf(field),
        ...helpOf(field),
      })
      if (kind === 'object' && !isDeep) this.#walk(field, `${path}.`, depth + 1)
    }
  }

  #kindOf(schema: Schema): FieldKind {
    const { type, properties, items } = schema
    const variants = [schema['anyOf'], schema['oneOf']].find(Array.isArray)
    if (variants !== undefined) {
      const kinds = variants.map((one) => this.#kindOf(this.resolved(one)))
      if (kinds.every((kind) => kind === 'text' || kind === 'choice')) return 'text'
      if (kinds.every((kind) => kind === 'integer' || kind === 'number')) return 'number'
      return kinds.includes('text') || kinds.includes('choice') ? 'any' : 'data'
    }
    if (choicesOf(schema).length > 0) return 'choice'
    switch (type) {
      case 'string':
        return 'text'
      case 'integer':
      case 'number':
        return type
      case 'boolean':
        return 'flag'
      case 'array':
        return ['text', 'choice'].includes(this.#kindOf(this.resolved(items))) ? 'texts' : 'data'
      default:
        return isRecord(properties) && Object.keys(properties).length > 0 ? 'object' : 'data'
    }
  }
}

function choicesOf({ enum: values, const: only }: Schema): string[] {
  const all = Array.isArray(values) ? values : only === undefined ? [] : [only]
  return all.every((value) => typeof value === 'string') ? all : []
}

function defaultOf({ default: value }: Schema): Pick<SpecField, 'default'> {
  const isShort =
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length < 80)
  return isShort ? { default: value } : {}
}

/** The first sentence. */
function helpOf({ description }: Schema): Pick<SpecField, 'help'> {
  if (typeof description !== 'string') return {}
  const [sentence = ''] = description
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?])\s/)
  return sentence === '' ? {} : { help: sentence.slice(0, LONGEST_HELP) }
}

function pick(record: Schema, names: readonly string[]): Schema {
  return Object.fromEntries(
    names.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])),
  )
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(fieldOf, value)
}
