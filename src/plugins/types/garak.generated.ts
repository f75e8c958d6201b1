// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `garak`. */

import type {
  DatetimeFilter,
  ListParams,
  PluginJob,
  PluginJobCreateParams,
  WorkspaceParams,
} from '../../types/index.ts'

/** Audit input spec. */
export interface AuditInputSpec {
  config: AuditConfigParam | string
  target: AuditTargetParam | string
  /** @default 0 */
  max_probe_retries?: number | undefined
  /** @default true */
  fail_job_on_retries_exhausted?: boolean | undefined
}

/** Audit config param. */
export interface AuditConfigParam {
  /** @default '' */
  name?: string | undefined
  workspace: string
  project?: string | null | undefined
  description?: string | null | undefined
  system?: AuditSystemData | undefined
  run?: AuditRunData | undefined
  plugins?: AuditPluginsData | undefined
  reporting?: AuditReportData | undefined
}

/** Audit system data. */
export interface AuditSystemData {
  /** @default 0 */
  verbose?: number | undefined
  /** @default false */
  narrow_output?: boolean | undefined
  /** @default false */
  parallel_requests?: boolean | undefined
  /** @default false */
  parallel_attempts?: boolean | number | undefined
  /** @default true */
  lite?: boolean | undefined
  /** @default false */
  show_z?: boolean | undefined
  /** @default false */
  enable_experimental?: boolean | undefined
}

/** Audit run data. */
export interface AuditRunData {
  seed?: number | null | undefined
  /** @default true */
  deprefix?: boolean | undefined
  /** @default 0.5 */
  eval_threshold?: number | undefined
  /** @default 5 */
  generations?: number | undefined
  probe_tags?: string | null | undefined
  /** @default 'garak/{version} (LLM vulnerability scanner https://garak.ai)' */
  user_agent?: string | undefined
}

/** Audit plugins data. */
export interface AuditPluginsData {
  model_type?: string | null | undefined
  model_name?: string | null | undefined
  /** @default 'all' */
  probe_spec?: string | undefined
  /** @default 'auto' */
  detector_spec?: string | undefined
  /** @default false */
  extended_detectors?: boolean | undefined
  buff_spec?: string | null | undefined
  /** @default false */
  buffs_include_original_prompt?: boolean | undefined
  buff_max?: string | null | undefined
  detectors?: Readonly<Record<string, AuditModuleConfig | AuditClassConfig>> | undefined
  generators?: Readonly<Record<string, AuditModuleConfig | AuditClassConfig>> | undefined
  buffs?: Readonly<Record<string, AuditModuleConfig | AuditClassConfig>> | undefined
  harnesses?: Readonly<Record<string, AuditModuleConfig | AuditClassConfig>> | undefined
  probes?: Readonly<Record<string, AuditModuleConfig | AuditClassConfig>> | undefined
}

/** Audit module config. */
export type AuditModuleConfig = Readonly<Record<string, AuditClassConfig>>

/** Audit class config. */
export type AuditClassConfig = Readonly<Record<string, unknown>>

/** Audit report data. */
export interface AuditReportData {
  /** @default 'run1' */
  report_prefix?: string | undefined
  taxonomy?: string | null | undefined
  /** @default 'garak_runs' */
  report_dir?: string | undefined
  /** @default true */
  show_100_pass_modules?: boolean | undefined
}

/** Audit target param. */
export interface AuditTargetParam {
  /** @default '' */
  name?: string | undefined
  workspace: string
  project?: string | null | undefined
  description?: string | null | undefined
  type: string
  model: string
  options?: Readonly<Record<string, unknown>> | undefined
}

/** Audit spec. */
export interface AuditSpec {
  config: AuditConfig
  target: AuditTarget
  max_probe_retries?: number
  fail_job_on_retries_exhausted?: boolean
}

/** Audit config. */
export interface AuditConfig {
  name?: string
  workspace: string
  project?: string | null
  description?: string | null
  system?: AuditSystemData
  run?: AuditRunData
  plugins?: AuditPluginsData
  reporting?: AuditReportData
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Audit target. */
export interface AuditTarget {
  name?: string
  workspace: string
  project?: string | null
  description?: string | null
  type: string
  model: string
  options?: Record<string, unknown>
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Config filter. */
export interface ConfigFilter {
  description?: string | null | undefined
  project?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Target filter. */
export interface TargetFilter {
  type?: string | null | undefined
  model?: string | null | undefined
  description?: string | null | undefined
  project?: string | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** What makes one of these: Audits of a model. */
export type AuditJobRequest = PluginJobCreateParams<AuditInputSpec>

/** Audits of a model. */
export type AuditJob = PluginJob<AuditSpec>

/** Params of `create` of `AuditConfigs`. */
export interface AuditConfigCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  system?: AuditSystemData | undefined
  run?: AuditRunData | undefined
  plugins?: AuditPluginsData | undefined
  reporting?: AuditReportData | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `AuditConfigs`. */
export interface AuditConfigListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  filter?: ConfigFilter | string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `AuditConfigs`. */
export interface AuditConfigUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  system?: AuditSystemData | undefined
  run?: AuditRunData | undefined
  plugins?: AuditPluginsData | undefined
  reporting?: AuditReportData | undefined
}

/** Params of `create` of `AuditTargets`. */
export interface AuditTargetCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  type: string
  model: string
  options?: Readonly<Record<string, unknown>> | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `AuditTargets`. */
export interface AuditTargetListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  filter?: TargetFilter | string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `AuditTargets`. */
export interface AuditTargetUpdateParams extends WorkspaceParams {
  description?: string | null | undefined
  type: string
  model: string
  options?: Readonly<Record<string, unknown>> | undefined
}
