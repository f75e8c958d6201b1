/** `nemo wait`: until something has the status that is wanted. */

import type { Command } from 'commander'
import type { DeploymentWaitParams } from '../../index.ts'
import { oneOf } from '../global-options.ts'
import type { Invocation } from '../invocation.ts'
import { addWaitOptions, type WaitFlags, waitParams } from './shared/durations.ts'

const STATUSES = ['READY', 'DELETED', 'PENDING', 'ERROR'] as const

interface DeploymentFlags extends WaitFlags {
  readonly status?: string
  readonly checkGateway?: boolean
  readonly workspace?: string | undefined
}

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const inference = parent
    .command('wait')
    .description('Wait until something is ready; exit code 1 if it fails, or takes too long')
    .command('inference')
    .description('Deployments and providers')
  addWaitOptions(inference.command('deployment'), { isLimited: false })
    .description('Wait until a deployment has a status')
    .argument('<name>', 'name of the deployment')
    .option('-s, --status <status>', `${STATUSES.join(', ')} (default: READY)`)
    .option('--check-gateway', 'READY means that the gateway answers for it, too (the default)')
    .option('--no-check-gateway', 'READY does not')
    .action((name: string, flags: DeploymentFlags) => waitForDeployment(invocation(), name, flags))
  addWaitOptions(inference.command('provider'), { isLimited: true })
    .description('Wait until the gateway answers for a provider')
    .argument('<name>', 'name of the provider')
    .action((name: string, flags: WaitFlags) => waitForProvider(invocation(), name, flags))
}

/** Waits for a deployment. */
export async function waitForDeployment(
  invocation: Invocation,
  name: string,
  flags: DeploymentFlags,
): Promise<void> {
  const status = oneOf('--status', flags.status, STATUSES) ?? 'READY'
  const progress = invocation.progress(`Waiting for deployment ${name} to be ${status}…`)
  const { signal } = invocation.io
  const params: DeploymentWaitParams = {
    status,
    ...(flags.workspace === undefined ? {} : { workspace: flags.workspace }),
    ...waitParams(flags),
    check_gateway: flags.checkGateway !== false,
    onUpdate: (seen) => progress.update(`Deployment ${name} is ${seen.status ?? 'UNKNOWN'}…`),
  }
  try {
    await invocation.client().inference.deployments.wait(name, params, { signal })
    progress.stop(`Deployment ${name} is ${status}.`)
  } finally {
    progress.stop()
  }
}

async function waitForProvider(invocation: Invocation, name: string, flags: WaitFlags): Promise<void> {
  const progress = invocation.progress(`Waiting for the gateway to answer for ${name}…`)
  try {
    await invocation.client().models.waitForGateway(name, waitParams(flags), { signal: invocation.io.signal })
    progress.stop(`The gateway answers for ${name}.`)
  } finally {
    progress.stop()
  }
}
