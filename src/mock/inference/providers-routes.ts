/** Providers of models. */

import { canBeLookedUp, LONGEST_LOOKUP } from '../http/lookup.ts'
import { repr } from '../http/python-repr.ts'
import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { listEntities } from '../workspaces/entity-lists.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { type Inference, type ProviderRecord, SERVING_STATUSES, type ServingStatus } from './inference.ts'
import { assertProject } from './models-routes.ts'

const LONGEST_NAME = 63
const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const OPTIONAL_MAP: Schema = { type: 'map', nullable: true, default: null }
const OPTIONAL_HEADERS: Schema = { type: 'map', values: { type: 'string' }, nullable: true, default: null }
const OPTIONAL_STATUS: Schema = { type: 'string', enum: SERVING_STATUSES, nullable: true, default: null }

const FIELDS: Readonly<Record<string, Schema>> = {
  project: OPTIONAL_TEXT,
  description: { ...OPTIONAL_TEXT, maxLength: 1000 },
  host_url: { type: 'string', maxLength: 2048 },
  api_key_secret_name: { ...OPTIONAL_TEXT, maxLength: 255 },
  enabled_models: { type: 'array', items: { type: 'string' }, nullable: true, default: null },
  default_extra_body: OPTIONAL_MAP,
  default_extra_headers: OPTIONAL_HEADERS,
  required_extra_body: OPTIONAL_MAP,
  required_extra_headers: OPTIONAL_HEADERS,
  model_deployment_id: { ...OPTIONAL_TEXT, maxLength: 255 },
  status: OPTIONAL_STATUS,
  status_message: { ...OPTIONAL_TEXT, maxLength: 1000 },
  auth_header_format: { ...OPTIONAL_TEXT, maxLength: 1024 },
}
const HOST_URL: Schema = {
  type: 'string',
  maxLength: 2048,
  refusal: (url) =>
    /^https?:\/\/[^/]/i.test(url)
      ? undefined
      : `Model provider host_url must include a scheme (http:// or https://); got '${url}'`,
}
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name', 'host_url'],
  properties: { name: { type: 'string', maxLength: LONGEST_NAME, pattern: NAME_PATTERN }, ...FIELDS },
}
const UPSERT_BODY: Schema = { type: 'object', required: ['host_url'], properties: FIELDS }
const SERVED_MODEL: Schema = {
  type: 'object',
  required: ['model_entity_id', 'served_model_name'],
  properties: { model_entity_id: { type: 'string' }, served_model_name: { type: 'string' } },
}
const STATUS_BODY: Schema = {
  type: 'object',
  properties: {
    model_deployment_id: { ...OPTIONAL_TEXT, maxLength: 255 },
    served_models: { type: 'array', items: SERVED_MODEL, nullable: true, default: null },
    status: OPTIONAL_STATUS,
    status_message: { ...OPTIONAL_TEXT, maxLength: 1000 },
  },
}
const SORT_KEYS = ['name', 'created_at', 'updated_at', 'status']
const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', default: 1 },
  page_size: { type: 'integer', default: 100 },
  sort: { type: 'string', enum: SORT_KEYS.flatMap((key) => [key, `-${key}`]), default: 'created_at' },
}
const FILTER_FIELDS = ['description', 'host_url', 'model_deployment_id', 'status']

const COLLECTION = '/apis/models/v2/workspaces/:workspace/providers'
const PROVIDER = `${COLLECTION}/:name`

/** Providers. */
export function providerRoutes(inference: Inference, state: State, permissions: Permissions): Route[] {
  const { providers } = inference
  // Releases from 0.7 on look at the URL.
  const checked = (schema: Schema): Schema =>
    state.settings.profile.generation === '0.6'
      ? schema
      : { ...schema, properties: { ...schema.properties, host_url: HOST_URL } }
  const lookUp = async ({ params }: Exchange) => {
    await inference.settle()
    return providers.get(keyOf(params['workspace'] ?? '', params['name'] ?? ''))
  }
  const find = async (exchange: Exchange): Promise<ProviderRecord> => {
    assertLookup(exchange)
    const record = await lookUp(exchange)
    const { workspace, name } = exchange.params
    if (record === undefined) throw httpError(404, `Model provider not found: ${workspace}/${name}`)
    return record
  }
  const create = (workspace: string, fields: ProviderFields) => {
    state.assertWorkspace(workspace)
    assertProject(fields.project, workspace, state)
    return inference.addProvider({
      ...fields,
      workspace,
      served_models: [],
      status: fields.status ?? 'CREATED',
      status_message: fields.status_message ?? (fields.status ? '' : 'Model provider created'),
    })
  }
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'inference.providers.list',
      scopes: reads('models'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: async (exchange) => {
        await inference.settle()
        const { data, pagination, sort } = listEntities(exchange, {
          items: providers.values(),
          entityType: 'model_provider',
          filterFields: FILTER_FIELDS,
          failure: (reason) => reason,
          state,
          permissions,
        })
        return json({ data: data.map(describeProvider).map(withoutNulls), pagination, sort })
      },
    },
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'inference.providers.create',
      scopes: writes('models'),
      inputs: { body: checked(CREATE_BODY) },
      handle: ({ params, body }) => {
        const workspace = params['workspace'] ?? ''
        const fields = body as unknown as ProviderFields
        assertUsable(fields, workspace, state)
        if (providers.get(keyOf(workspace, fields.name)) !== undefined) {
          const name = `workspace '${workspace}' and name '${fields.name}'`
          throw httpError(409, `Model provider with ${name} already exists`)
        }
        const message = fields.status_message ?? 'Model provider created'
        return json(describeProvider(create(workspace, { ...fields, status_message: message })), 201)
      },
    },
    {
      method: 'PUT',
      path: PROVIDER,
      permission: 'inference.providers.update',
      scopes: writes('models'),
      inputs: { body: checked(UPSERT_BODY) },
      handle: async (exchange) => {
        const { workspace = '', name = '' } = exchange.params
        const fields = { ...exchange.body, name } as unknown as ProviderFields
        assertUsable(fields, workspace, state)
        const before = await lookUp(exchange)
        if (before !== undefined) {
          assertProject(fields.project, workspace, state)
          return json(describeProvider(update(inference, before, overlay(fields, before))))
        }
        assertName(name)
        return json(describeProvider(create(workspace, fields)))
      },
    },
    {
      method: 'PUT',
      path: `${PROVIDER}/status`,
      permission: 'inference.providers.update',
      scopes: writes('models'),
      inputs: { body: STATUS_BODY },
      handle: async (exchange) => {
        const { workspace, name } = exchange.params
        const record = await lookUp(exchange)
        if (record === undefined) throw httpError(404, `Model provider ${workspace}/${name} not found`)
        const { model_deployment_id, served_models, status, status_message } =
          exchange.body as Partial<ProviderRecord>
        const changes = {
          ...(model_deployment_id ? { model_deployment_id } : {}),
          ...(served_models ? { served_models } : {}),
          ...(status ? { status, status_message: status_message ?? '' } : {}),
        }
        return json(describeProvider(update(inference, record, changes)))
      },
    },
    {
      method: 'GET',
      path: PROVIDER,
      permission: 'inference.providers.read',
      scopes: reads('models'),
      handle: async (exchange) => json(describeProvider(await find(exchange))),
    },
    {
      method: 'DELETE',
      path: PROVIDER,
      permission: 'inference.providers.delete',
      scopes: writes('models'),
      handle: async (exchange) => {
        inference.removeProvider(await find(exchange))
        return noContent()
      },
    },
  ]
}

type ProviderFields = Omit<
  ProviderRecord,
  'id' | 'workspace' | 'served_models' | 'status' | 'status_message' | 'created_at' | 'updated_at' | 'due'
> & { status: ServingStatus | null; status_message: string | null }

/** What an update leaves of the state. */
function overlay(fields: ProviderFields, before: ProviderRecord): Partial<ProviderRecord> {
  const { status, status_message, ...rest } = fields
  const state = status === null ? {} : { status, status_message: status_message ?? '' }
  return { ...rest, ...state, served_models: before.served_models }
}

function update(
  inference: Inference,
  before: ProviderRecord,
  changes: Partial<ProviderRecord>,
): ProviderRecord {
  const changed = { ...before, ...changes }
  const isSame = JSON.stringify(changed) === JSON.stringify(before)
  // Whoever says what a provider is need not ask it any more.
  const due = changed.status === 'CREATED' ? before.due : null
  const updated = isSame ? before : { ...changed, due, updated_at: timestamp() }
  inference.providers.set(keyOf(before.workspace, before.name), updated)
  return updated
}

const REFUSED_HEADERS: Readonly<Record<string, string>> = {
  authorization: ' Use api_key_secret_name for authentication.',
  cookie: '',
}

/** Checks what a provider refers to, and that it does not smuggle in who asks. */
function assertUsable(fields: ProviderFields, workspace: string, state: State): void {
  const secret = fields.api_key_secret_name
  if (secret) {
    const [name = '', owner = workspace] = secret.split('/').reverse()
    if (state.secrets.get(keyOf(owner, name)) === undefined) {
      throw httpError(400, `Secret '${name}' not found in workspace '${owner}'`)
    }
  }
  for (const field of ['default_extra_headers', 'required_extra_headers'] as const) {
    for (const name of Object.keys(fields[field] ?? {})) {
      const advice = REFUSED_HEADERS[name.toLowerCase()]
      if (advice === undefined) continue
      const shown = name[0]?.toUpperCase() + name.slice(1).toLowerCase()
      throw httpError(400, `${shown} header is not allowed in ${field}.${advice}`)
    }
  }
}

/** The library that asks the service for one refuses what can be no name, and nobody catches its error. */
function assertLookup({ params, request }: Exchange): void {
  const { name = '' } = params
  if (canBeLookedUp(name)) return
  const verb = request.method === 'DELETE' ? 'Delete' : 'Get'
  const [type, problem] =
    name.length > LONGEST_LOOKUP
      ? ['string_too_long', `String should have at most ${LONGEST_LOOKUP} characters`]
      : ['string_pattern_mismatch', "String should match pattern '^[\\w\\-.]+$'"]
  const input = name.length > 50 ? `${name.slice(0, 24)}...${name.slice(-23)}` : name
  throw httpError(
    500,
    `1 validation error for ${verb}ModelProviderRequest\nname\n  ${problem} [type=${type}, input_value='${input}', input_type=str]\n` +
      `    For further information visit https://errors.pydantic.dev/2.14/v/${type}`,
  )
}

/** A name in the path is checked by the store behind, and its words come back as a text. */
function assertName(name: string): void {
  if (new RegExp(NAME_PATTERN).test(name)) return
  const msg = `String should match pattern '${NAME_PATTERN}'`
  const issue = {
    type: 'string_pattern_mismatch',
    loc: ['body', 'name'],
    msg,
    input: name,
    ctx: { pattern: NAME_PATTERN },
  }
  throw httpError(422, repr([issue]))
}

function describeProvider(provider: ProviderRecord): Fields {
  const { id, name, workspace, project, created_at, updated_at, description, host_url } = provider
  return {
    id,
    name,
    workspace,
    project,
    created_at,
    updated_at,
    description,
    host_url,
    api_key_secret_name: provider.api_key_secret_name,
    served_models: provider.served_models,
    enabled_models: provider.enabled_models,
    status: provider.status,
    status_message: provider.status_message,
    default_extra_body: provider.default_extra_body,
    default_extra_headers: provider.default_extra_headers,
    required_extra_body: provider.required_extra_body,
    required_extra_headers: provider.required_extra_headers,
    model_deployment_id: provider.model_deployment_id,
    auth_context: null,
    auth_header_format: provider.auth_header_format,
  }
}
