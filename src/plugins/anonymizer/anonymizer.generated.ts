// Generated from api/ by npm run generate. Do not edit.

/** Anonymizer: data sets without what tells who somebody is. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { Stream } from '../../http/response/stream.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AnonymizerPreviewParams,
  DoneFrame,
  EntityLabelsResponse,
  ErrorFrame,
  FailedRecordsFrame,
  HeartbeatFrame,
  LogFrame,
  ModelDownloadFrame,
  PreviewDatasetFrame,
  RunJob,
  RunJobRequest,
  TraceDatasetFrame,
} from '../types/anonymizer.generated.ts'

/** `anonymizer`: data sets without what tells who somebody is. */
export class Anonymizer {
  /** Anonymized data sets. */
  readonly runJobs: PluginJobs<RunJob['spec'], RunJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.runJobs = new PluginJobs(context, 'anonymizer', ['jobs', 'run'])
  }

  /**
   * Anonymizes a few records at once, without a job.
   *
   * @returns A stream of what happens, and of the records.
   * @see `POST /apis/anonymizer/v2/workspaces/{workspace}/preview`
   */
  preview(
    params: AnonymizerPreviewParams,
    options?: RequestOptions,
  ): APIPromise<
    Stream<
      | LogFrame
      | PreviewDatasetFrame
      | TraceDatasetFrame
      | FailedRecordsFrame
      | HeartbeatFrame
      | DoneFrame
      | ErrorFrame
      | ModelDownloadFrame
    >
  > {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/anonymizer/v2/workspaces/${{ workspace }}/preview`,
        body,
        responseType: 'stream',
      }
    }, options)
  }

  /**
   * Lists what can be found in texts.
   *
   * @see `GET /apis/anonymizer/v2/workspaces/{workspace}/entity-labels`
   */
  listEntityLabels(params?: WorkspaceParams, options?: RequestOptions): APIPromise<EntityLabelsResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/anonymizer/v2/workspaces/${{ workspace }}/entity-labels`,
      }
    }, options)
  }
}
