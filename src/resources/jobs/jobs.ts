/** Jobs, and what it takes to wait for them. */

import { loadPart } from '../../errors/load-part.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { JobEvent, JobWaitParams, JobWatchParams, PlatformJobResponse } from '../../types/index.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { JobsOperations } from './jobs.generated.ts'

/** `client.jobs`: units of work that the platform runs step by step. */
export class Jobs extends JobsOperations {
  readonly #workspace: string | undefined

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#workspace = context.workspace
  }

  /**
   * Waits until a job is completed. Looks every 3 s at first, for 20 minutes at most, unless `params` say otherwise; a platform
   * that cannot be reached for a while is asked again.
   *
   * @param params - `waitTimeout` and `poll_interval` in ms; `onUpdate` is called whenever the status has changed.
   * @returns The completed job.
   * @throws JobFailedError if it ends as `error`, `cancelled` or `paused`: `error.last` is its status, `error.logTail` the end of
   *   its log; WaitTimeoutError.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/status`
   */
  async wait(name: string, params?: JobWaitParams, options?: RequestOptions): Promise<PlatformJobResponse> {
    const { workspace = this.#workspace, ...rest } = optional(params)
    const { waitForJob } = await loadPart(import('./wait.ts'))
    return waitForJob(this, name, { workspace, ...rest }, options)
  }

  /**
   * Watches a job until it ends: its statuses and its log lines, as they come. Leaving the loop stops it.
   *
   * @returns Events of type `status`, `log` and `warning`; the last one is the final status.
   * @throws WaitTimeoutError where `params.waitTimeout` (in ms) has passed.
   */
  async *watch(
    name: string,
    params?: JobWatchParams,
    options?: RequestOptions,
  ): AsyncGenerator<JobEvent, void> {
    const { workspace = this.#workspace, ...rest } = optional(params)
    const { watchJob } = await loadPart(import('./watch.ts'))
    yield* watchJob(this, name, { workspace, ...rest }, options)
  }
}
