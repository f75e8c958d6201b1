// Generated from api/ by npm run generate. Do not edit.

/** Statuses of an agent's analyses. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AnalysisRunStatus,
  AnalysisRunStatusListParams,
  AnalysisRunStatusUpdateParams,
} from '../types/insights.generated.ts'

/** `insights.analysisRunStatuses`: statuses of an agent's analyses. */
export class AnalysisRunStatuses {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists statuses of an agent's analyses.
   *
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-run-statuses`
   */
  list(params?: AnalysisRunStatusListParams, options?: RequestOptions): PagePromise<AnalysisRunStatus> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-run-statuses`,
        query,
      }
    }, options)
  }

  /**
   * Reads a status of an agent's analyses.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-run-statuses/{agent}`
   */
  retrieve(agent: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AnalysisRunStatus> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-run-statuses/${{ agent }}`,
      }
    }, options)
  }

  /**
   * Changes a status of an agent's analyses; what is left out stays.
   *
   * @see `PATCH /apis/insights/v2/workspaces/{workspace}/analysis-run-statuses/{agent}`
   */
  update(
    agent: string,
    params?: AnalysisRunStatusUpdateParams,
    options?: RequestOptions,
  ): APIPromise<AnalysisRunStatus> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-run-statuses/${{ agent }}`,
        body,
      }
    }, options)
  }
}
