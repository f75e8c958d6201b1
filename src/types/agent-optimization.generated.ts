// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `agent_optimization`. */

/** Optimization strategy list. */
export interface OptimizationStrategyList {
  data?: OptimizationStrategy[]
}

/** Optimization strategy. */
export interface OptimizationStrategy {
  name: string
  title: string
  description?: string
  requires_config?: boolean
}
