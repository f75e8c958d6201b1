// Generated from api/ by npm run generate. Do not edit.

/** Results of an evaluation. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type { EvalResultListParams, EvaluateResult } from '../types/evals.generated.ts'

/** `evals.results`: results of an evaluation. */
export class EvalResults {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists results of an evaluation.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/eval-results`
   */
  list(params?: EvalResultListParams, options?: RequestOptions): PagePromise<EvaluateResult> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/eval-results`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a result of an evaluation.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/eval-results/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluateResult> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/eval-results/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a result of an evaluation.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/evals/v2/workspaces/{workspace}/eval-results/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/eval-results/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
