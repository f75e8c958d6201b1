/** What has to be found out before a call, within the limits of that call. */

import { checkRawOptions, type RawRequestOptions } from './request/request-options.ts'
import { untilAborted } from './transport/idle-timeout.ts'
import { LONGEST_TIMER } from './transport/timer-wheel.ts'

/**
 * Waits for it. Where the call is aborted, or takes too long, it is the call that says so.
 *
 * @param fallback - The deadline of calls that name none, in ms.
 * @returns The options, with what is left of the deadline.
 */
export async function withinLimits(
  prepare: () => Promise<void>,
  options: RawRequestOptions | undefined,
  fallback: number | undefined,
): Promise<RawRequestOptions | undefined> {
  const { signal, deadline = fallback } = checkRawOptions(options)
  if (signal?.aborted) return options
  const limit = deadline === undefined ? undefined : AbortSignal.timeout(Math.min(deadline, LONGEST_TIMER))
  const end =
    signal === undefined || limit === undefined ? (signal ?? limit) : AbortSignal.any([signal, limit])
  const startedAt = performance.now()
  try {
    await untilAborted(prepare(), end)
  } catch (error) {
    if (end?.aborted !== true) throw error
  }
  if (deadline === undefined) return options
  return { ...options, deadline: Math.max(1, deadline - (performance.now() - startedAt)) }
}
