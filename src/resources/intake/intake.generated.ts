// Generated from api/ by npm run generate. Do not edit.

/** Intake: what agents and models did, as traces and spans, and what people and evaluators thought of it. */

import type { ResourceContext } from '../shared/resource-context.ts'
import { Annotations } from './annotations.generated.ts'
import { EvaluatorResults } from './evaluator-results.generated.ts'
import { Ingest } from './ingest/ingest.generated.ts'
import { IntakeSessions } from './sessions.generated.ts'
import { Spans } from './spans/spans.generated.ts'
import { Traces } from './traces.generated.ts'

/**
 * `client.intake`: what agents and models did, as traces and spans, and what people and evaluators thought of it.
 */
export class Intake {
  /** Annotations: what people say about a span or a whole session, as feedback, label, note or metadata. */
  readonly annotations: Annotations
  /** Evaluator results: the scores that evaluators gave to spans. */
  readonly evaluatorResults: EvaluatorResults
  /** Ways to send in what agents and models did. */
  readonly ingest: Ingest
  /** Sessions: traces that belong together, such as a conversation. */
  readonly sessions: IntakeSessions
  /** Spans: single steps of a trace, such as the call of a model or a tool. */
  readonly spans: Spans
  /** Traces: runs of an agent or calls of a model from beginning to end, made of spans. */
  readonly traces: Traces

  /** @internal */
  constructor(context: ResourceContext) {
    this.annotations = new Annotations(context)
    this.evaluatorResults = new EvaluatorResults(context)
    this.ingest = new Ingest(context)
    this.sessions = new IntakeSessions(context)
    this.spans = new Spans(context)
    this.traces = new Traces(context)
  }
}
