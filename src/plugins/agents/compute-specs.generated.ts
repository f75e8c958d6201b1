// Generated from api/ by npm run generate. Do not edit.

/** Specifications of what an agent computes with. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AgentComputeSpec,
  AgentComputeSpecCreateParams,
  AgentComputeSpecListParams,
} from '../types/agents.generated.ts'

/** `agents.computeSpecs`: specifications of what an agent computes with. */
export class AgentComputeSpecs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a specification of what an agent computes with.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/compute-specs`
   */
  create(params: AgentComputeSpecCreateParams, options?: RequestOptions): APIPromise<AgentComputeSpec> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/compute-specs`,
        body,
      }
    }, options)
  }

  /**
   * Lists specifications of what an agent computes with.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/compute-specs`
   */
  list(params?: AgentComputeSpecListParams, options?: RequestOptions): PagePromise<AgentComputeSpec> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/compute-specs`,
        query,
      }
    }, options)
  }

  /**
   * Reads a specification of what an agent computes with.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/compute-specs/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentComputeSpec> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/compute-specs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a specification of what an agent computes with.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/compute-specs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/compute-specs/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
