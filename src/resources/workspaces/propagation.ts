/** Role changes take effect late. How long to wait for them, and how to tell a cut wait from a change that failed. */

import { APIConnectionError, APIStatusError } from '../../errors/index.ts'
import type { Operation } from '../../http/request/operation.ts'
import type { PropagationParams } from '../../types/index.ts'
import { readWaitTimeout } from '../shared/polling.ts'

/** The server waits up to 30 s for each role, one after the other; a little more for what lies between. */
const WAIT_PER_ROLE = 32_000
const MARGIN = 10_000
/** So long an attempt has at least, in ms: the change has to be stored before there is anything to wait for. */
const SHORTEST_ATTEMPT = 1_000

/** Statuses with which a proxy cuts a wait short. */
const CUT_BY_PROXY = new Set([502, 503, 504])

/**
 * How long an attempt waits, since the server answers only once the roles have taken effect.
 *
 * @throws InvalidArgumentError for a limit that is none.
 */
export function propagationTimeouts(
  { wait_role_propagation, waitTimeout }: PropagationParams,
  roles: number,
): Pick<Operation, 'minTimeout' | 'maxTimeout'> {
  const limit = readWaitTimeout({ waitTimeout }, Math.max(roles, 1) * WAIT_PER_ROLE + MARGIN)
  if (wait_role_propagation === false) return {}
  if (waitTimeout === undefined) return { minTimeout: limit }
  const longest = Math.max(limit, SHORTEST_ATTEMPT)
  return { minTimeout: longest, maxTimeout: longest }
}

/** Whether an error leaves open if the change was stored: no answer came, or a proxy gave one in the server's place. */
export function leavesOutcomeOpen(error: unknown): boolean {
  if (error instanceof APIStatusError) return CUT_BY_PROXY.has(error.status)
  return error instanceof APIConnectionError
}
