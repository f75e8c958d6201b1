// Generated from api/ by npm run generate. Do not edit.

/** Insights: what an analysis has found in the traces of agents. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  Insight,
  InsightAnalyzeJob,
  InsightAnalyzeJobRequest,
  InsightCreateParams,
  InsightListItem,
  InsightListParams,
  InsightUpdateParams,
} from '../types/insights.generated.ts'
import { AnalysisConfigs } from './analysis-configs.generated.ts'
import { AnalysisRunStatuses } from './analysis-run-statuses.generated.ts'
import { AnalysisRuns } from './analysis-runs.generated.ts'

/** `insights`: what an analysis has found in the traces of agents. */
export class Insights {
  /** Configurations of an agent's analyses. */
  readonly analysisConfigs: AnalysisConfigs
  /** Statuses of an agent's analyses. */
  readonly analysisRunStatuses: AnalysisRunStatuses
  /** Runs of an analysis. */
  readonly analysisRuns: AnalysisRuns
  /** Analyses. Up to release 0.6. */
  readonly analyzeJobs: PluginJobs<InsightAnalyzeJob['spec'], InsightAnalyzeJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.analysisConfigs = new AnalysisConfigs(context)
    this.analysisRunStatuses = new AnalysisRunStatuses(context)
    this.analysisRuns = new AnalysisRuns(context)
    this.analyzeJobs = new PluginJobs(context, 'insights', ['jobs', 'analyze-job'], { until: '0.6' })
  }

  /**
   * Creates an insight.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/insights/v2/workspaces/{workspace}/insights`
   */
  create(params: InsightCreateParams, options?: RequestOptions): APIPromise<Insight> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/insights`,
        body,
      }
    }, options)
  }

  /**
   * Lists insights.
   *
   * @see `GET /apis/insights/v2/workspaces/{workspace}/insights`
   */
  list(params?: InsightListParams, options?: RequestOptions): PagePromise<InsightListItem> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/insights`,
        query,
      }
    }, options)
  }

  /**
   * Reads an insight.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/insights/v2/workspaces/{workspace}/insights/{insight_id}`
   */
  retrieve(insightId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Insight> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/insights/${{ insightId }}`,
      }
    }, options)
  }

  /**
   * Changes an insight; what is left out stays.
   *
   * @see `PATCH /apis/insights/v2/workspaces/{workspace}/insights/{insight_id}`
   */
  update(insightId: string, params?: InsightUpdateParams, options?: RequestOptions): APIPromise<Insight> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/insights/${{ insightId }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes an insight.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/insights/v2/workspaces/{workspace}/insights/{insight_id}`
   */
  delete(insightId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/insights/v2/workspaces/${{ workspace }}/insights/${{ insightId }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
