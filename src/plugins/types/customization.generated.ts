// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `customization`. */

import type {
  ListParams,
  PluginJob,
  PluginJobCreateParams,
  SecretRef,
  WorkspaceParams,
} from '../../types/index.ts'

/** Automodel job input. */
export interface AutomodelJobInput {
  name?: string | null | undefined
  model: string
  dataset: AutomodelDatasetSpec
  training: AutomodelTrainingSpec
  schedule?: AutomodelScheduleSpec | undefined
  batch?: AutomodelBatchSpec | undefined
  optimizer?: AutomodelOptimizerSpec | undefined
  parallelism?: AutomodelParallelismSpec | undefined
  output?: AutomodelOutputRequest | null | undefined
  integrations?: IntegrationsSpec | null | undefined
  /** @since 0.7 */
  deployment_config?: string | UnslothDeploymentParams | null | undefined
}

/** Automodel dataset spec. */
export interface AutomodelDatasetSpec {
  training: string
  validation?: string | null | undefined
  prompt_template?: string | null | undefined
  /** @default true @since 0.7 */
  shuffle?: boolean | undefined
}

/** Automodel training spec. */
export interface AutomodelTrainingSpec {
  /** @default 'sft' */
  training_type?: 'sft' | 'distillation' | (string & {}) | undefined
  /** @default 'auto' */
  recipe?: 'auto' | 'sft' | 'bi_encoder' | 'cross_encoder' | (string & {}) | undefined
  /** @default 'lora' */
  finetuning_type?: 'lora' | 'all_weights' | 'lora_merged' | (string & {}) | undefined
  lora?: AutomodelLoRAParams | null | undefined
  /** @default 2048 */
  max_seq_length?: number | undefined
  precision?: 'bf16' | 'fp16' | 'fp32' | 'fp8' | (string & {}) | null | undefined
  /** @default 'sdpa' */
  attn_implementation?: 'sdpa' | 'flash_attention_2' | 'eager' | (string & {}) | undefined
  execution_profile?: string | null | undefined
  teacher_model?: string | null | undefined
  /** @default 0.5 */
  distillation_ratio?: number | undefined
  /** @default 1 */
  distillation_temperature?: number | undefined
  /** @default 'bf16' */
  teacher_precision?: 'bf16' | 'fp16' | 'fp32' | (string & {}) | undefined
  /** @default false */
  offload_teacher?: boolean | undefined
  retrieval?: AutomodelRetrievalSpec | null | undefined
  /** @default false @since 0.7 */
  activation_checkpointing?: boolean | undefined
  /** @since 0.7 */
  mtp?: AutomodelMTPSpec | null | undefined
  /** @since 0.7 */
  backend?: AutomodelBackendSpec | null | undefined
}

/** Automodel lo RAParams. */
export interface AutomodelLoRAParams {
  /** @default 16 */
  rank?: number | undefined
  /** @default 32 */
  alpha?: number | undefined
  /** @default 0 */
  dropout?: number | undefined
  /** @default false */
  merge?: boolean | undefined
  target_modules?: readonly string[] | null | undefined
  exclude_modules?: readonly string[] | null | undefined
  /** @default true */
  use_triton?: boolean | undefined
  /** @since 0.7 */
  use_memory_efficient_lora?: boolean | null | undefined
}

/** Automodel retrieval spec. */
export interface AutomodelRetrievalSpec {
  /** @default 5 */
  train_n_passages?: number | undefined
  eval_negative_size?: number | null | undefined
  /** @default false */
  do_gradient_checkpointing?: boolean | undefined
  /** @default false */
  do_distributed_inbatch_negative?: boolean | undefined
  /** @default 512 */
  query_max_length?: number | undefined
  /** @default 512 */
  passage_max_length?: number | undefined
  /** @default 'query: ' */
  query_prefix?: string | undefined
  /** @default 'passage: ' */
  passage_prefix?: string | undefined
  export?: AutomodelExportSpec | null | undefined
}

/** Automodel export spec. */
export interface AutomodelExportSpec {
  /** @default 'onnx' */
  primary?: 'onnx' | 'hf' | (string & {}) | undefined
  /** @default 17 */
  opset?: number | undefined
  /** @default 'fp16' */
  precision?: 'fp32' | 'fp16' | (string & {}) | undefined
  /** @default 'eager' */
  attn_implementation?: 'eager' | 'sdpa' | 'flash_attention_2' | (string & {}) | undefined
  /** @default 'avg' */
  pooling?: 'avg' | 'cls' | 'last' | (string & {}) | undefined
  /** @default true */
  normalize?: boolean | undefined
  /** @default false */
  dimensions?: boolean | undefined
}

/** Automodel MTPSpec. */
export interface AutomodelMTPSpec {
  num_nextn_predict_layers?: number | null | undefined
  use_repeated_layer?: boolean | null | undefined
  loss_scaling_factor?: number | null | undefined
}

/** Automodel backend spec. */
export interface AutomodelBackendSpec {
  attn?: 'te' | 'sdpa' | 'flex' | 'eager' | 'tilelang' | (string & {}) | null | undefined
  linear?: 'torch' | 'te' | 'quack' | (string & {}) | null | undefined
  rms_norm?: 'torch' | 'torch_fp32' | 'te' | 'quack' | (string & {}) | null | undefined
  rope?: 'torch' | 'quack' | (string & {}) | null | undefined
  rope_fusion?: boolean | null | undefined
  experts?: 'torch' | 'te' | 'gmm' | 'torch_mm' | 'torch_mm_mxfp8' | (string & {}) | null | undefined
  dispatcher?: 'torch' | 'deepep' | 'hybridep' | 'uccl_ep' | (string & {}) | null | undefined
  fake_balanced_gate?: boolean | null | undefined
  enable_hf_state_dict_adapter?: boolean | null | undefined
  enable_fsdp_optimizations?: boolean | null | undefined
}

/** Automodel schedule spec. */
export interface AutomodelScheduleSpec {
  /** @default 1 */
  epochs?: number | undefined
  max_steps?: number | null | undefined
  val_check_interval?: number | null | undefined
  /** @default 0.1 */
  validation_split?: number | null | undefined
  /** @default 'best' */
  checkpoint_selection?: 'best' | 'last' | 'both' | (string & {}) | undefined
  seed?: number | null | undefined
  progress_reporting?: ProgressReportingConfig | undefined
}

/** Progress reporting config. */
export interface ProgressReportingConfig {
  /** @default 10 */
  min_report_interval_seconds?: number | undefined
  time_series_metrics?: readonly string[] | null | undefined
}

/** Automodel batch spec. */
export interface AutomodelBatchSpec {
  /** @default 8 */
  global_batch_size?: number | undefined
  /** @default 1 */
  micro_batch_size?: number | undefined
  /** @default false */
  sequence_packing?: boolean | undefined
  /** @default 1000 */
  sequence_packing_max_samples?: number | undefined
  /** @since 0.7 */
  packed_sequence_size?: number | null | undefined
}

/** Automodel optimizer spec. */
export interface AutomodelOptimizerSpec {
  /** @default 0.000005 */
  learning_rate?: number | undefined
  min_learning_rate?: number | null | undefined
  /** @default 0.01 */
  weight_decay?: number | undefined
  /** @default 0.9 */
  adam_beta1?: number | undefined
  /** @default 0.999 */
  adam_beta2?: number | undefined
  /** @default 0 */
  warmup_steps?: number | undefined
  /** @default 1e-8 */
  adam_eps?: number | undefined
  /** @default 'auto' */
  optimizer?: 'auto' | 'Adam' | 'AdamW' | 'FusedAdam' | (string & {}) | undefined
  /** @default 'cosine' */
  lr_decay_style?: 'cosine' | 'linear' | 'constant' | (string & {}) | undefined
}

/** Automodel parallelism spec. */
export interface AutomodelParallelismSpec {
  /** @default 1 */
  num_nodes?: number | undefined
  /** @default 1 */
  num_gpus_per_node?: number | undefined
  /** @default 1 */
  tensor_parallel_size?: number | undefined
  /** @default 1 */
  pipeline_parallel_size?: number | undefined
  /** @default 1 */
  context_parallel_size?: number | undefined
  expert_parallel_size?: number | null | undefined
  /** @default false */
  sequence_parallel?: boolean | undefined
  /** @since 0.7 */
  pipeline?: AutomodelPipelineSpec | null | undefined
}

/** Automodel pipeline spec. */
export interface AutomodelPipelineSpec {
  pp_schedule?: string | null | undefined
  pp_microbatch_size?: number | null | undefined
  round_virtual_stages_to_pp_multiple?: 'up' | 'down' | (string & {}) | null | undefined
  scale_grads_in_schedule?: boolean | null | undefined
  patch_inner_model?: boolean | null | undefined
  patch_causal_lm_model?: boolean | null | undefined
}

/** Automodel output request. */
export interface AutomodelOutputRequest {
  name: string
  description?: string | null | undefined
}

/** Integrations spec. */
export interface IntegrationsSpec {
  wandb?: WandbIntegration | null | undefined
  mlflow?: MlflowIntegration | null | undefined
}

/** Wandb integration. */
export interface WandbIntegration {
  project?: string | null | undefined
  name?: string | null | undefined
  entity?: string | null | undefined
  tags?: readonly string[] | null | undefined
  notes?: string | null | undefined
  base_url?: string | null | undefined
  api_key_secret?: SecretRef | null | undefined
}

/** Mlflow integration. */
export interface MlflowIntegration {
  experiment_name?: string | null | undefined
  name?: string | null | undefined
  tags?: Readonly<Record<string, string>> | null | undefined
  description?: string | null | undefined
  tracking_uri?: string | null | undefined
}

/** Unsloth deployment params. */
export interface UnslothDeploymentParams {
  /** @default 1 */
  gpu?: number | undefined
  additional_envs?: Readonly<Record<string, string>> | null | undefined
  disk_size?: string | null | undefined
  image_name?: string | null | undefined
  image_tag?: string | null | undefined
  /** @default true */
  lora_enabled?: boolean | undefined
  tool_call_config?: UnslothToolCallParams | null | undefined
  /** @default 'vllm' @since 0.8 */
  engine?: 'nim' | 'vllm' | (string & {}) | undefined
}

/** Unsloth tool call params. */
export interface UnslothToolCallParams {
  tool_call_parser?: string | null | undefined
  tool_call_plugin?: string | null | undefined
  auto_tool_choice?: boolean | null | undefined
}

/** Automodel job output. */
export interface AutomodelJobOutput {
  name?: string | null
  model: string
  dataset: AutomodelDatasetSpec
  training: AutomodelTrainingSpec
  schedule: AutomodelScheduleSpec
  batch: AutomodelBatchSpec
  optimizer: AutomodelOptimizerSpec
  parallelism: AutomodelParallelismSpec
  output: AutomodelOutputResponse
  integrations?: IntegrationsSpec | null
  /** @since 0.7 */
  backend?: 'automodel'
  /** @since 0.7 */
  deployment_config?: string | UnslothDeploymentParams | null
}

/** Automodel output response. */
export interface AutomodelOutputResponse {
  name: string
  type: 'model' | 'adapter' | (string & {})
  fileset: string
  description?: string | null
}

/** Rl job input. */
export interface RlJobInput {
  name?: string | null | undefined
  model: string
  dataset: string
  environment?: string | null | undefined
  training: RlDPOTraining | RlGRPOTraining
  integrations?: IntegrationsSpec | null | undefined
  output?: RlOutputRequest | null | undefined
  /** @since 0.7 */
  deployment_config?: string | UnslothDeploymentParams | null | undefined
}

/** Rl DPOTraining. */
export interface RlDPOTraining {
  optimizer_type?: OptimizerType | null | undefined
  /** @default 0.0001 */
  learning_rate?: number | undefined
  min_learning_rate?: number | null | undefined
  /** @default 0.01 */
  weight_decay?: number | undefined
  /** @default 0.9 */
  adam_beta1?: number | undefined
  /** @default 0.999 */
  adam_beta2?: number | undefined
  /** @default 0.00001 */
  adam_eps?: number | undefined
  /** @default 0 */
  warmup_steps?: number | undefined
  /** @default 1 */
  epochs?: number | undefined
  max_steps?: number | null | undefined
  val_check_interval?: number | null | undefined
  /** @default true */
  val_at_end?: boolean | undefined
  progress_reporting?: ProgressReportingConfig | undefined
  /** @default 1 */
  keep_top_k?: number | undefined
  /** @default 32 */
  batch_size?: number | undefined
  /** @default 1 */
  micro_batch_size?: number | undefined
  /** @default false */
  activation_checkpointing?: boolean | undefined
  /** @default 2048 */
  max_seq_length?: number | undefined
  seed?: number | null | undefined
  parallelism?: RlParallelismParams | undefined
  execution_profile?: string | null | undefined
  type: 'dpo'
  /** @default 0.05 */
  ref_policy_kl_penalty?: number | undefined
  /** @default false */
  preference_average_log_probs?: boolean | undefined
  /** @default false */
  sft_average_log_probs?: boolean | undefined
  /** @default 1 */
  preference_loss_weight?: number | undefined
  /** @default 0 */
  sft_loss_weight?: number | undefined
  /** @default 1 */
  max_grad_norm?: number | undefined
  /** @since 0.7 */
  optimizer_name?: string | null | undefined
  /** @since 0.7 */
  optimizer_kwargs?: Readonly<Record<string, unknown>> | null | undefined
  /** @since 0.7 */
  env_vars?: Readonly<Record<string, string>> | null | undefined
}

/** Optimizer type. */
export type OptimizerType =
  | 'adamw_with_cosine_annealing'
  | 'adam_with_cosine_annealing'
  | 'adamw_with_flat_lr'
  | 'adam_with_flat_lr'
  | (string & {})

/** Rl parallelism params. */
export interface RlParallelismParams {
  /** @default 1 */
  num_gpus_per_node?: number | undefined
  /** @default 1 */
  num_nodes?: number | undefined
  /** @default 1 */
  tensor_parallel_size?: number | undefined
  /** @default 1 */
  pipeline_parallel_size?: number | undefined
  /** @default 1 */
  context_parallel_size?: number | undefined
  /** @default 1 */
  expert_parallel_size?: number | undefined
  /** @default false */
  sequence_parallel?: boolean | undefined
}

/** Rl GRPOTraining. */
export interface RlGRPOTraining {
  optimizer_type?: OptimizerType | null | undefined
  /** @default 0.0001 */
  learning_rate?: number | undefined
  min_learning_rate?: number | null | undefined
  /** @default 0.01 */
  weight_decay?: number | undefined
  /** @default 0.9 */
  adam_beta1?: number | undefined
  /** @default 0.999 */
  adam_beta2?: number | undefined
  /** @default 0.00001 */
  adam_eps?: number | undefined
  /** @default 0 */
  warmup_steps?: number | undefined
  /** @default 1 */
  epochs?: number | undefined
  max_steps?: number | null | undefined
  val_check_interval?: number | null | undefined
  /** @default true */
  val_at_end?: boolean | undefined
  progress_reporting?: ProgressReportingConfig | undefined
  /** @default 1 */
  keep_top_k?: number | undefined
  /** @default 32 */
  batch_size?: number | undefined
  /** @default 1 */
  micro_batch_size?: number | undefined
  /** @default false */
  activation_checkpointing?: boolean | undefined
  /** @default 2048 */
  max_seq_length?: number | undefined
  seed?: number | null | undefined
  parallelism?: RlParallelismParams | undefined
  execution_profile?: string | null | undefined
  type: 'grpo'
  /** @default 'all_weights' */
  finetuning_type?: 'all_weights' | 'lora' | (string & {}) | undefined
  lora?: RlLoRAParams | null | undefined
  policy_backend?: PolicyBackend | null | undefined
  /** @default true */
  v4_compatible?: boolean | undefined
  /** @default false */
  val_at_start?: boolean | undefined
  /** @default 8 */
  num_generations_per_prompt?: number | undefined
  num_prompts_per_step?: number | null | undefined
  /** @default 1 */
  temperature?: number | undefined
  max_new_tokens?: number | null | undefined
  top_k?: number | null | undefined
  /** @default true */
  normalize_rewards?: boolean | undefined
  /** @default true */
  use_leave_one_out_baseline?: boolean | undefined
  advantage_clip_low?: number | null | undefined
  advantage_clip_high?: number | null | undefined
  /** @default false */
  overlong_filtering?: boolean | undefined
  /** @default 1 */
  max_rollout_turns?: number | undefined
  /** @default 0 */
  ref_policy_kl_penalty?: number | undefined
  /** @default 0.2 */
  ratio_clip_min?: number | undefined
  /** @default 0.28 */
  ratio_clip_max?: number | undefined
  ratio_clip_c?: number | null | undefined
  /** @default true */
  use_on_policy_kl_approximation?: boolean | undefined
  /** @default true */
  use_importance_sampling_correction?: boolean | undefined
  /** @default 1 */
  max_grad_norm?: number | undefined
  truncated_importance_sampling_type?: 'tis' | 'icepop' | 'seq-mask-tis' | (string & {}) | null | undefined
  truncated_importance_sampling_ratio?: number | null | undefined
  truncated_importance_sampling_ratio_min?: number | null | undefined
  /** @default false */
  use_dynamic_sampling?: boolean | undefined
  /** @default 10 */
  dynamic_sampling_max_gen_batches?: number | undefined
  /** @default 1 */
  batch_multiplier?: number | undefined
  reward_shaping?: RlRewardShapingParams | null | undefined
  reward_scaling?: RlRewardScalingParams | null | undefined
  /** @default 'dynamic' */
  batching_strategy?: BatchingStrategy | undefined
  train_mb_tokens?: number | null | undefined
  /** @default 64 */
  sequence_length_round?: number | undefined
  automodel_kwargs?: Readonly<Record<string, unknown>> | null | undefined
  router_aux_loss_coef?: number | null | undefined
  hf_config_overrides?: Readonly<Record<string, unknown>> | null | undefined
  vllm_tensor_parallel_size?: number | null | undefined
  /** @default 0.5 */
  vllm_gpu_memory_utilization?: number | undefined
  /** @since 0.7 */
  optimizer_name?: string | null | undefined
  /** @since 0.7 */
  optimizer_kwargs?: Readonly<Record<string, unknown>> | null | undefined
  /** @since 0.7 */
  env_vars?: Readonly<Record<string, string>> | null | undefined
  /** @since 0.7 */
  logprob_chunk_size?: number | null | undefined
  /** @since 0.7 */
  vllm_kwargs?: Readonly<Record<string, unknown>> | null | undefined
  /** @since 0.7 */
  moe_parallelizer?: Readonly<Record<string, unknown>> | null | undefined
  /** @default false @since 0.7 */
  log_nemo_gym_full_result_tables?: boolean | undefined
}

/** Rl lo RAParams. */
export interface RlLoRAParams {
  /** @default 16 */
  rank?: number | undefined
  /** @default 32 */
  alpha?: number | undefined
  /** @default 0 */
  dropout?: number | undefined
  target_modules?: readonly string[] | null | undefined
  exclude_modules?: readonly string[] | null | undefined
  use_triton?: boolean | null | undefined
}

/** Policy backend. */
export type PolicyBackend = 'dtensor' | 'automodel' | (string & {})

/** Rl reward shaping params. */
export interface RlRewardShapingParams {
  overlong_buffer_length?: number | null | undefined
  overlong_buffer_penalty?: number | null | undefined
  max_response_length?: number | null | undefined
  stop_properly_penalty_coef?: number | null | undefined
}

/** Rl reward scaling params. */
export interface RlRewardScalingParams {
  /** @default 0 */
  source_min?: number | undefined
  /** @default 1 */
  source_max?: number | undefined
  /** @default 0 */
  target_min?: number | undefined
  /** @default 1 */
  target_max?: number | undefined
}

/** Batching strategy. */
export type BatchingStrategy = 'static' | 'dynamic' | 'sequence_packing' | (string & {})

/** Rl output request. */
export interface RlOutputRequest {
  name?: string | null | undefined
}

/** Rl job output. */
export interface RlJobOutput {
  name?: string | null
  model: string
  dataset: string
  environment?: string | null
  training: RlDPOTraining | RlGRPOTraining
  integrations?: IntegrationsSpec | null
  output: RlOutputResponse
  /** @since 0.7 */
  backend?: 'rl'
  /** @since 0.7 */
  deployment_config?: string | UnslothDeploymentParams | null
}

/** Rl output response. */
export interface RlOutputResponse {
  name: string
  type?: OutputNameType
  fileset: string
}

/** Output name type. */
export type OutputNameType = 'adapter' | 'model' | (string & {})

/** Unsloth job input. */
export interface UnslothJobInput {
  name?: string | null | undefined
  model: UnslothModelLoadSpec
  dataset: UnslothDatasetSpec
  training?: UnslothTrainingSpec | undefined
  schedule?: UnslothScheduleSpec | undefined
  batch?: UnslothBatchSpec | undefined
  optimizer?: UnslothOptimizerSpec | undefined
  hardware?: UnslothHardwareSpec | undefined
  integrations?: IntegrationsSpec | null | undefined
  output?: UnslothOutputRequest | null | undefined
  deployment_config?: string | UnslothDeploymentParams | null | undefined
}

/** Unsloth model load spec. */
export interface UnslothModelLoadSpec {
  name: string
  /** @default 2048 */
  max_seq_length?: number | undefined
  /** @default true */
  load_in_4bit?: boolean | undefined
  /** @default false */
  load_in_8bit?: boolean | undefined
  /** @default 'auto' */
  dtype?: 'auto' | 'bfloat16' | 'float16' | 'float32' | (string & {}) | undefined
  /** @default false */
  trust_remote_code?: boolean | undefined
  device_map?: string | number | Readonly<Record<string, number>> | null | undefined
  rope_scaling?: Readonly<Record<string, unknown>> | null | undefined
}

/** Unsloth dataset spec. */
export interface UnslothDatasetSpec {
  path: string
  /** @default 'text' */
  text_field?: string | undefined
  /** @default false */
  apply_chat_template?: boolean | undefined
  validation_path?: string | null | undefined
  /** @default false */
  packing?: boolean | undefined
}

/** Unsloth training spec. */
export interface UnslothTrainingSpec {
  /** @default 'sft' */
  training_type?: 'sft' | undefined
  /** @default 'lora' */
  finetuning_type?: 'lora' | 'all_weights' | (string & {}) | undefined
  lora?: UnslothLoRAParams | null | undefined
  /** @default 'unsloth' */
  use_gradient_checkpointing?: 'unsloth' | 'true' | 'false' | (string & {}) | undefined
}

/** Unsloth lo RAParams. */
export interface UnslothLoRAParams {
  /** @default 16 */
  rank?: number | undefined
  /** @default 16 */
  alpha?: number | undefined
  /** @default 0 */
  dropout?: number | undefined
  target_modules?: readonly string[] | undefined
  /** @default 'none' */
  bias?: 'none' | 'all' | 'lora_only' | (string & {}) | undefined
  /** @default false */
  use_rslora?: boolean | undefined
  /** @default 3407 */
  random_state?: number | undefined
  /** @default false */
  use_dora?: boolean | undefined
  loftq_config?: Readonly<Record<string, unknown>> | null | undefined
  modules_to_save?: readonly string[] | null | undefined
  layers_to_transform?: number | readonly number[] | null | undefined
  layer_replication?: readonly (readonly number[])[] | null | undefined
  /** @default true */
  init_lora_weights?: boolean | 'gaussian' | 'pissa' | 'olora' | 'loftq' | (string & {}) | undefined
}

/** Unsloth schedule spec. */
export interface UnslothScheduleSpec {
  /** @default 1 */
  epochs?: number | undefined
  max_steps?: number | null | undefined
  /** @default 0 */
  warmup_steps?: number | undefined
  warmup_ratio?: number | null | undefined
  /** @default 'linear' */
  lr_scheduler_type?:
    | 'linear'
    | 'cosine'
    | 'constant'
    | 'constant_with_warmup'
    | 'cosine_with_restarts'
    | (string & {})
    | undefined
  /** @default 1 */
  logging_steps?: number | undefined
  save_steps?: number | null | undefined
  eval_steps?: number | null | undefined
  progress_reporting?: ProgressReportingConfig | undefined
  /** @default 3407 */
  seed?: number | undefined
  lr_scheduler_kwargs?: Readonly<Record<string, unknown>> | null | undefined
}

/** Unsloth batch spec. */
export interface UnslothBatchSpec {
  /** @default 1 */
  per_device_train_batch_size?: number | undefined
  /** @default 1 */
  gradient_accumulation_steps?: number | undefined
}

/** Unsloth optimizer spec. */
export interface UnslothOptimizerSpec {
  /** @default 0.0002 */
  learning_rate?: number | undefined
  /** @default 0 */
  weight_decay?: number | undefined
  /** @default 'adamw_8bit' */
  optim?:
    | 'adamw_torch'
    | 'adamw_torch_fused'
    | 'adamw_8bit'
    | 'paged_adamw_8bit'
    | 'sgd'
    | (string & {})
    | undefined
  /** @default 0.9 */
  adam_beta1?: number | undefined
  /** @default 0.999 */
  adam_beta2?: number | undefined
  /** @default 1e-8 */
  adam_epsilon?: number | undefined
  /** @default 1 */
  max_grad_norm?: number | undefined
  /** @default 0 */
  label_smoothing_factor?: number | undefined
  neftune_noise_alpha?: number | null | undefined
}

/** Unsloth hardware spec. */
export interface UnslothHardwareSpec {
  gpus?: string | null | undefined
  /** @default 'bf16' */
  precision?: 'bf16' | 'fp16' | (string & {}) | undefined
}

/** Unsloth output request. */
export interface UnslothOutputRequest {
  name?: string | null | undefined
  description?: string | null | undefined
  /** @default 'lora' */
  save_method?: 'lora' | 'merged_16bit' | 'merged_4bit' | (string & {}) | undefined
}

/** Unsloth job output. */
export interface UnslothJobOutput {
  name?: string | null
  model: UnslothModelLoadSpec
  dataset: UnslothDatasetSpec
  training?: UnslothTrainingSpec
  schedule?: UnslothScheduleSpec
  batch?: UnslothBatchSpec
  optimizer?: UnslothOptimizerSpec
  hardware?: UnslothHardwareSpec
  integrations?: IntegrationsSpec | null
  output: UnslothOutputResponse
  deployment_config?: string | UnslothDeploymentParams | null
  /** @since 0.7 */
  backend?: 'unsloth'
}

/** Unsloth output response. */
export interface UnslothOutputResponse {
  name: string
  type: 'adapter' | 'model' | (string & {})
  save_method: 'lora' | 'merged_16bit' | 'merged_4bit' | (string & {})
  fileset: string
  description?: string | null
}

/** Customization job template. */
export interface CustomizationJobTemplate {
  name?: string
  workspace: string
  project?: string | null
  backend: string
  config: Record<string, unknown>
  description?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** What makes one of these: Training with AutoModel. */
export type AutomodelJobRequest = PluginJobCreateParams<AutomodelJobInput>

/** Training with AutoModel. */
export type AutomodelJob = PluginJob<AutomodelJobOutput>

/** What makes one of these: Training by reinforcement learning. */
export type RlJobRequest = PluginJobCreateParams<RlJobInput>

/** Training by reinforcement learning. */
export type RlJob = PluginJob<RlJobOutput>

/** What makes one of these: Training with Unsloth. */
export type UnslothJobRequest = PluginJobCreateParams<UnslothJobInput>

/** Training with Unsloth. */
export type UnslothJob = PluginJob<UnslothJobOutput>

/** Params of `create` of `CustomizationJobTemplates`. */
export interface CustomizationJobTemplateCreateParams extends WorkspaceParams {
  name: string
  backend: string
  config: Readonly<Record<string, unknown>>
  /** @default '' */
  description?: string | undefined
}

/** Params of `list` of `CustomizationJobTemplates`. */
export interface CustomizationJobTemplateListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `CustomizationJobTemplates`. */
export interface CustomizationJobTemplateUpdateParams extends WorkspaceParams {
  backend?: string | null | undefined
  config?: Readonly<Record<string, unknown>> | null | undefined
  description?: string | null | undefined
}
