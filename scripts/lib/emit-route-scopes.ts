/**
 * Writes the table of scopes by path: what a client knows of them without loading the description. Scopes are asked for after a
 * refusal only, and paths settle them: as a field of each of the 170 operations they would cost every page 3.7 KB, and be a
 * second source beside this table, which raw calls need in any case.
 */

import type { DescribedOperation, OpenAPI } from './condense.ts'
import { GENERATED } from './emit-types.ts'

/** The text of `src/access/route-scopes.generated.ts`. */
export function routeScopesFile(description: OpenAPI): string {
  const operations = scopedOperations(description)
  const rows = [...exceptions(operations), ...prefixes(operations)].map(({ path, ...others }) => {
    const told = Object.entries(others).filter(
      ([name, value]) => value !== undefined && !(name === 'scope' && value === path.split('/')[2]),
    )
    return `  { ${Object.entries({ path, ...Object.fromEntries(told) })
      .map(([name, value]) => `${name}: '${value}'`)
      .join(', ')} },`
  })
  return [
    GENERATED,
    '',
    '/** `path` (`*`: a part, `**`: the rest) needs `{scope}:read` for GET, HEAD and `readBy`, else `:write`; without `scope` its API. */',
    'export interface RouteScope {',
    '  readonly path: string',
    '  readonly scope?: string',
    '  readonly readBy?: string',
    '  readonly since?: string',
    '}',
    '',
    '/** The first that fits counts. */',
    'export const ROUTE_SCOPES: readonly RouteScope[] = [',
    ...rows,
    ']',
    '',
  ].join('\n')
}

/** The text of `src/scope-families.generated.ts`. */
export function scopeFamiliesFile(description: OpenAPI, plugins: OpenAPI): string {
  return [
    GENERATED,
    '',
    '/** What the scopes of the described operations are about: `entities` of `entities:read`. */',
    'export const DESCRIBED_FAMILIES: readonly string[] = [',
    ...familiesOf(description).map((scope) => `  '${scope}',`),
    ']',
    '',
    '/** What those of the operations of plugins are about. */',
    'export const PLUGIN_FAMILIES: readonly string[] = [',
    ...familiesOf(plugins).map((scope) => `  '${scope}',`),
    ']',
    '',
  ].join('\n')
}

function familiesOf(description: OpenAPI): string[] {
  const scopes = scopedOperations(description).flatMap(({ scope }) => (scope === undefined ? [] : [scope]))
  return [...new Set(scopes)].toSorted()
}

function scopedOperations({ paths }: OpenAPI): ScopedOperation[] {
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      scopedOperation(method.toUpperCase(), template, operation),
    ),
  )
}

interface ScopedOperation {
  readonly method: string
  /** Parts of the path, parameters as asterisks. */
  readonly parts: readonly string[]
  /** The name of the scope beside `platform`; undefined where none is needed. */
  readonly scope: string | undefined
  readonly right: string | undefined
  /** The release from which it is needed, where there is one that does without. */
  readonly since: string | undefined
}

interface Row {
  readonly path: string
  readonly scope: string
  readonly readBy?: string | undefined
  readonly since?: string | undefined
}

/** Of an operation that the older releases do not have: whatever its neighbours have. */
const ANY = '*'

/** The release with the first scopes, where an older one has none. */
function scopesSince(byRelease: unknown): string | undefined {
  const [oldest, ...later] = Object.entries((byRelease ?? {}) as Record<string, readonly string[]>)
  return oldest?.[1].length === 0 ? later.find(([, scopes]) => scopes.length > 0)?.[0] : undefined
}

function scopedOperation(method: string, template: string, operation: DescribedOperation): ScopedOperation {
  const { 'x-scopes': scopes = [], 'x-differs': differs, 'x-since': isNew } = operation
  const parts = template.replace(/\{\w+\}/g, '*').split('/')
  if (scopes.length === 0) return { method, parts, scope: undefined, right: undefined, since: undefined }
  const own = scopes.filter((scope) => !scope.startsWith('platform:'))
  const [scope, right] = own[0]?.split(':') ?? []
  if (own.length !== 1 || !scopes.includes(`platform:${right}`))
    throw new Error(`${method} ${template} needs other scopes than one of two: ${scopes.join(' ')}`)
  const since = isNew === undefined ? scopesSince(differs?.['x-scopes']) : ANY
  return { method, parts, scope, right, since }
}

/** Operations whose right is another than their method's. */
function exceptions(operations: readonly ScopedOperation[]): Row[] {
  return operations.flatMap(({ method, parts, scope, right, since }) => {
    if (scope === undefined || right === (method === 'GET' ? 'read' : 'write')) return []
    if (right !== 'read')
      throw new Error(`${method} ${parts.join('/')} needs ${scope}:${right}, and only reads`)
    return [{ path: parts.join('/'), scope, readBy: method, since: since === ANY ? undefined : since }]
  })
}

/** The parts of `/apis/{api}`, the shortest prefix: the first part is the empty one before the slash. */
const SHORTEST = 3

/** The shortest prefixes below which all operations have the same scope. */
function prefixes(operations: readonly ScopedOperation[], length = SHORTEST): Row[] {
  const groups = Map.groupBy(operations, ({ parts }) => parts.slice(0, length).join('/'))
  return [...groups].flatMap(([prefix, group]) => {
    const scopes = new Set(group.map(({ scope }) => scope))
    const releases = new Set(group.map(({ since }) => since).filter((since) => since !== ANY))
    const [[scope], [since]] = [scopes, releases]
    if (scopes.size === 1 && releases.size <= 1)
      return scope === undefined ? [] : rowFor(prefix, { scope, since }, group)
    if (group.some(({ parts, scope }) => scope !== undefined && parts.length <= length))
      throw new Error(`${prefix} needs another scope than its other methods, or what lies below it`)
    return prefixes(group, length + 1)
  })
}

/** A prefix that is the whole path of all its operations stands for nothing below it. */
function rowFor(prefix: string, need: Omit<Row, 'path'>, operations: readonly ScopedOperation[]): Row[] {
  const isWhole = operations.every(({ parts }) => parts.join('/') === prefix)
  return [{ path: isWhole ? prefix : `${prefix}/**`, ...need }]
}
