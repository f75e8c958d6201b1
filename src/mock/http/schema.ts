/** What a value has to be, and what is wrong with one that is not. */

/** A part of a schema, in the terms of JSON Schema. */
export interface Schema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'map'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  /** Whether fields without a schema are refused. */
  readonly isClosed?: boolean
  /** Whether fields without a schema are kept. */
  readonly isOpen?: boolean
  readonly items?: Schema
  /** What the values of a map are; left out: anything. */
  readonly values?: Schema
  /** Alternatives by the value of the field that tells them apart. */
  readonly tagged?: { readonly field: string; readonly alternatives: Readonly<Record<string, Schema>> }
  /** Alternatives by the names that issues give them: the first that fits counts. */
  readonly anyOf?: Readonly<Record<string, Schema>>
  /** The values that a field may have, by the way in which issues show them. */
  readonly literals?: Readonly<Record<string, string>>
  readonly nullable?: boolean
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  /** Whether a text is a time. */
  readonly isTime?: boolean
  /** What is wrong with a text whose form is right; undefined where nothing is. */
  readonly refusal?: (text: string) => string | undefined
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly default?: unknown
  /** What else must hold for an object whose fields are all right: what is wrong with it, or undefined. */
  readonly check?: (fields: Fields) => string | undefined
}

/** Names of workspaces, projects, secrets and most other things. */
export const NAME_PATTERN = '^[a-z](?!.*--)[a-z0-9\\-@.+_]{1,62}(?<!-)$'

/** One thing that is wrong, as the framework tells it. */
export interface Issue {
  type: string
  loc: (string | number)[]
  msg: string
  input: unknown
  ctx?: Record<string, unknown>
}

/** Fields of a valid body, defaults filled in. */
export type Fields = Record<string, unknown>

/** A request's body and query, taken apart and found right. */
export interface Validated {
  readonly query: Fields
  readonly body: Fields
}

/** What an operation takes. */
export interface Inputs {
  /** Patterns of path parameters. */
  readonly path?: Readonly<Record<string, Schema>> | undefined
  readonly query?: Readonly<Record<string, Schema>> | undefined
  /** Which of the query has to be there. */
  readonly requiredQuery?: readonly string[] | undefined
  readonly body?: Schema | undefined
  /** Whether the query may hold a filter. */
  readonly hasFilter?: boolean | undefined
}
