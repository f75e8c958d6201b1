/** Decides whether an attempt is repeated, and after how long. */

import { wasNotSent } from '../errors/not-sent.ts'

/** Longest wait that a server may ask for, in ms; a longer one ends the call. */
const LONGEST_SERVER_DELAY = 60_000
const FIRST_DELAY = 500
const LONGEST_DELAY = 8_000

const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])

/** Whether a method may reach the server twice without harm. */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method)
}

/**
 * The wait before an answered attempt is repeated, in ms; undefined where it is not.
 *
 * @param retriesDone - How many retries there were already.
 */
export function retryDelayForAnswer(
  response: Response,
  idempotent: boolean,
  retriesDone: number,
): number | undefined {
  const { status, headers } = response
  const verdict = headers.get('x-should-retry')
  if (verdict === 'false') return undefined
  const serverDelay = readRetryAfter(headers)
  const isTransient = status === 408 || status === 429 || status >= 500
  const serverInvites = status === 429 || serverDelay !== undefined
  if (verdict !== 'true' && !(isTransient && (idempotent || serverInvites))) return undefined
  if (serverDelay !== undefined) return serverDelay <= LONGEST_SERVER_DELAY ? serverDelay : undefined
  return backoff(retriesDone)
}

/** The wait before an unanswered attempt is repeated, in ms; undefined where it is not. */
export function retryDelayForFailure(
  error: unknown,
  idempotent: boolean,
  retriesDone: number,
): number | undefined {
  return idempotent || wasNotSent(error) ? backoff(retriesDone) : undefined
}

/** What the server asks to wait, in ms: `retry-after-ms`, else `retry-after` in seconds or as a date. */
export function readRetryAfter(headers: Headers): number | undefined {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (milliseconds >= 0) return milliseconds
  const text = headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d+(?:\.\d*)?$/.test(text)) return Number.parseFloat(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** 0.5 s, doubled each time up to 8 s, less a random part so that clients do not come back in step. */
function backoff(retriesDone: number): number {
  return Math.min(FIRST_DELAY * 2 ** retriesDone, LONGEST_DELAY) * (0.75 + Math.random() / 4)
}
