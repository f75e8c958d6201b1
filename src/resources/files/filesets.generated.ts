// Generated from api/ by npm run generate. Do not edit.

/**
 * Filesets: folders of files, kept by the platform itself or by an outside storage such as Hugging Face, NGC, S3
 * or GitHub.
 */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  Fileset,
  FilesetCreateParams,
  FilesetListParams,
  FilesetUpdateParams,
} from '../../types/files.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { recoverExisting } from '../shared/exist-ok.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/**
 * `client.files.filesets`: folders of files, kept by the platform itself or by an outside storage such as Hugging
 * Face, NGC, S3 or GitHub.
 */
export class Filesets {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a fileset. Without `storage` the platform keeps its files; with one, it shows what is there.
   *
   * @returns The fileset.
   * @throws AlreadyExistsError if the name is taken, BadRequestError if the storage or its secret cannot be used,
   * InternalServerError (502) if the storage does not answer.
   * @see `POST /apis/files/v2/workspaces/{workspace}/filesets`
   */
  create(params: FilesetCreateParams, options?: RequestOptions): APIPromise<Fileset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets`,
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
   * Lists the filesets of a workspace.
   *
   * @returns A page; `for await` gives the filesets of all pages.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets`
   */
  list(params?: FilesetListParams, options?: RequestOptions): PagePromise<Fileset> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads what is known about a fileset.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Fileset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes what is known about a fileset; what is left out stays. Its storage cannot change.
   *
   * @returns The fileset.
   * @throws NotFoundError if there is none of that name.
   * @see `PATCH /apis/files/v2/workspaces/{workspace}/filesets/{name}`
   */
  update(name: string, params?: FilesetUpdateParams, options?: RequestOptions): APIPromise<Fileset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a fileset, and its files if the platform keeps them or they are in S3. Files at Hugging Face, NGC or
   * GitHub stay.
   *
   * @returns The fileset as it was.
   * @throws NotFoundError if there is none of that name, ConflictError while a model or an adapter uses it.
   * @see `DELETE /apis/files/v2/workspaces/{workspace}/filesets/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Fileset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}`,
      }
    }, options)
  }

  /**
   * Looks up again what the branch or tag of an outside storage stands for, and moves the fileset there. What was
   * deployed from it stays as it is until it is next loaded.
   *
   * @returns The fileset.
   * @throws NotFoundError if there is none of that name, ConflictError if its storage follows no branch or tag,
   * InternalServerError (502) if the storage does not answer.
   * @see `POST /apis/files/v2/workspaces/{workspace}/filesets/{name}/refresh`
   */
  refresh(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Fileset> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/refresh`,
      }
    }, options)
  }
}
