/** `nemo <plugin> info`: whether a plugin works on the platform, and what it has. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import { callOf, send } from '../shared/call.ts'
import type { PluginGroupSpec } from '../shared/command-spec.ts'

/** Adds the command. */
export function addInfo(group: Command, spec: PluginGroupSpec, invocation: () => Invocation): void {
  group
    .command('info')
    .description('Tell whether the plugin works on the platform, and which jobs it has')
    .action(() => info(invocation(), spec))
}

async function info(invocation: Invocation, spec: PluginGroupSpec): Promise<void> {
  const { signal } = invocation.io
  const client = invocation.client()
  const { generation } = await client.platform({ signal })
  await send(client, await callOf(spec, 'health', {}), { signal })
  const [former] = spec.aliases
  const name = former !== undefined && generation !== undefined && generation < '0.8' ? former : spec.name
  await invocation.print({
    plugin: name,
    status: 'ready',
    service: `/apis/${name}/v1/healthz`,
    jobs: spec.jobs.map((job) => `${name}.${job.name}`),
    sdk: `nemo-platform/plugins/${spec.plugin.service}`,
  })
}
