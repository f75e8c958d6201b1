/** Which deployment is meant: the one that is named, or the newest of an agent. */

import type { NeMoPlatform } from '../../../../index.ts'
import { type AgentDeployment, Agents } from '../../../../plugins/agents/index.ts'
import { LocalError, run, UsageError } from '../../../errors.ts'
import type { Invocation } from '../../../invocation.ts'

/** A deployment by its name, or by that of its agent. */
export interface Target {
  readonly name: string | undefined
  readonly agent: string | undefined
}

/** @throws UsageError where both are named: one of them would count for nothing. */
export function checkTarget({ name, agent }: Target): void {
  if (name !== undefined && agent !== undefined)
    throw new UsageError('The name of a deployment and --agent exclude each other', 'Choose one of them')
}

/** All deployments of an agent. */
export async function deploymentsOf(
  client: NeMoPlatform,
  agent: string,
  signal: AbortSignal,
): Promise<readonly AgentDeployment[]> {
  const found: AgentDeployment[] = []
  for await (const deployment of new Agents(client).deployments.list({}, { signal })) {
    if (deployment.agent === agent) found.push(deployment)
  }
  return found
}

/**
 * The name of the deployment that is meant.
 *
 * @param without - Those with one of these statuses are passed over.
 * @throws UsageError where neither or both are named, LocalError where the agent has none.
 */
export async function targetName(
  invocation: Invocation,
  { name, agent }: Target,
  { path, without }: { path: string; without: readonly string[] },
): Promise<string> {
  checkTarget({ name, agent })
  if (name !== undefined) return name
  if (agent === undefined) {
    throw new UsageError(
      'Missing name of the deployment, or --agent',
      run(`${path} <name>`),
      run('nemo agents deployments list', 'To see which there are'),
    )
  }
  const all = await deploymentsOf(invocation.client(), agent, invocation.io.signal)
  const newest = all
    .filter(({ status = '' }) => !without.includes(status))
    .sort((a, b) => timeOf(a) - timeOf(b))
    .at(-1)
  if (newest?.name !== undefined) return newest.name
  throw new LocalError(`There is no deployment of the agent ${agent} that could be meant`, [
    run('nemo agents deployments list', 'To see which there are'),
  ])
}

function timeOf({ created_at: time }: AgentDeployment): number {
  const value = Date.parse(time ?? '')
  return Number.isNaN(value) ? 0 : value
}
