// Generated from api/ by npm run generate. Do not edit.

/** Environments. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AgentEnvironment,
  AgentEnvironmentCreateParams,
  AgentEnvironmentListParams,
} from '../types/agents.generated.ts'

/** `agents.environments`: environments. */
export class AgentEnvironments {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates an environment.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/environments`
   */
  create(params: AgentEnvironmentCreateParams, options?: RequestOptions): APIPromise<AgentEnvironment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environments`,
        body,
      }
    }, options)
  }

  /**
   * Lists environments.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/environments`
   */
  list(params?: AgentEnvironmentListParams, options?: RequestOptions): PagePromise<AgentEnvironment> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environments`,
        query,
      }
    }, options)
  }

  /**
   * Reads an environment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/environments/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentEnvironment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environments/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes an environment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/environments/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environments/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
