/** What is kept of a job. */

import type { Fields } from '../http/schema.ts'
import type { JobStatus } from './job-status.ts'

/** A part of a job that has a state of its own. */
export interface JobPart {
  id: string
  name: string
  status: JobStatus
  status_details: Fields
  error_details: Fields | null
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
  db_version: number
}

/** A task of a step. */
export interface TaskRecord extends JobPart {
  error_stack: string | null
}

/** A step of a job. */
export interface StepRecord extends JobPart {
  config: Fields
  tasks: TaskRecord[]
}

/** A line that a job has logged. */
export interface LogLine {
  timestamp: string
  job: string
  job_step: string
  job_task: string
  message: string
}

/** A result of a job. */
export interface ResultRecord {
  name: string
  artifact_url: string
  artifact_storage_type: string
  created_at: string
  updated_at: string
}

/** A step as it was ordered. */
export interface StepSpec extends Fields {
  name: string
  executor: Fields
  config: Fields
}

/** What a new job is made of. */
export interface JobFields {
  name: string
  workspace: string
  project: string | null
  description: string | null
  source: string
  spec: Fields
  platform_spec: { steps: StepSpec[]; secrets: unknown }
  fileset: string
  output_location: string | null
  ownership: Fields | null
  custom_fields: Fields | null
}

/** What a job comes to, where that is known beforehand. It shows once the job is over. */
export interface JobOutcome {
  /** Why it fails; null for one that succeeds. */
  readonly error: string | null
  /** What it logs. */
  readonly lines: readonly string[]
  /** What it tells beside its exit code. */
  readonly status: Fields
  readonly results: readonly Pick<ResultRecord, 'name' | 'artifact_url' | 'artifact_storage_type'>[]
  /** What it leaves in collections of its plugin. */
  readonly entries: readonly {
    readonly collection: string
    readonly key: string
    readonly entry: Fields & { workspace: string }
  }[]
}

/** A job with everything that belongs to it. */
export interface JobRecord extends JobFields {
  id: string
  attempt_id: string
  status: JobStatus
  status_details: Fields
  error_details: Fields | null
  created_at: string
  created_by: string
  updated_at: string
  steps: StepRecord[]
  logs: LogLine[]
  results: ResultRecord[]
  /** When it moves on by itself, in ms since 1970; null for never. */
  due: number | null
  outcome?: JobOutcome | undefined
}
