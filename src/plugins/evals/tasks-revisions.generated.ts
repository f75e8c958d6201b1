// Generated from api/ by npm run generate. Do not edit.

/** Revisions of a task. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  EvalTasksRevisionListParams,
  EvalTasksRevisionRetrieveParams,
  Revision,
  Task,
} from '../types/evals.generated.ts'

/** `evals.tasks.revisions`: revisions of a task. */
export class EvalTasksRevisions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists revisions of a task.
   *
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasks/{name}/revisions`
   */
  list(name: string, params?: EvalTasksRevisionListParams, options?: RequestOptions): PagePromise<Revision> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'evals')`/v2/workspaces/${{ workspace }}/tasks/${{ name }}/revisions`,
        query,
      }
    }, options)
  }

  /**
   * Reads a revision of a task.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/evals/v2/workspaces/{workspace}/tasks/{name}/revisions/{revision}`
   */
  retrieve(
    revision: string,
    params: EvalTasksRevisionRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<Task> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'GET',
        path: pluginPath(
          this.#context,
          'evals',
        )`/v2/workspaces/${{ workspace }}/tasks/${{ name }}/revisions/${{ revision }}`,
      }
    }, options)
  }
}
