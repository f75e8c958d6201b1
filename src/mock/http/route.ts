/** One route of the mock platform: what it needs, and what it does. */

import type { Operation } from './filter/operation.ts'
import type { Principal } from './principal.ts'
import type { Inputs, Validated } from './schema.ts'

/** A request that may pass and fits. */
export interface Exchange extends Validated {
  readonly request: Request
  readonly caller: Principal
  readonly params: Readonly<Record<string, string>>
  readonly filter: Operation | undefined
  /** Where the request came to, without a slash at the end. */
  readonly origin: string
}

/** A route. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Pattern of the path: `/apis/entities/v2/workspaces/:name`; `:path{.*}` takes slashes, too. */
  readonly path: string
  /** The permission that it needs; undefined for everybody who is somebody. */
  readonly permission?: string | undefined
  /** Scopes of which the token needs one, if it has any. */
  readonly scopes: readonly string[]
  /** Whether `:name` is the workspace itself. */
  readonly isWorkspace?: boolean | undefined
  /** Whether it answers everybody, without looking at tokens. */
  readonly isPublic?: boolean | undefined
  readonly inputs?: Inputs | undefined
  handle(exchange: Exchange): Response | Promise<Response>
}

/** Scopes that read an API. */
export function reads(api: string): readonly string[] {
  return [`${api}:read`, 'platform:read']
}

/** Scopes that write to an API. */
export function writes(api: string): readonly string[] {
  return [`${api}:write`, 'platform:write']
}
