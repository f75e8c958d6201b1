/** Wire types of `inference`. Generated from `api/`: `npm run generate`. */

import type { ListParams, StringFilter } from './common.ts'
import type { AuthContext, BackendFormat, DatetimeFilter, InferenceParams, ToolCallConfig } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Engine. */
export type Engine = 'nim' | 'vllm' | 'generic' | (string & {})

/** Model deployment config model spec. */
export interface ModelDeploymentConfigModelSpec {
  model_type?: ModelType | null | undefined
  model_namespace?: string | null | undefined
  model_name?: string | null | undefined
  model_revision?: string | null | undefined
  chat_template?: string | null | undefined
  tool_call_config?: ToolCallConfig | null | undefined
  /** @default false */
  lora_enabled?: boolean | undefined
}

/** Model type. */
export type ModelType = 'llm' | 'embed' | 'other' | (string & {})

/** Container executor config. */
export interface ContainerExecutorConfig {
  gpu: number
  /** @default '50Gi' */
  disk_size?: string | undefined
  image_name?: string | null | undefined
  image_tag?: string | null | undefined
  health_check_path?: string | null | undefined
  run_as_user?: number | null | undefined
  run_as_group?: number | null | undefined
  additional_envs?: Readonly<Record<string, string>> | null | undefined
  additional_args?: readonly string[] | undefined
  k8s_nim_operator_config?: K8sNIMOperatorConfig | null | undefined
  override_config?: Readonly<Record<string, unknown>> | null | undefined
}

/** K8s NIMOperator config. */
export interface K8sNIMOperatorConfig {
  resources?: Readonly<Record<string, unknown>> | null | undefined
  tolerations?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  node_selector?: Readonly<Record<string, string>> | null | undefined
  startup_probe_grace_seconds?: number | null | undefined
}

/** Model deployment config. */
export interface ModelDeploymentConfig {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  entity_version: number
  description?: string | null
  engine: Engine
  model_spec: ModelDeploymentConfigModelSpec
  executor_config: ContainerExecutorConfig
  model_entity_id?: string | null
}

/** Model deployment config filter. */
export interface ModelDeploymentConfigFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  model_entity_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Model deployment. */
export interface ModelDeployment {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  entity_version: number
  config: string
  config_version: number
  status?: ModelDeploymentStatus
  status_message?: string
  status_history?: ModelDeploymentStatusHistoryItem[]
  model_provider_id?: string | null
  auth_context?: AuthContext | null
}

/** Model deployment status. */
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

/** Model deployment status history item. */
export interface ModelDeploymentStatusHistoryItem {
  timestamp: string
  status: ModelDeploymentStatus
  status_message?: string
}

/** Model deployment filter. */
export interface ModelDeploymentFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  status?: ModelDeploymentStatus | null | undefined
  config?: StringFilter | string | null | undefined
  model_provider_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  status_message?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Open AIList models resp. */
export interface OpenAIListModelsResp {
  data: OpenAIModelResp[]
  object?: string
}

/** Open AIModel resp. */
export interface OpenAIModelResp {
  id: string
  owned_by: string
  object?: string
  created?: number
}

/** Prompt message. */
export interface PromptMessage {
  role: PromptMessageRole
  content: string
}

/** Prompt message role. */
export type PromptMessageRole = 'system' | 'developer' | 'user' | 'assistant' | (string & {})

/** Chat completion tool. */
export interface ChatCompletionTool {
  type: 'function'
  function: FunctionDefinition
}

/** Function definition. */
export interface FunctionDefinition {
  name: string
  description?: string | null | undefined
  parameters?: Readonly<Record<string, unknown>> | null | undefined
  strict?: boolean | null | undefined
}

/** Prompt. */
export interface Prompt {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  messages?: PromptMessage[]
  input_variables?: string[]
  tools?: ChatCompletionTool[] | null
  tool_choice?: string | Record<string, unknown> | null
  response_format?: Record<string, unknown> | null
  inference_params?: InferenceParams | null
  tags?: string[]
}

/** Prompt sort. */
export type PromptSort =
  | 'name'
  | '-name'
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | (string & {})

/** Prompt filter. */
export interface PromptFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: string | null | undefined
  description?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Model provider status. */
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

/** Model provider. */
export interface ModelProvider {
  id?: string
  name: string
  workspace: string
  project?: string | null
  created_at: string
  updated_at: string
  description?: string | null
  host_url: string
  api_key_secret_name?: string | null
  served_models?: ServedModelMapping[] | null
  enabled_models?: string[] | null
  status?: ModelProviderStatus
  status_message?: string
  default_extra_body?: Record<string, unknown> | null
  default_extra_headers?: Record<string, string> | null
  required_extra_body?: Record<string, unknown> | null
  required_extra_headers?: Record<string, string> | null
  model_deployment_id?: string | null
  auth_context?: AuthContext | null
  auth_header_format?: string | null
}

/** Served model mapping. */
export interface ServedModelMapping {
  model_entity_id: string
  served_model_name: string
}

/** Model provider sort. */
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

/** Model provider filter. */
export interface ModelProviderFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  status?: ModelProviderStatus | null | undefined
  model_deployment_id?: string | null | undefined
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  host_url?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Virtual model inference config. */
export interface VirtualModelInferenceConfig {
  model: string
  backend_format?: BackendFormat | null | undefined
}

/** Middleware call. */
export interface MiddlewareCall {
  name: string
  config_type: string
  config?: Readonly<Record<string, unknown>> | null | undefined
  config_id?: string | null | undefined
}

/** Virtual model. */
export interface VirtualModel {
  name?: string
  workspace: string
  project?: string | null
  default_model_entity?: string | null
  autoprovisioned?: boolean
  models?: VirtualModelInferenceConfig[]
  request_middleware?: MiddlewareCall[]
  response_middleware?: MiddlewareCall[]
  post_response_middleware?: MiddlewareCall[]
  override_proxy?: string | null
  guardrail_config_ids?: string[]
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Virtual model filter. */
export interface VirtualModelFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: StringFilter | string | null | undefined
  default_model_entity?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
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
  /** The messages, in order; a variable stands in double braces. */
  messages?: readonly PromptMessage[] | undefined
  /** Names of the variables. They must be those that the messages use. */
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
  /** The messages, in order; a variable stands in double braces. */
  messages?: readonly PromptMessage[] | undefined
  /** Names of the variables. They must be those that the messages use. */
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
}

/** Params of `delete` of `VirtualModels`. */
export interface VirtualModelDeleteParams extends WorkspaceParams {
  /** Delete it only if its `db_version` still is this one. */
  expected_db_version?: number | null | undefined
}
