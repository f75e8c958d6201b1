// Generated from api/ by npm run generate. Do not edit.

/** Adapters: small sets of weights, such as LoRA, that change what a base model does. */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { PagePromise } from '../http/response/page.ts'
import type {
  AdapterCreateParams,
  AdapterListParams,
  AdapterPatchParams,
} from '../types/adapters.generated.ts'
import type { Adapter } from '../types/shared.generated.ts'
import type { WorkspaceParams } from '../types/workspaces.ts'
import { filterQuery } from './shared/filter.ts'
import { optional, type ResourceContext, required } from './shared/resource-context.ts'

/** `client.adapters`: small sets of weights, such as LoRA, that change what a base model does. */
export class Adapters {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Registers an adapter of the base model that `model` names.
   *
   * @returns The adapter.
   * @throws NotFoundError if the base model does not exist, AlreadyExistsError if the name is taken,
   * BadRequestError if the fileset cannot be used.
   * @see `POST /apis/models/v2/workspaces/{workspace}/adapters`
   */
  create(params: AdapterCreateParams, options?: RequestOptions): APIPromise<Adapter> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters`,
        body,
      }
    }, options)
  }

  /**
   * Lists the adapters of a workspace, whatever their base model.
   *
   * @returns A page; `for await` gives the adapters of all pages.
   * @see `GET /apis/models/v2/workspaces/{workspace}/adapters`
   */
  list(params?: AdapterListParams, options?: RequestOptions): PagePromise<Adapter> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads an adapter.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/adapters/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Adapter> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes description, files or availability of an adapter; what is left out stays.
   *
   * @returns The adapter.
   * @throws NotFoundError if there is none of that name, BadRequestError if the fileset cannot be used.
   * @see `PATCH /apis/models/v2/workspaces/{workspace}/adapters/{name}`
   */
  patch(name: string, params?: AdapterPatchParams, options?: RequestOptions): APIPromise<Adapter> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes an adapter. Its files stay.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/adapters/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
