// Generated from api/ by npm run generate. Do not edit.

/** Wire types that several resources share. */

/** Ways to train a model further. */
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

/** Settings of a LoRA adapter. */
export interface Lora {
  alpha?: number | null | undefined
  rank: number
}

/** An adapter of a model. */
export interface Adapter {
  name: string
  workspace: string
  description?: string | null
  /** Where its files are: `workspace/fileset`. */
  fileset: string
  /** How it was trained. */
  finetuning_type: FinetuningType
  /** Whether it may be used for inference. */
  enabled?: boolean
  /** Rank and alpha, if it is a LoRA adapter. */
  lora_config?: Lora | null
  /** The base model: `workspace/name`. */
  model?: string | null
  created_at?: string
  updated_at?: string
}

/** Conditions on a time. */
export interface DatetimeFilter {
  /** From this time on. */
  $gte?: string | Date | null | undefined
  /** Up to this time. */
  $lte?: string | Date | null | undefined
}

/** How a span, trace or session ended. */
export type SpanStatus = 'success' | 'error' | 'cancelled' | 'unknown' | (string & {})

/** A line of the log of a job. */
export interface PlatformJobLog {
  timestamp: string
  /** Name of the job. */
  job: string
  /** Name of the step. */
  job_step: string
  /** Name of the task. */
  job_task: string
  message: string
}

/** How a model calls tools. */
export interface ToolCallConfig {
  /** What reads the calls from its answer, for instance `hermes` or `llama3_json`. */
  tool_call_parser?: string | null | undefined
  /** A fileset with a parser of your own: `workspace/fileset`. */
  tool_call_plugin?: string | null | undefined
  /** Whether it may decide by itself to call a tool. */
  auto_tool_choice?: boolean | null | undefined
}

/** Who made something, so that the platform can later act for them. */
export interface AuthContext {
  /** Who it was. */
  principal_id: string
  principal_email?: string | null
  /** Groups that they belonged to. */
  principal_groups?: string[]
  /** For whom they did it, if for someone else. */
  principal_on_behalf_of?: string | null
  /** Groups that those belonged to. */
  principal_on_behalf_of_groups?: string[] | null
  principal_on_behalf_of_email?: string | null
  /** @since 0.7 */
  principal_account_id?: string | null
  /** @since 0.7 */
  principal_authz_aliases?: string[]
  /** @since 0.7 */
  principal_on_behalf_of_account_id?: string | null
  /** @since 0.7 */
  principal_on_behalf_of_authz_aliases?: string[]
}

/** Settings for requests to a model; other fields go to the model as they are. */
export interface InferenceParams {
  model?: string | null | undefined
  /** How free the choice of words is: from 0 to 2. */
  temperature?: number | null | undefined
  /** Longest answer, in tokens. */
  max_tokens?: number | null | undefined
  /** Longest answer with the thinking before it, in tokens. */
  max_completion_tokens?: number | null | undefined
  /** Choose only among the likeliest tokens whose chances add up to this: from 0 to 1. */
  top_p?: number | null | undefined
  /** Texts at which to stop. */
  stop?: readonly string[] | null | undefined
  [name: string]: unknown
}

/** What API a model talks. */
export type BackendFormat = 'OPENAI_CHAT' | 'ANTHROPIC_MESSAGES' | (string & {})
