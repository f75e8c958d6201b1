/** Waits for something by looking at it again and again. */

import {
  APIConnectionError,
  APIStatusError,
  APIUserAbortError,
  InvalidArgumentError,
  WaitTimeoutError,
} from '../errors/index.ts'
import { sleep } from '../http/deadline.ts'

/** What was seen: the end of the wait, or something to go on from. */
export type Look<Value> = { readonly done: Value } | { readonly last: unknown }

/** A wait. */
export interface Polling<Value> {
  /** What is waited for, as the end of a sentence: `job x to end`. */
  readonly what: string
  /** Longest wait in ms. */
  readonly timeout: number
  /** First pause in ms. */
  readonly interval: number
  readonly signal?: AbortSignal | undefined
  /** Which refusals may heal by themselves, beside those of any server in trouble. */
  readonly mayHeal?: ((error: unknown) => boolean) | undefined
  look(): Promise<Look<Value>>
  /** The last lines of a log, for the error. */
  logTail?(): Promise<readonly string[]>
}

const GROWTH = 1.2
const LONGEST_PAUSE = 30_000

/**
 * Looks until the wait is over. Pauses grow slowly and never last beyond the time limit. A server that cannot be reached, or
 * is in trouble, is asked again.
 *
 * @throws WaitTimeoutError when the time limit has passed; what `look` throws; APIUserAbortError.
 */
export async function poll<Value>(polling: Polling<Value>): Promise<Value> {
  const { timeout, interval, signal } = polling
  checkDuration('timeout', timeout)
  checkDuration('poll_interval', interval)
  const deadline = performance.now() + timeout
  let last: unknown
  let problem: unknown
  for (let pause = interval; ; pause = Math.min(pause * GROWTH, Math.max(interval, LONGEST_PAUSE))) {
    try {
      const look = await polling.look()
      if ('done' in look) return look.done
      last = look.last
      problem = undefined
    } catch (error) {
      if (!isPassing(error) && !polling.mayHeal?.(error)) throw error
      problem = error
    }
    const left = deadline - performance.now()
    if (left <= 0) throw await timeoutError(polling, last, problem)
    // Where the signal aborts the pause, the next look says so.
    await sleep(Math.min(pause, left), signal).catch(() => {})
  }
}

/** Whether a failure says nothing about what is waited for. */
export function isPassing(error: unknown): boolean {
  if (error instanceof APIUserAbortError) return false
  if (error instanceof APIStatusError)
    return error.status === 408 || error.status === 429 || error.status >= 500
  return error instanceof APIConnectionError
}

function checkDuration(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0) return
  throw new InvalidArgumentError(name, 'must be a number of milliseconds from 0 on')
}

async function timeoutError<Value>(
  { what, timeout, logTail }: Polling<Value>,
  last: unknown,
  problem: unknown,
): Promise<WaitTimeoutError> {
  const lines = (await logTail?.().catch(() => [])) ?? []
  const seen = statusOf(last)
  const details = [
    ...(seen === undefined ? [] : [`it was ${seen} at last`]),
    ...(problem instanceof Error ? [problem.message] : []),
  ]
  const message = `Waited ${timeout} ms for ${what}${details.length > 0 ? `: ${details.join('; ')}` : ''}`
  return new WaitTimeoutError(withTail(message, lines), {
    last,
    logTail: lines,
    cause: problem,
    remedies: ['Wait longer: give a larger `timeout`, in ms'],
  })
}

/** A message with the last lines of a log beneath. */
export function withTail(message: string, lines: readonly string[]): string {
  return lines.length === 0
    ? message
    : `${message}\nThe log ends with:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function statusOf(seen: unknown): string | undefined {
  if (typeof seen === 'string') return seen
  if (typeof seen !== 'object' || seen === null || !('status' in seen)) return undefined
  return String(seen.status)
}
