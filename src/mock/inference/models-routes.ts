/** Model entities. */

import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { listEntities } from '../workspaces/entity-lists.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { type Inference, type ModelRecord, newModel } from './inference.ts'

const LONGEST_NAME = 63
const LONGEST_DESCRIPTION = 1000

const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const OPTIONAL_MAP: Schema = { type: 'map', nullable: true, default: null }
const CHANGEABLE: Readonly<Record<string, Schema>> = {
  description: { ...OPTIONAL_TEXT, maxLength: LONGEST_DESCRIPTION },
  spec: OPTIONAL_MAP,
  fileset: OPTIONAL_TEXT,
  finetuning_type: OPTIONAL_TEXT,
  base_model: OPTIONAL_TEXT,
  api_endpoint: OPTIONAL_MAP,
  backend_format: { ...OPTIONAL_TEXT, enum: ['OPENAI_CHAT', 'ANTHROPIC_MESSAGES'] },
  prompt: OPTIONAL_MAP,
  custom_fields: OPTIONAL_MAP,
  ownership: OPTIONAL_MAP,
  model_providers: { type: 'array', items: { type: 'string' }, nullable: true, default: null },
}
/** A fileset, as releases from 0.8 on want it named. */
const FILESET: Schema = {
  ...OPTIONAL_TEXT,
  minLength: 2,
  maxLength: 127,
  pattern: '^[a-z](?!.*--)[a-z0-9\\-@.+_]{1,62}(?<!-)(/[a-z](?!.*--)[a-z0-9\\-@.+_]{1,62}(?<!-))?$',
}
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: LONGEST_NAME, pattern: NAME_PATTERN },
    project: OPTIONAL_TEXT,
    ...CHANGEABLE,
    trust_remote_code: { type: 'boolean', default: false },
  },
}
const UPDATE_BODY: Schema = {
  type: 'object',
  properties: { ...CHANGEABLE, trust_remote_code: { type: 'boolean', nullable: true, default: null } },
}
const SORTS = ['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at']
const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', default: 1 },
  page_size: { type: 'integer', default: 100 },
  sort: { type: 'string', enum: SORTS, default: 'created_at' },
  verbose: { type: 'boolean', default: false },
}
const FILTER_FIELDS = [
  'adapters',
  'base_model',
  'description',
  'fileset',
  'finetuning_type',
  'lora_enabled',
  'prompt',
]

const COLLECTION = '/apis/models/v2/workspaces/:workspace/models'
const MODEL = `${COLLECTION}/:name`

/** Model entities. */
export function modelRoutes(inference: Inference, state: State, permissions: Permissions): Route[] {
  const { models } = inference
  const find = async ({ params }: Exchange): Promise<ModelRecord> => {
    await inference.settle()
    const { workspace, name } = params
    const record = models.get(keyOf(workspace ?? '', name ?? ''))
    if (record !== undefined) return record
    throw httpError(404, `Model with workspace '${workspace}' and name '${name}' not found`)
  }
  const describe = (model: ModelRecord) => describeModel(model, state)
  const isOld = state.settings.profile.generation < '0.8'
  const strict = (schema: Schema): Schema =>
    isOld ? schema : { ...schema, properties: { ...schema.properties, fileset: FILESET } }
  return [
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'models.create',
      scopes: writes('models'),
      inputs: { body: strict(CREATE_BODY) },
      handle: ({ params, body }) => {
        const workspace = params['workspace'] ?? ''
        const { name, project, ...fields } = body as { name: string; project: string | null }
        const { fileset } = fields as { fileset?: string | null }
        if (fileset) assertFileset(fileset, workspace, state)
        if (models.get(keyOf(workspace, name)) !== undefined) {
          throw httpError(409, `Model with workspace '${workspace}' and name '${name}' already exists`)
        }
        state.assertWorkspace(workspace)
        assertProject(project, workspace, state)
        const record = newModel({ name, workspace, project, ...given(fields) })
        models.set(keyOf(workspace, name), record)
        return json(describe(record), 201)
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'models.list',
      scopes: reads('models'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: async (exchange) => {
        await inference.settle()
        const { data, pagination, sort } = listEntities(exchange, {
          items: models.values(),
          entityType: 'model',
          filterFields: isOld ? FILTER_FIELDS : [...FILTER_FIELDS, 'family', 'model_providers'],
          failure: () => 'Failed to list model entities',
          state,
          permissions,
        })
        return json({ data: data.map(describe).map(withoutNulls), pagination, sort })
      },
    },
    {
      method: 'GET',
      path: MODEL,
      permission: 'models.read',
      scopes: reads('models'),
      inputs: { query: { verbose: { type: 'boolean', default: false } } },
      handle: async (exchange) => json(describe(await find(exchange))),
    },
    {
      method: 'PATCH',
      path: MODEL,
      permission: 'models.update',
      scopes: writes('models'),
      inputs: { query: { verbose: { type: 'boolean', default: false } }, body: strict(UPDATE_BODY) },
      handle: async (exchange) => {
        const record = await find(exchange)
        const changes = given(exchange.body)
        if (changes['fileset']) assertFileset(String(changes['fileset']), record.workspace, state)
        const changed = { ...record, ...changes }
        const isSame = JSON.stringify(changed) === JSON.stringify(record)
        const updated = isSame ? record : { ...changed, updated_at: timestamp() }
        models.set(keyOf(record.workspace, record.name), updated)
        return json(describe(updated))
      },
    },
    {
      method: 'DELETE',
      path: MODEL,
      permission: 'models.delete',
      scopes: writes('models'),
      handle: async (exchange) => {
        const record = await find(exchange)
        models.delete(keyOf(record.workspace, record.name))
        return noContent()
      },
    },
  ]
}

/** Things can belong to a project only if it is there. */
export function assertProject(project: string | null | undefined, workspace: string, state: State): void {
  if (!project || state.projects.get(keyOf(workspace, project)) !== undefined) return
  const advice = 'Please create the project first.'
  throw httpError(422, `Project '${project}' does not exist in workspace '${workspace}'. ${advice}`)
}

/** What is not null: null leaves things as they are. */
function given(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  )
}

function assertFileset(reference: string, workspace: string, state: State): void {
  const [name = '', owner = workspace] = reference.replace('fileset://', '').split('/').reverse()
  if (state.filesets.records.get(keyOf(owner, name)) !== undefined) return
  throw httpError(400, `Fileset '${name}' not found in workspace '${owner}'`)
}

function describeModel(model: ModelRecord, state: State): Fields {
  const { id, name, workspace, project, created_at, updated_at, description, spec, finetuning_type } = model
  const adapters = [
    ...state.settings.store.collection<{ workspace: string; model?: string | null }>('adapters').values(),
  ]
  return {
    id,
    name,
    workspace,
    project,
    created_at,
    updated_at,
    description,
    spec,
    finetuning_type,
    fileset: model.fileset,
    trust_remote_code: model.trust_remote_code,
    base_model: model.base_model,
    api_endpoint: model.api_endpoint,
    backend_format: model.backend_format,
    adapters: adapters.filter((adapter) => adapter.model === keyOf(workspace, name)),
    prompt: model.prompt,
    custom_fields: model.custom_fields,
    ownership: model.ownership,
    model_providers: model.model_providers,
  }
}
