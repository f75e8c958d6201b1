// Generated from api/ by npm run generate. Do not edit.

/** Agents: registered, deployed, asked and evaluated. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type { Stream } from '../../http/response/stream.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import { recoverExisting } from '../../resources/shared/exist-ok.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  Agent,
  AgentCreateParams,
  AgentCreateSampleAgentParams,
  AgentListParams,
  AgentsEvaluateJob,
  AgentsEvaluateJobRequest,
  AnalyzeJob,
  AnalyzeJobRequest,
  DeploymentModeList,
  EvaluateSuiteJob,
  EvaluateSuiteJobRequest,
  ExecuteJob,
  ExecuteJobRequest,
  OptimizeJob,
  OptimizeJobRequest,
  OptimizeSkillsJob,
  OptimizeSkillsJobRequest,
  PackageAgentJob,
  PackageAgentJobRequest,
  SampleAgentStreamEvent,
} from '../types/agents.generated.ts'
import { AgentComputeSpecs } from './compute-specs.generated.ts'
import { AgentDeployments } from './deployments.ts'
import { AgentEnvironmentSpecs } from './environment-specs.generated.ts'
import { AgentEnvironments } from './environments.generated.ts'
import { AgentSessions } from './sessions.generated.ts'

/** The generated part of `agents`: `Agents` adds to it. */
export class AgentsOperations {
  /** Deployments. */
  readonly deployments: AgentDeployments
  /** Sessions. */
  readonly sessions: AgentSessions
  /** Environments. */
  readonly environments: AgentEnvironments
  /** Specifications of an environment. */
  readonly environmentSpecs: AgentEnvironmentSpecs
  /** Specifications of what an agent computes with. */
  readonly computeSpecs: AgentComputeSpecs
  /** Analyses of what agents did. */
  readonly analyzeJobs: PluginJobs<AnalyzeJob['spec'], AnalyzeJobRequest['spec']>
  /** Evaluations of an agent. */
  readonly evaluateJobs: PluginJobs<AgentsEvaluateJob['spec'], AgentsEvaluateJobRequest['spec']>
  /** Evaluations of an agent by a suite of tasks. */
  readonly evaluateSuiteJobs: PluginJobs<EvaluateSuiteJob['spec'], EvaluateSuiteJobRequest['spec']>
  /** Runs of an agent. */
  readonly executeJobs: PluginJobs<ExecuteJob['spec'], ExecuteJobRequest['spec']>
  /** Searches for better settings of an agent. Up to release 0.6. */
  readonly optimizeJobs: PluginJobs<OptimizeJob['spec'], OptimizeJobRequest['spec']>
  /** Searches for better skills of an agent. */
  readonly optimizeSkillsJobs: PluginJobs<OptimizeSkillsJob['spec'], OptimizeSkillsJobRequest['spec']>
  /** Images of an agent. */
  readonly packageJobs: PluginJobs<PackageAgentJob['spec'], PackageAgentJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.deployments = new AgentDeployments(context)
    this.sessions = new AgentSessions(context)
    this.environments = new AgentEnvironments(context)
    this.environmentSpecs = new AgentEnvironmentSpecs(context)
    this.computeSpecs = new AgentComputeSpecs(context)
    this.analyzeJobs = new PluginJobs(context, 'agents', ['jobs', 'analyze'])
    this.evaluateJobs = new PluginJobs(context, 'agents', ['jobs', 'evaluate'])
    this.evaluateSuiteJobs = new PluginJobs(context, 'agents', ['jobs', 'evaluate-suite'])
    this.executeJobs = new PluginJobs(context, 'agents', ['jobs', 'execute'])
    this.optimizeJobs = new PluginJobs(context, 'agents', ['jobs', 'optimize'], { until: '0.6' })
    this.optimizeSkillsJobs = new PluginJobs(context, 'agents', ['jobs', 'optimize-skills'])
    this.packageJobs = new PluginJobs(context, 'agents', ['jobs', 'package'])
  }

  /**
   * Creates an agent.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/agents`
   */
  create(params: AgentCreateParams, options?: RequestOptions): APIPromise<Agent> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/agents`,
        body,
        takesExistOk: true,
        recoverWith: recoverExisting(
          exist_ok,
          (read) => this.retrieve(body.name, { workspace }, read),
          options,
        ),
      }
    }, options)
  }

  /**
   * Lists agents.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/agents`
   */
  list(params?: AgentListParams, options?: RequestOptions): PagePromise<Agent> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/agents`,
        query,
      }
    }, options)
  }

  /**
   * Reads an agent.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/agents/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Agent> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/agents/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes an agent.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/agents/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/agents/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Lists how the platform can deploy agents.
   *
   * @since 0.8
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployment-modes`
   */
  listDeploymentModes(params?: WorkspaceParams, options?: RequestOptions): APIPromise<DeploymentModeList> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployment-modes`,
        since: '0.8',
      }
    }, options)
  }

  /**
   * Makes an agent to begin with, in a deployment of its own.
   *
   * @returns A stream of what happens.
   * @since 0.8
   * @see `POST /apis/agents/v2/sample-agent`
   */
  createSampleAgent(
    params: AgentCreateSampleAgentParams,
    options?: RequestOptions,
  ): APIPromise<Stream<SampleAgentStreamEvent>> {
    return this.#context.http.request(() => {
      const { ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/sample-agent`,
        since: '0.8',
        body,
        responseType: 'stream',
      }
    }, options)
  }
}
