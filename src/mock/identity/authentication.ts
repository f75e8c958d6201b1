/** Finds out who asks, as the platform's middleware does: trusted headers first, then the bearer token. */

import { ANONYMOUS, type Principal } from '../http/principal.ts'
import { httpError } from '../http/responses.ts'
import type { MockSettings } from '../platform-options.ts'
import type { Profile } from '../profile.ts'
import type { Tokens } from './tokens.ts'

const LONGEST_NAME = 256
const LONGEST_EMAIL = 320
const MOST_GROUPS = 100

/**
 * Identifies the caller.
 *
 * @throws HTTPError with 401 for a token that is not accepted, 400 for a malformed header.
 */
export async function authenticate(
  request: Request,
  settings: MockSettings,
  tokens: Tokens,
): Promise<Principal> {
  const trusted = callerFromHeaders(request.headers, settings.profile)
  if (trusted !== undefined) return trusted
  if (!settings.authEnabled) return ANONYMOUS
  const token = readBearerToken(request.headers)
  if (token === undefined)
    return { ...ANONYMOUS, scopes: scopesFromHeader(request.headers, settings.profile.names.headerPrefix) }
  const verdict = await tokens.check(token)
  switch (verdict.outcome) {
    case 'accepted':
      return verdict.caller
    case 'not-configured':
      throw httpError(401, 'Bearer token authentication not configured')
    case 'unsigned-rejected':
      throw httpError(401, UNSIGNED_REJECTED)
    case 'rejected':
      throw httpError(401, 'Invalid or expired token')
  }
}

/** What the platform says to an unsigned token that it does not take. */
const UNSIGNED_REJECTED =
  'Unsigned JWTs are not accepted. Set auth.allow_unsigned_jwt=true for local development.'

/**
 * The bearer token of a request.
 *
 * @returns The token; undefined for no authorization, or one of another scheme.
 * @throws HTTPError with 401 for `Bearer` without a token, or with two.
 */
export function readBearerToken(headers: Headers): string | undefined {
  const parts = (headers.get('authorization') ?? '').trim().split(/\s+/)
  if (parts[0]?.toLowerCase() !== 'bearer') return undefined
  if (parts.length !== 2) throw httpError(401, 'Invalid bearer token')
  return parts[1]
}

function callerFromHeaders(headers: Headers, { names }: Profile): Principal | undefined {
  const { headerPrefix } = names
  const id = headers.get(`${headerPrefix}Principal-Id`)?.trim()
  if (!id) return undefined
  checkName(id, `${headerPrefix}Principal-Id`)
  const caller: Principal = {
    id,
    email: emailFrom(headers, `${headerPrefix}Principal-Email`),
    groups: groupsFrom(headers, `${headerPrefix}Principal-Groups`),
    scopes: scopesFromHeader(headers, headerPrefix),
  }
  const behalf = headers.get(`${headerPrefix}Principal-On-Behalf-Of`)?.trim()
  if (!behalf) return caller
  checkName(behalf, `${headerPrefix}Principal-On-Behalf-Of`)
  const onBehalfOf: Principal = {
    id: behalf,
    email: emailFrom(headers, `${headerPrefix}Principal-On-Behalf-Of-Email`),
    groups: groupsFrom(headers, `${headerPrefix}Principal-On-Behalf-Of-Groups`),
    scopes: caller.scopes,
  }
  return { ...caller, onBehalfOf }
}

function checkName(value: string, header: string): void {
  if (value.length > LONGEST_NAME)
    throw httpError(400, `${header} exceeds maximum length of ${LONGEST_NAME} characters`)
  if (!/^[\w@.\-:+/]+$/.test(value)) {
    throw httpError(400, `${header} contains invalid characters; allowed: alphanumeric, @, ., -, _, :, +, /`)
  }
}

function emailFrom(headers: Headers, header: string): string | undefined {
  const email = headers.get(header)?.trim()
  if (!email) return undefined
  if (email.length > LONGEST_EMAIL)
    throw httpError(400, `${header} exceeds maximum length of ${LONGEST_EMAIL} characters`)
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw httpError(400, `${header} is not a valid email address`)
  return email
}

function groupsFrom(headers: Headers, header: string): string[] {
  const groups = (headers.get(header) ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '')
  if (groups.length > MOST_GROUPS) throw httpError(400, `${header} exceeds maximum of ${MOST_GROUPS} groups`)
  for (const group of groups) {
    if (group.length > LONGEST_NAME) {
      throw httpError(400, `${header} contains a group exceeding ${LONGEST_NAME} characters`)
    }
    if (!/^[\w@.\-:+/]+$/.test(group)) {
      throw httpError(
        400,
        `${header} contains a group with invalid characters; allowed: alphanumeric, @, ., -, _, :, +, /`,
      )
    }
  }
  return groups
}

function scopesFromHeader(headers: Headers, headerPrefix: string): string[] | undefined {
  const scopes = (headers.get(`${headerPrefix}Scopes`) ?? '').split(/\s+/).filter((scope) => scope !== '')
  return scopes.length === 0 ? undefined : scopes
}
