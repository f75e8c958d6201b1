/**
 * Telemetry in the OpenTelemetry format.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { Caller } from '../../../caller.ts'
import { IngestOtlpV1 } from './v1/v1.ts'

/** `client.intake.ingest.otlp`: telemetry in the OpenTelemetry format. */
export class IngestOtlp {
  /** Version 1 of the OpenTelemetry protocol. */
  readonly v1: IngestOtlpV1

  /** @internal */
  constructor(caller: Caller) {
    this.v1 = new IngestOtlpV1(caller)
  }
}
