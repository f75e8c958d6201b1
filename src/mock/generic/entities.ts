/** Entities of any type: what the platform's services keep their own things in. */

import { fieldsOf } from '../http/filter/operation.ts'
import { effectiveIdOf } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Fields } from '../http/schema.ts'
import { assertProject } from '../inference/models-routes.ts'
import { timestamp } from '../store/clock.ts'
import { newId, newName } from '../store/identifiers.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import type { Collections, Entry } from './collections.ts'
import type { Handlers } from './handlers.ts'
import { listPage } from './pages.ts'

const COLLECTION = '/apis/entities/v2/workspaces/{workspace}/entities/{entity_type}'

/** What answers the operations of entities. */
export function entityHandlers(collections: Collections, state: State): Handlers {
  const entities = collections.of('entities')
  const find = ({ params, query }: Exchange) =>
    entities.get(keyFor(params, params['name'] ?? '', query['parent']))
  return {
    [`POST ${COLLECTION}`]: ({ params, body, caller }) => {
      const { workspace = '', entity_type = '' } = params
      state.assertWorkspace(workspace)
      const kind = entity_type.replaceAll('_', '-')
      const name = String(body['name'] || newName(kind))
      const { parent = null, project = null, data } = body
      assertProject(project as string | null, workspace, state)
      assertParent(parent)
      const key = keyFor(params, name, parent)
      if (entities.get(key) !== undefined) {
        throw httpError(
          409,
          `Entity '${name}' of type '${entity_type}' already exists in workspace '${workspace}'.`,
        )
      }
      const created_at = timestamp()
      const by = effectiveIdOf(caller) || null
      const entity = {
        entity_type,
        id: newId(kind),
        workspace,
        parent,
        project,
        name,
        data,
        created_at,
        created_by: by,
        updated_at: created_at,
        updated_by: by,
        db_version: 1,
      }
      return stored(key, entity, 201)
    },
    [`GET ${COLLECTION}`]: (exchange, operation) => {
      const { entity_type, workspace } = exchange.params
      if (workspace !== '-') state.requireWorkspace(workspace)
      assertColumns(exchange)
      const items = collections
        .visible('entities', exchange)
        .filter((entity) => entity['entity_type'] === entity_type)
        .map(described)
      const page = listPage(operation, exchange, items, ({ data }) => data as Fields)
      const { count_by } = exchange.query
      return json({ ...page, group_counts: count_by ? countsBy(items, String(count_by)) : null })
    },
    [`GET ${COLLECTION}/{name}`]: (exchange) => json(described(required(find(exchange)))),
    [`PUT ${COLLECTION}/{name}`]: (exchange) => {
      const { params, body, query, caller } = exchange
      const { workspace = '', entity_type, name } = params
      assertProject(body['project'] as string | null, workspace, state)
      const entity = find(exchange)
      if (entity === undefined) {
        throw httpError(
          404,
          `Entity '${name}' of type '${entity_type}' not found in workspace '${workspace}'`,
        )
      }
      assertVersion(entity, body['expected_db_version'])
      const newName = String(body['new_name'] ?? name)
      const key = keyFor(params, newName, query['parent'])
      if (newName !== name && entities.get(key) !== undefined) {
        throw httpError(409, 'A conflicting entity already exists.')
      }
      entities.delete(keyFor(params, entity['name'], query['parent']))
      return stored(key, {
        ...described(entity),
        name: newName,
        data: body['data'],
        project: body['project'] ?? entity['project'],
        updated_at: timestamp(),
        updated_by: effectiveIdOf(caller) || null,
        db_version: Number(entity['db_version']) + 1,
      })
    },
    [`DELETE ${COLLECTION}/{name}`]: (exchange) => {
      const { workspace, entity_type, name } = exchange.params
      const entity = required(find(exchange))
      assertVersion(entity, exchange.query['expected_db_version'])
      entities.delete(keyFor(exchange.params, name, exchange.query['parent']))
      const id = `${workspace}/${entity_type}/${name}`
      return json({ message: 'Resource deleted successfully.', id })
    },
    'GET /apis/entities/v2/entities/{id}': ({ params }) =>
      json(described(required([...entities.values()].find(({ id }) => id === params['id'])))),
  }

  function assertParent(parent: unknown): void {
    if (parent === null || [...entities.values()].some(({ id }) => id === parent)) return
    throw httpError(422, `Parent entity '${parent}' not found or not in accessible workspaces`)
  }

  function stored(key: string, entity: Fields, status = 200): Response {
    const { workspace } = entity as { workspace: string }
    // The key lies with the entity, so that it can be found when the workspace goes.
    entities.set(key, { ...entity, workspace, key: key.slice(workspace.length + 1) })
    return json(entity, status)
  }
}

/** What an entity has besides its data. */
const COLUMNS = [
  'id',
  'workspace',
  'entity_type',
  'parent',
  'project',
  'name',
  'data',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'db_version',
  'metadata',
]

/** The platform fails at a filter or an order of what an entity has not. */
function assertColumns({ query, filter }: Exchange): void {
  const order = query['sort'] === undefined ? [] : [String(query['sort']).replace(/^-/, '')]
  const named = [...(filter === undefined ? [] : fieldsOf(filter)), ...order]
  const isThere = (name: string) => name.startsWith('data.') || COLUMNS.includes(name)
  if (!named.every(isThere) || order.includes('metadata')) throw internalError()
}

function keyFor(
  { workspace = '', entity_type = '' }: Exchange['params'],
  name: unknown,
  parent: unknown,
): string {
  return keyOf(workspace, `${entity_type}/${parent ?? ''}/${name}`)
}

function required(entity: Entry | undefined): Entry {
  if (entity === undefined) throw httpError(404, 'Entity not found')
  return entity
}

function described({ key: _, ...entity }: Entry): Entry {
  return entity as Entry
}

function assertVersion(entity: Entry, expected: unknown): void {
  const { name, entity_type, workspace, db_version } = entity
  if (expected === null || expected === undefined || expected === db_version) return
  throw httpError(
    409,
    `Entity '${name}' of type '${entity_type}' in workspace '${workspace}' was modified by another request. ` +
      `Expected version ${expected}, but current version is ${db_version}. Please refetch and retry.`,
  )
}

function countsBy(items: readonly Entry[], field: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) {
    const value = String(item[field] ?? (item['data'] as Fields)[field.replace(/^data\./, '')])
    counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}
