// Generated from api/ by npm run generate. Do not edit.

/** Versions of deployment configs. They do not change. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type {
  DeploymentConfigVersionDeleteParams,
  DeploymentConfigVersionRetrieveParams,
  ModelDeploymentConfig,
} from '../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { optional, type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.inference.deploymentConfigs.versions`: versions of deployment configs. They do not change. */
export class DeploymentConfigVersions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists all versions of a deployment config.
   *
   * @param name - Name of the deployment config.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployment-configs/{name}/versions`
   */
  list(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeploymentConfig[]> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ name }}/versions`,
      }
    }, options)
  }

  /**
   * Reads one version of a deployment config.
   *
   * @param name - Number of the version, from 1.
   * @throws NotFoundError if there is no such version, BadRequestError for a version that is not a number from 1.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployment-configs/{config}/versions/{name}`
   */
  retrieve(
    name: string,
    params: DeploymentConfigVersionRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeploymentConfig> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, config } = required(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ config }}/versions/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes one version of a deployment config.
   *
   * @param name - Number of the version, from 1.
   * @throws NotFoundError if there is no such version, ConflictError while a deployment that is not `DELETED` uses
   * it, BadRequestError for a version that is not a number from 1.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/deployment-configs/{config}/versions/{name}`
   */
  delete(
    name: string,
    params: DeploymentConfigVersionDeleteParams,
    options?: RequestOptions,
  ): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, config } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ config }}/versions/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
