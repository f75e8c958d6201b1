/** Role bindings, which only services see. */

import { json, refuse } from '../answers.ts'
import { type Caller, isService } from '../caller.ts'
import { type Endpoint, type Exchange, reads, writes } from '../endpoint.ts'
import { cut } from '../paging.ts'
import { SYSTEM_WORKSPACE } from '../permissions.ts'
import type { Binding } from '../role-bindings.ts'
import type { State } from '../state.ts'
import type { Schema } from '../validation.ts'
import { PROPAGATION_QUERY } from './workspaces.ts'

const CREATE_BODY: Schema = {
  type: 'object',
  required: ['principal', 'role'],
  properties: {
    principal: { type: 'string' },
    workspace: { type: 'string', nullable: true, default: null },
    role: { type: 'string' },
  },
}
const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', default: 1 },
  page_size: { type: 'integer', default: 10 },
  sort: { type: 'string', default: 'created_at' },
}

const COLLECTION = '/apis/auth/v2/iam/role-bindings'
const BINDING = `${COLLECTION}/:name`

/** Role bindings. */
export function roleBindingEndpoints(state: State): Endpoint[] {
  const { bindings } = state
  const find = ({ params }: Exchange): Binding => {
    const binding = [...bindings.all()].find((candidate) => candidate.name === params['name'])
    if (binding === undefined) throw refuse(404, 'Role binding not found')
    return binding
  }
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'iam.list',
      scopes: reads('auth'),
      inputs: { query: LIST_QUERY },
      handle: ({ caller, query }) => {
        assertService(caller)
        const { sort } = query
        const items = [...bindings.all()]
        if (sort === '-created_at') items.reverse()
        const page = cut(items, query)
        return json({ ...page, data: page.data.map(describeBinding), sort, filter: null })
      },
    },
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'iam.create',
      scopes: writes('auth'),
      inputs: { query: PROPAGATION_QUERY, body: CREATE_BODY },
      handle: async ({ caller, query, body }) => {
        assertService(caller)
        const { principal, role } = body as { principal: string; role: string }
        const workspace = (body['workspace'] as string | null) || SYSTEM_WORKSPACE
        const isThere = bindings
          .active(workspace)
          .some((binding) => binding.principal === principal && binding.role === role)
        if (isThere) {
          throw refuse(
            409,
            'Active role binding already exists for this principal/workspace/role combination',
          )
        }
        state.assertWorkspace(workspace)
        const binding = bindings.grant(principal, workspace, role, caller.id)
        if (query['wait_role_propagation']) await bindings.waitUntil(principal, workspace, role, true)
        return json(describeBinding(binding))
      },
    },
    {
      method: 'GET',
      path: BINDING,
      permission: 'iam.read',
      scopes: reads('auth'),
      handle: (exchange) => {
        assertService(exchange.caller)
        return json(describeBinding(find(exchange)))
      },
    },
    {
      method: 'DELETE',
      path: BINDING,
      permission: 'iam.delete',
      scopes: writes('auth'),
      inputs: { query: PROPAGATION_QUERY },
      handle: async (exchange) => {
        assertService(exchange.caller)
        const binding = find(exchange)
        if (binding.revoked_at !== null) throw refuse(409, 'Role binding is already revoked')
        bindings.revoke(binding)
        const { principal, workspace, role } = binding
        if (exchange.query['wait_role_propagation'])
          await bindings.waitUntil(principal, workspace, role, false)
        return json({ message: 'Resource deleted successfully.', id: binding.id })
      },
    },
  ]
}

// --- internal ---

/** The policy lets PlatformAdmins pass; the route itself does not. */
function assertService(caller: Caller): void {
  if (!isService(caller)) throw refuse(403, 'Forbidden')
}

function describeBinding(binding: Binding): Record<string, unknown> {
  const { id, name, principal, workspace, role, granted_by, granted_at, revoked_at } = binding
  return { id, name, principal, workspace, role, granted_by, granted_at, revoked_at }
}
