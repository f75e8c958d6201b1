/** Collections of a workspace whose operations come from the description: what is created is stored, listed, changed, deleted. */

import { type DescribedOperation, resolveSchema, type Schema } from '../../openapi/index.ts'
import { isPlugin } from '../../openapi/plugins.ts'
import { effectiveIdOf } from '../http/principal.ts'
import { httpError, json } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Fields } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Collection } from '../store/store.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { ALL_WORKSPACES, listedWorkspaces } from '../workspaces/workspaces-routes.ts'
import { listPage } from './pages.ts'
import { conforming } from './sample.ts'
import { assertParent, wordingOf } from './wording.ts'

/** What is stored. */
export type Entry = Fields & { workspace: string }

/** Where an operation finds its things. */
export interface Place {
  /** The last literal part of the path before the item: `annotations`. */
  readonly collection: string
  /** The path parameter that names one of them; undefined for an operation of the whole collection. */
  readonly item: string | undefined
  /** What is done to the item besides: `pin`. */
  readonly action: string | undefined
  /** The path parameter of what it belongs to: `span_id`. */
  readonly parent: string | undefined
}

/** Answers by the description, out of the store. */
export class Collections {
  readonly #state: State
  readonly #permissions: Permissions
  readonly #names: ReadonlySet<string>

  /** @param names - The collections that there may be. */
  constructor(state: State, permissions: Permissions, names: ReadonlySet<string>) {
    this.#names = names
    this.#state = state
    this.#permissions = permissions
    state.onRemoval((workspace) => this.#forget(workspace))
  }

  /** The things of a kind, which go with their workspace. */
  of(name: string): Collection<Entry> {
    return this.#state.settings.store.collection<Entry>(name)
  }

  /** Those of a kind that somebody sees. */
  visible(name: string, { params, caller }: Exchange): Entry[] {
    const listed = listedWorkspaces(params['workspace'] ?? '', this.#state, caller, this.#permissions)
    return [...this.of(name).values()].filter((entry) => listed?.has(entry.workspace) ?? true)
  }

  /** Answers an operation. */
  answer(operation: DescribedOperation, exchange: Exchange): Response {
    const place = placeOf(operation.template)
    if (place.action !== undefined) return this.#act(operation, place, exchange)
    if (place.item === undefined) {
      return operation.method === 'POST'
        ? this.create(operation, place, exchange)
        : this.#list(operation, place, exchange)
    }
    switch (operation.method) {
      case 'GET':
        return this.#show(operation, place, this.require(place, exchange))
      case 'DELETE':
        return this.#delete(operation, place, exchange)
      case 'POST':
        return this.create(operation, place, exchange)
      default:
        return this.#change(operation, place, exchange)
    }
  }

  /** The item of a request. */
  require(place: Place, { params, request }: Exchange): Entry {
    const { workspace = '' } = params
    const name = params[place.item ?? ''] ?? ''
    const wording = wordingOf(place.collection, place.parent)
    const isLookedUp = request.method === 'GET' || request.method === 'DELETE'
    if (isLookedUp && wording?.failsAt?.(name)) throw httpError(500, 'Internal server error')
    const entry = this.of(place.collection).get(keyOf(workspace, name))
    if (entry !== undefined && belongs(entry, place, params)) return entry
    if (wording !== undefined) throw wording.missing(name, params, this.#state)
    throw httpError(404, `${labelOf(place)} '${workspace}/${name}' not found`)
  }

  /** Keeps a new thing, under the name that its path says if it says one. */
  create(operation: DescribedOperation, place: Place, { params, body, caller }: Exchange): Response {
    const { workspace = '' } = params
    const [status, schema = {}] = successOf(operation)
    const wording = wordingOf(place.collection, place.parent)
    if (wording?.failedCreation !== undefined && this.#state.workspaces.get(workspace) === undefined)
      throw httpError(500, wording.failedCreation)
    this.#state.assertWorkspace(workspace)
    assertParent(place.parent, params, this.#state)
    const identity = identityOf(schema, place)
    const kind = kindOf(place)
    const id = newId(kind)
    const parent = place.parent === undefined ? {} : parentFields(place, params)
    const stamps = stampsOf(effectiveIdOf(caller))
    const given = { id, entity_id: id, [identity]: id, db_version: 1, ...stamps, ...parent, workspace }
    const links = linksOf(this, { ...parent, ...body }, workspace, this.#state)
    const named = place.item === undefined ? {} : { [identity]: params[place.item] }
    const all = { ...given, ...defined(body), ...links, ...named, workspace }
    const entry = conforming(schema, all, kind) as Entry
    const name = String(entry[identity])
    const entries = this.of(place.collection)
    if (entries.get(keyOf(workspace, name)) !== undefined) {
      if (wording !== undefined) throw wording.taken(name, params)
      throw httpError(409, `${labelOf(place)} '${workspace}/${name}' already exists.`)
    }
    entries.set(keyOf(workspace, name), { ...entry, workspace })
    return this.#show(operation, place, entry, status)
  }

  #list(operation: DescribedOperation, place: Place, exchange: Exchange): Response {
    const [status, schema = {}] = successOf(operation)
    this.#assertListable(place, exchange)
    const visible = this.visible(place.collection, exchange)
    const entries = visible.filter((entry) => belongs(entry, place, exchange.params))
    const described = entries.map((entry) => this.#describe(place, entry))
    if (resolveSchema(schema)['type'] === 'array') {
      return json(described.map((entry) => shown(operation, place, entry, true)))
    }
    const { data, filter, ...page } = listPage(operation, exchange, described)
    const told = filter === null && omitsNoFilter(operation) ? {} : { filter }
    return json({ data: data.map((entry) => shown(operation, place, entry, true)), ...page, ...told }, status)
  }

  #assertListable({ collection, parent }: Place, { params, query }: Exchange): void {
    const failure = wordingOf(collection, parent)?.failedList
    const { workspace = '' } = params
    if (failure === undefined) return
    const isThere = workspace === ALL_WORKSPACES || this.#state.workspaces.get(workspace) !== undefined
    if (!isThere || Number(query['page']) < 1) throw httpError(500, failure)
  }

  #show(operation: DescribedOperation, place: Place, entry: Entry, status?: number): Response {
    return json(
      shown(operation, place, this.#describe(place, entry), false),
      status ?? successOf(operation)[0],
    )
  }

  #change(operation: DescribedOperation, place: Place, exchange: Exchange): Response {
    // What answers 201, too, makes what is not there.
    const { workspace = '', [place.item ?? '']: wanted = '' } = exchange.params
    if ('201' in operation.answers && this.of(place.collection).get(keyOf(workspace, wanted)) === undefined)
      return this.create(operation, place, exchange)
    const entry = this.require(place, exchange)
    const [, schema = {}] = successOf(operation)
    const identity = identityOf(schema, place)
    const { body, caller } = exchange
    if (body[identity] !== undefined && body[identity] !== entry[identity]) {
      throw httpError(409, `Cannot rename ${kindOf(place)}; the name is its identity.`)
    }
    const isWhole = operation.method === 'PUT'
    // Replacing clears what is not given; changing leaves it.
    const replaced = isWhole ? Object.keys(propertiesOf(operation.body)) : []
    const kept = Object.fromEntries(
      Object.entries(entry).filter(([key]) => key === identity || !replaced.includes(key)),
    )
    const { updated_at, updated_by } = stampsOf(effectiveIdOf(caller))
    const version = typeof entry['db_version'] === 'number' ? { db_version: entry['db_version'] + 1 } : {}
    const links = linksOf(this, body, entry.workspace, this.#state)
    const given = { ...kept, ...defined(body), ...links, ...version, updated_at, updated_by }
    const changed = conforming(schema, acceptable(schema, given, entry), kindOf(place)) as Entry
    this.of(place.collection).set(keyOf(entry.workspace, String(entry[identity])), changed)
    return this.#show(operation, place, changed)
  }

  #delete(operation: DescribedOperation, place: Place, exchange: Exchange): Response {
    const entry = this.require(place, exchange)
    const name = exchange.params[place.item ?? ''] ?? ''
    this.of(place.collection).delete(keyOf(entry.workspace, name))
    const [status, schema] = successOf(operation)
    return schema === undefined
      ? emptyResponse(status)
      : json(conforming(schema, { id: entry['id'] ?? `${entry.workspace}/${name}` }), status)
  }

  /** `pin` sets `pinned_at`; to delete it, or `unpin`, clears it. */
  #act(operation: DescribedOperation, place: Place, exchange: Exchange): Response {
    const entry = this.require(place, exchange)
    const [, schema = {}] = successOf(operation)
    const verb = (place.action ?? '').replace(/^un/, '')
    const field = [`${verb}ed_at`, `${verb}${verb.at(-1)}ed_at`].find((name) => name in propertiesOf(schema))
    if (field === undefined) return this.#show(operation, place, entry)
    const isUndone = operation.method === 'DELETE' || verb !== place.action
    const changed = { ...entry, [field]: isUndone ? null : timestamp() }
    this.of(place.collection).set(
      keyOf(entry.workspace, String(entry[identityOf(schema, place)])),
      changed as Entry,
    )
    return this.#show(operation, place, changed as Entry)
  }

  /** An entry with what is counted. */
  #describe({ collection }: Place, entry: Entry): Entry {
    if (collection !== 'experiments') return entry
    const belonging = [...this.of('evaluations').values()].filter((evaluation) =>
      (evaluation['experiment_ids'] as unknown[]).includes(entry['id']),
    )
    return { ...entry, evaluation_count: belonging.length }
  }

  #forget(workspace: string): void {
    for (const name of this.#names) {
      const entries = this.of(name)
      for (const [key, entry] of entriesOf(entries)) if (entry.workspace === workspace) entries.delete(key)
    }
  }
}

/** Where an operation finds its things, by its path. */
export function placeOf(template: string): Place {
  const [before = '', rest = ''] = template.split('/workspaces/{workspace}/')
  // Plugins have collections that are called like the core's.
  const service = before.split('/')[2] ?? ''
  const owner = isPlugin(service) ? `${service}/` : ''
  const parts = rest.split('/')
  const isParameter = (part: string | undefined) => part?.startsWith('{') ?? false
  const last = parts.at(-1)
  const name = (part: string | undefined) => part?.slice(1, -1)
  if (isParameter(last)) {
    const parent = parts.length > 2 ? name(parts[1]) : undefined
    return { collection: owner + (parts.at(-2) ?? ''), item: name(last), action: undefined, parent }
  }
  if (parts.length > 2 && isParameter(parts.at(-2))) {
    // What ends in an `s` is a collection of its own, all else is done to the item.
    return last?.endsWith('s')
      ? { collection: owner + last, item: undefined, action: undefined, parent: name(parts.at(-2)) }
      : {
          collection: owner + (parts.at(-3) ?? ''),
          item: name(parts.at(-2)),
          action: last,
          parent: undefined,
        }
  }
  return { collection: owner + (last ?? ''), item: undefined, action: undefined, parent: undefined }
}

/** The status of an operation that goes well, and the schema of its answer. */
export function successOf(operation: DescribedOperation): [status: number, schema: Schema | undefined] {
  const [status = '200', schema] =
    Object.entries(operation.answers).find(([name]) => name.startsWith('2')) ?? []
  return [Number(status), schema]
}

/** An answer without content. */
export function emptyResponse(status: number): Response {
  return new Response(null, { status, headers: { 'content-type': 'application/json' } })
}

function stampsOf(person: string): Fields {
  const created_at = timestamp()
  const by = person === '' ? null : person
  return { created_at, updated_at: timestamp(), ingested_at: created_at, created_by: by, updated_by: by }
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function propertiesOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return (schema === undefined ? {} : (resolveSchema(schema)['properties'] ?? {})) as Record<string, Schema>
}

/** The field by which an item is found: the one that its path names, else its name. */
function identityOf(schema: Schema, place: Place): string {
  if (place.item !== undefined && place.item in propertiesOf(schema)) return place.item
  const own = `${kindOf(place).replaceAll('-', '_')}_id`
  const [first = {}] = (resolveSchema(schema)['oneOf'] ?? [schema]) as Schema[]
  if (own in propertiesOf(first)) return own
  return place.item?.endsWith('_id') && 'id' in propertiesOf(first) ? 'id' : 'name'
}

function kindOf({ collection }: Place): string {
  return collection.replace(/^.*\//, '').replace(/s$/, '')
}

/** What messages call a thing: `Evaluator result`. */
function labelOf(place: Place): string {
  const words = kindOf(place).replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Adapters know their model by workspace and name. */
function parentFields({ parent = '' }: Place, params: Exchange['params']): Fields {
  const value = params[parent]
  return parent === 'model_name'
    ? { model: keyOf(params['workspace'] ?? '', value ?? '') }
    : { [parent]: value }
}

function belongs(entry: Entry, place: Place, params: Exchange['params']): boolean {
  if (place.parent === undefined) return true
  return Object.entries(parentFields(place, params)).every(([key, value]) => entry[key] === value)
}

/** What is referred to has to be there. */
function linksOf(collections: Collections, fields: Fields, workspace: string, state: State): Fields {
  const { model, fileset, finetuning_type, experiment_ids } = fields
  const links: Fields = {}
  if (typeof model === 'string' && (finetuning_type ?? null) !== null) {
    const reference = model.includes('/') ? model : keyOf(workspace, model)
    if (state.settings.store.collection('models').get(reference) === undefined) {
      throw httpError(404, `Base model for adapter (model='${model}') not found`)
    }
    links['model'] = reference
  }
  if (typeof fileset === 'string') {
    if (fileset === '')
      throw httpError(400, `invalid entity reference ''; expected 'name' or 'workspace/name'`)
    const [name = '', owner = workspace] = fileset.replace('fileset://', '').split('/').reverse()
    if (state.filesets.records.get(keyOf(owner, name)) === undefined) {
      throw httpError(400, `Fileset '${name}' not found in workspace '${owner}'`)
    }
  }
  if (Array.isArray(experiment_ids)) {
    const known = [...collections.of('experiments').values()].map(({ id }) => id)
    const missing = experiment_ids.find((id) => !known.includes(id))
    if (missing !== undefined) {
      throw httpError(
        400,
        `ExperimentGroup '${missing}' must be created before an Evaluation can reference it.`,
      )
    }
    links['experiment_group_id'] = experiment_ids[0] ?? ''
  }
  return links
}

/** Null where nothing may not be leaves things as they are. */
function acceptable(schema: Schema, given: Fields, entry: Entry): Fields {
  const properties = propertiesOf(schema)
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const mayBeNull = ((properties[key]?.['anyOf'] ?? []) as Schema[]).some(({ type }) => type === 'null')
      return [key, value === null && !mayBeNull ? entry[key] : value]
    }),
  )
}

/** Some services leave out nulls: intake always, but for what evaluates, and models in lists. */
function shown(operation: DescribedOperation, { collection }: Place, entry: Entry, isListed: boolean): Entry {
  if (operation.template.startsWith('/apis/models/')) return isListed ? withoutNulls(entry) : entry
  const isTelemetry = operation.template.startsWith('/apis/intake/')
  if (!isTelemetry || ['experiments', 'evaluations'].includes(collection)) return entry
  return withoutEmpty(entry)
}

/** Whether a page says nothing of a filter where there is none. */
function omitsNoFilter({ template }: DescribedOperation): boolean {
  return /^\/apis\/(models|guardrails|evals|evaluator)\//.test(template)
}

/** Without the fields that are null; what is deeper stays as it was given. */
export function withoutEmpty<Item extends object>(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)) as Item
}

function entriesOf(entries: Collection<Entry>): [string, Entry][] {
  return [...entries.values()].flatMap((entry) =>
    KEYS.map((key) => keyOf(entry.workspace, String(entry[key])))
      .filter((key) => entries.get(key) !== undefined)
      .map((key): [string, Entry] => [key, entry]),
  )
}

/** Fields by which entries are kept. */
const KEYS = ['key', 'name', 'annotation_id', 'evaluator_result_id', 'span_id'] as const
