// Generated from api/ by npm run generate. Do not edit.

/** Versions of deployments. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type {
  DeploymentVersionDeleteParams,
  DeploymentVersionRetrieveParams,
  ModelDeployment,
} from '../../../types/inference.generated.ts'
import type { WorkspaceParams } from '../../../types/workspaces.ts'
import { optional, type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.inference.deployments.versions`: versions of deployments. */
export class DeploymentVersions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Lists all versions of a deployment.
   *
   * @param name - Name of the deployment.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{name}/versions`
   */
  list(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<ModelDeployment[]> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ name }}/versions`,
      }
    }, options)
  }

  /**
   * Reads one version of a deployment.
   *
   * @param name - Number of the version, from 1.
   * @throws NotFoundError if there is no such version, BadRequestError for a version that is not a number from 1.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{deployment}/versions/{name}`
   */
  retrieve(
    name: string,
    params: DeploymentVersionRetrieveParams,
    options?: RequestOptions,
  ): APIPromise<ModelDeployment> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, deployment } = required(params)
      return {
        method: 'GET',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ deployment }}/versions/${{ name }}`,
      }
    }, options)
  }

  /**
   * Takes one version of a deployment down: it is `DELETING` at first, `DELETED` later. Called again on one that
   * is `DELETED`, removes the record too.
   *
   * @param name - Number of the version, from 1.
   * @returns Undefined if the record was removed; else what the platform says.
   * @throws NotFoundError if there is no such version, BadRequestError for a version that is not a number from 1.
   * @see `DELETE /apis/models/v2/workspaces/{workspace}/deployments/{deployment}/versions/{name}`
   */
  delete(name: string, params: DeploymentVersionDeleteParams, options?: RequestOptions): APIPromise<unknown> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, deployment } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/models/v2/workspaces/${{ workspace }}/deployments/${{ deployment }}/versions/${{ name }}`,
        responseType: 'anything',
      }
    }, options)
  }
}
