// Generated from api/ by npm run generate. Do not edit.

/**
 * Entities: the records underneath all other things of the platform, of any type, with data that only their own
 * service understands. Meant for services and for looking into; where there is a resource for a type, use that.
 */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { PagePromise } from '../http/response/page.ts'
import type { DeleteResponse } from '../types/common.ts'
import type {
  Entity,
  EntityCreateParams,
  EntityDeleteEntityByNameParams,
  EntityGetEntityByNameParams,
  EntityListParams,
  EntityUpdateEntityByNameParams,
} from '../types/entities.generated.ts'
import { filterQuery } from './shared/filter.ts'
import { optional, type ResourceContext, required } from './shared/resource-context.ts'

/**
 * `client.entities`: the records underneath all other things of the platform, of any type, with data that only
 * their own service understands. Meant for services and for looking into; where there is a resource for a type,
 * use that.
 */
export class Entities {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates an entity of a type.
   *
   * @param entityType - The type, for instance `project` or `customization_config`.
   * @returns The entity.
   * @throws AlreadyExistsError if there is one of that type and name, UnprocessableEntityError if the workspace,
   * the project or the parent does not exist.
   * @see `POST /apis/entities/v2/workspaces/{workspace}/entities/{entity_type}`
   */
  create(entityType: string, params: EntityCreateParams, options?: RequestOptions): APIPromise<Entity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/entities/${{ entityType }}`,
        body,
      }
    }, options)
  }

  /**
   * Lists the entities of one type in a workspace.
   *
   * @param entityType - The type, for instance `project`.
   * @returns A page; `for await` gives the entities of all pages.
   * @throws BadRequestError for a filter that cannot be read.
   * @see `GET /apis/entities/v2/workspaces/{workspace}/entities/{entity_type}`
   */
  list(entityType: string, params?: EntityListParams, options?: RequestOptions): PagePromise<Entity> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/entities/${{ entityType }}`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Deletes an entity.
   *
   * @throws NotFoundError if there is none of that type and name, ConflictError if it is no longer at
   * `expected_db_version`.
   * @see `DELETE /apis/entities/v2/workspaces/{workspace}/entities/{entity_type}/{name}`
   */
  deleteEntityByName(
    name: string,
    params: EntityDeleteEntityByNameParams,
    options?: RequestOptions,
  ): APIPromise<DeleteResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, entity_type, ...query } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/entities/${{ entity_type }}/${{ name }}`,
        query,
      }
    }, options)
  }

  /**
   * Reads an entity by its id, whatever its workspace and type. Meant for looking into problems.
   *
   * @param id - Its id, for instance `workspace-5P42UYEWga4BqtfvFwc1iD`.
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/entities/v2/entities/{id}`
   */
  getEntityById(id: string, options?: RequestOptions): APIPromise<Entity> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: path`/apis/entities/v2/entities/${{ id }}`,
      }),
      options,
    )
  }

  /**
   * Reads an entity by type and name.
   *
   * @throws NotFoundError if there is none of that type and name.
   * @see `GET /apis/entities/v2/workspaces/{workspace}/entities/{entity_type}/{name}`
   */
  getEntityByName(
    name: string,
    params: EntityGetEntityByNameParams,
    options?: RequestOptions,
  ): APIPromise<Entity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, entity_type, ...query } = required(params)
      return {
        method: 'GET',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/entities/${{ entity_type }}/${{ name }}`,
        query,
      }
    }, options)
  }

  /**
   * Replaces the data of an entity; its name and project can change too.
   *
   * @returns The entity, with the next `db_version`.
   * @throws NotFoundError if there is none of that type and name, ConflictError if it is no longer at
   * `expected_db_version` or the new name is taken, UnprocessableEntityError if the project does not exist.
   * @see `PUT /apis/entities/v2/workspaces/{workspace}/entities/{entity_type}/{name}`
   */
  updateEntityByName(
    name: string,
    params: EntityUpdateEntityByNameParams,
    options?: RequestOptions,
  ): APIPromise<Entity> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, entity_type, parent, ...body } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/entities/v2/workspaces/${{ workspace }}/entities/${{ entity_type }}/${{ name }}`,
        query: { parent },
        body,
      }
    }, options)
  }
}
