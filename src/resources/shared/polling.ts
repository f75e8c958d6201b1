/** Waits for something by looking at it again and again. */

import {
  APIConnectionError,
  APIStatusError,
  APIUserAbortError,
  AuthError,
  RateLimitError,
  WaitTimeoutError,
} from '../../errors/index.ts'
import { problemOf } from '../../errors/problem.ts'
import { redactText } from '../../errors/redact.ts'
import { checkRequestOptions, type RequestOptions } from '../../http/request/request-options.ts'
import { sleep } from '../../http/transport/idle-timeout.ts'
import { LONGEST_TIMER } from '../../http/transport/timer-wheel.ts'
import { setOption } from '../../remedies/index.ts'
import { checkInterval } from './params.ts'

/** What was seen: the end of the wait, or something to go on from. */
export type PollResult<Value> = { readonly done: Value } | { readonly last: unknown }

/** A wait. */
export interface Polling<Value> {
  /** What is waited for, as the end of a sentence: `job x to end`. */
  readonly what: string
  /** Longest wait in ms, as {@link readWaitTimeout} gives it. */
  readonly waitTimeout: number
  /** First pause in ms. */
  readonly interval: number
  /** Options of the caller; its signal ends the wait. */
  readonly options: RequestOptions | undefined
  /** What was seen before. */
  readonly last?: unknown
  /** Which refusals may be temporary, beside those of any server in trouble. */
  readonly isRecoverable?: ((error: unknown) => boolean) | undefined
  /** Looks, with options whose signal also ends at the time limit. */
  look(options: RequestOptions): Promise<PollResult<Value>>
  /** The last lines of a log, for the error. */
  logTail?(): Promise<readonly string[]>
}

const GROWTH = 1.2
const LONGEST_PAUSE = 30_000
/** How long a look may take at least, in ms: the last one begins when the time is up. */
const SHORTEST_LOOK = 1_000

/**
 * Looks until the wait is over. Pauses grow slowly and never last beyond the time limit, and no request does by more than a
 * second. A server that cannot be reached, or is in trouble, is asked again.
 *
 * @throws WaitTimeoutError when the time limit has passed; what `look` throws; APIUserAbortError.
 */
export async function poll<Value>(polling: Polling<Value>): Promise<Value> {
  const { waitTimeout, interval } = polling
  checkInterval(interval)
  const signal = checkRequestOptions(polling.options).signal
  const deadline = performance.now() + waitTimeout
  let { last } = polling
  let problem: unknown
  for (let pause = interval; ; pause = Math.min(pause * GROWTH, Math.max(interval, LONGEST_PAUSE))) {
    try {
      const look = await pollInTime(polling, deadline - performance.now())
      if ('done' in look) return look.done
      last = look.last
      problem = undefined
    } catch (error) {
      if (!isPassing(error) && !polling.isRecoverable?.(error)) throw error
      problem = error
    }
    const left = deadline - performance.now()
    if (left <= 0) throw await timeoutError(polling, last, problem)
    const asked = problem instanceof RateLimitError ? (problem.retryAfter ?? 0) : 0
    // Where the signal aborts the pause, the next look says so.
    await sleep(Math.min(Math.max(pause, asked), left, LONGEST_TIMER), signal).catch(() => {})
  }
}

/** Whether a failure says nothing about what is waited for. */
export function isPassing(error: unknown): boolean {
  if (error instanceof APIUserAbortError) return false
  if (error instanceof APIStatusError)
    return error.status === 408 || error.status === 429 || error.status >= 500
  if (error instanceof AuthError) return error.reason === 'identity-provider'
  return error instanceof APIConnectionError || error instanceof PollTimeout
}

/** A message with the last lines of a log beneath. */
export function withTail(message: string, lines: readonly string[]): string {
  return lines.length === 0
    ? message
    : `${message}\nThe log ends with:\n${lines.map((line) => `  ${redactText(line)}`).join('\n')}`
}

/** The time limit passed while the server was still at it. */
class PollTimeout extends Error {}

async function pollInTime<Value>(polling: Polling<Value>, left: number): Promise<PollResult<Value>> {
  const { options } = polling
  const limit = new AbortController()
  const late = () => limit.abort(new PollTimeout('the platform did not answer in time'))
  const timer = left > LONGEST_TIMER ? undefined : setTimeout(late, Math.max(left, SHORTEST_LOOK))
  const outer = options?.signal
  const signal = outer === undefined ? limit.signal : AbortSignal.any([outer, limit.signal])
  try {
    return await polling.look({ ...options, signal })
  } catch (error) {
    throw limit.signal.aborted && !outer?.aborted && error instanceof APIUserAbortError
      ? limit.signal.reason
      : error
  } finally {
    clearTimeout(timer)
  }
}

async function timeoutError<Value>(
  { what, waitTimeout, logTail }: Polling<Value>,
  last: unknown,
  problem: unknown,
): Promise<WaitTimeoutError> {
  const lines = (await logTail?.().catch(() => [])) ?? []
  const seen = statusOf(last)
  const details = [
    ...(seen === undefined ? [] : [`it was ${seen} at last`]),
    ...(problem instanceof Error ? [problemOf(problem)] : []),
  ]
  const message = `Waited ${Math.round(waitTimeout)} ms for ${what}${details.length > 0 ? `: ${details.join('; ')}` : ''}`
  return new WaitTimeoutError(withTail(message, lines), {
    last,
    logTail: lines,
    cause: problem,
    remedies: [setOption('waitTimeout', 'Wait longer')],
  })
}

function statusOf(seen: unknown): string | undefined {
  if (typeof seen === 'string') return seen
  if (typeof seen !== 'object' || seen === null || !('status' in seen)) return undefined
  return String(seen.status)
}
