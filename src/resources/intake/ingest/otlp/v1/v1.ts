/**
 * Version 1 of the OpenTelemetry protocol.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { Caller } from '../../../../caller.ts'
import { IngestOtlpTraces } from './traces.ts'

/** `client.intake.ingest.otlp.v1`: version 1 of the OpenTelemetry protocol. */
export class IngestOtlpV1 {
  /** Traces in the OpenTelemetry format. */
  readonly traces: IngestOtlpTraces

  /** @internal */
  constructor(caller: Caller) {
    this.traces = new IngestOtlpTraces(caller)
  }
}
