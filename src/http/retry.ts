/** Decides whether an attempt is repeated, and after how long. */

import { wasNotSent } from '../errors/not-sent.ts'
import { LONGEST_SERVER_DELAY } from '../limits.ts'
import type { RawResponse } from './transport/raw-response.ts'

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
  response: RawResponse,
  idempotent: boolean,
  retriesDone: number,
): number | undefined {
  const { status } = response
  const verdict = response.header('x-should-retry')
  if (verdict === 'false') return undefined
  const serverDelay = readRetryAfter(response)
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

/**
 * What the server asks to wait, in ms: `retry-after-ms`, else `retry-after` in seconds or as a date. Undefined for anything else,
 * as for a negative number, or for a date that has passed.
 */
export function readRetryAfter(response: RawResponse): number | undefined {
  const milliseconds = response.header('retry-after-ms')?.trim() ?? ''
  if (NUMBER.test(milliseconds)) return Number.parseFloat(milliseconds)
  const text = response.header('retry-after')?.trim() ?? ''
  if (NUMBER.test(text)) return Number.parseFloat(text) * 1000
  const wait = readDate(text) - Date.now()
  return wait >= 0 ? wait : undefined
}

/** A date of HTTP's, which begins with a day of the week; without that check, `-1` and `never 1` would be dates of 2001. */
function readDate(text: string): number {
  return /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i.test(text) ? Date.parse(text) : Number.NaN
}

const NUMBER = /^\d+(?:\.\d*)?$/

/** 0.5 s, doubled each time up to 8 s, less a random part so that clients do not come back in step. */
function backoff(retriesDone: number): number {
  return Math.min(FIRST_DELAY * 2 ** retriesDone, LONGEST_DELAY) * (0.75 + Math.random() / 4)
}
