/** `nemo inference`: providers, deployments, prompts, and the gateway to models. */

import type { Command } from 'commander'
import type { ModelDeployment } from '../../index.ts'
import { shellWord } from '../../remedies/index.ts'
import { UsageError } from '../errors.ts'
import { tellingWhatIsDone } from '../interruption.ts'
import type { Invocation } from '../invocation.ts'
import { INFERENCE } from './inference.generated.ts'
import type { Call, Flags } from './shared/call.ts'
import { type Additions, addGroup } from './shared/described.ts'
import { addWaitOptions } from './shared/durations.ts'

const ADDITIONS: Additions = {
  'deployments create': {
    options: (command) =>
      addWaitOptions(
        command
          .option('--wait', 'wait until it is ready and the gateway answers for it')
          .option('--watch', 'the same, and tell each status on standard error'),
        { isLimited: false },
      ),
    run: createDeployment,
  },
}

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  addGroup(parent, INFERENCE, invocation, ADDITIONS)
    .command('get-url')
    .description("Print the URL under which the gateway speaks OpenAI's protocol")
    .option('--provider <name>', 'that of a provider instead')
    .option('--virtual-model <name>', 'that of a model instead')
    .action((flags: UrlFlags) => getUrl(invocation(), flags))
}

interface UrlFlags {
  provider?: string
  virtualModel?: string
}

async function getUrl(invocation: Invocation, { provider, virtualModel }: UrlFlags): Promise<void> {
  if (provider !== undefined && virtualModel !== undefined)
    throw new UsageError('--provider and --virtual-model exclude each other', 'Choose one of them')
  const { inference, models } = invocation.client()
  const { signal } = invocation.io
  // A path of the caller's own is put behind those of one model; that of all ends as libraries want it.
  const withoutVersion = (url: string) => url.replace(/\/v1$/, '')
  if (provider !== undefined) {
    const found = await inference.providers.retrieve(provider, {}, { signal })
    invocation.say(withoutVersion(models.getProviderRouteOpenAIURL(found)))
  } else if (virtualModel !== undefined) {
    const found = await models.retrieve(virtualModel, {}, { signal })
    invocation.say(withoutVersion(models.getModelEntityRouteOpenAIURL(found)))
  } else {
    invocation.say(models.getOpenAIRouteBaseURL())
  }
}

async function createDeployment(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  const { send } = await import('./shared/call.ts')
  const answer = send(invocation.client(), call, { signal: invocation.io.signal })
  const deployment = (await answer) as ModelDeployment
  await invocation.print(deployment, { fields: call.spec.fields })
  if (flags['wait'] !== true && flags['watch'] !== true) return
  const { waitForDeployment } = await import('./wait.ts')
  const { name, workspace } = deployment
  await tellingWhatIsDone(
    invocation.io,
    () => waitForDeployment(invocation, name, { ...flags, workspace }),
    () =>
      `The deployment goes on; to end it: nemo inference deployments delete ${shellWord(name)} --workspace ${shellWord(workspace)}`,
  )
}
