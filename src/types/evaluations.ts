/** Wire types of `evaluations`. Generated from `api/`: `npm run generate`. */

import type { ListParams } from './common.ts'
import type { DatetimeFilter, SpanStatus } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Evaluation response. */
export interface EvaluationResponse {
  id: string
  name: string
  workspace: string
  experiment_ids: string[]
  dataset_name: string
  dataset_version?: string | null
  source_link?: string | null
  metadata?: Record<string, string>
  description?: string | null
  parent_evaluation_id?: string | null
  status?: string | null
  root_cause?: string | null
  created_at?: string | null
  updated_at?: string | null
  pinned_at?: string | null
  evaluator_names?: string[]
  model_names?: string[]
  agent_names?: string[]
  agent_versions?: string[]
  aggregate_scores?: Record<string, EvaluatorAggregate> | null
  run_count?: number
  test_case_count?: number
  cost_usd?: EvaluatorAggregate | null
  latency_ms?: EvaluatorAggregate | null
  tokens?: EvaluatorAggregate | null
  /** @deprecated */
  experiment_group_id: string
}

/** Evaluator aggregate. */
export interface EvaluatorAggregate {
  sum?: number | null
  mean?: number | null
  median?: number | null
  p90?: number | null
  p95?: number | null
  p99?: number | null
  count?: number
}

/** Evaluation filter. */
export interface EvaluationFilter {
  name?: string | null | undefined
  experiment_id?: string | null | undefined
  /** @deprecated */
  experiment_group_id?: string | null | undefined
  dataset_name?: string | null | undefined
  dataset_version?: string | null | undefined
  created_by?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  is_deleted?: boolean | null | undefined
  is_pinned?: boolean | null | undefined
  metadata?: Readonly<Record<string, string>> | null | undefined
  agent_name?: string | null | undefined
  agent_version?: string | null | undefined
  model_name?: string | null | undefined
  run_count?: NumberFilter | null | undefined
  cost_usd?: MetricStatFilters | null | undefined
  latency_ms?: MetricStatFilters | null | undefined
  tokens?: MetricStatFilters | null | undefined
  evaluators?: Readonly<Record<string, MetricStatFilters>> | null | undefined
}

/** Number filter. */
export interface NumberFilter {
  $gte?: number | null | undefined
  $lte?: number | null | undefined
  $gt?: number | null | undefined
  $lt?: number | null | undefined
  $eq?: number | null | undefined
}

/** Metric stat filters. */
export interface MetricStatFilters {
  sum?: NumberFilter | null | undefined
  mean?: NumberFilter | null | undefined
  median?: NumberFilter | null | undefined
  p90?: NumberFilter | null | undefined
  p95?: NumberFilter | null | undefined
  p99?: NumberFilter | null | undefined
  count?: NumberFilter | null | undefined
}

/** Evaluation session filter. */
export interface EvaluationSessionFilter {
  test_case_name?: string | null | undefined
  /** @deprecated */
  test_case_id?: string | null | undefined
  status?: string | null | undefined
}

/** Evaluation session response. */
export interface EvaluationSessionResponse {
  workspace: string
  evaluation_name: string
  session_id: string
  test_case_name?: string | null
  /** @deprecated */
  test_case_id?: string | null
  trace_id: string
  root_span_id: string
  started_at: string
  ended_at?: string | null
  latency_ms?: number | null
  status: SpanStatus
  input?: string | null
  output?: string | null
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  cost_total_usd?: number | null
  evaluator_scores?: Record<string, number>
}

/** Params of `create` of `Evaluations`. */
export interface EvaluationCreateParams extends WorkspaceParams {
  /** Its name, which is also its identity: it cannot change later. */
  name: string
  /** Ids of the experiments that it belongs to: at least one, and they must exist. */
  experiment_ids?: readonly string[] | undefined
  /** @deprecated Use `experiment_ids`. */
  experiment_group_id?: string | null | undefined
  /** Name of the dataset, as the sender knows it. Cannot change later. */
  dataset_name: string
  /** Version of the dataset. Cannot change later. */
  dataset_version?: string | null | undefined
  /** A URL at which the run can be looked at. */
  source_link?: string | null | undefined
  metadata?: Readonly<Record<string, string>> | undefined
  description?: string | null | undefined
  /** Id of the evaluation that this one is a variant of. */
  parent_evaluation_id?: string | null | undefined
  /** What state it is in, in words of your own. */
  status?: string | null | undefined
  /** Why it came out as it did, for instance why it was stopped. */
  root_cause?: string | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Evaluations`. */
export interface EvaluationListParams extends WorkspaceParams, ListParams {
  /**
   * Fields in order of weight, with commas between and `-` in front for descending: `name`, `created_at`,
   * `updated_at`, `pinned_at`, `run_count`, `test_case_count`, `cost_usd.<stat>`, `latency_ms.<stat>`,
   * `tokens.<stat>` or `evaluators.<name>.<stat>`, where `<stat>` is `sum`, `mean`, `median`, `p90`, `p95`, `p99`
   * or `count`. @default '-created_at', pinned ones first
   */
  sort?: string | null | undefined
  /**
   * Which evaluations. Conditions on metrics take numbers, for instance `{ cost_usd: { mean: { $lte: 0.5 } } }`,
   * and all of them must hold.
   */
  filter?: EvaluationFilter | string | undefined
  /** Evaluations per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Evaluations`. */
export interface EvaluationUpdateParams extends WorkspaceParams {
  /** Its name; must be the one that it has. */
  name: string
  /** The whole list of its experiments: at least one. */
  experiment_ids?: readonly string[] | undefined
  /** @deprecated Use `experiment_ids`. */
  experiment_group_id?: string | null | undefined
  /** Must be the one that it has. */
  dataset_name: string
  /** Must be the one that it has. */
  dataset_version?: string | null | undefined
  /** A URL at which the run can be looked at. */
  source_link?: string | null | undefined
  metadata?: Readonly<Record<string, string>> | undefined
  description?: string | null | undefined
  /** Id of the evaluation that this one is a variant of. */
  parent_evaluation_id?: string | null | undefined
  /** What state it is in, in words of your own. */
  status?: string | null | undefined
  /** Why it came out as it did. */
  root_cause?: string | null | undefined
}

/** Params of `patch` of `Evaluations`. */
export interface EvaluationPatchParams extends WorkspaceParams {
  /** The whole new list of its experiments: what is not in it, it leaves. */
  experiment_ids?: readonly string[] | null | undefined
  /** A URL at which the run can be looked at. */
  source_link?: string | null | undefined
  metadata?: Readonly<Record<string, string>> | null | undefined
  description?: string | null | undefined
  /** Id of the evaluation that this one is a variant of. */
  parent_evaluation_id?: string | null | undefined
  /** What state it is in, in words of your own. */
  status?: string | null | undefined
  /** Why it came out as it did. */
  root_cause?: string | null | undefined
}

/** Params of `list` of `EvaluationSessions`. */
export interface EvaluationSessionListParams extends WorkspaceParams, ListParams {
  /**
   * How much of input and output comes with it: `summary` nothing, `preview` the first 300 characters, `detailed`
   * all. @default 'detailed'
   */
  mode?: 'summary' | 'preview' | 'detailed' | (string & {}) | undefined
  /**
   * Fields in order of weight, with commas between and `-` in front for descending: `test_case_name`,
   * `started_at`, `ended_at`, `latency_ms`, `status`, `cost_total_usd`, `tokens`. @default 'started_at'
   */
  sort?: string | null | undefined
  filter?: EvaluationSessionFilter | string | undefined
  /** Sessions per page, at most 1000. @default 100 */
  page_size?: number | undefined
}
