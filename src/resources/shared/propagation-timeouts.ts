/** How long a call that changes roles waits for them. */

import { propagationLimit } from '../../access/propagation.ts'
import type { Operation } from '../../http/request/operation.ts'
import type { PropagationParams } from '../../types/index.ts'
import { readWaitTimeout } from './params.ts'

/** So long an attempt has at least, in ms: the change has to be stored before there is anything to wait for. */
const SHORTEST_ATTEMPT = 1_000

/**
 * How long an attempt waits, since the server answers only once the roles have taken effect.
 *
 * @throws InvalidArgumentError for a limit that is none.
 */
export function propagationTimeouts(
  { wait_role_propagation, waitTimeout }: PropagationParams,
  roles: number,
): Pick<Operation, 'minTimeout' | 'maxTimeout'> {
  const limit = readWaitTimeout({ waitTimeout }, propagationLimit(roles))
  if (wait_role_propagation === false) return {}
  if (waitTimeout === undefined) return { minTimeout: limit }
  const longest = Math.max(limit, SHORTEST_ATTEMPT)
  return { minTimeout: longest, maxTimeout: longest }
}
