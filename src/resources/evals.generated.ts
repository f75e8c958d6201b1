// Generated from api/ by npm run generate. Do not edit.

/** Evals: scores for the answers of models. Its jobs are `client.pluginJobs('evals', 'evaluate')` and others. */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { EvalEvaluateLiveParams, LiveScoreResponse } from '../types/evals.generated.ts'
import { type ResourceContext, required } from './shared/resource-context.ts'

/**
 * `client.evals`: scores for the answers of models. Its jobs are `client.pluginJobs('evals', 'evaluate')` and
 * others.
 */
export class Evals {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Scores one row at once, without a job.
   *
   * @returns What the model answered, where one was asked, and the scores.
   * @throws RateLimitError if too many are running, UnprocessableEntityError for metrics that it does not take.
   * @since 0.8
   * @see `POST /apis/evals/v2/workspaces/{workspace}/evaluate/live`
   */
  evaluateLive(params: EvalEvaluateLiveParams, options?: RequestOptions): APIPromise<LiveScoreResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/evals/v2/workspaces/${{ workspace }}/evaluate/live`,
        since: '0.8',
        body,
      }
    }, options)
  }
}
