/** Lines of logs. */

import type { Invocation } from '../invocation.ts'
import { shownOn } from './terminal.ts'

/** A line, and where it comes from. */
export interface LogLine {
  readonly timestamp: string
  readonly message: string
  readonly job_step?: string | null | undefined
  readonly job_task?: string | null | undefined
}

/** A line with its time, if it has one: that of day on a terminal, else the whole of it. */
export function lineOf(
  { io: { stdout }, style }: Pick<Invocation, 'io' | 'style'>,
  { timestamp, message, job_step: step, job_task: task }: LogLine,
): string {
  const time = new Date(timestamp)
  const isShort = stdout.isTTY === true && !Number.isNaN(time.getTime())
  const shown = isShort ? time.toTimeString().slice(0, 8) : String(timestamp)
  const scope = [step, task].filter(Boolean).join('/')
  const head = [shown === '' ? '' : `[${shown}]`, scope === '' ? '' : `${scope} |`].filter(Boolean).join(' ')
  return `${head === '' ? '' : `${style.dim(head)} `}${shownOn(stdout, message)}`
}
