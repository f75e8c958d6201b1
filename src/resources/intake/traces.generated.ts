// Generated from api/ by npm run generate. Do not edit.

/** Traces: runs of an agent or calls of a model from beginning to end, made of spans. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  Trace,
  TraceGetMetricsParams,
  TraceListParams,
  TraceMetrics,
  TraceRetrieveParams,
} from '../../types/intake.generated.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'

/** `client.intake.traces`: runs of an agent or calls of a model from beginning to end, made of spans. */
export class Traces {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the traces of a workspace, the newest first.
   *
   * @returns A page; `for await` gives the traces of all pages.
   * @throws BadRequestError for a filter that is not supported.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/traces`
   */
  list(params?: TraceListParams, options?: RequestOptions): PagePromise<Trace> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/traces`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a trace.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/traces/{id}`
   */
  retrieve(id: string, params?: TraceRetrieveParams, options?: RequestOptions): APIPromise<Trace> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/traces/${{ id }}`,
        query,
      }
    }, options)
  }

  /**
   * Sums up tokens, cost, latency and failures of traces over time.
   *
   * @throws BadRequestError for a time zone that does not exist, InternalServerError (503) if the telemetry store
   * is down.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/traces/metrics`
   */
  getMetrics(params?: TraceGetMetricsParams, options?: RequestOptions): APIPromise<TraceMetrics> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/traces/metrics`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
