/** Deployments, and what it takes to wait for them. */

import { NotFoundError, WaitError } from '../../../errors/index.ts'
import type { RequestOptions } from '../../../http/options.ts'
import type { DeploymentWaitParams, ModelDeployment } from '../../../types/index.ts'
import { type Caller, optional } from '../../caller.ts'
import { poll } from '../../polling.ts'
import { ProviderGateway } from '../gateway/provider.ts'
import { DeploymentsOperations } from './operations.ts'

const DEFAULT_TIMEOUT = 1_200_000
const DEFAULT_INTERVAL = 3_000
const GATEWAY_INTERVAL = 1_000

/** `client.inference.deployments`: models that run on the platform, from a deployment config. */
export class Deployments extends DeploymentsOperations {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    super(caller)
    this.#caller = caller
  }

  /**
   * Waits until a deployment has a status; if that is READY, also until the gateway answers for it. Looks every 3 s at first, for
   * 20 minutes at most, unless `params` say otherwise.
   *
   * @param params - `status` (`READY`), `timeout` and `poll_interval` in ms, `check_gateway`, `onUpdate`.
   * @returns The deployment as it was seen last; with `status: 'DELETED'` undefined once there is none.
   * @throws WaitError if it ends as `ERROR` or is not there, WaitTimeoutError.
   * @see `GET /apis/models/v2/workspaces/{workspace}/deployments/{name}`
   */
  async wait(
    name: string,
    params?: DeploymentWaitParams<ModelDeployment>,
    options?: RequestOptions,
  ): Promise<ModelDeployment | undefined> {
    const { workspace = this.#caller.workspace, status: wanted = 'READY', ...rest } = optional(params)
    const {
      timeout = DEFAULT_TIMEOUT,
      poll_interval = DEFAULT_INTERVAL,
      onUpdate,
      check_gateway = true,
    } = rest
    const startedAt = performance.now()
    let seen: string | undefined
    const deployment = await poll<ModelDeployment | undefined>({
      what: `deployment ${name} to be ${wanted}`,
      timeout,
      interval: poll_interval,
      signal: options?.signal,
      look: async () => {
        let deployment: ModelDeployment
        try {
          deployment = await this.retrieve(name, { workspace }, options)
        } catch (error) {
          if (!(error instanceof NotFoundError)) throw error
          if (wanted === 'DELETED') return { done: undefined }
          throw new WaitError(`There is no deployment ${name}`, { last: seen, cause: error })
        }
        const status = currentStatus(deployment)
        if (status !== seen) {
          seen = status
          onUpdate?.(deployment)
        }
        if (status === wanted && wanted !== 'DELETED') return { done: deployment }
        if (status === 'ERROR') throw failed(name, deployment)
        return { last: deployment }
      },
    })
    if (wanted === 'READY' && check_gateway) {
      await waitForGateway(
        this.#caller,
        name,
        { workspace, timeout: timeout - (performance.now() - startedAt) },
        options,
      )
    }
    return deployment
  }
}

/** Waits until the gateway answers for a provider. Any refusal may heal: the gateway learns of new providers by and by. */
export async function waitForGateway(
  caller: Caller,
  provider: string,
  params: {
    workspace?: string | undefined
    timeout?: number | undefined
    poll_interval?: number | undefined
  },
  options: RequestOptions | undefined,
): Promise<true> {
  const gateway = new ProviderGateway(caller)
  const { workspace, timeout = 60_000, poll_interval = GATEWAY_INTERVAL } = params
  return poll<true>({
    what: `the gateway to answer for ${provider}`,
    timeout: Math.max(0, timeout),
    interval: poll_interval,
    signal: options?.signal,
    mayHeal: (error) => error instanceof Error && !options?.signal?.aborted,
    look: async () => {
      await gateway.ready(provider, { workspace }, options)
      return { done: true }
    },
  })
}

/** The newest entry of its history counts more than the status itself. */
export function currentStatus({ status, status_history }: ModelDeployment): string {
  return status_history?.at(-1)?.status ?? status ?? 'UNKNOWN'
}

function failed(name: string, deployment: ModelDeployment): WaitError {
  const reason = deployment.status_message ? `: ${deployment.status_message}` : ''
  return new WaitError(`Deployment ${name} is ERROR${reason}`, {
    last: deployment,
    remedies: [`Look at its history: client.inference.deployments.retrieve('${name}')`],
  })
}
