// Generated from api/ by npm run generate. Do not edit.

/** Evaluation: scores for the answers of models and agents. */

import { NeMoPlatform } from '../../client/client.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import { type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  AgentEvaluateJob,
  AgentEvaluateJobRequest,
  EvalEvaluateLiveParams,
  EvaluateJob,
  EvaluateJobRequest,
  HelloResponse,
  LiveScoreResponse,
  RetrieveEvalJob,
  RetrieveEvalJobRequest,
} from '../types/evals.generated.ts'
import { EvalAgentResults } from './agent-results.generated.ts'
import { EvalMetrics } from './metrics.generated.ts'
import { EvalResults } from './results.generated.ts'
import { EvalTaskSets } from './task-sets.generated.ts'
import { EvalTasks } from './tasks.generated.ts'

/** The generated part of `evals`: `Evals` adds to it. */
export class EvalsOperations {
  /** Metrics. */
  readonly metrics: EvalMetrics
  /** Results of an agent's evaluation. */
  readonly agentResults: EvalAgentResults
  /** Results of an evaluation. */
  readonly results: EvalResults
  /** Tasks. */
  readonly tasks: EvalTasks
  /** Task sets. */
  readonly taskSets: EvalTaskSets
  /** Evaluations of models over a dataset. */
  readonly evaluateJobs: PluginJobs<EvaluateJob['spec'], EvaluateJobRequest['spec']>
  /** Evaluations of agents over tasks. */
  readonly agentEvaluateJobs: PluginJobs<AgentEvaluateJob['spec'], AgentEvaluateJobRequest['spec']>
  /** Evaluations of retrieval. */
  readonly retrieveEvalJobs: PluginJobs<RetrieveEvalJob['spec'], RetrieveEvalJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.metrics = new EvalMetrics(context)
    this.agentResults = new EvalAgentResults(context)
    this.results = new EvalResults(context)
    this.tasks = new EvalTasks(context)
    this.taskSets = new EvalTaskSets(context)
    this.evaluateJobs = new PluginJobs(context, 'evals', ['evaluate', 'jobs'])
    this.agentEvaluateJobs = new PluginJobs(context, 'evals', ['agent-evaluate', 'jobs'])
    this.retrieveEvalJobs = new PluginJobs(context, 'evals', ['retrieve-eval', 'jobs'])
  }

  /**
   * Scores one row at once, without a job.
   *
   * @returns What the model answered, where one was asked, and the scores.
   * @throws RateLimitError if too many are running, UnprocessableEntityError for metrics that it does not take.
   * @since 0.8
   * @see `POST /apis/evals/v2/workspaces/{workspace}/evaluate/live`
   */
  evaluateLive(params: EvalEvaluateLiveParams, options?: RequestOptions): APIPromise<LiveScoreResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/evaluate/live`,
        since: '0.8',
        body,
      }
    }, options)
  }

  /**
   * Tells whether the plugin works.
   *
   * @see `GET /apis/evals/v1/healthz`
   */
  health(options?: RequestOptions): APIPromise<Record<string, unknown>> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v1/healthz`,
      }),
      options,
    )
  }

  /**
   * Greets.
   *
   * @see `GET /apis/evals/v1/hello/{name}`
   */
  hello(name: string, options?: RequestOptions): APIPromise<HelloResponse> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v1/hello/${{ name }}`,
      }),
      options,
    )
  }
}
