/** Deployments, and what it takes to wait for them. */

import { loadPart } from '../../../errors/load-part.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { DeploymentWaitParams, ModelDeployment } from '../../../types/index.ts'
import { optional, type ResourceContext } from '../../shared/resource-context.ts'
import { DeploymentsOperations } from './deployments.generated.ts'

/** `client.inference.deployments`: models that run on the platform, from a deployment config. */
export class Deployments extends DeploymentsOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#context = context
  }

  /**
   * Waits until a deployment has a status; if that is READY, also until the gateway answers for it. Looks every 3 s at first, for
   * 20 minutes at most, unless `params` say otherwise.
   *
   * @param params - `status` (`READY`), `waitTimeout` and `poll_interval` in ms, `check_gateway`, `onUpdate`.
   * @returns The deployment as it was seen last; with `status: 'DELETED'` undefined once there is none.
   * @throws WaitError if it ends as `ERROR` or is not there, WaitTimeoutError.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{name}`
   */
  wait(
    name: string,
    params: DeploymentWaitParams & { status: 'DELETED' },
    options?: RequestOptions,
  ): Promise<undefined>
  wait(name: string, params?: DeploymentWaitParams, options?: RequestOptions): Promise<ModelDeployment>
  async wait(
    name: string,
    params?: DeploymentWaitParams,
    options?: RequestOptions,
  ): Promise<ModelDeployment | undefined> {
    const { waitForDeployment } = await loadPart(import('./wait.ts'))
    return waitForDeployment(this.#context, this, name, optional(params), options)
  }
}
