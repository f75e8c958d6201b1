/** Wire types of `files`. Generated from `api/`: `npm run generate`. */

import type { ListParams, SortField, StringFilter } from './common.ts'
import type { DatetimeFilter, PlatformJobLog } from './shared.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Fileset file. */
export interface FilesetFile {
  file_ref: string
  file_url: string
  path: string
  size: number
  cache_status?: CacheStatus | null
}

/** Cache status. */
export type CacheStatus = 'cached' | 'caching' | 'not_cached' | 'not_cacheable' | (string & {})

/** List fileset files response. */
export interface ListFilesetFilesResponse {
  data: FilesetFile[]
}

/** Local storage config. */
export interface LocalStorageConfig {
  /** @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'local' */
  type?: 'local' | undefined
  path: string
  /** @default 16777216 */
  write_buffer_size?: number | undefined
}

/** NGCStorage config. */
export interface NGCStorageConfig {
  /** @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'ngc' */
  type?: 'ngc' | undefined
  org: string
  team: string
  target: string
  /** @default 'resource' */
  target_type?: 'resource' | 'model' | (string & {}) | undefined
  version?: string | null | undefined
  original_version?: string | null | undefined
  api_key_secret: SecretRef
  /** @default 'https://api.ngc.nvidia.com' */
  host?: string | undefined
}

/** Secret ref. */
export type SecretRef = string

/** Huggingface storage config. */
export interface HuggingfaceStorageConfig {
  /** @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'huggingface' */
  type?: 'huggingface' | undefined
  repo_id: string
  /** @default 'model' */
  repo_type?: 'model' | 'dataset' | 'space' | (string & {}) | undefined
  /** @default 'main' */
  revision?: string | undefined
  original_revision?: string | null | undefined
  token_secret?: SecretRef | null | undefined
  /** @default 'https://huggingface.co' */
  endpoint?: string | undefined
}

/** S3 storage config. */
export interface S3StorageConfig {
  /** @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 's3' */
  type?: 's3' | undefined
  bucket: string
  /** @default '' */
  prefix?: string | undefined
  region?: string | null | undefined
  endpoint_url?: string | null | undefined
  /** @default false */
  use_sdk_auth?: boolean | undefined
  access_key_id_secret?: SecretRef | null | undefined
  secret_access_key_secret?: SecretRef | null | undefined
  /** @default 's3v4' */
  signature_version?: 's3v4' | 's3' | (string & {}) | undefined
}

/** Git hub storage config. */
export interface GitHubStorageConfig {
  /** @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'github' */
  type?: 'github' | undefined
  owner: string
  repo: string
  /** @default 'HEAD' */
  revision?: string | undefined
  original_revision?: string | null | undefined
  /** @default '' */
  path?: string | undefined
  token_secret?: SecretRef | null | undefined
  /** @default 'https://api.github.com' */
  api_base_url?: string | undefined
}

/** Fileset purpose. */
export type FilesetPurpose = 'dataset' | 'environment' | 'generic' | 'model' | (string & {})

/** Fileset metadata. */
export interface FilesetMetadata {
  dataset?: DatasetMetadataContent | null | undefined
  model?: ModelMetadataContent | null | undefined
  environment?: EnvironmentMetadataContent | null | undefined
}

/** Dataset metadata content. */
export interface DatasetMetadataContent {
  schema?: Readonly<Record<string, unknown>> | string | null | undefined
  schema_defs?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  schemas_by_path?: Readonly<Record<string, Readonly<Record<string, unknown>> | string>> | undefined
}

/** Model metadata content. */
export interface ModelMetadataContent {
  tool_calling?: ToolCallingMetadataContent | null | undefined
}

/** Tool calling metadata content. */
export interface ToolCallingMetadataContent {
  chat_template?: string | null | undefined
  tool_call_parser?: string | null | undefined
  tool_call_plugin?: string | null | undefined
  auto_tool_choice?: boolean | null | undefined
}

/** Environment metadata content. */
export interface EnvironmentMetadataContent {
  format: string
  name: string
  adapter_agent?: string | null | undefined
  hub_id?: string | null | undefined
  vf_env_id?: string | null | undefined
  config_paths?: readonly string[] | undefined
}

/** Fileset. */
export interface Fileset {
  id: string
  name: string
  workspace: string
  description: string
  purpose: FilesetPurpose
  storage:
    | LocalStorageConfig
    | NGCStorageConfig
    | HuggingfaceStorageConfig
    | S3StorageConfig
    | GitHubStorageConfig
  metadata: FilesetMetadata
  custom_fields: Record<string, unknown>
  project: string
  created_at: string
  updated_at: string
}

/** Fileset filter. */
export interface FilesetFilter {
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  purpose?: FilesetPurpose | null | undefined
  storage_type?: StorageConfigType | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Storage config type. */
export type StorageConfigType = 'local' | 'ngc' | 'huggingface' | 's3' | 'github' | (string & {})

/** Otel export logs service response. */
export interface OtelExportLogsServiceResponse {
  partialSuccess?: OtelExportLogsPartialSuccess | null
}

/** Otel export logs partial success. */
export interface OtelExportLogsPartialSuccess {
  rejectedLogRecords?: number
  errorMessage?: string | null
}

/** Platform job log page. */
export interface PlatformJobLogPage {
  data: PlatformJobLog[]
  total: number
  next_page: string | null
  prev_page: string | null
}

/** Params of `_deleteFile` of `Files`. */
export interface FileDeleteFileParams extends WorkspaceParams {
  /** Name of the fileset. */
  name: string
}

/** Params of `_downloadFile` of `Files`. */
export interface FileDownloadFileParams extends WorkspaceParams {
  /** Name of the fileset. */
  name: string
}

/** Params of `_listFiles` of `Files`. */
export interface FileListFilesParams extends WorkspaceParams {
  /** Only files whose path starts with this. */
  path?: string | null | undefined
  /** Look up for each file of an outside storage whether it is in the cache. @default false */
  include_cache_status?: boolean | undefined
}

/** Params of `_uploadFile` of `Files`. */
export interface FileUploadFileParams extends WorkspaceParams {
  /** Name of the fileset. */
  name: string
}

/** Params of `create` of `Filesets`. */
export interface FilesetCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  /** Where its files are. @default the storage of the platform */
  storage?:
    | LocalStorageConfig
    | NGCStorageConfig
    | HuggingfaceStorageConfig
    | S3StorageConfig
    | GitHubStorageConfig
    | null
    | undefined
  /** What its files are for. @default 'generic' */
  purpose?: FilesetPurpose | undefined
  /** What is known about its files, by kind: dataset, model or environment. */
  metadata?: FilesetMetadata | undefined
  custom_fields?: Readonly<Record<string, unknown>> | undefined
  /** Copy all files of an outside storage into the cache of the platform right away. @default false */
  cache?: boolean | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Filesets`. */
export interface FilesetListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: SortField | undefined
  filter?: FilesetFilter | string | undefined
  /** Filesets per page, at most 100. @default 10 */
  page_size?: number | undefined
}

/** Params of `update` of `Filesets`. */
export interface FilesetUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  /** What its files are for. */
  purpose?: FilesetPurpose | null | undefined
  /** What is known about its files; replaces all of what was there. */
  metadata?: FilesetMetadata | null | undefined
  /** Fields of your own; replaces all of those that were there. */
  custom_fields?: Readonly<Record<string, unknown>> | null | undefined
}

/** Params of `create` of `FileOtlpLogs`. */
export interface FileOtlpLogCreateParams extends WorkspaceParams {
  /** Folder of the fileset to put them into. */
  artifact_base_path?: string | null | undefined
}

/** Params of `query` of `FileOtlpLogs`. */
export interface FileOtlpLogQueryParams extends WorkspaceParams {
  /** What the lines must have, for instance `{ job: 'train', job_step: 'prepare' }`. */
  filters?: Readonly<Record<string, string>> | undefined
  /** Lines per page, at most 10000. @default 100 */
  limit?: number | null | undefined
  /** Where to go on: `next_page` or `prev_page` of another page. */
  page_cursor?: string | null | undefined
  /** The newest lines only, so many; at most 10000. */
  tail?: number | null | undefined
  /** Folder of the fileset, the same as when they were added. */
  artifact_base_path?: string | null | undefined
}
