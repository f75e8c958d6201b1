/**
 * Steps of jobs: what a job does one after the other.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import type { PagePromise } from '../../http/page.ts'
import { path } from '../../http/path.ts'
import type {
  JobStepListParams,
  JobStepRetrieveParams,
  JobStepUpdateStatusParams,
  PlatformJobStep,
  PlatformJobStepWithContext,
} from '../../types/jobs.ts'
import { type Caller, optional, required } from '../caller.ts'

/** `client.jobs.steps`: what a job does one after the other. */
export class JobSteps {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Lists the steps of a job.
   *
   * @param name - Name of the job; `-` for all jobs.
   * @returns A page; `for await` gives the steps of all pages.
   * @throws UnprocessableEntityError for a status that does not exist.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/steps`
   */
  list(
    name: string,
    params?: JobStepListParams,
    options?: RequestOptions,
  ): PagePromise<PlatformJobStepWithContext> {
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/steps`,
        query,
      }
    }, options)
  }

  /**
   * Reads a step of a job.
   *
   * @param name - Name of the step.
   * @throws NotFoundError if there is no such job or step.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/steps/{name}`
   */
  retrieve(
    name: string,
    params: JobStepRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobStep> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, job } = required(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ name }}`,
      }
    }, options)
  }

  /**
   * Sets the status of a step. Meant for what runs it.
   *
   * @param name - Name of the step.
   * @returns The step.
   * @throws NotFoundError if there is no such job or step, ConflictError if its state does not allow it or someone
   * else changed it meanwhile.
   * @see `PATCH /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/steps/{name}/status`
   */
  updateStatus(
    name: string,
    params: JobStepUpdateStatusParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobStep> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, job, ...body } = required(params)
      return {
        method: 'PATCH',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ name }}/status`,
        body,
      }
    }, options)
  }
}
