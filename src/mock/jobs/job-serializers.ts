/** Jobs as they go over the wire, and what the platform says where something of them is missing. */

import type { Generation } from '../../generations.ts'
import { CursorError, type LogEntry, type LogPageBody, logPage, readCursor } from '../http/log-pages.ts'
import { httpError } from '../http/responses.ts'
import type { Fields } from '../http/schema.ts'
import type { JobPart, JobRecord, ResultRecord, StepRecord, TaskRecord } from './job-records.ts'
import type { Jobs } from './jobs.ts'

type Params = Readonly<Record<string, string>>

/** A job that has to be there. */
export function requireJob(jobs: Jobs, { workspace = '' }: Params, name = ''): JobRecord {
  const job = jobs.get(workspace, name)
  if (job === undefined) throw httpError(404, `Job '${name}' not found in workspace '${workspace}'.`)
  return job
}

/** A step that has to be there; a job that is missing counts as one whose step is. */
export function requireStep(jobs: Jobs, { workspace = '', job: jobName = '' }: Params, name = '') {
  const job = jobs.get(workspace, jobName)
  const step = job?.steps.find((candidate) => candidate.name === name)
  if (job !== undefined && step !== undefined) return { job, step }
  throw httpError(404, `Step '${name}' for job '${jobName}' not found in workspace '${workspace}'.`)
}

/** A result that has to be there. */
export function requireResult(jobs: Jobs, { workspace = '', job: jobName = '' }: Params, name = '') {
  const job = jobs.get(workspace, jobName)
  const result = job?.results.find((candidate) => candidate.name === name)
  if (job !== undefined && result !== undefined) return { job, result }
  throw httpError(404, `Result '${name}' for job '${jobName}' not found in workspace '${workspace}'.`)
}

/** A job. */
export function describeJob(job: JobRecord): Fields {
  const { id, attempt_id, name, workspace, project, description, source, spec, platform_spec, fileset } = job
  const { output_location, status, status_details, error_details, created_at, updated_at } = job
  return {
    id,
    attempt_id,
    name,
    workspace,
    project,
    description,
    source,
    spec,
    platform_spec,
    fileset,
    output_location,
    status,
    status_details,
    error_details,
    created_at,
    updated_at,
    ownership: job.ownership,
    custom_fields: job.custom_fields,
  }
}

/** The state of a job, of its steps and of their tasks. */
export function describeStatus(job: JobRecord): Fields {
  const { id, name, status, status_details, error_details, created_at, updated_at } = job
  const tasksOf = ({ tasks }: StepRecord) =>
    tasks.map((task) => ({ ...stateOf(task), error_stack: task.error_stack, ...timesOf(task) }))
  const steps = job.steps.map((step) => ({ ...stateOf(step), tasks: tasksOf(step), ...timesOf(step) }))
  return { id, name, status, status_details, error_details, steps, created_at, updated_at }
}

/** A step as the entity store has it. */
export function describeStep(job: JobRecord, step: StepRecord): Fields {
  const { attempt_id } = job
  const { name, config, status, status_details, error_details } = step
  return {
    name,
    workspace: job.workspace,
    project: null,
    attempt_id,
    config,
    status,
    status_details,
    error_details,
    ...entityFields(step, attempt_id),
  }
}

/** A step as lists have it: with what it was ordered to do. */
export function describeListedStep(job: JobRecord, step: StepRecord): Fields {
  const { id, name, status, status_details, error_details, created_at, updated_at } = step
  return {
    id,
    job: job.name,
    attempt_id: job.attempt_id,
    fileset: job.fileset,
    artifact_base_path: job.output_location === null ? null : job.name,
    workspace: job.workspace,
    name,
    step_spec: job.platform_spec.steps.find((spec) => spec.name === name) ?? null,
    status,
    status_details,
    error_details,
    auth_context: null,
    created_at,
    updated_at,
  }
}

/** A task. */
export function describeTask(job: JobRecord, step: StepRecord, task: TaskRecord): Fields {
  const { name, status, status_details, error_details, error_stack } = task
  return {
    name,
    workspace: job.workspace,
    project: null,
    step_id: step.id,
    status,
    status_details,
    error_details: error_details ?? {},
    error_stack,
    ...entityFields(task, step.id),
  }
}

/** A result. */
export function describeResult(
  job: JobRecord,
  result: ResultRecord,
  downloadURL: string | null = null,
): Fields {
  const { name, artifact_url, artifact_storage_type, created_at, updated_at } = result
  return {
    name,
    job: job.id,
    workspace: job.workspace,
    project: null,
    created_at,
    updated_at,
    artifact_url,
    artifact_storage_type,
    download_url: downloadURL,
  }
}

/** A page of a job's log. */
export function describeLogs(job: JobRecord, query: Fields, generation: Generation): LogPageBody {
  const { limit, tail, page_cursor, attempt_id, step_id, task_id } = query
  if (isGiven(tail) && isGiven(limit)) {
    throw httpError(400, 'tail cannot be combined with limit; tail controls the returned log window size.')
  }
  if (isGiven(tail) && isGiven(page_cursor)) {
    const instead = 'pass the returned prev_page as page_cursor without tail.'
    throw httpError(400, `tail cannot be combined with page_cursor; ${instead}`)
  }
  const filters: Record<string, string> = {
    job: job.name,
    job_attempt: isGiven(attempt_id) ? String(attempt_id) : job.attempt_id,
    ...(step_id ? { job_step: String(step_id) } : {}),
    ...(task_id ? { job_task: String(task_id) } : {}),
  }
  const entries = job.logs
    .map(({ message, ...line }): LogEntry => {
      return { ...line, workspace: job.workspace, job_attempt: job.attempt_id, log_message: message }
    })
    .filter((entry) =>
      Object.entries(filters).every(([name, value]) => entry[name as keyof LogEntry] === value),
    )
  try {
    return logPage(entries, {
      filters,
      limit: isGiven(limit) ? Number(limit) : DEFAULT_LIMIT,
      cursor: page_cursor ? readCursor(String(page_cursor)) : undefined,
      tail: isGiven(tail) ? Number(tail) : null,
      folder: null,
    })
  } catch (error) {
    if (generation !== '0.6' && error instanceof CursorError) throw httpError(422, error.detail)
    // The service behind refuses a cursor that it does not know; this one has no words for that.
    throw httpError(500, 'Failed to query job logs')
  }
}

const DEFAULT_LIMIT = 100

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function stateOf(part: JobPart): Fields {
  const { id, name, status, status_details, error_details } = part
  return { id, name, status, status_details, error_details: error_details ?? {} }
}

function timesOf({ created_at, updated_at }: JobPart): Fields {
  return { created_at, updated_at }
}

function entityFields(part: JobPart, parent: string): Fields {
  const { id, created_at, created_by, updated_at, updated_by, db_version } = part
  return { id, created_at, created_by, updated_at, updated_by, entity_id: id, parent, db_version }
}
