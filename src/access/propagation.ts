/** Role changes take effect late. How long that takes, how long to wait, and how to tell a cut wait from a failed change. */

import { APIConnectionError, APIStatusError } from '../errors/index.ts'

/** A role may take this long to arrive, in ms: the platform's longest default, 30 s, and a little more. */
export const LONGEST_PROPAGATION = 35_000
/** Where the server has seen the role itself, other replicas may still lag behind for this long, in ms. */
export const SHORT_PROPAGATION = 5_000
/** A wait that took this long, in ms, ended at the server's limit: the role may not have arrived. */
export const SERVER_GIVES_UP_AFTER = 29_000

/** First pause before looking again whether a role has arrived, in ms. */
export const FIRST_RETRY_PAUSE = 250
const LONGEST_RETRY_PAUSE = 2_000

/** The server waits up to 30 s for each role, one after the other; a little more for what lies between. */
const WAIT_PER_ROLE = 32_000
const MARGIN = 10_000
/** The most roles that one change can add and remove together. */
export const MOST_ROLES = 3

/** Statuses with which a proxy cuts a wait short. */
const CUT_BY_PROXY = new Set([502, 503, 504])

/** How long to wait before a refused request is tried again, in ms; the last try comes when the role must be there. */
export function retryPause(tries: number, remaining: number): number {
  return Math.min(FIRST_RETRY_PAUSE * 1.5 ** tries, LONGEST_RETRY_PAUSE, remaining + 1)
}

/** How long the server may keep an answer back at most until so many roles have taken effect, in ms. */
export function propagationLimit(roles: number): number {
  return Math.max(roles, 1) * WAIT_PER_ROLE + MARGIN
}

/** Whether an error leaves open if the change was stored: no answer came, or a proxy gave one in the server's place. */
export function leavesOutcomeOpen(error: unknown): boolean {
  if (error instanceof APIStatusError) return CUT_BY_PROXY.has(error.status)
  return error instanceof APIConnectionError
}
