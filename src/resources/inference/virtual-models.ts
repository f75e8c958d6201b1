/**
 * Virtual models: names that requests to the gateway can use, each with a model behind it and steps such as
 * guardrails before and after. The platform makes one for each model that is served.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import type { PagePromise } from '../../http/page.ts'
import { path } from '../../http/path.ts'
import type {
  VirtualModel,
  VirtualModelCreateParams,
  VirtualModelDeleteParams,
  VirtualModelListParams,
  VirtualModelPatchParams,
} from '../../types/inference.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { type Caller, optional, required } from '../caller.ts'
import { orExisting } from '../exist-ok.ts'
import { filterQuery } from '../filter.ts'

/**
 * `client.inference.virtualModels`: names that requests to the gateway can use, each with a model behind it and
 * steps such as guardrails before and after. The platform makes one for each model that is served.
 */
export class VirtualModels {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models`,
        body,
        recover: orExisting(exist_ok, (read) => this.retrieve(body.name, { workspace }, read), options),
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
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...query } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/virtual-models/${{ name }}`,
        query,
        answer: 'nothing',
      }
    }, options)
  }
}
