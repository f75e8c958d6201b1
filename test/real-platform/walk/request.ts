/** A request of a walk, which is sent to both platforms. */

import type { Identity } from '../../conformance/scenario.ts'

/** A request. */
export interface WalkRequest {
  /** Whose token is sent; null for none. */
  readonly as: Identity | null
  readonly method: string
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it stands. */
  readonly rawBody?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A query string with its question mark; nothing for no parameters. */
export function queryOf(parameters: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(parameters).toString()
  return text === '' ? '' : `?${text}`
}
