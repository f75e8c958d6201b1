// Generated from api/ by npm run generate. Do not edit.

/** Tags of a task. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import { pluginPath } from '../plugin-path.ts'
import type { EvalTasksTagUpdateParams, Task } from '../types/evals.generated.ts'

/** `evals.tasks.tags`: tags of a task. */
export class EvalTasksTags {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Replaces a tag of a task.
   *
   * @see `PUT /apis/evals/v2/workspaces/{workspace}/tasks/{name}/tags/{tag}`
   */
  update(tag: string, params: EvalTasksTagUpdateParams, options?: RequestOptions): APIPromise<Task> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, ...query } = required(params)
      return {
        method: 'PUT',
        path: pluginPath(
          this.#context,
          'evals',
        )`/v2/workspaces/${{ workspace }}/tasks/${{ name }}/tags/${{ tag }}`,
        query,
      }
    }, options)
  }
}
