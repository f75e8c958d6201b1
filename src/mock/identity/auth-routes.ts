/** Who one is, and access keys. */

import { paginate } from '../http/paging.ts'
import { actingFor, isService, isServiceAccount, type Principal, principalsOf } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import type { Exchange, Route } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import type { MockSettings } from '../platform-options.ts'
import { type AccessKeyRecord, type AccessKeys, LONGEST_LIFE, statusOf } from './access-keys.ts'
import { readBearerToken } from './authentication.ts'
import type { Permissions } from './permissions.ts'
import type { Tokens } from './tokens.ts'

const CREATE_BODY: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 128, nullable: true, default: null },
    description: { type: 'string', maxLength: 1024, nullable: true, default: null },
    expires_in_seconds: { type: 'integer', minimum: 1, nullable: true },
    service_account_id: {
      type: 'string',
      minLength: 1,
      maxLength: 240,
      pattern: '^[a-zA-Z0-9][a-zA-Z0-9._+/-]*$',
      nullable: true,
      default: null,
    },
  },
}

const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', minimum: 1, default: 1 },
  page_size: { type: 'integer', minimum: 1, maximum: 100, default: 100 },
}

const JTI_PATH: Readonly<Record<string, Schema>> = { jti: { type: 'string', pattern: '^ak_[0-9a-f]{32}$' } }

/** Identity and access keys. */
export function authRoutes(
  settings: MockSettings,
  tokens: Tokens,
  keys: AccessKeys,
  permissions: Permissions,
): Route[] {
  const authenticate = ({ request }: Exchange) => identityOf(request, settings, tokens)
  const isPlatformAdmin = (caller: Principal) => {
    const acting = actingFor(caller)
    const isPerson = !isService(acting) && !isServiceAccount(acting)
    return isPerson && permissions.isPlatformAdmin(principalsOf(caller))
  }
  const own = ({ params, caller }: Exchange): AccessKeyRecord => {
    assertEnabled(settings)
    const jti = params['jti'] ?? ''
    const record = keys.find(jti, actingFor(caller), isPlatformAdmin(caller))
    if (record === undefined) throw httpError(404, `Scoped Access Key ${jti} was not found`)
    return record
  }
  const change = (action: 'suspend' | 'unsuspend') => (exchange: Exchange) => {
    const record = own(exchange)
    if (record.status === 'REVOKED')
      throw httpError(409, `Revoked Scoped Access Key ${record.jti} cannot be ${action}ed`)
    const target = action === 'suspend' ? 'SUSPENDED' : 'ACTIVE'
    const isChanged = statusOf(record) !== 'EXPIRED' && record.status !== target
    const saved: AccessKeyRecord = isChanged ? { ...record, status: target } : record
    keys.save(saved)
    return json({ jti: record.jti, status: statusOf(saved), changed: isChanged })
  }
  return [
    { method: 'GET', path: '/apis/auth/authenticate', scopes: [], isPublic: true, handle: authenticate },
    { method: 'POST', path: '/apis/auth/authenticate', scopes: [], isPublic: true, handle: authenticate },
    {
      method: 'POST',
      path: '/apis/auth/v2/access-keys',
      scopes: [],
      inputs: { body: CREATE_BODY },
      handle: (exchange) => {
        assertEnabled(settings)
        return createKey(exchange, keys, isPlatformAdmin(exchange.caller))
      },
    },
    {
      method: 'GET',
      path: '/apis/auth/v2/access-keys',
      scopes: [],
      inputs: { query: LIST_QUERY },
      handle: ({ caller, query }) => {
        assertEnabled(settings)
        const { data, pagination } = paginate(keys.list(actingFor(caller), isPlatformAdmin(caller)), query)
        return json({ data: data.map(describeKey), has_more: pagination.page < pagination.total_pages })
      },
    },
    {
      method: 'DELETE',
      path: '/apis/auth/v2/access-keys/:jti',
      scopes: [],
      inputs: { path: JTI_PATH },
      handle: (exchange) => {
        const record = own(exchange)
        keys.save({ ...record, status: 'REVOKED' })
        return json({ jti: record.jti, revoked: record.status !== 'REVOKED' })
      },
    },
    {
      method: 'POST',
      path: '/apis/auth/v2/access-keys/:jti/suspend',
      scopes: [],
      inputs: { path: JTI_PATH },
      handle: change('suspend'),
    },
    {
      method: 'POST',
      path: '/apis/auth/v2/access-keys/:jti/unsuspend',
      scopes: [],
      inputs: { path: JTI_PATH },
      handle: change('unsuspend'),
    },
  ]
}

async function identityOf(request: Request, settings: MockSettings, tokens: Tokens): Promise<Response> {
  const token = readBearerToken(request.headers)
  if (token === undefined) throw httpError(401, 'Missing bearer token')
  // Where authentication is off, there is no identity provider to ask either.
  const verdict = settings.authEnabled || settings.allowUnsignedTokens ? await tokens.check(token) : undefined
  if (verdict?.outcome === 'unsigned-rejected') throw internalError()
  if (verdict?.outcome !== 'accepted') throw httpError(401, 'Invalid bearer token')
  const { caller, kind, jti } = verdict
  return json({
    principal: caller.id,
    email: caller.email ?? null,
    groups: caller.groups,
    scopes: caller.scopes ?? [],
    jti,
    token_kind: kind,
    on_behalf_of: null,
    on_behalf_of_email: null,
    on_behalf_of_groups: [],
  })
}

function assertEnabled(settings: MockSettings): void {
  if (!settings.accessKeys)
    throw httpError(404, 'Scoped Access Keys are not enabled', { code: 'access_keys_disabled' })
}

function createKey({ caller, body, origin }: Exchange, keys: AccessKeys, isPlatformAdmin: boolean): Response {
  const {
    name,
    description,
    expires_in_seconds: lifetime,
    service_account_id: account,
  } = body as {
    name: string | null
    description: string | null
    expires_in_seconds: number | null | undefined
    service_account_id: string | null
  }
  if (account !== null && !isPlatformAdmin) {
    throw httpError(403, 'Only PlatformAdmin can create service-bound Scoped Access Keys')
  }
  if (lifetime === null) {
    throw httpError(
      400,
      'expires_in_seconds=null requires auth.access_keys.max_expires_in_seconds to be disabled',
    )
  }
  if (lifetime !== undefined && lifetime > LONGEST_LIFE) {
    throw httpError(
      400,
      `expires_in_seconds must be less than or equal to auth.access_keys.max_expires_in_seconds (${LONGEST_LIFE})`,
    )
  }
  const maker = actingFor(caller)
  if (isService(maker)) throw httpError(400, 'Scoped Access Keys cannot be created for service principals')
  if (isServiceAccount(maker)) {
    throw httpError(400, 'Scoped Access Keys cannot be created by service-account principals')
  }
  const fields = { name, description, lifetime: lifetime ?? LONGEST_LIFE, serviceAccount: account }
  const { record, token } = keys.create(maker, origin, fields)
  return json({ ...describeKey(record), token, token_type: 'Bearer' })
}

function describeKey(record: AccessKeyRecord): Record<string, unknown> {
  return {
    jti: record.jti,
    name: record.name,
    description: record.description,
    principal: record.principal,
    entity_type: record.entityType,
    status: statusOf(record),
    issuer: record.issuer,
    audiences: record.audiences,
    created_at: record.createdAt,
    expires_at:
      record.expiresAt === null ? null : `${new Date(record.expiresAt).toISOString().slice(0, 19)}Z`,
  }
}
