/** What waits take, and what watching a job gives. */

import type { ModelDeployment, ModelProvider } from './inference.generated.ts'
import type { PlatformJobStatus, PlatformJobStatusResponse } from './jobs.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** How to wait. */
export interface WaitParams<Seen> extends WorkspaceParams {
  /** Longest wait, in ms. `Infinity` waits for ever. */
  waitTimeout?: number | undefined
  /** @deprecated Until 1.0 the older name of `waitTimeout`. */
  timeout?: number | undefined
  /** First pause between two looks, in ms; it grows slowly. */
  poll_interval?: number | undefined
  /** Called with what is seen at first, and whenever its status has changed. */
  onUpdate?: ((seen: Seen) => void) | undefined
}

/** How to wait for a job: 20 minutes at most, a look every 3 s, unless you say otherwise. */
export interface JobWaitParams extends WaitParams<PlatformJobStatusResponse> {}

/** How to watch a job: without a time limit, a look every 3 s, unless you say otherwise. */
export interface JobWatchParams extends WorkspaceParams {
  /** Longest watch, in ms. @default Infinity */
  waitTimeout?: number | undefined
  /** @deprecated Until 1.0 the older name of `waitTimeout`. */
  timeout?: number | undefined
  /** Pause between two looks, in ms. @default 3000 */
  poll_interval?: number | undefined
  /** Whether log lines are among the events. @default true */
  include_logs?: boolean | undefined
  /** Whether lines from before the beginning are too. @default true */
  include_history?: boolean | undefined
  /** Only log lines of this attempt. @default the current one */
  attempt_id?: number | null | undefined
  /** Only log lines of the step of this name. */
  step_id?: string | null | undefined
  /** Only log lines of the task of this name. */
  task_id?: string | null | undefined
  /** Log lines per request, at most 10000. @default 1000 */
  limit?: number | undefined
  /** Where to begin in the log: `next_page` of one of its pages. */
  page_cursor?: string | undefined
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
  /** Whether the job has done what it was to do; null while it is at it. */
  successful: boolean | null
}

/** A watched job logged a line. */
export interface JobLogEvent {
  type: 'log'
  job_name: string
  timestamp: string
  /** Name of the step. */
  step_id: string
  /** Name of the task. */
  task_id: string
  message: string
}

/** Something went wrong while watching; it goes on. */
export interface JobWarningEvent {
  type: 'warning'
  job_name: string
  message: string
}

/** What watching a job gives. */
export type JobEvent = JobStatusEvent | JobLogEvent | JobWarningEvent

/** How to wait for a deployment: 20 minutes at most, a look every 3 s, unless you say otherwise. */
export interface DeploymentWaitParams extends WaitParams<ModelDeployment> {
  /** The status to wait for. @default 'READY' */
  status?: string | undefined
  /** Whether READY also means that the gateway answers for it. @default true */
  check_gateway?: boolean | undefined
}

/** How to wait for the status of a deployment. */
export interface DeploymentStatusWaitParams extends WaitParams<ModelDeployment> {}

/** How to wait for a deployment, and for the gateway to it. */
export interface StatusWaitParams extends DeploymentStatusWaitParams {
  /** Whether READY also means that the gateway answers for it. @default true */
  check_gateway?: boolean | undefined
}

/** How to wait for the gateway: a minute at most, a look every second, unless you say otherwise. */
export interface GatewayWaitParams extends WorkspaceParams {
  /** Longest wait, in ms. @default 60000 */
  waitTimeout?: number | undefined
  /** @deprecated Until 1.0 the older name of `waitTimeout`. */
  timeout?: number | undefined
  /** First pause between two looks, in ms; it grows slowly. @default 1000 */
  poll_interval?: number | undefined
}

/** How to wait for a provider: a minute at most, a look every second, unless you say otherwise. */
export interface ProviderWaitParams extends WaitParams<ModelProvider> {
  /** Whether READY also means that the gateway answers for it. @default true */
  check_gateway?: boolean | undefined
}

/** How to wait for a model behind the gateway: a minute at most, a look every half second, unless you say otherwise. */
export interface OpenAIModelWaitParams extends WorkspaceParams {
  /** Longest wait, in ms. @default 60000 */
  waitTimeout?: number | undefined
  /** @deprecated Until 1.0 the older name of `waitTimeout`. */
  timeout?: number | undefined
  /** First pause between two looks, in ms; it grows slowly. @default 500 */
  poll_interval?: number | undefined
}
