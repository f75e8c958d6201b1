/** `nemo agents logs`: what a deployment has written, and what it writes. */

import { Agents, type LogLine } from '../../../../plugins/agents/index.ts'
import { readNumber } from '../../../global-options.ts'
import type { Invocation } from '../../../invocation.ts'
import { lineOf } from '../../../output/log-line.ts'
import { targetName } from './target.ts'

/** The flags. */
export interface LogFlags {
  readonly agent?: string
  readonly follow?: true
  readonly tail?: string
}

/** As many lines as the platform gives. */
const MOST_LINES = 10_000

/** Prints them; with `--follow` until Ctrl-C, or until the deployment is gone. */
export async function logs(invocation: Invocation, name: string | undefined, flags: LogFlags): Promise<void> {
  const tail = readNumber('--tail', flags.tail, { least: 1, most: MOST_LINES }) ?? MOST_LINES
  const { signal } = invocation.io
  const deployment = await targetName(
    invocation,
    { name, agent: flags.agent },
    { path: 'nemo agents logs', without: ['deleting'] },
  )
  const { deployments } = new Agents(invocation.client())
  const { data, next_offset: offset } = await deployments.getLogs(deployment, { tail }, { signal })
  for (const line of data) invocation.say(lineOf(invocation, line))
  if (flags.follow !== true) return
  // The stream begins where this answer ends.
  const headers = { 'last-event-id': String(offset) }
  for await (const line of await deployments.streamLogs(deployment, {}, { signal, headers })) {
    if (invocation.io.isOutputLost()) return
    invocation.say(lineOf(invocation, line as LogLine))
  }
}
