// Generated from api/ by npm run generate. Do not edit.

/** Evaluator results of one span. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { EvaluatorResult } from '../../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { optional, type ResourceContext } from '../../shared/resource-context.ts'

/** `client.intake.spans.evaluatorResults`: evaluator results of one span. */
export class SpanEvaluatorResults {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the scores that evaluators gave to a span.
   *
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans/{span_id}/evaluator-results`
   */
  list(spanId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluatorResult[]> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans/${{ spanId }}/evaluator-results`,
      }
    }, options)
  }
}
