// Generated from api/ by npm run generate. Do not edit.

/** Ways to send in what agents and models did. */

import type { ResourceContext } from '../../shared/resource-context.ts'
import { Atif } from './atif.generated.ts'
import { ChatCompletions } from './chat-completions.generated.ts'
import { IngestOtlp } from './otlp/otlp.generated.ts'
import { IngestSpans } from './spans.generated.ts'

/** `client.intake.ingest`: ways to send in what agents and models did. */
export class Ingest {
  /** Agent trajectories in the ATIF format. */
  readonly atif: Atif
  /** Chat completions that were recorded elsewhere. */
  readonly chatCompletions: ChatCompletions
  /** Telemetry in the OpenTelemetry format. */
  readonly otlp: IngestOtlp
  /** Spans from other trace stores. */
  readonly spans: IngestSpans

  /** @internal */
  constructor(context: ResourceContext) {
    this.atif = new Atif(context)
    this.chatCompletions = new ChatCompletions(context)
    this.otlp = new IngestOtlp(context)
    this.spans = new IngestSpans(context)
  }
}
