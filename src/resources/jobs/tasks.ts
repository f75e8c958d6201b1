/**
 * Tasks of jobs: the processes that one step runs side by side.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import { path } from '../../http/path.ts'
import type {
  JobTaskCreateOrUpdateParams,
  JobTaskListParams,
  JobTaskRetrieveParams,
  PlatformJobListTaskResponse,
  PlatformJobTask,
} from '../../types/jobs.ts'
import { type Caller, required } from '../caller.ts'

/** `client.jobs.tasks`: the processes that one step runs side by side. */
export class JobTasks {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, job } = required(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, job, step } = required(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, job, step, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/steps/${{ step }}/tasks/${{ name }}`,
        body,
      }
    }, options)
  }
}
