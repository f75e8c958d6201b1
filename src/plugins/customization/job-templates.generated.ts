// Generated from api/ by npm run generate. Do not edit.

/** Job templates. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  CustomizationJobTemplate,
  CustomizationJobTemplateCreateParams,
  CustomizationJobTemplateListParams,
  CustomizationJobTemplateUpdateParams,
} from '../types/customization.generated.ts'

/** `customization.jobTemplates`: job templates. */
export class CustomizationJobTemplates {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a job template.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @since 0.8
   * @see `POST /apis/customization/v2/workspaces/{workspace}/job-templates`
   */
  create(
    params: CustomizationJobTemplateCreateParams,
    options?: RequestOptions,
  ): APIPromise<CustomizationJobTemplate> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/customization/v2/workspaces/${{ workspace }}/job-templates`,
        since: '0.8',
        body,
      }
    }, options)
  }

  /**
   * Lists job templates.
   *
   * @since 0.8
   * @see `GET /apis/customization/v2/workspaces/{workspace}/job-templates`
   */
  list(
    params?: CustomizationJobTemplateListParams,
    options?: RequestOptions,
  ): PagePromise<CustomizationJobTemplate> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/customization/v2/workspaces/${{ workspace }}/job-templates`,
        since: '0.8',
        query,
      }
    }, options)
  }

  /**
   * Reads a job template.
   *
   * @throws NotFoundError if it does not exist.
   * @since 0.8
   * @see `GET /apis/customization/v2/workspaces/{workspace}/job-templates/{name}`
   */
  retrieve(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<CustomizationJobTemplate> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/customization/v2/workspaces/${{ workspace }}/job-templates/${{ name }}`,
        since: '0.8',
      }
    }, options)
  }

  /**
   * Changes a job template; what is left out stays.
   *
   * @since 0.8
   * @see `PATCH /apis/customization/v2/workspaces/{workspace}/job-templates/{name}`
   */
  update(
    name: string,
    params?: CustomizationJobTemplateUpdateParams,
    options?: RequestOptions,
  ): APIPromise<CustomizationJobTemplate> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/customization/v2/workspaces/${{ workspace }}/job-templates/${{ name }}`,
        since: '0.8',
        body,
      }
    }, options)
  }

  /**
   * Deletes a job template.
   *
   * @throws NotFoundError if it does not exist.
   * @since 0.8
   * @see `DELETE /apis/customization/v2/workspaces/{workspace}/job-templates/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/customization/v2/workspaces/${{ workspace }}/job-templates/${{ name }}`,
        since: '0.8',
        responseType: 'nothing',
      }
    }, options)
  }
}
