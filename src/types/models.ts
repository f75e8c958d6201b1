/** Wire types of `models`. Generated from `api/`: `npm run generate`. */

import type { ListParams, StringFilter } from './common.ts'
import type {
  Adapter,
  BackendFormat,
  DatetimeFilter,
  FinetuningType,
  InferenceParams,
  Lora,
  ToolCallConfig,
} from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Model spec. */
export interface ModelSpec {
  context_size?: number | null | undefined
  num_virtual_tokens?: number | null | undefined
  is_chat?: boolean | null | undefined
  /** @default 'unknown' */
  head_type?: 'causal_lm' | 'embedding' | 'cross_encoder' | 'unknown' | (string & {}) | undefined
  /** @default false @deprecated */
  is_embedding_model?: boolean | undefined
  checkpoint_model_name: string
  family: string
  num_layers: number
  hidden_size: number
  num_attention_heads: number
  num_kv_heads: number
  ffn_hidden_size: number
  vocab_size: number
  tied_embeddings: boolean
  gated_mlp: boolean
  base_num_parameters: number
  precision: string
  moe_config?: MoEConfig | null | undefined
  mamba_config?: MambaConfig | null | undefined
  sliding_window_config?: SlidingWindowConfig | null | undefined
  linear_layers?: readonly LinearLayerSpec[] | null | undefined
  chat_template?: string | null | undefined
  tool_call_config?: ToolCallConfig | null | undefined
  minimum_gpus_all_weights?: number | null | undefined
  minimum_gpus_lora?: number | null | undefined
}

/** Mo EConfig. */
export interface MoEConfig {
  num_experts: number
  num_experts_per_tok: number
  num_expert_layers: number
  expert_ffn_size?: number | null | undefined
  /** @default 0 */
  num_shared_experts?: number | undefined
}

/** Mamba config. */
export interface MambaConfig {
  is_hybrid: boolean
  num_mamba_layers: number
  /** @default 0 */
  num_attention_layers?: number | undefined
  /** @default 0 */
  num_mlp_layers?: number | undefined
  /** @default 16 */
  state_size?: number | undefined
  /** @default 4 */
  conv_kernel?: number | undefined
}

/** Sliding window config. */
export interface SlidingWindowConfig {
  window_size: number
}

/** Linear layer spec. */
export interface LinearLayerSpec {
  name: string
  in_features: number
  out_features: number
}

/** APIEndpoint data. */
export interface APIEndpointData {
  url?: string | null | undefined
  model_id?: string | null | undefined
  api_key?: string | null | undefined
  format?: string | null | undefined
}

/** Prompt data. */
export interface PromptData {
  system_prompt?: string | null | undefined
  icl_few_shot_examples?: string | null | undefined
  inference_params?: InferenceParams | null | undefined
  system_prompt_template?: string | null | undefined
}

/** Model entity. */
export interface ModelEntity {
  id: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  spec?: ModelSpec | null
  finetuning_type?: FinetuningType | null
  fileset?: string | null
  trust_remote_code?: boolean
  base_model?: string | null
  api_endpoint?: APIEndpointData | null
  backend_format?: BackendFormat | null
  adapters?: Adapter[] | null
  prompt?: PromptData | null
  custom_fields?: Record<string, unknown>
  ownership?: Record<string, unknown> | null
  model_providers?: string[]
}

/** Model entity sort field. */
export type ModelEntitySortField =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Model entity filter. */
export interface ModelEntityFilter {
  name?: StringFilter | string | null | undefined
  project?: string | null | undefined
  workspace?: string | null | undefined
  base_model?: BaseModelFilter | boolean | string | null | undefined
  adapters?: FinetuningTypeFilter | boolean | null | undefined
  finetuning_type?: FinetuningType | boolean | null | undefined
  prompt?: boolean | null | undefined
  lora_enabled?: boolean | null | undefined
  description?: StringFilter | string | null | undefined
  fileset?: boolean | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Base model filter. */
export interface BaseModelFilter {
  name?: StringFilter | string | null | undefined
}

/** Finetuning type filter. */
export interface FinetuningTypeFilter {
  finetuning_type?: FinetuningType | null | undefined
}

/** Params of `create` of `Models`. */
export interface ModelCreateParams extends WorkspaceParams {
  name: string
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** Size and architecture. Left out, the platform reads them from the files. */
  spec?: ModelSpec | null | undefined
  /** How it was trained, if it was made from another model. */
  finetuning_type?: FinetuningType | null | undefined
  /** Where its weights are: `workspace/fileset`. */
  fileset?: string | null | undefined
  /** The model that it was made from: `workspace/name`. */
  base_model?: string | null | undefined
  /** Where it can be reached, if it runs elsewhere. */
  api_endpoint?: APIEndpointData | null | undefined
  /** What API it talks. */
  backend_format?: BackendFormat | null | undefined
  /** System prompt and settings that make it what it is, if it is a model with a prompt. */
  prompt?: PromptData | null | undefined
  custom_fields?: Readonly<Record<string, unknown>> | null | undefined
  /** Who it belongs to, in fields of your own. */
  ownership?: Readonly<Record<string, unknown>> | null | undefined
  /** Providers that serve it, each as `workspace/name`. */
  model_providers?: readonly string[] | null | undefined
  /**
   * Run code that comes with its files. Only for administrators, or if the source of the fileset is approved by
   * the platform. @default false
   */
  trust_remote_code?: boolean | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Models`. */
export interface ModelListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: ModelEntitySortField | undefined
  /** Include all of `spec`, also the list of layers. @default false */
  verbose?: boolean | undefined
  filter?: ModelEntityFilter | string | undefined
  /** Models per page. @default 100 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `Models`. */
export interface ModelRetrieveParams extends WorkspaceParams {
  /** Include all of `spec`, also the list of layers. @default false */
  verbose?: boolean | undefined
}

/** Params of `update` of `Models`. */
export interface ModelUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  /** Size and architecture. Left out, the platform reads them from the files. */
  spec?: ModelSpec | null | undefined
  /** Where its weights are: `workspace/fileset`. */
  fileset?: string | null | undefined
  /** How it was trained, if it was made from another model. */
  finetuning_type?: FinetuningType | null | undefined
  /** The model that it was made from: `workspace/name`. */
  base_model?: string | null | undefined
  /** Where it can be reached, if it runs elsewhere. */
  api_endpoint?: APIEndpointData | null | undefined
  /** What API it talks. */
  backend_format?: BackendFormat | null | undefined
  /** System prompt and settings that make it what it is, if it is a model with a prompt. */
  prompt?: PromptData | null | undefined
  custom_fields?: Readonly<Record<string, unknown>> | null | undefined
  /** Who it belongs to, in fields of your own. */
  ownership?: Readonly<Record<string, unknown>> | null | undefined
  /** Providers that serve it, each as `workspace/name`. */
  model_providers?: readonly string[] | null | undefined
  /**
   * Run code that comes with its files. Only for administrators, or if the source of the fileset is approved by
   * the platform.
   */
  trust_remote_code?: boolean | null | undefined
  /** Give back all of `spec`, also the list of layers. @default false */
  verbose?: boolean | undefined
}

/** Params of `create` of `ModelAdapters`. */
export interface ModelAdapterCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  /** Where the files of the adapter are: `workspace/fileset`. */
  fileset: string
  /** How it was trained. */
  finetuning_type: FinetuningType
  /** Whether it may be used for inference. @default true */
  enabled?: boolean | undefined
  /** Rank and alpha, for a LoRA adapter. */
  lora_config?: Lora | null | undefined
}

/** Params of `update` of `ModelAdapters`. */
export interface ModelAdapterUpdateParams extends WorkspaceParams {
  /** Name of the base model. */
  model_name: string
  description?: string | null | undefined
  /** Whether it may be used for inference. */
  enabled?: boolean | null | undefined
  /** Where its files are from now on: `workspace/fileset`. */
  fileset?: string | null | undefined
}

/** Params of `delete` of `ModelAdapters`. */
export interface ModelAdapterDeleteParams extends WorkspaceParams {
  /** Name of the base model. */
  model_name: string
}
