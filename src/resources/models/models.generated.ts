// Generated from api/ by npm run generate. Do not edit.

/** Models: what the platform knows about a model, whether it has the weights itself or reaches it elsewhere. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  ModelCreateParams,
  ModelEntity,
  ModelListParams,
  ModelRetrieveParams,
  ModelUpdateParams,
} from '../../types/models.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { ModelAdapters } from './adapters.generated.ts'

/** The generated part of `client.models`: `Models` adds to it. */
export class ModelsOperations {
  /** Adapters of one model. */
  readonly adapters: ModelAdapters
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.adapters = new ModelAdapters(context)
  }

  /**
   * Registers a model.
   *
   * @returns The model.
   * @throws AlreadyExistsError if the name is taken, BadRequestError if the fileset cannot be used,
   * PermissionDeniedError for `trust_remote_code` where it is not allowed.
   * @see `POST /apis/models/v2/workspaces/{workspace}/models`
   */
  create(params: ModelCreateParams, options?: RequestOptions): APIPromise<ModelEntity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models`,
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
   * Lists the models of a workspace.
   *
   * @returns A page; `for await` gives the models of all pages.
   * @throws BadRequestError for a filter that makes no sense.
   * @see `GET /apis/models/v2/workspaces/{workspace}/models`
   */
  list(params?: ModelListParams, options?: RequestOptions): PagePromise<ModelEntity> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a model.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/models/{name}`
   */
  retrieve(name: string, params?: ModelRetrieveParams, options?: RequestOptions): APIPromise<ModelEntity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ name }}`,
        query,
      }
    }, options)
  }

  /**
   * Changes a model; what is left out stays.
   *
   * @returns The model.
   * @throws NotFoundError if there is none of that name, BadRequestError if the fileset cannot be used,
   * PermissionDeniedError for `trust_remote_code` where it is not allowed.
   * @see `PATCH /apis/models/v2/workspaces/{workspace}/models/{name}`
   */
  update(name: string, params?: ModelUpdateParams, options?: RequestOptions): APIPromise<ModelEntity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, verbose, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ name }}`,
        query: { verbose },
        body,
      }
    }, options)
  }

  /**
   * Deletes a model. Its files stay.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/models/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
