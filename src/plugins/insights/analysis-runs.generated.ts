// Generated from api/ by npm run generate. Do not edit.

/** Runs of an analysis. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AnalysisRun,
  AnalysisRunCreateParams,
  AnalysisRunListParams,
  AnalysisRunResponse,
} from '../types/insights.generated.ts'

/** `insights.analysisRuns`: runs of an analysis. */
export class AnalysisRuns {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a run of an analysis.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/insights/v2/workspaces/{workspace}/analysis-runs`
   */
  create(params: AnalysisRunCreateParams, options?: RequestOptions): APIPromise<AnalysisRunResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-runs`,
        body,
      }
    }, options)
  }

  /**
   * Lists runs of an analysis.
   *
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-runs`
   */
  list(params?: AnalysisRunListParams, options?: RequestOptions): PagePromise<AnalysisRun> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-runs`,
        query,
      }
    }, options)
  }

  /**
   * Reads a run of an analysis.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-runs/{name}`
   */
  retrieve(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<AnalysisRunResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-runs/${{ name }}`,
      }
    }, options)
  }
}
