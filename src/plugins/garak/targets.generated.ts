// Generated from api/ by npm run generate. Do not edit.

/** Targets. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { recoverExisting } from '../../resources/shared/exist-ok.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  AuditTarget,
  AuditTargetCreateParams,
  AuditTargetListParams,
  AuditTargetUpdateParams,
} from '../types/garak.generated.ts'

/** `garak.targets`: targets. */
export class AuditTargets {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a target.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/garak/v2/workspaces/{workspace}/targets`
   */
  create(params: AuditTargetCreateParams, options?: RequestOptions): APIPromise<AuditTarget> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/targets`,
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
   * Lists targets.
   *
   * @see `GET /apis/garak/v2/workspaces/{workspace}/targets`
   */
  list(params?: AuditTargetListParams, options?: RequestOptions): PagePromise<AuditTarget> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/targets`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a target.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/garak/v2/workspaces/{workspace}/targets/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AuditTarget> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/targets/${{ name }}`,
      }
    }, options)
  }

  /**
   * Replaces a target.
   *
   * @see `PUT /apis/garak/v2/workspaces/{workspace}/targets/{name}`
   */
  update(name: string, params: AuditTargetUpdateParams, options?: RequestOptions): APIPromise<AuditTarget> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'PUT',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/targets/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a target.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/garak/v2/workspaces/{workspace}/targets/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/targets/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
