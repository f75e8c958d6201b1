/** Steps and people that many cases share. */

import type { Differing } from './generations.ts'
import { subset } from './matching.ts'
import type { Expectation, Identity, Step } from './scenario.ts'

/** An expectation, or one that depends on the generation. */
type Expected = Expectation | Differing<Expectation>

export const WORKSPACES = '/apis/entities/v2/workspaces'
/** The workspace of the case. */
export const WORKSPACE = `${WORKSPACES}/{ws}`
export const MEMBERS = `${WORKSPACE}/members`
export const PROJECTS = `${WORKSPACE}/projects`
export const SECRETS = '/apis/secrets/v2/workspaces/{ws}/secrets'
export const FILESETS = '/apis/files/v2/workspaces/{ws}/filesets'

/** The pattern of names, as the platform quotes it. */
export const NAME_PATTERN = '^[a-z](?!.*--)[a-z0-9\\-@.+_]{1,62}(?<!-)$'

/** Longest time that a role takes to arrive, in seconds. */
export const ARRIVAL = 15

/** Somebody of the case's own. */
export function person(name: string, more: Omit<Identity, 'email'> = {}): Identity & { email: string } {
  return { email: `${name}.{case}.{run}@example.com`, ...more }
}

/** Who makes the workspace of the case. */
export const owner = person('owner')
/** Somebody without any role of her own. */
export const stranger = person('stranger')
export const platformAdmin: Identity = { email: '{admin}' }

/** Makes the workspace of the case, and waits until its owner is Admin. */
export function createsWorkspace(fields: object = {}): Step {
  return post(WORKSPACES, { name: '{ws}', ...fields }, { status: 201 })
}

/** The owner gives somebody roles in the workspace of the case, and waits until they have arrived. */
export function adds(who: { email: string } | string, ...roles: string[]): Step {
  const principal = typeof who === 'string' ? who : who.email
  return post(MEMBERS, { principal, roles }, { status: 201 })
}

/** A GET; by the owner unless `as` says otherwise. */
export function get(path: string, expect: Expected, more: Partial<Step> = {}): Step {
  return { as: owner, method: 'GET', path, expect, ...more }
}

export function post(path: string, body: unknown, expect: Expected, more: Partial<Step> = {}): Step {
  return { as: owner, method: 'POST', path, body, expect, ...more }
}

export function put(path: string, body: unknown, expect: Expected, more: Partial<Step> = {}): Step {
  return { as: owner, method: 'PUT', path, body, expect, ...more }
}

export function patch(path: string, body: unknown, expect: Expected, more: Partial<Step> = {}): Step {
  return { as: owner, method: 'PATCH', path, body, expect, ...more }
}

export function remove(path: string, expect: Expected, more: Partial<Step> = {}): Step {
  return { as: owner, method: 'DELETE', path, expect, ...more }
}

/** A refusal with the server's words. */
export function refused(status: number, detail: unknown): Expectation {
  return { status, body: { detail } }
}

export const FORBIDDEN = refused(403, 'Forbidden')
export const UNAUTHORIZED = refused(401, 'Unauthorized')
export const BAD_TOKEN = refused(401, 'Invalid or expired token')
export const NOT_FOUND = refused(404, 'Not Found')
export const STUMBLED = refused(500, 'An unexpected error occurred.')

/** A 422 with these faults. */
export function invalid(...issues: unknown[]): Expectation {
  return refused(422, issues)
}

/** The fault of a name that does not fit. */
export function badName(input: string): unknown {
  return {
    type: 'string_pattern_mismatch',
    loc: ['body', 'name'],
    msg: `String should match pattern '${NAME_PATTERN}'`,
    input,
    ctx: { pattern: NAME_PATTERN },
  }
}

/** A field that is not there. */
export function missing(loc: unknown[], input: unknown): unknown {
  return { type: 'missing', loc, msg: 'Field required', input }
}

/** A list with these entries, in this order, each by its name. */
export function listOf(...names: string[]): Expectation {
  return { status: 200, body: subset({ data: names.map((name) => subset({ name })) }) }
}
