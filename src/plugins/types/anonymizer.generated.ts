// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `anonymizer`. */

import type { PluginJob, PluginJobCreateParams, WorkspaceParams } from '../../types/index.ts'
import type { ModelConfig } from './shared.generated.ts'

/** Anonymizer config. */
export interface AnonymizerConfig {
  detect?: Detect | undefined
  replace?: Annotate | Redact | Hash | Substitute | null | undefined
  rewrite?: Rewrite | null | undefined
  /** @default true */
  emit_telemetry?: boolean | undefined
}

/** Detect. */
export interface Detect {
  entity_labels?: readonly string[] | null | undefined
  /** @default 0.3 */
  gliner_threshold?: number | undefined
  /** @default 100 */
  validation_max_entities_per_call?: number | undefined
  /** @default 500 */
  validation_excerpt_window_chars?: number | undefined
  /** @since 0.7 */
  excluded_entity_labels?: readonly string[] | null | undefined
}

/** Annotate. */
export interface Annotate {
  /** @default '<{text}, {label}>' */
  format_template?: string | undefined
}

/** Redact. */
export interface Redact {
  /** @default '[REDACTED_{label}]' */
  format_template?: string | undefined
  /** @default true */
  normalize_label?: boolean | undefined
}

/** Hash. */
export interface Hash {
  /** @default 'sha256' */
  algorithm?: 'sha256' | 'sha1' | 'md5' | (string & {}) | undefined
  /** @default 12 */
  digest_length?: number | undefined
  /** @default '<HASH_{label}_{digest}>' */
  format_template?: string | undefined
}

/** Substitute. */
export interface Substitute {
  instructions?: string | null | undefined
}

/** Rewrite. */
export interface Rewrite {
  privacy_goal?: PrivacyGoal | null | undefined
  instructions?: string | null | undefined
  /** @default 'low' */
  risk_tolerance?: RiskTolerance | undefined
  /** @default 3 */
  max_repair_iterations?: number | undefined
  /** @default false */
  strict_entity_protection?: boolean | undefined
  /** @default false @since 0.7 */
  use_combined_graph?: boolean | undefined
}

/** Privacy goal. */
export interface PrivacyGoal {
  protect: string
  preserve: string
}

/** Risk tolerance. */
export type RiskTolerance = 'minimal' | 'low' | 'moderate' | 'high' | (string & {})

/** Anonymizer input spec. */
export interface AnonymizerInputSpec {
  source: string
  /** @default 'text' */
  text_column?: string | undefined
  id_column?: string | null | undefined
  data_summary?: string | null | undefined
}

/** Selected models overrides. */
export interface SelectedModelsOverrides {
  detection?: Readonly<Record<string, string | readonly string[]>> | null | undefined
  replace?: Readonly<Record<string, string>> | null | undefined
  rewrite?: Readonly<Record<string, string>> | null | undefined
}

/** Log frame. */
export interface LogFrame {
  kind: 'log'
  level: 'debug' | 'info' | 'warning' | 'error' | (string & {})
  message: string
}

/** Preview dataset frame. */
export interface PreviewDatasetFrame {
  kind: 'preview_dataset'
  records: Record<string, unknown>[]
}

/** Trace dataset frame. */
export interface TraceDatasetFrame {
  kind: 'trace_dataset'
  records: Record<string, unknown>[]
  original_text_column?: string | null
}

/** Failed records frame. */
export interface FailedRecordsFrame {
  kind: 'failed_records'
  records: Record<string, unknown>[]
}

/** Heartbeat frame. */
export interface HeartbeatFrame {
  kind: 'heartbeat'
}

/** Done frame. */
export interface DoneFrame {
  kind: 'done'
}

/** Error frame. */
export interface ErrorFrame {
  kind: 'error'
  message: string
  details?: Record<string, unknown> | null
}

/** Model download frame. */
export interface ModelDownloadFrame {
  kind: 'model_download'
  status: 'started' | 'complete' | (string & {})
  message: string
}

/** Entity labels response. */
export interface EntityLabelsResponse {
  data: string[]
}

/** Anonymizer request. */
export interface AnonymizerRequest {
  config: AnonymizerConfig
  data: AnonymizerInputSpec
  model_configs?: readonly ModelConfig[] | null | undefined
  selected_models?: SelectedModelsOverrides | null | undefined
}

/** Anonymizer step config. */
export interface AnonymizerStepConfig {
  request: AnonymizerRequest
  model_configs_yaml: string
  dd_model_providers: Record<string, unknown>[]
}

/** What makes one of these: Anonymized data sets. */
export type RunJobRequest = PluginJobCreateParams<AnonymizerRequest>

/** Anonymized data sets. */
export type RunJob = PluginJob<AnonymizerStepConfig>

/** Params of `preview` of `Anonymizer`. */
export interface AnonymizerPreviewParams extends WorkspaceParams {
  config: AnonymizerConfig
  data: AnonymizerInputSpec
  model_configs?: readonly ModelConfig[] | null | undefined
  selected_models?: SelectedModelsOverrides | null | undefined
  /** @default 10 */
  num_records?: number | undefined
}
