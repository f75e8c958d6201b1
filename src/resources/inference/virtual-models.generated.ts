// Generated from api/ by npm run generate. Do not edit.

/**
 * Virtual models: names that requests to the gateway can use, each with a model behind it and steps such as
 * guardrails before and after. The platform makes one for each model that is served.
 */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  VirtualModel,
  VirtualModelCreateParams,
  VirtualModelDeleteParams,
  VirtualModelListParams,
  VirtualModelPatchParams,
} from '../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/**
 * `client.inference.virtualModels`: names that requests to the gateway can use, each with a model behind it and
 * steps such as guardrails before and after. The platform makes one for each model that is served.
 */
export class VirtualModels {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a virtual model.
   *
   * @returns The virtual model.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for a step that does not exist or is
   * not set up right.
   * @see `POST /apis/inference-gateway/v2/workspaces/{workspace}/virtual-models`
   */
  create(params: VirtualModelCreateParams, options?: RequestOptions): APIPromise<VirtualModel> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models`,
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
   * Lists the virtual models of a workspace.
   *
   * @returns A page; `for await` gives the virtual models of all pages.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/virtual-models`
   */
  list(params?: VirtualModelListParams, options?: RequestOptions): PagePromise<VirtualModel> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a virtual model.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/virtual-models/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<VirtualModel> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes a virtual model; what is left out stays, and null clears.
   *
   * @returns The virtual model.
   * @throws NotFoundError if there is none of that name, ConflictError if someone else changed it meanwhile,
   * UnprocessableEntityError for a step that does not exist or is not set up right.
   * @see `PATCH /apis/inference-gateway/v2/workspaces/{workspace}/virtual-models/{name}`
   */
  patch(name: string, params?: VirtualModelPatchParams, options?: RequestOptions): APIPromise<VirtualModel> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a virtual model. Requests under way go on, and the gateway may take a moment to forget it.
   *
   * @throws NotFoundError if there is none of that name, ConflictError if it is no longer at
   * `expected_db_version`.
   * @see `DELETE /apis/inference-gateway/v2/workspaces/{workspace}/virtual-models/{name}`
   */
  delete(name: string, params?: VirtualModelDeleteParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models/${{ name }}`,
        query,
        responseType: 'nothing',
      }
    }, options)
  }
}
