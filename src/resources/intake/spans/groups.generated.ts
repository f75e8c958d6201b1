// Generated from api/ by npm run generate. Do not edit.

/** Groups of spans: which traces or sessions there are, and how many spans each has. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { PagePromise } from '../../../http/response/page.ts'
import type { SpanGroup, SpanGroupListParams } from '../../../types/intake.generated.ts'
import { filterQuery } from '../../shared/filter.ts'
import { type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.intake.spans.groups`: which traces or sessions there are, and how many spans each has. */
export class SpanGroups {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Groups the spans of a workspace by trace, session or both.
   *
   * @returns A page; `for await` gives the groups of all pages.
   * @throws BadRequestError for a field that spans cannot be grouped by, or that comes twice.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans/groups`
   */
  list(params: SpanGroupListParams, options?: RequestOptions): PagePromise<SpanGroup> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = required(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans/groups`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
