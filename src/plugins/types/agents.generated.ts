// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `agents`. */

import type {
  AuthContext,
  ListParams,
  PluginJob,
  PluginJobCreateParams,
  WorkspaceParams,
} from '../../types/index.ts'
import type { EnvironmentSpecInline, McpFulfillment, ModelProviderOverride } from './shared.generated.ts'

/** Agent. */
export interface Agent {
  description?: string
  config?: Record<string, unknown>
  config_format?: string
  name?: string
  workspace: string
  project?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Deployment mode list. */
export interface DeploymentModeList {
  data: DeploymentModeAvailability[]
}

/** Deployment mode availability. */
export interface DeploymentModeAvailability {
  mode: 'subprocess' | 'docker' | 'k8s' | 'openshell' | (string & {})
  enabled: boolean
  requires_image: boolean
}

/** Sample agent stream event. */
export interface SampleAgentStreamEvent {
  kind: 'progress' | 'done' | 'error' | (string & {})
  component?: 'workspace' | 'agent' | 'deployment' | 'dataset' | 'evaluation_config' | (string & {}) | null
  status?: 'created' | 'existing' | 'submitted' | 'uploaded' | 'updated' | (string & {}) | null
  workspace?: string | null
  result?: SampleAgentResponse | null
  message?: string | null
  status_code?: number | null
  failed_step?: string | null
  retryable?: boolean | null
}

/** Sample agent response. */
export interface SampleAgentResponse {
  status: 'created' | 'resumed' | 'already_exists' | (string & {})
  workspace: string
  studio_url: string
  agent: string
  deployment: string
  deployment_status: 'pending' | 'starting' | 'running' | 'failed' | 'deleting' | (string & {})
}

/** Analyze batch config. */
export interface AnalyzeBatchConfig {
  batch: string
  /** @default 'md' */
  format?: 'md' | 'json' | (string & {}) | undefined
  /** @default false */
  mechanical_only?: boolean | undefined
  anthropic_api_key_secret?: string | null | undefined
  anthropic_base_url?: string | null | undefined
}

/** Evaluate agent spec. */
export interface EvaluateAgentSpec {
  agent?: string | null | undefined
  eval_config: string
  eval_config_fileset?: string | null | undefined
  output?: string | null | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** Evaluate suite submit config. */
export interface EvaluateSuiteSubmitConfig {
  evals: string
  agent: string
  /** @default 'auto' */
  runner?: 'auto' | 'harbor' | 'nat' | (string & {}) | undefined
  /** @default 'nat' */
  prefer?: 'harbor' | 'nat' | (string & {}) | undefined
  /** @default 4 */
  concurrency?: number | undefined
  /** @default false */
  skip_build?: boolean | undefined
  output: string
  filter_glob?: string | null | undefined
  /** @default 1 */
  repeats?: number | undefined
  anthropic_api_key_secret?: string | null | undefined
  anthropic_base_url?: string | null | undefined
}

/** Evaluate suite config. */
export interface EvaluateSuiteConfig {
  evals: string
  agent?: string | null
  runner?: 'auto' | 'harbor' | 'nat' | (string & {})
  prefer?: 'harbor' | 'nat' | (string & {})
  concurrency?: number
  skip_build?: boolean
  output?: string | null
  filter_glob?: string | null
  repeats?: number
  anthropic_api_key_secret?: string | null
  anthropic_base_url?: string | null
}

/** Execute agent job config. */
export interface ExecuteAgentJobConfig {
  agent: string | AgentInline
  input: string
  environment?: string | AgentEnvironmentInline | null | undefined
  workdir?: AgentWorkdir | null | undefined
  /** @default 3600 */
  timeout_seconds?: number | undefined
  /** @default true */
  auto_telemetry?: boolean | undefined
  extension?: ExecuteAgentExtensionConfig | null | undefined
  /** @default '' @since 0.7 */
  image?: string | undefined
}

/** Agent inline. */
export interface AgentInline {
  /** @default '' */
  description?: string | undefined
  config?: Readonly<Record<string, unknown>> | undefined
  /** @default 'nat-workflow-v1' */
  config_format?: string | undefined
}

/** Agent environment inline. */
export interface AgentEnvironmentInline {
  /** @default '' */
  description?: string | undefined
  environment_spec?: string | EnvironmentSpecInline | null | undefined
  compute_spec?: string | ComputeSpecInline | null | undefined
}

/** Compute spec inline. */
export interface ComputeSpecInline {
  /** @default '' */
  description?: string | undefined
  resources?: AgentComputeResources | undefined
}

/** Agent compute resources. */
export interface AgentComputeResources {
  limits?: Readonly<Record<string, string>> | undefined
  requests?: Readonly<Record<string, string>> | undefined
}

/** Agent workdir. */
export interface AgentWorkdir {
  base_workdir?: string | null | undefined
  artifact_mounts?: readonly AgentWorkdirArtifactMount[] | undefined
}

/** Agent workdir artifact mount. */
export interface AgentWorkdirArtifactMount {
  ref: string
  mount_path: string
}

/** Execute agent extension config. */
export interface ExecuteAgentExtensionConfig {
  kind: string
  config?: Readonly<Record<string, unknown>> | undefined
}

/** Execute agent step config. */
export interface ExecuteAgentStepConfig {
  request: ExecuteAgentJobConfig
  agent: ResolvedAgentConfig
  workdir?: AgentWorkdir | null
  compute?: ComputeSpecInline | null
  secrets?: Record<string, string>
  extension?: ExecuteAgentExtensionConfig
}

/** Resolved agent config. */
export interface ResolvedAgentConfig {
  name: string
  workspace: string
  config: Record<string, unknown>
  config_format: string
}

/** Optimize submit spec. */
export interface OptimizeSubmitSpec {
  optimize_config: string
  optimize_config_fileset?: string | null | undefined
  /** @default 'default' */
  workspace?: string | undefined
  agent?: string | null | undefined
  output?: string | null | undefined
}

/** Optimize spec. */
export interface OptimizeSpec {
  optimize_config: string
  optimize_config_fileset?: string | null
  workspace?: string
  agent?: string | null
  output?: string | null
}

/** Optimize skills config. */
export interface OptimizeSkillsConfig {
  evals: string
  agent: string
  /** @default '.agents/skills' */
  skills_path?: string | undefined
  filter_glob?: string | null | undefined
  /** @default 3 */
  iterations?: number | undefined
  /** @default 2 */
  concurrency?: number | undefined
  state?: string | null | undefined
  initial_batch?: string | null | undefined
  /** @default false */
  full_verification?: boolean | undefined
  /** @default false */
  open_pr?: boolean | undefined
  /** @default 1 */
  repeats?: number | undefined
  /** @default false */
  analyze_only?: boolean | undefined
  /** @default 'claude-code' */
  trace_parser?: 'claude-code' | undefined
  anthropic_api_key_secret?: string | null | undefined
  anthropic_base_url?: string | null | undefined
}

/** Package agent input. */
export interface PackageAgentInput {
  agent: string
  tag?: string | null | undefined
  base_image_url?: string | null | undefined
  base_image_tag?: string | null | undefined
  python_version?: string | null | undefined
  uv_version?: string | null | undefined
  /** @default false */
  allow_root?: boolean | undefined
  sandbox_runtime?: string | null | undefined
  agent_version?: string | null | undefined
  agent_author?: string | null | undefined
  /** @default false */
  skip_validation?: boolean | undefined
  registry?: string | null | undefined
  push_tag?: string | null | undefined
}

/** Package agent spec. */
export interface PackageAgentSpec {
  agent: string
  tag?: string | null
  base_image_url?: string | null
  base_image_tag?: string | null
  python_version?: string | null
  uv_version?: string | null
  allow_root?: boolean
  sandbox_runtime?: string | null
  agent_version?: string | null
  agent_author?: string | null
  skip_validation?: boolean
  registry?: string | null
  push_tag?: string | null
  workspace?: string
  agent_config?: Record<string, unknown>
}

/** Agent deployment. */
export interface AgentDeployment {
  name?: string
  workspace: string
  project?: string | null
  agent?: string
  config?: Record<string, unknown>
  environment?: string | AgentEnvironmentInline | null
  compute?: ComputeSpecInline | null
  secrets?: Record<string, string>
  status?: 'pending' | 'starting' | 'running' | 'failed' | 'deleting' | (string & {})
  deployment_mode?: 'subprocess' | 'docker' | 'k8s' | 'openshell' | (string & {})
  endpoint?: string
  endpoints?: Endpoint[]
  image?: string
  use_image_entrypoint?: boolean
  plugin_deployment?: string
  port?: number
  pid?: number
  error?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
  auth_context: AuthContext | null
  /** @since 0.7 */
  spec_revision?: string
  /** @since 0.7 */
  spec_tracked_revision?: string
}

/** Endpoint. */
export interface Endpoint {
  name: string
  url: string
  protocol?: 'http' | 'https' | 'grpc' | 'tcp' | (string & {})
}

/** Deployment logs response. */
export interface DeploymentLogsResponse {
  data: LogLine[]
  total_lines: number
  next_offset: unknown
}

/** Log line. */
export interface LogLine {
  timestamp: string
  job?: string
  job_step?: string
  job_task?: string
  message: string
}

/** Agent session. */
export interface AgentSession {
  name?: string
  workspace: string
  project?: string | null
  deployment_id: string
  status?: SessionStatus
  first_active_at?: string | null
  last_active_at?: string | null
  expires_at?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Session status. */
export type SessionStatus = 'active' | 'expired' | 'lost' | 'closed' | (string & {})

/** Session filter. */
export interface SessionFilter {
  deployment_id?: string | null | undefined
}

/** Agent environment. */
export interface AgentEnvironment {
  description?: string
  environment_spec?: string | EnvironmentSpecInline | null
  compute_spec?: string | ComputeSpecInline | null
  name?: string
  workspace: string
  project?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Agent environment spec. */
export interface AgentEnvironmentSpec {
  description?: string
  env?: Record<string, string>
  secrets?: Record<string, string>
  model_provider_override?: ModelProviderOverride | null
  provider?: string
  workspace_path?: string | null
  artifacts_path?: string | null
  control_location?: string | null
  ownership?: string | null
  connection?: Record<string, unknown>
  metadata?: Record<string, unknown>
  settings?: Record<string, unknown>
  mcp?: Record<string, McpFulfillment>
  name?: string
  workspace: string
  project?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Agent compute spec. */
export interface AgentComputeSpec {
  description?: string
  resources?: AgentComputeResources
  name?: string
  workspace: string
  project?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** What makes one of these: Analyses of what agents did. */
export type AnalyzeJobRequest = PluginJobCreateParams<AnalyzeBatchConfig>

/** Analyses of what agents did. */
export type AnalyzeJob = PluginJob<AnalyzeBatchConfig>

/** What makes one of these: Evaluations of an agent. */
export type AgentsEvaluateJobRequest = PluginJobCreateParams<EvaluateAgentSpec>

/** Evaluations of an agent. */
export type AgentsEvaluateJob = PluginJob<EvaluateAgentSpec>

/** What makes one of these: Evaluations of an agent by a suite of tasks. */
export type EvaluateSuiteJobRequest = PluginJobCreateParams<EvaluateSuiteSubmitConfig>

/** Evaluations of an agent by a suite of tasks. */
export type EvaluateSuiteJob = PluginJob<EvaluateSuiteConfig>

/** What makes one of these: Runs of an agent. */
export type ExecuteJobRequest = PluginJobCreateParams<ExecuteAgentJobConfig>

/** Runs of an agent. */
export type ExecuteJob = PluginJob<ExecuteAgentStepConfig>

/** What makes one of these: Searches for better settings of an agent. */
export type OptimizeJobRequest = PluginJobCreateParams<OptimizeSubmitSpec>

/** Searches for better settings of an agent. */
export type OptimizeJob = PluginJob<OptimizeSpec>

/** What makes one of these: Searches for better skills of an agent. */
export type OptimizeSkillsJobRequest = PluginJobCreateParams<OptimizeSkillsConfig>

/** Searches for better skills of an agent. */
export type OptimizeSkillsJob = PluginJob<OptimizeSkillsConfig>

/** What makes one of these: Images of an agent. */
export type PackageAgentJobRequest = PluginJobCreateParams<PackageAgentInput>

/** Images of an agent. */
export type PackageAgentJob = PluginJob<PackageAgentSpec>

/** Params of `create` of `Agents`. */
export interface AgentCreateParams extends WorkspaceParams {
  name: string
  /** @default '' */
  description?: string | undefined
  config: Readonly<Record<string, unknown>>
  /** @default 'nat-workflow-v1' */
  config_format?: string | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Agents`. */
export interface AgentListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `createSampleAgent` of `Agents`. */
export interface AgentCreateSampleAgentParams {
  model: string
}

/** Params of `create` of `AgentDeployments`. */
export interface AgentDeploymentCreateParams extends WorkspaceParams {
  agent: string
  name?: string | null | undefined
  /** @default 'subprocess' */
  deployment_mode?: 'subprocess' | 'docker' | 'k8s' | 'openshell' | (string & {}) | undefined
  /** @default '' */
  image?: string | undefined
  /** @default false */
  use_image_entrypoint?: boolean | undefined
  environment?: string | AgentEnvironmentInline | null | undefined
}

/** Params of `list` of `AgentDeployments`. */
export interface AgentDeploymentListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `getLogs` of `AgentDeployments`. */
export interface AgentDeploymentGetLogsParams extends WorkspaceParams {
  /** @default 500 */
  tail?: number | undefined
}

/** Params of `create` of `AgentSessions`. */
export interface AgentSessionCreateParams extends WorkspaceParams {
  deployment_id: string
  name?: string | null | undefined
}

/** Params of `list` of `AgentSessions`. */
export interface AgentSessionListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  filter?: SessionFilter | string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `create` of `AgentEnvironments`. */
export interface AgentEnvironmentCreateParams extends WorkspaceParams {
  /** @default '' */
  description?: string | undefined
  environment_spec?: string | EnvironmentSpecInline | null | undefined
  compute_spec?: string | ComputeSpecInline | null | undefined
  name: string
}

/** Params of `list` of `AgentEnvironments`. */
export interface AgentEnvironmentListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `create` of `AgentEnvironmentSpecs`. */
export interface AgentEnvironmentSpecCreateParams extends WorkspaceParams {
  /** @default '' */
  description?: string | undefined
  env?: Readonly<Record<string, string>> | undefined
  secrets?: Readonly<Record<string, string>> | undefined
  model_provider_override?: ModelProviderOverride | null | undefined
  /** @default 'local' */
  provider?: string | undefined
  workspace_path?: string | null | undefined
  artifacts_path?: string | null | undefined
  control_location?: string | null | undefined
  ownership?: string | null | undefined
  connection?: Readonly<Record<string, unknown>> | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
  settings?: Readonly<Record<string, unknown>> | undefined
  mcp?: Readonly<Record<string, McpFulfillment>> | undefined
  name: string
}

/** Params of `list` of `AgentEnvironmentSpecs`. */
export interface AgentEnvironmentSpecListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `create` of `AgentComputeSpecs`. */
export interface AgentComputeSpecCreateParams extends WorkspaceParams {
  /** @default '' */
  description?: string | undefined
  resources?: AgentComputeResources | undefined
  name: string
}

/** Params of `list` of `AgentComputeSpecs`. */
export interface AgentComputeSpecListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}
