// Generated from api/ by npm run generate. Do not edit.

/** Spans from other trace stores. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { IngestSpanCreateParams } from '../../../types/intake.generated.ts'
import { type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.intake.ingest.spans`: spans from other trace stores. */
export class IngestSpans {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Sends in up to 1000 spans of one source.
   *
   * @throws UnprocessableEntityError for a span that comes twice, ends before it starts, has a time without a
   * zone, or began longer ago than the platform keeps spans (90 days).
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/spans`
   */
  create(params: IngestSpanCreateParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/spans`,
        body,
        responseType: 'nothing',
      }
    }, options)
  }
}
