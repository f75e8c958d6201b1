// Generated from api/ by npm run generate. Do not edit.

/** Requests to the models of a workspace as OpenAI takes them: the `model` in the body says which. */

import { path } from '../../../../http/request/path.ts'
import type { RequestOptions } from '../../../../http/request/request-options.ts'
import type { APIPromise } from '../../../../http/response/api-promise.ts'
import type { Stream } from '../../../../http/response/stream.ts'
import type {
  OpenAIGatewayPatchParams,
  OpenAIGatewayPostParams,
  OpenAIGatewayPutParams,
} from '../../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../../types/workspaces.ts'
import { gatewayAnswer } from '../../../shared/gateway.ts'
import { optional, type ResourceContext } from '../../../shared/resource-context.ts'
import { OpenAIGatewayV1 } from './v1/v1.generated.ts'

/** `client.inference.gateway.openai`: the `model` in the body says which. */
export class OpenAIGateway {
  /** Version 1 of the OpenAI API. */
  readonly v1: OpenAIGatewayV1
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.v1 = new OpenAIGatewayV1(context)
  }

  /**
   * Sends a GET request. The gateway itself answers `v1/models`; for other paths it looks for the `model` in a
   * body and so refuses: use `gateway.model.get`.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/models`.
   * @returns What the gateway answers.
   * @throws BadRequestError for other paths, as there is no `model`.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/{trailing_uri}`
   */
  get<Data = unknown>(
    trailingUri: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a PATCH request to a model.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the model answers.
   * @throws NotFoundError if no such model is served, BadRequestError for a body without `model`.
   * @see `PATCH /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/{trailing_uri}`
   */
  patch<Data = unknown>(
    trailingUri: string,
    params?: OpenAIGatewayPatchParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Sends a DELETE request. The gateway looks for the `model` in a body and so refuses it; use
   * `gateway.model.delete`.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the model answers.
   * @throws BadRequestError as there is no `model`.
   * @see `DELETE /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/{trailing_uri}`
   */
  delete<Data = unknown>(
    trailingUri: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a POST request to a model, for instance a chat completion.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/chat/completions`.
   * @returns What the model answers; with `stream: true` in the body, the events as they come.
   * @throws NotFoundError if no such model is served, BadRequestError for a body without `model`,
   * InternalServerError (502) if the model does not answer.
   * @see `POST /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/{trailing_uri}`
   */
  post<Event = unknown>(
    trailingUri: string,
    params: OpenAIGatewayPostParams & { body: { stream: true } },
    options?: RequestOptions,
  ): APIPromise<Stream<Event>>
  post<Data = unknown>(
    trailingUri: string,
    params?: OpenAIGatewayPostParams,
    options?: RequestOptions,
  ): APIPromise<Data>
  post(trailingUri: string, params?: OpenAIGatewayPostParams, options?: RequestOptions): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, body } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/${{ trailingUri }}`,
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
   * @throws NotFoundError if no such model is served, BadRequestError for a body without `model`.
   * @see `PUT /apis/inference-gateway/v2/workspaces/{workspace}/openai/-/{trailing_uri}`
   */
  put<Data = unknown>(
    trailingUri: string,
    params?: OpenAIGatewayPutParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, body } = optional(params)
      return {
        method: 'PUT',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }
}
