/** What a bench is given, and what it comes back with. */

import type { Python } from './python.ts'
import type { ServerProcess } from './server-process.ts'
import type { Measurements } from './statistics.ts'

/** What all benches of a run have in common. */
export interface Surroundings {
  readonly server: ServerProcess
  readonly python: Python
  readonly rounds: number
}

/** A column of a table: a metric, and perhaps its ratio to that of another contestant. */
export interface Column {
  readonly metric: string
  readonly heading: string
  readonly digits: number
  /** Where the ratio is shown too: to whom. */
  readonly base?: string
}

/** A promise of the SDK, and what was measured. */
export interface Verdict {
  readonly promise: string
  readonly measured: number | undefined
  readonly holds: boolean
}

/** What a bench measured. */
export interface Report {
  readonly title: string
  readonly measurements: Measurements
  readonly columns: readonly Column[]
  readonly verdicts: readonly Verdict[]
}

/** One of the benches. */
export type Bench = (surroundings: Surroundings) => Promise<Report[]>

/** A promise that something measures at most so much. */
export function atMost(promise: string, measured: number | undefined, limit: number): Verdict {
  return { promise: `${promise} ≤ ${limit}`, measured, holds: measured !== undefined && measured <= limit }
}

/** A promise that something measures less than so much. */
export function below(promise: string, measured: number | undefined, limit: number): Verdict {
  return { promise: `${promise} < ${limit}`, measured, holds: measured !== undefined && measured < limit }
}

/** A promise that something measures at least so much. */
export function atLeast(promise: string, measured: number | undefined, limit: number): Verdict {
  return { promise: `${promise} ≥ ${limit}`, measured, holds: measured !== undefined && measured >= limit }
}
