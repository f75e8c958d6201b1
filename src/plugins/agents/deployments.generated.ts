// Generated from api/ by npm run generate. Do not edit.

/** Deployments. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type { Stream } from '../../http/response/stream.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AgentDeployment,
  AgentDeploymentCreateParams,
  AgentDeploymentGetLogsParams,
  AgentDeploymentListParams,
  DeploymentLogsResponse,
} from '../types/agents.generated.ts'

/** The generated part of `agents.deployments`: `AgentDeployments` adds to it. */
export class AgentDeploymentsOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a deployment.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/deployments`
   */
  create(params: AgentDeploymentCreateParams, options?: RequestOptions): APIPromise<AgentDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments`,
        body,
      }
    }, options)
  }

  /**
   * Lists deployments.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployments`
   */
  list(params?: AgentDeploymentListParams, options?: RequestOptions): PagePromise<AgentDeployment> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments`,
        query,
      }
    }, options)
  }

  /**
   * Reads a deployment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployments/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a deployment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/deployments/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Reads the log lines of a deployment.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployments/{name}/logs`
   */
  getLogs(
    name: string,
    params?: AgentDeploymentGetLogsParams,
    options?: RequestOptions,
  ): APIPromise<DeploymentLogsResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments/${{ name }}/logs`,
        query,
      }
    }, options)
  }

  /**
   * Gives the log lines of a deployment as they come.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployments/{name}/logs/stream`
   */
  streamLogs(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Stream<unknown>> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/deployments/${{ name }}/logs/stream`,
        responseType: 'stream',
      }
    }, options)
  }
}
