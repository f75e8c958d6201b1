// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `models`. */

import type { ListParams, StringFilter } from './common.ts'
import type {
  Adapter,
  BackendFormat,
  DatetimeFilter,
  FinetuningType,
  InferenceParams,
  Lora,
  ToolCallConfig,
} from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Size and architecture of a model. */
export interface ModelSpec {
  /** How many tokens it can look at. */
  context_size?: number | null | undefined
  /** Tokens that prompt tuning has put in front. */
  num_virtual_tokens?: number | null | undefined
  /** Whether it is made for conversations. */
  is_chat?: boolean | null | undefined
  /** What it gives: text, an embedding, or a score for a pair of texts. @default 'unknown' */
  head_type?: 'causal_lm' | 'embedding' | 'cross_encoder' | 'unknown' | (string & {}) | undefined
  /** @deprecated Use `head_type`. @default false */
  is_embedding_model?: boolean | undefined
  /** Name or path that the weights came from. */
  checkpoint_model_name: string
  /** Architecture, for instance `llama`. */
  family: string
  num_layers: number
  hidden_size: number
  num_attention_heads: number
  /** Attention heads for keys and values. */
  num_kv_heads: number
  /** Width inside the feed-forward layers. */
  ffn_hidden_size: number
  /** How many tokens it knows. */
  vocab_size: number
  /** Whether input and output share their embeddings. */
  tied_embeddings: boolean
  /** Whether the feed-forward layers have a gate. */
  gated_mlp: boolean
  /** How many parameters it has. */
  base_num_parameters: number
  /** Type of its numbers, for instance `bfloat16`. */
  precision: string
  /** Its experts, if it has any. */
  moe_config?: MoEConfig | null | undefined
  /** Its Mamba layers, if it has any. */
  mamba_config?: MambaConfig | null | undefined
  /** Its sliding window, if it has one. */
  sliding_window_config?: SlidingWindowConfig | null | undefined
  /** Its linear layers; only with `verbose`. */
  linear_layers?: readonly LinearLayerSpec[] | null | undefined
  /** Jinja template that makes text of a conversation. Null: that of its tokenizer. */
  chat_template?: string | null | undefined
  /** How it calls tools. */
  tool_call_config?: ToolCallConfig | null | undefined
  /** GPUs that training all weights takes at least. */
  minimum_gpus_all_weights?: number | null | undefined
  /** GPUs that training a LoRA adapter takes at least. */
  minimum_gpus_lora?: number | null | undefined
}

/** The experts of a mixture-of-experts model. */
export interface MoEConfig {
  /** How many experts a layer has, without the shared ones. */
  num_experts: number
  /** How many of them each token uses. */
  num_experts_per_tok: number
  /** How many layers have experts. */
  num_expert_layers: number
  /** Width inside an expert, if it differs. */
  expert_ffn_size?: number | null | undefined
  /** How many experts each token uses besides. @default 0 */
  num_shared_experts?: number | undefined
}

/** The Mamba layers of a model. */
export interface MambaConfig {
  /** Whether it has attention layers too. */
  is_hybrid: boolean
  num_mamba_layers: number
  /** @default 0 */
  num_attention_layers?: number | undefined
  /** @default 0 */
  num_mlp_layers?: number | undefined
  /** Size of the state. @default 16 */
  state_size?: number | undefined
  /** Width of the convolution. @default 4 */
  conv_kernel?: number | undefined
}

/** The sliding window of a model's attention. */
export interface SlidingWindowConfig {
  /** How many tokens back it looks. */
  window_size: number
}

/** A linear layer of a model. */
export interface LinearLayerSpec {
  /** For instance `model.layers.0.self_attn.q_proj`. */
  name: string
  /** Width of the input. */
  in_features: number
  /** Width of the output. */
  out_features: number
}

/** Where a model can be reached that runs elsewhere. */
export interface APIEndpointData {
  url?: string | null | undefined
  /** Name of the model there. */
  model_id?: string | null | undefined
  api_key?: string | null | undefined
  /** What API it talks there, for instance `openai`. */
  format?: string | null | undefined
}

/** A system prompt and settings that make a model out of another one. */
export interface PromptData {
  system_prompt?: string | null | undefined
  /** Examples for the prompt. */
  icl_few_shot_examples?: string | null | undefined
  /** Temperature and the like. */
  inference_params?: InferenceParams | null | undefined
  /** Template of the prompt; `icl_few_shot_examples` in double braces stands for the examples. */
  system_prompt_template?: string | null | undefined
}

/** A model. */
export interface ModelEntity {
  id: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  /** Size and architecture. The list of layers comes only with `verbose`. */
  spec?: ModelSpec | null
  /** How it was trained, if it was made from another model. */
  finetuning_type?: FinetuningType | null
  /** Where its weights are: `workspace/fileset`. */
  fileset?: string | null
  /** Whether code that comes with its files may run. */
  trust_remote_code?: boolean
  /** The model that it was made from. */
  base_model?: string | null
  /** Where it can be reached, if it runs elsewhere. */
  api_endpoint?: APIEndpointData | null
  /** What API it talks. */
  backend_format?: BackendFormat | null
  /** Adapters of it. */
  adapters?: Adapter[] | null
  /** System prompt and settings that make it what it is. */
  prompt?: PromptData | null
  custom_fields?: Record<string, unknown>
  /** Who it belongs to, in fields of your own. */
  ownership?: Record<string, unknown> | null
  /** Providers that serve it, each as `workspace/name`. */
  model_providers?: string[]
}

/** Order of a list of models; with `-` in front, descending. */
export type ModelEntitySortField =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Which models to list. */
export interface ModelEntityFilter {
  name?: StringFilter | string | null | undefined
  project?: string | null | undefined
  workspace?: string | null | undefined
  /** The model that they were made from, or whether there is one. */
  base_model?: BaseModelFilter | boolean | string | null | undefined
  /** Whether they have adapters, or of which kind. */
  adapters?: FinetuningTypeFilter | boolean | null | undefined
  /** How they were trained, or whether they were. */
  finetuning_type?: FinetuningType | boolean | null | undefined
  /** Whether they have a prompt. */
  prompt?: boolean | null | undefined
  /** Whether they are deployed so that LoRA adapters can be used. */
  lora_enabled?: boolean | null | undefined
  description?: StringFilter | string | null | undefined
  /** Where their weights are, or whether they have any. */
  fileset?: boolean | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** @since 0.8 */
  family?: StringFilter | string | null | undefined
  /** @since 0.8 */
  model_providers?: string | null | undefined
}

/** Which base models. */
export interface BaseModelFilter {
  name?: StringFilter | string | null | undefined
}

/** Which kinds of fine-tuning. */
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
  /** Include the list of layers in `spec`. @default false */
  verbose?: boolean | undefined
  filter?: ModelEntityFilter | string | undefined
  /** Models per page. @default 100 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `Models`. */
export interface ModelRetrieveParams extends WorkspaceParams {
  /** Include the list of layers in `spec`. @default false */
  verbose?: boolean | undefined
}

/** Params of `update` of `Models`. */
export interface ModelUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  /** Size and architecture. */
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
  /** Give back the list of layers in `spec` too. @default false */
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
