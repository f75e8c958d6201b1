/** Projects. */

import { LIST_QUERY, pageOf } from '../http/paging.ts'
import { httpError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { NAME_PATTERN, type Schema } from '../http/schema.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { keyOf, type ProjectRecord, type State } from './state.ts'
import { listedWorkspaces } from './workspaces-routes.ts'

const DESCRIPTION: Schema = { type: 'string', nullable: true, default: null }
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', pattern: NAME_PATTERN }, description: DESCRIPTION },
}
const UPDATE_BODY: Schema = { type: 'object', properties: { description: DESCRIPTION } }

const COLLECTION = '/apis/entities/v2/workspaces/:workspace/projects'
const PROJECT = `${COLLECTION}/:name`

/** Projects. */
export function projectRoutes(state: State, permissions: Permissions): Route[] {
  const { projects } = state
  const find = ({ params }: Exchange) => projects.get(keyOf(params['workspace'] ?? '', params['name'] ?? ''))
  return [
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'projects.create',
      scopes: writes('entities'),
      inputs: { body: CREATE_BODY },
      handle: ({ params, body }) => {
        const workspace = params['workspace'] ?? ''
        const { name, description } = body as { name: string; description: string | null }
        if (state.workspaces.get(workspace) === undefined)
          throw httpError(422, 'Referenced resource does not exist.')
        if (projects.get(keyOf(workspace, name)) !== undefined) {
          throw httpError(409, `Project '${name}' already exists in workspace '${workspace}'.`)
        }
        const created_at = timestamp()
        const record = {
          id: newId('project'),
          name,
          workspace,
          description,
          created_at,
          updated_at: timestamp(),
        }
        projects.set(keyOf(workspace, name), record)
        return json(record, 201)
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'projects.list',
      scopes: reads('entities'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: ({ params, caller, query, filter }) => {
        const listed = listedWorkspaces(params['workspace'] ?? '', state, caller, permissions)
        const items = [...projects.values()].filter((record) => listed?.has(record.workspace) ?? true)
        return json(pageOf(items, query, filter, filterFields))
      },
    },
    {
      method: 'GET',
      path: PROJECT,
      permission: 'projects.read',
      scopes: reads('entities'),
      handle: (exchange) => {
        const record = find(exchange)
        if (record === undefined) throw notFound(exchange)
        return json(record)
      },
    },
    {
      method: 'PUT',
      path: PROJECT,
      permission: 'projects.update',
      scopes: writes('entities'),
      inputs: { body: UPDATE_BODY },
      handle: (exchange) => {
        const record = find(exchange)
        const { workspace, name } = exchange.params
        if (record === undefined) {
          throw httpError(404, `Entity '${name}' of type 'project' not found in workspace '${workspace}'`)
        }
        // Unlike a workspace's, the description is cleared where none is given.
        const description = exchange.body['description'] as string | null
        const updated: ProjectRecord = { ...record, description, updated_at: timestamp() }
        projects.set(keyOf(record.workspace, record.name), updated)
        return json(updated)
      },
    },
    {
      method: 'DELETE',
      path: PROJECT,
      permission: 'projects.delete',
      scopes: writes('entities'),
      handle: (exchange) => {
        const record = find(exchange)
        if (record === undefined) throw notFound(exchange)
        projects.delete(keyOf(record.workspace, record.name))
        return json({ message: 'Project deleted successfully', id: `${record.workspace}/${record.name}` })
      },
    },
  ]
}

function notFound({ params }: Exchange) {
  return httpError(404, `Project '${params['name']}' not found in workspace '${params['workspace']}'`)
}

function filterFields(record: ProjectRecord): Record<string, unknown> {
  const { id, name, workspace, description, created_at, updated_at } = record
  return {
    id,
    name,
    workspace,
    created_at,
    updated_at,
    entity_type: 'project',
    parent: null,
    project: null,
    'data.description': description,
  }
}
