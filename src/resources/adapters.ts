/**
 * Adapters: small sets of weights, such as LoRA, that change what a base model does.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../http/api-promise.ts'
import type { RequestOptions } from '../http/options.ts'
import type { PagePromise } from '../http/page.ts'
import { path } from '../http/path.ts'
import type { AdapterCreateParams, AdapterListParams, AdapterPatchParams } from '../types/adapters.ts'
import type { Adapter } from '../types/shared.ts'
import type { WorkspaceParams } from '../types/workspaces.ts'
import { type Caller, optional, required } from './caller.ts'
import { filterQuery } from './filter.ts'

/** `client.adapters`: small sets of weights, such as LoRA, that change what a base model does. */
export class Adapters {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
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
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/adapters/${{ name }}`,
        answer: 'nothing',
      }
    }, options)
  }
}
