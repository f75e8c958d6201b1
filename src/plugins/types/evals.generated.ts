// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `evals`. */

import type {
  DatetimeFilter,
  JsonValue,
  ListParams,
  PluginJob,
  PluginJobCreateParams,
  WorkspaceParams,
} from '../../types/index.ts'
import type { EnvironmentSpecInline } from './shared.generated.ts'

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

/** Hello response. */
export interface HelloResponse {
  message: string
}

/** Evaluate input spec. */
export interface EvaluateInputSpec {
  dataset: readonly Readonly<Record<string, unknown>>[] | FilesetRef
  params?: RunConfig | RunConfigOnline | RunConfigOnlineModel | null | undefined
  target?: EvalsModel | GenericAgent | NemoAgentToolkitAgent | null | undefined
  prompt_template?: string | Readonly<Record<string, unknown>> | null | undefined
  field_mapping?: FieldMapping | null | undefined
  publication?: RowPublicationSpec | null | undefined
  metrics: readonly (MetricInline | MetricRef)[]
}

/** Fileset ref. */
export type FilesetRef = string

/** Run config online. */
export interface RunConfigOnline {
  /** @default 8 */
  parallelism?: number | undefined
  limit_samples?: number | null | undefined
  /** @default false */
  ignore_request_failure?: boolean | undefined
  request_timeout?: number | null | undefined
  /** @default 3 */
  max_retries?: number | undefined
}

/** Generic agent. */
export interface GenericAgent {
  url: string
  name: string
  api_key_secret?: EvalsSecretRef | null | undefined
  format: 'generic'
  body: Readonly<Record<string, unknown>>
  response_path: string
  trajectory_path?: string | null | undefined
  /** @default false */
  stream?: boolean | undefined
  /** @default 'last' */
  response_aggregation?: 'last' | 'concat' | (string & {}) | undefined
}

/** Nemo agent toolkit agent. */
export interface NemoAgentToolkitAgent {
  url: string
  name: string
  api_key_secret?: EvalsSecretRef | null | undefined
  format: 'nemo_agent_toolkit'
  nat?: NatAgentConfig | null | undefined
}

/** Nat agent config. */
export interface NatAgentConfig {
  /** @default '/generate/full' */
  endpoint?: string | undefined
  /** @default 'input_message' */
  request_mode?: 'input_message' | 'passthrough' | (string & {}) | undefined
  query_params?: Readonly<Record<string, string>> | undefined
  /** @default '$.value' */
  response_path?: string | undefined
  /** @default 'concat' */
  response_aggregation?: 'last' | 'concat' | (string & {}) | undefined
}

/** Row publication spec. */
export interface RowPublicationSpec {
  intake?: RowIntakePublicationSpec | null | undefined
}

/** Row intake publication spec. */
export interface RowIntakePublicationSpec {
  evaluation_id: string
  agent_name?: string | null | undefined
  /** @default 'unknown' */
  agent_version?: string | undefined
  /** @default true */
  required?: boolean | undefined
  test_case_id_field?: string | null | undefined
}

/** Evaluate spec. */
export interface EvaluateSpec {
  dataset: Record<string, unknown>[] | FilesetRef
  params?: RunConfig | RunConfigOnline | RunConfigOnlineModel | null
  target?: EvalsModel | GenericAgent | NemoAgentToolkitAgent | null
  prompt_template?: string | Record<string, unknown> | null
  field_mapping?: FieldMapping | null
  publication?: RowPublicationSpec | null
  metrics: MetricInline[]
}

/** Agent eval input spec. */
export interface AgentEvalInputSpec {
  target?:
    | ModelTarget
    | AgentTarget
    | FabricRunnerTarget
    | GymRunnerTarget
    | HarborRunnerTarget
    | null
    | undefined
  trials?: readonly AgentEvalTrial[] | null | undefined
  /** @default 4 */
  max_concurrent_tasks?: number | undefined
  /** @default false */
  fail_fast?: boolean | undefined
  labels?: Readonly<Record<string, string>> | undefined
  publication?: PublicationSpec | null | undefined
  tasks: TasksetRef | readonly AgentEvalTaskInput[] | readonly TaskRef[]
}

/** Model target. */
export interface ModelTarget {
  /** @default 'model' */
  kind?: 'model' | undefined
  model: EvalsModel
  prompt_template?: string | Readonly<Record<string, unknown>> | null | undefined
  params?: RunConfigOnlineModel | null | undefined
}

/** Agent target. */
export interface AgentTarget {
  /** @default 'agent' */
  kind?: 'agent' | undefined
  agent: GenericAgent | NemoAgentToolkitAgent
  params?: RunConfigOnline | null | undefined
}

/** Fabric runner target. */
export interface FabricRunnerTarget {
  /** @default 'fabric' */
  kind?: 'fabric' | undefined
  /** Up to release 0.7. */
  config?: Readonly<Record<string, unknown>> | undefined
  /** Up to release 0.7. */
  model?: string | null | undefined
  /** @default 600 */
  timeout_s?: number | undefined
  /** @default true */
  capture_trajectory?: boolean | undefined
  /** @since 0.8 */
  source?: FabricConfigSource | RegisteredAgentSource | undefined
  /** @since 0.8 */
  resolved_config?: Readonly<Record<string, unknown>> | null | undefined
  /** @since 0.8 */
  env_secrets?: Readonly<Record<string, EvalsSecretRef>> | undefined
}

/** Fabric config source. */
export interface FabricConfigSource {
  config: Readonly<Record<string, unknown>>
  model?: string | null | undefined
}

/** Registered agent source. */
export interface RegisteredAgentSource {
  agent: AgentRef
  environment?: EnvironmentSpecInline | null | undefined
  files?: FilesetRef | null | undefined
}

/** Agent ref. */
export type AgentRef = string

/** Gym runner target. */
export interface GymRunnerTarget {
  /** @default 'gym' */
  kind?: 'gym' | undefined
  environment?: FilesetRef | null | undefined
  /** Up to release 0.7. */
  agent?: string | undefined
  /** Up to release 0.7. */
  agent_config?: string | null | undefined
  resources_server: string
  /** @default 'inference_provider' */
  model_type?: string | undefined
  /** @default true */
  bind_resources_server?: boolean | undefined
  hydra_params?: Readonly<Record<string, unknown>> | undefined
  env_vars?: Readonly<Record<string, string>> | undefined
  /** Up to release 0.7. */
  agent_ref_name?: string | null | undefined
  env_secrets?: Readonly<Record<string, EvalsSecretRef>> | undefined
  /** @default 1 */
  num_repeats?: number | undefined
  /** @default 4 */
  concurrency?: number | undefined
  /** @default 240 */
  startup_timeout_s?: number | undefined
  collection_timeout_s?: number | null | undefined
  /** @default 30 */
  shutdown_grace_s?: number | undefined
  /** @default 'reward' */
  reward_key?: string | undefined
  /** @since 0.8 */
  source?: GymAgentSource | RegisteredAgentSource | undefined
  /** @since 0.8 */
  resolved_config?: Readonly<Record<string, unknown>> | null | undefined
}

/** Gym agent source. */
export interface GymAgentSource {
  component: string
  config?: string | null | undefined
  instance?: string | null | undefined
}

/** Harbor runner target. */
export interface HarborRunnerTarget {
  /** @default 'harbor' */
  kind?: 'harbor' | undefined
  /** @default 'oracle' Up to release 0.7. */
  agent_name?: string | null | undefined
  /** Up to release 0.7. */
  agent_import_path?: string | null | undefined
  /** Up to release 0.7. */
  agent_model_name?: string | null | undefined
  /** @default 1 */
  n_attempts?: number | undefined
  /** @default 4 */
  n_concurrent_trials?: number | undefined
  /** @default 0 */
  max_retries?: number | undefined
  artifacts?: readonly string[] | undefined
  trace_dir?: string | null | undefined
  /** @default 'reward' */
  reward_key?: string | undefined
  /** @since 0.7 */
  agent_kwargs?: Readonly<Record<string, JsonValue>> | undefined
  /** @since 0.7 */
  env_secrets?: Readonly<Record<string, EvalsSecretRef>> | undefined
  /** @since 0.8 */
  source?: HarborBuiltinAgentSource | HarborImportedAgentSource | RegisteredAgentSource | undefined
  /** @since 0.8 */
  env_vars?: Readonly<Record<string, string>> | undefined
  /** @since 0.8 */
  agent_setup_timeout_multiplier?: number | null | undefined
  /** @since 0.8 */
  agent_timeout_multiplier?: number | null | undefined
}

/** Harbor builtin agent source. */
export interface HarborBuiltinAgentSource {
  name: string
  model_name?: string | null | undefined
}

/** Harbor imported agent source. */
export interface HarborImportedAgentSource {
  import_path: string
  model_name?: string | null | undefined
}

/** Agent eval trial. */
export interface AgentEvalTrial {
  id: string
  task_id: string
  status: AgentEvalTrialStatus
  output?: AgentOutput | null | undefined
  evidence?: CandidateEvidence | null | undefined
  error?: TrialError | null | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
  /** @since 0.7 */
  measurements?: TrialMeasurements | undefined
}

/** Agent eval trial status. */
export type AgentEvalTrialStatus = 'completed' | 'failed' | 'partial' | (string & {})

/** Agent output. */
export interface AgentOutput {
  output_text?: string | null | undefined
  response?: JsonValue | null | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** Candidate evidence. */
export interface CandidateEvidence {
  descriptors?: Readonly<Record<string, EvidenceDescriptor>> | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** Evidence descriptor. */
export interface EvidenceDescriptor {
  kind: string
  ref?: string | null | undefined
  format?: string | null | undefined
  data?: JsonValue | null | undefined
  description?: string | null | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** Trial error. */
export interface TrialError {
  type: string
  message?: string | null | undefined
  traceback?: string | null | undefined
  occurred_at?: string | undefined
}

/** Trial measurements. */
export interface TrialMeasurements {
  prompt_tokens?: number | null | undefined
  completion_tokens?: number | null | undefined
  total_tokens?: number | null | undefined
  cache_creation_tokens?: number | null | undefined
  cache_read_tokens?: number | null | undefined
  runtime_sec?: number | null | undefined
  cost_usd?: number | null | undefined
}

/** Publication spec. */
export interface PublicationSpec {
  intake?: IntakePublicationSpec | null | undefined
}

/** Intake publication spec. */
export interface IntakePublicationSpec {
  evaluation_id: string
  agent_name?: string | null | undefined
  /** @default 'unknown' */
  agent_version?: string | undefined
  /** @default true */
  required?: boolean | undefined
}

/** Taskset ref. */
export type TasksetRef = string

/** Agent eval task input. */
export interface AgentEvalTaskInput {
  id: string
  intent: string
  inputs?: TaskInputs | undefined
  reference?: Readonly<Record<string, unknown>> | undefined
  views?: Readonly<Record<string, SemanticView>> | undefined
  metadata?: readonly MetadataItem[] | undefined
  metrics?: readonly (MetricInline | MetricRef)[] | undefined
}

/** Task inputs. */
export interface TaskInputs {
  instruction?: string | null | undefined
  [name: string]: unknown
}

/** Semantic view. */
export interface SemanticView {
  reducer: SemanticReducer
  signals: readonly ViewSignal[]
}

/** Semantic reducer. */
export type SemanticReducer = 'single' | 'all' | 'any' | 'mean' | 'weighted_mean' | (string & {})

/** View signal. */
export interface ViewSignal {
  metric: string
  output: string
  weight?: number | null | undefined
}

/** Metadata item. */
export interface MetadataItem {
  key: string
  value: JsonValue
}

/** Task ref. */
export type TaskRef = string

/** Agent eval spec. */
export interface AgentEvalSpec {
  target?: ModelTarget | AgentTarget | FabricRunnerTarget | GymRunnerTarget | HarborRunnerTarget | null
  trials?: AgentEvalTrial[] | null
  max_concurrent_tasks?: number
  fail_fast?: boolean
  labels?: Record<string, string>
  publication?: PublicationSpec | null
  tasks: AgentEvalTaskSpec[]
}

/** Agent eval task spec. */
export interface AgentEvalTaskSpec {
  id: string
  /** Up to release 0.6. */
  intent?: string
  /** Up to release 0.6. */
  inputs?: TaskInputs
  /** Up to release 0.6. */
  reference?: Record<string, unknown>
  /** Up to release 0.6. */
  views?: Record<string, SemanticView>
  metadata?: MetadataItem[]
  /** Up to release 0.6. */
  metrics?: MetricInline[]
  /** @since 0.7 */
  spec?: ResolvedEvaluatorTaskDefinition | ResolvedHarborTaskDefinition
}

/** Resolved evaluator task definition. */
export interface ResolvedEvaluatorTaskDefinition {
  kind: 'evaluator'
  intent: string
  inputs?: TaskInputs
  reference?: Record<string, unknown>
  views?: Record<string, SemanticView>
  provenance?: TaskProvenance | null
  metrics?: MetricInline[]
}

/** Task provenance. */
export interface TaskProvenance {
  entity_name: string
  revision_digest: string
}

/** Resolved harbor task definition. */
export interface ResolvedHarborTaskDefinition {
  kind: 'harbor'
  native_task_id: string
  source: HarborArchiveSource
  harbor_hash: HarborTaskHash
  instruction?: string | null
  config?: Record<string, unknown>
  views?: Record<string, SemanticView>
  provenance: TaskProvenance
  metrics?: MetricInline[]
}

/** Harbor archive source. */
export interface HarborArchiveSource {
  /** @default 'fileset-archive' */
  kind?: 'fileset-archive' | undefined
  fileset_ref: string
  files_hash: string
  /** @default 'tar-gzip-v1' */
  archive_format?: 'tar-gzip-v1' | undefined
}

/** Harbor task hash. */
export interface HarborTaskHash {
  digest: string
  /** @default 'harbor-packager-content-v1' */
  method?: 'harbor-packager-content-v1' | undefined
  harbor_version: string
  source_commit?: string | null | undefined
}

/** Retrieve eval input spec. */
export interface RetrieveEvalInputSpec {
  dataset: FilesetRef
  target: RetrievalInputSpec | EvalsModel | ModelRef
  baseline?: RetrievalInputSpec | EvalsModel | ModelRef | null | undefined
  k?: readonly number[] | undefined
}

/** Retrieval input spec. */
export interface RetrievalInputSpec {
  embeddings: EvalsModel | ModelRef
  reranker?: EvalsModel | ModelRef | null | undefined
  /** @default 100 */
  first_stage_k?: number | undefined
  /** @default 'end' */
  truncate_long_documents?: 'end' | 'start' | (string & {}) | null | undefined
  /** @default 32 */
  batch_size?: number | undefined
  /** @default 2 */
  embedding_in_flight?: number | undefined
  embedding_dimensions?: number | null | undefined
  /** @default 'query: ' @since 0.7 */
  query_prefix?: string | undefined
  /** @default 'passage: ' @since 0.7 */
  passage_prefix?: string | undefined
}

/** Model ref. */
export type ModelRef = string

/** Retrieve eval spec. */
export interface RetrieveEvalSpec {
  dataset: FilesetRef
  target: Retrieval
  baseline?: Retrieval | null
  k?: number[]
}

/** Retrieval. */
export interface Retrieval {
  embeddings: EvalsModel
  reranker?: EvalsModel | null
  first_stage_k?: number
  truncate_long_documents?: 'end' | 'start' | (string & {}) | null
  batch_size?: number
  embedding_in_flight?: number
  embedding_dimensions?: number | null
  /** @since 0.7 */
  query_prefix?: string
  /** @since 0.7 */
  passage_prefix?: string
}

/** Metric sort. */
export type MetricSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Metric filter. */
export interface MetricFilter {
  workspace?: string | null | undefined
  name?: string | null | undefined
  metric_type?: string | null | undefined
  description?: string | null | undefined
  derived?: boolean | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Metric. */
export interface Metric {
  id: string
  name: string
  workspace: string
  project?: string | null
  metric_type: string
  description?: string | null
  labels?: Record<string, string>
  outputs: BundledMetricOutputSpec[]
  secrets: Record<string, EvalsSecretRef>
  payload_kind: string
  payload_digest: string
  bundle_ref: string
  derived?: boolean
  created_at: string
  updated_at: string
}

/** Result sort. */
export type ResultSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Result filter. */
export interface ResultFilter {
  workspace?: string | null | undefined
  name?: string | null | undefined
  job_id?: string | null | undefined
  target_kind?: string | null | undefined
  target_name?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Agent eval result. */
export interface AgentEvalResult {
  id: string
  name: string
  workspace: string
  project?: string | null
  job_id: string
  target_kind?: string | null
  target_name?: string | null
  target_url?: string | null
  scores: AggregatedMetricResult
  bundle_ref: string
  created_at: string
  updated_at: string
  /** @since 0.7 */
  summary?: AgentEvalResultSummary | null
}

/** Aggregated metric result. */
export interface AggregatedMetricResult {
  scores: (AggregateRangeScore | AggregateRubricScore | AggregateScalarScore)[]
}

/** Agent eval result summary. */
export interface AgentEvalResultSummary {
  task_count: number
  trial_count: number
  score_count: number
  error_count: number
  metric_coverage?: Record<string, Record<string, AgentEvalMetricOutputCoverage>>
}

/** Agent eval metric output coverage. */
export interface AgentEvalMetricOutputCoverage {
  total?: number
  scored?: number
  failed?: number
  missing?: number
}

/** Evaluate result filter. */
export interface EvaluateResultFilter {
  workspace?: string | null | undefined
  name?: string | null | undefined
  job_id?: string | null | undefined
  target_kind?: string | null | undefined
  target_name?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  dataset_ref?: string | null | undefined
}

/** Evaluate result. */
export interface EvaluateResult {
  id: string
  name: string
  workspace: string
  project?: string | null
  job_id: string
  target_kind?: string | null
  target_name?: string | null
  target_url?: string | null
  scores: AggregatedMetricResult
  bundle_ref: string
  created_at: string
  updated_at: string
  dataset_ref?: string | null
  metric_types: string[]
  /** @since 0.7 */
  row_count?: number | null
  /** @since 0.7 */
  error_row_count?: number | null
}

/** Task sort. */
export type TaskSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Task filter. */
export interface TaskFilter {
  workspace?: string | null | undefined
  name?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** @since 0.8 */
  metadata?: Readonly<Record<string, string | number | boolean | null>> | null | undefined
  /** @since 0.8 */
  tags?: string | null | undefined
  /** @since 0.8 */
  kind?: string | null | undefined
  /** @since 0.8 */
  intent?: string | null | undefined
  /** @since 0.8 */
  native_task_id?: string | null | undefined
  /** @since 0.8 */
  metrics?: string | null | undefined
}

/** Task. */
export interface Task {
  id: string
  name: string
  workspace: string
  project?: string | null
  spec: EvaluatorTaskDefinition | HarborTaskDefinition
  metadata?: MetadataItem[]
  revision: number
  tags?: Record<string, number>
  created_at: string
  updated_at: string
}

/** Evaluator task definition. */
export interface EvaluatorTaskDefinition {
  kind: 'evaluator'
  intent: string
  inputs?: TaskInputs | undefined
  metrics?: readonly (MetricInline | MetricRef)[] | undefined
  reference?: Readonly<Record<string, unknown>> | undefined
  views?: Readonly<Record<string, SemanticView>> | undefined
}

/** Harbor task definition. */
export interface HarborTaskDefinition {
  kind: 'harbor'
  /** Up to release 0.6. */
  archive_ref?: string | undefined
  /** Up to release 0.6. */
  archive_digest?: string | undefined
  instruction?: string | null | undefined
  config?: Readonly<Record<string, unknown>> | undefined
  /** @since 0.7 */
  native_task_id?: string | undefined
  /** @since 0.7 */
  source?: HarborArchiveSource | undefined
  /** @since 0.7 */
  harbor_hash?: HarborTaskHash | undefined
  /** @since 0.7 */
  views?: Readonly<Record<string, SemanticView>> | undefined
  /** @since 0.7 */
  metrics?: readonly (MetricInline | MetricRef)[] | undefined
}

/** Revision. */
export interface Revision {
  revision: number
  content_hash: string
  tags?: string[]
  created_at: string
}

/** Taskset sort. */
export type TasksetSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Taskset filter. */
export interface TasksetFilter {
  workspace?: string | null | undefined
  name?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** @since 0.8 */
  metadata?: Readonly<Record<string, string | number | boolean | null>> | null | undefined
  /** @since 0.8 */
  tags?: string | null | undefined
  /** @since 0.8 */
  description?: string | null | undefined
  /** @since 0.8 */
  tasks?: string | null | undefined
}

/** Taskset. */
export interface Taskset {
  id: string
  name: string
  workspace: string
  project?: string | null
  description?: string | null
  tasks?: TaskRef[]
  files_ref?: string | null
  metadata?: MetadataItem[]
  revision: number
  tags?: Record<string, number>
  created_at: string
  updated_at: string
}

/** What makes one of these: Evaluations of models over a dataset. */
export type EvaluateJobRequest = PluginJobCreateParams<EvaluateInputSpec>

/** Evaluations of models over a dataset. */
export type EvaluateJob = PluginJob<EvaluateSpec>

/** What makes one of these: Evaluations of agents over tasks. */
export type AgentEvaluateJobRequest = PluginJobCreateParams<AgentEvalInputSpec>

/** Evaluations of agents over tasks. */
export type AgentEvaluateJob = PluginJob<AgentEvalSpec>

/** What makes one of these: Evaluations of retrieval. */
export type RetrieveEvalJobRequest = PluginJobCreateParams<RetrieveEvalInputSpec>

/** Evaluations of retrieval. */
export type RetrieveEvalJob = PluginJob<RetrieveEvalSpec>

/** Params of `evaluateLive` of `Evals`. */
export interface EvalEvaluateLiveParams extends WorkspaceParams {
  dataset: readonly Readonly<Record<string, unknown>>[]
  metrics: readonly (MetricInline | MetricRef)[]
  target?: EvalsModel | null | undefined
  prompt_template?: string | Readonly<Record<string, unknown>> | null | undefined
  field_mapping?: FieldMapping | null | undefined
  params?: RunConfig | RunConfigOnlineModel | null | undefined
}

/** Params of `list` of `EvalMetrics`. */
export interface EvalMetricListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: MetricSort | undefined
  /** @default false */
  include_derived?: boolean | undefined
  filter?: MetricFilter | string | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `create` of `EvalMetrics`. */
export interface EvalMetricCreateParams extends WorkspaceParams {
  /** @default 'metric-bundle' */
  bundle_kind?: 'metric-bundle' | undefined
  /** @default 'v1' */
  bundle_format_version?: 'v1' | undefined
  metric_type: string
  metadata?: MetricMetadata | undefined
  outputs: readonly BundledMetricOutputSpec[]
  secrets?: Readonly<Record<string, EvalsSecretRef>> | undefined
  payload: CloudpickleMetricPayload | InlineMetricPayload
  project?: string | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `EvalAgentResults`. */
export interface EvalAgentResultListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: ResultSort | undefined
  filter?: ResultFilter | string | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `list` of `EvalResults`. */
export interface EvalResultListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: ResultSort | undefined
  filter?: EvaluateResultFilter | string | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `list` of `EvalTasks`. */
export interface EvalTaskListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: TaskSort | undefined
  filter?: TaskFilter | string | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `create` of `EvalTasks`. */
export interface EvalTaskCreateParams extends WorkspaceParams {
  spec: EvaluatorTaskDefinition | HarborTaskDefinition
  metadata?: readonly MetadataItem[] | undefined
  tags?: readonly string[] | undefined
  project?: string | null | undefined
}

/** Params of `update` of `EvalTasks`. */
export interface EvalTaskUpdateParams extends WorkspaceParams {
  spec: EvaluatorTaskDefinition | HarborTaskDefinition
  metadata?: readonly MetadataItem[] | undefined
  tags?: readonly string[] | undefined
  project?: string | null | undefined
}

/** Params of `list` of `EvalTasksRevisions`. */
export interface EvalTasksRevisionListParams extends WorkspaceParams, ListParams {
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `EvalTasksRevisions`. */
export interface EvalTasksRevisionRetrieveParams extends WorkspaceParams {
  name: string
}

/** Params of `update` of `EvalTasksTags`. */
export interface EvalTasksTagUpdateParams extends WorkspaceParams {
  name: string
  revision: string
}

/** Params of `list` of `EvalTaskSets`. */
export interface EvalTaskSetListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: TasksetSort | undefined
  filter?: TasksetFilter | string | undefined
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `create` of `EvalTaskSets`. */
export interface EvalTaskSetCreateParams extends WorkspaceParams {
  description?: string | null | undefined
  tasks?: readonly TaskRef[] | undefined
  files_ref?: string | null | undefined
  metadata?: readonly MetadataItem[] | undefined
  tags?: readonly string[] | undefined
  /** @since 0.7 */
  task_ids?: readonly string[] | undefined
  project?: string | null | undefined
}

/** Params of `update` of `EvalTaskSets`. */
export interface EvalTaskSetUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  tasks?: readonly TaskRef[] | undefined
  files_ref?: string | null | undefined
  metadata?: readonly MetadataItem[] | undefined
  tags?: readonly string[] | undefined
  /** @since 0.7 */
  task_ids?: readonly string[] | undefined
  project?: string | null | undefined
}

/** Params of `list` of `EvalTaskSetsRevisions`. */
export interface EvalTaskSetsRevisionListParams extends WorkspaceParams, ListParams {
  /** Items per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `EvalTaskSetsRevisions`. */
export interface EvalTaskSetsRevisionRetrieveParams extends WorkspaceParams {
  name: string
}

/** Params of `update` of `EvalTaskSetsTags`. */
export interface EvalTaskSetsTagUpdateParams extends WorkspaceParams {
  name: string
  revision: string
}
