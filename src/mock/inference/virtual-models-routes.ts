/** Virtual models: the names under which requests reach models. */

import { type Operation, withCondition } from '../http/filter/operation.ts'
import { effectiveIdOf } from '../http/principal.ts'
import { repr } from '../http/python-repr.ts'
import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { newName } from '../store/identifiers.ts'
import { listEntities } from '../workspaces/entity-lists.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { type Inference, newVirtualModel, type VirtualModelRecord } from './inference.ts'

const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const hasOneConfig = ({ config, config_id }: Fields) =>
  (config === null) === (config_id === null)
    ? 'Exactly one of config or config_id must be provided'
    : undefined

const CALL: Schema = {
  type: 'object',
  check: hasOneConfig,
  required: ['name', 'config_type'],
  properties: {
    name: { type: 'string' },
    config_type: { type: 'string' },
    config: { type: 'map', nullable: true, default: null },
    config_id: OPTIONAL_TEXT,
  },
}
const MODEL: Schema = {
  type: 'object',
  required: ['model'],
  properties: { model: { type: 'string' }, backend_format: OPTIONAL_TEXT },
}
// No defaults: a change touches only what it names.
const FIELDS: Readonly<Record<string, Schema>> = {
  default_model_entity: { type: 'string', nullable: true },
  autoprovisioned: { type: 'boolean' },
  models: { type: 'array', items: MODEL },
  request_middleware: { type: 'array', items: CALL },
  response_middleware: { type: 'array', items: CALL },
  post_response_middleware: { type: 'array', items: CALL },
  override_proxy: { type: 'string', nullable: true },
}
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name'],
  properties: { ...FIELDS, name: { type: 'string' } },
}
const UPDATE_BODY: Schema = { type: 'object', properties: FIELDS }
const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', minimum: 1, default: 1 },
  page_size: { type: 'integer', minimum: 1, maximum: 200, default: 20 },
  sort: { type: 'string', default: '-created_at' },
  exclude_autoprovisioned: { type: 'boolean', default: false },
}
const NOT_AUTOPROVISIONED: Operation = {
  kind: 'compare',
  operator: '$eq',
  field: 'data.autoprovisioned',
  value: false,
}

const COLLECTION = '/apis/inference-gateway/v2/workspaces/:workspace/virtual-models'
const VIRTUAL_MODEL = `${COLLECTION}/:name`

/** Virtual models. */
export function virtualModelRoutes(inference: Inference, state: State, permissions: Permissions): Route[] {
  const { virtualModels } = inference
  const find = async ({ params }: Exchange): Promise<VirtualModelRecord> => {
    await inference.settle()
    const { workspace, name } = params
    const record = virtualModels.get(keyOf(workspace ?? '', name ?? ''))
    if (record !== undefined) return record
    throw httpError(404, `VirtualModel '${name}' not found in workspace '${workspace}'.`)
  }
  return [
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'inference.virtual-models.create',
      scopes: writes('inference'),
      inputs: { body: CREATE_BODY },
      handle: async ({ params, body, caller }) => {
        await inference.settle()
        const workspace = params['workspace'] ?? ''
        const { name: wanted, ...fields } = given(body) as { name: string }
        const name = wanted || newName('virtual-model')
        assertPlugins(fields, workspace, name)
        if (virtualModels.get(keyOf(workspace, name)) !== undefined) {
          throw httpError(409, `VirtualModel '${name}' already exists in workspace '${workspace}'.`)
        }
        // Neither a bad name nor a missing workspace has words of its own here.
        const isPossible =
          new RegExp(NAME_PATTERN).test(name) && state.workspaces.get(workspace) !== undefined
        if (!isPossible) throw httpError(500, 'Failed to create VirtualModel.')
        const record = newVirtualModel({ ...fields, name, workspace }, effectiveIdOf(caller))
        virtualModels.set(keyOf(workspace, name), record)
        return json(describeVirtualModel(record), 201)
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'inference.virtual-models.list',
      scopes: reads('inference'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: async (exchange) => {
        await inference.settle()
        const isOmitted = exchange.query['exclude_autoprovisioned'] === true
        const filtered = isOmitted
          ? { ...exchange, filter: withCondition(exchange.filter, NOT_AUTOPROVISIONED) }
          : exchange
        const { data, filter, ...page } = listEntities(filtered, {
          items: virtualModels.values(),
          entityType: 'virtual_model',
          filterFields: ['default_model_entity', 'guardrail_config'],
          failure: () => 'Failed to list VirtualModels.',
          state,
          permissions,
        })
        const body = { data: data.map(describeVirtualModel).map(withoutNulls), ...page }
        return json(filter === null ? body : { ...body, filter })
      },
    },
    {
      method: 'GET',
      path: VIRTUAL_MODEL,
      permission: 'inference.virtual-models.read',
      scopes: reads('inference'),
      handle: async (exchange) => json(describeVirtualModel(await find(exchange))),
    },
    {
      method: 'PATCH',
      path: VIRTUAL_MODEL,
      permission: 'inference.virtual-models.update',
      scopes: writes('inference'),
      inputs: { body: UPDATE_BODY },
      handle: async (exchange) => {
        const record = await find(exchange)
        const changes = given(exchange.body)
        assertPlugins(changes, record.workspace, record.name)
        const changed = { ...record, ...changes }
        const isSame = JSON.stringify(changed) === JSON.stringify(record)
        const updated: VirtualModelRecord = isSame
          ? record
          : {
              ...changed,
              updated_at: timestamp(),
              updated_by: effectiveIdOf(exchange.caller),
              db_version: record.db_version + 1,
            }
        virtualModels.set(keyOf(record.workspace, record.name), updated)
        return json(describeVirtualModel(updated))
      },
    },
    {
      method: 'DELETE',
      path: VIRTUAL_MODEL,
      permission: 'inference.virtual-models.delete',
      scopes: writes('inference'),
      inputs: { query: { expected_db_version: { type: 'integer' } } },
      handle: async (exchange) => {
        const record = await find(exchange)
        const expected = exchange.query['expected_db_version']
        if (expected !== undefined && expected !== record.db_version) {
          throw httpError(409, 'Concurrent modification - please retry.')
        }
        virtualModels.delete(keyOf(record.workspace, record.name))
        return noContent()
      },
    },
  ]
}

function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** The mock platform has no middleware. */
function assertPlugins(fields: Fields, workspace: string, name: string): void {
  for (const phase of ['request_middleware', 'response_middleware', 'post_response_middleware']) {
    const [call] = (fields[phase] ?? []) as { name: string }[]
    if (call === undefined) continue
    const place = `unknown plugin ${repr(call.name)} in ${phase}[0]`
    throw httpError(422, `VirtualModel ${workspace}/${name} references ${place}.`)
  }
}

function describeVirtualModel(record: VirtualModelRecord): Fields {
  const { id, name, workspace, default_model_entity, autoprovisioned, models } = record
  return {
    name,
    workspace,
    project: null,
    default_model_entity,
    autoprovisioned,
    models,
    request_middleware: record.request_middleware,
    response_middleware: record.response_middleware,
    post_response_middleware: record.post_response_middleware,
    override_proxy: record.override_proxy,
    guardrail_config_ids: [],
    id,
    created_at: record.created_at,
    created_by: record.created_by,
    updated_at: record.updated_at,
    updated_by: record.updated_by,
    entity_id: id,
    parent: null,
    db_version: record.db_version,
  }
}
