// Generated from api/ by npm run generate. Do not edit.

/** Data Designer: synthetic data sets. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { Stream } from '../../http/response/stream.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import { type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type {
  CreateJob,
  CreateJobRequest,
  DataDesignerPreviewParams,
  DataDesignerRetrievalPreviewParams,
  RetrievalGenerateJob,
  RetrievalGenerateJobRequest,
  RetrievalPrepareJob,
  RetrievalPrepareJobRequest,
  RetrievalRunJob,
  RetrievalRunJobRequest,
} from '../types/data-designer.generated.ts'

/** `dataDesigner`: synthetic data sets. */
export class DataDesigner {
  /** Data sets. */
  readonly createJobs: PluginJobs<CreateJob['spec'], CreateJobRequest['spec']>
  /** Questions and answers about documents. */
  readonly retrievalGenerateJobs: PluginJobs<
    RetrievalGenerateJob['spec'],
    RetrievalGenerateJobRequest['spec']
  >
  /** Data sets for retrieval. */
  readonly retrievalPrepareJobs: PluginJobs<RetrievalPrepareJob['spec'], RetrievalPrepareJobRequest['spec']>
  /** Data sets for retrieval, from documents to the end. */
  readonly retrievalRunJobs: PluginJobs<RetrievalRunJob['spec'], RetrievalRunJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.createJobs = new PluginJobs(context, 'data-designer', ['jobs', 'create'])
    this.retrievalGenerateJobs = new PluginJobs(context, 'data-designer', ['jobs', 'retrieval-generate'])
    this.retrievalPrepareJobs = new PluginJobs(context, 'data-designer', ['jobs', 'retrieval-prepare'])
    this.retrievalRunJobs = new PluginJobs(context, 'data-designer', ['jobs', 'retrieval-run'])
  }

  /**
   * Makes a few records at once, without a job.
   *
   * @returns A stream of what happens, and of the records.
   * @see `POST /apis/data-designer/v2/workspaces/{workspace}/preview`
   */
  preview(params: DataDesignerPreviewParams, options?: RequestOptions): APIPromise<Stream<unknown>> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/data-designer/v2/workspaces/${{ workspace }}/preview`,
        body,
        responseType: 'stream',
      }
    }, options)
  }

  /**
   * Makes a few questions and answers about documents at once, without a job.
   *
   * @returns A stream of what happens, and of the records.
   * @see `POST /apis/data-designer/v2/workspaces/{workspace}/retrieval-preview`
   */
  retrievalPreview(
    params: DataDesignerRetrievalPreviewParams,
    options?: RequestOptions,
  ): APIPromise<Stream<unknown>> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/data-designer/v2/workspaces/${{ workspace }}/retrieval-preview`,
        body,
        responseType: 'stream',
      }
    }, options)
  }
}
