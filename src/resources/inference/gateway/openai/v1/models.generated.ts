// Generated from api/ by npm run generate. Do not edit.

/** The models that the gateway serves in a workspace, in OpenAI's form. The same as `inference.models`. */

import { path } from '../../../../../http/request/path.ts'
import type { RequestOptions } from '../../../../../http/request/request-options.ts'
import type { APIPromise } from '../../../../../http/response/api-promise.ts'
import type { OpenAIListModelsResp, OpenAIModelResp } from '../../../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../../../types/workspaces.ts'
import { optional, type ResourceContext } from '../../../../shared/resource-context.ts'

/**
 * `client.inference.gateway.openai.v1.models`: the models that the gateway serves in a workspace, in OpenAI's
 * form. The same as `inference.models`.
 */
export class OpenAIGatewayModels {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists the models that the gateway serves in a workspace: its virtual models, made by hand or by the platform.
   *
   * @deprecated Use `client.inference.models.list`.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/v1/models`
   */
  list(params?: WorkspaceParams, options?: RequestOptions): APIPromise<OpenAIListModelsResp> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
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
   * @deprecated Use `client.inference.models.get`.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/v1/models/{name}`
   */
  get(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<OpenAIModelResp> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/v1/models/${{ name }}`,
      }
    }, options)
  }
}
