/**
 * Keeps a process on one core. Where the system is free to move client and server about, whether the two happen to share a core decides
 * more than what is measured: raw `fetch` against itself was 0.6 to 1.6 in single rounds.
 */

import { execFileSync } from 'node:child_process'
import os from 'node:os'

const CAN_PIN = os.availableParallelism() >= 2 && hasTaskset()

/** Whether {@link onCore} can do what it says: on Linux, with two cores. */
export function canPin(): boolean {
  return CAN_PIN
}

/** A command that runs on that core; the same command where that cannot be. */
export function onCore(core: number, command: readonly [string, ...string[]]): [string, ...string[]] {
  return CAN_PIN ? ['taskset', '--cpu-list', String(core), ...command] : [...command]
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
