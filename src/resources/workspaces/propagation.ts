/** Role changes take effect late. How long to wait for them, and how to tell a cut wait from a change that failed. */

import { APIConnectionError, APIStatusError } from '../../errors/index.ts'

/** The server waits up to 30 s for each role, one after the other; a little more for what lies between. */
const WAIT_PER_ROLE = 32_000
const MARGIN = 10_000

/** Statuses with which a proxy cuts a wait short. */
const CUT_BY_PROXY = new Set([502, 503, 504])

/** The timeout that an attempt needs, in ms; undefined where the server does not wait. */
export function propagationTimeout(waits: boolean | undefined, roles: number): number | undefined {
  return waits === false ? undefined : Math.max(roles, 1) * WAIT_PER_ROLE + MARGIN
}

/** Whether an error leaves open if the change was stored: no answer came, or a proxy gave one in the server's place. */
export function leavesOutcomeOpen(error: unknown): boolean {
  if (error instanceof APIStatusError) return CUT_BY_PROXY.has(error.status)
  return error instanceof APIConnectionError
}
