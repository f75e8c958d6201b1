/** Who one is, and access keys. */

import { paginate } from '../http/paging.ts'
import { actingFor, isService, isServiceAccount, type Principal, principalsOf } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import type { MockSettings } from '../platform-options.ts'
import type { Profile } from '../profile.ts'
import { type AccessKeyRecord, type AccessKeys, LONGEST_LIFE, statusOf } from './access-keys.ts'
import { readBearerToken } from './authentication.ts'
import type { Permissions } from './permissions.ts'
import type { RoleBindings } from './role-bindings.ts'
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

/** What releases from 0.7 on take besides. */
const NEWER_FIELDS: Readonly<Record<string, Schema>> = {
  scope: {
    type: 'array',
    items: { type: 'string', pattern: '^\\s*[^\\s:]+\\s*$' },
    minItems: 1,
    nullable: true,
    default: null,
  },
  rotates: { type: 'string', pattern: '^ak_[0-9a-f]{32}$', nullable: true, default: null },
  workspaces: {
    type: 'array',
    nullable: true,
    default: null,
    items: {
      type: 'object',
      required: ['workspace'],
      properties: {
        workspace: { type: 'string', pattern: '^\\s*\\S.*$' },
        roles: { type: 'array', items: { type: 'string' }, default: ['Editor'] },
      },
    },
  },
}

const ROTATE_BODY: Schema = {
  type: 'object',
  default: {},
  properties: { grace_period_seconds: { type: 'integer', minimum: 1, nullable: true, default: null } },
}
const GRACE = 48 * 3600
const LONGEST_GRACE = 30 * 24 * 3600

const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', minimum: 1, default: 1 },
  page_size: { type: 'integer', minimum: 1, maximum: 100, default: 100 },
}

const WIDER_CREATE_BODY: Schema = {
  ...CREATE_BODY,
  properties: { ...CREATE_BODY.properties, ...NEWER_FIELDS },
}

const JTI_PATH: Readonly<Record<string, Schema>> = { jti: { type: 'string', pattern: '^ak_[0-9a-f]{32}$' } }

/** Identity and access keys. */
export function authRoutes(
  settings: MockSettings,
  tokens: Tokens,
  keys: AccessKeys,
  permissions: Permissions,
  bindings: RoleBindings,
): Route[] {
  const { generation } = settings.profile
  const isNewer = generation !== '0.6'
  // Before 0.7 access keys need no scope.
  const scopesFor = (scopes: readonly string[]) => (isNewer ? scopes : [])
  const authenticate = ({ request }: Exchange) => identityOf(request, settings, tokens)
  const isAdministrator = (caller: Principal) => {
    const acting = actingFor(caller)
    const isPerson = !isService(acting) && !isServiceAccount(acting)
    return isPerson && permissions.isAdministrator(principalsOf(caller))
  }
  const own = ({ params, caller }: Exchange): AccessKeyRecord => {
    assertEnabled(settings)
    const jti = params['jti'] ?? ''
    const record = keys.find(jti, actingFor(caller), isAdministrator(caller))
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
      scopes: scopesFor(writes('auth')),
      inputs: { body: isNewer ? WIDER_CREATE_BODY : CREATE_BODY },
      handle: (exchange) => {
        assertEnabled(settings)
        return createKey(exchange, keys, bindings, isAdministrator(exchange.caller), settings.profile)
      },
    },
    {
      method: 'GET',
      path: '/apis/auth/v2/access-keys',
      scopes: scopesFor(reads('auth')),
      inputs: { query: LIST_QUERY },
      handle: ({ caller, query }) => {
        assertEnabled(settings)
        const { data, pagination } = paginate(keys.list(actingFor(caller), isAdministrator(caller)), query)
        return json({
          data: data.map((record) => describeKey(record, isNewer)),
          has_more: pagination.page < pagination.total_pages,
        })
      },
    },
    {
      method: 'DELETE',
      path: '/apis/auth/v2/access-keys/:jti',
      scopes: scopesFor(writes('auth')),
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
      scopes: scopesFor(writes('auth')),
      inputs: { path: JTI_PATH },
      handle: change('suspend'),
    },
    {
      method: 'POST',
      path: '/apis/auth/v2/access-keys/:jti/unsuspend',
      scopes: scopesFor(writes('auth')),
      inputs: { path: JTI_PATH },
      handle: change('unsuspend'),
    },
    ...(isNewer
      ? [
          {
            method: 'POST',
            path: '/apis/auth/v2/access-keys/:jti/rotate',
            scopes: writes('auth'),
            inputs: { path: JTI_PATH, body: ROTATE_BODY },
            handle: (exchange) => rotateKey(own(exchange), exchange, keys),
          } satisfies Route,
        ]
      : []),
  ]
}

/** A new key in place of one, which goes on working for a while. */
function rotateKey(record: AccessKeyRecord, { caller, body, origin }: Exchange, keys: AccessKeys): Response {
  const { grace_period_seconds: wanted } = body as { grace_period_seconds: number | null }
  if (wanted !== null && wanted > LONGEST_GRACE) {
    const most = `auth.access_keys.max_rotation_grace_period_seconds (${LONGEST_GRACE})`
    throw httpError(400, `grace_period_seconds (${wanted}) exceeds ${most}`)
  }
  const status = statusOf(record)
  if (status !== 'ACTIVE') {
    const state = `must be ACTIVE to rotate (current status: ${status})`
    throw httpError(409, `Scoped Access Key ${record.jti} ${state}`)
  }
  assertWithinScope(caller, record.scope, false)
  const now = Date.now()
  const lifetime =
    record.expiresAt === null ? LONGEST_LIFE : (record.expiresAt - Date.parse(record.createdAt)) / 1000
  const { name, description, scope, entityType, principal } = record
  const serviceAccount = entityType === 'USER' ? null : principal.replace(/^service-account:/, '')
  const made = keys.create(actingFor(caller), origin, {
    name,
    description,
    scope,
    serviceAccount,
    lifetime: Math.floor(lifetime),
  })
  const graceEndsAt = Math.min(now + (wanted ?? GRACE) * 1000, record.expiresAt ?? Number.POSITIVE_INFINITY)
  keys.save({ ...record, status: 'ROTATING', graceEndsAt })
  return json({
    new_key: { ...describeKey(made.record, true), token: made.token, token_type: 'Bearer' },
    previous_jti: record.jti,
    previous_status: 'ROTATING',
    grace_period_seconds: Math.max(0, Math.floor((graceEndsAt - Date.now()) / 1000)),
    grace_period_expires_at: timeOf(graceEndsAt),
  })
}

/** A narrow key makes no wider one. */
function assertWithinScope(
  { scopes, hasAccessKey }: Principal,
  wanted: readonly string[] | null,
  grants: boolean,
): void {
  if (scopes === undefined || hasAccessKey !== true) return
  const own = [
    ...new Set(scopes.filter((scope) => scope.includes(':')).map((scope) => scope.split(':')[0] ?? '')),
  ]
  if (own.length === 0) return
  if (grants && !own.includes('entities') && !own.includes('platform')) {
    throw httpError(
      400,
      'A Scoped Access Key restricted via --scope must include entities or platform in its own scope to grant workspace memberships',
    )
  }
  if (wanted === null || wanted.length === 0 || wanted.some((service) => !own.includes(service))) {
    throw httpError(
      400,
      'A Scoped Access Key restricted via --scope can only create replacement keys scoped to a subset of its own scope ' +
        `(${own.sort().join(', ')})`,
    )
  }
}

function timeOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
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

function createKey(
  { caller, body, origin }: Exchange,
  keys: AccessKeys,
  bindings: RoleBindings,
  isAdministrator: boolean,
  { names, generation }: Profile,
): Response {
  const {
    name,
    description,
    expires_in_seconds: lifetime,
    service_account_id: account,
    scope = null,
    rotates = null,
    workspaces = null,
  } = body as {
    name: string | null
    description: string | null
    expires_in_seconds: number | null | undefined
    service_account_id: string | null
    scope?: string[] | null
    rotates?: string | null
    workspaces?: { workspace: string; roles: string[] }[] | null
  }
  if (account !== null && !isAdministrator) {
    throw httpError(403, `Only ${names.administratorRole} can create service-bound Scoped Access Keys`)
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
  const replaced = rotates === null ? undefined : keys.find(rotates, maker, isAdministrator)
  if (rotates !== null && replaced === undefined)
    throw httpError(404, `Scoped Access Key ${rotates} was not found`)
  const wanted = scope?.map((service) => service.trim()) ?? replaced?.scope ?? null
  assertWithinScope(caller, wanted, workspaces !== null)
  const fields = {
    name,
    description,
    lifetime: lifetime ?? LONGEST_LIFE,
    serviceAccount: account,
    scope: wanted ?? [],
  }
  const { record, token } = keys.create(maker, origin, fields)
  for (const { workspace, roles } of workspaces ?? [])
    for (const role of roles) bindings.grant(record.principal, workspace, role, caller.id)
  if (replaced !== undefined) keys.save({ ...replaced, status: 'REVOKED' })
  return json({ ...describeKey(record, generation !== '0.6'), token, token_type: 'Bearer' })
}

function describeKey(record: AccessKeyRecord, isNewer: boolean): Record<string, unknown> {
  return {
    jti: record.jti,
    name: record.name,
    description: record.description,
    principal: record.principal,
    entity_type: record.entityType,
    status: statusOf(record),
    issuer: record.issuer,
    audiences: record.audiences,
    ...(isNewer ? { scope: record.scope } : {}),
    created_at: record.createdAt,
    expires_at: record.expiresAt === null ? null : timeOf(record.expiresAt),
    ...(isNewer
      ? {
          grace_period_expires_at:
            statusOf(record) === 'ROTATING' && record.graceEndsAt !== null
              ? timeOf(record.graceEndsAt)
              : null,
          last_used_at: record.lastUsedAt === null ? null : timeOf(record.lastUsedAt),
        }
      : {}),
  }
}
