// Generated from api/ by npm run generate. Do not edit.

/** Traces in the OpenTelemetry format. */

import type { RawBody } from '../../../../../http/request/body.ts'
import { path } from '../../../../../http/request/path.ts'
import type { RequestOptions } from '../../../../../http/request/request-options.ts'
import type { APIPromise } from '../../../../../http/response/api-promise.ts'
import type { IngestResponse } from '../../../../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../../../../types/workspaces.ts'
import { optional, type ResourceContext } from '../../../../shared/resource-context.ts'

/** `client.intake.ingest.otlp.v1.traces`: traces in the OpenTelemetry format. */
export class IngestOtlpTraces {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/otlp/v1/traces`,
        body,
        headers: { 'content-type': 'application/x-protobuf' },
      }
    }, options)
  }
}
