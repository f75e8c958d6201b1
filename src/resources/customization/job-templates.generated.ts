// Generated from api/ by npm run generate. Do not edit.

/** Job templates: settings of customization jobs, kept under a name. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  CustomizationJobTemplate,
  JobTemplateCreateParams,
  JobTemplateListParams,
  JobTemplateUpdateParams,
} from '../../types/customization.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.customization.jobTemplates`: settings of customization jobs, kept under a name. */
export class JobTemplates {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Keeps settings under a name.
   *
   * @returns The template.
   * @throws AlreadyExistsError if the name is taken.
   * @since 0.8
   * @see `POST /apis/customization/v2/workspaces/{workspace}/job-templates`
   */
  create(params: JobTemplateCreateParams, options?: RequestOptions): APIPromise<CustomizationJobTemplate> {
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
   * Lists the templates of a workspace.
   *
   * @returns A page; `for await` gives the templates of all pages.
   * @since 0.8
   * @see `GET /apis/customization/v2/workspaces/{workspace}/job-templates`
   */
  list(params?: JobTemplateListParams, options?: RequestOptions): PagePromise<CustomizationJobTemplate> {
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
   * Reads a template.
   *
   * @throws NotFoundError if there is none of that name.
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
   * Changes backend, settings or description of a template; what is left out stays.
   *
   * @returns The template.
   * @throws NotFoundError if there is none of that name.
   * @since 0.8
   * @see `PATCH /apis/customization/v2/workspaces/{workspace}/job-templates/{name}`
   */
  update(
    name: string,
    params?: JobTemplateUpdateParams,
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
   * Deletes a template.
   *
   * @throws NotFoundError if there is none of that name.
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
