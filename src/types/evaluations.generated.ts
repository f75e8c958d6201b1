// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `evaluations`. */

import type { ListParams } from './common.ts'
import type { DatetimeFilter, SpanStatus } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** An evaluation: a run over a dataset, with its statistics. */
export interface EvaluationResponse {
  id: string
  name: string
  workspace: string
  /** Ids of the experiments that it belongs to. */
  experiment_ids: string[]
  /** Name of the dataset, as the sender knows it. */
  dataset_name: string
  dataset_version?: string | null
  /** A URL at which the run can be looked at. */
  source_link?: string | null
  metadata?: Record<string, string>
  description?: string | null
  /** Id of the evaluation that it is a variant of. */
  parent_evaluation_id?: string | null
  /** What state it is in, in words of its sender. */
  status?: string | null
  /** Why it came out as it did. */
  root_cause?: string | null
  created_at?: string | null
  updated_at?: string | null
  /** When it was pinned; null if it is not. */
  pinned_at?: string | null
  /** Evaluators that gave scores. */
  evaluator_names?: string[]
  /** Models that its sessions used. */
  model_names?: string[]
  /** Agents that its sessions ran. */
  agent_names?: string[]
  /** Versions of those agents. */
  agent_versions?: string[]
  /** Statistics of the scores, by evaluator. */
  aggregate_scores?: Record<string, EvaluatorAggregate> | null
  /** How many sessions it has. */
  run_count?: number
  /** How many test cases; each may have several sessions. */
  test_case_count?: number
  /** Statistics of the cost of a test case, in US dollars. */
  cost_usd?: EvaluatorAggregate | null
  /** Statistics of the time that a test case took, in milliseconds. */
  latency_ms?: EvaluatorAggregate | null
  /** Statistics of the tokens of a test case, input and output. */
  tokens?: EvaluatorAggregate | null
  /** @deprecated Use `experiment_ids`. */
  experiment_group_id: string
}

/** Statistics of a score or metric. A test case that ran several times counts once, with its mean. */
export interface EvaluatorAggregate {
  sum?: number | null
  mean?: number | null
  median?: number | null
  /** 90 of 100 values are not larger. */
  p90?: number | null
  /** 95 of 100 values are not larger. */
  p95?: number | null
  /** 99 of 100 values are not larger. */
  p99?: number | null
  count?: number
  /** @since 0.8 */
  failed_count?: number
}

/** Which evaluations to list. All conditions must hold. */
export interface EvaluationFilter {
  name?: string | null | undefined
  /** Id of an experiment that they belong to. */
  experiment_id?: string | null | undefined
  /** @deprecated Use `experiment_id`. */
  experiment_group_id?: string | null | undefined
  dataset_name?: string | null | undefined
  dataset_version?: string | null | undefined
  created_by?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** True: only deleted ones. @default false */
  is_deleted?: boolean | null | undefined
  /** Only pinned ones, or only others. @default both */
  is_pinned?: boolean | null | undefined
  /** Values of your own fields. */
  metadata?: Readonly<Record<string, string>> | null | undefined
  /** An agent that one of their sessions ran. */
  agent_name?: string | null | undefined
  /** A version of an agent that one of their sessions ran. */
  agent_version?: string | null | undefined
  /** A model that one of their sessions used. */
  model_name?: string | null | undefined
  /** How many sessions they have. */
  run_count?: NumberFilter | null | undefined
  /** In US dollars. */
  cost_usd?: MetricStatFilters | null | undefined
  /** In milliseconds. */
  latency_ms?: MetricStatFilters | null | undefined
  /** Input and output. */
  tokens?: MetricStatFilters | null | undefined
  /** Scores, by evaluator. */
  evaluators?: Readonly<Record<string, MetricStatFilters>> | null | undefined
}

/** Conditions on a number. */
export interface NumberFilter {
  /** At least. */
  $gte?: number | null | undefined
  /** At most. */
  $lte?: number | null | undefined
  /** More than. */
  $gt?: number | null | undefined
  /** Less than. */
  $lt?: number | null | undefined
  /** Equal. */
  $eq?: number | null | undefined
}

/** Conditions on the statistics of a metric. */
export interface MetricStatFilters {
  sum?: NumberFilter | null | undefined
  mean?: NumberFilter | null | undefined
  median?: NumberFilter | null | undefined
  p90?: NumberFilter | null | undefined
  p95?: NumberFilter | null | undefined
  p99?: NumberFilter | null | undefined
  count?: NumberFilter | null | undefined
}

/** Which sessions of an evaluation to list. */
export interface EvaluationSessionFilter {
  test_case_name?: string | null | undefined
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null | undefined
  /** `success`, `error`, `cancelled` or `unknown`. */
  status?: string | null | undefined
}

/** A session of an evaluation: one run of a test case. */
export interface EvaluationSessionResponse {
  workspace: string
  evaluation_name: string
  session_id: string
  test_case_name?: string | null
  /** @deprecated Use `test_case_name`. */
  test_case_id?: string | null
  trace_id: string
  root_span_id: string
  started_at: string
  ended_at?: string | null
  /** How long it took, in milliseconds. */
  latency_ms?: number | null
  status: SpanStatus
  /** What went in; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  input?: string | null
  /** What came out; not in mode `summary`, and cut to 300 characters in mode `preview`. */
  output?: string | null
  input_tokens?: number | null
  output_tokens?: number | null
  cached_tokens?: number | null
  /** In US dollars. */
  cost_total_usd?: number | null
  /** Mean score by evaluator, where scores are numbers. */
  evaluator_scores?: Record<string, number>
  /** @since 0.8 */
  failed_evaluators?: string[]
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
