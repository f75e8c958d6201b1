/** Wire types of `intake`. Generated from `api/`: `npm run generate`. */

import type { ListParams } from './common.ts'
import type { DatetimeFilter, SpanStatus } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Annotation input. */
export type AnnotationInput =
  | FeedbackAnnotationInput
  | NoteAnnotationInput
  | MetadataAnnotationInput
  | LabelAnnotationInput

/** Feedback annotation input. */
export interface FeedbackAnnotationInput {
  span_id?: string | null | undefined
  session_id: string
  kind: 'feedback'
  value: 'positive' | 'negative' | (string & {})
}

/** Note annotation input. */
export interface NoteAnnotationInput {
  span_id?: string | null | undefined
  session_id: string
  kind: 'note'
  text: string
}

/** Metadata annotation input. */
export interface MetadataAnnotationInput {
  span_id?: string | null | undefined
  session_id: string
  kind: 'metadata'
  metadata: Readonly<Record<string, unknown>>
}

/** Label annotation input. */
export interface LabelAnnotationInput {
  span_id?: string | null | undefined
  session_id: string
  kind: 'label'
  value_type: 'text' | 'numeric' | (string & {})
  value: string | number
  name?: string | null | undefined
}

/** Annotation. */
export type Annotation = FeedbackAnnotation | NoteAnnotation | MetadataAnnotation | LabelAnnotation

/** Feedback annotation. */
export interface FeedbackAnnotation {
  annotation_id: string
  workspace: string
  span_id?: string | null
  session_id: string
  created_by?: string | null
  created_at: string
  ingested_at: string
  kind: 'feedback'
  value: 'positive' | 'negative' | (string & {})
}

/** Note annotation. */
export interface NoteAnnotation {
  annotation_id: string
  workspace: string
  span_id?: string | null
  session_id: string
  created_by?: string | null
  created_at: string
  ingested_at: string
  kind: 'note'
  text: string
}

/** Metadata annotation. */
export interface MetadataAnnotation {
  annotation_id: string
  workspace: string
  span_id?: string | null
  session_id: string
  created_by?: string | null
  created_at: string
  ingested_at: string
  kind: 'metadata'
  metadata: Record<string, unknown>
}

/** Label annotation. */
export interface LabelAnnotation {
  annotation_id: string
  workspace: string
  span_id?: string | null
  session_id: string
  created_by?: string | null
  created_at: string
  ingested_at: string
  kind: 'label'
  value_type: 'text' | 'numeric' | (string & {})
  value: string | number
  name?: string | null
}

/** Annotation sort field. */
export type AnnotationSortField = 'created_at' | '-created_at' | (string & {})

/** Annotation filter. */
export interface AnnotationFilter {
  span_id?: string | null | undefined
  session_id?: string | null | undefined
  kind?: AnnotationKind | null | undefined
  name?: string | null | undefined
  value_text?: string | null | undefined
  value_numeric?: NumericFilter | null | undefined
  created_by?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
}

/** Annotation kind. */
export type AnnotationKind = 'feedback' | 'label' | 'note' | 'metadata' | (string & {})

/** Numeric filter. */
export interface NumericFilter {
  $gte?: number | null | undefined
  $lte?: number | null | undefined
}

/** Evaluator result data type. */
export type EvaluatorResultDataType = 'NUMERIC' | 'CATEGORICAL' | 'BOOLEAN' | 'TEXT' | (string & {})

/** Evaluator result. */
export interface EvaluatorResult {
  evaluator_result_id: string
  span_id: string
  session_id: string
  workspace: string
  name: string
  value?: number | null
  string_value?: string | null
  data_type: EvaluatorResultDataType
  comment?: string | null
  created_by?: string | null
  created_at: string
  ingested_at: string
}

/** Evaluator result sort field. */
export type EvaluatorResultSortField = 'created_at' | '-created_at' | 'value' | '-value' | (string & {})

/** Evaluator result filter. */
export interface EvaluatorResultFilter {
  span_id?: string | null | undefined
  session_id?: string | null | undefined
  name?: string | null | undefined
  data_type?: EvaluatorResultDataType | null | undefined
  created_by?: string | null | undefined
  value?: FloatFilter | null | undefined
  created_at?: DatetimeFilter | null | undefined
}

/** Float filter. */
export interface FloatFilter {
  $gte?: number | null | undefined
  $lte?: number | null | undefined
}

/** Evaluation context. */
export interface EvaluationContext {
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated */
  evaluation_id?: string | null | undefined
  /** @deprecated */
  test_case_id?: string | null | undefined
}

/** Atif agent. */
export interface AtifAgent {
  name: string
  version: string
  model_name?: string | null | undefined
  tool_definitions?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif final metrics. */
export interface AtifFinalMetrics {
  total_prompt_tokens?: number | null | undefined
  total_completion_tokens?: number | null | undefined
  total_cached_tokens?: number | null | undefined
  total_cost_usd?: number | null | undefined
  total_steps?: number | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif step. */
export type AtifStep = AtifStepSystem | AtifStepUser | AtifStepAgent

/** Atif step system. */
export interface AtifStepSystem {
  step_id: number
  timestamp?: string | Date | null | undefined
  /** @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  is_copied_context?: boolean | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
  llm_call_count?: number | null | undefined
  observation?: AtifObservation | null | undefined
  source: 'system'
}

/** Atif content part. */
export type AtifContentPart = AtifContentPartText | AtifContentPartImage

/** Atif content part text. */
export interface AtifContentPartText {
  type: 'text'
  text: string
}

/** Atif content part image. */
export interface AtifContentPartImage {
  type: 'image'
  source: AtifImageSource
}

/** Atif image source. */
export interface AtifImageSource {
  media_type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | (string & {})
  path: string
}

/** Atif observation. */
export interface AtifObservation {
  results?: readonly AtifObservationResult[] | undefined
}

/** Atif observation result. */
export interface AtifObservationResult {
  source_call_id?: string | null | undefined
  content?: string | readonly AtifContentPart[] | null | undefined
  subagent_trajectory_ref?: readonly AtifSubagentTrajectoryRef[] | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif subagent trajectory ref. */
export interface AtifSubagentTrajectoryRef {
  trajectory_id?: string | null | undefined
  trajectory_path?: string | null | undefined
  session_id?: string | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif step user. */
export interface AtifStepUser {
  step_id: number
  timestamp?: string | Date | null | undefined
  /** @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  is_copied_context?: boolean | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
  llm_call_count?: number | null | undefined
  observation?: AtifObservation | null | undefined
  source: 'user'
}

/** Atif step agent. */
export interface AtifStepAgent {
  step_id: number
  timestamp?: string | Date | null | undefined
  /** @default '' */
  message?: string | readonly AtifContentPart[] | undefined
  is_copied_context?: boolean | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
  llm_call_count?: number | null | undefined
  observation?: AtifObservation | null | undefined
  source: 'agent'
  model_name?: string | null | undefined
  reasoning_effort?: string | number | null | undefined
  reasoning_content?: string | null | undefined
  tool_calls?: readonly AtifToolCall[] | null | undefined
  metrics?: AtifMetrics | null | undefined
}

/** Atif tool call. */
export interface AtifToolCall {
  tool_call_id: string
  function_name: string
  arguments?: Readonly<Record<string, unknown>> | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif metrics. */
export interface AtifMetrics {
  prompt_tokens?: number | null | undefined
  completion_tokens?: number | null | undefined
  cached_tokens?: number | null | undefined
  cost_usd?: number | null | undefined
  prompt_token_ids?: readonly number[] | null | undefined
  completion_token_ids?: readonly number[] | null | undefined
  logprobs?: readonly number[] | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
}

/** Atif trajectory. */
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
  trajectory_id?: string | null | undefined
  agent: AtifAgent
  steps?: readonly AtifStep[] | undefined
  notes?: string | null | undefined
  final_metrics?: AtifFinalMetrics | null | undefined
  continued_trajectory_ref?: string | null | undefined
  extra?: Readonly<Record<string, unknown>> | null | undefined
  subagent_trajectories?: readonly AtifTrajectory[] | null | undefined
  evaluation_context?: EvaluationContext | null | undefined
}

/** Captured chat completions request. */
export interface CapturedChatCompletionsRequest {
  messages: readonly CapturedChatMessage[]
  model: string
  [name: string]: unknown
}

/** Captured chat message. */
export interface CapturedChatMessage {
  role: ChatMessageRole
  [name: string]: unknown
}

/** Chat message role. */
export type ChatMessageRole =
  | 'user'
  | 'system'
  | 'assistant'
  | 'developer'
  | 'tool'
  | 'function'
  | (string & {})

/** Captured chat completions response. */
export interface CapturedChatCompletionsResponse {
  choices?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  error?: Readonly<Record<string, unknown>> | null | undefined
  [name: string]: unknown
}

/** Chat completions ingest response. */
export interface ChatCompletionsIngestResponse {
  session_id: string
  span_id: string
}

/** Ingest response. */
export interface IngestResponse {
  errors?: string[]
}

/** Direct span input. */
export interface DirectSpanInput {
  span_id: string
  trace_id: string
  session_id?: string | null | undefined
  parent_span_id?: string | null | undefined
  /** @default '' */
  name?: string | undefined
  /** @default 'UNKNOWN' */
  kind?: SpanKind | undefined
  /** @default 'unknown' */
  status?: SpanStatus | undefined
  started_at: string | Date
  ended_at?: string | Date | null | undefined
  input?: JsonValue | null | undefined
  output?: JsonValue | null | undefined
  attributes?: Readonly<Record<string, JsonValue>> | undefined
}

/** Span kind. */
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

/** Json value. */
export type JsonValue = unknown

/** Session. */
export interface Session {
  id: string
  workspace: string
  started_at: string
  ended_at?: string | null
  duration_ms?: number | null
  status: SpanStatus
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  total_tokens?: number | null
  cost_usd?: number | null
  cost_input_usd?: number | null
  cost_output_usd?: number | null
  trace_count: number
  span_count: number
}

/** Span sort field. */
export type SpanSortField = 'started_at' | '-started_at' | (string & {})

/** Span filter. */
export interface SpanFilter {
  session_id?: string | null | undefined
  trace_id?: string | null | undefined
  project?: string | null | undefined
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated */
  evaluation_id?: string | null | undefined
  /** @deprecated */
  test_case_id?: string | null | undefined
  source?: string | null | undefined
  kind?: SpanKind | null | undefined
  status?: SpanStatus | null | undefined
  model?: string | null | undefined
  tool_name?: string | null | undefined
  provider?: string | null | undefined
  agent_id?: string | null | undefined
  agent_name?: string | null | undefined
  parent_span_id?: string | null | undefined
  started_at?: DatetimeFilter | null | undefined
}

/** Span. */
export interface Span {
  span_id: string
  session_id: string
  workspace: string
  project?: string | null
  evaluation_context?: SpanEvaluationContext | null
  parent_span_id?: string | null
  kind: SpanKind
  name?: string | null
  source: string
  trace_id?: string | null
  started_at: string
  ended_at?: string | null
  status: SpanStatus
  error_type?: string | null
  error_message?: string | null
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
  usage_details?: Record<string, number>
  cost_total_usd?: number | null
  cost_input_usd?: number | null
  cost_output_usd?: number | null
  cost_details?: Record<string, number>
  input?: string | null
  output?: string | null
  raw_attributes?: string | null
  ingested_at: string
}

/** Span evaluation context. */
export interface SpanEvaluationContext {
  evaluation_name?: string | null
  test_case_name?: string | null
  /** @deprecated */
  evaluation_id?: string | null
  /** @deprecated */
  test_case_id?: string | null
}

/** Span group sort field. */
export type SpanGroupSortField = 'span_count' | '-span_count' | 'started_at' | '-started_at' | (string & {})

/** Span group. */
export interface SpanGroup {
  group: Record<string, string>
  span_count: number
  started_at: string
}

/** Trace sort field. */
export type TraceSortField = 'started_at' | '-started_at' | (string & {})

/** Trace filter. */
export interface TraceFilter {
  id?: string | null | undefined
  session_id?: string | null | undefined
  status?: SpanStatus | null | undefined
  started_at?: DatetimeFilter | null | undefined
  evaluation_name?: string | null | undefined
  test_case_name?: string | null | undefined
  /** @deprecated */
  evaluation_id?: string | null | undefined
  /** @deprecated */
  test_case_id?: string | null | undefined
  agent_name?: string | null | undefined
}

/** Trace. */
export interface Trace {
  id: string
  root_span_id?: string | null
  session_id: string
  workspace: string
  name?: string | null
  input?: string | null
  output?: string | null
  evaluation_context?: EvaluationContext | null
  agent_name?: string | null
  agent_version?: string | null
  started_at: string
  ended_at?: string | null
  duration_ms?: number | null
  status: SpanStatus
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  total_tokens?: number | null
  cost_usd?: number | null
  cost_input_usd?: number | null
  cost_output_usd?: number | null
  models?: string[] | null
  providers?: string[] | null
  span_count?: number | null
  error_count?: number | null
}

/** Trace metric bucket param. */
export type TraceMetricBucketParam = 'total' | 'hour' | 'day' | 'week' | 'month' | (string & {})

/** Trace metrics. */
export interface TraceMetrics {
  bucket: TraceMetricBucketParam
  timezone: string
  data: TraceMetricPointResponse[]
}

/** Trace metric point response. */
export interface TraceMetricPointResponse {
  bucket_start?: string | null
  run_count: number
  failed_run_count: number
  input_tokens: TokenRollupResponse
  output_tokens: TokenRollupResponse
  cached_tokens: TokenRollupResponse
  total_tokens: TokenRollupResponse
  cost_usd: CostRollupResponse
  latency_ms: LatencyRollupResponse
}

/** Token rollup response. */
export interface TokenRollupResponse {
  sum?: number | null
  mean?: number | null
  p90?: number | null
  p99?: number | null
}

/** Cost rollup response. */
export interface CostRollupResponse {
  sum?: number | null
  mean?: number | null
  p90?: number | null
  p99?: number | null
}

/** Latency rollup response. */
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
