/** Deployments of models, in versions. */

import type { Principal } from '../http/principal.ts'
import { httpError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { listEntities } from '../workspaces/entity-lists.ts'
import type { State } from '../workspaces/state.ts'
import { VERSIONED_QUERY, versionNumber } from './deployment-configs-routes.ts'
import { type DeploymentRecord, type Deployments, latestOf, versionsOf } from './deployments.ts'
import { SERVING_STATUSES, type ServingStatus } from './inference.ts'
import { assertProject } from './models-routes.ts'

const CONFIG: Readonly<Record<string, Schema>> = {
  config: { type: 'string', maxLength: 255 },
  config_version: { type: 'integer', nullable: true, default: null },
}
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name', 'config'],
  properties: {
    name: { type: 'string', maxLength: 63, pattern: NAME_PATTERN },
    project: { type: 'string', maxLength: 255, nullable: true, default: null },
    ...CONFIG,
  },
}
const UPDATE_BODY: Schema = { type: 'object', required: ['config'], properties: CONFIG }
const STATUS_BODY: Schema = {
  type: 'object',
  required: ['status'],
  properties: {
    status: { type: 'string', enum: SERVING_STATUSES },
    status_message: { type: 'string', maxLength: 1000, default: '' },
    model_provider_id: { type: 'string', maxLength: 255, nullable: true, default: null },
  },
}

const COLLECTION = '/apis/models/v2/workspaces/:workspace/deployments'
const DEPLOYMENT = `${COLLECTION}/:name`
const VERSION = `${COLLECTION}/:deployment/versions/:name`

/** Deployments. */
export function deploymentRoutes(deployments: Deployments, state: State, permissions: Permissions): Route[] {
  // Releases from 0.7 on refuse fields that they do not know.
  const closed = (schema: Schema): Schema => ({
    ...schema,
    isClosed: state.settings.profile.generation !== '0.6',
  })
  const versions = (workspace: string | undefined, name: string | undefined) =>
    versionsOf(deployments.all(), workspace, name)
  const find = ({ params }: Exchange): DeploymentRecord => {
    const { workspace, name } = params
    const [latest] = versions(workspace, name)
    if (latest === undefined) throw httpError(404, `Deployment '${workspace}/${name}' not found`)
    return latest
  }
  const findVersion = ({ params }: Exchange): DeploymentRecord => {
    const { workspace, deployment, name } = params
    const number = versionNumber(name)
    const record = versions(workspace, deployment).find(({ entity_version }) => entity_version === number)
    if (record !== undefined) return record
    throw httpError(404, `Deployment '${workspace}/${deployment}' version '${name}' not found`)
  }
  /** The version of a configuration that is asked for, or its latest. */
  const configVersion = (workspace: string, config: string, wanted: number | null): number => {
    const known = versionsOf(deployments.configs.values(), workspace, config)
    if (!wanted) {
      const [latest] = known
      if (latest !== undefined) return latest.entity_version
      throw httpError(400, `Deployment config '${workspace}/${config}' does not exist`)
    }
    if (known.some(({ entity_version }) => entity_version === wanted)) return wanted
    throw httpError(400, `Deployment config '${workspace}/${config}' version '${wanted}' does not exist`)
  }
  const read = { permission: 'inference.deployments.read', scopes: reads('models') }
  const create = { permission: 'inference.deployments.create', scopes: writes('models') }
  const remove = { permission: 'inference.deployments.delete', scopes: writes('models') }
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'inference.deployments.list',
      scopes: reads('models'),
      inputs: {
        query: { ...VERSIONED_QUERY, all_versions: { type: 'boolean', default: false } },
        hasFilter: true,
      },
      handle: (exchange) => {
        const isWhole = exchange.query['all_versions'] === true
        const { data, pagination, sort } = listEntities(exchange, {
          items: deployments.all(),
          entityType: 'model_deployment',
          filterFields: ['config', 'model_provider_id', 'status', 'status_message'],
          failure: () => 'Failed to list deployments',
          reduce: isWhole ? undefined : latestOf,
          state,
          permissions,
        })
        const total_pages = isWhole ? pagination.total_pages : Math.max(1, pagination.total_pages)
        const items = data.map(describeDeployment).map(withoutNulls)
        return json({ data: items, pagination: { ...pagination, total_pages }, sort })
      },
    },
    {
      ...create,
      method: 'POST',
      path: COLLECTION,
      inputs: { body: closed(CREATE_BODY) },
      handle: ({ params, body, caller }) => {
        const workspace = params['workspace'] ?? ''
        const { name, project, config, config_version } = body as unknown as CreateDeploymentBody
        if (versions(workspace, name).length > 0) {
          throw httpError(409, `Deployment with workspace '${workspace}' and name '${name}' already exists`)
        }
        const version = configVersion(workspace, config, config_version)
        assertProject(project, workspace, state)
        const record = deployments.add({
          name,
          workspace,
          project,
          config,
          config_version: version,
          entity_version: 1,
          auth_context: contextOf(caller),
        })
        return json(describeDeployment(record), 201)
      },
    },
    {
      ...read,
      method: 'GET',
      path: DEPLOYMENT,
      handle: (exchange) => json(describeDeployment(find(exchange))),
    },
    {
      ...create,
      method: 'POST',
      path: DEPLOYMENT,
      inputs: { body: closed(UPDATE_BODY) },
      handle: ({ params, body, caller }) => {
        const { workspace = '', name = '' } = params
        const { config, config_version } = body as unknown as CreateDeploymentBody
        const [latest] = versions(workspace, name)
        if (latest === undefined) {
          throw httpError(400, `Deployment with workspace '${workspace}' and name '${name}' does not exist`)
        }
        const record = deployments.add({
          name,
          workspace,
          project: latest.project,
          config,
          config_version: configVersion(workspace, config, config_version),
          entity_version: latest.entity_version + 1,
          auth_context: contextOf(caller),
        })
        return json(describeDeployment(record), 201)
      },
    },
    {
      ...remove,
      method: 'DELETE',
      path: DEPLOYMENT,
      handle: (exchange) => {
        const { workspace, name } = find(exchange)
        return deleteVersions(deployments, versions(workspace, name), `${workspace}/${name}`)
      },
    },
    {
      ...read,
      method: 'GET',
      path: `${DEPLOYMENT}/models`,
      handle: (exchange) => {
        const { workspace, name } = find(exchange)
        return json({ workspace, name, models: [] })
      },
    },
    {
      ...read,
      method: 'GET',
      path: `${DEPLOYMENT}/versions`,
      handle: ({ params }) => json(versions(params['workspace'], params['name']).map(describeDeployment)),
    },
    {
      method: 'POST',
      path: `${DEPLOYMENT}/status`,
      permission: 'inference.deployments.update',
      scopes: writes('models'),
      inputs: { query: { version: { type: 'string' } }, body: closed(STATUS_BODY) },
      handle: (exchange) => {
        const { params, query, body } = exchange
        const { status, status_message, model_provider_id } = body as unknown as StatusUpdate
        const version = query['version'] as string | undefined
        const record = version
          ? findVersion({
              ...exchange,
              params: { ...params, deployment: params['name'] ?? '', name: version },
            })
          : find(exchange)
        if (record.status === 'DELETING' && status !== 'DELETED') {
          const rule = 'Only transition to DELETED is allowed.'
          throw httpError(409, `Deployment is marked for deletion (DELETING). ${rule}`)
        }
        const updated = deployments.setStatus(record, status, status_message, model_provider_id)
        return json(describeDeployment(updated))
      },
    },
    {
      ...read,
      method: 'GET',
      path: VERSION,
      handle: (exchange) => json(describeDeployment(findVersion(exchange))),
    },
    {
      ...remove,
      method: 'DELETE',
      path: VERSION,
      handle: (exchange) => {
        const record = findVersion(exchange)
        const { workspace, deployment, name } = exchange.params
        return deleteVersions(deployments, [record], `${workspace}/${deployment}' version '${name}`)
      },
    },
  ]
}

interface CreateDeploymentBody {
  name: string
  project: string | null
  config: string
  config_version: number | null
}

interface StatusUpdate {
  status: ServingStatus
  status_message: string
  model_provider_id: string | null
}

/** Marks versions for deletion. What is deleted already goes for good; then the platform looks for it in vain. */
function deleteVersions(
  deployments: Deployments,
  records: readonly DeploymentRecord[],
  name: string,
): Response {
  if (records.some(({ status }) => status !== 'DELETED')) {
    for (const record of records) if (record.status !== 'DELETED') deployments.markDeleted(record)
    return json(null, 202)
  }
  for (const record of records) deployments.remove(record)
  throw httpError(404, `Deployment '${name}' not found`)
}

function contextOf({ id, email, groups }: Principal): Fields {
  return {
    principal_id: id,
    principal_email: email ?? null,
    principal_groups: groups,
    principal_on_behalf_of: null,
    principal_on_behalf_of_groups: null,
    principal_on_behalf_of_email: null,
  }
}

function describeDeployment(deployment: DeploymentRecord): Fields {
  const { id, name, workspace, project, created_at, updated_at, entity_version, config } = deployment
  return {
    id,
    name,
    workspace,
    project,
    created_at,
    updated_at,
    entity_version,
    config,
    config_version: deployment.config_version,
    status: deployment.status,
    status_message: deployment.status_message,
    status_history: deployment.status_history,
    model_provider_id: deployment.model_provider_id,
    auth_context: deployment.auth_context,
  }
}
