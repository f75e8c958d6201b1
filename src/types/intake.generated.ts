// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `intake`. */

import type { ListParams } from './common.ts'
import type { DatetimeFilter, SpanStatus } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Something to say about a span or a session; `kind` tells which form it has. */
export type AnnotationInput =
  | FeedbackAnnotationParam
  | NoteAnnotationParam
  | MetadataAnnotationParam
  | LabelAnnotationParam

/** Feedback to give on a span or a session: positive or negative. */
export interface FeedbackAnnotationParam {
  /** The span that it is about. Left out: the whole session. */
  span_id?: string | null | undefined
  session_id: string
  kind: 'feedback'
  value: 'positive' | 'negative' | (string & {})
}

/** A note to make on a span or a session. */
export interface NoteAnnotationParam {
  /** The span that it is about. Left out: the whole session. */
  span_id?: string | null | undefined
  session_id: string
  kind: 'note'
  /** Up to 10000 characters. */
  text: string
}

/** Fields of your own to put on a span or a session. */
export interface MetadataAnnotationParam {
  /** The span that it is about. Left out: the whole session. */
  span_id?: string | null | undefined
  session_id: string
  kind: 'metadata'
  /** At least one field. */
  metadata: Readonly<Record<string, unknown>>
}

/** A label to put on a span or a session: a text or a number. */
export interface LabelAnnotationParam {
  /** The span that it is about. Left out: the whole session. */
  span_id?: string | null | undefined
  session_id: string
  kind: 'label'
  value_type: 'text' | 'numeric' | (string & {})
  /** A text or a number, as `value_type` says. */
  value: string | number
  /** What it measures, for instance `severity`; needed for numbers. */
  name?: string | null | undefined
}

/** What somebody said about a span or a session; `kind` tells which form it has. */
export type Annotation = FeedbackAnnotation | NoteAnnotation | MetadataAnnotation | LabelAnnotation

/** Feedback on a span or a session: positive or negative. */
export interface FeedbackAnnotation {
  annotation_id: string
  workspace: string
  /** The span that it is about; null for the whole session. */
  span_id?: string | null
  session_id: string
  /** Who made it. */
  created_by?: string | null
  created_at: string
  /** When the platform got it. */
  ingested_at: string
  kind: 'feedback'
  value: 'positive' | 'negative' | (string & {})
}

/** A note on a span or a session. */
export interface NoteAnnotation {
  annotation_id: string
  workspace: string
  /** The span that it is about; null for the whole session. */
  span_id?: string | null
  session_id: string
  /** Who made it. */
  created_by?: string | null
  created_at: string
  /** When the platform got it. */
  ingested_at: string
  kind: 'note'
  text: string
}

/** Fields of somebody's own on a span or a session. */
export interface MetadataAnnotation {
  annotation_id: string
  workspace: string
  /** The span that it is about; null for the whole session. */
  span_id?: string | null
  session_id: string
  /** Who made it. */
  created_by?: string | null
  created_at: string
  /** When the platform got it. */
  ingested_at: string
  kind: 'metadata'
  metadata: Record<string, unknown>
}

/** A label on a span or a session: a text or a number. */
export interface LabelAnnotation {
  annotation_id: string
  workspace: string
  /** The span that it is about; null for the whole session. */
  span_id?: string | null
  session_id: string
  /** Who made it. */
  created_by?: string | null
  created_at: string
  /** When the platform got it. */
  ingested_at: string
  kind: 'label'
  value_type: 'text' | 'numeric' | (string & {})
  /** A text or a number, as `value_type` says. */
  value: string | number
  /** What it measures, for instance `severity`. */
  name?: string | null
}

/** Order of a list of annotations; with `-` in front, descending. */
export type AnnotationSortField = 'created_at' | '-created_at' | (string & {})

/** Which annotations to list. */
export interface AnnotationFilter {
  span_id?: string | null | undefined
  session_id?: string | null | undefined
  kind?: AnnotationKind | null | undefined
  /** What a label measures. */
  name?: string | null | undefined
  /** The text of a label, or `positive` or `negative` for feedback. */
  value_text?: string | null | undefined
  /** The number of a label. */
  value_numeric?: NumericFilter | null | undefined
  /** Who made them. */
  created_by?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
}

/** What an annotation is. */
export type AnnotationKind = 'feedback' | 'label' | 'note' | 'metadata' | (string & {})

/** Conditions on a number; at least one of them. */
export interface NumericFilter {
  /** At least. */
  $gte?: number | null | undefined
  /** At most. */
  $lte?: number | null | undefined
}

/** What kind of value an evaluator gave. `NUMERIC` and `BOOLEAN` stand in `value`, the others in `string_value`. */
export type EvaluatorResultDataType = 'NUMERIC' | 'CATEGORICAL' | 'BOOLEAN' | 'TEXT' | (string & {})

/** Evaluator result status. */
export type EvaluatorResultStatus = 'SCORED' | 'FAILED' | (string & {})

/** What an evaluator found about a span. */
export interface EvaluatorResult {
  evaluator_result_id: string
  span_id: string
  session_id: string
  workspace: string
  /** What was measured. */
  name: string
  /** The number; for `BOOLEAN` 0 or 1. */
  value?: number | null
  /** The text, for `CATEGORICAL` and `TEXT`. */
  string_value?: string | null
  /** What kind of value it is, and so in which field it stands. */
  data_type: EvaluatorResultDataType
  /** Why it is so. */
  comment?: string | null
  /** Who wrote it. */
  created_by?: string | null
  created_at: string
  /** When the platform got it. */
  ingested_at: string
  /** @since 0.8 */
  status?: EvaluatorResultStatus
}

/** Order of a list of evaluator results; with `-` in front, descending. */
export type EvaluatorResultSortField = 'created_at' | '-created_at' | 'value' | '-value' | (string & {})

/** Which evaluator results to list. */
export interface EvaluatorResultFilter {
  span_id?: string | null | undefined
  session_id?: string | null | undefined
  /** What was measured. */
  name?: string | null | undefined
  data_type?: EvaluatorResultDataType | null | undefined
  /** Who wrote them. */
  created_by?: string | null | undefined
  value?: FloatFilter | null | undefined
  created_at?: DatetimeFilter | null | undefined
  /** @since 0.8 */
  status?: EvaluatorResultStatus | null | undefined
}

/** Conditions on a number. */
export interface FloatFilter {
  /** At least. */
  $gte?: number | null | undefined
  /** At most. */
  $lte?: number | null | undefined
}

/** The evaluation and test case that something belongs to. */
export interface EvaluationContext {
  /** Name of an evaluation that exists. */
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated Use `evaluation_name`. */
  evaluation_id?: string | null | undefined
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null | undefined
}

/** The agent of a trajectory. */
export interface AtifAgent {
  name: string
  version: string
  /** The model that it uses, unless a step says otherwise. */
  model_name?: string | null | undefined
  /** What it can call. */
  tool_definitions?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Tokens and cost of a trajectory in all. */
export interface AtifFinalMetrics {
  total_prompt_tokens?: number | null | undefined
  total_completion_tokens?: number | null | undefined
  total_cached_tokens?: number | null | undefined
  /** In US dollars. */
  total_cost_usd?: number | null | undefined
  total_steps?: number | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** A step of a trajectory; `source` tells who did it. */
export type AtifStep = AtifStepSystem | AtifStepUser | AtifStepAgent

/** A step of a trajectory that is from the system. */
export interface AtifStepSystem {
  /** 1, 2, 3 and so on, without gaps. */
  step_id: number
  /** When it happened, in ISO 8601. */
  timestamp?: string | Date | null | undefined
  /** What was said. @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  /** Whether it only repeats what an earlier trajectory has. */
  is_copied_context?: boolean | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
  /** How often it called a model. */
  llm_call_count?: number | null | undefined
  /** What the tools answered. */
  observation?: AtifObservation | null | undefined
  source: 'system'
}

/** A part of a message: text or a picture. */
export type AtifContentPart = AtifContentPartText | AtifContentPartImage

/** A part of a message that is text. */
export interface AtifContentPartText {
  type: 'text'
  text: string
}

/** A part of a message that is a picture. */
export interface AtifContentPartImage {
  type: 'image'
  source: AtifImageSource
}

/** Where a picture is. */
export interface AtifImageSource {
  media_type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | (string & {})
  path: string
}

/** What the tools of a step answered. */
export interface AtifObservation {
  results?: readonly AtifObservationResult[] | undefined
}

/** What a tool answered. */
export interface AtifObservationResult {
  /** The `tool_call_id` that it answers. */
  source_call_id?: string | null | undefined
  content?: string | readonly AtifContentPart[] | null | undefined
  /** Trajectories of the agents that the tool called. */
  subagent_trajectory_ref?: readonly AtifSubagentTrajectoryRef[] | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Where the trajectory of a called agent is: by at least one of id, path and session. */
export interface AtifSubagentTrajectoryRef {
  /** One of the `subagent_trajectories`. */
  trajectory_id?: string | null | undefined
  /** A file. */
  trajectory_path?: string | null | undefined
  session_id?: string | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** A step of a trajectory that is from the user. */
export interface AtifStepUser {
  /** 1, 2, 3 and so on, without gaps. */
  step_id: number
  /** When it happened, in ISO 8601. */
  timestamp?: string | Date | null | undefined
  /** What was said. @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  /** Whether it only repeats what an earlier trajectory has. */
  is_copied_context?: boolean | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
  /** How often it called a model. */
  llm_call_count?: number | null | undefined
  /** What the tools answered. */
  observation?: AtifObservation | null | undefined
  source: 'user'
}

/** A step of a trajectory that the agent did. */
export interface AtifStepAgent {
  /** 1, 2, 3 and so on, without gaps. */
  step_id: number
  /** When it happened, in ISO 8601. */
  timestamp?: string | Date | null | undefined
  /** What was said. @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  /** Whether it only repeats what an earlier trajectory has. */
  is_copied_context?: boolean | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
  /** How often it called a model. */
  llm_call_count?: number | null | undefined
  /** What the tools answered. */
  observation?: AtifObservation | null | undefined
  source: 'agent'
  /** The model that it used. */
  model_name?: string | null | undefined
  /** How much it was to think. */
  reasoning_effort?: string | number | null | undefined
  /** What it thought. */
  reasoning_content?: string | null | undefined
  /** Tools that it called. */
  tool_calls?: readonly AtifToolCall[] | null | undefined
  /** Tokens and cost. */
  metrics?: AtifMetrics | null | undefined
}

/** A call of a tool. */
export interface AtifToolCall {
  /** What the answer refers to; each call of a step has another one. */
  tool_call_id: string
  function_name: string
  arguments?: Readonly<Record<string, unknown>> | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Tokens and cost of a step. */
export interface AtifMetrics {
  prompt_tokens?: number | null | undefined
  completion_tokens?: number | null | undefined
  cached_tokens?: number | null | undefined
  /** In US dollars. */
  cost_usd?: number | null | undefined
  prompt_token_ids?: readonly number[] | null | undefined
  completion_token_ids?: readonly number[] | null | undefined
  logprobs?: readonly number[] | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** The trajectory of an agent that another agent called, in the ATIF format. */
export interface AtifTrajectory {
  /** @default 'ATIF-v1.7' */
  schema_version?:
    | 'ATIF-v1.0'
    | 'ATIF-v1.1'
    | 'ATIF-v1.2'
    | 'ATIF-v1.3'
    | 'ATIF-v1.4'
    | 'ATIF-v1.5'
    | 'ATIF-v1.6'
    | 'ATIF-v1.7'
    | (string & {})
    | undefined
  session_id?: string | undefined
  /** What steps refer to it by. */
  trajectory_id?: string | null | undefined
  agent: AtifAgent
  /** What happened, in order. */
  steps?: readonly AtifStep[] | undefined
  notes?: string | null | undefined
  /** Tokens and cost in all. */
  final_metrics?: AtifFinalMetrics | null | undefined
  /** Where it goes on. */
  continued_trajectory_ref?: string | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
  subagent_trajectories?: readonly AtifTrajectory[] | null | undefined
  /** The evaluation and test case that it belongs to. */
  evaluation_context?: EvaluationContext | null | undefined
}

/** A request as it was sent; it may have any other fields. */
export interface CapturedChatCompletionsRequest {
  messages: readonly CapturedChatMessage[]
  model: string
  [name: string]: unknown
}

/** A message as it was sent; it may have any other fields. */
export interface CapturedChatMessage {
  role: ChatMessageRole
  [name: string]: unknown
}

/** Who a message is from. */
export type ChatMessageRole =
  | 'user'
  | 'system'
  | 'assistant'
  | 'developer'
  | 'tool'
  | 'function'
  | (string & {})

/** A response as it came, with either `choices` or `error`; it may have any other fields. */
export interface CapturedChatCompletionsResponse {
  choices?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  error?: Readonly<Record<string, unknown>> | null | undefined
  [name: string]: unknown
}

/** Where a chat completion went that was sent in. */
export interface ChatCompletionsIngestResponse {
  session_id: string
  span_id: string
}

/** The answer to traces that were sent in. */
export interface IngestResponse {
  /** What was left out, and why; empty if all was taken. */
  errors?: string[]
}

/** A span from another trace store. */
export interface DirectSpanInput {
  span_id: string
  trace_id: string
  /** The session that it belongs to. */
  session_id?: string | null | undefined
  /** The span that it is a part of. */
  parent_span_id?: string | null | undefined
  /** @default '' */
  name?: string | undefined
  /** @default 'UNKNOWN' */
  kind?: SpanKind | undefined
  /** @default 'unknown' */
  status?: SpanStatus | undefined
  /** With a time zone, and within the last 90 days, unless the platform keeps spans for longer. */
  started_at: string | Date
  /** With a time zone, and not before it began. */
  ended_at?: string | Date | null | undefined
  /** What went in. */
  input?: JsonValue | null | undefined
  /** What came out. */
  output?: JsonValue | null | undefined
  /** Anything else. */
  attributes?: Readonly<Record<string, JsonValue>> | undefined
}

/** What a span does. */
export type SpanKind =
  | 'LLM'
  | 'CHAIN'
  | 'TOOL'
  | 'RETRIEVER'
  | 'EMBEDDING'
  | 'AGENT'
  | 'RERANKER'
  | 'EVALUATOR'
  | 'GUARDRAIL'
  | 'UNKNOWN'
  | (string & {})

/** Anything that JSON can say. */
export type JsonValue = unknown

/** A session: traces that belong together, summed up. */
export interface Session {
  id: string
  workspace: string
  started_at: string
  ended_at?: string | null
  /** In milliseconds. */
  duration_ms?: number | null
  status: SpanStatus
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  total_tokens?: number | null
  /** In US dollars. */
  cost_usd?: number | null
  /** In US dollars. */
  cost_input_usd?: number | null
  /** In US dollars. */
  cost_output_usd?: number | null
  trace_count: number
  span_count: number
}

/** Order of a list of spans; with `-` in front, descending. */
export type SpanSortField = 'started_at' | '-started_at' | (string & {})

/** Which spans. Each field takes one value, only `started_at` a range. */
export interface SpanFilter {
  session_id?: string | null | undefined
  trace_id?: string | null | undefined
  project?: string | null | undefined
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated Use `evaluation_name`. */
  evaluation_id?: string | null | undefined
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null | undefined
  /** Where they came from, for instance `otel`, `atif` or `chat_completions`. */
  source?: string | null | undefined
  kind?: SpanKind | null | undefined
  status?: SpanStatus | null | undefined
  model?: string | null | undefined
  tool_name?: string | null | undefined
  /** Who served the model, for instance `nim` or `openai`. */
  provider?: string | null | undefined
  agent_id?: string | null | undefined
  agent_name?: string | null | undefined
  /** The span that they are parts of. */
  parent_span_id?: string | null | undefined
  started_at?: DatetimeFilter | null | undefined
}

/** A span: a single step of a trace. */
export interface Span {
  span_id: string
  session_id: string
  workspace: string
  project?: string | null
  /** The evaluation and test case that it belongs to. */
  evaluation_context?: SpanEvaluationContext | null
  /** The span that it is a part of; null for the first of a trace. */
  parent_span_id?: string | null
  kind: SpanKind
  name?: string | null
  /** Where it came from, for instance `otel`, `atif` or `chat_completions`. */
  source: string
  trace_id?: string | null
  started_at: string
  ended_at?: string | null
  status: SpanStatus
  error_type?: string | null
  /** Cut to 1000 characters, except in mode `detailed`. */
  error_message?: string | null
  /** Who served the model. */
  provider?: string | null
  model?: string | null
  prompt_id?: string | null
  agent_id?: string | null
  agent_name?: string | null
  tool_name?: string | null
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  total_tokens?: number | null
  /** Tokens by kind. */
  usage_details?: Record<string, number>
  /** In US dollars. */
  cost_total_usd?: number | null
  /** In US dollars. */
  cost_input_usd?: number | null
  /** In US dollars. */
  cost_output_usd?: number | null
  /** Cost by kind, in US dollars. */
  cost_details?: Record<string, number>
  /** What went in; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  input?: string | null
  /** What came out; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  output?: string | null
  /** All of its attributes, as JSON; only in mode `detailed`. */
  raw_attributes?: string | null
  /** When the platform got it. */
  ingested_at: string
}

/** The evaluation and test case that a span belongs to. */
export interface SpanEvaluationContext {
  evaluation_name?: string | null
  test_case_name?: string | null
  /** @deprecated Use `evaluation_name`. */
  evaluation_id?: string | null
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null
}

/** Order of a list of groups of spans; with `-` in front, descending. */
export type SpanGroupSortField = 'span_count' | '-span_count' | 'started_at' | '-started_at' | (string & {})

/** Spans that share a trace, a session or both. */
export interface SpanGroup {
  /** What they share, by field. */
  group: Record<string, string>
  /** How many of them fit the filter. */
  span_count: number
  /** When the first of those began. */
  started_at: string
}

/** Order of a list of traces; with `-` in front, descending. */
export type TraceSortField = 'started_at' | '-started_at' | (string & {})

/** Which traces. */
export interface TraceFilter {
  id?: string | null | undefined
  session_id?: string | null | undefined
  /** How their first span ended. */
  status?: SpanStatus | null | undefined
  /** When their first span began. */
  started_at?: DatetimeFilter | null | undefined
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated Use `evaluation_name`. */
  evaluation_id?: string | null | undefined
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null | undefined
  /** The agent of their first span. */
  agent_name?: string | null | undefined
}

/** A trace: a run of an agent or call of a model from beginning to end. */
export interface Trace {
  id: string
  /** Its first span. */
  root_span_id?: string | null
  session_id: string
  workspace: string
  name?: string | null
  /** What went in; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  input?: string | null
  /** What came out; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  output?: string | null
  /** The evaluation and test case that it belongs to. */
  evaluation_context?: EvaluationContext | null
  agent_name?: string | null
  agent_version?: string | null
  started_at: string
  ended_at?: string | null
  /** In milliseconds. */
  duration_ms?: number | null
  status: SpanStatus
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  total_tokens?: number | null
  /** In US dollars. Totals do not come in mode `summary`. */
  cost_usd?: number | null
  /** In US dollars. */
  cost_input_usd?: number | null
  /** In US dollars. */
  cost_output_usd?: number | null
  /** Models that its spans used. */
  models?: string[] | null
  /** Who served them. */
  providers?: string[] | null
  span_count?: number | null
  /** How many of its spans failed. */
  error_count?: number | null
}

/** A stretch of time to sum up; `total` for all of it at once. */
export type TraceMetricBucketParam = 'total' | 'hour' | 'day' | 'week' | 'month' | (string & {})

/** Tokens, cost, latency and failures of traces over time. */
export interface TraceMetrics {
  bucket: TraceMetricBucketParam
  timezone: string
  data: TraceMetricPointResponse[]
}

/** Tokens, cost, latency and failures of the traces of one stretch of time. */
export interface TraceMetricPointResponse {
  /** When it begins, in the time zone asked for; not for `total`. */
  bucket_start?: string | null
  /** How many traces began in it. */
  run_count: number
  /** How many of those failed. */
  failed_run_count: number
  input_tokens: TokenRollupResponse
  output_tokens: TokenRollupResponse
  cached_tokens: TokenRollupResponse
  total_tokens: TokenRollupResponse
  /** In US dollars. */
  cost_usd: CostRollupResponse
  /** In milliseconds. */
  latency_ms: LatencyRollupResponse
}

/** Statistics of tokens. */
export interface TokenRollupResponse {
  sum?: number | null
  mean?: number | null
  p90?: number | null
  p99?: number | null
}

/** Statistics of cost, in US dollars. */
export interface CostRollupResponse {
  sum?: number | null
  mean?: number | null
  p90?: number | null
  p99?: number | null
}

/** Statistics of time, in milliseconds. */
export interface LatencyRollupResponse {
  mean?: number | null
  p50?: number | null
  p90?: number | null
  p95?: number | null
  p99?: number | null
}

/** Params of `create` of `Annotations`. */
export type AnnotationCreateParams = WorkspaceParams & AnnotationInput

/** Params of `list` of `Annotations`. */
export interface AnnotationListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: AnnotationSortField | undefined
  filter?: AnnotationFilter | string | undefined
  /** Annotations per page, at most 1000. @default 10 */
  page_size?: number | undefined
}

/** Params of `create` of `EvaluatorResults`. */
export interface EvaluatorResultCreateParams extends WorkspaceParams {
  /** The span; it need not be there yet. */
  span_id: string
  /** The session of the span. */
  session_id: string
  /** What was measured, for instance `faithfulness/v1`. */
  name: string
  /** The number; for `BOOLEAN` 0 or 1. Needed for `NUMERIC` and `BOOLEAN`. */
  value?: number | null | undefined
  /** The text. Needed for `CATEGORICAL` and `TEXT`. */
  string_value?: string | null | undefined
  /** What kind of value it is, and so in which field it stands. */
  data_type: EvaluatorResultDataType
  /** Why it is so. */
  comment?: string | null | undefined
  /** @default 'SCORED' @since 0.8 */
  status?: EvaluatorResultStatus | undefined
}

/** Params of `list` of `EvaluatorResults`. */
export interface EvaluatorResultListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: EvaluatorResultSortField | undefined
  filter?: EvaluatorResultFilter | string | undefined
  /** Results per page, at most 1000. @default 10 */
  page_size?: number | undefined
}

/** Params of `create` of `Atif`. */
export interface AtifCreateParams extends WorkspaceParams {
  /** The evaluation and test case that it belongs to. */
  evaluation_context?: EvaluationContext | null | undefined
  /** Version of the format, for instance `ATIF-v1.7`. */
  schema_version:
    | 'ATIF-v1.0'
    | 'ATIF-v1.1'
    | 'ATIF-v1.2'
    | 'ATIF-v1.3'
    | 'ATIF-v1.4'
    | 'ATIF-v1.5'
    | 'ATIF-v1.6'
    | 'ATIF-v1.7'
    | (string & {})
  /** The session that it belongs to. */
  session_id?: string | null | undefined
  /** Its id within the session. */
  trajectory_id?: string | null | undefined
  /** Which agent it was. */
  agent: AtifAgent
  /** Tokens and cost in all. */
  final_metrics?: AtifFinalMetrics | null | undefined
  /** Where the trajectory goes on. */
  continued_trajectory_ref?: string | null | undefined
  notes?: string | null | undefined
  /** Fields of your own. */
  extra?: Readonly<Record<string, unknown>> | null | undefined
  /** What happened, in order. */
  steps?: readonly AtifStep[] | undefined
  /** Trajectories of the agents that it called. */
  subagent_trajectories?: readonly AtifTrajectory[] | null | undefined
}

/** Params of `create` of `ChatCompletions`. */
export interface ChatCompletionCreateParams extends WorkspaceParams {
  /** The evaluation and test case that it belongs to. */
  evaluation_context?: EvaluationContext | null | undefined
  /** The request, as it was sent. */
  request: CapturedChatCompletionsRequest
  /** The response, as it came, or its error. */
  response: CapturedChatCompletionsResponse
  /** Puts calls that belong together into one session. @default the id of the trace */
  session_id?: string | null | undefined
  /** A trace that is there already and that it is part of. To group calls, use `session_id`. */
  trace_id?: string | null | undefined
  /** Who served the model. */
  provider?: string | null | undefined
  /** Cost in all, in US dollars. */
  cost_usd?: number | null | undefined
  /** Cost of the input, in US dollars. */
  cost_input_usd?: number | null | undefined
  /** Cost of the output, in US dollars. */
  cost_output_usd?: number | null | undefined
  /** More about the cost, in US dollars. */
  cost_details?: Readonly<Record<string, number>> | undefined
}

/** Params of `create` of `IngestSpans`. */
export interface IngestSpanCreateParams extends WorkspaceParams {
  /** Where they come from, for instance `langsmith` or `mlflow`: letters, digits and `_ . -`. */
  source: string
  /** From 1 to 1000 spans, each `trace_id` and `span_id` once. */
  spans: readonly DirectSpanInput[]
}

/** Params of `list` of `Spans`. */
export interface SpanListParams extends WorkspaceParams, ListParams {
  /** @default '-started_at' */
  sort?: SpanSortField | undefined
  /**
   * How much comes with it: `summary` no input, output and raw attributes, `preview` the first 300 characters of
   * input and output, `detailed` all. @default 'detailed'
   */
  mode?: 'summary' | 'preview' | 'detailed' | (string & {}) | undefined
  /** Which spans. Each field takes one value, only `started_at` a range. */
  filter?: SpanFilter | string | undefined
  /** Spans per page, at most 1000. @default 10 */
  page_size?: number | undefined
}

/** Params of `list` of `SpanGroups`. */
export interface SpanGroupListParams extends WorkspaceParams, ListParams {
  /** Fields to group by, with commas between: `trace_id`, `session_id`. */
  by: string
  /** `-span_count` for the largest first, `-started_at` for those that began last. @default '-span_count' */
  sort?: SpanGroupSortField | undefined
  /** Which spans to group. */
  filter?: SpanFilter | string | undefined
  /** Groups per page, at most 1000. @default 10 */
  page_size?: number | undefined
}

/** Params of `list` of `Traces`. */
export interface TraceListParams extends WorkspaceParams, ListParams {
  /** @default '-started_at' */
  sort?: TraceSortField | undefined
  /**
   * How much comes with it: `summary` no totals, input and output, `preview` the first 300 characters of input and
   * output, `detailed` all. @default 'preview'
   */
  mode?: 'summary' | 'preview' | 'detailed' | (string & {}) | undefined
  filter?: TraceFilter | string | undefined
  /** Traces per page, at most 1000. @default 10 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `Traces`. */
export interface TraceRetrieveParams extends WorkspaceParams {
  /**
   * How much comes with it: `summary` no totals, input and output, `preview` the first 300 characters of input and
   * output, `detailed` all. @default 'detailed'
   */
  mode?: 'summary' | 'preview' | 'detailed' | (string & {}) | undefined
}

/** Params of `getMetrics` of `Traces`. */
export interface TraceGetMetricsParams extends WorkspaceParams {
  /** How long each stretch of time is; `total` for all of it at once. @default 'day' */
  bucket?: TraceMetricBucketParam | undefined
  /** Time zone in which days, weeks and months begin, for instance `Europe/Berlin`. @default 'UTC' */
  timezone?: string | undefined
  /** Which traces. Without a `started_at` from which to count: the last 7 days. */
  filter?: TraceFilter | string | undefined
}
