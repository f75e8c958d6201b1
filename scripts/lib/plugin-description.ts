/** The description of the plugins' operations, as it stands in `api/plugins.json`, and the names that it gives to schemas. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FORMER_PLUGIN_NAMES } from '../../src/generations.ts'
import type { Json, OpenAPI, Schema } from './condense.ts'
import { jobCollections } from './job-collections.ts'
import type { MergedDescription } from './merge.ts'
import { serviceOf } from './merge.ts'

const ROOT = join(import.meta.dirname, '../..')
export const PLUGINS_FILE = join(ROOT, 'api/plugins.json')
export const NAMES_FILE = join(ROOT, 'api/plugin-names.json')

/** What a schema of a release's document is called here. Kept by `import-spec`, so that a name stays what it once was. */
export type NameTable = Record<string, string>

export function readPlugins(): MergedDescription | undefined {
  return existsSync(PLUGINS_FILE) ? JSON.parse(readFileSync(PLUGINS_FILE, 'utf8')) : undefined
}

export function readNames(): NameTable {
  return existsSync(NAMES_FILE) ? JSON.parse(readFileSync(NAMES_FILE, 'utf8')) : {}
}

/** A document or a table of rights whose paths have the newer names of services. */
export function withNewerNames<Paths extends Record<string, unknown>>(paths: Paths): Paths {
  const newer = Object.entries(FORMER_PLUGIN_NAMES).map(([name, before]) => [
    `/apis/${before}/`,
    `/apis/${name}/`,
  ])
  return Object.fromEntries(
    Object.entries(paths).map(([path, its]) => {
      const [before = '', after = ''] = newer.find(([prefix]) => path.startsWith(prefix as string)) ?? []
      return [before === '' ? path : after + path.slice(before.length), its]
    }),
  ) as Paths
}

/** The operations of some services, as `GET /path/{name}`. */
export function operationsOf(document: OpenAPI, services: ReadonlySet<string>): Set<string> {
  return new Set(
    Object.entries(document.paths).flatMap(([path, operations]) =>
      services.has(serviceOf(path))
        ? Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`)
        : [],
    ),
  )
}

/**
 * Names schemas without the Python modules that they come from. Of two that would be called alike, the later one keeps a word of its
 * package; what is both sent and answered in two forms is `Thing` and `ThingParam`.
 *
 * @param table - The names that were given before, to which new ones are added.
 * @param owners - What a service adds to a name that is taken, by schema.
 */
export function nameSchemas(
  table: NameTable,
  owners: ReadonlyMap<string, string>,
): (names: readonly string[]) => Map<string, string> {
  return (names) => {
    const result = new Map<string, string>()
    const taken = new Set<string>()
    const sorted = [...names].sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
    for (const name of sorted) {
      const plain = plainName(name, names)
      const owner = owners.get(name)
      const ofOwner = owner === undefined ? [] : [`${owner}${plain}`]
      const wanted = [table[name], plain, `${packageWord(name)}${plain}`, ...ofOwner]
      const short = wanted.find((candidate) => candidate !== undefined && !taken.has(candidate))
      if (short === undefined)
        throw new Error(`There is no name left for ${name}: give it one in ${NAMES_FILE}`)
      taken.add(short)
      result.set(name, short)
      if (short !== name) table[name] = short
    }
    return result
  }
}

/** The table as it is kept. */
export function sortedNames(table: NameTable): NameTable {
  return Object.fromEntries(Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The services whose jobs are made with a schema, shown as one, or listed in one, as words of a name. */
export function ownersOfJobs(document: OpenAPI): Map<string, string> {
  const owners = new Map<string, string>()
  for (const base of jobCollections(document)) {
    const { post, get } = document.paths[base] ?? {}
    const word = serviceOf(base).replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
    for (const [, name = ''] of JSON.stringify([post?.requestBody, post?.responses, get?.responses]).matchAll(
      /"#\/components\/schemas\/([^"]+)"/g,
    ))
      owners.set(name, word)
  }
  return owners
}

function plainName(name: string, all: readonly string[]): string {
  const [, base = '', direction] = /^(.*?)(?:-(Input|Output))?$/.exec(name) ?? []
  const parts = base.split('__').filter((part) => part !== '' && !/^_?\d+$/.test(part))
  const plain = (parts.at(-1) ?? base).replace(/^_+/, '')
  return direction === 'Input' && all.includes(`${base}-Output`) ? `${plain}Param` : plain
}

/** `nhx_evals_sdk__values__models__Model` → `EvalsSdk`; `data_designer__config__models__ModelProvider` → `DataDesigner`. */
function packageWord(name: string): string {
  const [first = ''] = name.split('__')
  const words = first.split('_').filter((word) => !/^(?:nhx|nmp|nemo|helix|platform|plugin|abc)$/.test(word))
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** The description without the schemas that the core's has, too: references lead there. */
export function withoutShared(plugins: MergedDescription, core: OpenAPI): MergedDescription {
  const own = Object.entries(plugins.components.schemas).filter(([name, schema]) => {
    const shared = core.components.schemas[name]
    return shared === undefined || !isSame(shared, schema)
  })
  const clashing = own.map(([name]) => name).filter((name) => name in core.components.schemas)
  if (clashing.length > 0)
    throw new Error(
      `The core has other schemas of these names: give them names of their own in ${NAMES_FILE}: ${clashing.join(', ')}`,
    )
  return { ...plugins, components: { schemas: Object.fromEntries(own) } }
}

function isSame(one: Schema, other: Schema): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}
