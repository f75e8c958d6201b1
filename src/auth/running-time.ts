/**
 * Limits that count the time in which this process runs. A clock on the wall goes on while a process is suspended, and its
 * timers come first when it wakes up: an answer that has arrived meanwhile would be thrown away unread.
 */

import type { TokenWait } from '../http/token-source.ts'
import { untilAborted } from '../http/transport/idle-timeout.ts'

/** Length of a step, in ms. A suspension counts as one, however long it was. */
const STEP = 1_000
/** A step that ended so many ms late was interrupted: what has arrived is read first. */
const LATE = 250

/** A limit that is running. */
export interface RunningTimeLimit {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal
  /** Lets go of the timer. */
  end(): void
}

/**
 * Starts a limit.
 *
 * @param milliseconds - How long it may take.
 */
export function limitRunningTime(milliseconds: number): RunningTimeLimit {
  const controller = new AbortController()
  let left = milliseconds
  let timer: ReturnType<typeof setTimeout> | undefined
  const step = () => {
    const length = Math.min(Math.max(left, 1), STEP)
    const startedAt = performance.now()
    timer = setTimeout(() => {
      left -= length
      const wasInterrupted = performance.now() - startedAt > length + LATE
      if (left > 0 || wasInterrupted) step()
      else controller.abort(new DOMException(`no answer within ${milliseconds / 1000} s`, 'TimeoutError'))
    }, length)
  }
  step()
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}

/**
 * Waits for something, but no longer than a call may; it goes on by itself.
 *
 * @param late - What it is where the time is over; may throw.
 * @throws The reason of the call's signal, and what `work` rejects with.
 */
export async function within<Value>(
  work: Promise<Value>,
  { timeout, signal }: TokenWait = {},
  late: (timeout: number) => Value,
): Promise<Value> {
  const limit = timeout === undefined ? undefined : limitRunningTime(timeout)
  const ends = [limit?.signal, signal].filter((end) => end !== undefined)
  try {
    return await untilAborted(work, AbortSignal.any(ends))
  } catch (error) {
    if (timeout === undefined || error !== limit?.signal.reason) throw error
    return late(timeout)
  } finally {
    limit?.end()
  }
}
