// Generated from api/ by npm run generate. Do not edit.

/** Configurations. */

import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { recoverExisting } from '../../resources/shared/exist-ok.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { pluginPath } from '../plugin-path.ts'
import type {
  AuditConfig,
  AuditConfigCreateParams,
  AuditConfigListParams,
  AuditConfigUpdateParams,
} from '../types/garak.generated.ts'

/** `garak.configs`: configurations. */
export class AuditConfigs {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a configuration.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/garak/v2/workspaces/{workspace}/configs`
   */
  create(params: AuditConfigCreateParams, options?: RequestOptions): APIPromise<AuditConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/configs`,
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
   * Lists configurations.
   *
   * @see `GET /apis/garak/v2/workspaces/{workspace}/configs`
   */
  list(params?: AuditConfigListParams, options?: RequestOptions): PagePromise<AuditConfig> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/configs`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a configuration.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/garak/v2/workspaces/{workspace}/configs/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AuditConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Replaces a configuration.
   *
   * @see `PUT /apis/garak/v2/workspaces/{workspace}/configs/{name}`
   */
  update(name: string, params?: AuditConfigUpdateParams, options?: RequestOptions): APIPromise<AuditConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PUT',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a configuration.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/garak/v2/workspaces/{workspace}/configs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: pluginPath(this.#context, 'garak')`/v2/workspaces/${{ workspace }}/configs/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
