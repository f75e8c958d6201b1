// Generated from api/ by npm run generate. Do not edit.

/** Tasks of jobs: the processes that one step runs side by side. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  JobTaskCreateOrUpdateParams,
  JobTaskListParams,
  JobTaskRetrieveParams,
  PlatformJobListTaskResponse,
  PlatformJobTask,
} from '../../types/jobs.generated.ts'
import { type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.jobs.tasks`: the processes that one step runs side by side. */
export class JobTasks {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the tasks of a step.
   *
   * @param name - Name of the step.
   * @throws NotFoundError if there is no such job or step.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/steps/{name}/tasks`
   */
  list(
    name: string,
    params: JobTaskListParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobListTaskResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job } = required(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ name }}/tasks`,
      }
    }, options)
  }

  /**
   * Reads a task.
   *
   * @param name - Name of the task.
   * @throws NotFoundError if there is no such job, step or task.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/steps/{step}/tasks/{name}`
   */
  retrieve(
    name: string,
    params: JobTaskRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobTask> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job, step } = required(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ step }}/tasks/${{ name }}`,
      }
    }, options)
  }

  /**
   * Sets the status of a task, and creates the task if there is none of that name. Meant for what runs it.
   *
   * @param name - Name of the task.
   * @returns The task.
   * @throws NotFoundError if there is no such job or step.
   * @see `PUT /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/steps/{step}/tasks/{name}`
   */
  createOrUpdate(
    name: string,
    params: JobTaskCreateOrUpdateParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobTask> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job, step, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ step }}/tasks/${{ name }}`,
        body,
      }
    }, options)
  }
}
