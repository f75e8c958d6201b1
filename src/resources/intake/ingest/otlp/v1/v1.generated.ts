// Generated from api/ by npm run generate. Do not edit.

/** Version 1 of the OpenTelemetry protocol. */

import type { ResourceContext } from '../../../../shared/resource-context.ts'
import { IngestOtlpTraces } from './traces.generated.ts'

/** `client.intake.ingest.otlp.v1`: version 1 of the OpenTelemetry protocol. */
export class IngestOtlpV1 {
  /** Traces in the OpenTelemetry format. */
  readonly traces: IngestOtlpTraces

  /** @internal */
  constructor(context: ResourceContext) {
    this.traces = new IngestOtlpTraces(context)
  }
}
