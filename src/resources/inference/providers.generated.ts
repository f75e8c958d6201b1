// Generated from api/ by npm run generate. Do not edit.

/** Model providers: servers that models can be reached at, inside the platform or outside. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  ModelProvider,
  ProviderCreateParams,
  ProviderListParams,
  ProviderUpdateParams,
  ProviderUpdateStatusParams,
} from '../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.inference.providers`: servers that models can be reached at, inside the platform or outside. */
export class Providers {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Registers a provider.
   *
   * @returns The provider.
   * @throws AlreadyExistsError if the name is taken, BadRequestError or PermissionDeniedError if the secret with
   * the key cannot be used, UnprocessableEntityError for a URL or header format that is not allowed.
   * @see `POST /apis/models/v2/workspaces/{workspace}/providers`
   */
  create(params: ProviderCreateParams, options?: RequestOptions): APIPromise<ModelProvider> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers`,
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
   * Lists the providers of a workspace.
   *
   * @returns A page; `for await` gives the providers of all pages.
   * @see `GET /apis/models/v2/workspaces/{workspace}/providers`
   */
  list(params?: ProviderListParams, options?: RequestOptions): PagePromise<ModelProvider> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a provider.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/providers/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<ModelProvider> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers/${{ name }}`,
      }
    }, options)
  }

  /**
   * Replaces a provider, or registers one if there is none of that name. Give all of it: what is left out is
   * **cleared**.
   *
   * @returns The provider.
   * @throws BadRequestError or PermissionDeniedError if the secret with the key cannot be used,
   * UnprocessableEntityError for a URL or header format that is not allowed.
   * @see `PUT /apis/models/v2/workspaces/{workspace}/providers/{name}`
   */
  update(name: string, params: ProviderUpdateParams, options?: RequestOptions): APIPromise<ModelProvider> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Removes a provider. Models that only it served cannot be reached any more.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/providers/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Sets the status of a provider and the models that it serves; what is left out stays, but a `status` without
   * `status_message` clears the message. Meant for the service that looks after providers.
   *
   * @returns The provider.
   * @throws NotFoundError if there is none of that name.
   * @see `PUT /apis/models/v2/workspaces/{workspace}/providers/{name}/status`
   */
  updateStatus(
    name: string,
    params?: ProviderUpdateStatusParams,
    options?: RequestOptions,
  ): APIPromise<ModelProvider> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PUT',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/providers/${{ name }}/status`,
        body,
      }
    }, options)
  }
}
