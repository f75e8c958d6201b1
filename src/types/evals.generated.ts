// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `evals`. */

import type { WorkspaceParams } from './workspaces.ts'

/** Metric inline. */
export interface MetricInline {
  /** @default 'metric-bundle' */
  bundle_kind?: 'metric-bundle' | undefined
  /** @default 'v1' */
  bundle_format_version?: 'v1' | undefined
  metric_type: string
  metadata?: MetricMetadata | undefined
  outputs: readonly BundledMetricOutputSpec[]
  secrets?: Readonly<Record<string, EvalsSecretRef>> | undefined
  payload: CloudpickleMetricPayload | InlineMetricPayload
}

/** Metric metadata. */
export interface MetricMetadata {
  description?: string | null | undefined
  labels?: Readonly<Record<string, string>> | undefined
  [name: string]: unknown
}

/** Bundled metric output spec. */
export interface BundledMetricOutputSpec {
  name: string
  description?: string | null | undefined
  value_json_schema: Readonly<Record<string, unknown>>
  /** @default true */
  required?: boolean | undefined
}

/** Evals secret ref. */
export type EvalsSecretRef = string

/** Cloudpickle metric payload. */
export interface CloudpickleMetricPayload {
  kind: 'cloudpickle'
  python_version: string
  cloudpickle_version: string
  pickle_protocol: number
  blob: string
  digest?: string | null | undefined
}

/** Inline metric payload. */
export interface InlineMetricPayload {
  kind: 'inline'
  metric: Readonly<Record<string, unknown>>
  digest?: string | null | undefined
}

/** Metric ref. */
export type MetricRef = string

/** Evals model. */
export interface EvalsModel {
  url: string
  name: string
  served_model_name?: string | null | undefined
  inference?: RankingInference | null | undefined
  api_key_secret?: EvalsSecretRef | null | undefined
  /** @default 'openai' @deprecated */
  format?: 'nim' | 'openai' | 'llama_stack' | (string & {}) | undefined
}

/** Ranking inference. */
export interface RankingInference {
  type: 'ranking'
  contract?:
    | 'nim-ranking-v1'
    | 'hosted-rerank-v1'
    | 'hosted-ranking-v1'
    | 'hosted-retrieval-reranking-v1'
    | (string & {})
    | null
    | undefined
  path?: string | null | undefined
}

/** Field mapping. */
export interface FieldMapping {
  input?: string | null | undefined
  output?: string | null | undefined
  context?: string | null | undefined
  reference?: string | null | undefined
  trajectory?: string | null | undefined
  messages?: string | null | undefined
  tool_calls?: string | null | undefined
  tools?: string | null | undefined
  custom?: Readonly<Record<string, string>> | undefined
}

/** Run config. */
export interface RunConfig {
  /** @default 8 */
  parallelism?: number | undefined
  limit_samples?: number | null | undefined
}

/** Run config online model. */
export interface RunConfigOnlineModel {
  /** @default 8 */
  parallelism?: number | undefined
  limit_samples?: number | null | undefined
  /** @default false */
  ignore_request_failure?: boolean | undefined
  request_timeout?: number | null | undefined
  /** @default 3 */
  max_retries?: number | undefined
  inference?: EvalsInferenceParams | null | undefined
  system_prompt?: string | null | undefined
  reasoning?: ReasoningParams | null | undefined
  structured_output?: Readonly<Record<string, unknown>> | null | undefined
}

/** Evals inference params. */
export interface EvalsInferenceParams {
  temperature?: number | null | undefined
  max_tokens?: number | null | undefined
  max_completion_tokens?: number | null | undefined
  top_p?: number | null | undefined
  stop?: readonly string[] | null | undefined
  [name: string]: unknown
}

/** Reasoning params. */
export interface ReasoningParams {
  end_token?: string | null | undefined
  include_if_not_finished?: boolean | null | undefined
  effort?: string | null | undefined
}

/** Live score response. */
export interface LiveScoreResponse {
  output: string | null
  metrics: LiveMetricResult[]
}

/** Live metric result. */
export interface LiveMetricResult {
  metric: string
  scores?: (AggregateRangeScore | AggregateRubricScore | AggregateScalarScore)[]
  error?: string | null
}

/** Aggregate range score. */
export interface AggregateRangeScore {
  name: string
  count?: number | null
  nan_count: number
  sum?: number | null
  mean?: number | null
  min?: number | null
  max?: number | null
  median?: number | null
  std_dev?: number | null
  variance?: number | null
  sample_std_dev?: number | null
  sample_variance?: number | null
  score_type?: 'range'
  percentiles?: Percentiles | null
  histogram?: Histogram | null
}

/** Percentiles. */
export interface Percentiles {
  p10: number
  p20: number
  p30: number
  p40: number
  p50: number
  p60: number
  p70: number
  p80: number
  p90: number
  p100: number
}

/** Histogram. */
export interface Histogram {
  bins: HistogramBin[]
}

/** Histogram bin. */
export interface HistogramBin {
  lower_bound: number
  upper_bound: number
  count: number
}

/** Aggregate rubric score. */
export interface AggregateRubricScore {
  name: string
  count?: number | null
  nan_count: number
  sum?: number | null
  mean?: number | null
  min?: number | null
  max?: number | null
  median?: number | null
  std_dev?: number | null
  variance?: number | null
  sample_std_dev?: number | null
  sample_variance?: number | null
  score_type?: 'rubric'
  rubric_distribution: RubricScoreStat[]
  mode_category?: string | null
}

/** Rubric score stat. */
export interface RubricScoreStat {
  label: string
  description?: string | null
  value: number
  count?: number
}

/** Aggregate scalar score. */
export interface AggregateScalarScore {
  name: string
  count?: number | null
  nan_count: number
  sum?: number | null
  mean?: number | null
  min?: number | null
  max?: number | null
  median?: number | null
  std_dev?: number | null
  variance?: number | null
  sample_std_dev?: number | null
  sample_variance?: number | null
  score_type?: 'scalar'
  value: number
}

/** Params of `evaluateLive` of `Evals`. */
export interface EvalEvaluateLiveParams extends WorkspaceParams {
  /** The row. */
  dataset: readonly Readonly<Record<string, unknown>>[]
  /** At most 24, each as a whole or by its name. */
  metrics: readonly (MetricInline | MetricRef)[]
  /** The model that is asked for an answer first. */
  target?: EvalsModel | null | undefined
  /** What the model is asked. */
  prompt_template?: string | Readonly<Record<string, unknown>> | null | undefined
  /** Which fields of the row are what. */
  field_mapping?: FieldMapping | null | undefined
  params?: RunConfig | RunConfigOnlineModel | null | undefined
}
