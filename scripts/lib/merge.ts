/**
 * Puts the descriptions of several releases into one, in which everything says since and until when it is there:
 *
 * - `x-since` and `x-until`, at operations, parameters and properties, name the first and the last release that has them; the first
 *   release of all and the newest one are not named.
 * - `x-differs`, at anything, has the keywords whose value was changed: by the release that a value counts from, `null` where the
 *   keyword is not there. Beside it stands what holds for all releases together: enumerations and unions have all members, limits
 *   that not all have are left out, and required is what all require.
 */

import type { Json, OpenAPI } from './condense.ts'

/** A description of several releases, the oldest first. */
export interface MergedDescription extends OpenAPI {
  info: OpenAPI['info'] & { 'x-releases': string[] }
}

/** What bringing in a release has shown. */
export interface Merge {
  readonly description: MergedDescription
  /** What is new, changed and gone, a line each. */
  readonly report: readonly string[]
}

/** Operations of the services of the surface that it leaves out, a line each. */
export function notInSurface(document: OpenAPI, imported: OpenAPI): string[] {
  const services = new Set(Object.keys(imported.paths).map(serviceOf))
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations)
      .filter((method) => services.has(serviceOf(path)) && imported.paths[path]?.[method] === undefined)
      .map((method) => `not in the surface: ${method.toUpperCase()} ${path}`),
  )
}

/** The service that a path belongs to. */
export function serviceOf(path: string): string {
  return path.split('/')[2] ?? path
}

type Node = { [key: string]: Json }

/** The description of one release as that of several. */
export function asFirst(description: OpenAPI, release: string): MergedDescription {
  return { ...description, info: { ...description.info, 'x-releases': [release] } }
}

/**
 * Brings a release into a description.
 *
 * @param known - That of the releases before, or of this one too, whose facts are then replaced.
 * @param imported - That of the release alone.
 * @param covers - Whether the release was asked about a service: what is said of others stays.
 */
export function mergeRelease(
  known: MergedDescription,
  imported: OpenAPI,
  release: string,
  covers: (path: string) => boolean,
): Merge {
  const releases = known.info['x-releases']
  const before = releases.filter((other) => other !== release).at(-1)
  if (before === undefined) return { description: asFirst(imported, release), report: [] }
  if (releases.includes(release) && releases.at(-1) !== release)
    throw new Error(`${release} is not the newest release: bring in ${releases.join(', ')} from the start`)
  const renamed = renamedLike(known, imported)
  const merger = new Merger(releases[0] as string, before, release)
  const paths = merger.paths(
    known.paths as unknown as Node,
    renamed.document.paths as unknown as Node,
    covers,
  )
  const schemas = merger.schemas(
    known.components.schemas as Node,
    renamed.document.components.schemas as unknown as Node,
  )
  const description = {
    openapi: known.openapi,
    info: { ...known.info, 'x-releases': [...new Set([...releases, release])] },
    paths: paths as unknown as OpenAPI['paths'],
    components: { schemas: schemas as OpenAPI['components']['schemas'] },
  }
  const isKnown = releases.includes(release)
  return { description, report: [...(isKnown ? [] : renamed.report), ...merger.report] }
}

/** The members of a list of alternatives or values are told apart by their text. */
const LISTS = ['enum', 'anyOf', 'oneOf'] as const
/** Keywords under which names stand, and what is at them comes and goes by itself. */
const MEMBERS = ['properties', 'patternProperties'] as const
/** Keywords with one schema. */
const SINGLE = ['items', 'schema', 'additionalProperties'] as const

class Merger {
  readonly report: string[] = []
  readonly #first: string
  readonly #before: string
  readonly #release: string

  constructor(first: string, before: string, release: string) {
    this.#first = first
    this.#before = before
    this.#release = release
  }

  paths(known: Node, imported: Node, covers: (path: string) => boolean): Node {
    const result: Node = {}
    for (const path of new Set([...Object.keys(known), ...Object.keys(imported)])) {
      const operations = (known[path] ?? {}) as Node
      if (!covers(path)) result[path] = operations
      else
        result[path] = this.#members(operations, (imported[path] ?? {}) as Node, (method) => [
          `${method.toUpperCase()} ${path}`,
          (before, after) => this.#operation(`${method.toUpperCase()} ${path}`, before, after),
        ])
    }
    return Object.fromEntries(Object.entries(result).filter(([, its]) => Object.keys(its as Node).length > 0))
  }

  /** Schemas come and go with what refers to them. */
  schemas(known: Node, imported: Node): Node {
    const result: Node = {}
    for (const name of new Set([...Object.keys(known), ...Object.keys(imported)])) {
      const before = known[name] as Node | undefined
      const after = imported[name] as Node | undefined
      if (before === undefined || after === undefined) result[name] = (before ?? after) as Node
      else result[name] = this.#schema(name, before, after)
    }
    return result
  }

  #operation(place: string, known: Node, imported: Node): Node {
    const { parameters: before = [], ...rest } = known
    const { parameters: after = [], ...others } = imported
    const parameters = this.#members(byName(before), byName(after), (name) => [
      `${place} ?${name}`,
      (one, other) => this.#schema(`${place} ?${name}`, one, other),
    ])
    const merged = this.#schema(place, rest, others)
    return Object.keys(parameters).length === 0
      ? merged
      : { parameters: Object.values(parameters) as Json[], ...merged }
  }

  /** What has a name of its own comes, stays or goes as a whole. */
  #members(
    known: Node,
    imported: Node,
    at: (name: string) => [place: string, merge: (before: Node, after: Node) => Node],
  ): Node {
    const result: Node = {}
    for (const name of new Set([...Object.keys(known), ...Object.keys(imported)])) {
      const [place, merge] = at(name)
      const before = known[name] as Node | undefined
      const after = imported[name] as Node | undefined
      if (before === undefined) {
        this.report.push(`added: ${place}`)
        result[name] = { 'x-since': this.#release, ...(after as Node) }
      } else if (after !== undefined) {
        const { 'x-until': _, ...kept } = before
        result[name] = merge(kept, after)
      } else if (before['x-since'] !== this.#release) {
        if (before['x-until'] === undefined) this.report.push(`removed: ${place}`)
        result[name] = { ...before, 'x-until': before['x-until'] ?? this.#before }
      }
    }
    return result
  }

  #schema(place: string, known: Node, imported: Node): Node {
    const { 'x-differs': differing = {}, 'x-since': since, ...base } = known
    const differs: Node = { ...(differing as Node) }
    const result: Node = {}
    for (const keyword of new Set([...Object.keys(base), ...Object.keys(imported)])) {
      const after = imported[keyword]
      const merged = this.#nested(keyword, place, base[keyword], after)
      if (merged !== undefined) {
        result[keyword] = merged
        continue
      }
      const history = differs[keyword]
      const { [this.#release]: _, ...past } = (history ?? {}) as Node
      const before = history === undefined ? base[keyword] : Object.values(past).at(-1)
      if (same(before ?? null, after ?? null)) {
        if (Object.keys(past).length > 1) differs[keyword] = past
        else delete differs[keyword]
        if (base[keyword] !== undefined) result[keyword] = base[keyword]
        continue
      }
      const reported = (history as Node | undefined)?.[this.#release]
      if (reported === undefined || !same(reported, after ?? null))
        this.report.push(`changed: ${place}.${keyword}: ${text(before)} → ${text(after)}`)
      differs[keyword] = {
        ...(history === undefined ? { [this.#first]: before ?? null } : past),
        [this.#release]: after ?? null,
      }
      const all = together(keyword, base[keyword], after)
      if (all !== undefined) result[keyword] = all
    }
    return {
      ...(since === undefined ? {} : { 'x-since': since }),
      ...result,
      ...(Object.keys(differs).length === 0 ? {} : { 'x-differs': differs }),
    }
  }

  /** What a keyword holds that is looked at further down; undefined where it is a value of its own. */
  #nested(
    keyword: string,
    place: string,
    before: Json | undefined,
    after: Json | undefined,
  ): Json | undefined {
    if (!isNode(before) || !isNode(after)) return undefined
    if (MEMBERS.includes(keyword as (typeof MEMBERS)[number])) {
      return this.#members(before, after, (name) => [
        `${place}.${name}`,
        (one, other) => this.#schema(`${place}.${name}`, one, other),
      ])
    }
    if (
      keyword === 'responses' ||
      keyword === 'content' ||
      keyword === 'requestBody' ||
      /^\d|\//.test(keyword)
    ) {
      return this.#schema(place, before, after)
    }
    return SINGLE.includes(keyword as (typeof SINGLE)[number])
      ? this.#schema(`${place}.${keyword}`, before, after)
      : undefined
  }
}

/** What holds for both values of a keyword; undefined where nothing does. */
function together(keyword: string, before: Json | undefined, after: Json | undefined): Json | undefined {
  // What one release asks for is worth knowing, whichever it is.
  if (keyword === 'x-scopes') return Array.isArray(after) && after.length > 0 ? after : before
  if (keyword === 'default' || keyword === '$ref' || keyword.startsWith('x-') || keyword === 'content')
    return after ?? before
  if (keyword === 'discriminator' && isNode(before) && isNode(after))
    return { ...after, mapping: { ...(before['mapping'] as Node), ...(after['mapping'] as Node) } }
  if (keyword === 'mapping' && isNode(before) && isNode(after)) return { ...before, ...after }
  if (keyword === 'type' && before !== undefined && after !== undefined)
    return [...new Set([before, after].flat())] as Json
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined
  if (keyword === 'required') return before.filter((name) => after.includes(name))
  if (!LISTS.includes(keyword as (typeof LISTS)[number])) return undefined
  const seen = new Set(before.map(text))
  return [...before, ...after.filter((member) => !seen.has(text(member)))]
}

/**
 * The imported document under the names that its schemas had before: what stands in the place of a known schema is that schema,
 * whatever it is called.
 */
function renamedLike(known: OpenAPI, imported: OpenAPI): { document: OpenAPI; report: string[] } {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const schemasBefore = known.components.schemas as Node
  const schemasAfter = imported.components.schemas as Node
  const pair = (before: string, after: string): void => {
    // One that kept its name is itself, and a name stands for one schema.
    const target = after in schemasBefore ? after : before
    if (names.has(after) || taken.has(target)) return
    names.set(after, target)
    taken.add(target)
    walk(schemasBefore[target], schemasAfter[after])
  }
  const walk = (before: Json | undefined, after: Json | undefined): void => {
    if (Array.isArray(before) && Array.isArray(after)) {
      const free = before.filter((one) => !after.some((other) => same(one, other)))
      const rest = after.filter((other) => !before.some((one) => same(one, other)))
      for (const one of before) if (after.some((other) => same(one, other))) walk(one, one)
      if (free.length === rest.length) for (const [index, one] of free.entries()) walk(one, rest[index])
      return
    }
    if (!isNode(before) || !isNode(after)) return
    const [one, other] = [referenceIn(before), referenceIn(after)]
    if (one !== undefined && other !== undefined) pair(one, other)
    const others = Array.isArray(before['parameters']) && Array.isArray(after['parameters'])
    for (const key of Object.keys(before)) {
      if (key === 'parameters' && others) walk(byName(before[key] as Json), byName(after[key] as Json))
      else if (key in after && key !== 'x-differs') walk(before[key], after[key])
    }
  }
  walk(known.paths as unknown as Json, imported.paths as unknown as Json)
  const nameOf = (name: string) => names.get(name) ?? name
  const paths = JSON.parse(
    JSON.stringify(imported.paths).replace(REFERENCE, (_, name) => `"${PREFIX}${nameOf(name)}"`),
  )
  const schemas = Object.entries(imported.components.schemas).map(([name, schema]) => [
    nameOf(name),
    JSON.parse(JSON.stringify(schema).replace(REFERENCE, (_, other) => `"${PREFIX}${nameOf(other)}"`)),
  ])
  return {
    document: { ...imported, paths, components: { schemas: Object.fromEntries(schemas) } },
    report: [...names]
      .filter(([after, before]) => after !== before)
      .map(([after, before]) => `renamed: ${before} is called ${after}`),
  }
}

const PREFIX = '#/components/schemas/'
const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g

function referenceIn(schema: Node): string | undefined {
  const reference = schema['$ref']
  return typeof reference === 'string' ? reference.slice(PREFIX.length) : undefined
}

function byName(parameters: Json): Node {
  return Object.fromEntries(
    (parameters as Node[]).map((parameter) => [`${parameter['in']}:${parameter['name']}`, parameter]),
  )
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(one: Json, other: Json): boolean {
  return text(one) === text(other)
}

/** A value as text, whatever the order of its keys. */
function text(value: Json | undefined): string {
  return JSON.stringify(sorted(value ?? null))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}
