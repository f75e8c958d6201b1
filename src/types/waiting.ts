/** What waits take, and what watching a job gives. */

import type { PlatformJobStatus, PlatformJobStatusResponse } from './jobs.ts'
import type { PlatformJobLog } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** How to wait. */
export interface WaitParams<Seen> extends WorkspaceParams {
  /** Longest wait, in ms. `Infinity` waits for ever. */
  timeout?: number | undefined
  /** First pause between two looks, in ms; it grows slowly. */
  poll_interval?: number | undefined
  /** Called with what is seen at first, and whenever its status has changed. */
  onUpdate?: ((seen: Seen) => void) | undefined
}

/** How to wait for a job: 20 minutes at most, a look every 3 s, unless you say otherwise. */
export interface JobWaitParams extends WaitParams<PlatformJobStatusResponse> {}

/** How to watch a job. */
export interface JobWatchParams extends WaitParams<PlatformJobStatusResponse> {
  /** Whether log lines are among the events. @default true */
  include_logs?: boolean | undefined
  /** Whether lines from before the beginning are too. @default true */
  include_history?: boolean | undefined
}

/** The status of a watched job changed. */
export interface JobStatusEvent {
  type: 'status'
  job_name: string
  status: PlatformJobStatus
  status_details: Record<string, unknown>
  error_details: Record<string, unknown> | null
  /** Whether this is the last status. */
  terminal: boolean
  /** Whether the job has done what it was to do. */
  successful: boolean
}

/** A watched job logged a line. */
export interface JobLogEvent extends PlatformJobLog {
  type: 'log'
}

/** Something went wrong while watching; it goes on. */
export interface JobWarningEvent {
  type: 'warning'
  job_name: string
  message: string
}

/** What watching a job gives. */
export type JobEvent = JobStatusEvent | JobLogEvent | JobWarningEvent

/** How to wait for a deployment. */
export interface DeploymentWaitParams<Deployment> extends WaitParams<Deployment> {
  /** The status to wait for. @default 'READY' */
  status?: string | undefined
  /** Whether READY also means that the gateway answers for it. @default true */
  check_gateway?: boolean | undefined
}
