/**
 * Ways to send in what agents and models did.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { ResourceContext } from '../../shared/resource-context.ts'
import { Atif } from './atif.ts'
import { ChatCompletions } from './chat-completions.ts'
import { IngestOtlp } from './otlp/otlp.ts'
import { IngestSpans } from './spans.ts'

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
