/** States of jobs, and what may follow them. */

/** States of jobs, steps and tasks, in the order in which the platform lists them. */
export const JOB_STATUSES = [
  'created',
  'pending',
  'active',
  'cancelled',
  'cancelling',
  'error',
  'completed',
  'paused',
  'pausing',
  'resuming',
] as const

/** State of a job, a step or a task. */
export type JobStatus = (typeof JOB_STATUSES)[number]

/** How long a job takes, in ms, or that it moves only when told to. */
export type JobDuration = number | 'manual'

const TERMINAL: readonly JobStatus[] = ['completed', 'error', 'cancelled']

/** What may follow a state; it may also stay as it is. */
const TRANSITIONS: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  created: ['pending', 'active', 'cancelling', 'cancelled', 'pausing', 'paused', 'error'],
  pending: ['active', 'cancelling', 'cancelled', 'error', 'pausing', 'paused', 'completed'],
  active: ['completed', 'error', 'cancelling', 'cancelled', 'pausing', 'paused'],
  paused: ['resuming', 'active', 'cancelling'],
  cancelling: ['cancelled', 'error'],
  pausing: ['paused', 'error'],
  resuming: ['pending', 'active', 'error', 'cancelling', 'cancelled'],
  cancelled: [],
  error: [],
  completed: [],
}

/** Whether nothing follows a state. */
export function isTerminal(status: JobStatus): boolean {
  return TERMINAL.includes(status)
}

/** Whether a state may follow another, or is the same. */
export function isTransitionAllowed(status: JobStatus, next: JobStatus): boolean {
  return status === next || TRANSITIONS[status].includes(next)
}
