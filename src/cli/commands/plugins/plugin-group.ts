/** `nemo <plugin>`: what a plugin has, and its jobs. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import type { PluginExtension } from '../command-group.ts'
import { addJob } from '../plugin-jobs.ts'
import type { PluginGroupSpec } from '../shared/command-spec.ts'
import { addGroup } from '../shared/described.ts'

/** Adds the group of a plugin. */
export function addPluginGroup(
  parent: Command,
  spec: PluginGroupSpec,
  invocation: () => Invocation,
  extension: PluginExtension | undefined,
): void {
  const group = addGroup(parent, spec, invocation, extension?.ADDITIONS).aliases([...spec.aliases])
  for (const job of spec.jobs) addJob(group, job, invocation, extension?.JOBS?.[job.name])
  extension?.addCommands?.(group, invocation)
}
