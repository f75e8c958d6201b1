// Generated from api/ by npm run generate. Do not edit.

/** Results of jobs: files that a job left behind. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  JobResultCreateParams,
  JobResultDownloadParams,
  JobResultListParams,
  JobResultRetrieveParams,
  PlatformJobListResultResponse,
  PlatformJobResultResponse,
} from '../../types/jobs.generated.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.jobs.results`: files that a job left behind. */
export class JobResults {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Registers a result of a job. Meant for the job itself.
   *
   * @param name - Name of the result.
   * @returns The result.
   * @throws NotFoundError if there is no job of that name.
   * @see `POST /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/results/{name}`
   */
  create(
    name: string,
    params: JobResultCreateParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobResultResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/results/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Lists the results of a job.
   *
   * @param name - Name of the job.
   * @throws NotFoundError if there is no job of that name.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{name}/results`
   */
  list(
    name: string,
    params?: JobResultListParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobListResultResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ name }}/results`,
        query,
      }
    }, options)
  }

  /**
   * Reads where a result of a job is.
   *
   * @param name - Name of the result.
   * @throws NotFoundError if there is no such job or result.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/results/{name}`
   */
  retrieve(
    name: string,
    params: JobResultRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobResultResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job } = required(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/results/${{ name }}`,
      }
    }, options)
  }

  /**
   * Downloads a result; a folder comes as a `.tar.gz` file.
   *
   * @param name - Name of the result.
   * @returns The response, with its body unread.
   * @throws NotFoundError if there is no such job or result.
   * @see `GET /apis/jobs/v2/workspaces/{workspace}/jobs/{job}/results/{name}/download`
   */
  download(name: string, params: JobResultDownloadParams, options?: RequestOptions): APIPromise<Response> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, job } = required(params)
      return {
        method: 'GET',
        path: path`/apis/jobs/v2/workspaces/${{ workspace }}/jobs/${{ job }}/results/${{ name }}/download`,
        responseType: 'bytes',
      }
    }, options)
  }
}
