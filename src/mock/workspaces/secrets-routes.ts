/** Secrets: their values go in, but people never get them out. */

import { assertPageWithin, paginate } from '../http/paging.ts'
import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { keyOf, type SecretRecord, type State } from './state.ts'
import { ALL_WORKSPACES, listedWorkspaces } from './workspaces-routes.ts'

const LONGEST_NAME = 63

const isEmpty = (fields: Fields) => (fields['value'] === '' ? 'Secret value cannot be empty' : undefined)

const CREATE_BODY: Schema = {
  type: 'object',
  check: isEmpty,
  required: ['name', 'value'],
  properties: {
    name: { type: 'string', maxLength: LONGEST_NAME, pattern: NAME_PATTERN },
    description: { type: 'string', nullable: true, default: null },
    value: { type: 'string' },
  },
}
const UPDATE_BODY: Schema = {
  type: 'object',
  check: isEmpty,
  properties: {
    description: { type: 'string', nullable: true, default: null },
    value: { type: 'string', nullable: true, default: null },
  },
}
const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', exclusiveMinimum: 0, default: 1 },
  page_size: { type: 'integer', exclusiveMinimum: 0, default: 10 },
}
/** The store behind the list has a limit of its own, and its words come back as a string. */
const LONGEST_PAGE = 1000

const COLLECTION = '/apis/secrets/v2/workspaces/:workspace/secrets'
const SECRET = `${COLLECTION}/:name`

/** Secrets. */
export function secretRoutes(state: State, permissions: Permissions): Route[] {
  const { secrets } = state
  const find = ({ params }: Exchange): SecretRecord => {
    const { workspace, name } = params
    const record = secrets.get(keyOf(workspace ?? '', name ?? ''))
    if (record === undefined) throw httpError(404, `Secret ${workspace}/${name} not found`)
    return record
  }
  return [
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'secrets.create',
      scopes: writes('secrets'),
      inputs: { body: CREATE_BODY },
      handle: ({ params, body }) => {
        const workspace = params['workspace'] ?? ''
        const { name, description, value } = body as {
          name: string
          description: string | null
          value: string
        }
        if (secrets.get(keyOf(workspace, name)) !== undefined) {
          throw httpError(409, `Secret '${workspace}/${name}' already exists`)
        }
        state.assertWorkspace(workspace)
        const record = {
          name,
          workspace,
          description,
          value,
          created_at: timestamp(),
          updated_at: timestamp(),
        }
        secrets.set(keyOf(workspace, name), record)
        return json(describeSecret(record), 201)
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'secrets.list',
      scopes: reads('secrets'),
      inputs: { query: LIST_QUERY },
      handle: ({ params, caller, query }) => {
        assertPageWithin(query, LONGEST_PAGE)
        const workspace = params['workspace'] ?? ''
        if (workspace !== ALL_WORKSPACES) state.requireWorkspace(workspace)
        const visible = listedWorkspaces(workspace, state, caller, permissions)
        const items = [...secrets.values()].filter((record) => visible?.has(record.workspace) ?? true)
        const page = paginate(items.reverse(), query)
        // Nulls are left out of this list.
        return json({ ...page, data: page.data.map(describeSecret).map(withoutNulls) })
      },
    },
    {
      method: 'GET',
      path: SECRET,
      permission: 'secrets.read',
      scopes: reads('secrets'),
      handle: (exchange) => json(describeSecret(find(exchange))),
    },
    {
      method: 'PATCH',
      path: SECRET,
      permission: 'secrets.update',
      scopes: writes('secrets'),
      inputs: { body: UPDATE_BODY },
      handle: (exchange) => {
        const { description, value } = exchange.body as { description: string | null; value: string | null }
        const record = find(exchange)
        const updated: SecretRecord = {
          ...record,
          description: description ?? record.description,
          value: value ?? record.value,
          updated_at: timestamp(),
        }
        secrets.set(keyOf(record.workspace, record.name), updated)
        return json(describeSecret(updated))
      },
    },
    {
      method: 'DELETE',
      path: SECRET,
      permission: 'secrets.delete',
      scopes: writes('secrets'),
      handle: (exchange) => {
        const record = find(exchange)
        secrets.delete(keyOf(record.workspace, record.name))
        return noContent()
      },
    },
    {
      method: 'GET',
      path: `${SECRET}/access`,
      permission: 'secrets.access',
      scopes: reads('secrets'),
      handle: (exchange) => {
        const { name, workspace, value } = find(exchange)
        return json({ name, workspace, value })
      },
    },
    {
      method: 'POST',
      path: '/apis/secrets/v2/rotate-encryption-keys',
      permission: 'secrets.rotate',
      scopes: writes('secrets'),
      handle: () => json({ rotated_secrets: 0, success: true }, 202),
    },
  ]
}

function describeSecret(record: SecretRecord): Record<string, unknown> {
  const { name, workspace, description, created_at, updated_at } = record
  return { name, workspace, description, created_at, updated_at }
}

function withoutNulls(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
