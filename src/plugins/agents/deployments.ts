/** Deployments of agents, and what it takes to wait for them. */

import { NotFoundError, WaitError } from '../../errors/index.ts'
import { redactText } from '../../errors/redact.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { readAgentLogs } from '../../remedies/index.ts'
import { checkNames, readWaitTimeout } from '../../resources/shared/params.ts'
import { poll } from '../../resources/shared/polling.ts'
import { optional, type ResourceContext } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/index.ts'
import type { AgentDeployment } from '../types/agents.generated.ts'
import { AgentDeploymentsOperations } from './deployments.generated.ts'

/** What is waited for, and how. */
export interface AgentDeploymentWaitParams extends WorkspaceParams {
  /** What it is to become: able to answer, or no longer there. @default 'running' */
  status?: 'running' | 'deleted' | undefined
  /** For how long at most, in ms. @default 600_000 */
  waitTimeout?: number | undefined
  /** How long to wait between two looks at first, in ms. @default 2_000 */
  poll_interval?: number | undefined
  /** Called with the deployment whenever its status has changed. */
  onUpdate?: ((deployment: AgentDeployment) => void) | undefined
}

const NAMES = ['workspace', 'status', 'waitTimeout', 'poll_interval', 'onUpdate']
const DEFAULT_TIMEOUT = 600_000
const DEFAULT_INTERVAL = 2_000

/** `agents.deployments`: deployments. */
export class AgentDeployments extends AgentDeploymentsOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#context = context
  }

  /**
   * Waits until a deployment can answer, or until there is none any more.
   *
   * @param params - `status` (`running`), `waitTimeout` and `poll_interval` in ms, `onUpdate`.
   * @returns The deployment as it was seen last; with `status: 'deleted'` undefined once there is none.
   * @throws WaitError if it ends as `failed` or is not there, WaitTimeoutError.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/deployments/{name}`
   */
  wait(
    name: string,
    params: AgentDeploymentWaitParams & { status: 'deleted' },
    options?: RequestOptions,
  ): Promise<undefined>
  wait(name: string, params?: AgentDeploymentWaitParams, options?: RequestOptions): Promise<AgentDeployment>
  async wait(
    name: string,
    params?: AgentDeploymentWaitParams,
    options?: RequestOptions,
  ): Promise<AgentDeployment | undefined> {
    const given = optional(params)
    checkNames(given, NAMES)
    const { workspace = this.#context.workspace, status: wanted = 'running', onUpdate } = given
    let last: AgentDeployment | undefined
    return poll<AgentDeployment | undefined>({
      what: `deployment ${name} to be ${wanted}`,
      waitTimeout: readWaitTimeout(given, DEFAULT_TIMEOUT),
      interval: given.poll_interval ?? DEFAULT_INTERVAL,
      options,
      look: async (options) => {
        let deployment: AgentDeployment
        try {
          deployment = await this.retrieve(name, { workspace }, options)
        } catch (error) {
          if (!(error instanceof NotFoundError)) throw error
          if (wanted === 'deleted') return { done: undefined }
          throw new WaitError(`There is no deployment ${name}`, {
            code: 'wait/not-found',
            last,
            cause: error,
          })
        }
        if (deployment.status !== last?.status) onUpdate?.(deployment)
        last = deployment
        if (deployment.status === wanted) return { done: deployment }
        // One that has failed may still be taken down.
        if (deployment.status === 'failed' && wanted === 'running') throw failed(name, deployment)
        return { last: deployment }
      },
    })
  }
}

function failed(name: string, deployment: AgentDeployment): WaitError {
  const { error } = deployment
  return new WaitError(`Deployment ${name} has failed${error ? `: ${redactText(error)}` : ''}`, {
    code: 'wait/failed',
    last: deployment,
    remedies: [readAgentLogs(name)],
  })
}
