// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `data_designer`. */

import type { PluginJob, PluginJobCreateParams, WorkspaceParams } from '../../types/index.ts'
import type { ModelConfig } from './shared.generated.ts'

/** Data designer config. */
export interface DataDesignerConfig {
  columns: readonly (
    | CustomColumnConfig
    | ExpressionColumnConfig
    | LLMCodeColumnConfig
    | LLMJudgeColumnConfig
    | LLMStructuredColumnConfig
    | LLMTextColumnConfig
    | SamplerColumnConfig
    | SeedDatasetColumnConfig
    | ValidationColumnConfig
    | EmbeddingColumnConfig
    | ImageColumnConfig
    | ChunkedValidationConfig
    | DetectionTransformConfig
  )[]
  model_configs?: readonly ModelConfig[] | null | undefined
  tool_configs?: readonly ToolConfig[] | null | undefined
  seed_config?: SeedConfig | null | undefined
  constraints?: readonly (ScalarInequalityConstraint | ColumnInequalityConstraint)[] | null | undefined
  profilers?: readonly JudgeScoreProfilerConfig[] | null | undefined
  processors?: readonly (DropColumnsProcessorConfig | SchemaTransformProcessorConfig)[] | null | undefined
}

/** Custom column config. */
export interface CustomColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'custom' */
  column_type?: 'custom' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  generator_function: unknown
  /** @default 'cell_by_cell' */
  generation_strategy?: GenerationStrategy | undefined
  generator_params?: BaseModel | null | undefined
}

/** Skip config. */
export interface SkipConfig {
  when: string
  value?: boolean | number | string | null | undefined
}

/** Generation strategy. */
export type GenerationStrategy = 'cell_by_cell' | 'full_column' | (string & {})

/** Base model. */
export type BaseModel = Readonly<Record<string, unknown>>

/** Expression column config. */
export interface ExpressionColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'expression' */
  column_type?: 'expression' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  expr: string
  /** @default 'str' */
  dtype?: 'int' | 'float' | 'str' | 'bool' | (string & {}) | undefined
}

/** LLMCode column config. */
export interface LLMCodeColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'llm-code' */
  column_type?: 'llm-code' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  prompt: string
  model_alias: string
  system_prompt?: string | null | undefined
  multi_modal_context?: readonly (ImageContext | AudioContext | VideoContext)[] | null | undefined
  tool_alias?: string | null | undefined
  /** @default 'none' */
  with_trace?: TraceType | undefined
  /** @default false */
  extract_reasoning_content?: boolean | undefined
  code_lang: CodeLang
}

/** Image context. */
export interface ImageContext {
  /** @default 'image' */
  modality?: 'image' | undefined
  column_name: string
  data_type?: ModalityDataType | null | undefined
  image_format?: ImageFormat | null | undefined
}

/** Modality data type. */
export type ModalityDataType = 'url' | 'base64' | (string & {})

/** Image format. */
export type ImageFormat = 'png' | 'jpg' | 'jpeg' | 'gif' | 'webp' | (string & {})

/** Audio context. */
export interface AudioContext {
  /** @default 'audio' */
  modality?: 'audio' | undefined
  column_name: string
  data_type?: ModalityDataType | null | undefined
  audio_format?: AudioFormat | null | undefined
}

/** Audio format. */
export type AudioFormat = 'mp3' | 'wav' | (string & {})

/** Video context. */
export interface VideoContext {
  /** @default 'video' */
  modality?: 'video' | undefined
  column_name: string
  data_type?: ModalityDataType | null | undefined
  video_format?: VideoFormat | null | undefined
}

/** Video format. */
export type VideoFormat = 'mp4' | 'mov' | 'webm' | (string & {})

/** Trace type. */
export type TraceType = 'none' | 'last_message' | 'all_messages' | (string & {})

/** Code lang. */
export type CodeLang =
  | 'bash'
  | 'c'
  | 'cobol'
  | 'cpp'
  | 'csharp'
  | 'go'
  | 'java'
  | 'javascript'
  | 'kotlin'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'scala'
  | 'swift'
  | 'typescript'
  | 'sql:sqlite'
  | 'sql:tsql'
  | 'sql:bigquery'
  | 'sql:mysql'
  | 'sql:postgres'
  | 'sql:ansi'
  | (string & {})

/** LLMJudge column config. */
export interface LLMJudgeColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'llm-judge' */
  column_type?: 'llm-judge' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  prompt: string
  model_alias: string
  system_prompt?: string | null | undefined
  multi_modal_context?: readonly (ImageContext | AudioContext | VideoContext)[] | null | undefined
  tool_alias?: string | null | undefined
  /** @default 'none' */
  with_trace?: TraceType | undefined
  /** @default false */
  extract_reasoning_content?: boolean | undefined
  scores: readonly Score[]
}

/** Score. */
export interface Score {
  name: string
  description: string
  options: Readonly<Record<string, string>>
}

/** LLMStructured column config. */
export interface LLMStructuredColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'llm-structured' */
  column_type?: 'llm-structured' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  prompt: string
  model_alias: string
  system_prompt?: string | null | undefined
  multi_modal_context?: readonly (ImageContext | AudioContext | VideoContext)[] | null | undefined
  tool_alias?: string | null | undefined
  /** @default 'none' */
  with_trace?: TraceType | undefined
  /** @default false */
  extract_reasoning_content?: boolean | undefined
  output_format: Readonly<Record<string, unknown>> | unknown
}

/** LLMText column config. */
export interface LLMTextColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'llm-text' */
  column_type?: 'llm-text' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  prompt: string
  model_alias: string
  system_prompt?: string | null | undefined
  multi_modal_context?: readonly (ImageContext | AudioContext | VideoContext)[] | null | undefined
  tool_alias?: string | null | undefined
  /** @default 'none' */
  with_trace?: TraceType | undefined
  /** @default false */
  extract_reasoning_content?: boolean | undefined
}

/** Sampler column config. */
export interface SamplerColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'sampler' */
  column_type?: 'sampler' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  sampler_type: SamplerType
  params:
    | SubcategorySamplerParams
    | CategorySamplerParams
    | DatetimeSamplerParams
    | PersonSamplerParams
    | PersonFromFakerSamplerParams
    | TimeDeltaSamplerParams
    | UUIDSamplerParams
    | BernoulliSamplerParams
    | BernoulliMixtureSamplerParams
    | BinomialSamplerParams
    | GaussianSamplerParams
    | PoissonSamplerParams
    | UniformSamplerParams
    | ScipySamplerParams
  conditional_params?:
    | Readonly<
        Record<
          string,
          | SubcategorySamplerParams
          | CategorySamplerParams
          | DatetimeSamplerParams
          | PersonSamplerParams
          | PersonFromFakerSamplerParams
          | TimeDeltaSamplerParams
          | UUIDSamplerParams
          | BernoulliSamplerParams
          | BernoulliMixtureSamplerParams
          | BinomialSamplerParams
          | GaussianSamplerParams
          | PoissonSamplerParams
          | UniformSamplerParams
          | ScipySamplerParams
        >
      >
    | undefined
  convert_to?: string | null | undefined
}

/** Sampler type. */
export type SamplerType =
  | 'bernoulli'
  | 'bernoulli_mixture'
  | 'binomial'
  | 'category'
  | 'datetime'
  | 'gaussian'
  | 'person'
  | 'person_from_faker'
  | 'poisson'
  | 'scipy'
  | 'subcategory'
  | 'timedelta'
  | 'uniform'
  | 'uuid'
  | (string & {})

/** Subcategory sampler params. */
export interface SubcategorySamplerParams {
  category: string
  values: Readonly<Record<string, readonly (string | number)[]>>
  /** @default 'subcategory' */
  sampler_type?: 'subcategory' | undefined
}

/** Category sampler params. */
export interface CategorySamplerParams {
  values: readonly (string | number)[]
  weights?: readonly number[] | null | undefined
  /** @default 'category' */
  sampler_type?: 'category' | undefined
}

/** Datetime sampler params. */
export interface DatetimeSamplerParams {
  start: string
  end: string
  /** @default 'D' */
  unit?: 'Y' | 'M' | 'D' | 'h' | 'm' | 's' | (string & {}) | undefined
  /** @default 'datetime' */
  sampler_type?: 'datetime' | undefined
}

/** Person sampler params. */
export interface PersonSamplerParams {
  /** @default 'en_US' */
  locale?: string | undefined
  sex?: 'Male' | 'Female' | (string & {}) | null | undefined
  city?: string | readonly string[] | null | undefined
  age_range?: readonly number[] | undefined
  select_field_values?: Readonly<Record<string, readonly string[]>> | null | undefined
  /** @default false */
  with_synthetic_personas?: boolean | undefined
  /** @default 'person' */
  sampler_type?: 'person' | undefined
}

/** Person from faker sampler params. */
export interface PersonFromFakerSamplerParams {
  /** @default 'en_US' */
  locale?: string | undefined
  sex?: 'Male' | 'Female' | (string & {}) | null | undefined
  city?: string | readonly string[] | null | undefined
  age_range?: readonly number[] | undefined
  /** @default 'person_from_faker' */
  sampler_type?: 'person_from_faker' | undefined
}

/** Time delta sampler params. */
export interface TimeDeltaSamplerParams {
  dt_min: number
  dt_max: number
  reference_column_name: string
  /** @default 'D' */
  unit?: 'D' | 'h' | 'm' | 's' | (string & {}) | undefined
  /** @default 'timedelta' */
  sampler_type?: 'timedelta' | undefined
}

/** UUIDSampler params. */
export interface UUIDSamplerParams {
  prefix?: string | null | undefined
  /** @default false */
  short_form?: boolean | undefined
  /** @default false */
  uppercase?: boolean | undefined
  /** @default 'uuid' */
  sampler_type?: 'uuid' | undefined
}

/** Bernoulli sampler params. */
export interface BernoulliSamplerParams {
  p: number
  /** @default 'bernoulli' */
  sampler_type?: 'bernoulli' | undefined
}

/** Bernoulli mixture sampler params. */
export interface BernoulliMixtureSamplerParams {
  p: number
  dist_name: string
  dist_params: Readonly<Record<string, unknown>>
  /** @default 'bernoulli_mixture' */
  sampler_type?: 'bernoulli_mixture' | undefined
}

/** Binomial sampler params. */
export interface BinomialSamplerParams {
  n: number
  p: number
  /** @default 'binomial' */
  sampler_type?: 'binomial' | undefined
}

/** Gaussian sampler params. */
export interface GaussianSamplerParams {
  mean: number
  stddev: number
  decimal_places?: number | null | undefined
  /** @default 'gaussian' */
  sampler_type?: 'gaussian' | undefined
}

/** Poisson sampler params. */
export interface PoissonSamplerParams {
  mean: number
  /** @default 'poisson' */
  sampler_type?: 'poisson' | undefined
}

/** Uniform sampler params. */
export interface UniformSamplerParams {
  low: number
  high: number
  decimal_places?: number | null | undefined
  /** @default 'uniform' */
  sampler_type?: 'uniform' | undefined
}

/** Scipy sampler params. */
export interface ScipySamplerParams {
  dist_name: string
  dist_params: Readonly<Record<string, unknown>>
  decimal_places?: number | null | undefined
  /** @default 'scipy' */
  sampler_type?: 'scipy' | undefined
}

/** Seed dataset column config. */
export interface SeedDatasetColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'seed-dataset' */
  column_type?: 'seed-dataset' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
}

/** Validation column config. */
export interface ValidationColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'validation' */
  column_type?: 'validation' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  target_columns: readonly string[]
  validator_type: ValidatorType
  validator_params: CodeValidatorParams | LocalCallableValidatorParams | RemoteValidatorParams
  /** @default 10 */
  batch_size?: number | undefined
}

/** Validator type. */
export type ValidatorType = 'code' | 'local_callable' | 'remote' | (string & {})

/** Code validator params. */
export interface CodeValidatorParams {
  /** @default 'code' */
  validator_type?: 'code' | undefined
  code_lang: CodeLang
}

/** Local callable validator params. */
export interface LocalCallableValidatorParams {
  /** @default 'local_callable' */
  validator_type?: 'local_callable' | undefined
  validation_function: unknown
  output_schema?: Readonly<Record<string, unknown>> | null | undefined
}

/** Remote validator params. */
export interface RemoteValidatorParams {
  /** @default 'remote' */
  validator_type?: 'remote' | undefined
  endpoint_url: string
  output_schema?: Readonly<Record<string, unknown>> | null | undefined
  /** @default 30 */
  timeout?: number | undefined
  /** @default 3 */
  max_retries?: number | undefined
  /** @default 2 */
  retry_backoff?: number | undefined
  /** @default 4 */
  max_parallel_requests?: number | undefined
}

/** Embedding column config. */
export interface EmbeddingColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'embedding' */
  column_type?: 'embedding' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  target_column: string
  model_alias: string
}

/** Image column config. */
export interface ImageColumnConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'image' */
  column_type?: 'image' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  prompt: string
  model_alias: string
  multi_modal_context?: readonly (ImageContext | AudioContext | VideoContext)[] | null | undefined
}

/** Chunked validation config. */
export interface ChunkedValidationConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'anonymizer-chunked-validation' */
  column_type?: 'anonymizer-chunked-validation' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  pool: readonly string[]
  max_entities_per_call: number
  excerpt_window_chars: number
  max_parallel_chunks?: number | null | undefined
  /** @default true */
  single_chunk_full_text?: boolean | undefined
  prompt_template: string
  system_prompt?: string | null | undefined
}

/** Detection transform config. */
export interface DetectionTransformConfig {
  name: string
  /** @default false */
  drop?: boolean | undefined
  /** @default 'anonymizer-detection-transform' */
  column_type?: 'anonymizer-detection-transform' | undefined
  skip?: SkipConfig | null | undefined
  /** @default true */
  propagate_skip?: boolean | undefined
  operation: DetectionTransformOperation
  /** @since 0.7 */
  excluded_entity_labels?: readonly string[] | undefined
}

/** Detection transform operation. */
export type DetectionTransformOperation =
  | 'parse_detected_entities'
  | 'prepare_validation_inputs'
  | 'enrich_validation_decisions'
  | 'apply_validation_to_seed_entities'
  | 'merge_and_build_candidates'
  | 'apply_validation_and_finalize'
  | (string & {})

/** Tool config. */
export interface ToolConfig {
  tool_alias: string
  providers: readonly string[]
  allow_tools?: readonly string[] | null | undefined
  /** @default 5 */
  max_tool_call_turns?: number | undefined
  timeout_sec?: number | null | undefined
}

/** Seed config. */
export interface SeedConfig {
  source:
    | LocalFileSeedSource
    | HuggingFaceSeedSource
    | DataFrameSeedSource
    | DirectorySeedSource
    | FileContentsSeedSource
    | AgentRolloutSeedSource
    | FilesetFileSeedSource
  /** @default 'ordered' */
  sampling_strategy?: SamplingStrategy | undefined
  selection_strategy?: IndexRange | PartitionBlock | null | undefined
}

/** Local file seed source. */
export interface LocalFileSeedSource {
  /** @default 'local' */
  seed_type?: 'local' | undefined
  path: string
}

/** Hugging face seed source. */
export interface HuggingFaceSeedSource {
  /** @default 'hf' */
  seed_type?: 'hf' | undefined
  path: string
  token?: string | null | undefined
  /** @default 'https://huggingface.co' */
  endpoint?: string | undefined
}

/** Data frame seed source. */
export interface DataFrameSeedSource {
  /** @default 'df' */
  seed_type?: 'df' | undefined
}

/** Directory seed source. */
export interface DirectorySeedSource {
  /** @default 'directory' */
  seed_type?: 'directory' | undefined
  path: string
  /** @default '*' */
  file_pattern?: string | undefined
  /** @default true */
  recursive?: boolean | undefined
}

/** File contents seed source. */
export interface FileContentsSeedSource {
  /** @default 'file_contents' */
  seed_type?: 'file_contents' | undefined
  path: string
  /** @default '*' */
  file_pattern?: string | undefined
  /** @default true */
  recursive?: boolean | undefined
  /** @default 'utf-8' */
  encoding?: string | undefined
}

/** Agent rollout seed source. */
export interface AgentRolloutSeedSource {
  /** @default 'agent_rollout' */
  seed_type?: 'agent_rollout' | undefined
  path?: string | null | undefined
  file_pattern?: string | null | undefined
  /** @default true */
  recursive?: boolean | undefined
  format: AgentRolloutFormat
}

/** Agent rollout format. */
export type AgentRolloutFormat =
  | 'atif'
  | 'claude_code'
  | 'codex'
  | 'hermes_agent'
  | 'pi_coding_agent'
  | (string & {})

/** Fileset file seed source. */
export interface FilesetFileSeedSource {
  /** @default 'nhx' */
  seed_type?: string | undefined
  path: string
}

/** Sampling strategy. */
export type SamplingStrategy = 'ordered' | 'shuffle' | (string & {})

/** Index range. */
export interface IndexRange {
  start: number
  end: number
}

/** Partition block. */
export interface PartitionBlock {
  /** @default 0 */
  index?: number | undefined
  /** @default 1 */
  num_partitions?: number | undefined
}

/** Scalar inequality constraint. */
export interface ScalarInequalityConstraint {
  target_column: string
  /** @default 'scalar_inequality' */
  constraint_type?: 'scalar_inequality' | undefined
  rhs: number
  operator: InequalityOperator
}

/** Inequality operator. */
export type InequalityOperator = 'lt' | 'le' | 'gt' | 'ge' | (string & {})

/** Column inequality constraint. */
export interface ColumnInequalityConstraint {
  target_column: string
  /** @default 'column_inequality' */
  constraint_type?: 'column_inequality' | undefined
  rhs: string
  operator: InequalityOperator
}

/** Judge score profiler config. */
export interface JudgeScoreProfilerConfig {
  model_alias: string
  /** @default 20 */
  summary_score_sample_size?: number | null | undefined
}

/** Drop columns processor config. */
export interface DropColumnsProcessorConfig {
  name: string
  /** @default 'drop_columns' */
  processor_type?: 'drop_columns' | undefined
  column_names: readonly string[]
}

/** Schema transform processor config. */
export interface SchemaTransformProcessorConfig {
  name: string
  /** @default 'schema_transform' */
  processor_type?: 'schema_transform' | undefined
  template: Readonly<Record<string, unknown>>
}

/** Retrieval generate job config. */
export interface RetrievalGenerateJobConfig {
  corpus: string
  provider: string
  chat_provider?: string | null | undefined
  embed_provider?: string | null | undefined
  /** @default 'retrieval_sdg' */
  corpus_id?: string | undefined
  dataset_name?: string | null | undefined
  file_extensions?: readonly string[] | null | undefined
  /** @default 50 */
  min_text_length?: number | undefined
  /** @default 5 */
  sentences_per_chunk?: number | undefined
  /** @default 1 */
  num_sections?: number | undefined
  num_files?: number | null | undefined
  /** @default false */
  multi_doc?: boolean | undefined
  /** @default 2 */
  bundle_size?: number | undefined
  /** @default 'sequential' */
  bundle_strategy?: 'sequential' | 'doc_balanced' | 'interleaved' | (string & {}) | undefined
  /** @default 3 */
  max_docs_per_bundle?: number | undefined
  /** @default 2 */
  max_artifacts_per_type?: number | undefined
  /** @default 7 */
  num_pairs?: number | undefined
  query_counts?: Readonly<Record<string, number>> | undefined
  reasoning_counts?: Readonly<Record<string, number>> | undefined
  /** @default 1 */
  min_hops?: number | undefined
  /** @default 3 */
  max_hops?: number | undefined
  /** @default 2 */
  min_complexity?: number | undefined
  /** @default 0.9 */
  similarity_threshold?: number | undefined
  max_parallel_requests_for_gen?: number | null | undefined
  /** @default 200 */
  buffer_size?: number | undefined
  /** @default 'never' */
  resume?: 'never' | 'always' | 'if_possible' | (string & {}) | undefined
  num_records?: number | null | undefined
  artifact_extraction_model: string
  qa_generation_model: string
  quality_judge_model: string
  embed_model: string
  hf_token_secret?: string | null | undefined
}

/** Data designer job config. */
export interface DataDesignerJobConfig {
  num_records: number
  config: DataDesignerConfig
}

/** Data designer step config. */
export interface DataDesignerStepConfig {
  job_config: DataDesignerJobConfig
  model_providers: DataDesignerModelProvider[]
  model_configs: ModelConfig[]
}

/** Data designer model provider. */
export interface DataDesignerModelProvider {
  name: string
  endpoint: string
  provider_type?: string
  api_key?: string | null
  extra_body?: Record<string, unknown> | null
  extra_headers?: Record<string, string> | null
}

/** Retrieval generate step config. */
export interface RetrievalGenerateStepConfig {
  job_config: RetrievalGenerateJobConfig
  model_providers: DataDesignerModelProvider[]
  chat_provider_name: string
  embed_provider_name: string
}

/** Retrieval prepare job config. */
export interface RetrievalPrepareJobConfig {
  sdg_input?: string | null | undefined
  /** @default 'generation_result.json' */
  generation_file?: string | undefined
  train_input_file?: string | null | undefined
  /** @default 'retrieval_sdg' */
  corpus_id?: string | undefined
  /** @default 7 */
  quality_threshold?: number | undefined
  /** @default 0.8 */
  train_ratio?: number | undefined
  /** @default 0 */
  val_ratio?: number | undefined
  /** @default 42 */
  seed?: number | undefined
  /** @default 5 */
  max_pos_docs?: number | undefined
  /** @default false */
  use_group_id_in_eval?: boolean | undefined
  /** @default 'random' */
  split_strategy?: 'random' | 'dedupped' | 'cluster' | (string & {}) | undefined
  /** @default false */
  enable_mining?: boolean | undefined
  /** @default 'nvidia/Nemotron-3-Embed-1B-BF16' */
  model?: string | undefined
  /** @default 5 */
  hard_negatives_to_mine?: number | undefined
  /** @default 0.95 */
  hard_neg_margin?: number | undefined
  /** @default 128 */
  mining_batch_size?: number | undefined
  /** @default 'query: ' */
  query_prefix?: string | undefined
  /** @default 'passage: ' */
  passage_prefix?: string | undefined
  /** @default 512 */
  query_max_length?: number | undefined
  /** @default 512 */
  passage_max_length?: number | undefined
  /** @default 'sdpa' */
  attn_implementation?: 'sdpa' | 'flash_attention_2' | 'eager' | (string & {}) | undefined
  /** @default true */
  add_bos_token?: boolean | null | undefined
  /** @default false */
  add_eos_token?: boolean | null | undefined
  /** @default 'nccl' */
  dist_backend?: string | undefined
  /** @default 30 */
  dist_timeout_minutes?: number | undefined
  mining?: RetrievalMiningOptions | undefined
  hf_token_secret?: string | null | undefined
}

/** Retrieval mining options. */
export interface RetrievalMiningOptions {
  /** @default 'perc' */
  hard_neg_margin_type?: 'perc' | 'abs' | (string & {}) | undefined
  /** @default 16 */
  query_embedding_batch_size?: number | undefined
  /** @default 16 */
  document_embedding_batch_size?: number | undefined
  /** @default 50000 */
  corpus_chunk_size?: number | undefined
  /** @default false */
  load_embeddings_from_cache?: boolean | undefined
  /** @default false */
  use_negatives_from_file?: boolean | undefined
}

/** Retrieval prepare step config. */
export interface RetrievalPrepareStepConfig {
  job_config: RetrievalPrepareJobConfig
  phase?: 'convert' | 'mine' | (string & {})
  model_fileset?: string | null
  model_trust_remote_code?: boolean
}

/** Retrieval run job config. */
export interface RetrievalRunJobConfig {
  generate: RetrievalGenerateJobConfig
  prepare?: RetrievalPrepareJobConfig | undefined
}

/** What makes one of these: Data sets. */
export type CreateJobRequest = PluginJobCreateParams<DataDesignerJobConfig>

/** Data sets. */
export type CreateJob = PluginJob<DataDesignerStepConfig>

/** What makes one of these: Questions and answers about documents. */
export type RetrievalGenerateJobRequest = PluginJobCreateParams<RetrievalGenerateJobConfig>

/** Questions and answers about documents. */
export type RetrievalGenerateJob = PluginJob<RetrievalGenerateStepConfig>

/** What makes one of these: Data sets for retrieval. */
export type RetrievalPrepareJobRequest = PluginJobCreateParams<RetrievalPrepareJobConfig>

/** Data sets for retrieval. */
export type RetrievalPrepareJob = PluginJob<RetrievalPrepareStepConfig>

/** What makes one of these: Data sets for retrieval, from documents to the end. */
export type RetrievalRunJobRequest = PluginJobCreateParams<RetrievalRunJobConfig>

/** Data sets for retrieval, from documents to the end. */
export type RetrievalRunJob = PluginJob<RetrievalRunJobConfig>

/** Params of `preview` of `DataDesigner`. */
export interface DataDesignerPreviewParams extends WorkspaceParams {
  config: DataDesignerConfig
  num_records?: number | null | undefined
}

/** Params of `retrievalPreview` of `DataDesigner`. */
export interface DataDesignerRetrievalPreviewParams extends WorkspaceParams {
  generate: RetrievalGenerateJobConfig
  /** @default 1 */
  num_records?: number | undefined
}
