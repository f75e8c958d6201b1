/** Wire types of `guardrail`. Generated from `api/`: `npm run generate`. */

import type { ListParams, SortField, StringFilter } from './common.ts'
import type { DatetimeFilter } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Chat completion system message param. */
export interface ChatCompletionSystemMessageParam {
  content: string
  role: 'system'
  name?: string | null | undefined
}

/** Chat completion user message param. */
export interface ChatCompletionUserMessageParam {
  content: string | readonly (ChatCompletionContentPartTextParam | ChatCompletionContentPartImageParam)[]
  role: 'user'
  name?: string | null | undefined
}

/** Chat completion content part text param. */
export interface ChatCompletionContentPartTextParam {
  text: string
  type: 'text'
}

/** Chat completion content part image param. */
export interface ChatCompletionContentPartImageParam {
  image_url: ImageURL
  type: 'image_url'
}

/** Image URL. */
export interface ImageURL {
  url: string
  detail?: 'auto' | 'low' | 'high' | (string & {}) | null | undefined
}

/** Chat completion assistant message param. */
export interface ChatCompletionAssistantMessageParam {
  role: 'assistant'
  content?: string | null | undefined
  function_call?: FunctionCall | null | undefined
  name?: string | null | undefined
  tool_calls?: readonly ChatCompletionMessageToolCallParam[] | null | undefined
}

/** Function call. */
export interface FunctionCall {
  arguments: string
  name: string
}

/** Chat completion message tool call param. */
export interface ChatCompletionMessageToolCallParam {
  id: string
  function: FunctionCall
  type: 'function'
}

/** Function call. */
export interface FunctionCall {
  arguments: string
  name: string
}

/** Chat completion tool message param. */
export interface ChatCompletionToolMessageParam {
  content: string
  role: 'tool'
  tool_call_id: string
}

/** Chat completion function message param. */
export interface ChatCompletionFunctionMessageParam {
  content: string | null
  name: string
  role: 'function'
}

/** Guardrails data input. */
export interface GuardrailsDataInput {
  /** @default 'system/default' */
  config?: string | RailsConfig | null | undefined
  /** @default 'system/default' */
  config_id?: string | null | undefined
  config_ids?: readonly string[] | null | undefined
  /** @default false */
  return_choice?: boolean | undefined
  context?: Readonly<Record<string, unknown>> | null | undefined
  /** @default false */
  stream?: boolean | null | undefined
  options?: GenerationOptions | undefined
  state?: Readonly<Record<string, unknown>> | null | undefined
}

/** Rails config. */
export interface RailsConfig {
  models?: readonly Model[] | undefined
  instructions?: readonly Instruction[] | null | undefined
  actions_server_url?: string | null | undefined
  /**
   * @default 'user "Hello there!"
   * express greeting
   * bot express greeting
   * "Hello! How can I assist you today?"
   * user "What can you do for me?"
   * ask about capabilities
   * bot respond about capabilities
   * "As an AI assistant, I can help you with a wide range of tasks. This includes question answering on various
   * topics, generating text for various purposes and providing suggestions based on your preferences."
   * user "Tell me a bit about the history of NVIDIA."
   * ask general question
   * bot response for general question
   * "NVIDIA is a technology company that specializes in designing and manufacturing graphics processing units
   * (GPUs) and other computer hardware. The company was founded in 1993 by Jen-Hsun Huang, Chris Malachowsky, and
   * Curtis Priem."
   * user "tell me more"
   * request more information
   * bot provide more information
   * "Initially, the company focused on developing 3D graphics processing technology for the PC gaming market. In
   * 1999, NVIDIA released the GeForce 256, the world\'s first GPU, which was a major breakthrough for the gaming
   * industry. The company continued to innovate in the GPU space, releasing new products and expanding into other
   * markets such as professional graphics, mobile devices, and artificial intelligence."
   * user "thanks"
   * express appreciation
   * bot express appreciation and offer additional help
   * "You\'re welcome. If you have any more questions or if there\'s anything else I can help you with, please
   * don\'t hesitate to ask."
   * '
   */
  sample_conversation?: string | null | undefined
  prompts?: readonly TaskPrompt[] | null | undefined
  /** @default 'standard' */
  prompting_mode?: string | null | undefined
  /** @default 0.001 */
  lowest_temperature?: number | null | undefined
  /** @default false */
  enable_multi_step_generation?: boolean | null | undefined
  /** @default '1.0' */
  colang_version?: string | undefined
  custom_data?: Readonly<Record<string, unknown>> | undefined
  rails?: Rails | undefined
  /** @default false */
  enable_rails_exceptions?: boolean | undefined
  passthrough?: boolean | null | undefined
  tracing?: TracingConfig | undefined
}

/** Model. */
export interface Model {
  type: string
  engine: string
  model?: string | null | undefined
  parameters?: ModelParameters | null | undefined
  /** @default 'chat' */
  mode?: 'chat' | 'text' | (string & {}) | undefined
  cache?: ModelCacheConfig | null | undefined
}

/** Model parameters. */
export interface ModelParameters {
  base_url?: string | null | undefined
  default_headers?: Readonly<Record<string, string>> | null | undefined
  [name: string]: unknown
}

/** Model cache config. */
export interface ModelCacheConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** @default 50000 */
  maxsize?: number | undefined
  stats?: CacheStatsConfig | undefined
}

/** Cache stats config. */
export interface CacheStatsConfig {
  /** @default false */
  enabled?: boolean | undefined
  log_interval?: number | null | undefined
}

/** Instruction. */
export interface Instruction {
  type: string
  content: string
}

/** Task prompt. */
export interface TaskPrompt {
  task: string
  content?: string | null | undefined
  messages?: readonly (MessageTemplate | string)[] | null | undefined
  models?: readonly string[] | null | undefined
  output_parser?: string | null | undefined
  /** @default 16000 */
  max_length?: number | null | undefined
  /** @default 'standard' */
  mode?: string | null | undefined
  stop?: readonly string[] | null | undefined
  max_tokens?: number | null | undefined
}

/** Message template. */
export interface MessageTemplate {
  type: string
  content: string
}

/** Rails. */
export interface Rails {
  config?: RailsConfigData | null | undefined
  input?: InputRails | null | undefined
  output?: OutputRails | null | undefined
  retrieval?: RetrievalRails | null | undefined
  dialog?: DialogRails | null | undefined
  actions?: ActionRails | null | undefined
  tool_output?: ToolOutputRails | null | undefined
  tool_input?: ToolInputRails | null | undefined
}

/** Rails config data. */
export interface RailsConfigData {
  fact_checking?: FactCheckingRailConfig | null | undefined
  autoalign?: AutoAlignRailConfig | null | undefined
  patronus?: PatronusRailConfig | null | undefined
  sensitive_data_detection?: SensitiveDataDetection | null | undefined
  regex_detection?: RegexDetection | null | undefined
  jailbreak_detection?: JailbreakDetectionConfig | null | undefined
  injection_detection?: InjectionDetection | null | undefined
  privateai?: PrivateAIDetection | null | undefined
  gliner?: GLiNERDetection | null | undefined
  polygraf?: PolygrafDetection | null | undefined
  fiddler?: FiddlerGuardrails | null | undefined
  clavata?: ClavataRailConfig | null | undefined
  crowdstrike_aidr?: CrowdStrikeAIDRRailConfig | null | undefined
  pangea?: PangeaRailConfig | null | undefined
  guardrails_ai?: GuardrailsAIRailConfig | null | undefined
  trend_micro?: TrendMicroRailConfig | null | undefined
  ai_defense?: AIDefenseRailConfig | null | undefined
  content_safety?: ContentSafetyConfig | null | undefined
  hf_classifier?:
    | Readonly<Record<string, LocalHfClassifierConfig | RemoteHfClassifierConfig>>
    | null
    | undefined
  context_bloat_detection?: ContextBloatDetectionConfig | null | undefined
}

/** Fact checking rail config. */
export interface FactCheckingRailConfig {
  parameters?: Readonly<Record<string, unknown>> | undefined
  /** @default false */
  fallback_to_self_check?: boolean | undefined
}

/** Auto align rail config. */
export interface AutoAlignRailConfig {
  parameters?: Readonly<Record<string, unknown>> | null | undefined
  input?: AutoAlignOptions | null | undefined
  output?: AutoAlignOptions | null | undefined
}

/** Auto align options. */
export interface AutoAlignOptions {
  guardrails_config?: Readonly<Record<string, unknown>> | undefined
}

/** Patronus rail config. */
export interface PatronusRailConfig {
  input?: PatronusEvaluateConfig | null | undefined
  output?: PatronusEvaluateConfig | null | undefined
}

/** Patronus evaluate config. */
export interface PatronusEvaluateConfig {
  evaluate_config?: PatronusEvaluateApiParams | undefined
}

/** Patronus evaluate api params. */
export interface PatronusEvaluateApiParams {
  /** @default 'all_pass' */
  success_strategy?: PatronusEvaluationSuccessStrategy | null | undefined
  params?: Readonly<Record<string, unknown>> | undefined
}

/** Patronus evaluation success strategy. */
export type PatronusEvaluationSuccessStrategy = 'all_pass' | 'any_pass' | (string & {})

/** Sensitive data detection. */
export interface SensitiveDataDetection {
  recognizers?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  input?: SensitiveDataDetectionOptions | null | undefined
  output?: SensitiveDataDetectionOptions | null | undefined
  retrieval?: SensitiveDataDetectionOptions | null | undefined
}

/** Sensitive data detection options. */
export interface SensitiveDataDetectionOptions {
  entities?: readonly string[] | undefined
  /** @default '*' */
  mask_token?: string | undefined
  /** @default 0.2 */
  score_threshold?: number | undefined
}

/** Regex detection. */
export interface RegexDetection {
  input?: RegexDetectionOptions | undefined
  output?: RegexDetectionOptions | undefined
  retrieval?: RegexDetectionOptions | undefined
}

/** Regex detection options. */
export interface RegexDetectionOptions {
  patterns?: readonly string[] | undefined
  /** @default false */
  case_insensitive?: boolean | undefined
}

/** Jailbreak detection config. */
export interface JailbreakDetectionConfig {
  server_endpoint?: string | null | undefined
  /** @default 89.79 */
  length_per_perplexity_threshold?: number | undefined
  /** @default 1845.65 */
  prefix_suffix_perplexity_threshold?: number | undefined
  nim_base_url?: string | null | undefined
  /** @default 'classify' */
  nim_server_endpoint?: string | null | undefined
  api_key?: string | null | undefined
  api_key_env_var?: string | null | undefined
  /** @deprecated */
  nim_url?: string | null | undefined
  /** @deprecated */
  nim_port?: number | null | undefined
  /** @deprecated */
  embedding?: string | null | undefined
}

/** Injection detection. */
export interface InjectionDetection {
  injections?: readonly string[] | undefined
  /** @default 'reject' */
  action?: string | undefined
  yara_rules?: Readonly<Record<string, string>> | null | undefined
}

/** Private AIDetection. */
export interface PrivateAIDetection {
  server_endpoint?: string | null | undefined
  input?: PrivateAIDetectionOptions | null | undefined
  output?: PrivateAIDetectionOptions | null | undefined
  retrieval?: PrivateAIDetectionOptions | null | undefined
}

/** Private AIDetection options. */
export interface PrivateAIDetectionOptions {
  entities?: readonly string[] | undefined
}

/** GLi NERDetection. */
export interface GLiNERDetection {
  /** @default 'http://localhost:8000/v1/chat/completions' */
  server_endpoint?: string | undefined
  /** @default 'nvidia/gliner-pii' */
  model?: string | undefined
  api_key_env_var?: string | null | undefined
  /** @default 0.5 */
  threshold?: number | undefined
  /** @default 384 */
  chunk_length?: number | undefined
  /** @default 128 */
  overlap?: number | undefined
  /** @default false */
  flat_ner?: boolean | undefined
  input?: GLiNERDetectionOptions | undefined
  output?: GLiNERDetectionOptions | undefined
  retrieval?: GLiNERDetectionOptions | undefined
}

/** GLi NERDetection options. */
export interface GLiNERDetectionOptions {
  entities?: readonly string[] | undefined
}

/** Polygraf detection. */
export interface PolygrafDetection {
  /** @default 'http://localhost:8000/v1/pii/text-detect' */
  server_endpoint?: string | undefined
  input?: PolygrafDetectionOptions | undefined
  output?: PolygrafDetectionOptions | undefined
  retrieval?: PolygrafDetectionOptions | undefined
}

/** Polygraf detection options. */
export interface PolygrafDetectionOptions {
  entities?: readonly string[] | undefined
}

/** Fiddler guardrails. */
export interface FiddlerGuardrails {
  /** @default 'http://localhost:8080/process/text' */
  fiddler_endpoint?: string | undefined
  /** @default 0.1 */
  safety_threshold?: number | undefined
  /** @default 0.05 */
  faithfulness_threshold?: number | undefined
}

/** Clavata rail config. */
export interface ClavataRailConfig {
  /** @default 'https://gateway.app.clavata.ai:8443' */
  server_endpoint?: string | undefined
  policies?: Readonly<Record<string, string>> | undefined
  /** @default 'ANY' */
  label_match_logic?: 'ANY' | 'ALL' | (string & {}) | undefined
  input?: ClavataRailOptions | null | undefined
  output?: ClavataRailOptions | null | undefined
}

/** Clavata rail options. */
export interface ClavataRailOptions {
  policy: string
  labels?: readonly string[] | undefined
}

/** Crowd strike AIDRRail config. */
export interface CrowdStrikeAIDRRailConfig {
  /** @default 30 */
  timeout?: number | undefined
}

/** Pangea rail config. */
export interface PangeaRailConfig {
  input?: PangeaRailOptions | null | undefined
  output?: PangeaRailOptions | null | undefined
}

/** Pangea rail options. */
export interface PangeaRailOptions {
  recipe: string
}

/** Guardrails AIRail config. */
export interface GuardrailsAIRailConfig {
  validators?: readonly GuardrailsAIValidatorConfig[] | undefined
}

/** Guardrails AIValidator config. */
export interface GuardrailsAIValidatorConfig {
  name: string
  parameters?: Readonly<Record<string, unknown>> | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** Trend micro rail config. */
export interface TrendMicroRailConfig {
  /** @default 'https://api.xdr.trendmicro.com/v3.0/aiSecurity/applyGuardrails' */
  v1_url?: string | undefined
  api_key_env_var?: string | null | undefined
  /** @default 'nemo-guardrails' */
  application_name?: string | undefined
  /** @default false */
  detailed_response?: boolean | undefined
}

/** AIDefense rail config. */
export interface AIDefenseRailConfig {
  /** @default 30 */
  timeout?: number | undefined
  /** @default false */
  fail_open?: boolean | undefined
}

/** Content safety config. */
export interface ContentSafetyConfig {
  multilingual?: MultilingualConfig | undefined
  reasoning?: ReasoningConfig | undefined
}

/** Multilingual config. */
export interface MultilingualConfig {
  /** @default false */
  enabled?: boolean | undefined
  refusal_messages?: Readonly<Record<string, string>> | null | undefined
}

/** Reasoning config. */
export interface ReasoningConfig {
  /** @default false */
  enabled?: boolean | undefined
}

/** Local hf classifier config. */
export interface LocalHfClassifierConfig {
  model: string
  /** @default 0.5 */
  threshold?: number | undefined
  blocked_labels?: readonly string[] | undefined
  /** @default 'local' */
  engine?: 'local' | undefined
  /** @default 'text-classification' */
  task?: 'text-classification' | 'token-classification' | (string & {}) | undefined
  parameters?: Readonly<Record<string, unknown>> | undefined
}

/** Remote hf classifier config. */
export interface RemoteHfClassifierConfig {
  model: string
  /** @default 0.5 */
  threshold?: number | undefined
  blocked_labels?: readonly string[] | undefined
  engine: 'vllm' | 'kserve' | 'fms' | (string & {})
  base_url: string
  api_key_env_var?: string | null | undefined
  parameters?: Readonly<Record<string, unknown>> | undefined
}

/** Context bloat detection config. */
export interface ContextBloatDetectionConfig {
  /** @default 5000 */
  max_chars?: number | undefined
  /** @default 50 */
  min_chars?: number | undefined
  /** @default 3.5 */
  min_entropy?: number | undefined
  /** @default 0.4 */
  max_repetition_ratio?: number | undefined
  /** @default 3 */
  ngram_size?: number | undefined
  /** @default 0.1 */
  max_run_ratio?: number | undefined
  /** @default 'reject' */
  action?: 'reject' | 'truncate' | 'warn' | (string & {}) | undefined
}

/** Input rails. */
export interface InputRails {
  /** @default false */
  parallel?: boolean | null | undefined
  flows?: readonly string[] | undefined
}

/** Output rails. */
export interface OutputRails {
  /** @default false */
  parallel?: boolean | null | undefined
  flows?: readonly string[] | undefined
  streaming?: OutputRailsStreamingConfig | undefined
  /** @default false */
  apply_to_reasoning_traces?: boolean | null | undefined
}

/** Output rails streaming config. */
export interface OutputRailsStreamingConfig {
  /** @default true */
  enabled?: boolean | undefined
  /** @default 200 */
  chunk_size?: number | undefined
  /** @default 50 */
  context_size?: number | undefined
  /** @default true */
  stream_first?: boolean | undefined
}

/** Retrieval rails. */
export interface RetrievalRails {
  flows?: readonly string[] | undefined
}

/** Dialog rails. */
export interface DialogRails {
  single_call?: SingleCallConfig | undefined
  user_messages?: UserMessagesConfig | undefined
}

/** Single call config. */
export interface SingleCallConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** @default true */
  fallback_to_multiple_calls?: boolean | undefined
}

/** User messages config. */
export interface UserMessagesConfig {
  /** @default false */
  embeddings_only?: boolean | undefined
  embeddings_only_similarity_threshold?: number | null | undefined
  embeddings_only_fallback_intent?: string | null | undefined
}

/** Action rails. */
export interface ActionRails {
  instant_actions?: readonly string[] | null | undefined
}

/** Tool output rails. */
export interface ToolOutputRails {
  flows?: readonly string[] | undefined
  /** @default false */
  parallel?: boolean | null | undefined
}

/** Tool input rails. */
export interface ToolInputRails {
  flows?: readonly string[] | undefined
  /** @default false */
  parallel?: boolean | null | undefined
}

/** Tracing config. */
export interface TracingConfig {
  /** @default false */
  enabled?: boolean | undefined
  adapters?: readonly LogAdapterConfig[] | undefined
  /** @default 'opentelemetry' */
  span_format?: string | undefined
  /** @default false */
  enable_content_capture?: boolean | undefined
}

/** Log adapter config. */
export interface LogAdapterConfig {
  /** @default 'FileSystem' */
  name?: string | undefined
  [name: string]: unknown
}

/** Generation options. */
export interface GenerationOptions {
  rails?: GenerationRailsOptions | undefined
  llm_params?: Readonly<Record<string, unknown>> | null | undefined
  /** @default false */
  llm_output?: boolean | null | undefined
  output_vars?: boolean | readonly string[] | null | undefined
  log?: GenerationLogOptions | undefined
}

/** Generation rails options. */
export interface GenerationRailsOptions {
  /** @default true */
  input?: boolean | readonly string[] | undefined
  /** @default true */
  output?: boolean | readonly string[] | undefined
  /** @default true */
  retrieval?: boolean | readonly string[] | undefined
  /** @default true */
  dialog?: boolean | undefined
}

/** Generation log options. */
export interface GenerationLogOptions {
  /** @default false */
  activated_rails?: boolean | undefined
  /** @default false */
  llm_calls?: boolean | undefined
  /** @default false */
  internal_events?: boolean | undefined
  /** @default false */
  colang_history?: boolean | undefined
  /** @default false */
  stats?: boolean | undefined
}

/** Guardrail check response. */
export interface GuardrailCheckResponse {
  status: StatusEnum
  rails_status: Record<string, RailStatus>
  guardrails_data?: GuardrailsData | null
}

/** Status enum. */
export type StatusEnum = 'blocked' | 'success' | 'unknown' | (string & {})

/** Rail status. */
export interface RailStatus {
  status: StatusEnum
}

/** Guardrails data. */
export interface GuardrailsData {
  llm_output?: Record<string, unknown> | null
  config_ids?: string[] | null
  output_data?: Record<string, unknown> | null
  log?: GenerationLog | null
}

/** Generation log. */
export interface GenerationLog {
  activated_rails?: ActivatedRail[]
  stats?: GenerationStats
  llm_calls?: LLMCallInfo[] | null
  internal_events?: Record<string, unknown>[] | null
  colang_history?: string | null
}

/** Activated rail. */
export interface ActivatedRail {
  type: string
  name: string
  decisions?: string[]
  executed_actions?: ExecutedAction[]
  stop?: boolean
  additional_info?: Record<string, unknown> | null
  started_at?: number | null
  finished_at?: number | null
  duration?: number | null
}

/** Executed action. */
export interface ExecutedAction {
  action_name: string
  action_params?: Record<string, unknown>
  return_value?: unknown
  llm_calls?: LLMCallInfo[]
  started_at?: number | null
  finished_at?: number | null
  duration?: number | null
}

/** LLMCall info. */
export interface LLMCallInfo {
  task?: string | null
  duration?: number | null
  total_tokens?: number | null
  prompt_tokens?: number | null
  completion_tokens?: number | null
  started_at?: number | null
  finished_at?: number | null
  id?: string | null
  prompt?: string | null
  completion?: string | null
  raw_response?: Record<string, unknown> | null
  llm_model_name?: string | null
}

/** Generation stats. */
export interface GenerationStats {
  input_rails_duration?: number | null
  dialog_rails_duration?: number | null
  generation_rails_duration?: number | null
  output_rails_duration?: number | null
  total_duration?: number | null
  llm_calls_duration?: number | null
  llm_calls_count?: number | null
  llm_calls_total_prompt_tokens?: number | null
  llm_calls_total_completion_tokens?: number | null
  llm_calls_total_tokens?: number | null
}

/** Guardrail config. */
export interface GuardrailConfig {
  name?: string
  workspace: string
  project?: string | null
  description?: string | null
  data?: RailsConfig | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Guardrail config filter. */
export interface GuardrailConfigFilter {
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  project?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Params of `check` of `Guardrail`. */
export interface GuardrailCheckParams extends WorkspaceParams {
  /** The model that the conversation is for: `workspace/name`. */
  model: string
  /** Form of the answer, for instance `{ type: 'json_object' }`. */
  response_format?: Readonly<Record<string, unknown>> | null | undefined
  /** Longest answer, in tokens. */
  max_tokens?: number | null | undefined
  /** How many answers to make. */
  n?: number | null | undefined
  /** Has no effect on the answer of this call. @default false */
  stream?: boolean | null | undefined
  /** How free the choice of words is: from 0 to 2. */
  temperature?: number | null | undefined
  /** Choose only among the likeliest tokens whose chances add up to this: from 0 to 1. */
  top_p?: number | null | undefined
  /** Texts at which to stop. */
  stop?: string | readonly string[] | null | undefined
  /** Above 0, words that came up often come up less: from -2 to 2. */
  frequency_penalty?: number | null | undefined
  /** Above 0, words that came up at all come up less: from -2 to 2. */
  presence_penalty?: number | null | undefined
  /** @deprecated Use `tool_choice`. */
  function_call?: string | Readonly<Record<string, unknown>> | null | undefined
  /** The same number should give the same answer. */
  seed?: number | null | undefined
  /** How much more or less to use a token: token id to a number from -100 to 100. */
  logit_bias?: Readonly<Record<string, number>> | null | undefined
  /** For each place, so many of the likeliest tokens: from 0 to 20. */
  top_logprobs?: number | null | undefined
  /** Give back how likely the tokens were. */
  logprobs?: boolean | null | undefined
  /** Whether it may call a tool, or which one it must. */
  tool_choice?: string | Readonly<Record<string, unknown>> | null | undefined
  /** Who is asking, as you know them. */
  user?: string | null | undefined
  /** What the model may call. */
  tools?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  /** Go on past the end-of-text token. */
  ignore_eos?: boolean | null | undefined
  /** How much to think first. */
  reasoning_effort?: string | null | undefined
  /** Longest answer with the thinking before it, in tokens. */
  max_completion_tokens?: number | null | undefined
  /** Has no effect without `stream`. */
  stream_options?: Readonly<Record<string, boolean>> | null | undefined
  /** The conversation so far. */
  messages: readonly (
    | ChatCompletionSystemMessageParam
    | ChatCompletionUserMessageParam
    | ChatCompletionAssistantMessageParam
    | ChatCompletionToolMessageParam
    | ChatCompletionFunctionMessageParam
  )[]
  /** Whether the messages hold pictures. */
  vision?: boolean | null | undefined
  /** Which configs to check against, and what to log. @default the config `system/default` */
  guardrails?: GuardrailsDataInput | undefined
  [name: string]: unknown
}

/** Params of `create` of `GuardrailConfigs`. */
export interface GuardrailConfigCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  /** The config itself: models, prompts and rails. */
  data?: Readonly<Record<string, unknown>> | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `GuardrailConfigs`. */
export interface GuardrailConfigListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: SortField | undefined
  filter?: GuardrailConfigFilter | string | undefined
  /** Configs per page. @default 10 */
  page_size?: number | undefined
}

/** Params of `update` of `GuardrailConfigs`. */
export interface GuardrailConfigUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  /** The config itself; replaces all of what was there. */
  data?: Readonly<Record<string, unknown>> | null | undefined
}
