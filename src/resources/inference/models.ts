/**
 * The models that the gateway serves in a workspace, in OpenAI's form.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import { path } from '../../http/path.ts'
import type { OpenAIListModelsResp, OpenAIModelResp } from '../../types/inference.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { type Caller, optional } from '../caller.ts'

/** `client.inference.models`: the models that the gateway serves in a workspace, in OpenAI's form. */
export class InferenceModels {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Lists the models that the gateway serves in a workspace: its virtual models, made by hand or by the platform.
   *
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/v1/models`
   */
  list(params?: WorkspaceParams, options?: RequestOptions): APIPromise<OpenAIListModelsResp> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/v1/models`,
      }
    }, options)
  }

  /**
   * Reads one of the models that the gateway serves.
   *
   * @param name - Name of the model; a `workspace/` in front of it is ignored.
   * @throws NotFoundError if no such model is served.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/v1/models/{name}`
   */
  get(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<OpenAIModelResp> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/v1/models/${{ name }}`,
      }
    }, options)
  }
}
