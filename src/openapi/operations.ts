/** The operations of the API as `api/openapi.json` describes them, found by method and path. */

import document from '../../api/openapi.json' with { type: 'json' }
import { isInRelease, ofRelease, releaseIn } from './releases.ts'

/** A JSON schema: keywords with their values. */
export type Schema = Readonly<Record<string, unknown>>

/** An operation as it is described. */
export interface DescribedOperation {
  /** In capital letters. */
  readonly method: string
  /** The path with its parameters in braces. */
  readonly template: string
  readonly parameters: readonly DescribedParameter[]
  /** The schema of the JSON body, where it takes one. */
  readonly body: Schema | undefined
  readonly isBodyRequired: boolean
  /** Schemas of the JSON answers by status; undefined for an answer that is no JSON. */
  readonly answers: Readonly<Record<string, Schema | undefined>>
  /** The permission that it needs, where one is known. */
  readonly permission: string | undefined
  /** The scopes of which a token needs one, where it needs any. */
  readonly scopes: readonly string[]
  /** The first release that has it, where that is not the first that is described. */
  readonly since: string | undefined
  /** The last release that has it, where that is not the newest that is described. */
  readonly until: string | undefined
}

/** A parameter of an operation. */
export interface DescribedParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
}

/** An operation that was found by a path, with the values of the path's parameters. */
export interface FoundOperation {
  readonly operation: DescribedOperation
  /** Decoded. */
  readonly pathParams: Readonly<Record<string, string>>
}

/** The operations of a description. */
export class Operations {
  readonly #paths: Paths
  #routes: readonly Route[] | undefined

  constructor(paths: Paths) {
    this.#paths = paths
  }

  /**
   * All operations. Of two that fit the same path, the more literal one comes first.
   *
   * @param release - The release whose operations they are, with the schemas that it has. Left out: all that any release has, with
   *   schemas that fit them all.
   */
  described(release?: string): readonly DescribedOperation[] {
    if (release === undefined) return this.#known().map(({ operation }) => operation)
    const found = Object.entries(this.paths(release)).flatMap(([template, operations]) =>
      Object.entries(operations).map(([method, operation]) => describe(method, template, operation)),
    )
    return found.sort((one, other) => (rankOf(one.template) < rankOf(other.template) ? -1 : 1))
  }

  /** The paths of a release, with the operations as it has them. */
  paths(release: string): Paths {
    const all = Object.entries(this.#paths).map(([template, operations]) => {
      const its = Object.entries(operations)
        .filter(([, operation]) => isInRelease(operation, release))
        .map(([method, operation]) => [method, ofRelease(operation, release)])
      return [template, Object.fromEntries(its)]
    })
    return Object.fromEntries(all.filter(([, operations]) => Object.keys(operations).length > 0))
  }

  /**
   * Finds the operation that a request is for.
   *
   * @param method - In capital letters.
   * @param path - The path below the base URL, percent-encoded as it was sent.
   */
  find(method: string, path: string): FoundOperation | undefined {
    for (const { operation, pattern } of this.#known()) {
      if (operation.method !== method) continue
      const match = pattern.exec(path)
      if (match === null) continue
      const names = [...operation.template.matchAll(PARAMETER)].map(([, name]) => name as string)
      const values = match.slice(1).map(decode)
      return {
        operation,
        pathParams: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
      }
    }
    return undefined
  }

  #known(): readonly Route[] {
    this.#routes ??= Object.entries(this.#paths)
      .sort(([one], [other]) => (rankOf(one) < rankOf(other) ? -1 : 1))
      .flatMap(([template, operations]) =>
        Object.entries(operations).map(([method, operation]) => ({
          operation: describe(method, template, operation),
          pattern: patternOf(template),
        })),
      )
    return this.#routes
  }
}

/** The operations of the core. */
export function coreOperations(): Operations {
  return CORE
}

/** All operations of the core: see {@link Operations.described}. */
export function describedOperations(release?: string): readonly DescribedOperation[] {
  return CORE.described(release)
}

/** Finds an operation of the core: see {@link Operations.find}. */
export function findOperation(method: string, path: string): FoundOperation | undefined {
  return CORE.find(method, path)
}

/** Adds schemas that operations of another description refer to. */
export function addSchemas(schemas: Readonly<Record<string, Schema>>): void {
  for (const [name, schema] of Object.entries(schemas)) SCHEMAS.set(name, schema)
}

/** The named schemas of a release. Those of plugins are among them once somebody has asked for `pluginOperations`. */
export function schemasOf(release: string): Readonly<Record<string, Schema>> {
  const known = [...SCHEMAS].filter(([, schema]) => isInRelease(schema, release))
  return Object.fromEntries(known.map(([name, schema]) => [name, ofRelease(schema, release)]))
}

/** The schema itself where it is a reference to a named one, else the schema as it is. */
export function resolveSchema(schema: Schema): Schema {
  const { $ref } = schema
  if (typeof $ref !== 'string') return schema
  const found = SCHEMAS.get($ref.slice($ref.lastIndexOf('/') + 1))
  if (found === undefined) throw new Error(`The description has no ${$ref}`)
  const release = releaseIn($ref)
  return resolveSchema(release === undefined ? found : ofRelease(found, release))
}

/** A description, as far as it is looked at. */
export interface OpenAPI {
  readonly paths: Paths
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Operations by path and method. */
export type Paths = Readonly<Record<string, Readonly<Record<string, OperationObject>>>>

/** An operation as it stands in a description. */
export interface OperationObject {
  readonly 'x-since'?: string
  readonly 'x-until'?: string
  readonly parameters?: readonly DescribedParameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content?: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
  readonly 'x-permission'?: string
  readonly 'x-scopes'?: readonly string[]
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

interface Route {
  readonly operation: DescribedOperation
  readonly pattern: RegExp
}

const DESCRIPTION = document as unknown as OpenAPI
const PARAMETER = /\{([^}]+)\}/g
const CORE = new Operations(DESCRIPTION.paths)
const SCHEMAS = new Map(Object.entries(DESCRIPTION.components.schemas))

function describe(method: string, template: string, operation: OperationObject): DescribedOperation {
  return {
    method: method.toUpperCase(),
    template,
    parameters: operation.parameters ?? [],
    body: jsonIn(operation.requestBody?.content),
    isBodyRequired: operation.requestBody?.required === true,
    answers: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content }]) => [status, jsonIn(content)]),
    ),
    permission: operation['x-permission'],
    scopes: operation['x-scopes'] ?? [],
    since: operation['x-since'],
    until: operation['x-until'],
  }
}

function jsonIn(content: Content | undefined): Schema | undefined {
  return content?.['application/json']?.schema
}

/** Sorts literal parts before parameters. */
function rankOf(template: string): string {
  return template.replace(PARAMETER, '\uffff')
}

/** What stands last and behind `-` is a path of its own, slashes and all. */
function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\/-\/\{[^}]+\}$/, '/-/(.+)')
    .replace(PARAMETER, '([^/]+)')
  return new RegExp(`^${source}$`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
