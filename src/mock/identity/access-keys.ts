/** Scoped access keys: signed by the platform itself, kept in a register, gone at once when revoked. */

import { decodeToken } from '../../jwt/decode-token.ts'
import type { Principal } from '../http/principal.ts'
import type { Profile } from '../profile.ts'
import { zonedTimestamp } from '../store/clock.ts'
import { randomHex } from '../store/random.ts'
import type { Collection, Store } from '../store/store.ts'
import { SigningKey } from './signing-key.ts'

/** Longest and default life of a key, in seconds. */
export const LONGEST_LIFE = 30 * 24 * 3600
/** Clocks may differ by this much, in seconds. */
const LEEWAY = 30
const TOKEN_TYPE = 'access_key'

/** The register's entry of a key. */
export interface AccessKeyRecord {
  jti: string
  name: string | null
  description: string | null
  /** Whom the key stands for. */
  principal: string
  /** Who made it. */
  owner: string
  email: string | undefined
  groups: string[]
  entityType: 'USER' | 'SERVICE_ACCOUNT'
  status: 'ACTIVE' | 'REVOKED' | 'SUSPENDED' | 'ROTATING'
  /** Services that it is good for; empty for all. */
  scope: string[]
  /** Until when it goes on working after it was rotated, in ms since 1970. */
  graceEndsAt: number | null
  /** In ms since 1970. */
  lastUsedAt: number | null
  issuer: string
  audiences: string[]
  createdAt: string
  /** In ms since 1970; null for a key without end. */
  expiresAt: number | null
}

/** Scopes of a key, as a token has them. */
export function tokenScopesOf({ scope }: AccessKeyRecord): string[] {
  return scope.flatMap((service) => [`${service}:read`, `${service}:write`])
}

function newerClaims(record: AccessKeyRecord): Record<string, unknown> {
  return {
    nhx_access_key: { version: 2, name: record.name },
    ...(record.scope.length === 0 ? {} : { scope: tokenScopesOf(record).join(' ') }),
  }
}

/** Keeps access keys. */
export class AccessKeys {
  readonly #records: Collection<AccessKeyRecord>
  readonly #profile: Profile
  #signingKey: SigningKey | undefined

  constructor(store: Store, profile: Profile) {
    this.#records = store.collection('access-keys')
    this.#profile = profile
  }

  /** The public key that checks them. */
  publicJwk(): Record<string, unknown> {
    return this.#key().publicJwk()
  }

  /** Makes a key. */
  create(
    caller: Principal,
    baseURL: string,
    fields: {
      name: string | null
      description: string | null
      lifetime: number
      serviceAccount: string | null
      scope: string[]
    },
  ): { record: AccessKeyRecord; token: string } {
    const now = Math.floor(Date.now() / 1000)
    const record: AccessKeyRecord = {
      jti: `ak_${randomHex(16)}`,
      name: fields.name,
      description: fields.description,
      principal: fields.serviceAccount === null ? caller.id : `service-account:${fields.serviceAccount}`,
      owner: caller.id,
      email: fields.serviceAccount === null ? caller.email : undefined,
      groups: fields.serviceAccount === null ? [...caller.groups] : [],
      entityType: fields.serviceAccount === null ? 'USER' : 'SERVICE_ACCOUNT',
      status: 'ACTIVE',
      scope: fields.scope,
      graceEndsAt: null,
      lastUsedAt: null,
      issuer: `${baseURL}/apis/auth`,
      audiences: [this.#profile.names.accessKeyAudience],
      createdAt: `${zonedTimestamp().slice(0, 19)}Z`,
      expiresAt: (now + fields.lifetime) * 1000,
    }
    this.#records.set(record.jti, record)
    const token = this.#key().sign({
      iss: record.issuer,
      aud: record.audiences,
      sub: record.principal,
      jti: record.jti,
      iat: now,
      nbf: now,
      exp: now + fields.lifetime,
      [this.#profile.names.tokenTypeClaim]: TOKEN_TYPE,
      ...(this.#profile.generation === '0.6' ? {} : newerClaims(record)),
      ...(record.email === undefined ? {} : { email: record.email }),
    })
    return { record, token }
  }

  /** Whether a token claims to be an access key. */
  isCandidate(token: string): boolean {
    const claims = decodeToken(token)?.claims
    return (
      claims?.[this.#profile.names.tokenTypeClaim] === TOKEN_TYPE &&
      /^ak_[\da-f]{32}$/.test(String(claims['jti']))
    )
  }

  /** The record of a key that is genuine and in force. */
  async check(token: string): Promise<AccessKeyRecord | undefined> {
    const jti = (await this.#signingKey?.verify(token, LEEWAY))?.['jti']
    const record = typeof jti === 'string' ? this.#records.get(jti) : undefined
    if (record === undefined || !['ACTIVE', 'ROTATING'].includes(statusOf(record, LEEWAY))) return undefined
    const used = { ...record, lastUsedAt: Date.now() }
    this.save(used)
    return used
  }

  /** Keys that somebody may see, newest first: one's own, and for PlatformAdmins those of service accounts. */
  list(caller: Principal, isAdministrator: boolean): AccessKeyRecord[] {
    return [...this.#records.values()]
      .filter((record) => this.#mayManage(record, caller, isAdministrator))
      .reverse()
  }

  /** A key that somebody may manage. */
  find(jti: string, caller: Principal, isAdministrator: boolean): AccessKeyRecord | undefined {
    const record = this.#records.get(jti)
    return record !== undefined && this.#mayManage(record, caller, isAdministrator) ? record : undefined
  }

  /** Stores a changed record. */
  save(record: AccessKeyRecord): void {
    this.#records.set(record.jti, record)
  }

  #mayManage(record: AccessKeyRecord, caller: Principal, isAdministrator: boolean): boolean {
    if (record.entityType === 'USER') return record.owner === caller.id
    return isAdministrator
  }

  #key(): SigningKey {
    this.#signingKey ??= new SigningKey()
    return this.#signingKey
  }
}

/** The state of a key now; one that has ended is neither suspended nor active. */
export function statusOf(record: AccessKeyRecord, leeway = 0): AccessKeyRecord['status'] | 'EXPIRED' {
  if (record.status === 'REVOKED') return 'REVOKED'
  const hasGrace = record.graceEndsAt === null || Date.now() < record.graceEndsAt
  if (record.status === 'ROTATING' && !hasGrace) return 'REVOKED'
  const hasEnded = record.expiresAt !== null && Date.now() >= record.expiresAt + leeway * 1000
  return hasEnded ? 'EXPIRED' : record.status
}
