/** Members of workspaces. */

import type { Principal } from '../http/principal.ts'
import { httpError, json } from '../http/responses.ts'
import { type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import type { Binding } from '../identity/role-bindings.ts'
import { timestamp, zonedTimestamp } from '../store/clock.ts'
import type { State } from './state.ts'
import { PROPAGATION_QUERY } from './workspaces-routes.ts'

const ROLES: Schema = { type: 'array', items: { type: 'string' } }
const CREATE_BODY: Schema = {
  type: 'object',
  required: ['principal'],
  properties: { principal: { type: 'string' }, roles: { ...ROLES, default: ['Editor'] } },
}
const UPDATE_BODY: Schema = { type: 'object', required: ['roles'], properties: { roles: ROLES } }

const COLLECTION = '/apis/entities/v2/workspaces/:workspace/members'
const MEMBER = `${COLLECTION}/:principal_id`

/** Members of workspaces. */
export function memberRoutes(state: State): Route[] {
  const { bindings } = state
  const rolesOf = (workspace: string, principal: string) =>
    bindings.active(workspace).filter((binding) => binding.principal === principal)
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'workspaces.members.list',
      scopes: reads('entities'),
      handle: ({ params }) => {
        const { name } = state.requireWorkspace(params['workspace'])
        return json({ data: groupByPrincipal(bindings.active(name)) })
      },
    },
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'workspaces.members.create',
      scopes: writes('entities'),
      inputs: { query: PROPAGATION_QUERY, body: CREATE_BODY },
      handle: async ({ params, caller, query, body }) => {
        const { name } = state.requireWorkspace(params['workspace'])
        const { principal, roles } = body as { principal: string; roles: string[] }
        for (const role of roles) bindings.grant(principal, name, role, granterOf(caller))
        if (query['wait_role_propagation']) {
          for (const role of roles) await bindings.waitUntil(principal, name, role, true)
        }
        return json({ principal, roles, granted_at: zonedTimestamp(), granted_by: granterOf(caller) }, 201)
      },
    },
    {
      method: 'PUT',
      path: MEMBER,
      permission: 'workspaces.members.update',
      scopes: writes('entities'),
      inputs: { query: PROPAGATION_QUERY, body: UPDATE_BODY },
      handle: async ({ params, caller, query, body }) => {
        const { name } = state.requireWorkspace(params['workspace'])
        const principal = params['principal_id'] ?? ''
        const wanted = new Set(body['roles'] as string[])
        const current = rolesOf(name, principal)
        const removed = current.filter((binding) => !wanted.has(binding.role))
        const added = [...wanted].filter((role) => !current.some((binding) => binding.role === role))
        if (removesLastAdmin(bindings.active(name), removed, principal)) {
          throw httpError(
            409,
            `Cannot remove Admin role from '${principal}'. This is the last Admin for workspace '${name}'. ` +
              'Add another Admin before removing this one.',
          )
        }
        for (const binding of removed) bindings.revoke(binding)
        for (const role of added) bindings.grant(principal, name, role, granterOf(caller))
        if (query['wait_role_propagation']) {
          for (const role of added) await bindings.waitUntil(principal, name, role, true)
          for (const { role } of removed) await bindings.waitUntil(principal, name, role, false)
        }
        const answer = {
          principal,
          roles: [...wanted],
          granted_at: `${timestamp()}Z`,
          granted_by: granterOf(caller),
        }
        return json(answer)
      },
    },
    {
      method: 'DELETE',
      path: MEMBER,
      permission: 'workspaces.members.delete',
      scopes: writes('entities'),
      inputs: { query: PROPAGATION_QUERY },
      handle: async ({ params, query }) => {
        const { name } = state.requireWorkspace(params['workspace'])
        const principal = params['principal_id'] ?? ''
        const current = rolesOf(name, principal)
        if (current.length === 0)
          throw httpError(404, `Member '${principal}' not found in workspace '${name}'`)
        if (removesLastAdmin(bindings.active(name), current, principal)) {
          throw httpError(
            409,
            `Cannot remove member '${principal}'. This is the last Admin for workspace '${name}'. ` +
              'Add another Admin before removing this member.',
          )
        }
        for (const binding of current) bindings.revoke(binding)
        if (query['wait_role_propagation']) {
          for (const { role } of current) await bindings.waitUntil(principal, name, role, false)
        }
        return json({ message: `Member removed from workspace '${name}'`, id: principal })
      },
    },
  ]
}

function granterOf(caller: Principal): string {
  return caller.id || 'system'
}

function removesLastAdmin(
  active: readonly Binding[],
  removed: readonly Binding[],
  principal: string,
): boolean {
  if (!removed.some((binding) => binding.role === 'Admin')) return false
  return !active.some((binding) => binding.role === 'Admin' && binding.principal !== principal)
}

function groupByPrincipal(active: readonly Binding[]): Record<string, unknown>[] {
  const members = new Map<
    string,
    { principal: string; roles: string[]; granted_at: string; granted_by: string }
  >()
  // The entity store lists what is newest first.
  const newestFirst = [...active].sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
  for (const { principal, role, granted_at, granted_by } of newestFirst) {
    const member = members.get(principal) ?? { principal, roles: [], granted_at, granted_by }
    member.roles.push(role)
    if (granted_at < member.granted_at) member.granted_at = granted_at
    members.set(principal, member)
  }
  return [...members.values()]
}
