/** Role bindings, which only services see. */

import { fieldsOf, type Operation } from '../http/filter/operation.ts'
import { assertPageWithin, pageOf } from '../http/paging.ts'
import { isService, type Principal } from '../http/principal.ts'
import { httpError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import { SYSTEM_WORKSPACE } from '../identity/permissions.ts'
import type { Binding } from '../identity/role-bindings.ts'
import type { State } from './state.ts'
import { PROPAGATION_QUERY } from './workspaces-routes.ts'

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

const LONGEST_PAGE = 1000
const FILTER_FIELDS = [
  'created_at',
  'entity_type',
  'granted_at',
  'granted_by',
  'id',
  'is_active',
  'name',
  'principal',
  'project',
  'revoked_at',
  'role',
  'updated_at',
  'workspace',
]

const COLLECTION = '/apis/auth/v2/iam/role-bindings'
const BINDING = `${COLLECTION}/:name`

/** Role bindings. */
export function roleBindingRoutes(state: State): Route[] {
  const { bindings } = state
  const find = ({ params }: Exchange): Binding => {
    const binding = [...bindings.all()].find((candidate) => candidate.name === params['name'])
    if (binding === undefined) throw httpError(404, 'Role binding not found')
    return binding
  }
  return [
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'iam.list',
      scopes: reads('auth'),
      inputs: { query: LIST_QUERY, hasFilter: true },
      handle: ({ caller, query, filter }) => {
        if (filter !== undefined) assertFields(filter)
        assertService(caller)
        assertPageWithin(query, LONGEST_PAGE)
        const page = pageOf(bindings.all(), query, filter, filterFields)
        return json({ ...page, data: page.data.map(describeBinding) })
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
        assertNew(bindings.find(principal, workspace, role))
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
        if (binding.revoked_at !== null) throw httpError(409, 'Role binding is already revoked')
        bindings.revoke(binding)
        const { principal, workspace, role } = binding
        if (exchange.query['wait_role_propagation'])
          await bindings.waitUntil(principal, workspace, role, false)
        return json({ message: 'Resource deleted successfully.', id: binding.id })
      },
    },
  ]
}

/** What was given once cannot be given again, even after it was taken back: by members it can. */
function assertNew(known: Binding | undefined): void {
  if (known === undefined) return
  const { name, workspace, revoked_at } = known
  throw httpError(
    409,
    revoked_at === null
      ? 'Active role binding already exists for this principal/workspace/role combination'
      : `Entity with name '${name}' already exists in workspace '${workspace}'`,
  )
}

/** The policy lets PlatformAdmins pass; the route itself does not. */
function assertService(caller: Principal): void {
  if (!isService(caller)) throw httpError(403, 'Forbidden')
}

function assertFields(filter: Operation): void {
  const unknown = fieldsOf(filter).find((field) => !FILTER_FIELDS.includes(field))
  if (unknown === undefined) return
  const valid = FILTER_FIELDS.map((field) => `'${field}'`).join(', ')
  throw httpError(400, `Unknown filter field '${unknown}'. Valid fields: [${valid}]`)
}

/** `is_active` may be named, but the platform fails at it. */
function filterFields(binding: Binding): Readonly<Record<string, unknown>> {
  return { ...binding, project: null, entity_type: 'role_binding' }
}

function describeBinding(binding: Binding): Record<string, unknown> {
  const { id, name, principal, workspace, role, granted_by, granted_at, revoked_at } = binding
  return { id, name, principal, workspace, role, granted_by, granted_at, revoked_at }
}
