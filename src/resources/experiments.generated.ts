// Generated from api/ by npm run generate. Do not edit.

/** Experiments: groups of evaluations that are compared with each other. */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { PagePromise } from '../http/response/page.ts'
import type {
  ExperimentCreateParams,
  ExperimentListParams,
  ExperimentResponse,
  ExperimentUpdateParams,
} from '../types/experiments.generated.ts'
import type { WorkspaceParams } from '../types/workspaces.ts'
import { recoverExisting } from './shared/exist-ok.ts'
import { DOTTED_FIELDS, filterQuery } from './shared/filter.ts'
import { optional, type ResourceContext, required } from './shared/resource-context.ts'

/** `client.experiments`: groups of evaluations that are compared with each other. */
export class Experiments {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates an experiment.
   *
   * @returns The experiment.
   * @throws AlreadyExistsError if the name is taken, BadRequestError for a `default_sort` that evaluations cannot
   * be sorted by.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/experiments`
   */
  create(params: ExperimentCreateParams, options?: RequestOptions): APIPromise<ExperimentResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/experiments`,
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
   * Lists the experiments of a workspace.
   *
   * @returns A page; `for await` gives the experiments of all pages.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/experiments`
   */
  list(params?: ExperimentListParams, options?: RequestOptions): PagePromise<ExperimentResponse> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/experiments`,
        query: { ...query, filter: filterQuery(filter, DOTTED_FIELDS) },
      }
    }, options)
  }

  /**
   * Reads an experiment.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/experiments/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<ExperimentResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/experiments/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes an experiment; what is left out stays, and null clears.
   *
   * @param name - Its name; must be the one that it has.
   * @returns The experiment.
   * @throws NotFoundError if there is none of that name, ConflictError for another name, BadRequestError if the
   * baseline is not an evaluation of this experiment.
   * @see `PUT /apis/intake/v2/workspaces/{workspace}/experiments/{name}`
   */
  update(
    name: string,
    params: ExperimentUpdateParams,
    options?: RequestOptions,
  ): APIPromise<ExperimentResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/experiments/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes an experiment, together with the evaluations that belong to no other one. They are only marked: `list`
   * still finds them with `filter: { is_deleted: true }`.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/intake/v2/workspaces/{workspace}/experiments/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/experiments/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
