/** A thousand calls at the moment when the token runs out. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Sample } from '../support/commands.ts'
import type { Target } from './contestant.ts'
import { OURS, RAW } from './index.ts'

type ExpiryCommand = Extract<Command, { command: 'expiry' }>

/** Makes a client, and calls all at once: as soon as it is there, or when the token is due. */
export async function runAtExpiry(
  name: string,
  target: Target,
  { calls, dueAt }: ExpiryCommand,
): Promise<Sample> {
  let startedAt = performance.now()
  const call = await createCall(name, target)
  if (dueAt !== undefined) {
    await call()
    await sleep(dueAt * 1000 - Date.now())
    startedAt = performance.now()
  }
  const outcomes = await Promise.allSettled(Array.from({ length: calls }, () => call()))
  const failures = outcomes.filter(({ status }) => status === 'rejected').length
  return { time: performance.now() - startedAt, failures }
}

async function createCall(name: string, target: Target): Promise<() => Promise<unknown>> {
  switch (name) {
    case OURS: {
      const { NeMoPlatform } = await import('nemo-platform')
      const client = new NeMoPlatform()
      return async () => client.workspaces.list()
    }
    case RAW:
      return (await import('./raw.ts')).createRaw(target).list
    default:
      throw new Error(`${name} has no tokens to refresh`)
  }
}
