// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `jobs`. */

import type { ListParams, StringFilter } from './common.ts'
import type { AuthContext, DatetimeFilter } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** How the platform runs a job. */
export interface PlatformJobSpec {
  /** What to do, one after the other. */
  steps: readonly PlatformJobStepSpec[]
  /** Secrets that the steps use. */
  secrets?: readonly PlatformJobSecret[] | null | undefined
}

/** How the platform runs one step of a job. */
export interface PlatformJobStepSpec {
  /**
   * Each step of a job has another one. 2–63 characters: a small letter first, then small letters, digits and `- @
   * . + _`.
   */
  name: string
  /** Environment variables. */
  environment?: readonly PlatformJobEnvironmentVariable[] | null | undefined
  /** What to run, and on what. */
  executor:
    | CPUExecutionProvider
    | GPUExecutionProvider
    | DistributedGPUExecutionProvider
    | SubprocessExecutionProvider
  /** What the step is to do; it is handed to it as it is. */
  config?: Readonly<Record<string, unknown>> | undefined
  /** When to give up on it. */
  lifecycle?: StepLifecycle | undefined
}

/** An environment variable of a step: with a value, or from a secret. */
export interface PlatformJobEnvironmentVariable {
  name: string
  value?: string | null | undefined
  /** The secret that holds the value. */
  from_secret?: PlatformJobSecretEnvironmentVariableRef | null | undefined
}

/** The secret that an environment variable comes from. */
export interface PlatformJobSecretEnvironmentVariableRef {
  /** Its name in the workspace of the job, or `workspace/name`. */
  name: string
}

/** Runs a step in a container, without GPUs. */
export interface CPUExecutionProvider {
  /** @default 'cpu' */
  provider?: 'cpu' | undefined
  /** Which execution profile to use. @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  /** How much CPU and memory it needs. */
  resources?: ComputeResources | undefined
}

/** What to run in a container. */
export interface ContainerSpec {
  /** The image. Left out: that of the execution profile. */
  image?: string | null | undefined
  /** Program to start, in place of that of the image. */
  entrypoint?: readonly string[] | undefined
  /** Its arguments, in place of those of the image. */
  command?: readonly string[] | undefined
}

/** What a step needs to run. */
export interface ComputeResources {
  /** What it needs at least. */
  requests?: ComputeResourceSpec | undefined
  /** What it may use at most. */
  limits?: ComputeResourceSpec | undefined
  /** How many machines. @default 1 */
  num_nodes?: number | undefined
  /** How many GPUs. */
  num_gpus?: number | null | undefined
  /** Size of `/dev/shm`, for instance `4Gi`. @default 1Gi per GPU */
  shm_size?: string | null | undefined
}

/** An amount of CPU and memory. */
export interface ComputeResourceSpec {
  /** In cores or thousandths of one, for instance `2.5` or `250m`. */
  cpu?: string | null | undefined
  /** For instance `512M` or `1Gi`. */
  memory?: string | null | undefined
}

/** Runs a step in a container with GPUs, on one machine. */
export interface GPUExecutionProvider {
  /** @default 'gpu' */
  provider?: 'gpu' | undefined
  /** Which execution profile to use. @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  /** How many GPUs and how much CPU and memory it needs. */
  resources?: ComputeResources | undefined
}

/** Runs a step in containers with GPUs, on several machines. */
export interface DistributedGPUExecutionProvider {
  /** @default 'gpu_distributed' */
  provider?: 'gpu_distributed' | undefined
  /** Which execution profile to use. @default 'default' */
  profile?: string | undefined
  container: ContainerSpec
  /** How many machines and GPUs and how much CPU and memory it needs. */
  resources?: ComputeResources | undefined
}

/** Runs a step as a process beside the platform, without a container. */
export interface SubprocessExecutionProvider {
  /** @default 'subprocess' */
  provider?: 'subprocess' | undefined
  /** Which execution profile to use. @default 'default' */
  profile?: string | undefined
  /** Program and arguments. */
  command: readonly string[]
}

/** When to give up on a step. */
export interface StepLifecycle {
  /** Seconds without news from any of its tasks after which it is ended; 0: never. @default 0 */
  staleness_timeout_seconds?: number | undefined
}

/** A secret that a job uses. */
export interface PlatformJobSecret {
  name: string
  /** Its value, if it comes with the job. */
  value?: string | null | undefined
  /** The secret of the platform that it stands for. */
  ref_id?: string | null | undefined
}

/** A job. */
export interface PlatformJobResponse {
  id: string
  /** Its current attempt. */
  attempt_id: string
  name: string
  workspace: string
  project?: string | null
  description?: string | null
  /** What kind of job it is or who made it. */
  source: string
  /** What it is to do, in the words of its source. */
  spec?: Record<string, unknown>
  /** How the platform runs it: steps and secrets. */
  platform_spec: PlatformJobSpec
  /** Name of the fileset with its logs and results. */
  fileset: string
  /** The fileset that it was told to use; null if the platform made one for it. */
  output_location?: string | null
  status: PlatformJobStatus
  /** What the job says about its progress. */
  status_details?: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details?: Record<string, unknown> | null
  created_at?: string
  updated_at?: string
  /** Who it belongs to, in fields of your own. */
  ownership?: Record<string, unknown> | null
  custom_fields?: Record<string, unknown> | null
}

/** How far a job, a step or a task is. `completed`, `cancelled` and `error` are final. */
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

/** Order of a list of jobs; with `-` in front, descending. */
export type PlatformJobListSortField =
  | 'created_at'
  | '-created_at'
  | 'updated_at'
  | '-updated_at'
  | 'source'
  | '-source'
  | (string & {})

/** Which jobs to list. */
export interface PlatformJobsListFilter {
  workspace?: string | null | undefined
  project?: string | null | undefined
  name?: StringFilter | string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
  /** For one of several: `{ $in: ['created', 'active'] }`; a plain array finds nothing. */
  status?: PlatformJobStatus | readonly PlatformJobStatus[] | null | undefined
  /** What kind of job it is or who made it. */
  source?: StringFilter | string | null | undefined
  /** @since 0.7 */
  spec?: Readonly<Record<string, unknown>> | null | undefined
}

/** The status of a job, with that of its steps. */
export interface PlatformJobStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  /** What the job says about its progress. */
  status_details: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details: Record<string, unknown> | null
  steps: PlatformJobStepStatusResponse[]
  created_at: string
  updated_at: string
}

/** The status of a step, with that of its tasks. */
export interface PlatformJobStepStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  /** What the step says about its progress. */
  status_details: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details: Record<string, unknown> | null
  tasks: PlatformJobTaskStatusResponse[]
  created_at: string
  updated_at: string
}

/** The status of a task. */
export interface PlatformJobTaskStatusResponse {
  id: string
  name: string
  status: PlatformJobStatus
  /** What the task says about its progress. */
  status_details: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details: Record<string, unknown> | null
  /** Where it went wrong, as a stack trace. */
  error_stack: string | null
  created_at: string
  updated_at: string
}

/** An execution profile that runs steps in Docker. */
export interface DockerJobExecutionProfile {
  /** Which kind of step it is for, for instance `cpu` or `gpu`. */
  provider?: string
  /** Its name, which steps refer to. */
  profile?: string
  backend?: 'docker'
  config: DockerJobExecutionProfileConfig
}

/** Settings of an execution profile for Docker. */
export interface DockerJobExecutionProfileConfig {
  /** How long a step may wait to run, in seconds. */
  ttl_seconds_before_active?: number
  /** How long a step may run, in seconds. */
  ttl_seconds_active?: number
  /** How long what is left of a step is kept, in seconds. */
  ttl_seconds_after_finished?: number
  /** Remove what is left of completed steps at once. */
  cleanup_completed_jobs_immediately?: boolean
  /** Where the launcher of steps is. */
  launcher_tool_path?: string
  /** Image for steps that name none. */
  default_task_image?: string | null
  /** Environment variables for all steps; the steps' own come first. */
  env?: Record<string, string>
  storage?: DockerJobStorageConfig
  networking?: DockerJobNetworkConfig
}

/** Storage that steps in Docker share. */
export interface DockerJobStorageConfig {
  /** Docker volume. */
  volume_name?: string
  /** Image that sets the permissions of the volume. */
  volume_permissions_image?: string
  additional_volume_mounts?: DockerVolumeMount[]
}

/** A Docker volume in the container of a step. */
export interface DockerVolumeMount {
  volume_name: string
  /** Where it is in the container. */
  mount_path: string
  kind?: 'volume' | 'tmpfs' | (string & {})
  options?: Record<string, unknown> | null
  /** Create it if it is not there. */
  allow_create_volume?: boolean
}

/** Network of steps in Docker. */
export interface DockerJobNetworkConfig {
  /** Name of the Docker network. */
  job_container_network?: string
}

/** An execution profile that runs steps as Kubernetes jobs. */
export interface KubernetesJobExecutionProfile {
  /** Which kind of step it is for, for instance `cpu` or `gpu`. */
  provider?: string
  /** Its name, which steps refer to. */
  profile?: string
  backend?: 'kubernetes_job'
  config: KubernetesJobExecutionProfileConfig
}

/** Settings of an execution profile for Kubernetes. */
export interface KubernetesJobExecutionProfileConfig {
  /** How long a step may wait to run, in seconds. */
  ttl_seconds_before_active?: number
  /** How long a step may run, in seconds. */
  ttl_seconds_active?: number
  /** How long what is left of a step is kept, in seconds. */
  ttl_seconds_after_finished?: number
  /** Remove what is left of completed steps at once. */
  cleanup_completed_jobs_immediately?: boolean
  /** Where the launcher of steps is. */
  launcher_tool_path?: string
  /** Image for steps that name none. */
  default_task_image?: string | null
  /** Environment variables for all steps; the steps' own come first. */
  env?: Record<string, string>
  namespace?: string | null
  service_account_name?: string
  tolerations?: Record<string, unknown>[]
  node_selector?: Record<string, string>
  affinity?: Record<string, unknown>
  /** CPU and memory that a step gets. */
  resources?: ComputeResources
  pod_security_context?: Record<string, unknown>
  image_pull_secrets?: ImagePullSecret[]
  /** Labels and annotations of the jobs. */
  job_metadata?: KubernetesObjectMetadata
  /** Labels and annotations of the pods. */
  pod_metadata?: KubernetesObjectMetadata
  /** Storage that steps share. */
  storage?: KubernetesJobStorageConfig
  /** GPUs for steps that ask for none. */
  num_gpus?: number
  /** Scheduler of the pods; empty for that of the cluster. */
  scheduler_name?: string
  /** Image that the launcher of steps comes from. */
  launcher_image?: string
  /** How steps prove who they are. */
  workload_identity?: KubernetesWorkloadIdentityConfig
  /** @since 0.7 */
  ttl_seconds_image_pull?: number
}

/** A Kubernetes secret to pull images with. */
export interface ImagePullSecret {
  name: string
}

/** Labels and annotations of a Kubernetes object. */
export interface KubernetesObjectMetadata {
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

/** Storage that steps in Kubernetes share. */
export interface KubernetesJobStorageConfig {
  /** Persistent volume claim. */
  pvc_name?: string
  /** Image that sets the permissions of the volume. */
  volume_permissions_image?: string
  additional_volumes?: KubernetesVolume[]
  additional_volume_mounts?: KubernetesVolumeMount[]
}

/** A volume of a pod, from exactly one of the sources. */
export interface KubernetesVolume {
  name: string
  persistent_volume_claim?: KubernetesPersistentVolumeClaim | null
  empty_dir?: KubernetesEmptyDirVolume | null
  secret?: KubernetesSecretVolume | null
  config_map?: KubernetesConfigMapVolume | null
}

/** A volume from a persistent volume claim. */
export interface KubernetesPersistentVolumeClaim {
  claim_name: string
  read_only?: boolean
}

/** A volume that lives as long as its pod. */
export interface KubernetesEmptyDirVolume {
  /** `Memory` for one in memory. */
  medium?: string | null
  /** For instance `1Gi`. */
  size_limit?: string | null
}

/** A volume with a Kubernetes secret. */
export interface KubernetesSecretVolume {
  secret_name: string
  /** Permissions of the files, as a number. */
  default_mode?: number | null
  /** Whether it may be missing. */
  optional?: boolean | null
  /** Only these keys. */
  items?: KubernetesKeyToPath[]
}

/** The file that a key of a secret or config map goes to. */
export interface KubernetesKeyToPath {
  key: string
  /** Path of the file in the volume. */
  path: string
  /** Permissions of the file, as a number. */
  mode?: number | null
}

/** A volume with a Kubernetes config map. */
export interface KubernetesConfigMapVolume {
  name: string
  /** Permissions of the files, as a number. */
  default_mode?: number | null
  /** Whether it may be missing. */
  optional?: boolean | null
  /** Only these keys. */
  items?: KubernetesKeyToPath[]
}

/** Where a volume is in a container. */
export interface KubernetesVolumeMount {
  name: string
  mount_path: string
  /** Only this path of the volume. */
  sub_path?: string | null
  read_only?: boolean
}

/** How steps in Kubernetes prove who they are. */
export interface KubernetesWorkloadIdentityConfig {
  /** Lifetime of the token in seconds, at least 600. */
  token_expiration_seconds?: number
  /** Whom the token is for. */
  token_audience?: string | null
}

/** An execution profile that runs steps as Volcano jobs, on one or more machines. */
export interface VolcanoJobExecutionProfile {
  /** Which kind of step it is for, for instance `cpu` or `gpu`. */
  provider?: string
  /** Its name, which steps refer to. */
  profile?: string
  backend?: 'volcano_job'
  config: VolcanoJobExecutionProfileConfig
}

/** Settings of an execution profile for Volcano. */
export interface VolcanoJobExecutionProfileConfig {
  /** How long a step may wait to run, in seconds. */
  ttl_seconds_before_active?: number
  /** How long a step may run, in seconds. */
  ttl_seconds_active?: number
  /** How long what is left of a step is kept, in seconds. */
  ttl_seconds_after_finished?: number
  /** Remove what is left of completed steps at once. */
  cleanup_completed_jobs_immediately?: boolean
  /** Where the launcher of steps is. */
  launcher_tool_path?: string
  /** Image for steps that name none. */
  default_task_image?: string | null
  /** Environment variables for all steps; the steps' own come first. */
  env?: Record<string, string>
  namespace?: string | null
  service_account_name?: string
  tolerations?: Record<string, unknown>[]
  node_selector?: Record<string, string>
  affinity?: Record<string, unknown>
  /** CPU and memory that a step gets. */
  resources?: ComputeResources
  pod_security_context?: Record<string, unknown>
  image_pull_secrets?: ImagePullSecret[]
  /** Labels and annotations of the jobs. */
  job_metadata?: KubernetesObjectMetadata
  /** Labels and annotations of the pods. */
  pod_metadata?: KubernetesObjectMetadata
  /** Storage that steps share. */
  storage?: KubernetesJobStorageConfig
  /** GPUs for steps that ask for none. */
  num_gpus?: number
  /** Scheduler of the pods. */
  scheduler_name?: string
  /** Image that the launcher of steps comes from. */
  launcher_image?: string
  /** How steps prove who they are. */
  workload_identity?: KubernetesWorkloadIdentityConfig
  /** Volcano queue. */
  queue?: string
  /** How often to try again. */
  max_retry?: number
  /** Volcano plugins. */
  plugins?: Record<string, unknown>
  /** Set up fast networking between machines. */
  enable_multi_node_networking?: boolean
  /** @since 0.7 */
  ttl_seconds_image_pull?: number
}

/** An execution profile that runs steps as processes beside the platform. */
export interface SubprocessJobExecutionProfile {
  /** Which kind of step it is for, for instance `cpu` or `gpu`. */
  provider?: 'subprocess'
  /** Its name, which steps refer to. */
  profile?: string
  backend?: 'subprocess'
  config?: SubprocessJobExecutionProfileConfig
}

/** Settings of an execution profile for processes. */
export interface SubprocessJobExecutionProfileConfig {
  /** How long a step may wait to run, in seconds. */
  ttl_seconds_before_active?: number
  /** How long a step may run, in seconds. */
  ttl_seconds_active?: number
  /** How long what is left of a step is kept, in seconds. */
  ttl_seconds_after_finished?: number
  /** Remove the folder of a completed step at once. */
  cleanup_completed_jobs_immediately?: boolean
  /** Where the launcher of steps is. */
  launcher_tool_path?: string
  /** Has no effect without containers. */
  default_task_image?: string | null
  /** Environment variables for all steps; the steps' own come first. */
  env?: Record<string, string>
  /** Folder for all that the steps need and leave. */
  working_directory?: string
  /** How long a process may take to end by itself, in seconds. */
  graceful_shutdown_timeout_seconds?: number
}

/** An execution profile for tests: steps are completed without running anything. */
export interface E2EJobExecutionProfile {
  /** Which kind of step it is for, for instance `cpu` or `gpu`. */
  provider?: string
  /** Its name, which steps refer to. */
  profile?: string
  backend?: 'e2e'
  config?: JobExecutionProfileConfig
}

/** Settings of an execution profile. */
export interface JobExecutionProfileConfig {
  /** How long a step may wait to run, in seconds. */
  ttl_seconds_before_active?: number
  /** How long a step may run, in seconds. */
  ttl_seconds_active?: number
  /** How long what is left of a step is kept, in seconds. */
  ttl_seconds_after_finished?: number
  /** Remove what is left of completed steps at once. */
  cleanup_completed_jobs_immediately?: boolean
  /** Where the launcher of steps is. */
  launcher_tool_path?: string
  /** Image for steps that name none. */
  default_task_image?: string | null
  /** Environment variables for all steps; the steps' own come first. */
  env?: Record<string, string>
}

/** Open shell job execution profile. */
export interface OpenShellJobExecutionProfile {
  provider?: string
  profile?: string
  backend?: 'openshell'
  config: OpenShellJobExecutionProfileConfig
}

/** Open shell job execution profile config. */
export interface OpenShellJobExecutionProfileConfig {
  ttl_seconds_before_active?: number
  ttl_seconds_active?: number
  ttl_seconds_after_finished?: number
  cleanup_completed_jobs_immediately?: boolean
  launcher_tool_path?: string
  default_task_image?: string | null
  env?: Record<string, string>
  gateway_endpoint?: string
  workspace?: string
  insecure?: boolean | null
  tls?: OpenShellJobTLSConfig | null
  request_timeout_seconds?: number
  platform_egress?: OpenShellJobEgressConfig | null
  policy_path?: string | null
  image?: string | null
  default_entrypoint?: string[] | null
  egress_proxy?: string | null
}

/** Open shell job TLSConfig. */
export interface OpenShellJobTLSConfig {
  ca_cert_path?: string | null
  client_cert_path?: string | null
  client_key_path?: string | null
}

/** Open shell job egress config. */
export interface OpenShellJobEgressConfig {
  host?: string
  port?: number
  protocol?: 'rest' | 'websocket' | 'graphql' | 'sql' | '' | (string & {})
  tls?: '' | 'skip' | (string & {})
  access?: 'read-only' | 'read-write' | 'full' | (string & {})
  binaries?: string[]
}

/** What keeps the results of jobs: filesets only. */
export type FileStorageType = 'fileset'

/** A result of a job: a file or folder that it left behind. */
export interface PlatformJobResultResponse {
  name: string
  /** Name of the job. */
  job: string
  workspace: string
  project?: string | null
  created_at?: string
  updated_at?: string
  /** Where it is, for instance `workspace/fileset#path`. */
  artifact_url: string
  /** What keeps it. */
  artifact_storage_type: FileStorageType
  /** Where it can be downloaded. */
  download_url?: string | null
}

/** Order of a list of steps or results; with `-` in front, descending. */
export type PlatformJobSortField = 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | (string & {})

/** Results of a job. */
export interface PlatformJobListResultResponse {
  data: PlatformJobResultResponse[]
}

/** Which steps to list. */
export interface PlatformJobStepsListFilter {
  /** Name of the job; that of the path comes first. */
  job?: string | null | undefined
  /** One of these. */
  status?: readonly PlatformJobStatus[] | null | undefined
  /** What kind of job it is or who made it. */
  source?: string | null | undefined
  /** @since 0.8 */
  task_cleanup_pending?: boolean | null | undefined
}

/** A step of a job, with what is needed to run it. */
export interface PlatformJobStepWithContext {
  id: string
  /** Name of the job. */
  job: string
  /** The attempt that it belongs to. */
  attempt_id: string
  /** Name of the fileset for logs and results. */
  fileset: string
  /** Folder of the fileset for them; null for the top. */
  artifact_base_path?: string | null
  workspace: string
  name: string
  /** How to run it. */
  step_spec?: PlatformJobStepSpec | null
  status?: PlatformJobStatus
  /** What it says about its progress. */
  status_details?: Record<string, unknown> | null
  /** What went wrong, if something did. */
  error_details?: Record<string, unknown> | null
  /** On whose behalf it runs. */
  auth_context?: AuthContext | null
  created_at?: string
  updated_at?: string
}

/** A step of a job. */
export interface PlatformJobStep {
  name?: string
  workspace: string
  project?: string | null
  /** The attempt that it belongs to. */
  attempt_id: string
  /** What it is to do. */
  config?: Record<string, unknown>
  status?: PlatformJobStatus
  /** What it says about its progress. */
  status_details?: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details?: Record<string, unknown> | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  /** The same as `id`. */
  entity_id: string
  /** The attempt that it belongs to. */
  parent: string | null
  /** Goes up with each change. */
  db_version: number
}

/** Tasks of a step. */
export interface PlatformJobListTaskResponse {
  data: PlatformJobTask[]
}

/** A task of a step. */
export interface PlatformJobTask {
  name?: string
  workspace: string
  project?: string | null
  /** The step that it belongs to. */
  step_id: string
  status?: PlatformJobStatus
  /** What it says about its progress. */
  status_details?: Record<string, unknown>
  /** What went wrong, if something did. */
  error_details?: Record<string, unknown> | null
  /** Where it went wrong, as a stack trace. */
  error_stack?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  /** The same as `id`. */
  entity_id: string
  /** The step that it belongs to. */
  parent: string | null
  /** Goes up with each change. */
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
  /**
   * Name of a fileset of the same workspace: logs and results go to `jobs/<name>` in it. @default a fileset of its
   * own
   */
  output_location?: string | null | undefined
}

/** Params of `list` of `Jobs`. */
export interface JobListParams extends WorkspaceParams, ListParams {
  /** The workspace; `-` for all that you may see. */
  workspace?: string | undefined
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
  /** The workspace; `-` for all that you may see. */
  workspace?: string | undefined
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
  /** What it says about its progress. */
  status_details?: Readonly<Record<string, unknown>> | null | undefined
  /** What went wrong, if something did. */
  error_details?: Readonly<Record<string, unknown>> | null | undefined
  /** @since 0.8 */
  expected_step_id?: string | null | undefined
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
  /** What it says about its progress; it goes to the job too. */
  status_details?: Readonly<Record<string, unknown>> | null | undefined
  /** What went wrong, if something did. */
  error_details?: Readonly<Record<string, unknown>> | null | undefined
  /** Where it went wrong, as a stack trace. */
  error_stack?: string | null | undefined
}
