/**
 * Groups of spans: which traces or sessions there are, and how many spans each has.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { RequestOptions } from '../../../http/options.ts'
import type { PagePromise } from '../../../http/page.ts'
import { path } from '../../../http/path.ts'
import type { SpanGroup, SpanGroupListParams } from '../../../types/intake.ts'
import { type Caller, required } from '../../caller.ts'
import { filterQuery } from '../../filter.ts'

/** `client.intake.spans.groups`: which traces or sessions there are, and how many spans each has. */
export class SpanGroups {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Groups the spans of a workspace by trace, session or both.
   *
   * @returns A page; `for await` gives the groups of all pages.
   * @throws BadRequestError for a field that spans cannot be grouped by, or that comes twice.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans/groups`
   */
  list(params: SpanGroupListParams, options?: RequestOptions): PagePromise<SpanGroup> {
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = required(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans/groups`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
