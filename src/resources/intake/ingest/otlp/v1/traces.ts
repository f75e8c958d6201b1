/**
 * Traces in the OpenTelemetry format.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../../../http/api-promise.ts'
import type { RawBody } from '../../../../../http/body.ts'
import type { RequestOptions } from '../../../../../http/options.ts'
import { path } from '../../../../../http/path.ts'
import type { IngestResponse } from '../../../../../types/intake.ts'
import type { WorkspaceParams } from '../../../../../types/workspaces.ts'
import { type Caller, optional } from '../../../../caller.ts'

/** `client.intake.ingest.otlp.v1.traces`: traces in the OpenTelemetry format. */
export class IngestOtlpTraces {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Sends in traces. What cannot be read is left out and told in the answer.
   *
   * @param body - An OTLP `ExportTraceServiceRequest`, as protobuf.
   * @returns What was wrong, if anything.
   * @throws BadRequestError for a body that is not OTLP, APIStatusError (413) for one that is too large (5 MiB,
   * unless the platform is set up otherwise).
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/otlp/v1/traces`
   */
  create(body: RawBody, params?: WorkspaceParams, options?: RequestOptions): APIPromise<IngestResponse> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/otlp/v1/traces`,
        body,
        headers: { 'content-type': 'application/x-protobuf' },
      }
    }, options)
  }
}
