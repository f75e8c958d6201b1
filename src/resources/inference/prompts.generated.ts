// Generated from api/ by npm run generate. Do not edit.

/** Prompts: messages with gaps to fill in, kept under a name. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  Prompt,
  PromptCreateParams,
  PromptListParams,
  PromptUpdateParams,
} from '../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.inference.prompts`: messages with gaps to fill in, kept under a name. */
export class Prompts {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a prompt.
   *
   * @returns The prompt.
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/models/v2/workspaces/{workspace}/prompts`
   */
  create(params: PromptCreateParams, options?: RequestOptions): APIPromise<Prompt> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/prompts`,
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
   * Lists the prompts of a workspace.
   *
   * @returns A page; `for await` gives the prompts of all pages.
   * @see `GET /apis/models/v2/workspaces/{workspace}/prompts`
   */
  list(params?: PromptListParams, options?: RequestOptions): PagePromise<Prompt> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/prompts`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a prompt.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/prompts/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Prompt> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/prompts/${{ name }}`,
      }
    }, options)
  }

  /**
   * Replaces a prompt: what is left out is **cleared**.
   *
   * @returns The prompt.
   * @throws NotFoundError if there is none of that name.
   * @see `PUT /apis/models/v2/workspaces/{workspace}/prompts/{name}`
   */
  update(name: string, params?: PromptUpdateParams, options?: RequestOptions): APIPromise<Prompt> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PUT',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/prompts/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a prompt.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/prompts/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/prompts/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
