// Generated from api/ by npm run generate. Do not edit.

/** Projects: names under which things of a workspace are grouped. */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { PagePromise } from '../http/response/page.ts'
import type { DeleteResponse } from '../types/common.ts'
import type {
  Project,
  ProjectCreateParams,
  ProjectListParams,
  ProjectUpdateParams,
} from '../types/projects.generated.ts'
import type { WorkspaceParams } from '../types/workspaces.ts'
import { recoverExisting } from './shared/exist-ok.ts'
import { filterQuery } from './shared/filter.ts'
import { optional, type ResourceContext, required } from './shared/resource-context.ts'

/** `client.projects`: names under which things of a workspace are grouped. */
export class Projects {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a project.
   *
   * @returns The project.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for a name that is not allowed.
   * @see `POST /apis/entities/v2/workspaces/{workspace}/projects`
   */
  create(params: ProjectCreateParams, options?: RequestOptions): APIPromise<Project> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects`,
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
   * Lists the projects of a workspace.
   *
   * @returns A page; `for await` gives the projects of all pages.
   * @see `GET /apis/entities/v2/workspaces/{workspace}/projects`
   */
  list(params?: ProjectListParams, options?: RequestOptions): PagePromise<Project> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a project.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/entities/v2/workspaces/{workspace}/projects/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Project> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes the description of a project.
   *
   * @returns The project.
   * @see `PUT /apis/entities/v2/workspaces/{workspace}/projects/{name}`
   */
  update(name: string, params?: ProjectUpdateParams, options?: RequestOptions): APIPromise<Project> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PUT',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a project.
   *
   * @see `DELETE /apis/entities/v2/workspaces/{workspace}/projects/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<DeleteResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`,
      }
    }, options)
  }
}
