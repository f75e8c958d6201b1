// Generated from api/ by npm run generate. Do not edit.

/** Telemetry in the OpenTelemetry format. */

import type { ResourceContext } from '../../../shared/resource-context.ts'
import { IngestOtlpV1 } from './v1/v1.generated.ts'

/** `client.intake.ingest.otlp`: telemetry in the OpenTelemetry format. */
export class IngestOtlp {
  /** Version 1 of the OpenTelemetry protocol. */
  readonly v1: IngestOtlpV1

  /** @internal */
  constructor(context: ResourceContext) {
    this.v1 = new IngestOtlpV1(context)
  }
}
