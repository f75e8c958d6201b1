/** What every resource needs to send its operations. */

import type { AccessHistory } from '../../access/index.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { HttpClient } from '../../http/client.ts'
import { holdsNames } from '../../http/request/query.ts'

/** The client as its resources see it. */
export interface ResourceContext {
  readonly http: HttpClient
  /** What the client has seen of who may do what. */
  readonly access: AccessHistory
  /** The workspace of calls that name none. */
  readonly workspace: string | undefined
}

/** The params of a call that cannot do without; the type says so, but JavaScript callers have no types. */
export function required<Params extends object>(params: Params): Params {
  if (holdsNames(params)) return params
  throw new InvalidArgumentError('params', 'must be an object of names and values')
}

/** The params of a call that can do without. */
export function optional<Params extends object>(params: Params | undefined): Params {
  return params === undefined ? ({} as Params) : required(params)
}
