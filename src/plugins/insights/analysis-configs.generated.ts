// Generated from api/ by npm run generate. Do not edit.

/** Configurations of an agent's analyses. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AnalysisConfig,
  AnalysisConfigEnableParams,
  AnalysisConfigListParams,
  AnalysisConfigUpdateParams,
} from '../types/insights.generated.ts'

/** `insights.analysisConfigs`: configurations of an agent's analyses. */
export class AnalysisConfigs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Switches a configuration of an agent's analyses on.
   *
   * @see `POST /apis/insights/v2/workspaces/{workspace}/analysis-configs/{agent}/enable`
   */
  enable(
    agent: string,
    params: AnalysisConfigEnableParams,
    options?: RequestOptions,
  ): APIPromise<AnalysisConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-configs/${{ agent }}/enable`,
        body,
      }
    }, options)
  }

  /**
   * Switches a configuration of an agent's analyses off.
   *
   * @see `POST /apis/insights/v2/workspaces/{workspace}/analysis-configs/{agent}/disable`
   */
  disable(agent: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AnalysisConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-configs/${{ agent }}/disable`,
      }
    }, options)
  }

  /**
   * Lists configurations of an agent's analyses.
   *
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-configs`
   */
  list(params?: AnalysisConfigListParams, options?: RequestOptions): PagePromise<AnalysisConfig> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-configs`,
        query,
      }
    }, options)
  }

  /**
   * Reads a configuration of an agent's analyses.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/insights/v2/workspaces/{workspace}/analysis-configs/{agent}`
   */
  retrieve(agent: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AnalysisConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-configs/${{ agent }}`,
      }
    }, options)
  }

  /**
   * Changes a configuration of an agent's analyses; what is left out stays.
   *
   * @see `PATCH /apis/insights/v2/workspaces/{workspace}/analysis-configs/{agent}`
   */
  update(
    agent: string,
    params?: AnalysisConfigUpdateParams,
    options?: RequestOptions,
  ): APIPromise<AnalysisConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/analysis-configs/${{ agent }}`,
        body,
      }
    }, options)
  }
}
