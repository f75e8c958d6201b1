// Generated from api/ by npm run generate. Do not edit.

/** Adapters of one model. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  ModelAdapterCreateParams,
  ModelAdapterDeleteParams,
  ModelAdapterUpdateParams,
} from '../../types/models.generated.ts'
import type { Adapter } from '../../types/shared.generated.ts'
import { type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.models.adapters`: adapters of one model. */
export class ModelAdapters {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Adds an adapter to a model.
   *
   * @param modelName - Name of the base model.
   * @returns The adapter.
   * @throws NotFoundError if there is no model of that name, AlreadyExistsError if the name of the adapter is
   * taken, BadRequestError if the fileset cannot be used.
   * @see `POST /apis/models/v2/workspaces/{workspace}/models/{model_name}/adapters`
   */
  create(modelName: string, params: ModelAdapterCreateParams, options?: RequestOptions): APIPromise<Adapter> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ modelName }}/adapters`,
        body,
      }
    }, options)
  }

  /**
   * Changes description, files or availability of an adapter; what is left out stays.
   *
   * @param adapter - Name of the adapter.
   * @returns The adapter.
   * @throws NotFoundError if there is no such model or adapter, BadRequestError if the fileset cannot be used.
   * @see `PATCH /apis/models/v2/workspaces/{workspace}/models/{model_name}/adapters/{adapter}`
   */
  update(adapter: string, params: ModelAdapterUpdateParams, options?: RequestOptions): APIPromise<Adapter> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, model_name, ...body } = required(params)
      return {
        method: 'PATCH',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ model_name }}/adapters/${{ adapter }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes an adapter of a model, and takes it down where it is deployed. Its files stay.
   *
   * @param adapter - Name of the adapter.
   * @throws NotFoundError if there is no such model or adapter.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/models/{model_name}/adapters/{adapter}`
   */
  delete(adapter: string, params: ModelAdapterDeleteParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, model_name } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/models/${{ model_name }}/adapters/${{ adapter }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
