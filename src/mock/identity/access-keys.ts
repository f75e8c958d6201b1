/** Scoped access keys: signed by the platform itself, kept in a register, gone at once when revoked. */

import { decodeToken } from '../../jwt/decode-token.ts'
import type { Principal } from '../http/principal.ts'
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
  status: 'ACTIVE' | 'REVOKED' | 'SUSPENDED'
  issuer: string
  audiences: string[]
  createdAt: string
  /** In ms since 1970; null for a key without end. */
  expiresAt: number | null
}

/** Keeps access keys. */
export class AccessKeys {
  readonly #records: Collection<AccessKeyRecord>
  #signingKey: SigningKey | undefined

  constructor(store: Store) {
    this.#records = store.collection('access-keys')
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
      issuer: `${baseURL}/apis/auth`,
      audiences: ['nemo-platform-access-key'],
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
      nmp_token_type: TOKEN_TYPE,
      ...(record.email === undefined ? {} : { email: record.email }),
    })
    return { record, token }
  }

  /** Whether a token claims to be an access key. */
  isCandidate(token: string): boolean {
    const claims = decodeToken(token)?.claims
    return claims?.['nmp_token_type'] === TOKEN_TYPE && /^ak_[\da-f]{32}$/.test(String(claims['jti']))
  }

  /** The record of a key that is genuine and in force. */
  async check(token: string): Promise<AccessKeyRecord | undefined> {
    const jti = (await this.#signingKey?.verify(token, LEEWAY))?.['jti']
    const record = typeof jti === 'string' ? this.#records.get(jti) : undefined
    return record !== undefined && statusOf(record, LEEWAY) === 'ACTIVE' ? record : undefined
  }

  /** Keys that somebody may see, newest first: one's own, and for PlatformAdmins those of service accounts. */
  list(caller: Principal, isPlatformAdmin: boolean): AccessKeyRecord[] {
    return [...this.#records.values()]
      .filter((record) => this.#mayManage(record, caller, isPlatformAdmin))
      .reverse()
  }

  /** A key that somebody may manage. */
  find(jti: string, caller: Principal, isPlatformAdmin: boolean): AccessKeyRecord | undefined {
    const record = this.#records.get(jti)
    return record !== undefined && this.#mayManage(record, caller, isPlatformAdmin) ? record : undefined
  }

  /** Stores a changed record. */
  save(record: AccessKeyRecord): void {
    this.#records.set(record.jti, record)
  }

  #mayManage(record: AccessKeyRecord, caller: Principal, isPlatformAdmin: boolean): boolean {
    if (record.entityType === 'USER') return record.owner === caller.id
    return isPlatformAdmin
  }

  #key(): SigningKey {
    this.#signingKey ??= new SigningKey()
    return this.#signingKey
  }
}

/** The state of a key now; one that has ended is neither suspended nor active. */
export function statusOf(
  record: AccessKeyRecord,
  leeway = 0,
): 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'SUSPENDED' {
  if (record.status === 'REVOKED') return 'REVOKED'
  const hasEnded = record.expiresAt !== null && Date.now() >= record.expiresAt + leeway * 1000
  return hasEnded ? 'EXPIRED' : record.status
}
