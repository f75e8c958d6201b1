// Generated from api/ by npm run generate. Do not edit.

/** Steps of jobs: what a job does one after the other. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  JobStepListParams,
  JobStepRetrieveParams,
  JobStepUpdateStatusParams,
  PlatformJobStep,
  PlatformJobStepWithContext,
} from '../../types/jobs.generated.ts'
import { listsQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.jobs.steps`: what a job does one after the other. */
export class JobSteps {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
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
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/steps`,
        query: { ...query, filter: listsQuery(filter) },
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job } = required(params)
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job, ...body } = required(params)
      return {
        method: 'PATCH',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ name }}/status`,
        body,
      }
    }, options)
  }
}
