/**
 * Spans from other trace stores.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../http/api-promise.ts'
import type { RequestOptions } from '../../../http/options.ts'
import { path } from '../../../http/path.ts'
import type { IngestSpanCreateParams } from '../../../types/intake.ts'
import { type Caller, required } from '../../caller.ts'

/** `client.intake.ingest.spans`: spans from other trace stores. */
export class IngestSpans {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Sends in up to 1000 spans of one source.
   *
   * @throws UnprocessableEntityError for a span that comes twice, ends before it starts, has a time without a
   * zone, or began longer ago than the platform keeps spans (90 days).
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/spans`
   */
  create(params: IngestSpanCreateParams, options?: RequestOptions): APIPromise<void> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/spans`,
        body,
        answer: 'nothing',
      }
    }, options)
  }
}
