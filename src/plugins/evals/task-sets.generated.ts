// Generated from api/ by npm run generate. Do not edit.

/** Task sets. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  EvalTaskSetCreateParams,
  EvalTaskSetListParams,
  EvalTaskSetUpdateParams,
  Taskset,
} from '../types/evals.generated.ts'
import { EvalTaskSetsRevisions } from './task-sets-revisions.generated.ts'
import { EvalTaskSetsTags } from './task-sets-tags.generated.ts'

/** `evals.taskSets`: task sets. */
export class EvalTaskSets {
  /** Revisions of a task set. */
  readonly revisions: EvalTaskSetsRevisions
  /** Tags of a task set. */
  readonly tags: EvalTaskSetsTags
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.revisions = new EvalTaskSetsRevisions(context)
    this.tags = new EvalTaskSetsTags(context)
  }

  /**
   * Lists task sets.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasksets`
   */
  list(params?: EvalTaskSetListParams, options?: RequestOptions): PagePromise<Taskset> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasksets`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Creates a task set.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/evals/v2/workspaces/{workspace}/tasksets/{name}`
   */
  create(name: string, params?: EvalTaskSetCreateParams, options?: RequestOptions): APIPromise<Taskset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, project, ...body } = optional(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasksets/${{ name }}`,
        query: { project },
        body,
      }
    }, options)
  }

  /**
   * Replaces a task set.
   *
   * @see `PUT /apis/evals/v2/workspaces/{workspace}/tasksets/{name}`
   */
  update(name: string, params?: EvalTaskSetUpdateParams, options?: RequestOptions): APIPromise<Taskset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, project, ...body } = optional(params)
      return {
        method: 'PUT',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasksets/${{ name }}`,
        query: { project },
        body,
      }
    }, options)
  }

  /**
   * Reads a task set.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasksets/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Taskset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasksets/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a task set.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/evals/v2/workspaces/{workspace}/tasksets/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasksets/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
