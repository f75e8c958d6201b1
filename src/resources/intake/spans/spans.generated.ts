// Generated from api/ by npm run generate. Do not edit.

/** Spans: single steps of a trace, such as the call of a model or a tool. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { PagePromise } from '../../../http/response/page.ts'
import type { Span, SpanListParams } from '../../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { filterQuery } from '../../shared/filter.ts'
import { optional, type ResourceContext } from '../../shared/resource-context.ts'
import { SpanEvaluatorResults } from './evaluator-results.generated.ts'
import { SpanGroups } from './groups.generated.ts'

/** `client.intake.spans`: single steps of a trace, such as the call of a model or a tool. */
export class Spans {
  /** Evaluator results of one span. */
  readonly evaluatorResults: SpanEvaluatorResults
  /** Groups of spans: which traces or sessions there are, and how many spans each has. */
  readonly groups: SpanGroups
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.evaluatorResults = new SpanEvaluatorResults(context)
    this.groups = new SpanGroups(context)
  }

  /**
   * Lists the spans of a workspace, the newest first.
   *
   * @returns A page; `for await` gives the spans of all pages.
   * @throws BadRequestError for a filter that is not supported.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans`
   */
  list(params?: SpanListParams, options?: RequestOptions): PagePromise<Span> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a span.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/spans/{span_id}`
   */
  retrieve(spanId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Span> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/spans/${{ spanId }}`,
      }
    }, options)
  }
}
