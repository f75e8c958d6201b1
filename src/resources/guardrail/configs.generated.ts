// Generated from api/ by npm run generate. Do not edit.

/** Guardrail configs: which rails to run, with which models and prompts. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type { DeleteResponse } from '../../types/common.ts'
import type {
  GuardrailConfig,
  GuardrailConfigCreateParams,
  GuardrailConfigListParams,
  GuardrailConfigUpdateParams,
} from '../../types/guardrail.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.guardrail.configs`: which rails to run, with which models and prompts. */
export class GuardrailConfigs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a guardrail config.
   *
   * @returns The config.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for data that is no config.
   * @see `POST /apis/guardrails/v2/workspaces/{workspace}/configs`
   */
  create(params: GuardrailConfigCreateParams, options?: RequestOptions): APIPromise<GuardrailConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/configs`,
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
   * Lists the guardrail configs of a workspace.
   *
   * @returns A page; `for await` gives the configs of all pages.
   * @see `GET /apis/guardrails/v2/workspaces/{workspace}/configs`
   */
  list(params?: GuardrailConfigListParams, options?: RequestOptions): PagePromise<GuardrailConfig> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/configs`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a guardrail config.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/guardrails/v2/workspaces/{workspace}/configs/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<GuardrailConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes description or data of a guardrail config; what is left out stays. It takes effect at once.
   *
   * @returns The config.
   * @throws NotFoundError if there is none of that name.
   * @see `PATCH /apis/guardrails/v2/workspaces/{workspace}/configs/{name}`
   */
  update(
    name: string,
    params?: GuardrailConfigUpdateParams,
    options?: RequestOptions,
  ): APIPromise<GuardrailConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a guardrail config.
   *
   * @throws NotFoundError if there is none of that name, ConflictError while a virtual model uses it.
   * @see `DELETE /apis/guardrails/v2/workspaces/{workspace}/configs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<DeleteResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
      }
    }, options)
  }
}
