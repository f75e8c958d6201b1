// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `inference`. */

import type { ListParams, StringFilter } from './common.ts'
import type {
  AuthContext,
  BackendFormat,
  DatetimeFilter,
  InferenceParams,
  ToolCallConfig,
} from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** What runs a model: NVIDIA NIM, vLLM, or any container. */
export type Engine = 'nim' | 'vllm' | 'generic' | (string & {})

/** Which model to run, and how it is to behave. */
export interface ModelDeploymentConfigModelSpec {
  model_type?: ModelType | null | undefined
  /** Organization or user that the weights are published by. */
  model_namespace?: string | null | undefined
  /** Name that the weights are published under. */
  model_name?: string | null | undefined
  /** Branch, tag or commit of the weights. @default 'main' */
  model_revision?: string | null | undefined
  /** Jinja template that makes text of a conversation. Left out: that of the model. */
  chat_template?: string | null | undefined
  /** How it calls tools. Left out: as the model says. */
  tool_call_config?: ToolCallConfig | null | undefined
  /** Whether LoRA adapters can be used with it. @default false */
  lora_enabled?: boolean | undefined
}

/** What a model gives: text, embeddings, or something else. */
export type ModelType = 'llm' | 'embed' | 'other' | (string & {})

/** Hardware and settings of the container that runs a model. */
export interface ContainerExecutorConfig {
  /** How many GPUs; 0 for none. */
  gpu: number
  /** @default '50Gi' */
  disk_size?: string | undefined
  /** Image. Left out: that of the engine; needed for `generic`. */
  image_name?: string | null | undefined
  /** Left out: that of the engine. */
  image_tag?: string | null | undefined
  /** Path that tells whether it is ready, for instance `/health`. Left out: that of the engine. */
  health_check_path?: string | null | undefined
  /** User id in the container. Kubernetes only. */
  run_as_user?: number | null | undefined
  /** Group id in the container. Kubernetes only. */
  run_as_group?: number | null | undefined
  /** Environment variables. */
  additional_envs?: Readonly<Record<string, string>> | null | undefined
  /** Arguments, after those of the engine. */
  additional_args?: readonly string[] | undefined
  /** Settings for NIMs in Kubernetes. */
  k8s_nim_operator_config?: K8sNIMOperatorConfig | null | undefined
  /** Parts of the NIM service for Kubernetes, put over everything else. NIM only. */
  override_config?: Readonly<Record<string, unknown>> | null | undefined
}

/** Settings for NIMs in Kubernetes. */
export interface K8sNIMOperatorConfig {
  /** What it needs, for instance `{ requests: { cpu: '2', memory: '8Gi' } }`. */
  resources?: Readonly<Record<string, unknown>> | null | undefined
  /** Taints of machines that it bears. */
  tolerations?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  /** Labels that its machine must have. */
  node_selector?: Readonly<Record<string, string>> | null | undefined
  /** How long it may take to start, in seconds. */
  startup_probe_grace_seconds?: number | null | undefined
}

/** A version of a deployment config: how a model is to be run. */
export interface ModelDeploymentConfig {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  /** Number of the version, from 1. */
  entity_version: number
  description?: string | null
  /** What runs the model. */
  engine: Engine
  /** Which model to run, and how it is to behave. */
  model_spec: ModelDeploymentConfigModelSpec
  /** GPUs, disk, image and settings of the container. */
  executor_config: ContainerExecutorConfig
  /** The model that it is for: `workspace/name`. */
  model_entity_id?: string | null
}

/** Which deployment configs to list. */
export interface ModelDeploymentConfigFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  /** The model that they are for: `workspace/name`. */
  model_entity_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** A version of a deployment: a model that runs on the platform. */
export interface ModelDeployment {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  /** Number of the version, from 1. */
  entity_version: number
  /** Name of the deployment config. */
  config: string
  /** Version of the config. */
  config_version: number
  status?: ModelDeploymentStatus
  /** More about the status. */
  status_message?: string
  /** What status it had when, the oldest first. */
  status_history?: ModelDeploymentStatusHistoryItem[]
  /** The provider that was made for it: `workspace/name`. */
  model_provider_id?: string | null
  /** On whose behalf it runs. */
  auth_context?: AuthContext | null
}

/** How far a deployment is. `READY` is the one that takes requests. */
export type ModelDeploymentStatus =
  | 'UNKNOWN'
  | 'CREATED'
  | 'PENDING'
  | 'READY'
  | 'ERROR'
  | 'DELETING'
  | 'DELETED'
  | 'LOST'
  | (string & {})

/** A status that a deployment had. */
export interface ModelDeploymentStatusHistoryItem {
  /** Since when. */
  timestamp: string
  status: ModelDeploymentStatus
  /** More about the status. */
  status_message?: string
}

/** Which deployments to list. */
export interface ModelDeploymentFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  status?: ModelDeploymentStatus | null | undefined
  /** Name of the deployment config. */
  config?: StringFilter | string | null | undefined
  /** The provider that was made for them: `workspace/name`. */
  model_provider_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  status_message?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Models that the gateway serves, in OpenAI's form. */
export interface OpenAIListModelsResp {
  data: OpenAIModelResp[]
  object?: string
}

/** A model that the gateway serves, in OpenAI's form. */
export interface OpenAIModelResp {
  /** What to put into `model`: `workspace/name`. */
  id: string
  owned_by: string
  object?: string
  /** Seconds since 1970; 0 if nobody knows. */
  created?: number
}

/** A message of a prompt. */
export interface PromptMessage {
  role: PromptMessageRole
  /** A Jinja template: a variable stands in double braces. */
  content: string
}

/** Who a message of a prompt is from. */
export type PromptMessageRole = 'system' | 'developer' | 'user' | 'assistant' | (string & {})

/** A tool that a model may call. */
export interface ChatCompletionTool {
  type: 'function'
  function: FunctionDefinition
}

/** A function that a model may call. */
export interface FunctionDefinition {
  name: string
  /** What it does: the model decides by this when to call it. */
  description?: string | null | undefined
  /** What it takes, as a JSON Schema. */
  parameters?: Readonly<Record<string, unknown>> | null | undefined
  /** Whether calls must follow the schema to the letter. */
  strict?: boolean | null | undefined
}

/** A prompt: messages with gaps to fill in. */
export interface Prompt {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  /** The messages, in order. */
  messages?: PromptMessage[]
  /** Names of the variables that the messages use. */
  input_variables?: string[]
  /** What the model may call. */
  tools?: ChatCompletionTool[] | null
  /** Whether it may call a tool (`none`, `auto`, `required`), or which one it must. */
  tool_choice?: string | Record<string, unknown> | null
  /** Form of the answer, as OpenAI takes it. */
  response_format?: Record<string, unknown> | null
  /** Model, temperature and the like to use it with. */
  inference_params?: InferenceParams | null
  tags?: string[]
}

/** Order of a list of prompts; with `-` in front, descending. */
export type PromptSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Which prompts to list. */
export interface PromptFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: string | null | undefined
  description?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** How a provider is. `READY` is the one that takes requests. */
export type ModelProviderStatus =
  | 'UNKNOWN'
  | 'CREATED'
  | 'PENDING'
  | 'READY'
  | 'ERROR'
  | 'DELETING'
  | 'DELETED'
  | 'LOST'
  | (string & {})

/** A model provider: a server that models can be reached at. */
export interface ModelProvider {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  /** Where it is. */
  host_url: string
  /** Name of the secret that holds its API key. */
  api_key_secret_name?: string | null
  /** Which of its models stand for which models of the platform. */
  served_models?: ServedModelMapping[] | null
  /** Which of its models to use. Null: all. */
  enabled_models?: string[] | null
  status?: ModelProviderStatus
  /** More about the status. */
  status_message?: string
  /** Fields that are added to the body of each request, unless the request has them. */
  default_extra_body?: Record<string, unknown> | null
  /** Headers that are added to each request, unless the request has them. */
  default_extra_headers?: Record<string, string> | null
  /** Fields that are put into the body of each request, whatever the request has. */
  required_extra_body?: Record<string, unknown> | null
  /** Headers that are put into each request, whatever the request has. */
  required_extra_headers?: Record<string, string> | null
  /** The deployment that it was made for: `workspace/name`. */
  model_deployment_id?: string | null
  /** On whose behalf it is called. */
  auth_context?: AuthContext | null
  /**
   * The header that the key goes into, with `auth_secret` in double braces where the key stands. Null:
   * `Authorization: Bearer {{ auth_secret }}`.
   */
  auth_header_format?: string | null
}

/** A model of a provider, and the model of the platform that it stands for. */
export interface ServedModelMapping {
  /** The model of the platform: `workspace/name`. */
  model_entity_id: string
  /** Name that the provider itself uses. */
  served_model_name: string
}

/** Order of a list of providers; with `-` in front, descending. */
export type ModelProviderSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | 'status'
  | '-status'
  | (string & {})

/** Which providers to list. */
export interface ModelProviderFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  status?: ModelProviderStatus | null | undefined
  /** The deployment that they were made for: `workspace/name`. */
  model_deployment_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  host_url?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** A model that a virtual model uses. */
export interface VirtualModelInferenceConfig {
  /** The model: `workspace/name`. */
  model: string
  /** What API it talks. Null: as the model says. */
  backend_format?: BackendFormat | null | undefined
}

/** A step of a virtual model, with either `config` or `config_id`. */
export interface MiddlewareCall {
  /** The plugin that does it, for instance `nemo-guardrails`. */
  name: string
  /** What kind of config it is; the plugin says which there are. */
  config_type: string
  /** The config itself. */
  config?: Readonly<Record<string, unknown>> | null | undefined
  /** A config that is stored: `workspace/name`. */
  config_id?: string | null | undefined
}

/** A virtual model: a name that requests to the gateway can use. */
export interface VirtualModel {
  name?: string
  workspace: string
  project?: string | null
  /** The model that requests go to: `workspace/name`. Null: a step chooses. */
  default_model_entity?: string | null
  /** Whether the platform made it and deletes it as soon as nothing serves a model of that name. */
  autoprovisioned?: boolean
  /** The models that it uses, and what API each one talks. */
  models?: VirtualModelInferenceConfig[]
  /** Steps before the request goes to the model, in order. */
  request_middleware?: MiddlewareCall[]
  /** Steps before the answer goes back, in order. */
  response_middleware?: MiddlewareCall[]
  /** Steps after the answer went back, in order. */
  post_response_middleware?: MiddlewareCall[]
  /** What passes the request on instead of the gateway itself: `plugin.proxy`. */
  override_proxy?: string | null
  /** Guardrail configs that its steps use, each as `workspace/name`; the platform keeps the list. */
  guardrail_config_ids?: string[]
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

/** Which virtual models to list. */
export interface VirtualModelFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: StringFilter | string | null | undefined
  /** The model that requests go to: `workspace/name`. */
  default_model_entity?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** A guardrail config that their steps use: `workspace/name`. */
  guardrail_config?: string | null | undefined
}

/** Params of `create` of `DeploymentConfigs`. */
export interface DeploymentConfigCreateParams extends WorkspaceParams {
  name: string
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** What runs the model. */
  engine: Engine
  /** Which model to run, and how it is to behave. */
  model_spec: ModelDeploymentConfigModelSpec
  /** GPUs, disk, image and settings of the container. */
  executor_config: ContainerExecutorConfig
  /** The model that it is for: `workspace/name`. */
  model_entity_id?: string | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `DeploymentConfigs`. */
export interface DeploymentConfigListParams extends WorkspaceParams, ListParams {
  /** A field, with `-` in front for descending. @default 'created_at' */
  sort?: string | undefined
  filter?: ModelDeploymentConfigFilter | string | undefined
  /** Configs per page. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `DeploymentConfigs`. */
export interface DeploymentConfigUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  /** What runs the model. */
  engine: Engine
  /** Which model to run, and how it is to behave. */
  model_spec: ModelDeploymentConfigModelSpec
  /** GPUs, disk, image and settings of the container. */
  executor_config: ContainerExecutorConfig
  /** The model that it is for: `workspace/name`. */
  model_entity_id?: string | null | undefined
}

/** Params of `retrieve` of `DeploymentConfigVersions`. */
export interface DeploymentConfigVersionRetrieveParams extends WorkspaceParams {
  /** Name of the deployment config. */
  config: string
}

/** Params of `delete` of `DeploymentConfigVersions`. */
export interface DeploymentConfigVersionDeleteParams extends WorkspaceParams {
  /** Name of the deployment config. */
  config: string
}

/** Params of `create` of `Deployments`. */
export interface DeploymentCreateParams extends WorkspaceParams {
  name: string
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  /** Name of the deployment config. */
  config: string
  /** Version of the config. @default the newest */
  config_version?: number | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Deployments`. */
export interface DeploymentListParams extends WorkspaceParams, ListParams {
  /** A field, with `-` in front for descending. @default 'created_at' */
  sort?: string | undefined
  /** List all versions of each. @default false */
  all_versions?: boolean | undefined
  filter?: ModelDeploymentFilter | string | undefined
  /** Deployments per page. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Deployments`. */
export interface DeploymentUpdateParams extends WorkspaceParams {
  /** Name of the deployment config. */
  config: string
  /** Version of the config. @default the newest */
  config_version?: number | null | undefined
}

/** Params of `updateStatus` of `Deployments`. */
export interface DeploymentUpdateStatusParams extends WorkspaceParams {
  status: ModelDeploymentStatus
  /** More about the status, up to 1000 characters. @default '' */
  status_message?: string | undefined
  /** The provider that was made for it: `workspace/name`. */
  model_provider_id?: string | null | undefined
  /** Which version, from 1. @default the newest */
  version?: string | null | undefined
}

/** Params of `retrieve` of `DeploymentVersions`. */
export interface DeploymentVersionRetrieveParams extends WorkspaceParams {
  /** Name of the deployment. */
  deployment: string
}

/** Params of `delete` of `DeploymentVersions`. */
export interface DeploymentVersionDeleteParams extends WorkspaceParams {
  /** Name of the deployment. */
  deployment: string
}

/** Params of `get` of `ModelGateway`. */
export interface ModelGatewayGetParams extends WorkspaceParams {
  /** Name of the model. */
  name: string
}

/** Params of `patch` of `ModelGateway`. */
export interface ModelGatewayPatchParams extends WorkspaceParams {
  /** Name of the model. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `delete` of `ModelGateway`. */
export interface ModelGatewayDeleteParams extends WorkspaceParams {
  /** Name of the model. */
  name: string
}

/** Params of `post` of `ModelGateway`. */
export interface ModelGatewayPostParams extends WorkspaceParams {
  /** Name of the model; for one with an adapter `model&adapters/workspace/adapter`. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `put` of `ModelGateway`. */
export interface ModelGatewayPutParams extends WorkspaceParams {
  /** Name of the model. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `patch` of `OpenAIGateway`. */
export interface OpenAIGatewayPatchParams extends WorkspaceParams {
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `post` of `OpenAIGateway`. */
export interface OpenAIGatewayPostParams extends WorkspaceParams {
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `put` of `OpenAIGateway`. */
export interface OpenAIGatewayPutParams extends WorkspaceParams {
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `get` of `ProviderGateway`. */
export interface ProviderGatewayGetParams extends WorkspaceParams {
  /** Name of the provider. */
  name: string
}

/** Params of `patch` of `ProviderGateway`. */
export interface ProviderGatewayPatchParams extends WorkspaceParams {
  /** Name of the provider. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `delete` of `ProviderGateway`. */
export interface ProviderGatewayDeleteParams extends WorkspaceParams {
  /** Name of the provider. */
  name: string
}

/** Params of `post` of `ProviderGateway`. */
export interface ProviderGatewayPostParams extends WorkspaceParams {
  /** Name of the provider. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `put` of `ProviderGateway`. */
export interface ProviderGatewayPutParams extends WorkspaceParams {
  /** Name of the provider. */
  name: string
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `create` of `Prompts`. */
export interface PromptCreateParams extends WorkspaceParams {
  name: string
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** The messages, in order. They are Jinja templates: a variable stands in double braces. */
  messages?: readonly PromptMessage[] | undefined
  /** Names of the variables that the messages use. */
  input_variables?: readonly string[] | undefined
  /** What the model may call. */
  tools?: readonly ChatCompletionTool[] | null | undefined
  /** Whether it may call a tool, or which one it must. */
  tool_choice?: string | Readonly<Record<string, unknown>> | null | undefined
  /** Form of the answer, as OpenAI takes it. */
  response_format?: Readonly<Record<string, unknown>> | null | undefined
  /** Model, temperature and the like to use it with. */
  inference_params?: InferenceParams | null | undefined
  tags?: readonly string[] | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Prompts`. */
export interface PromptListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: PromptSort | undefined
  filter?: PromptFilter | string | undefined
  /** Prompts per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Prompts`. */
export interface PromptUpdateParams extends WorkspaceParams {
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** The messages, in order. They are Jinja templates: a variable stands in double braces. */
  messages?: readonly PromptMessage[] | undefined
  /** Names of the variables that the messages use. */
  input_variables?: readonly string[] | undefined
  /** What the model may call. */
  tools?: readonly ChatCompletionTool[] | null | undefined
  /** Whether it may call a tool, or which one it must. */
  tool_choice?: string | Readonly<Record<string, unknown>> | null | undefined
  /** Form of the answer, as OpenAI takes it. */
  response_format?: Readonly<Record<string, unknown>> | null | undefined
  /** Model, temperature and the like to use it with. */
  inference_params?: InferenceParams | null | undefined
  tags?: readonly string[] | null | undefined
}

/** Params of `create` of `Providers`. */
export interface ProviderCreateParams extends WorkspaceParams {
  name: string
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** Where it is, for instance `https://integrate.api.nvidia.com`. */
  host_url: string
  /** Name of the secret that holds its API key. */
  api_key_secret_name?: string | null | undefined
  /** Which of its models to use. @default all */
  enabled_models?: readonly string[] | null | undefined
  /** Fields to add to the body of each request, unless the request has them. */
  default_extra_body?: Readonly<Record<string, unknown>> | null | undefined
  /** Headers to add to each request, unless the request has them. */
  default_extra_headers?: Readonly<Record<string, string>> | null | undefined
  /** Fields to put into the body of each request, whatever the request has. */
  required_extra_body?: Readonly<Record<string, unknown>> | null | undefined
  /** Headers to put into each request, whatever the request has. */
  required_extra_headers?: Readonly<Record<string, string>> | null | undefined
  /** The deployment that it belongs to, if it was made for one: `workspace/name`. */
  model_deployment_id?: string | null | undefined
  /** Set by the platform as a rule. */
  status?: ModelProviderStatus | null | undefined
  /** More about the status, up to 1000 characters. */
  status_message?: string | null | undefined
  /**
   * The header that the key goes into, with `auth_secret` in double braces where the key stands. @default
   * 'Authorization: Bearer {{ auth_secret }}'
   */
  auth_header_format?: string | null | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Providers`. */
export interface ProviderListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: ModelProviderSort | undefined
  filter?: ModelProviderFilter | string | undefined
  /** Providers per page. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Providers`. */
export interface ProviderUpdateParams extends WorkspaceParams {
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  description?: string | null | undefined
  /** Where it is, for instance `https://integrate.api.nvidia.com`. */
  host_url: string
  /** Name of the secret that holds its API key. */
  api_key_secret_name?: string | null | undefined
  /** Which of its models to use. @default all */
  enabled_models?: readonly string[] | null | undefined
  /** Fields to add to the body of each request, unless the request has them. */
  default_extra_body?: Readonly<Record<string, unknown>> | null | undefined
  /** Headers to add to each request, unless the request has them. */
  default_extra_headers?: Readonly<Record<string, string>> | null | undefined
  /** Fields to put into the body of each request, whatever the request has. */
  required_extra_body?: Readonly<Record<string, unknown>> | null | undefined
  /** Headers to put into each request, whatever the request has. */
  required_extra_headers?: Readonly<Record<string, string>> | null | undefined
  /** The deployment that it belongs to, if it was made for one: `workspace/name`. */
  model_deployment_id?: string | null | undefined
  /** Set by the platform as a rule. */
  status?: ModelProviderStatus | null | undefined
  /** More about the status, up to 1000 characters. */
  status_message?: string | null | undefined
  /**
   * The header that the key goes into, with `auth_secret` in double braces where the key stands. @default
   * 'Authorization: Bearer {{ auth_secret }}'
   */
  auth_header_format?: string | null | undefined
}

/** Params of `updateStatus` of `Providers`. */
export interface ProviderUpdateStatusParams extends WorkspaceParams {
  /** The deployment that it belongs to: `workspace/name`. */
  model_deployment_id?: string | null | undefined
  /** Which of its models stand for which models of the platform. */
  served_models?: readonly ServedModelMapping[] | null | undefined
  status?: ModelProviderStatus | null | undefined
  /** More about the status, up to 1000 characters. */
  status_message?: string | null | undefined
}

/** Params of `create` of `VirtualModels`. */
export interface VirtualModelCreateParams extends WorkspaceParams {
  /** The model that requests go to: `workspace/name`. Left out: a step of `request_middleware` must choose one. */
  default_model_entity?: string | null | undefined
  /** Let the platform delete it as soon as nothing serves a model of that name. @default false */
  autoprovisioned?: boolean | undefined
  /** The models that it uses, and what API each one talks. */
  models?: readonly VirtualModelInferenceConfig[] | undefined
  /** Steps before the request goes to the model, in order. */
  request_middleware?: readonly MiddlewareCall[] | undefined
  /** Steps before the answer goes back, in order. */
  response_middleware?: readonly MiddlewareCall[] | undefined
  /** Steps after the answer went back, in order, for instance logging. */
  post_response_middleware?: readonly MiddlewareCall[] | undefined
  /** What passes the request on instead of the gateway itself: `plugin.proxy`. */
  override_proxy?: string | null | undefined
  name: string
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `VirtualModels`. */
export interface VirtualModelListParams extends WorkspaceParams, ListParams {
  /** The workspace; `-` for all that you may see. */
  workspace?: string | undefined
  /** A field, with `-` in front for descending. @default '-created_at' */
  sort?: string | undefined
  /** Leave out those that the platform made. @default false */
  exclude_autoprovisioned?: boolean | undefined
  filter?: VirtualModelFilter | string | undefined
  /** Virtual models per page, at most 200. @default 20 */
  page_size?: number | undefined
}

/** Params of `patch` of `VirtualModels`. */
export interface VirtualModelPatchParams extends WorkspaceParams {
  /** The model that requests go to: `workspace/name`. Null: a step of `request_middleware` must choose one. */
  default_model_entity?: string | null | undefined
  /** Let the platform delete it as soon as nothing serves a model of that name. @default as it is */
  autoprovisioned?: boolean | undefined
  /** The models that it uses, and what API each one talks. */
  models?: readonly VirtualModelInferenceConfig[] | undefined
  /** Steps before the request goes to the model, in order. */
  request_middleware?: readonly MiddlewareCall[] | undefined
  /** Steps before the answer goes back, in order. */
  response_middleware?: readonly MiddlewareCall[] | undefined
  /** Steps after the answer went back, in order, for instance logging. */
  post_response_middleware?: readonly MiddlewareCall[] | undefined
  /** What passes the request on instead of the gateway itself: `plugin.proxy`. */
  override_proxy?: string | null | undefined
}

/** Params of `delete` of `VirtualModels`. */
export interface VirtualModelDeleteParams extends WorkspaceParams {
  /** Delete it only if its `db_version` still is this one. */
  expected_db_version?: number | null | undefined
}
