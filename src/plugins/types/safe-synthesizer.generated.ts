// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `safe_synthesizer`. */

import type { PluginJob, PluginJobCreateParams } from '../../types/index.ts'

/** Safe synthesizer job config. */
export interface SafeSynthesizerJobConfig {
  data_source: string
  config: SafeSynthesizerParameters
  hf_token_secret?: string | null | undefined
  pretrained_model_job?: string | null | undefined
}

/** Safe synthesizer parameters. */
export interface SafeSynthesizerParameters {
  data?: DataParameters | undefined
  evaluation?: EvaluationParameters | undefined
  training?: TrainingHyperparams | undefined
  generation?: GenerateParameters | undefined
  privacy?: DifferentialPrivacyHyperparams | null | undefined
  time_series?: TimeSeriesParameters | undefined
  replace_pii?: PiiReplacerConfig | null | undefined
  preflight?: PreflightParameters | undefined
  emit_telemetry?: boolean | undefined
  /** @default true */
  enable_synthesis?: boolean | undefined
  /** @default true */
  enable_replace_pii?: boolean | undefined
  /** @default 'reject' @since 0.7 */
  unknown_fields?: 'ignore' | 'reject' | (string & {}) | undefined
}

/** Data parameters. */
export interface DataParameters {
  group_training_examples_by?: string | null | undefined
  order_training_examples_by?: string | null | undefined
  /** @default 'auto' */
  max_sequences_per_example?: 'auto' | number | null | undefined
  /** @default 0.05 */
  holdout?: number | undefined
  /** @default 2000 */
  max_holdout?: number | undefined
  random_state?: number | null | undefined
}

/** Evaluation parameters. */
export interface EvaluationParameters {
  /** @default true */
  mia_enabled?: boolean | undefined
  /** @default true */
  aia_enabled?: boolean | undefined
  /** @default 250 */
  sqs_report_columns?: number | undefined
  /** @default 5000 */
  sqs_report_rows?: number | undefined
  mandatory_columns?: number | null | undefined
  /** @default true */
  enabled?: boolean | undefined
  /** @default 3 */
  quasi_identifier_count?: number | undefined
  /** @default true */
  pii_replay_enabled?: boolean | undefined
  pii_replay_entities?: readonly string[] | null | undefined
  pii_replay_columns?: readonly string[] | null | undefined
}

/** Training hyperparams. */
export interface TrainingHyperparams {
  /** @default 'auto' */
  num_input_records_to_sample?: 'auto' | number | undefined
  /** @default 1 */
  batch_size?: number | undefined
  /** @default 8 */
  gradient_accumulation_steps?: number | undefined
  /** @default 0.01 */
  weight_decay?: number | undefined
  /** @default 0.05 */
  warmup_ratio?: unknown | undefined
  /** @default 'cosine' */
  lr_scheduler?: string | undefined
  /** @default 'auto' */
  learning_rate?: 'auto' | number | undefined
  /** @default 32 */
  lora_r?: number | undefined
  /** @default 1 */
  lora_alpha_over_r?: number | undefined
  lora_target_modules?: readonly string[] | undefined
  /** @default 'auto' */
  rope_scaling_factor?: 'auto' | number | null | undefined
  /** @default 0 */
  validation_ratio?: number | undefined
  /** @default 15 */
  validation_steps?: number | undefined
  /** @default 'HuggingFaceTB/SmolLM3-3B' */
  pretrained_model?: string | undefined
  /** @default false */
  quantize_model?: boolean | undefined
  /** @default 8 @deprecated */
  quantization_bits?: 4 | 8 | undefined
  quantization_scheme?: QuantizationScheme | null | undefined
  /** @default 'QLORA' */
  peft_implementation?: string | undefined
  /** @default 0.8 */
  max_vram_fraction?: number | undefined
  /** @default 'sdpa' */
  attn_implementation?: string | undefined
  /** @default 0.05 @since 0.7 */
  warmup_steps?: number | undefined
}

/** Quantization scheme. */
export type QuantizationScheme = 'bnb-4bit' | 'bnb-8bit' | 'fp8' | 'nvfp4' | 'mxfp4' | (string & {})

/** Generate parameters. */
export interface GenerateParameters {
  /** @default 1000 */
  num_records?: number | undefined
  /** @default 0.9 */
  temperature?: number | undefined
  /** @default 1 */
  repetition_penalty?: number | undefined
  /** @default 1 */
  top_p?: number | undefined
  /** @default 3 */
  patience?: number | undefined
  /** @default 0.8 */
  invalid_fraction_threshold?: number | undefined
  structured_generation?: StructuredGenerationParameters | undefined
  /** @default false */
  enforce_timeseries_fidelity?: boolean | undefined
  validation?: ValidationParameters | undefined
  /** @default 'auto' */
  attention_backend?: string | null | undefined
  /** @default 1.2 @since 0.7 */
  max_tokens_multiplier?: number | undefined
}

/** Structured generation parameters. */
export interface StructuredGenerationParameters {
  /** @default false */
  enabled?: boolean | undefined
  /** @default 'auto' */
  backend?: 'auto' | 'xgrammar' | 'guidance' | 'outlines' | 'lm-format-enforcer' | (string & {}) | undefined
  /** @default 'auto' */
  schema_method?: 'auto' | 'regex' | 'json_schema' | 'structural_tag' | (string & {}) | undefined
  /** @default false */
  use_single_sequence?: boolean | undefined
  /** @since 0.7 */
  max_records_per_sequence?: number | null | undefined
}

/** Validation parameters. */
export interface ValidationParameters {
  /** @default false */
  group_by_accept_no_delineator?: boolean | undefined
  /** @default false */
  group_by_ignore_invalid_records?: boolean | undefined
  /** @default false */
  group_by_fix_non_unique_value?: boolean | undefined
  /** @default false */
  group_by_fix_unordered_records?: boolean | undefined
  /** @default true @since 0.7 */
  enforce_numeric_range?: boolean | undefined
}

/** Differential privacy hyperparams. */
export interface DifferentialPrivacyHyperparams {
  /** @default false */
  dp_enabled?: boolean | undefined
  /** @default 8 */
  epsilon?: number | undefined
  /** @default 'auto' */
  delta?: 'auto' | number | undefined
  /** @default 1 */
  per_sample_max_grad_norm?: number | undefined
}

/** Time series parameters. */
export interface TimeSeriesParameters {
  /** @default false */
  is_timeseries?: boolean | undefined
  timestamp_column?: string | null | undefined
  timestamp_interval_seconds?: number | null | undefined
  timestamp_format?: string | null | undefined
  start_timestamp?: string | number | null | undefined
  stop_timestamp?: string | number | null | undefined
}

/** Pii replacer config. */
export interface PiiReplacerConfig {
  globals?: Globals | undefined
  steps: readonly StepDefinition[]
}

/** Globals. */
export interface Globals {
  locales?: readonly string[] | null | undefined
  seed?: number | null | undefined
  classify?: ClassifyConfig | undefined
  ner?: NERConfig | undefined
  lock_columns?: readonly string[] | null | undefined
}

/** Classify config. */
export interface ClassifyConfig {
  enable_classify?: boolean | null | undefined
  entities?: readonly string[] | null | undefined
  /** @default 3 */
  num_samples?: number | null | undefined
  classify_model_provider?: string | null | undefined
}

/** NERConfig. */
export interface NERConfig {
  /** @default 0.3 */
  ner_threshold?: number | undefined
  /** @default false */
  enable_regexps?: boolean | undefined
  gliner?: GlinerConfig | undefined
  ner_entities?: readonly string[] | null | undefined
}

/** Gliner config. */
export interface GlinerConfig {
  /** @default true */
  enable_gliner?: boolean | undefined
  /** @default true */
  enable_batch_mode?: boolean | undefined
  /** @default 8 */
  batch_size?: number | undefined
  /** @default 512 */
  chunk_length?: number | undefined
  /** @default 'nvidia/gliner-PII' */
  gliner_model?: string | undefined
}

/** Step definition. */
export interface StepDefinition {
  vars?:
    | Readonly<Record<string, string | Readonly<Record<string, unknown>> | readonly unknown[]>>
    | null
    | undefined
  columns?: ColumnActions | null | undefined
  rows?: RowActions | null | undefined
}

/** Column actions. */
export interface ColumnActions {
  add?: readonly Column[] | null | undefined
  drop?: readonly Column[] | null | undefined
  rename?: readonly Column[] | null | undefined
}

/** Column. */
export interface Column {
  name?: string | null | undefined
  position?: number | readonly number[] | null | undefined
  condition?: string | null | undefined
  value?: string | null | undefined
  entity?: string | readonly string[] | null | undefined
  type?: string | readonly string[] | null | undefined
}

/** Row actions. */
export interface RowActions {
  drop?: readonly Row[] | null | undefined
  update?: readonly Row[] | null | undefined
}

/** Row. */
export interface Row {
  name?: string | readonly string[] | null | undefined
  condition?: string | null | undefined
  foreach?: string | null | undefined
  value?: string | null | undefined
  entity?: string | readonly string[] | null | undefined
  type?: string | readonly string[] | null | undefined
  fallback_value?: string | null | undefined
  description?: string | null | undefined
}

/** Preflight parameters. */
export interface PreflightParameters {
  disabled_checks?: readonly string[] | undefined
}

/** What makes one of these: Synthetic data sets. */
export type GenerateJobRequest = PluginJobCreateParams<SafeSynthesizerJobConfig>

/** Synthetic data sets. */
export type GenerateJob = PluginJob<SafeSynthesizerJobConfig>
