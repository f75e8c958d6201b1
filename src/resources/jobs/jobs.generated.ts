// Generated from api/ by npm run generate. Do not edit.

/** Jobs: units of work that the platform runs step by step, each step in a container or process of its own. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { LogPagePromise } from '../../http/response/log-page.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  DockerJobExecutionProfile,
  E2EJobExecutionProfile,
  JobCreateParams,
  JobGetLogsParams,
  JobListParams,
  JobUpdateStatusDetailsParams,
  KubernetesJobExecutionProfile,
  OpenShellJobExecutionProfile,
  PlatformJobResponse,
  PlatformJobStatusResponse,
  SubprocessJobExecutionProfile,
  VolcanoJobExecutionProfile,
} from '../../types/jobs.generated.ts'
import type { PlatformJobLog } from '../../types/shared.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { JobResults } from './results.generated.ts'
import { JobSteps } from './steps.generated.ts'
import { JobTasks } from './tasks.generated.ts'

/** The generated part of `client.jobs`: `Jobs` adds to it. */
export class JobsOperations {
  /** Results of jobs: files that a job left behind. */
  readonly results: JobResults
  /** Steps of jobs: what a job does one after the other. */
  readonly steps: JobSteps
  /** Tasks of jobs: the processes that one step runs side by side. */
  readonly tasks: JobTasks
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.results = new JobResults(context)
    this.steps = new JobSteps(context)
    this.tasks = new JobTasks(context)
  }

  /**
   * Creates a job. It starts by itself.
   *
   * @returns The job.
   * @throws AlreadyExistsError if the name is taken, ConflictError if a secret that it refers to is not there,
   * UnprocessableEntityError if an execution profile does not exist or the spec cannot be run.
   * @see `POST /apis/jobs/v2/workspaces/{workspace}/jobs`
   */
  create(params: JobCreateParams, options?: RequestOptions): APIPromise<PlatformJobResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs`,
        body,
      }
    }, options)
  }

  /**
   * Lists the jobs of a workspace. With a filter on `status`, a page may hold less than `page_size` jobs, even
   * none.
   *
   * @returns A page; `for await` gives the jobs of all pages.
   * @throws BadRequestError for a filter field that does not exist.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs`
   */
  list(params?: JobListParams, options?: RequestOptions): PagePromise<PlatformJobResponse> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a job.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}`
   */
  retrieve(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a job that has ended, with its steps, tasks and results, and with the fileset that the platform made
   * for it. Files in an `output_location` stay.
   *
   * @throws NotFoundError if there is none of that name, ConflictError if it has not ended: cancel it first, also
   * if it is paused.
   * @see `DELETE /apis/jobs/v2/workspaces/{workspace}/jobs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Cancels a job. Unless it has not begun, it is `cancelling` at first and `cancelled` later; one that has ended
   * stays as it is.
   *
   * @returns The job.
   * @throws NotFoundError if there is none of that name, ConflictError if its state does not allow it.
   * @see `POST /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/cancel`
   */
  cancel(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PlatformJobResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/cancel`,
      }
    }, options)
  }

  /**
   * Reads the log lines of a job, of its current attempt unless told otherwise.
   *
   * @returns A page of lines; `for await` gives the lines of all pages.
   * @throws NotFoundError if there is no job of that name, BadRequestError for `tail` together with `limit` or
   * `page_cursor`, UnprocessableEntityError for a cursor that cannot be read.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/logs`
   */
  getLogs(name: string, params?: JobGetLogsParams, options?: RequestOptions): LogPagePromise<PlatformJobLog> {
    return this.#context.http.listLogs(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/logs`,
        query,
      }
    }, options)
  }

  /**
   * Reads the status of a job, with that of its steps and tasks.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/status`
   */
  getStatus(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobStatusResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/status`,
      }
    }, options)
  }

  /**
   * Lists the execution profiles of the platform: what the steps of jobs can run on.
   *
   * @see `GET /apis/jobs/v2/execution-profiles`
   */
  listExecutionProfiles(
    options?: RequestOptions,
  ): APIPromise<
    (
      | DockerJobExecutionProfile
      | KubernetesJobExecutionProfile
      | VolcanoJobExecutionProfile
      | SubprocessJobExecutionProfile
      | E2EJobExecutionProfile
      | OpenShellJobExecutionProfile
    )[]
  > {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: path`/apis/jobs/v2/execution-profiles`,
      }),
      options,
    )
  }

  /**
   * Pauses a job: it is `pausing` at first and `paused` later. One that does not run stays as it is.
   *
   * @returns The job.
   * @throws NotFoundError if there is none of that name.
   * @see `POST /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/pause`
   */
  pause(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PlatformJobResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/pause`,
      }
    }, options)
  }

  /**
   * Lets a paused job go on. One that is not paused stays as it is.
   *
   * @returns The job.
   * @throws NotFoundError if there is none of that name.
   * @see `POST /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/resume`
   */
  resume(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PlatformJobResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/resume`,
      }
    }, options)
  }

  /**
   * Adds fields to the status details of a job; fields that are not named stay. Meant for the job itself.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `PATCH /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/status-details`
   */
  updateStatusDetails(
    name: string,
    params?: JobUpdateStatusDetailsParams,
    options?: RequestOptions,
  ): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/status-details`,
        body,
        responseType: 'anything',
      }
    }, options)
  }
}
