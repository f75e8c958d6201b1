/** Options of commands that wait. */

import type { Command } from 'commander'
import { readNumber } from '../../global-options.ts'

/** The flags, in seconds. */
export interface WaitFlags {
  readonly timeout?: string
  readonly pollInterval?: string
}

/** Adds them. */
export function addWaitOptions(
  command: Command,
  { isLimited, longest = isLimited ? 'a minute' : '20 minutes' }: { isLimited: boolean; longest?: string },
): Command {
  return command
    .option('-t, --timeout <seconds>', `longest wait (default: ${longest})`)
    .option('--poll-interval <seconds>', `first pause between two looks (default: ${isLimited ? 1 : 3})`)
}

/** The flags as params of the SDK, in ms. */
export function waitParams({ timeout, pollInterval }: WaitFlags): {
  waitTimeout: number | undefined
  poll_interval: number | undefined
} {
  return {
    waitTimeout: inMilliseconds(readNumber('--timeout', timeout, { least: 1 })),
    poll_interval: inMilliseconds(readNumber('--poll-interval', pollInterval, { least: 1 })),
  }
}

function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}
