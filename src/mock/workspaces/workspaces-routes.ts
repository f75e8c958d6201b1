/** Workspaces. */

import { LIST_QUERY, pageOf } from '../http/paging.ts'
import {
  actingFor,
  bindingPrincipalOf,
  effectiveIdOf,
  isService,
  listingPrincipalsOf,
  type Principal,
  principalsOf,
} from '../http/principal.ts'
import { httpError, json } from '../http/responses.ts'
import { type Route, reads, writes } from '../http/route.ts'
import { NAME_PATTERN, type Schema } from '../http/schema.ts'
import { type Permissions, WILDCARD } from '../identity/permissions.ts'
import type { State, WorkspaceRecord } from './state.ts'

/** Query parameter of every change of roles. */
export const PROPAGATION_QUERY: Readonly<Record<string, Schema>> = {
  wait_role_propagation: { type: 'boolean', default: true },
}

const CREATE_BODY: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: NAME_PATTERN },
    description: { type: 'string', nullable: true, default: null },
  },
}
const UPDATE_BODY: Schema = {
  type: 'object',
  properties: { description: { type: 'string', nullable: true, default: null } },
}

/** Workspaces. */
export function workspaceRoutes(state: State, permissions: Permissions): Route[] {
  const { settings, bindings } = state
  return [
    {
      method: 'POST',
      path: '/apis/entities/v2/workspaces',
      permission: 'workspaces.create',
      scopes: writes('entities'),
      inputs: { query: PROPAGATION_QUERY, body: CREATE_BODY },
      handle: async ({ caller, query, body }) => {
        const { name, description } = body as { name: string; description: string | null }
        const { generation } = settings.profile
        if (generation === '0.8' && name.startsWith('sample-')) {
          const flow = 'are reserved for the sample flow'
          throw httpError(403, `Workspace names beginning with 'sample-' ${flow}`)
        }
        const existing = state.workspaces.get(name)
        if (existing !== undefined) {
          const isDying = generation === '0.8' && existing.deletedAt !== null
          throw httpError(409, `Workspace '${name}' ${isDying ? 'is still being deleted' : 'already exists'}`)
        }
        const record = state.createWorkspace(name, description, effectiveIdOf(caller))
        const admin = bindingPrincipalOf(generation < '0.8' ? caller : actingFor(caller))
        if (settings.authEnabled && admin !== '') {
          bindings.grant(admin, name, 'Admin', caller.id || admin)
          if (query['wait_role_propagation']) await bindings.waitUntil(admin, name, 'Admin', true)
        }
        return json(describeWorkspace(record), 201)
      },
    },
    {
      method: 'GET',
      path: '/apis/entities/v2/workspaces',
      // Everybody may list; the list holds what one may see.
      scopes: reads('entities'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: ({ caller, query, filter }) => {
        const visible = visibleWorkspaces(state, caller, permissions)
        const items = [...state.workspaces.values()].filter(
          (record) => record.deletedAt === null && (visible === undefined || visible.has(record.name)),
        )
        const page = pageOf(items, query, filter, filterFields)
        return json({ ...page, data: page.data.map(describeWorkspace) })
      },
    },
    {
      method: 'GET',
      path: '/apis/entities/v2/workspaces/:name',
      permission: 'workspaces.read',
      scopes: reads('entities'),
      isWorkspace: true,
      handle: ({ params }) => {
        const record = state.requireWorkspace(params['name'])
        if (record.deletedAt !== null) throw httpError(404, `Workspace '${record.name}' not found`)
        return json(describeWorkspace(record))
      },
    },
    {
      method: 'PUT',
      path: '/apis/entities/v2/workspaces/:name',
      permission: 'workspaces.update',
      scopes: writes('entities'),
      isWorkspace: true,
      inputs: { body: UPDATE_BODY },
      handle: ({ params, caller, body }) => {
        const record = state.requireWorkspace(params['name'])
        const description = (body['description'] as string | null) ?? record.description
        return json(describeWorkspace(state.updateWorkspace(record, description, effectiveIdOf(caller))))
      },
    },
    {
      method: 'DELETE',
      path: '/apis/entities/v2/workspaces/:name',
      permission: 'workspaces.delete',
      scopes: writes('entities'),
      isWorkspace: true,
      handle: ({ params }) => {
        const record = state.requireWorkspace(params['name'])
        if (settings.profile.isDocumented) return deleteIfEmpty(state, record)
        if (record.deletedAt !== null) throw httpError(404, `Workspace '${record.name}' not found`)
        state.markDeleted(record)
        return json({ message: 'Workspace marked for deletion', id: record.name })
      },
    },
    ...(settings.profile.generation === '0.8' ? [deletionRoute(state, permissions)] : []),
  ]
}

/** How far a deletion is: for who made the workspace, administrators and services. */
function deletionRoute(state: State, permissions: Permissions): Route {
  return {
    method: 'GET',
    path: '/apis/entities/v2/workspace-deletions/:name',
    scopes: reads('entities'),
    handle: ({ params, caller }) => {
      const name = params['name'] ?? ''
      const record = state.workspaces.get(name)
      const isMeant =
        record !== undefined &&
        record.deletedAt !== null &&
        (!state.settings.authEnabled ||
          isService(caller) ||
          record.created_by === effectiveIdOf(caller) ||
          permissions.isAdministrator(principalsOf(caller)))
      if (!isMeant) throw httpError(404, `Workspace '${name}' not found`)
      const { updated_at } = record
      return json({ name, deletion_stage: 'pending', deletion_error: null, updated_at })
    },
  }
}

/** Stands for all workspaces that one may see. */
export const ALL_WORKSPACES = '-'

/** Names of the workspaces whose things a list shows; undefined for all. */
export function listedWorkspaces(
  workspace: string,
  state: State,
  caller: Principal,
  permissions: Permissions,
): Set<string> | undefined {
  return workspace === ALL_WORKSPACES ? visibleWorkspaces(state, caller, permissions) : new Set([workspace])
}

function describeWorkspace(record: WorkspaceRecord): Record<string, unknown> {
  const { id, name, description, created_at, created_by, updated_at, updated_by } = record
  return { id, name, description, created_at, created_by, updated_at, updated_by }
}

function filterFields(record: WorkspaceRecord): Record<string, unknown> {
  return { ...describeWorkspace(record), deletion_stage: null }
}

/**
 * Names of the workspaces in somebody's list; undefined for all. Releases before 0.7 count bindings that were revoked, too: a
 * former member goes on seeing the workspace.
 */
function visibleWorkspaces(
  state: State,
  caller: Principal,
  permissions: Permissions,
): Set<string> | undefined {
  const { settings, bindings } = state
  const principals = listingPrincipalsOf(caller)
  const seesAll =
    !settings.authEnabled ||
    (isService(caller) && caller.onBehalfOf === undefined) ||
    permissions.isAdministrator(principals)
  if (seesAll) return undefined
  const names = new Set([...principals, WILDCARD])
  const { generation, isDocumented } = settings.profile
  const keepsFormerMembers = generation === '0.6' && !isDocumented
  const counts = (revokedAt: string | null) => keepsFormerMembers || revokedAt === null
  return new Set(
    [...bindings.all()]
      .filter((binding) => names.has(binding.principal) && counts(binding.revoked_at))
      .map((binding) => binding.workspace),
  )
}

/** The documentation's deletion: at once, and only of an empty workspace. */
function deleteIfEmpty(state: State, record: WorkspaceRecord): Response {
  const contents = state.contentsOf(record.name)
  if (contents.length > 0) {
    const list = contents.map(([type, count]) => `${type} (${count})`).join(', ')
    throw httpError(
      409,
      `Cannot delete workspace '${record.name}': workspace contains entities that must be deleted first: ${list}`,
    )
  }
  state.remove(record)
  return json({ message: 'Workspace deleted', id: record.name })
}
