// Generated from api/ by npm run generate. Do not edit.

/**
 * Optimization of agents: the strategies there are. What they run are jobs:
 * `client.pluginJobs('agent-optimization', 'run-strategy')`.
 */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { OptimizationStrategyList } from '../types/agent-optimization.generated.ts'
import type { ResourceContext } from './shared/resource-context.ts'

/**
 * `client.agentOptimization`: the strategies there are. What they run are jobs:
 * `client.pluginJobs('agent-optimization', 'run-strategy')`.
 */
export class AgentOptimization {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the strategies that the platform has installed.
   *
   * @returns `{ data }`
   * @since 0.7
   * @see `GET /apis/agent-optimization/v2/strategies`
   */
  listStrategies(options?: RequestOptions): APIPromise<OptimizationStrategyList> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: path`/apis/agent-optimization/v2/strategies`,
        since: '0.7',
      }),
      options,
    )
  }
}
