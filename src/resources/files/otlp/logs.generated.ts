// Generated from api/ by npm run generate. Do not edit.

/**
 * Logs of jobs, which are kept in filesets. Meant for what runs jobs; to read the logs of a job, use
 * `jobs.getLogs`.
 */

import type { RawBody } from '../../../http/request/body.ts'
import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type {
  FileOtlpLogCreateParams,
  FileOtlpLogQueryParams,
  OtelExportLogsServiceResponse,
  PlatformJobLogPage,
} from '../../../types/files.generated.ts'
import { otlpContentType } from '../../shared/otlp.ts'
import { optional, type ResourceContext } from '../../shared/resource-context.ts'

/**
 * `client.files.otlp.logs`: logs of jobs, which are kept in filesets. Meant for what runs jobs; to read the logs
 * of a job, use `jobs.getLogs`.
 */
export class FileOtlpLogs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Adds log lines to a fileset. They come in the OTLP format, as JSON or, with `content-type:
   * application/x-protobuf`, as protobuf. Each resource in it needs the attributes `job`, `job_attempt`,
   * `job_step` and `job_task`.
   *
   * @param name - Name of the fileset.
   * @returns How many lines were refused, and why.
   * @throws NotFoundError if there is no fileset of that name, BadRequestError if the body is not OTLP.
   * @see `POST /apis/files/v2/workspaces/{workspace}/filesets/{name}/otlp/v1/logs`
   */
  create(
    name: string,
    body: RawBody,
    params?: FileOtlpLogCreateParams,
    options?: RequestOptions,
  ): APIPromise<OtelExportLogsServiceResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/otlp/v1/logs`,
        query,
        body,
        headers: { 'content-type': otlpContentType(body) },
      }
    }, options)
  }

  /**
   * Reads log lines from a fileset. Meant for the platform itself.
   *
   * @param name - Name of the fileset.
   * @returns Lines, with the cursors of the pages before and after.
   * @throws NotFoundError if there is no fileset of that name, BadRequestError for a bad filter or cursor, or for
   * `tail` together with `limit` or `page_cursor`.
   * @see `POST /apis/files/v2/workspaces/{workspace}/filesets/{name}/otlp/v1/logs/query`
   */
  query(
    name: string,
    params?: FileOtlpLogQueryParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobLogPage> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/otlp/v1/logs/query`,
        body,
      }
    }, options)
  }
}
