/**
 * Sessions of an evaluation: its single runs, one per test case and try, with their scores.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { RequestOptions } from '../../http/options.ts'
import type { PagePromise } from '../../http/page.ts'
import { path } from '../../http/path.ts'
import type { EvaluationSessionListParams, EvaluationSessionResponse } from '../../types/evaluations.ts'
import { type Caller, optional } from '../caller.ts'
import { filterQuery } from '../filter.ts'

/** `client.evaluations.sessions`: its single runs, one per test case and try, with their scores. */
export class EvaluationSessions {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Lists the sessions of an evaluation, the earliest first.
   *
   * @returns A page; `for await` gives the sessions of all pages.
   * @throws NotFoundError if there is no evaluation of that name, BadRequestError for a sort field or status that
   * does not exist, InternalServerError (503) if the telemetry store is down.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/evaluations/{name}/sessions`
   */
  list(
    name: string,
    params?: EvaluationSessionListParams,
    options?: RequestOptions,
  ): PagePromise<EvaluationSessionResponse> {
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}/sessions`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
