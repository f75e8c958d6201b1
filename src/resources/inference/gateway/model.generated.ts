// Generated from api/ by npm run generate. Do not edit.

/** Requests to one model, whatever provider serves it. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { Stream } from '../../../http/response/stream.ts'
import type {
  ModelGatewayDeleteParams,
  ModelGatewayGetParams,
  ModelGatewayPatchParams,
  ModelGatewayPostParams,
  ModelGatewayPutParams,
} from '../../../types/inference.generated.ts'
import { gatewayAnswer } from '../../shared/gateway.ts'
import { type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.inference.gateway.model`: requests to one model, whatever provider serves it. */
export class ModelGateway {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Sends a GET request to a model.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/models`.
   * @returns What the model answers.
   * @throws NotFoundError if no virtual model of that name is served.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/model/{name}/-/{trailing_uri}`
   */
  get<Data = unknown>(
    trailingUri: string,
    params: ModelGatewayGetParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a PATCH request to a model.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the model answers.
   * @throws NotFoundError if no virtual model of that name is served.
   * @see `PATCH /apis/inference-gateway/v2/workspaces/{workspace}/model/{name}/-/{trailing_uri}`
   */
  patch<Data = unknown>(
    trailingUri: string,
    params: ModelGatewayPatchParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'PATCH',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Sends a DELETE request to a model.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/responses/r1`.
   * @returns What the model answers.
   * @throws NotFoundError if no virtual model of that name is served.
   * @see `DELETE /apis/inference-gateway/v2/workspaces/{workspace}/model/{name}/-/{trailing_uri}`
   */
  delete<Data = unknown>(
    trailingUri: string,
    params: ModelGatewayDeleteParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a POST request to a model, for instance a chat completion. The `model` in the body is set by the
   * gateway.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/chat/completions`.
   * @returns What the model answers; with `stream: true` in the body, the events as they come.
   * @throws NotFoundError if no virtual model of that name is served, InternalServerError (502) if the model does
   * not answer.
   * @see `POST /apis/inference-gateway/v2/workspaces/{workspace}/model/{name}/-/{trailing_uri}`
   */
  post<Event = unknown>(
    trailingUri: string,
    params: ModelGatewayPostParams & { body: { stream: true } },
    options?: RequestOptions,
  ): APIPromise<Stream<Event>>
  post<Data = unknown>(
    trailingUri: string,
    params: ModelGatewayPostParams,
    options?: RequestOptions,
  ): APIPromise<Data>
  post(trailingUri: string, params: ModelGatewayPostParams, options?: RequestOptions): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Sends a PUT request to a model.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the model answers.
   * @throws NotFoundError if no virtual model of that name is served.
   * @see `PUT /apis/inference-gateway/v2/workspaces/{workspace}/model/{name}/-/{trailing_uri}`
   */
  put<Data = unknown>(
    trailingUri: string,
    params: ModelGatewayPutParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }
}
