// Generated from api/ by npm run generate. Do not edit.

/** Evaluator results: the scores that evaluators gave to spans. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  EvaluatorResult,
  EvaluatorResultCreateParams,
  EvaluatorResultListParams,
} from '../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.intake.evaluatorResults`: the scores that evaluators gave to spans. */
export class EvaluatorResults {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Records what an evaluator found about a span. The span need not be there yet.
   *
   * @returns The result.
   * @throws UnprocessableEntityError if `value` or `string_value` does not fit `data_type`.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/evaluator-results`
   */
  create(params: EvaluatorResultCreateParams, options?: RequestOptions): APIPromise<EvaluatorResult> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluator-results`,
        body,
      }
    }, options)
  }

  /**
   * Lists the evaluator results of a workspace.
   *
   * @returns A page; `for await` gives the results of all pages.
   * @throws BadRequestError for a filter that is not supported.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/evaluator-results`
   */
  list(params?: EvaluatorResultListParams, options?: RequestOptions): PagePromise<EvaluatorResult> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluator-results`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads an evaluator result.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/evaluator-results/{evaluator_result_id}`
   */
  retrieve(
    evaluatorResultId: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<EvaluatorResult> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluator-results/${{ evaluatorResultId }}`,
      }
    }, options)
  }
}
