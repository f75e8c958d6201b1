// Generated from api/ by npm run generate. Do not edit.

/** Metrics. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { recoverExisting } from '../../resources/shared/exist-ok.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type { EvalMetricCreateParams, EvalMetricListParams, Metric } from '../types/evals.generated.ts'

/** `evals.metrics`: metrics. */
export class EvalMetrics {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists metrics.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/metrics`
   */
  list(params?: EvalMetricListParams, options?: RequestOptions): PagePromise<Metric> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/metrics`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Creates a metric.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/evals/v2/workspaces/{workspace}/metrics/{name}`
   */
  create(name: string, params: EvalMetricCreateParams, options?: RequestOptions): APIPromise<Metric> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, project, ...body } = required(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/metrics/${{ name }}`,
        query: { project },
        body,
        takesExistOk: true,
        recoverWith: recoverExisting(exist_ok, (read) => this.retrieve(name, { workspace }, read), options),
      }
    }, options)
  }

  /**
   * Reads a metric.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/metrics/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Metric> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/metrics/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a metric.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/evals/v2/workspaces/{workspace}/metrics/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/metrics/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
