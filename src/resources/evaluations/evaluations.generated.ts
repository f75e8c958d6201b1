// Generated from api/ by npm run generate. Do not edit.

/**
 * Evaluations: runs of an agent or model over a dataset, with the scores, cost and latency of their sessions
 * summed up.
 */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  EvaluationCreateParams,
  EvaluationListParams,
  EvaluationPatchParams,
  EvaluationResponse,
  EvaluationUpdateParams,
} from '../../types/evaluations.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { DOTTED_FIELDS, filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { EvaluationSessions } from './sessions.generated.ts'

/**
 * `client.evaluations`: runs of an agent or model over a dataset, with the scores, cost and latency of their
 * sessions summed up.
 */
export class Evaluations {
  /** Sessions of an evaluation: its single runs, one per test case and try, with their scores. */
  readonly sessions: EvaluationSessions
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.sessions = new EvaluationSessions(context)
  }

  /**
   * Creates an evaluation, to which telemetry and scores can then be sent.
   *
   * @returns The evaluation.
   * @throws AlreadyExistsError if the name is taken, BadRequestError if an experiment or the parent evaluation
   * does not exist.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/evaluations`
   */
  create(params: EvaluationCreateParams, options?: RequestOptions): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations`,
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
   * Lists the evaluations of a workspace: pinned ones first, then the newest.
   *
   * @returns A page; `for await` gives the evaluations of all pages.
   * @throws BadRequestError for a sort or filter field that does not exist, InternalServerError (503) if it goes
   * by a metric and the telemetry store is down.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/evaluations`
   */
  list(params?: EvaluationListParams, options?: RequestOptions): PagePromise<EvaluationResponse> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations`,
        query: { ...query, filter: filterQuery(filter, DOTTED_FIELDS) },
      }
    }, options)
  }

  /**
   * Reads an evaluation with its statistics.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/evaluations/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}`,
      }
    }, options)
  }

  /**
   * Replaces what an evaluation says about itself: what is left out is **cleared**. Use `patch` to change some
   * fields only.
   *
   * @param name - Its name; must be the one that it has.
   * @returns The evaluation.
   * @throws NotFoundError if there is none of that name, ConflictError if name, dataset or dataset version would
   * change, or if it would leave an experiment whose baseline it is.
   * @see `PUT /apis/intake/v2/workspaces/{workspace}/evaluations/{name}`
   */
  update(
    name: string,
    params: EvaluationUpdateParams,
    options?: RequestOptions,
  ): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Changes some fields of an evaluation; what is left out stays.
   *
   * @returns The evaluation.
   * @throws NotFoundError if there is none of that name, BadRequestError if `experiment_ids` is empty or names one
   * that does not exist, ConflictError if it would leave an experiment whose baseline it is.
   * @see `PATCH /apis/intake/v2/workspaces/{workspace}/evaluations/{name}`
   */
  patch(
    name: string,
    params?: EvaluationPatchParams,
    options?: RequestOptions,
  ): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes an evaluation. It is only marked: `list` still finds it with `filter: { is_deleted: true }`, and its
   * name is free again.
   *
   * @throws NotFoundError if there is none of that name, ConflictError if it is the baseline of an experiment.
   * @see `DELETE /apis/intake/v2/workspaces/{workspace}/evaluations/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Pins an evaluation to the top of the list, for everyone in the workspace. Pinning it again moves it in front
   * of the other pinned ones.
   *
   * @returns The evaluation.
   * @throws NotFoundError if there is none of that name.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/evaluations/{name}/pin`
   */
  pin(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}/pin`,
      }
    }, options)
  }

  /**
   * Unpins an evaluation. One that is not pinned stays as it is.
   *
   * @returns The evaluation.
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/intake/v2/workspaces/{workspace}/evaluations/{name}/pin`
   */
  unpin(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<EvaluationResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/evaluations/${{ name }}/pin`,
      }
    }, options)
  }
}
