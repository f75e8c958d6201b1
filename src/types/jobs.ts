/** Wire types of `jobs`. Generated from `api/`: `npm run generate`. */

import type { ListParams, StringFilter } from './common.ts'
import type { AuthContext, DatetimeFilter } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Platform job spec. */
export interface PlatformJobSpec {
  steps: readonly PlatformJobStepSpec[]
  secrets?: readonly PlatformJobSecret[] | null | undefined
}

/** Platform job step spec. */
export interface PlatformJobStepSpec {
  name: string
  environment?: readonly PlatformJobEnvironmentVariable[] | null | undefined
  executor:
    | CpuExecutionProvider
    | GpuExecutionProvider
    | DistributedGpuExecutionProvider
    | SubprocessExecutionProvider
  config?: Readonly<Record<string, unknown>> | undefined
  lifecycle?: StepLifecycle | undefined
}

/** Platform job environment variable. */
export interface PlatformJobEnvironmentVariable {
  name: string
  value?: string | null | undefined
  from_secret?: PlatformJobSecretEnvironmentVariableRef | null | undefined
}

/** Platform job secret environment variable ref. */
export interface PlatformJobSecretEnvironmentVariableRef {
  name: string
}

/** Cpu execution provider. */
export interface CpuExecutionProvider {
  /** @default 'cpu' */
  provider?: 'cpu' | undefined
  /** @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  resources?: ComputeResources | undefined
}

/** Container spec. */
export interface ContainerSpec {
  image?: string | null | undefined
  entrypoint?: readonly string[] | undefined
  command?: readonly string[] | undefined
}

/** Compute resources. */
export interface ComputeResources {
  requests?: ComputeResourceSpec | undefined
  limits?: ComputeResourceSpec | undefined
  /** @default 1 */
  num_nodes?: number | undefined
  num_gpus?: number | null | undefined
  shm_size?: string | null | undefined
}

/** Compute resource spec. */
export interface ComputeResourceSpec {
  cpu?: string | null | undefined
  memory?: string | null | undefined
}

/** Gpu execution provider. */
export interface GpuExecutionProvider {
  /** @default 'gpu' */
  provider?: 'gpu' | undefined
  /** @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  resources?: ComputeResources | undefined
}

/** Distributed gpu execution provider. */
export interface DistributedGpuExecutionProvider {
  /** @default 'gpu_distributed' */
  provider?: 'gpu_distributed' | undefined
  /** @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  resources?: ComputeResources | undefined
}

/** Subprocess execution provider. */
export interface SubprocessExecutionProvider {
  /** @default 'subprocess' */
  provider?: 'subprocess' | undefined
  /** @default 'default' */
  profile?: string | undefined
  command: readonly string[]
}

/** Step lifecycle. */
export interface StepLifecycle {
  /** @default 0 */
  staleness_timeout_seconds?: number | undefined
}

/** Platform job secret. */
export interface PlatformJobSecret {
  name: string
  value?: string | null | undefined
  ref_id?: string | null | undefined
}

/** Platform job response. */
export interface PlatformJobResponse {
  id: string
  attempt_id: string
  name: string
  workspace: string
  project?: string | null
  description?: string | null
  source: string
  spec?: Record<string, unknown>
  platform_spec: PlatformJobSpec
  fileset: string
  output_location?: string | null
  status: PlatformJobStatus
  status_details?: Record<string, unknown>
  error_details?: Record<string, unknown> | null
  created_at?: string
  updated_at?: string
  ownership?: Record<string, unknown> | null
  custom_fields?: Record<string, unknown> | null
}

/** Platform job status. */
export type PlatformJobStatus =
  | 'created'
  | 'pending'
  | 'active'
  | 'cancelled'
  | 'cancelling'
  | 'error'
  | 'completed'
  | 'paused'
  | 'pausing'
  | 'resuming'
  | (string & {})

/** Platform job list sort field. */
export type PlatformJobListSortField =
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | 'source'
  | '-source'
  | (string & {})

/** Platform jobs list filter. */
export interface PlatformJobsListFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  status?: PlatformJobStatus | readonly PlatformJobStatus[] | null | undefined
  source?: StringFilter | string | null | undefined
}

/** Platform job status response. */
export interface PlatformJobStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  status_details: Record<string, unknown>
  error_details: Record<string, unknown> | null
  steps: PlatformJobStepStatusResponse[]
  created_at: string
  updated_at: string
}

/** Platform job step status response. */
export interface PlatformJobStepStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  status_details: Record<string, unknown>
  error_details: Record<string, unknown> | null
  tasks: PlatformJobTaskStatusResponse[]
  created_at: string
  updated_at: string
}

/** Platform job task status response. */
export interface PlatformJobTaskStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  status_details: Record<string, unknown>
  error_details: Record<string, unknown> | null
  error_stack: string | null
  created_at: string
  updated_at: string
}

/** Docker job execution profile. */
export interface DockerJobExecutionProfile {
  provider?: string
  profile?: string
  backend?: 'docker'
  config: DockerJobExecutionProfileConfig
}

/** Docker job execution profile config. */
export interface DockerJobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
  storage?: DockerJobStorageConfig
  networking?: DockerJobNetworkConfig
}

/** Docker job storage config. */
export interface DockerJobStorageConfig {
  volume_name?: string
  volume_permissions_image?: string
  additional_volume_mounts?: DockerVolumeMount[]
}

/** Docker volume mount. */
export interface DockerVolumeMount {
  volume_name: string
  mount_path: string
  kind?: 'volume' | 'tmpfs' | (string & {})
  options?: Record<string, unknown> | null
  allow_create_volume?: boolean
}

/** Docker job network config. */
export interface DockerJobNetworkConfig {
  job_container_network?: string
}

/** Kubernetes job execution profile. */
export interface KubernetesJobExecutionProfile {
  provider?: string
  profile?: string
  backend?: 'kubernetes_job'
  config: KubernetesJobExecutionProfileConfig
}

/** Kubernetes job execution profile config. */
export interface KubernetesJobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
  namespace?: string | null
  service_account_name?: string
  tolerations?: Record<string, unknown>[]
  node_selector?: Record<string, string>
  affinity?: Record<string, unknown>
  resources?: ComputeResources
  pod_security_context?: Record<string, unknown>
  image_pull_secrets?: ImagePullSecret[]
  job_metadata?: KubernetesObjectMetadata
  pod_metadata?: KubernetesObjectMetadata
  storage?: KubernetesJobStorageConfig
  num_gpus?: number
  scheduler_name?: string
  launcher_image?: string
  workload_identity?: KubernetesWorkloadIdentityConfig
}

/** Image pull secret. */
export interface ImagePullSecret {
  name: string
}

/** Kubernetes object metadata. */
export interface KubernetesObjectMetadata {
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

/** Kubernetes job storage config. */
export interface KubernetesJobStorageConfig {
  pvc_name?: string
  volume_permissions_image?: string
  additional_volumes?: KubernetesVolume[]
  additional_volume_mounts?: KubernetesVolumeMount[]
}

/** Kubernetes volume. */
export interface KubernetesVolume {
  name: string
  persistent_volume_claim?: KubernetesPersistentVolumeClaim | null
  empty_dir?: KubernetesEmptyDirVolume | null
  secret?: KubernetesSecretVolume | null
  config_map?: KubernetesConfigMapVolume | null
}

/** Kubernetes persistent volume claim. */
export interface KubernetesPersistentVolumeClaim {
  claim_name: string
  read_only?: boolean
}

/** Kubernetes empty dir volume. */
export interface KubernetesEmptyDirVolume {
  medium?: string | null
  size_limit?: string | null
}

/** Kubernetes secret volume. */
export interface KubernetesSecretVolume {
  secret_name: string
  default_mode?: number | null
  optional?: boolean | null
  items?: KubernetesKeyToPath[]
}

/** Kubernetes key to path. */
export interface KubernetesKeyToPath {
  key: string
  path: string
  mode?: number | null
}

/** Kubernetes config map volume. */
export interface KubernetesConfigMapVolume {
  name: string
  default_mode?: number | null
  optional?: boolean | null
  items?: KubernetesKeyToPath[]
}

/** Kubernetes volume mount. */
export interface KubernetesVolumeMount {
  name: string
  mount_path: string
  sub_path?: string | null
  read_only?: boolean
}

/** Kubernetes workload identity config. */
export interface KubernetesWorkloadIdentityConfig {
  token_expiration_seconds?: number
  token_audience?: string | null
}

/** Volcano job execution profile. */
export interface VolcanoJobExecutionProfile {
  provider?: string
  profile?: string
  backend?: 'volcano_job'
  config: VolcanoJobExecutionProfileConfig
}

/** Volcano job execution profile config. */
export interface VolcanoJobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
  namespace?: string | null
  service_account_name?: string
  tolerations?: Record<string, unknown>[]
  node_selector?: Record<string, string>
  affinity?: Record<string, unknown>
  resources?: ComputeResources
  pod_security_context?: Record<string, unknown>
  image_pull_secrets?: ImagePullSecret[]
  job_metadata?: KubernetesObjectMetadata
  pod_metadata?: KubernetesObjectMetadata
  storage?: KubernetesJobStorageConfig
  num_gpus?: number
  scheduler_name?: string
  launcher_image?: string
  workload_identity?: KubernetesWorkloadIdentityConfig
  queue?: string
  max_retry?: number
  plugins?: Record<string, unknown>
  enable_multi_node_networking?: boolean
}

/** Subprocess job execution profile. */
export interface SubprocessJobExecutionProfile {
  provider?: 'subprocess'
  profile?: string
  backend?: 'subprocess'
  config?: SubprocessJobExecutionProfileConfig
}

/** Subprocess job execution profile config. */
export interface SubprocessJobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
  working_directory?: string
  graceful_shutdown_timeout_seconds?: number
}

/** E2 EJob execution profile. */
export interface E2EJobExecutionProfile {
  provider?: string
  profile?: string
  backend?: 'e2e'
  config?: JobExecutionProfileConfig
}

/** Job execution profile config. */
export interface JobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
}

/** File storage type. */
export type FileStorageType = 'fileset'

/** Platform job result response. */
export interface PlatformJobResultResponse {
  name: string
  job: string
  workspace: string
  project?: string | null
  created_at?: string
  updated_at?: string
  artifact_url: string
  artifact_storage_type: FileStorageType
  download_url?: string | null
}

/** Platform job sort field. */
export type PlatformJobSortField = 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | (string & {})

/** Platform job list result response. */
export interface PlatformJobListResultResponse {
  data: PlatformJobResultResponse[]
}

/** Platform job steps list filter. */
export interface PlatformJobStepsListFilter {
  job?: string | null | undefined
  status?: readonly PlatformJobStatus[] | null | undefined
  source?: string | null | undefined
}

/** Platform job step with context. */
export interface PlatformJobStepWithContext {
  id: string
  job: string
  attempt_id: string
  fileset: string
  artifact_base_path?: string | null
  workspace: string
  name: string
  step_spec?: PlatformJobStepSpec | null
  status?: PlatformJobStatus
  status_details?: Record<string, unknown> | null
  error_details?: Record<string, unknown> | null
  auth_context?: AuthContext | null
  created_at?: string
  updated_at?: string
}

/** Platform job step. */
export interface PlatformJobStep {
  name?: string
  workspace: string
  project?: string | null
  attempt_id: string
  config?: Record<string, unknown>
  status?: PlatformJobStatus
  status_details?: Record<string, unknown>
  error_details?: Record<string, unknown> | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Platform job list task response. */
export interface PlatformJobListTaskResponse {
  data: PlatformJobTask[]
}

/** Platform job task. */
export interface PlatformJobTask {
  name?: string
  workspace: string
  project?: string | null
  step_id: string
  status?: PlatformJobStatus
  status_details?: Record<string, unknown>
  error_details?: Record<string, unknown> | null
  error_stack?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Params of `create` of `Jobs`. */
export interface JobCreateParams extends WorkspaceParams {
  /** Left out: made up by the platform. */
  name?: string | null | undefined
  description?: string | null | undefined
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  /** What the job is to do, in the words of its source; the platform only stores it. */
  spec: Readonly<Record<string, unknown>>
  /** How the platform is to run it: steps and secrets. */
  platform_spec: PlatformJobSpec
  /** What kind of job it is or who made it, for instance the name of a service. */
  source: string
  /** Who it belongs to, in fields of your own. */
  ownership?: Readonly<Record<string, unknown>> | null | undefined
  custom_fields?: Readonly<Record<string, unknown>> | null | undefined
  /** Where its results go: a fileset, or a folder in one. @default a fileset of its own */
  output_location?: string | null | undefined
}

/** Params of `list` of `Jobs`. */
export interface JobListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: PlatformJobListSortField | undefined
  filter?: PlatformJobsListFilter | string | undefined
  /** Jobs per page. @default 10 */
  page_size?: number | undefined
}

/** Params of `getLogs` of `Jobs`. */
export interface JobGetLogsParams extends WorkspaceParams {
  /** Lines per page, at most 10000. @default 100 */
  limit?: number | null | undefined
  /** Where to go on: `next_page` or `prev_page` of another page. */
  page_cursor?: string | null | undefined
  /** The newest lines only, so many; at most 10000. Not with `limit` or `page_cursor`. */
  tail?: number | null | undefined
  /** Which attempt. @default the current one */
  attempt_id?: number | null | undefined
  /** Only lines of the step of this name. */
  step_id?: string | null | undefined
  /** Only lines of the task of this name. */
  task_id?: string | null | undefined
}

/** Params of `updateStatusDetails` of `Jobs`. */
export interface JobUpdateStatusDetailsParams extends WorkspaceParams {
  /** The body, sent as JSON. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** Params of `create` of `JobResults`. */
export interface JobResultCreateParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
  /** Where the file or folder is, for instance `workspace/fileset#path`. */
  artifact_url: string
  /** What keeps it; only filesets can. */
  artifact_storage_type: FileStorageType
}

/** Params of `list` of `JobResults`. */
export interface JobResultListParams extends WorkspaceParams {
  /** @default '-created_at' */
  sort?: PlatformJobSortField | undefined
}

/** Params of `retrieve` of `JobResults`. */
export interface JobResultRetrieveParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
}

/** Params of `download` of `JobResults`. */
export interface JobResultDownloadParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
}

/** Params of `list` of `JobSteps`. */
export interface JobStepListParams extends WorkspaceParams, ListParams {
  /** @default 'created_at' */
  sort?: PlatformJobSortField | undefined
  filter?: PlatformJobStepsListFilter | string | undefined
  /** Steps per page. @default 25 */
  page_size?: number | undefined
}

/** Params of `retrieve` of `JobSteps`. */
export interface JobStepRetrieveParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
}

/** Params of `updateStatus` of `JobSteps`. */
export interface JobStepUpdateStatusParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
  status: PlatformJobStatus
  status_details?: Readonly<Record<string, unknown>> | null | undefined
  error_details?: Readonly<Record<string, unknown>> | null | undefined
}

/** Params of `list` of `JobTasks`. */
export interface JobTaskListParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
}

/** Params of `retrieve` of `JobTasks`. */
export interface JobTaskRetrieveParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
  /** Name of the step. */
  step: string
}

/** Params of `createOrUpdate` of `JobTasks`. */
export interface JobTaskCreateOrUpdateParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
  /** Name of the step. */
  step: string
  /** @default 'pending' */
  status?: PlatformJobStatus | undefined
  status_details?: Readonly<Record<string, unknown>> | null | undefined
  error_details?: Readonly<Record<string, unknown>> | null | undefined
  /** Where it went wrong, as a stack trace. */
  error_stack?: string | null | undefined
}
