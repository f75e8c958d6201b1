/**
 * Projects: names under which things of a workspace are grouped.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../http/api-promise.ts'
import type { RequestOptions } from '../http/options.ts'
import type { PagePromise } from '../http/page.ts'
import { path } from '../http/path.ts'
import type { DeleteResponse } from '../types/common.ts'
import type {
  Project,
  ProjectCreateParams,
  ProjectListParams,
  ProjectUpdateParams,
} from '../types/projects.ts'
import type { WorkspaceParams } from '../types/workspaces.ts'
import { type Caller, optional, required } from './caller.ts'
import { orExisting } from './exist-ok.ts'
import { filterQuery } from './filter.ts'

/** `client.projects`: names under which things of a workspace are grouped. */
export class Projects {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Creates a project.
   *
   * @returns The project.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for a name that is not allowed.
   * @see `POST /apis/entities/v2/workspaces/{workspace}/projects`
   */
  create(params: ProjectCreateParams, options?: RequestOptions): APIPromise<Project> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects`,
        body,
        recover: orExisting(exist_ok, (read) => this.retrieve(body.name, { workspace }, read), options),
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
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, filter, ...query } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects/${{ name }}`,
      }
    }, options)
  }
}
