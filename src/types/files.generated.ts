// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `files`. */

import type { ListParams, SortField, StringFilter } from './common.ts'
import type { DatetimeFilter, PlatformJobLog } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A file of a fileset. */
export interface FilesetFile {
  /** The file as a reference: `workspace/fileset#path`. */
  file_ref: string
  /** Where it can be downloaded. */
  file_url: string
  /** Its path in the fileset. */
  path: string
  /** In bytes. */
  size: number
  /** Null: nobody looked it up. */
  cache_status?: CacheStatus | null
}

/**
 * Whether a file of an outside storage is in the cache of the platform. `not_cacheable`: the platform itself keeps
 * the file.
 */
export type CacheStatus = 'cached' | 'caching' | 'not_cached' | 'not_cacheable' | (string & {})

/** Files of a fileset. */
export interface ListFilesetFilesResponse {
  data: FilesetFile[]
}

/** Files on a disk of the platform. Only the platform itself can make such filesets. */
export interface LocalStorageConfig {
  /** Bytes to read at a time. @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'local' */
  type?: 'local' | undefined
  /** Folder on the disk. */
  path: string
  /** Bytes to gather before writing. @default 16777216 */
  write_buffer_size?: number | undefined
}

/** Files in NVIDIA NGC. */
export interface NGCStorageConfig {
  /** Bytes to read at a time. @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'ngc' */
  type?: 'ngc' | undefined
  org: string
  team: string
  /** Name of the model or resource. */
  target: string
  /** @default 'resource' */
  target_type?: 'resource' | 'model' | (string & {}) | undefined
  /** @default the newest; the platform puts down which that was */
  version?: string | null | undefined
  /** What was asked for at first. */
  original_version?: string | null | undefined
  /** Name of the secret with the API key, or `workspace/name`. */
  api_key_secret: SecretRef
  /** @default 'https://api.ngc.nvidia.com' */
  host?: string | undefined
}

/** Name of a secret in the workspace of the request, or `workspace/name`. */
export type SecretRef = string

/** Files in a repository at Hugging Face. */
export interface HuggingfaceStorageConfig {
  /** Bytes to read at a time. @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'huggingface' */
  type?: 'huggingface' | undefined
  /** For instance `meta-llama/Llama-3.1-8B`. */
  repo_id: string
  /** @default 'model' */
  repo_type?: 'model' | 'dataset' | 'space' | (string & {}) | undefined
  /** Branch, tag or commit; the platform puts down the commit. @default 'main' */
  revision?: string | undefined
  /** What was asked for at first. */
  original_revision?: string | null | undefined
  /** Name of the secret with the token, or `workspace/name`. */
  token_secret?: SecretRef | null | undefined
  /** @default 'https://huggingface.co' */
  endpoint?: string | undefined
}

/** Files in S3, or in something that talks like it. */
export interface S3StorageConfig {
  /** Bytes to read at a time. @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 's3' */
  type?: 's3' | undefined
  bucket: string
  /** Folder in the bucket. @default '' */
  prefix?: string | undefined
  region?: string | null | undefined
  /** Where it is, if not at AWS. */
  endpoint_url?: string | null | undefined
  /** Use the credentials of the platform. Only the platform itself can make such filesets. @default false */
  use_sdk_auth?: boolean | undefined
  /** Name of the secret with the access key id, or `workspace/name`. */
  access_key_id_secret?: SecretRef | null | undefined
  /** Name of the secret with the secret access key, or `workspace/name`. */
  secret_access_key_secret?: SecretRef | null | undefined
  /** `s3` for old systems. @default 's3v4' */
  signature_version?: 's3v4' | 's3' | (string & {}) | undefined
}

/** Files in a repository at GitHub. */
export interface GitHubStorageConfig {
  /** Bytes to read at a time. @default 1048576 */
  read_chunk_size?: number | undefined
  /** @default 'github' */
  type?: 'github' | undefined
  /** User or organization. */
  owner: string
  repo: string
  /** Branch, tag or commit; the platform puts down the commit. @default 'HEAD' */
  revision?: string | undefined
  /** What was asked for at first. */
  original_revision?: string | null | undefined
  /** Folder in the repository. @default '' */
  path?: string | undefined
  /** Name of the secret with the token, or `workspace/name`. */
  token_secret?: SecretRef | null | undefined
  /** For GitHub Enterprise. @default 'https://api.github.com' */
  api_base_url?: string | undefined
}

/** What the files of a fileset are for. */
export type FilesetPurpose = 'dataset' | 'environment' | 'generic' | 'model' | (string & {})

/** What is known about the files of a fileset, by kind. */
export interface FilesetMetadata {
  dataset?: DatasetMetadataContent | null | undefined
  model?: ModelMetadataContent | null | undefined
  environment?: EnvironmentMetadataContent | null | undefined
}

/** What is known about a dataset. */
export interface DatasetMetadataContent {
  /** What a row looks like: a JSON Schema, or a name in `schema_defs`. */
  schema?: Readonly<Record<string, unknown>> | string | null | undefined
  /** JSON Schemas by name. */
  schema_defs?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  /** What a row looks like in single files, by their path. */
  schemas_by_path?: Readonly<Record<string, Readonly<Record<string, unknown>> | string>> | undefined
}

/** What is known about the weights of a model. */
export interface ModelMetadataContent {
  tool_calling?: ToolCallingMetadataContent | null | undefined
}

/** How a model calls tools. */
export interface ToolCallingMetadataContent {
  /** Jinja template that makes text of a conversation. */
  chat_template?: string | null | undefined
  /** What reads the calls from its answer, for instance `hermes` or `llama3_json`. */
  tool_call_parser?: string | null | undefined
  /** A fileset with a parser of your own: `workspace/fileset`. */
  tool_call_plugin?: string | null | undefined
  /** Whether it may decide by itself to call a tool. */
  auto_tool_choice?: boolean | null | undefined
}

/** What is known about a package with an environment for reinforcement learning. */
export interface EnvironmentMetadataContent {
  /** Form of the package: `native-v1`, `wheels-v1` or `adapter-wheels-v1`. */
  format: string
  name: string
  adapter_agent?: string | null | undefined
  hub_id?: string | null | undefined
  vf_env_id?: string | null | undefined
  config_paths?: readonly string[] | undefined
}

/** A fileset: a folder of files. */
export interface Fileset {
  id: string
  name: string
  workspace: string
  description: string
  /** What its files are for. */
  purpose: FilesetPurpose
  /** Where its files are. */
  storage:
    | LocalStorageConfig
    | NGCStorageConfig
    | HuggingfaceStorageConfig
    | S3StorageConfig
    | GitHubStorageConfig
  /** What is known about its files, by kind. */
  metadata: FilesetMetadata
  /** Fields of your own. */
  custom_fields: Record<string, unknown>
  project: string
  created_at: string
  updated_at: string
}

/** Which filesets to list. */
export interface FilesetFilter {
  name?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  purpose?: FilesetPurpose | null | undefined
  /** What keeps their files. */
  storage_type?: StorageConfigType | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** What keeps the files of a fileset. */
export type StorageConfigType = 'local' | 'ngc' | 'huggingface' | 's3' | 'github' | (string & {})

/** The answer to log lines that were sent in; empty if all were taken. */
export interface OtelExportLogsServiceResponse {
  partialSuccess?: OtelExportLogsPartialSuccess | null
}

/** What was wrong with log lines that were sent in. */
export interface OtelExportLogsPartialSuccess {
  /** How many lines were refused. */
  rejectedLogRecords?: number
  /** Why. */
  errorMessage?: string | null
}

/** Some lines of a log. */
export interface PlatformJobLogPage {
  data: PlatformJobLog[]
  /** How many lines there are in all. */
  total: number
  /** Cursor of the lines after these; null at the end. */
  next_page: string | null
  /** Cursor of the lines before these; null at the beginning. */
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
  /** Fields of your own. */
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
