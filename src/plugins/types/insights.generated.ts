// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `insights`. */

import type { ListParams, PluginJob, PluginJobCreateParams, WorkspaceParams } from '../../types/index.ts'

/** Insight status. */
export type InsightStatus = 'open' | 'resolved' | 'deleted' | (string & {})

/** Insight. */
export interface Insight {
  name?: string
  workspace: string
  project?: string | null
  title: string
  description: string
  agent: string
  status?: InsightStatus
  trace_refs?: string[]
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Insight list item. */
export interface InsightListItem {
  name?: string
  workspace: string
  project?: string | null
  title: string
  description: string
  agent: string
  status?: InsightStatus
  trace_refs?: string[]
  experiment_group_count?: number | null
  last_seen_at?: string | null
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Analyze spec. */
export interface AnalyzeSpec {
  agent: string
  ethos?: string | null | undefined
  base_url?: string | null | undefined
  insights_output?: string | null | undefined
  since?: string | null | undefined
  /** @default true */
  update_analysis_config?: boolean | undefined
  default_model: string
  fast_model: string
}

/** Analysis config. */
export interface AnalysisConfig {
  name?: string
  workspace: string
  project?: string | null
  agent: string
  enabled?: boolean
  default_model?: string
  fast_model?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Analysis run status. */
export interface AnalysisRunStatus {
  name?: string
  workspace: string
  project?: string | null
  agent: string
  status?: AnalysisConfigStatus
  last_successful_run_at?: string | null
  last_attempted_at?: string | null
  last_completed_at?: string | null
  last_submitted_job?: string
  last_error?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** Analysis config status. */
export type AnalysisConfigStatus = 'idle' | 'running' | 'error' | (string & {})

/** Analysis run response. */
export interface AnalysisRunResponse {
  run: AnalysisRun
  job?: Record<string, unknown> | null
}

/** Analysis run. */
export interface AnalysisRun {
  name?: string
  workspace: string
  project?: string | null
  agent: string
  since?: string | null
  evaluation_id?: string
  default_model?: string
  fast_model?: string
  id: string
  created_at: string | null
  created_by: string | null
  updated_at: string | null
  updated_by: string | null
  entity_id: string
  parent: string | null
  db_version: number
}

/** What makes one of these: Analyses. */
export type InsightAnalyzeJobRequest = PluginJobCreateParams<AnalyzeSpec>

/** Analyses. */
export type InsightAnalyzeJob = PluginJob<AnalyzeSpec>

/** Params of `create` of `Insights`. */
export interface InsightCreateParams extends WorkspaceParams {
  title: string
  agent: string
  description: string
  /** @default 'open' */
  status?: InsightStatus | undefined
  trace_refs?: readonly string[] | undefined
}

/** Params of `list` of `Insights`. */
export interface InsightListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  agent?: string | null | undefined
  status?: InsightStatus | null | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `Insights`. */
export interface InsightUpdateParams extends WorkspaceParams {
  title?: string | null | undefined
  agent?: string | null | undefined
  description?: string | null | undefined
  status?: InsightStatus | null | undefined
  trace_refs?: readonly string[] | null | undefined
}

/** Params of `enable` of `AnalysisConfigs`. */
export interface AnalysisConfigEnableParams extends WorkspaceParams {
  default_model: string
  fast_model: string
}

/** Params of `list` of `AnalysisConfigs`. */
export interface AnalysisConfigListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  enabled?: boolean | null | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `AnalysisConfigs`. */
export interface AnalysisConfigUpdateParams extends WorkspaceParams {
  enabled?: boolean | null | undefined
}

/** Params of `list` of `AnalysisRunStatuses`. */
export interface AnalysisRunStatusListParams extends WorkspaceParams, ListParams {
  /** @default '-updated_at' */
  sort?: string | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}

/** Params of `update` of `AnalysisRunStatuses`. */
export interface AnalysisRunStatusUpdateParams extends WorkspaceParams {
  status?: AnalysisConfigStatus | null | undefined
  last_successful_run_at?: string | Date | null | undefined
  last_attempted_at?: string | Date | null | undefined
  last_completed_at?: string | Date | null | undefined
  last_submitted_job?: string | null | undefined
  last_error?: string | null | undefined
}

/** Params of `create` of `AnalysisRuns`. */
export interface AnalysisRunCreateParams extends WorkspaceParams {
  agent: string
  default_model: string
  fast_model: string
  ethos?: string | null | undefined
  since?: string | Date | null | undefined
  evaluation_id?: string | null | undefined
  timeout_seconds?: number | null | undefined
}

/** Params of `list` of `AnalysisRuns`. */
export interface AnalysisRunListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?: string | undefined
  agent?: string | null | undefined
  /** Items per page, at most 100. @default 20 */
  page_size?: number | undefined
}
