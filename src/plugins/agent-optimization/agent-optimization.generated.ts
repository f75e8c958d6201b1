// Generated from api/ by npm run generate. Do not edit.

/** Optimization of agents by strategies. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import type { ResourceContext } from '../../resources/shared/resource-context.ts'
import type {
  OptimizationStrategyList,
  RunStrategyJob,
  RunStrategyJobRequest,
} from '../types/agent-optimization.generated.ts'

/** `agentOptimization`: optimization of agents by strategies. */
export class AgentOptimization {
  /** Runs of a strategy. @since 0.7 */
  readonly runStrategyJobs: PluginJobs<RunStrategyJob['spec'], RunStrategyJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.runStrategyJobs = new PluginJobs(context, 'agent-optimization', ['jobs', 'run-strategy'], {
      since: '0.7',
    })
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
