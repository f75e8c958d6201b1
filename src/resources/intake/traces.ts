/**
 * Traces: runs of an agent or calls of a model from beginning to end, made of spans.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import type { PagePromise } from '../../http/page.ts'
import { path } from '../../http/path.ts'
import type {
  Trace,
  TraceGetMetricsParams,
  TraceListParams,
  TraceMetrics,
  TraceRetrieveParams,
} from '../../types/intake.ts'
import { type Caller, optional } from '../caller.ts'
import { filterQuery } from '../filter.ts'

/** `client.intake.traces`: runs of an agent or calls of a model from beginning to end, made of spans. */
export class Traces {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Lists the traces of a workspace, the newest first.
   *
   * @returns A page; `for await` gives the traces of all pages.
   * @throws BadRequestError for a filter that is not supported.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/traces`
   */
  list(params?: TraceListParams, options?: RequestOptions): PagePromise<Trace> {
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...query } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/traces/metrics`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }
}
