// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `experiments`. */

import type { ListParams } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Two metrics for a scatter plot: `cost_usd`, `latency_ms` or `evaluators.<name>`. */
export interface ParetoConfig {
  /** @default 'cost_usd' */
  x_metric?: string | undefined
  /** @default 'latency_ms' */
  y_metric?: string | undefined
}

/** Columns of a table, for display only; the platform does not check them. */
export interface ColumnLayout {
  /** Columns in order; empty for the usual order. */
  order?: readonly string[] | undefined
  /** Columns that are not shown. */
  hidden?: readonly string[] | undefined
}

/** An experiment: a group of evaluations that are compared with each other. */
export interface ExperimentResponse {
  id: string
  name: string
  workspace: string
  description?: string | null
  /** The insight that it grew out of. */
  insight_id?: string | null
  /** What came out of it. */
  summary?: string | null
  metadata?: Record<string, string> | null
  /** How its evaluations are sorted for display. */
  default_sort: string
  /** Which two metrics its scatter plot shows. */
  pareto?: ParetoConfig
  /** Which columns its table of evaluations shows, and in what order. */
  column_layout?: ColumnLayout | null
  is_favorite?: boolean
  /** Whether its evaluations are shown along a time axis. */
  show_evaluations_over_time?: boolean
  /** Name of the evaluation that the others are compared with. */
  baseline_evaluation_name?: string | null
  created_at?: string | null
  updated_at?: string | null
  /** How many evaluations belong to it, without deleted ones. */
  evaluation_count?: number
}

/** Which experiments to list. All conditions must hold. */
export interface ExperimentFilter {
  name?: string | null | undefined
  insight_id?: string | null | undefined
  is_favorite?: boolean | null | undefined
  show_evaluations_over_time?: boolean | null | undefined
  baseline_evaluation_name?: string | null | undefined
  /** True: only deleted ones. @default false */
  is_deleted?: boolean | null | undefined
  /** Values of your own fields. */
  metadata?: Readonly<Record<string, string>> | null | undefined
}

/** Params of `create` of `Experiments`. */
export interface ExperimentCreateParams extends WorkspaceParams {
  /** Its name, which is also its identity: it cannot change later. */
  name: string
  description?: string | null | undefined
  /** The insight that it grew out of, if any. */
  insight_id?: string | null | undefined
  /** What came out of it. */
  summary?: string | null | undefined
  metadata?: Readonly<Record<string, string>> | null | undefined
  /**
   * How its evaluations are sorted for display, in the words of the `sort` of `evaluations.list`. @default
   * '-created_at'
   */
  default_sort?: string | undefined
  /** Which two metrics its scatter plot shows. @default cost against latency */
  pareto?: ParetoConfig | null | undefined
  /** Which columns its table of evaluations shows, and in what order. */
  column_layout?: ColumnLayout | null | undefined
  /** @default false */
  is_favorite?: boolean | undefined
  /** Whether to show its evaluations along a time axis. @default false */
  show_evaluations_over_time?: boolean | undefined
  /** Give back the one of that name if it is there already. @default false */
  exist_ok?: boolean | undefined
}

/** Params of `list` of `Experiments`. */
export interface ExperimentListParams extends WorkspaceParams, ListParams {
  /** @default '-created_at' */
  sort?:
    | '-created_at'
    | 'created_at'
    | '-updated_at'
    | 'updated_at'
    | '-name'
    | 'name'
    | (string & {})
    | undefined
  filter?: ExperimentFilter | string | undefined
  /** Experiments per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `update` of `Experiments`. */
export interface ExperimentUpdateParams extends WorkspaceParams {
  /** Its name; must be the one that it has. */
  name: string
  description?: string | null | undefined
  /** The insight that it grew out of, if any. */
  insight_id?: string | null | undefined
  /** What came out of it. */
  summary?: string | null | undefined
  metadata?: Readonly<Record<string, string>> | null | undefined
  /** How its evaluations are sorted for display. @default as it is */
  default_sort?: string | undefined
  /** Which two metrics its scatter plot shows. Null: they stay. */
  pareto?: ParetoConfig | null | undefined
  /** Which columns its table of evaluations shows, and in what order. Null: it stays. */
  column_layout?: ColumnLayout | null | undefined
  /** @default as it is */
  is_favorite?: boolean | undefined
  /** Whether to show its evaluations along a time axis. @default as it is */
  show_evaluations_over_time?: boolean | undefined
  /** Name of the evaluation that the others are compared with; it must belong to the experiment. Null: none. */
  baseline_evaluation_name?: string | null | undefined
}
