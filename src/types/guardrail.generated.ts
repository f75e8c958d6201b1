// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `guardrail`. */

import type { ListParams, SortField, StringFilter } from './common.ts'
import type { DatetimeFilter } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A message with instructions. */
export interface ChatCompletionSystemMessageParam {
  content: string
  role: 'system'
  name?: string | null | undefined
}

/** A message from the user. */
export interface ChatCompletionUserMessageParam {
  /** Text, or parts of text and pictures. */
  content: string | readonly (ChatCompletionContentPartTextParam | ChatCompletionContentPartImageParam)[]
  role: 'user'
  name?: string | null | undefined
}

/** A part of a message that is text. */
export interface ChatCompletionContentPartTextParam {
  text: string
  type: 'text'
}

/** A part of a message that is a picture. */
export interface ChatCompletionContentPartImageParam {
  image_url: ImageURL
  type: 'image_url'
}

/** Where a picture is. */
export interface ImageURL {
  /** A URL, or the picture itself as a `data:` URL. */
  url: string
  /** How closely to look at it. */
  detail?: 'auto' | 'low' | 'high' | (string & {}) | null | undefined
}

/** A message from the model. */
export interface ChatCompletionAssistantMessageParam {
  role: 'assistant'
  content?: string | null | undefined
  /** @deprecated Use `tool_calls`. */
  function_call?: FunctionCall | null | undefined
  name?: string | null | undefined
  tool_calls?: readonly ChatCompletionMessageToolCallParam[] | null | undefined
}

/** A call of a function. */
export interface FunctionCall {
  /** As JSON. */
  arguments: string
  name: string
}

/** A call of a tool. */
export interface ChatCompletionMessageToolCallParam {
  id: string
  function: ToolFunction
  type: 'function'
}

/** The function of a tool call. */
export interface ToolFunction {
  /** As JSON. */
  arguments: string
  name: string
}

/** A message with the answer of a tool. */
export interface ChatCompletionToolMessageParam {
  content: string
  role: 'tool'
  /** The call that it answers. */
  tool_call_id: string
}

/** A message with the answer of a function; tools are the newer way. */
export interface ChatCompletionFunctionMessageParam {
  content: string | null
  name: string
  role: 'function'
}

/** Which guardrail configs to use, and what to log. Name the configs in one of the three ways. */
export interface GuardrailsDataParam {
  /** A config itself, or its name: `workspace/name`. @default 'system/default' */
  config?: string | RailsConfig | null | undefined
  /** Name of a config: `workspace/name`. @default 'system/default' */
  config_id?: string | null | undefined
  /** Names of several configs, which are put together. */
  config_ids?: readonly string[] | null | undefined
  /** Put the data of the guardrails into the `choices` of the answer. @default false */
  return_choice?: boolean | undefined
  /** More for the rails to know about the conversation. */
  context?: Readonly<Record<string, unknown>> | null | undefined
  /** Has no effect on a check. @default false */
  stream?: boolean | null | undefined
  /** Which rails to run, and what to give back. */
  options?: GenerationOptions | undefined
  /** Where a conversation before this one ended. */
  state?: Readonly<Record<string, unknown>> | null | undefined
}

/** A guardrail config itself: models, prompts and rails. */
export interface RailsConfig {
  models?: readonly Model[] | undefined
  /** What the models are told to begin with. */
  instructions?: readonly Instruction[] | null | undefined
  /** Where the server with the actions of the rails is. */
  actions_server_url?: string | null | undefined
  /**
   * An example conversation for the prompts. @default 'user "Hello there!"
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
  /** Which of several prompts for a task to use. @default 'standard' */
  prompting_mode?: string | null | undefined
  /** Temperature where a model should be as exact as it can. @default 0.001 */
  lowest_temperature?: number | null | undefined
  /** Let the model write several steps of a dialog at once. Colang 1.0 only. @default false */
  enable_multi_step_generation?: boolean | null | undefined
  /** @default '1.0' */
  colang_version?: string | undefined
  /** Fields of your own. */
  custom_data?: Readonly<Record<string, unknown>> | undefined
  rails?: Rails | undefined
  /** Let a rail that blocks raise an exception instead of giving a fixed answer. @default false */
  enable_rails_exceptions?: boolean | undefined
  /** Hand the prompt to the model as it is. */
  passthrough?: boolean | null | undefined
  tracing?: TracingConfig | undefined
}

/** A model that guardrails use. */
export interface Model {
  /** What it is used for: `main`, or the task of a rail such as `content_safety`. */
  type: string
  /** How it is reached, for instance `nim`. */
  engine: string
  /** Its name; through the gateway `workspace/name`. */
  model?: string | null | undefined
  parameters?: ModelParameters | null | undefined
  /** @default 'chat' */
  mode?: 'chat' | 'text' | (string & {}) | undefined
  /** Whether to keep its answers. */
  cache?: ModelCacheConfig | null | undefined
}

/** How guardrails reach a model; other fields go to it as they are. */
export interface ModelParameters {
  /** Where it is. */
  base_url?: string | null | undefined
  /** Headers to send, unless the request has them. */
  default_headers?: Readonly<Record<string, string>> | null | undefined
  [name: string]: unknown
}

/** A cache for the answers of a model. */
export interface ModelCacheConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** How many answers to keep. @default 50000 */
  maxsize?: number | undefined
  stats?: CacheStatsConfig | undefined
}

/** Statistics of a cache. */
export interface CacheStatsConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** How often to log them, in seconds; null: never. */
  log_interval?: number | null | undefined
}

/** What the models are told to begin with. */
export interface Instruction {
  type: string
  content: string
}

/** The prompt for a task. */
export interface TaskPrompt {
  /** The task. */
  task: string
  /** The prompt, if it is a text. */
  content?: string | null | undefined
  /** The prompt, if it is made of messages. */
  messages?: readonly (MessageTemplate | string)[] | null | undefined
  /** Only for these: `engine` or `engine/model`. */
  models?: readonly string[] | null | undefined
  /** What reads the answer. */
  output_parser?: string | null | undefined
  /** Longest prompt, in characters. @default 16000 */
  max_length?: number | null | undefined
  /** The `prompting_mode` that it is for. @default 'standard' */
  mode?: string | null | undefined
  /** Texts at which to stop. */
  stop?: readonly string[] | null | undefined
  /** Longest answer, in tokens. */
  max_tokens?: number | null | undefined
}

/** A message of a prompt. */
export interface MessageTemplate {
  /** Who it is from: `system`, `user` or `assistant`. */
  type: string
  content: string
}

/** Rails of a config, by the place where they run. */
export interface Rails {
  /** Settings of single rails. */
  config?: RailsConfigData | null | undefined
  /** On what the user says. */
  input?: InputRails | null | undefined
  /** On what the model says. */
  output?: OutputRails | null | undefined
  /** On documents that were looked up. */
  retrieval?: RetrievalRails | null | undefined
  /** On how the dialog goes. */
  dialog?: DialogRails | null | undefined
  /** On actions. */
  actions?: ActionRails | null | undefined
  /** On calls of tools, before they are made. */
  tool_output?: ToolOutputRails | null | undefined
  /** On answers of tools. */
  tool_input?: ToolInputRails | null | undefined
}

/** Settings of single rails. */
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
  crowdstrike_aidr?: CrowdStrikeAidrRailConfig | null | undefined
  pangea?: PangeaRailConfig | null | undefined
  guardrails_ai?: GuardrailsAIRailConfig | null | undefined
  trend_micro?: TrendMicroRailConfig | null | undefined
  ai_defense?: AIDefenseRailConfig | null | undefined
  content_safety?: ContentSafetyConfig | null | undefined
  /** Classifiers by the name that flows use. */
  hf_classifier?:
    | Readonly<Record<string, LocalHfClassifierConfig | RemoteHfClassifierConfig>>
    | null
    | undefined
  context_bloat_detection?: ContextBloatDetectionConfig | null | undefined
}

/** Settings of the rail that checks facts. */
export interface FactCheckingRailConfig {
  parameters?: Readonly<Record<string, unknown>> | undefined
  /** Let the model check itself if that fails. @default false */
  fallback_to_self_check?: boolean | undefined
}

/** Settings of the rail that asks AutoAlign. */
export interface AutoAlignRailConfig {
  parameters?: Readonly<Record<string, unknown>> | null | undefined
  input?: AutoAlignOptions | null | undefined
  output?: AutoAlignOptions | null | undefined
}

/** What AutoAlign is to check. */
export interface AutoAlignOptions {
  guardrails_config?: Readonly<Record<string, unknown>> | undefined
}

/** Settings of the rail that asks Patronus. */
export interface PatronusRailConfig {
  input?: PatronusEvaluateConfig | null | undefined
  output?: PatronusEvaluateConfig | null | undefined
}

/** What Patronus is to check. */
export interface PatronusEvaluateConfig {
  evaluate_config?: PatronusEvaluateApiParams | undefined
}

/** How Patronus is to check. */
export interface PatronusEvaluateApiParams {
  /** @default 'all_pass' */
  success_strategy?: PatronusEvaluationSuccessStrategy | null | undefined
  params?: Readonly<Record<string, unknown>> | undefined
}

/** Whether all checks of Patronus must pass, or any. */
export type PatronusEvaluationSuccessStrategy = 'all_pass' | 'any_pass' | (string & {})

/** Settings of the rail that finds sensitive data with Presidio. */
export interface SensitiveDataDetection {
  /** Recognizers of your own, as Presidio takes them. */
  recognizers?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  input?: SensitiveDataDetectionOptions | null | undefined
  output?: SensitiveDataDetectionOptions | null | undefined
  retrieval?: SensitiveDataDetectionOptions | null | undefined
}

/** Which sensitive data to find. */
export interface SensitiveDataDetectionOptions {
  /** Kinds, for instance `EMAIL_ADDRESS`. */
  entities?: readonly string[] | undefined
  /** What to put in its place. @default '*' */
  mask_token?: string | undefined
  /** How sure to be, from 0 to 1. @default 0.2 */
  score_threshold?: number | undefined
}

/** Settings of the rail that finds patterns. */
export interface RegexDetection {
  input?: RegexDetectionOptions | undefined
  output?: RegexDetectionOptions | undefined
  retrieval?: RegexDetectionOptions | undefined
}

/** Which patterns to find. */
export interface RegexDetectionOptions {
  /** Regular expressions. */
  patterns?: readonly string[] | undefined
  /** @default false */
  case_insensitive?: boolean | undefined
}

/** Settings of the rail against jailbreaks. */
export interface JailbreakDetectionConfig {
  /** Where the detection by perplexity is. */
  server_endpoint?: string | null | undefined
  /** @default 89.79 */
  length_per_perplexity_threshold?: number | undefined
  /** @default 1845.65 */
  prefix_suffix_perplexity_threshold?: number | undefined
  /** Where the model for it is, for instance `http://localhost:8000/v1`. */
  nim_base_url?: string | null | undefined
  /** Path there. @default 'classify' */
  nim_server_endpoint?: string | null | undefined
  /** Key of the model. */
  api_key?: string | null | undefined
  /** Environment variable that holds the key. */
  api_key_env_var?: string | null | undefined
  /** @deprecated Use `nim_base_url`. */
  nim_url?: string | null | undefined
  /** @deprecated Put the port into `nim_base_url`. */
  nim_port?: number | null | undefined
  /** @deprecated */
  embedding?: string | null | undefined
}

/** Settings of the rail against injected code. */
export interface InjectionDetection {
  /** What to look for: `sqli`, `template`, `code`, `xss`. */
  injections?: readonly string[] | undefined
  /** `reject`, or `omit` to cut it out. @default 'reject' */
  action?: string | undefined
  /** YARA rules of your own, by name. */
  yara_rules?: Readonly<Record<string, string>> | null | undefined
}

/** Settings of the rail that finds personal data with Private AI. */
export interface PrivateAIDetection {
  server_endpoint?: string | null | undefined
  input?: PrivateAIDetectionOptions | null | undefined
  output?: PrivateAIDetectionOptions | null | undefined
  retrieval?: PrivateAIDetectionOptions | null | undefined
}

/** Which personal data to find with Private AI. */
export interface PrivateAIDetectionOptions {
  entities?: readonly string[] | undefined
}

/** Settings of the rail that finds personal data with GLiNER. */
export interface GLiNERDetection {
  /** Where it is. @default 'http://localhost:8000/v1/chat/completions' */
  server_endpoint?: string | undefined
  /** @default 'nvidia/gliner-pii' */
  model?: string | undefined
  /** Environment variable that holds its key. */
  api_key_env_var?: string | null | undefined
  /** How sure to be, from 0 to 1. @default 0.5 */
  threshold?: number | undefined
  /** Length of the pieces to look at. @default 384 */
  chunk_length?: number | undefined
  /** How much the pieces overlap. @default 128 */
  overlap?: number | undefined
  /** Find no data within data. @default false */
  flat_ner?: boolean | undefined
  input?: GLiNERDetectionOptions | undefined
  output?: GLiNERDetectionOptions | undefined
  retrieval?: GLiNERDetectionOptions | undefined
}

/** Which personal data to find with GLiNER. */
export interface GLiNERDetectionOptions {
  /** Kinds, for instance `email`. */
  entities?: readonly string[] | undefined
}

/** Settings of the rail that finds personal data with Polygraf. */
export interface PolygrafDetection {
  /** @default 'http://localhost:8000/v1/pii/text-detect' */
  server_endpoint?: string | undefined
  input?: PolygrafDetectionOptions | undefined
  output?: PolygrafDetectionOptions | undefined
  retrieval?: PolygrafDetectionOptions | undefined
}

/** Which personal data to find with Polygraf. */
export interface PolygrafDetectionOptions {
  entities?: readonly string[] | undefined
}

/** Settings of the rails that ask Fiddler. */
export interface FiddlerGuardrails {
  /** @default 'http://localhost:8080/process/text' */
  fiddler_endpoint?: string | undefined
  /** @default 0.1 */
  safety_threshold?: number | undefined
  /** @default 0.05 */
  faithfulness_threshold?: number | undefined
}

/** Settings of the rail that asks Clavata. */
export interface ClavataRailConfig {
  /** @default 'https://gateway.app.clavata.ai:8443' */
  server_endpoint?: string | undefined
  /** Ids of policies, by a name of your own. */
  policies?: Readonly<Record<string, string>> | undefined
  /** Whether any label is enough, or all must be found. @default 'ANY' */
  label_match_logic?: 'ANY' | 'ALL' | (string & {}) | undefined
  input?: ClavataRailOptions | null | undefined
  output?: ClavataRailOptions | null | undefined
}

/** What Clavata is to check. */
export interface ClavataRailOptions {
  /** One of the `policies`. */
  policy: string
  /** Labels that count; empty for the policy as a whole. */
  labels?: readonly string[] | undefined
}

/** Settings of the rail that asks CrowdStrike AIDR. */
export interface CrowdStrikeAidrRailConfig {
  /** In seconds. @default 30 */
  timeout?: number | undefined
}

/** Settings of the rail that asks Pangea AI Guard. */
export interface PangeaRailConfig {
  input?: PangeaRailOptions | null | undefined
  output?: PangeaRailOptions | null | undefined
}

/** What Pangea AI Guard is to check. */
export interface PangeaRailOptions {
  /** A recipe that is set up there. */
  recipe: string
}

/** Settings of the rail that runs validators of Guardrails AI. */
export interface GuardrailsAIRailConfig {
  validators?: readonly GuardrailsAIValidatorConfig[] | undefined
}

/** A validator of Guardrails AI. */
export interface GuardrailsAIValidatorConfig {
  /** For instance `toxic_language` or `guardrails/competitor_check`. */
  name: string
  /** What to set it up with. */
  parameters?: Readonly<Record<string, unknown>> | undefined
  /** What to tell it with each check. */
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** Settings of the rail that asks Trend Micro AI Guard. */
export interface TrendMicroRailConfig {
  /**
   * Where it is; each region has its own. @default
   * 'https://api.xdr.trendmicro.com/v3.0/aiSecurity/applyGuardrails'
   */
  v1_url?: string | undefined
  /** Environment variable that holds the key. */
  api_key_env_var?: string | null | undefined
  /** Letters, digits, `-` and `_`, up to 64. @default 'nemo-guardrails' */
  application_name?: string | undefined
  /** Ask for how sure it is too. @default false */
  detailed_response?: boolean | undefined
}

/** Settings of the rail that asks Cisco AI Defense. */
export interface AIDefenseRailConfig {
  /** In seconds. @default 30 */
  timeout?: number | undefined
  /** Let everything pass if it does not answer. @default false */
  fail_open?: boolean | undefined
}

/** Settings of the rails for safe content. */
export interface ContentSafetyConfig {
  multilingual?: MultilingualConfig | undefined
  reasoning?: ReasoningConfig | undefined
}

/** Refusals in the language of the user. */
export interface MultilingualConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** What to say, by language such as `en` or `de`. */
  refusal_messages?: Readonly<Record<string, string>> | null | undefined
}

/** Whether the model for safe content thinks first. */
export interface ReasoningConfig {
  /** Better, but slower. @default false */
  enabled?: boolean | undefined
}

/** A classifier from Hugging Face that runs within the guardrails. */
export interface LocalHfClassifierConfig {
  /** Name at Hugging Face, or a path. */
  model: string
  /** How sure to be, from 0 to 1. @default 0.5 */
  threshold?: number | undefined
  /** Labels that block. */
  blocked_labels?: readonly string[] | undefined
  /** @default 'local' */
  engine?: 'local' | undefined
  /** @default 'text-classification' */
  task?: 'text-classification' | 'token-classification' | (string & {}) | undefined
  /** More for the pipeline. */
  parameters?: Readonly<Record<string, unknown>> | undefined
}

/** A classifier from Hugging Face that runs on a server. */
export interface RemoteHfClassifierConfig {
  /** Name that the server uses. */
  model: string
  /** How sure to be, from 0 to 1. @default 0.5 */
  threshold?: number | undefined
  /** Labels that block. */
  blocked_labels?: readonly string[] | undefined
  /** What the server runs. */
  engine: 'vllm' | 'kserve' | 'fms' | (string & {})
  /** Where it is. */
  base_url: string
  /** Environment variable that holds its key. */
  api_key_env_var?: string | null | undefined
  /** More for the connection, for instance `timeout` in seconds. */
  parameters?: Readonly<Record<string, unknown>> | undefined
}

/** Settings of the rail against inputs that are too long or repeat themselves. */
export interface ContextBloatDetectionConfig {
  /** Longest input, in characters. @default 5000 */
  max_chars?: number | undefined
  /** Shorter inputs are checked for length only, in characters. @default 50 */
  min_chars?: number | undefined
  /** Least information, in bits per character, from 0 to 8; English has about 4. @default 3.5 */
  min_entropy?: number | undefined
  /** Largest part that repeats itself, from 0 to 1. @default 0.4 */
  max_repetition_ratio?: number | undefined
  /** Words in a row that count as repeated. @default 3 */
  ngram_size?: number | undefined
  /** Largest part that is one character over and over, from 0 to 1. @default 0.1 */
  max_run_ratio?: number | undefined
  /** @default 'reject' */
  action?: 'reject' | 'truncate' | 'warn' | (string & {}) | undefined
}

/** Rails on what the user says. */
export interface InputRails {
  /** Run them side by side. @default false */
  parallel?: boolean | null | undefined
  /** Which rails. */
  flows?: readonly string[] | undefined
}

/** Rails on what the model says. */
export interface OutputRails {
  /** Run them side by side. @default false */
  parallel?: boolean | null | undefined
  /** Which rails. */
  flows?: readonly string[] | undefined
  streaming?: OutputRailsStreamingConfig | undefined
  /** Check the thinking of the model too. @default false */
  apply_to_reasoning_traces?: boolean | null | undefined
}

/** How output rails check an answer that comes bit by bit. */
export interface OutputRailsStreamingConfig {
  /** @default true */
  enabled?: boolean | undefined
  /** Tokens to check at a time. @default 200 */
  chunk_size?: number | undefined
  /** Tokens of the chunk before to check again. @default 50 */
  context_size?: number | undefined
  /** Pass tokens on before they are checked. @default true */
  stream_first?: boolean | undefined
}

/** Rails on documents that were looked up. */
export interface RetrievalRails {
  /** Which rails. */
  flows?: readonly string[] | undefined
}

/** Rails on how the dialog goes. */
export interface DialogRails {
  single_call?: SingleCallConfig | undefined
  user_messages?: UserMessagesConfig | undefined
}

/** Whether the dialog rails call the model once only. */
export interface SingleCallConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** Call it more often where once is not enough. @default true */
  fallback_to_multiple_calls?: boolean | undefined
}

/** How the dialog rails understand what the user says. */
export interface UserMessagesConfig {
  /** By likeness to examples, without a model. @default false */
  embeddings_only?: boolean | undefined
  /** How alike it must be, from 0 to 1. */
  embeddings_only_similarity_threshold?: number | null | undefined
  /** What it counts as otherwise. Null: the model says. */
  embeddings_only_fallback_intent?: string | null | undefined
}

/** Rails on actions. */
export interface ActionRails {
  /** Actions that are over at once. */
  instant_actions?: readonly string[] | null | undefined
}

/** Rails on calls of tools, before they are made. */
export interface ToolOutputRails {
  /** Which rails. */
  flows?: readonly string[] | undefined
  /** Run them side by side. @default false */
  parallel?: boolean | null | undefined
}

/** Rails on answers of tools. */
export interface ToolInputRails {
  /** Which rails. */
  flows?: readonly string[] | undefined
  /** Run them side by side. @default false */
  parallel?: boolean | null | undefined
}

/** Traces of what the guardrails do. */
export interface TracingConfig {
  /** @default false */
  enabled?: boolean | undefined
  /** Where they go. */
  adapters?: readonly LogAdapterConfig[] | undefined
  /** `opentelemetry` or `legacy`. @default 'opentelemetry' */
  span_format?: string | undefined
  /** Include prompts and answers, and with them perhaps personal data. @default false */
  enable_content_capture?: boolean | undefined
}

/** Where traces go. */
export interface LogAdapterConfig {
  /** @default 'FileSystem' */
  name?: string | undefined
  [name: string]: unknown
}

/** Which rails to run, and what to give back. */
export interface GenerationOptions {
  rails?: GenerationRailsOptions | undefined
  /** More settings for the model. */
  llm_params?: Readonly<Record<string, unknown>> | null | undefined
  /** Give back what else the model gave. @default false */
  llm_output?: boolean | null | undefined
  /** Variables to give back; true for all. */
  output_vars?: boolean | readonly string[] | null | undefined
  /** What to log. */
  log?: GenerationLogOptions | undefined
}

/** Which rails to run: all of a kind, none, or those named. */
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

/** What to log; nothing unless asked for. */
export interface GenerationLogOptions {
  /** Rails that ran. @default false */
  activated_rails?: boolean | undefined
  /** Calls of models, with prompts and answers. @default false */
  llm_calls?: boolean | undefined
  /** Events within the guardrails. @default false */
  internal_events?: boolean | undefined
  /** The conversation in Colang. @default false */
  colang_history?: boolean | undefined
  /** How long it took, and how many tokens. @default false */
  stats?: boolean | undefined
}

/** What a check found. */
export interface GuardrailCheckResponse {
  /** `blocked` if any rail blocked the conversation. */
  status: StatusEnum
  /** What each rail found, by its name. */
  rails_status: Record<string, RailStatus>
  /** Which configs were used, and the log that was asked for. */
  guardrails_data?: GuardrailsData | null
}

/** Whether a conversation passed (`success`) or was `blocked`. */
export type StatusEnum = 'blocked' | 'success' | 'unknown' | (string & {})

/** What a rail found. */
export interface RailStatus {
  status: StatusEnum
}

/** What the guardrails say about their work. */
export interface GuardrailsData {
  /** What else the model gave. */
  llm_output?: Record<string, unknown> | null
  /** Configs that were used. */
  config_ids?: string[] | null
  /** Values of the variables that were asked for. */
  output_data?: Record<string, unknown> | null
  /** The log that was asked for. */
  log?: GenerationLog | null
}

/** The log of a check. */
export interface GenerationLog {
  /** Rails that ran. */
  activated_rails?: ActivatedRail[]
  /** How long it took, and how many tokens. */
  stats?: GenerationStats
  /** Calls of models. */
  llm_calls?: LLMCallInfo[] | null
  /** Events within the guardrails. */
  internal_events?: Record<string, unknown>[] | null
  /** The conversation in Colang. */
  colang_history?: string | null
}

/** A rail that ran. */
export interface ActivatedRail {
  /** Its kind, for instance `input` or `output`. */
  type: string
  /** Name of its flow. */
  name: string
  /** What it decided, in order. */
  decisions?: string[]
  executed_actions?: ExecutedAction[]
  /** Whether it stopped everything after it. */
  stop?: boolean
  additional_info?: Record<string, unknown> | null
  /** In seconds since 1970. */
  started_at?: number | null
  /** In seconds since 1970. */
  finished_at?: number | null
  /** In seconds. */
  duration?: number | null
}

/** An action that a rail took. */
export interface ExecutedAction {
  action_name: string
  action_params?: Record<string, unknown>
  return_value?: unknown
  llm_calls?: LLMCallInfo[]
  /** In seconds since 1970. */
  started_at?: number | null
  /** In seconds since 1970. */
  finished_at?: number | null
  /** In seconds. */
  duration?: number | null
}

/** A call of a model that a rail made. */
export interface LLMCallInfo {
  /** What it was for. */
  task?: string | null
  /** In seconds. */
  duration?: number | null
  total_tokens?: number | null
  prompt_tokens?: number | null
  completion_tokens?: number | null
  /** In seconds since 1970. */
  started_at?: number | null
  /** In seconds since 1970. */
  finished_at?: number | null
  id?: string | null
  prompt?: string | null
  completion?: string | null
  /** The answer as it came. */
  raw_response?: Record<string, unknown> | null
  llm_model_name?: string | null
}

/** How long a check took, in seconds, and how many tokens it used. */
export interface GenerationStats {
  /** In seconds. */
  input_rails_duration?: number | null
  /** In seconds. */
  dialog_rails_duration?: number | null
  /** In seconds. */
  generation_rails_duration?: number | null
  /** In seconds. */
  output_rails_duration?: number | null
  /** In seconds. */
  total_duration?: number | null
  /** In seconds. */
  llm_calls_duration?: number | null
  llm_calls_count?: number | null
  llm_calls_total_prompt_tokens?: number | null
  llm_calls_total_completion_tokens?: number | null
  llm_calls_total_tokens?: number | null
}

/** A guardrail config. */
export interface GuardrailConfig {
  name?: string
  workspace: string
  project?: string | null
  description?: string | null
  /** The config itself: models, prompts and rails. */
  data?: RailsConfig | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  /** The same as `id`. */
  entity_id: string
  parent: string | null
  /** Goes up with each change. */
  db_version: number
}

/** Which guardrail configs to list. */
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
  guardrails?: GuardrailsDataParam | undefined
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
