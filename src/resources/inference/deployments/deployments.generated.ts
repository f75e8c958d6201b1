// Generated from api/ by npm run generate. Do not edit.

/** Deployments: models that run on the platform, from a deployment config. Each change makes a new version. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { PagePromise } from '../../../http/response/page.ts'
import type {
  DeploymentCreateParams,
  DeploymentListParams,
  DeploymentUpdateParams,
  DeploymentUpdateStatusParams,
  ModelDeployment,
} from '../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { recoverExisting } from '../../shared/exist-ok.ts'
import { filterQuery } from '../../shared/filter.ts'
import { optional, type ResourceContext, required } from '../../shared/resource-context.ts'
import { DeploymentVersions } from './versions.generated.ts'

/** The generated part of `client.inference.deployments`: `Deployments` adds to it. */
export class DeploymentsOperations {
  /** Versions of deployments. */
  readonly versions: DeploymentVersions
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.versions = new DeploymentVersions(context)
  }

  /**
   * Starts a deployment, as version 1. It is `CREATED` at first and `READY` later.
   *
   * @returns The deployment.
   * @throws AlreadyExistsError if the name is taken, BadRequestError if the config does not exist,
   * UnprocessableEntityError if the platform has deployments switched off.
   * @see `POST /apis/models/v2/workspaces/{workspace}/deployments`
   */
  create(params: DeploymentCreateParams, options?: RequestOptions): APIPromise<ModelDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments`,
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
   * Lists the deployments of a workspace, the newest version of each.
   *
   * @returns A page; `for await` gives the deployments of all pages.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments`
   */
  list(params?: DeploymentListParams, options?: RequestOptions): PagePromise<ModelDeployment> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads the newest version of a deployment.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<ModelDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}`,
      }
    }, options)
  }

  /**
   * Makes a new version of a deployment, from another config or another version of it.
   *
   * @returns The new version.
   * @throws BadRequestError if the deployment or the config does not exist, UnprocessableEntityError if the
   * platform has deployments switched off.
   * @see `POST /apis/models/v2/workspaces/{workspace}/deployments/{name}`
   */
  update(
    name: string,
    params: DeploymentUpdateParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Takes a deployment down, with all its versions: it is `DELETING` at first, `DELETED` later. Called again on
   * one that is `DELETED`, removes the record too.
   *
   * @returns Undefined if the record was removed; else what the platform says.
   * @throws NotFoundError if there is none of that name.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/deployments/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}`,
        responseType: 'anything',
      }
    }, options)
  }

  /**
   * Reads the models of a deployment. Made for the engine, which asks for adapters here; the platform does not
   * fill it yet.
   *
   * @returns `{ workspace, name, models }`, with `models` empty.
   * @throws NotFoundError if there is no deployment of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{name}/models`
   */
  listModels(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<Record<string, unknown>> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}/models`,
      }
    }, options)
  }

  /**
   * Sets the status of a deployment. Meant for the service that runs deployments.
   *
   * @returns The deployment.
   * @throws NotFoundError if there is no such deployment or version, ConflictError if someone else changed it
   * meanwhile.
   * @see `POST /apis/models/v2/workspaces/{workspace}/deployments/{name}/status`
   */
  updateStatus(
    name: string,
    params: DeploymentUpdateStatusParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, version, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}/status`,
        query: { version },
        body,
      }
    }, options)
  }
}
