// Generated from api/ by npm run generate. Do not edit.

/** Specifications of an environment. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AgentEnvironmentSpec,
  AgentEnvironmentSpecCreateParams,
  AgentEnvironmentSpecListParams,
} from '../types/agents.generated.ts'

/** `agents.environmentSpecs`: specifications of an environment. */
export class AgentEnvironmentSpecs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a specification of an environment.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/environment-specs`
   */
  create(
    params: AgentEnvironmentSpecCreateParams,
    options?: RequestOptions,
  ): APIPromise<AgentEnvironmentSpec> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environment-specs`,
        body,
      }
    }, options)
  }

  /**
   * Lists specifications of an environment.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/environment-specs`
   */
  list(params?: AgentEnvironmentSpecListParams, options?: RequestOptions): PagePromise<AgentEnvironmentSpec> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environment-specs`,
        query,
      }
    }, options)
  }

  /**
   * Reads a specification of an environment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/environment-specs/{name}`
   */
  retrieve(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<AgentEnvironmentSpec> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environment-specs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a specification of an environment.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/environment-specs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/environment-specs/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
