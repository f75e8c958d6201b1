/**
 * Versions of deployment configs. They do not change.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../http/api-promise.ts'
import type { RequestOptions } from '../../../http/options.ts'
import { path } from '../../../http/path.ts'
import type {
  DeploymentConfigVersionDeleteParams,
  DeploymentConfigVersionRetrieveParams,
  ModelDeploymentConfig,
} from '../../../types/inference.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { type Caller, optional, required } from '../../caller.ts'

/** `client.inference.deploymentConfigs.versions`: versions of deployment configs. They do not change. */
export class DeploymentConfigVersions {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, config } = required(params)
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
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, config } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployment-configs/${{ config }}/versions/${{ name }}`,
        answer: 'nothing',
      }
    }, options)
  }
}
