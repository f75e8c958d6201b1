/**
 * Evaluator results of one span.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../http/api-promise.ts'
import type { RequestOptions } from '../../../http/options.ts'
import { path } from '../../../http/path.ts'
import type { EvaluatorResult } from '../../../types/intake.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { type Caller, optional } from '../../caller.ts'

/** `client.intake.spans.evaluatorResults`: evaluator results of one span. */
export class SpanEvaluatorResults {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Lists the scores that evaluators gave to a span.
   *
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans/{span_id}/evaluator-results`
   */
  list(span_id: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluatorResult[]> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans/${{ span_id }}/evaluator-results`,
      }
    }, options)
  }
}
