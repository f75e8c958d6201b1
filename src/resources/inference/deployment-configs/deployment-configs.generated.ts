// Generated from api/ by npm run generate. Do not edit.

/**
 * Deployment configs: how a model is to be run, with which engine and which hardware. Each change makes a new
 * version.
 */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { PagePromise } from '../../../http/response/page.ts'
import type {
  DeploymentConfigCreateParams,
  DeploymentConfigListParams,
  DeploymentConfigUpdateParams,
  ModelDeploymentConfig,
} from '../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { recoverExisting } from '../../shared/exist-ok.ts'
import { filterQuery } from '../../shared/filter.ts'
import { optional, type ResourceContext, required } from '../../shared/resource-context.ts'
import { DeploymentConfigVersions } from './versions.generated.ts'

/**
 * `client.inference.deploymentConfigs`: how a model is to be run, with which engine and which hardware. Each
 * change makes a new version.
 */
export class DeploymentConfigs {
  /** Versions of deployment configs. They do not change. */
  readonly versions: DeploymentConfigVersions
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.versions = new DeploymentConfigVersions(context)
  }

  /**
   * Creates a deployment config, as version 1.
   *
   * @returns The config.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for settings that do not fit
   * together.
   * @see `POST /apis/models/v2/workspaces/{workspace}/deployment-configs`
   */
  create(params: DeploymentConfigCreateParams, options?: RequestOptions): APIPromise<ModelDeploymentConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, exist_ok, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs`,
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
   * Lists the deployment configs of a workspace, the newest version of each.
   *
   * @returns A page; `for await` gives the configs of all pages.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployment-configs`
   */
  list(params?: DeploymentConfigListParams, options?: RequestOptions): PagePromise<ModelDeploymentConfig> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads the newest version of a deployment config.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployment-configs/{name}`
   */
  retrieve(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeploymentConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ name }}`,
      }
    }, options)
  }

  /**
   * Makes a new version of a deployment config. Give all of it: only the project is taken over from the version
   * before.
   *
   * @returns The new version.
   * @throws BadRequestError if there is none of that name, UnprocessableEntityError for settings that do not fit
   * together, or if the platform has deployments switched off.
   * @see `POST /apis/models/v2/workspaces/{workspace}/deployment-configs/{name}`
   */
  update(
    name: string,
    params: DeploymentConfigUpdateParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeploymentConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ name }}`,
        body,
      }
    }, options)
  }

  /**
   * Deletes a deployment config with all its versions.
   *
   * @throws NotFoundError if there is none of that name, ConflictError while a deployment that is not `DELETED`
   * uses it.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/deployment-configs/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
