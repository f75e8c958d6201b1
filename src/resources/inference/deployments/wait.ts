/** Waits for deployments, and for the gateway to learn of them. */

import {
  APIStatusError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  WaitError,
} from '../../../errors/index.ts'
import { redactText } from '../../../errors/redact.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import { lookAt } from '../../../remedies/index.ts'
import type { DeploymentWaitParams, GatewayWaitParams, ModelDeployment } from '../../../types/index.ts'
import { checkNames, readWaitTimeout } from '../../shared/params.ts'
import { isPassing, poll } from '../../shared/polling.ts'
import type { ResourceContext } from '../../shared/resource-context.ts'
import { ProviderGateway } from '../gateway/provider.generated.ts'
import type { DeploymentsOperations } from './deployments.generated.ts'

const NAMES = ['workspace', 'status', 'waitTimeout', 'timeout', 'poll_interval', 'check_gateway', 'onUpdate']
const GATEWAY_NAMES = ['workspace', 'waitTimeout', 'timeout', 'poll_interval']
const DEFAULT_TIMEOUT = 1_200_000
const DEFAULT_INTERVAL = 3_000
const GATEWAY_TIMEOUT = 60_000
const GATEWAY_INTERVAL = 1_000

/**
 * Waits until a deployment has a status; if that is READY, also until the gateway answers for it.
 *
 * @returns The deployment; undefined once there is none, if it is to be `DELETED`.
 */
export async function waitForDeployment(
  context: ResourceContext,
  deployments: DeploymentsOperations,
  name: string,
  params: DeploymentWaitParams,
  options: RequestOptions | undefined,
): Promise<ModelDeployment | undefined> {
  checkNames(params, NAMES)
  const { workspace = context.workspace, status: wanted = 'READY', check_gateway = true, onUpdate } = params
  const { poll_interval = DEFAULT_INTERVAL } = params
  const waitTimeout = readWaitTimeout(params, DEFAULT_TIMEOUT)
  const startedAt = performance.now()
  let last: ModelDeployment | undefined
  const deployment = await poll<ModelDeployment | undefined>({
    what: `deployment ${name} to be ${wanted}`,
    waitTimeout,
    interval: poll_interval,
    options,
    look: async (options) => {
      let deployment: ModelDeployment
      try {
        deployment = await deployments.retrieve(name, { workspace }, options)
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error
        if (wanted === 'DELETED') return { done: undefined }
        throw new WaitError(`There is no deployment ${name}`, {
          code: 'wait/not-found',
          last,
          cause: error,
        })
      }
      const status = currentStatus(deployment)
      if (last === undefined || status !== currentStatus(last)) onUpdate?.(deployment)
      last = deployment
      // One that is DELETED keeps its name until the platform cleans up.
      if (status === wanted && wanted !== 'DELETED') return { done: deployment }
      if (status === 'ERROR') throw failed(name, deployment)
      return { last: deployment }
    },
  })
  if (wanted === 'READY' && check_gateway) {
    const left = Math.max(0, waitTimeout - (performance.now() - startedAt))
    await waitForGateway(context, name, { workspace, waitTimeout: left }, options, deployment)
  }
  return deployment
}

/**
 * Waits until the gateway answers for a provider. Nearly every refusal may be temporary: the gateway learns of providers by and by.
 *
 * @param last - What was seen before.
 */
export async function waitForGateway(
  context: ResourceContext,
  provider: string,
  params: GatewayWaitParams,
  options: RequestOptions | undefined,
  last?: unknown,
): Promise<true> {
  checkNames(params, GATEWAY_NAMES)
  const { workspace, poll_interval = GATEWAY_INTERVAL } = params
  const gateway = new ProviderGateway(context)
  return poll<true>({
    what: `the gateway to answer for ${provider}`,
    waitTimeout: readWaitTimeout(params, GATEWAY_TIMEOUT),
    interval: poll_interval,
    options,
    last,
    isRecoverable: isPatienceWorthwhile,
    look: async (options) => {
      await gateway.ready(provider, { workspace }, options)
      return { done: true }
    },
  })
}

function isPatienceWorthwhile(error: unknown): boolean {
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) return false
  return error instanceof APIStatusError || isPassing(error)
}

/** The newest entry of its history counts more than the status itself. */
function currentStatus({ status, status_history }: ModelDeployment): string {
  return status_history?.at(-1)?.status ?? status ?? 'UNKNOWN'
}

function failed(name: string, deployment: ModelDeployment): WaitError {
  const words = deployment.status_history?.at(-1)?.status_message || deployment.status_message
  return new WaitError(`Deployment ${name} is ERROR${words ? `: ${redactText(words)}` : ''}`, {
    last: deployment,
    remedies: [lookAt('inference.deployments', name)],
  })
}
