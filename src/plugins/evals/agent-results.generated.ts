// Generated from api/ by npm run generate. Do not edit.

/** Results of an agent's evaluation. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type { AgentEvalResult, EvalAgentResultListParams } from '../types/evals.generated.ts'

/** `evals.agentResults`: results of an agent's evaluation. */
export class EvalAgentResults {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists results of an agent's evaluation.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/agent-eval-results`
   */
  list(params?: EvalAgentResultListParams, options?: RequestOptions): PagePromise<AgentEvalResult> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/agent-eval-results`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a result of an agent's evaluation.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/agent-eval-results/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentEvalResult> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(
          this.#context,
          'evals',
        )`/v2/workspaces/${{ workspace }}/agent-eval-results/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a result of an agent's evaluation.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/evals/v2/workspaces/{workspace}/agent-eval-results/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(
          this.#context,
          'evals',
        )`/v2/workspaces/${{ workspace }}/agent-eval-results/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
