/** How the clocks of platform and machine differ, in words. */

import { CLOCK_TOLERANCE, durationText, type Facts } from './facts.ts'

/** A line where they differ; none where they agree, or nobody knows. */
export function clockEvidence({ clockOffset }: Facts): string[] {
  if (clockOffset === undefined || Math.abs(clockOffset) < CLOCK_TOLERANCE) return []
  const direction = clockOffset > 0 ? 'behind' : 'ahead of'
  return [`the clock of this machine is ${durationText(clockOffset)} ${direction} the platform's`]
}
