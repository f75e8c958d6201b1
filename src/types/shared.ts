/** Wire types that several resources share. Generated from `api/`: `npm run generate`. */

/** Finetuning type. */
export type FinetuningType =
  | 'lora_merged'
  | 'all_weights'
  | 'last_layer'
  | 'top_layers'
  | 'gradual_unfreezing'
  | 'bias_only'
  | 'attention_only'
  | 'lora'
  | 'qlora'
  | 'adalora'
  | 'dora'
  | 'lora_plus'
  | 'prompt_tuning'
  | 'prefix_tuning'
  | 'p_tuning'
  | 'p_tuning_v2'
  | 'soft_prompt'
  | 'ppo'
  | 'dpo'
  | 'cdpo'
  | 'ipo'
  | 'orpo'
  | 'kto'
  | 'rrhf'
  | 'grpo'
  | (string & {})

/** Lora. */
export interface Lora {
  alpha?: number | null | undefined
  rank: number
}

/** Adapter. */
export interface Adapter {
  name: string
  workspace: string
  description?: string | null
  fileset: string
  finetuning_type: FinetuningType
  enabled?: boolean
  lora_config?: Lora | null
  model?: string | null
  created_at?: string
  updated_at?: string
}

/** Datetime filter. */
export interface DatetimeFilter {
  $gte?: string | Date | null | undefined
  $lte?: string | Date | null | undefined
}

/** Span status. */
export type SpanStatus = 'success' | 'error' | 'cancelled' | 'unknown' | (string & {})

/** Platform job log. */
export interface PlatformJobLog {
  timestamp: string
  job: string
  job_step: string
  job_task: string
  message: string
}

/** Tool call config. */
export interface ToolCallConfig {
  tool_call_parser?: string | null | undefined
  tool_call_plugin?: string | null | undefined
  auto_tool_choice?: boolean | null | undefined
}

/** Auth context. */
export interface AuthContext {
  principal_id: string
  principal_email?: string | null
  principal_groups?: string[]
  principal_on_behalf_of?: string | null
  principal_on_behalf_of_groups?: string[] | null
  principal_on_behalf_of_email?: string | null
}

/** Inference params. */
export interface InferenceParams {
  model?: string | null | undefined
  temperature?: number | null | undefined
  max_tokens?: number | null | undefined
  max_completion_tokens?: number | null | undefined
  top_p?: number | null | undefined
  stop?: readonly string[] | null | undefined
  [name: string]: unknown
}

/** Backend format. */
export type BackendFormat = 'OPENAI_CHAT' | 'ANTHROPIC_MESSAGES' | (string & {})
