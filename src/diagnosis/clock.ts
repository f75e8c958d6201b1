/** How the clocks of platform and machine differ, in words. */

import { CLOCK_TOLERANCE } from '../jwt/clock-tolerance.ts'
import { type DiagnosticContext, durationText } from './diagnostic-context.ts'

/** A line where they differ; none where they agree, or nobody knows. */
export function clockEvidence({ clockOffset }: DiagnosticContext): string[] {
  if (clockOffset === undefined || Math.abs(clockOffset) < CLOCK_TOLERANCE) return []
  const direction = clockOffset > 0 ? 'behind' : 'ahead of'
  return [`the clock of this machine is ${durationText(clockOffset)} ${direction} the platform's`]
}
