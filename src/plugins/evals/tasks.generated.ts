// Generated from api/ by npm run generate. Do not edit.

/** Tasks. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  EvalTaskCreateParams,
  EvalTaskListParams,
  EvalTaskUpdateParams,
  Task,
} from '../types/evals.generated.ts'
import { EvalTasksRevisions } from './tasks-revisions.generated.ts'
import { EvalTasksTags } from './tasks-tags.generated.ts'

/** `evals.tasks`: tasks. */
export class EvalTasks {
  /** Revisions of a task. */
  readonly revisions: EvalTasksRevisions
  /** Tags of a task. */
  readonly tags: EvalTasksTags
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.revisions = new EvalTasksRevisions(context)
    this.tags = new EvalTasksTags(context)
  }

  /**
   * Lists tasks.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasks`
   */
  list(params?: EvalTaskListParams, options?: RequestOptions): PagePromise<Task> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Creates a task.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/evals/v2/workspaces/{workspace}/tasks/{name}`
   */
  create(name: string, params: EvalTaskCreateParams, options?: RequestOptions): APIPromise<Task> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, project, ...body } = required(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks/${{ name }}`,
        query: { project },
        body,
      }
    }, options)
  }

  /**
   * Replaces a task.
   *
   * @see `PUT /apis/evals/v2/workspaces/{workspace}/tasks/{name}`
   */
  update(name: string, params: EvalTaskUpdateParams, options?: RequestOptions): APIPromise<Task> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, project, ...body } = required(params)
      return {
        method: 'PUT',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks/${{ name }}`,
        query: { project },
        body,
      }
    }, options)
  }

  /**
   * Reads a task.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasks/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Task> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a task.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/evals/v2/workspaces/{workspace}/tasks/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
