/** Configurations of deployments, in versions. */

import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { listEntities } from '../workspaces/entity-lists.ts'
import type { State } from '../workspaces/state.ts'
import { type ConfigRecord, type Deployments, keyOfVersion, latestOf, versionsOf } from './deployments.ts'
import { assertProject } from './models-routes.ts'

const OPTIONAL_TEXT: Schema = { type: 'string', maxLength: 255, nullable: true, default: null }
const OPTIONAL_MAP: Schema = { type: 'map', nullable: true, default: null }
const OPTIONAL_NUMBER: Schema = { type: 'integer', minimum: 0, nullable: true, default: null }
const MODEL_SPEC: Schema = {
  type: 'object',
  properties: {
    model_type: OPTIONAL_TEXT,
    model_namespace: OPTIONAL_TEXT,
    model_name: OPTIONAL_TEXT,
    model_revision: OPTIONAL_TEXT,
    chat_template: { type: 'string', nullable: true, default: null },
    tool_call_config: OPTIONAL_MAP,
    lora_enabled: { type: 'boolean', default: false },
  },
}
const EXECUTOR_CONFIG: Schema = {
  type: 'object',
  required: ['gpu'],
  properties: {
    gpu: { type: 'integer', minimum: 0 },
    disk_size: { type: 'string', default: '50Gi' },
    image_name: OPTIONAL_TEXT,
    image_tag: OPTIONAL_TEXT,
    health_check_path: OPTIONAL_TEXT,
    run_as_user: OPTIONAL_NUMBER,
    run_as_group: OPTIONAL_NUMBER,
    additional_envs: { ...OPTIONAL_MAP, values: { type: 'string' } },
    additional_args: { type: 'array', items: { type: 'string' }, default: [] },
    k8s_nim_operator_config: OPTIONAL_MAP,
    override_config: OPTIONAL_MAP,
  },
}
const FIELDS: Readonly<Record<string, Schema>> = {
  description: { type: 'string', maxLength: 1000, nullable: true, default: null },
  engine: { type: 'string', enum: ['nim', 'vllm', 'generic'] },
  model_spec: MODEL_SPEC,
  executor_config: EXECUTOR_CONFIG,
  model_entity_id: OPTIONAL_TEXT,
}
const REQUIRED = ['engine', 'model_spec', 'executor_config']
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name', ...REQUIRED],
  properties: {
    name: { type: 'string', maxLength: 63, pattern: NAME_PATTERN },
    project: OPTIONAL_TEXT,
    ...FIELDS,
  },
}
const UPDATE_BODY: Schema = { type: 'object', required: REQUIRED, properties: FIELDS }
/** Query parameters of lists of versions; they take any page and any order. */
export const VERSIONED_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', default: 1 },
  page_size: { type: 'integer', default: 100 },
  sort: { type: 'string', default: 'created_at' },
}

const COLLECTION = '/apis/models/v2/workspaces/:workspace/deployment-configs'
const CONFIG = `${COLLECTION}/:name`
const VERSION = `${COLLECTION}/:config/versions/:name`

/** Configurations of deployments. */
export function deploymentConfigRoutes(
  deployments: Deployments,
  state: State,
  permissions: Permissions,
): Route[] {
  // Releases from 0.7 on refuse fields that they do not know.
  const closed = (schema: Schema): Schema => ({
    ...schema,
    isClosed: state.settings.profile.generation !== '0.6',
  })
  const { configs } = deployments
  const versions = (workspace: string | undefined, name: string | undefined) =>
    versionsOf(configs.values(), workspace, name)
  const find = ({ params }: Exchange): ConfigRecord => {
    const { workspace, name } = params
    const [latest] = versions(workspace, name)
    if (latest === undefined) throw httpError(404, `Deployment config '${workspace}/${name}' not found`)
    return latest
  }
  const findVersion = ({ params }: Exchange): ConfigRecord => {
    const { workspace, config, name } = params
    const number = versionNumber(name)
    const record = versions(workspace, config).find(({ entity_version }) => entity_version === number)
    if (record !== undefined) return record
    throw httpError(404, `Deployment config '${workspace}/${config}' version '${name}' not found`)
  }
  /** How many use a configuration, or one version of it; of each, only the latest version counts. */
  const usersOf = ({ workspace, name }: ConfigRecord, version?: number) =>
    latestOf(deployments.all())
      .filter((deployment) => deployment.workspace === workspace && deployment.config === name)
      .filter((deployment) => version === undefined || deployment.config_version === version)
      .filter(({ status }) => status !== 'DELETED').length
  const save = (fields: Omit<ConfigRecord, 'id' | 'created_at' | 'updated_at'>) => {
    const created_at = timestamp()
    const record = { ...fields, id: newId('model-deployment-config'), created_at, updated_at: timestamp() }
    configs.set(keyOfVersion(record), record)
    return json(describeConfig(record), 201)
  }
  const read = { permission: 'inference.deployment-configs.read', scopes: reads('models') }
  const create = { permission: 'inference.deployment-configs.create', scopes: writes('models') }
  const remove = { permission: 'inference.deployment-configs.delete', scopes: writes('models') }
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'inference.deployment-configs.list',
      scopes: reads('models'),
      inputs: { query: VERSIONED_QUERY, hasFilter: true },
      handle: (exchange) => {
        const { data, pagination, sort } = listEntities(exchange, {
          items: configs.values(),
          entityType: 'model_deployment_config',
          filterFields: ['description', 'model_entity_id'],
          failure: () => 'Failed to list deployment configs',
          reduce: latestOf,
          state,
          permissions,
        })
        const total_pages = Math.max(1, pagination.total_pages)
        const items = data.map(describeConfig).map(withoutNulls)
        return json({ data: items, pagination: { ...pagination, total_pages }, sort })
      },
    },
    {
      ...create,
      method: 'POST',
      path: COLLECTION,
      inputs: { body: closed(CREATE_BODY) },
      handle: ({ params, body }) => {
        const workspace = params['workspace'] ?? ''
        const fields = body as unknown as Omit<ConfigRecord, 'id' | 'created_at' | 'updated_at'>
        if (versions(workspace, fields.name).length > 0) {
          const name = `workspace '${workspace}' and name '${fields.name}'`
          throw httpError(409, `Deployment config with ${name} already exists`)
        }
        if (state.workspaces.get(workspace) === undefined) {
          throw httpError(500, 'Failed to create deployment config')
        }
        assertProject(fields.project, workspace, state)
        return save({ ...fields, workspace, entity_version: 1 })
      },
    },
    { ...read, method: 'GET', path: CONFIG, handle: (exchange) => json(describeConfig(find(exchange))) },
    {
      ...create,
      method: 'POST',
      path: CONFIG,
      inputs: { body: closed(UPDATE_BODY) },
      handle: ({ params, body }) => {
        const { workspace, name } = params
        const [latest] = versions(workspace, name)
        if (latest === undefined) {
          throw httpError(
            400,
            `Deployment config with workspace '${workspace}' and name '${name}' does not exist`,
          )
        }
        const { project, entity_version } = latest
        const fields = body as unknown as ConfigRecord
        const own = { name: latest.name, workspace: latest.workspace, project }
        return save({ ...fields, ...own, entity_version: entity_version + 1 })
      },
    },
    {
      ...remove,
      method: 'DELETE',
      path: CONFIG,
      handle: (exchange) => {
        const record = find(exchange)
        const users = usersOf(record)
        if (users > 0) {
          const reason = `${users} ModelDeployment(s) still reference it and are not in DELETED status`
          const name = `'${record.workspace}/${record.name}'`
          throw httpError(
            409,
            `Cannot delete ModelDeploymentConfig ${name} because ${reason}. Delete the dependent deployments first.`,
          )
        }
        for (const version of versions(record.workspace, record.name)) configs.delete(keyOfVersion(version))
        return noContent()
      },
    },
    {
      ...read,
      method: 'GET',
      path: `${CONFIG}/versions`,
      handle: ({ params }) => json(versions(params['workspace'], params['name']).map(describeConfig)),
    },
    {
      ...read,
      method: 'GET',
      path: VERSION,
      handle: (exchange) => json(describeConfig(findVersion(exchange))),
    },
    {
      ...remove,
      method: 'DELETE',
      path: VERSION,
      handle: (exchange) => {
        const record = findVersion(exchange)
        const users = usersOf(record, record.entity_version)
        if (users > 0) {
          const name = `'${record.workspace}/${record.name}' version ${record.entity_version}`
          const reason = `${users} ModelDeployment(s) still reference it and are not in DELETED status`
          throw httpError(409, `Cannot delete ModelDeploymentConfig ${name} because ${reason}`)
        }
        configs.delete(keyOfVersion(record))
        return noContent()
      },
    },
  ]
}

/**
 * The number of a version in a path or query.
 *
 * @throws HTTPError with 400 for what is no number.
 */
export function versionNumber(text: string | undefined): number {
  if (/^\s*[-+]?\d+\s*$/.test(text ?? '')) return Number(text)
  throw httpError(400, `Invalid version '${text}': must be a positive integer`)
}

function describeConfig(config: ConfigRecord): Fields {
  const { id, name, workspace, project, created_at, updated_at, entity_version, description } = config
  const { engine, model_spec, executor_config, model_entity_id } = config
  return {
    id,
    name,
    workspace,
    project,
    created_at,
    updated_at,
    entity_version,
    description,
    engine,
    model_spec,
    executor_config,
    model_entity_id,
  }
}
