// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `agent_optimization`. */

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
