/** Users of old config files, which held an API key in place of a token. */

import { isRecord } from '../json.ts'
import { createUnsignedToken } from '../jwt/unsigned-token.ts'

/**
 * Turns users with an `api_key` into oauth users, in memory: an e-mail address becomes an unsigned token for it (without
 * expiry), any other key the token itself. A user without `type` becomes `no-auth`.
 *
 * @param file - The parsed file, of any shape; it is not changed.
 */
export function migrateUsers(file: Record<string, unknown>): Record<string, unknown> {
  const { users } = file
  if (!Array.isArray(users)) return file
  return { ...file, users: users.map(migrateUser) }
}

/** Tells whether a user is of the old kind. */
export function isLegacyUser(user: Record<string, unknown>): boolean {
  return user['type'] === 'api-key' || 'api_key' in user
}

function migrateUser(user: unknown): unknown {
  if (!isRecord(user)) return user
  if (!isLegacyUser(user)) return { type: 'no-auth', ...user }
  const name = user['name'] ?? 'default'
  const key = typeof user['api_key'] === 'string' ? user['api_key'].trim() : ''
  if (key === '') return { type: 'no-auth', name }
  const token = key.includes('@') ? createUnsignedToken({ email: key, expiresIn: null }) : key
  return { type: 'oauth', name, token }
}
