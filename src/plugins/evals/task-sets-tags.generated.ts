// Generated from api/ by npm run generate. Do not edit.

/** Tags of a task set. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import { pluginPath } from '../plugin-path.ts'
import type { EvalTaskSetsTagUpdateParams, Taskset } from '../types/evals.generated.ts'

/** `evals.taskSets.tags`: tags of a task set. */
export class EvalTaskSetsTags {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Replaces a tag of a task set.
   *
   * @see `PUT /apis/evals/v2/workspaces/{workspace}/tasksets/{name}/tags/{tag}`
   */
  update(tag: string, params: EvalTaskSetsTagUpdateParams, options?: RequestOptions): APIPromise<Taskset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name, ...query } = required(params)
      return {
        method: 'PUT',
        path: pluginPath(
          this.#context,
          'evals',
        )`/v2/workspaces/${{ workspace }}/tasksets/${{ name }}/tags/${{ tag }}`,
        query,
      }
    }, options)
  }
}
