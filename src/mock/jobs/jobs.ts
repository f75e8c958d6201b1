/** Jobs: what they are, and how they move from state to state. */

import type { Fields } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Collection, Store } from '../store/store.ts'
import { keyOf } from '../workspaces/state.ts'
import { readProgram } from './job-program.ts'
import type { JobFields, JobPart, JobRecord, StepRecord } from './job-records.ts'
import { isTerminal, isTransitionAllowed, type JobDuration, type JobStatus } from './job-status.ts'

/** A state that cannot follow the present one. */
export class TransitionConflictError extends Error {}

/** All jobs. */
export class Jobs {
  readonly #records: Collection<JobRecord>
  readonly #store: Store
  readonly #duration: JobDuration

  constructor(store: Store, duration: JobDuration) {
    this.#store = store
    this.#records = store.collection('jobs')
    this.#duration = duration
  }

  /** A job as it is now. */
  get(workspace: string, name: string): JobRecord | undefined {
    const record = this.#records.get(keyOf(workspace, name))
    return record && this.#settled(record)
  }

  /** All jobs as they are now, oldest first. */
  all(): JobRecord[] {
    return [...this.#records.values()].map((record) => this.#settled(record))
  }

  create(job: JobFields, createdBy: string): JobRecord {
    const created_at = timestamp()
    const record: JobRecord = {
      ...job,
      id: newId('platform-job'),
      attempt_id: newId('platform-job-attempt'),
      status: 'created',
      status_details: {},
      error_details: null,
      created_at,
      created_by: createdBy,
      updated_at: timestamp(),
      steps: [],
      logs: [],
      results: [],
      due: null,
    }
    startStep(record, 0, createdBy)
    record.due = this.#next(record, Date.now())
    this.save(record)
    return record
  }

  /** Keeps what was changed in a job. */
  save(record: JobRecord): void {
    this.#records.set(keyOf(record.workspace, record.name), record)
  }

  delete(record: JobRecord): void {
    this.#records.delete(keyOf(record.workspace, record.name))
  }

  /** Removes all jobs of a workspace. */
  forget(workspace: string): void {
    for (const record of [...this.#records.values()]) if (record.workspace === workspace) this.delete(record)
  }

  /**
   * Asks a job to stop. One that has not been taken up yet stops at once, one that is over stays as it is.
   *
   * @throws TransitionConflictError for one that is about to pause.
   */
  cancel(record: JobRecord, by: string): void {
    const isUntouched = record.steps.every((step) => step.status === 'created')
    const step = currentStep(record)
    if (step !== undefined) this.setStep(record, step, isUntouched ? 'cancelled' : 'cancelling', by)
  }

  /** Asks a job to pause, if it is one that runs or will. */
  pause(record: JobRecord, by: string): void {
    const step = record.steps.find(({ status }) => ['created', 'pending', 'active'].includes(status))
    if (step !== undefined) this.setStep(record, step, 'pausing', by)
  }

  /** Lets a job that has paused go on. */
  resume(record: JobRecord, by: string): void {
    const step = record.steps.find(({ status }) => status === 'paused')
    if (step !== undefined) this.setStep(record, step, 'resuming', by)
  }

  /**
   * Gives a step another state, and the job what follows from that.
   *
   * @throws TransitionConflictError if the state cannot follow.
   */
  setStep(
    record: JobRecord,
    step: StepRecord,
    status: JobStatus,
    by: string,
    details: { status?: Fields | null | undefined; error?: Fields | null | undefined } = {},
  ): void {
    if (!isTransitionAllowed(step.status, status))
      throw new TransitionConflictError(`${step.status} → ${status}`)
    applyToStep(record, step, status, by, details)
    record.due = this.#next(record, Date.now())
    this.save(record)
  }

  /** Does what comes next by itself; false if nothing does. */
  move(record: JobRecord, options: { mustSucceed?: boolean } = {}): boolean {
    const hasMoved = this.#advance(record, options.mustSucceed ?? false)
    record.due = this.#next(record, Date.now())
    this.save(record)
    return hasMoved
  }

  #advance(record: JobRecord, mustSucceed: boolean): boolean {
    const wasOver = isTerminal(record.status)
    const hasMoved = advanceSteps(record, mustSucceed)
    if (!wasOver && (record.status === 'completed' || record.status === 'error')) this.#leaveOutcome(record)
    return hasMoved
  }

  /** Shows what a job has come to. */
  #leaveOutcome({ outcome, results }: JobRecord): void {
    if (outcome === undefined) return
    for (const result of outcome.results)
      results.push({ ...result, created_at: timestamp(), updated_at: timestamp() })
    for (const { collection, key, entry } of outcome.entries)
      this.#store
        .collection(collection)
        .set(key, { ...entry, created_at: timestamp(), updated_at: timestamp() })
  }

  /** Lets happen what is due. */
  #settled(record: JobRecord): JobRecord {
    let hasMoved = false
    while (record.due !== null && Date.now() >= record.due) {
      const { due } = record
      hasMoved = this.#advance(record, false)
      record.due = hasMoved ? this.#next(record, due) : null
    }
    if (hasMoved) this.save(record)
    return record
  }

  /** When the next move is due: each step takes three. */
  #next(record: JobRecord, from: number): number | null {
    const step = currentStep(record)
    if (this.#duration === 'manual' || step === undefined || step.status === 'paused') return null
    const interval = this.#duration / (3 * record.platform_spec.steps.length)
    const { sleeps } = programOf(record, step)
    return from + (step.status === 'active' ? Math.max(interval, sleeps) : interval)
  }
}

/** The step that is not over. */
export function currentStep(record: JobRecord): StepRecord | undefined {
  return record.steps.find((step) => !isTerminal(step.status))
}

/** Adds lines to what a job has logged, for its present or last step. */
export function log(record: JobRecord, lines: readonly string[]): void {
  const step = currentStep(record) ?? record.steps.at(-1)
  const job_task = step?.tasks.at(-1)?.name ?? ''
  for (const message of lines) {
    record.logs.push({
      timestamp: timestamp(),
      job: record.name,
      job_step: step?.name ?? '',
      job_task,
      message,
    })
  }
}

/** A new part of a job. */
export function newJobPart(kind: string, name: string, status: JobStatus, by: string): JobPart {
  const created_at = timestamp()
  return {
    id: newId(kind),
    name,
    status,
    status_details: {},
    error_details: null,
    created_at,
    created_by: by,
    updated_at: timestamp(),
    updated_by: by,
    db_version: 1,
  }
}

/** Marks that a part was changed. */
export function touch(part: JobPart, by: string): void {
  part.updated_at = timestamp()
  part.updated_by = by
  part.db_version += 1
}

/** Who moves jobs. */
const CONTROLLER = 'service:platform'

function startStep(record: JobRecord, index: number, by: string): void {
  const spec = record.platform_spec.steps[index]
  if (spec === undefined) return
  const config = { ...spec.config, _step_spec_name: spec.name }
  record.steps.push({ ...newJobPart('platform-job-step', spec.name, 'created', by), config, tasks: [] })
}

function programOf(record: JobRecord, step: StepRecord) {
  const spec = record.platform_spec.steps.find(({ name }) => name === step.name)
  return readProgram(spec?.executor['command'])
}

/** Does what the platform's controller would do next; false if nothing. */
function advanceSteps(record: JobRecord, mustSucceed: boolean): boolean {
  const step = currentStep(record)
  if (step === undefined) return false
  switch (step.status) {
    case 'created':
    case 'resuming':
      applyToTask(step, 'pending')
      applyToStep(record, step, 'pending', CONTROLLER)
      return true
    case 'pending': {
      applyToTask(step, 'active')
      applyToStep(record, step, 'active', CONTROLLER)
      log(record, programOf(record, step).lines)
      return true
    }
    case 'active': {
      const { outcome } = record
      if (outcome !== undefined) log(record, outcome.lines)
      const error = mustSucceed ? null : (outcome?.error ?? null)
      const exitCode = mustSucceed ? 0 : programOf(record, step).exitCode
      finishStep(record, step, error === null ? exitCode : 1, error)
      record.status_details = { ...record.status_details, ...outcome?.status }
      return true
    }
    case 'cancelling':
      applyToTask(step, 'cancelled')
      applyToStep(record, step, 'cancelled', CONTROLLER)
      return true
    case 'pausing':
      applyToTask(step, 'paused')
      applyToStep(record, step, 'paused', CONTROLLER)
      return true
    default:
      return false
  }
}

function finishStep(record: JobRecord, step: StepRecord, exitCode: number, reason: string | null): void {
  const isGood = exitCode === 0
  const message = isGood
    ? 'Job completed successfully with exit code 0'
    : (reason ?? `Job exited with code ${exitCode}`)
  const details = {
    status: { message, exit_code: exitCode },
    error: isGood ? null : { message },
  }
  applyToTask(step, isGood ? 'completed' : 'error', details)
  applyToStep(record, step, isGood ? 'completed' : 'error', CONTROLLER, details)
}

interface Details {
  status?: Fields | null | undefined
  error?: Fields | null | undefined
}

function applyToTask(step: StepRecord, status: JobStatus, details: Details = {}): void {
  let task = step.tasks.at(-1)
  if (task === undefined) {
    if (status !== 'pending' && status !== 'active') return
    const name = `task-${crypto.randomUUID().replaceAll('-', '')}`
    task = { ...newJobPart('platform-job-task', name, 'pending', CONTROLLER), error_stack: null }
    step.tasks.push(task)
  }
  task.status = status
  task.status_details = { ...task.status_details, ...details.status }
  task.error_details = details.error ?? task.error_details ?? {}
  touch(task, CONTROLLER)
}

function applyToStep(
  record: JobRecord,
  step: StepRecord,
  status: JobStatus,
  by: string,
  details: Details = {},
): void {
  const isSame = step.status === status && !details.status && !details.error
  if (isSame) return
  step.status = status
  step.status_details = { ...step.status_details, ...details.status }
  step.error_details = details.error ?? step.error_details
  touch(step, by)
  // A job tells what its latest step told.
  record.status_details = { ...record.status_details, ...details.status }
  const next = statusOfJob(record, step, by)
  if (!isTransitionAllowed(record.status, next)) return
  record.status = next
  if (next === 'error') record.error_details = step.error_details
}

/** What a job's state becomes with that of a step; a step that is done starts the next one. */
function statusOfJob(record: JobRecord, step: StepRecord, by: string): JobStatus {
  const index = record.platform_spec.steps.findIndex(({ name }) => name === step.name)
  switch (step.status) {
    case 'created':
      return record.status
    case 'pending':
      return index === 0 ? 'pending' : record.status
    case 'completed':
      if (index === record.platform_spec.steps.length - 1) return 'completed'
      if (record.steps.length === index + 1) startStep(record, index + 1, by)
      return record.status
    default:
      return step.status
  }
}
