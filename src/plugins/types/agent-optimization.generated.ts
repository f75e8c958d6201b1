// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `agent_optimization`. */

import type { PluginJob, PluginJobCreateParams } from '../../types/index.ts'

/** Optimization strategy list. */
export interface OptimizationStrategyList {
  data?: OptimizationStrategy[]
}

/** Optimization strategy. */
export interface OptimizationStrategy {
  name: string
  description?: string
  /** @since 0.8 */
  title?: string
  /** @since 0.8 */
  requires_config?: boolean
}

/** Run strategy submit spec. */
export interface RunStrategySubmitSpec {
  strategy: string
  optimize_config?: string | null | undefined
  optimize_config_fileset?: string | null | undefined
  agent?: string | null | undefined
  output?: string | null | undefined
  [name: string]: unknown
}

/** Run strategy spec. */
export interface RunStrategySpec {
  strategy: string
  optimize_config?: string | null
  optimize_config_fileset?: string | null
  agent?: string | null
  output?: string | null
  workspace?: string
  [name: string]: unknown
}

/** What makes one of these: Runs of a strategy. */
export type RunStrategyJobRequest = PluginJobCreateParams<RunStrategySubmitSpec>

/** Runs of a strategy. */
export type RunStrategyJob = PluginJob<RunStrategySpec>
