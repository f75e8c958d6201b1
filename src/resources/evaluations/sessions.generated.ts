// Generated from api/ by npm run generate. Do not edit.

/** Sessions of an evaluation: its single runs, one per test case and try, with their scores. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  EvaluationSessionListParams,
  EvaluationSessionResponse,
} from '../../types/evaluations.generated.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'

/** `client.evaluations.sessions`: its single runs, one per test case and try, with their scores. */
export class EvaluationSessions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
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
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}/sessions`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
