/** Wire types of `experiments`. Generated from `api/`: `npm run generate`. */

import type { ListParams } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Pareto config. */
export interface ParetoConfig {
  /** @default 'cost_usd' */
  x_metric?: string | undefined
  /** @default 'latency_ms' */
  y_metric?: string | undefined
}

/** Column layout. */
export interface ColumnLayout {
  order?: readonly string[] | undefined
  hidden?: readonly string[] | undefined
}

/** Experiment response. */
export interface ExperimentResponse {
  id: string
  name: string
  workspace: string
  description?: string | null
  insight_id?: string | null
  summary?: string | null
  metadata?: Record<string, string> | null
  default_sort: string
  pareto?: ParetoConfig
  column_layout?: ColumnLayout | null
  is_favorite?: boolean
  show_evaluations_over_time?: boolean
  baseline_evaluation_name?: string | null
  created_at?: string | null
  updated_at?: string | null
  evaluation_count?: number
}

/** Experiment filter. */
export interface ExperimentFilter {
  name?: string | null | undefined
  insight_id?: string | null | undefined
  is_favorite?: boolean | null | undefined
  show_evaluations_over_time?: boolean | null | undefined
  baseline_evaluation_name?: string | null | undefined
  is_deleted?: boolean | null | undefined
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
  /** How its evaluations are sorted for display. @default '-created_at' */
  default_sort?: string | undefined
  /** Which two metrics its scatter plot shows. */
  pareto?: ParetoConfig | null | undefined
  /** Which columns its table of evaluations shows, and in what order. */
  column_layout?: ColumnLayout | null | undefined
  /** Left out: stays as it is. @default false */
  is_favorite?: boolean | undefined
  /** Whether to show its evaluations along a time axis. Left out: stays as it is. @default false */
  show_evaluations_over_time?: boolean | undefined
  /** Name of the evaluation that the others are compared with; it must belong to the experiment. Null: none. */
  baseline_evaluation_name?: string | null | undefined
}
