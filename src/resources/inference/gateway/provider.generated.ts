// Generated from api/ by npm run generate. Do not edit.

/** Requests straight to a provider, past virtual models and guardrails. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { Stream } from '../../../http/response/stream.ts'
import type {
  ProviderGatewayDeleteParams,
  ProviderGatewayGetParams,
  ProviderGatewayPatchParams,
  ProviderGatewayPostParams,
  ProviderGatewayPutParams,
} from '../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { gatewayAnswer } from '../../shared/gateway.ts'
import { optional, type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.inference.gateway.provider`: requests straight to a provider, past virtual models and guardrails. */
export class ProviderGateway {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Sends a GET request to a provider.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/models`.
   * @returns What the provider answers.
   * @throws NotFoundError if the gateway knows no such provider.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/-/{trailing_uri}`
   */
  get<Data = unknown>(
    trailingUri: string,
    params: ProviderGatewayGetParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a PATCH request to a provider.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the provider answers.
   * @throws NotFoundError if the gateway knows no such provider.
   * @see `PATCH /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/-/{trailing_uri}`
   */
  patch<Data = unknown>(
    trailingUri: string,
    params: ProviderGatewayPatchParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'PATCH',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Sends a DELETE request to a provider.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the provider answers.
   * @throws NotFoundError if the gateway knows no such provider.
   * @see `DELETE /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/-/{trailing_uri}`
   */
  delete<Data = unknown>(
    trailingUri: string,
    params: ProviderGatewayDeleteParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-/${{ trailingUri }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Sends a POST request to a provider, for instance a chat completion.
   *
   * @param trailingUri - Path after `/-/`, for instance `v1/chat/completions`.
   * @returns What the provider answers; with `stream: true` in the body, the events as they come.
   * @throws NotFoundError if the gateway knows no such provider, InternalServerError (502) if the provider does
   * not answer.
   * @see `POST /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/-/{trailing_uri}`
   */
  post<Event = unknown>(
    trailingUri: string,
    params: ProviderGatewayPostParams & { body: { stream: true } },
    options?: RequestOptions,
  ): APIPromise<Stream<Event>>
  post<Data = unknown>(
    trailingUri: string,
    params: ProviderGatewayPostParams,
    options?: RequestOptions,
  ): APIPromise<Data>
  post(
    trailingUri: string,
    params: ProviderGatewayPostParams,
    options?: RequestOptions,
  ): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Sends a PUT request to a provider.
   *
   * @param trailingUri - Path after `/-/`.
   * @returns What the provider answers.
   * @throws NotFoundError if the gateway knows no such provider.
   * @see `PUT /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/-/{trailing_uri}`
   */
  put<Data = unknown>(
    trailingUri: string,
    params: ProviderGatewayPutParams,
    options?: RequestOptions,
  ): APIPromise<Data> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-/${{ trailingUri }}`,
        body,
        responseType: gatewayAnswer(body),
      }
    }, options)
  }

  /**
   * Asks whether the gateway can pass requests on to a provider. The provider itself is not asked.
   *
   * @param name - Name of the provider.
   * @returns `{ ready, provider, host_url }`
   * @throws NotFoundError as long as it cannot.
   * @see `GET /apis/inference-gateway/v2/workspaces/{workspace}/provider/{name}/ready`
   */
  ready(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<Record<string, unknown>> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/ready`,
      }
    }, options)
  }
}
